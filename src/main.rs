//! The stock portal.

use portico::plugins::{apis, catalog, ci, debug, docs, explore, gallery, kubernetes, search};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        kubernetes::plugin(),
        docs::plugin(),
        apis::plugin(),
        explore::plugin(),
        search::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
