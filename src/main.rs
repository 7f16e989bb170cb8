//! The stock portal.

use portico::plugins::{catalog, ci, debug, docs, gallery};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        docs::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
