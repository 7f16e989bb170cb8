//! The stock portal.

use portico::plugins::{
    alerts, apis, catalog, ci, create, debug, deploys, docs, explore, gallery, insights,
    kubernetes, metrics, search, security,
};

fn main() {
    portico::start(portico::plugins![
        catalog::plugin(),
        create::plugin(),
        alerts::plugin(),
        ci::plugin(),
        deploys::plugin(),
        kubernetes::plugin(),
        metrics::plugin(),
        security::plugin(),
        docs::plugin(),
        apis::plugin(),
        explore::plugin(),
        insights::plugin(),
        search::plugin(),
        gallery::plugin(),
        debug::plugin(),
    ]);
}
