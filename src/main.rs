//! The stock portal.

use portico::plugins::{catalog, ci, debug, docs, explore, gallery};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        docs::plugin(),
        explore::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
