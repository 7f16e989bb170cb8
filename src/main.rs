//! The stock portal.

use portico::plugins::{catalog, ci, debug, gallery};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
