//! The stock portal.

use portico::plugins::{catalog, ci, debug, explore, gallery};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        explore::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
