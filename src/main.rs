//! The stock portal.

use portico::plugins::{catalog, ci, debug, docs, explore, gallery, search};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        docs::plugin(),
        explore::plugin(),
        search::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
