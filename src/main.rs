//! The stock portal.

use portico::plugins::{
    alerts, apis, catalog, ci, debug, deploys, docs, explore, gallery, kubernetes, metrics, search,
    security,
};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        alerts::plugin(),
        ci::plugin(),
        deploys::plugin(),
        kubernetes::plugin(),
        metrics::plugin(),
        security::plugin(),
        docs::plugin(),
        apis::plugin(),
        explore::plugin(),
        search::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
