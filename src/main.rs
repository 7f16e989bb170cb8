//! The stock portal.

use portico::plugins::{catalog, ci, debug, gallery, search};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        search::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
