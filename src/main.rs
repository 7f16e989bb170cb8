//! The stock portal.

use portico::plugins::{alerts, catalog, ci, debug, docs, explore, gallery, kubernetes, search};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        kubernetes::plugin(),
        alerts::plugin(),
        docs::plugin(),
        explore::plugin(),
        search::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
