//! The stock portal.

use portico::plugins::{catalog, ci, debug, docs, explore, gallery, kubernetes, metrics, search};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        ci::plugin(),
        kubernetes::plugin(),
        metrics::plugin(),
        docs::plugin(),
        explore::plugin(),
        search::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
