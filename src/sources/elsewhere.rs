//! A catalog that is not the one on the screen: descriptors at another address, such as those of an
//! earlier revision. Read in a worker of its own; nothing of it is shown or kept.

use super::{Health, SourceState, Sources, read};
use crate::config::{Config, Source, SourceKind};
use crate::net::NetClient;
use js_sys::Uint8Array;
use leptos::prelude::*;
use std::cell::RefCell;

impl Sources {
    /// The bytes of the catalog that a descriptor and all it leads to make. It has to lie in an
    /// origin that the client may use; its credential goes along.
    ///
    /// # Errors
    /// Why it cannot be had, in sentences.
    pub async fn index_at(self, client: &NetClient, address: &str) -> Result<Uint8Array, String> {
        let uncovered = || format!("No origin of portal.json covers {address}.");
        let (origin, file) = self.place(client, address).ok_or_else(uncovered)?;
        let (config, net) = (self.config.try_get_value(), self.net.try_get_value().flatten());
        let (Some(config), Some(net)) = (config, net) else { return Err(uncovered()) };
        let kind = SourceKind::Files { index: vec![file] };
        let source = Source { id: origin, title: address.to_owned(), kind };
        let config = Config { sources: vec![source], ..(*config).clone() };
        let last: RefCell<Vec<SourceState>> = RefCell::default();
        let report = |states| {
            last.replace(states);
        };
        let built = read::read(&config, &net, report, async { None }).await;
        for state in last.take() {
            if let Health::Failed { title, cause, next_step } = state.health {
                return Err(format!("{title}. {cause} {next_step}"));
            }
        }
        built.map(|built| built.index).map_err(|error| {
            format!("The descriptors are read in the background, and that stopped: {}.", error.0)
        })
    }
}
