//! Portico: a developer portal that is a folder of static files.
//!
//! A company's own portal is a crate with a `main.rs` of ten lines, like the stock one:
//!
//! ```no_run
//! portico::start(portico::plugins![
//!     portico::plugins::catalog::plugin(),
//!     portico::plugins::ci::plugin(),
//! ]);
//! ```
//!
//! The house is described in `docs/decisions`, the contract of plugins in [`plugin`].

pub mod chunk;
pub mod config;
pub mod crash;
pub mod net;
pub mod plugin;
pub mod plugins;
pub mod readers;
pub mod shell;
pub mod sources;

use config::WebUrl;
use leptos::prelude::*;
use plugin::Plugin;
use std::sync::Arc;

/// Reads `portal.json` and shows the portal, or what is wrong with the file.
pub fn start(plugins: Vec<Plugin>) {
    if sources::is_worker(|| plugin::work::all(&plugins)) {
        return;
    }
    crash::watch_panics();
    // Leptos starts its own tasks when something is mounted, which is after this.
    wasm_bindgen_futures::spawn_local(async move {
        let base = base();
        let origin = window().location().origin().unwrap_or_default();
        let portal = match WebUrl::parse(&format!("{origin}{base}")) {
            Ok(url) => url,
            Err(reason) => {
                leptos::logging::error!("{origin}{base}: {reason}");
                return;
            }
        };
        let loaded = net::load_config(&portal).await;
        if let Some(boot) = document().get_element_by_id("boot") {
            boot.remove();
        }
        match loaded {
            Ok(config) => {
                let net = net::Net::start(&config, &portal);
                let config = Arc::new(config);
                mount_to_body(move || {
                    view! { <shell::App config=config net=net plugins=plugins base=base /> }
                });
            }
            Err(failure) => mount_to_body(move || shell::start_failed(&failure)),
        }
    });
}

/// The path below which the portal is served, as the build wrote it into the page.
fn base() -> String {
    document()
        .query_selector("meta[name=portico-base]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .filter(|base| base.starts_with('/'))
        .unwrap_or_else(|| "/".to_owned())
}
