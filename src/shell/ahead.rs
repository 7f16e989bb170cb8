//! The code of the page that a link leads to, fetched while the pointer or the focus rests on the
//! link: when it is pressed, the page is drawn at once.

use super::peek::{named, path_of};
use crate::plugin::chunk::Fetching;
use crate::plugin::extension::Fit;
use crate::plugin::prelude::*;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_bindgen::JsCast;
use portico_catalog::catalog::Catalog;
use std::sync::Arc;
use std::time::Duration;
use web_sys::{Element, EventTarget};

/// Who stays on a link for less than this is on the way to another one.
const REST: Duration = Duration::from_millis(50);

/// Watches the links of the page.
pub(super) fn watch() {
    let registry = use_registry();
    let sources = use_sources();
    let rests_on = StoredValue::new(String::new());
    let look = move |target: Option<EventTarget>| {
        let path = target.and_then(leads_to).unwrap_or_default();
        if rests_on.try_with_value(|last| *last == path) != Some(false) {
            return;
        }
        rests_on.set_value(path.clone());
        if path.is_empty() {
            return;
        }
        let registry = registry.clone();
        let fetch = move || {
            if rests_on.try_with_value(|now| *now == path) == Some(true) {
                let catalog = sources.catalog().get_untracked();
                let parts = parts(&registry, catalog.as_deref(), &path);
                // What does not come is asked for again, and its failure told, by the page itself.
                spawn_local(async move { drop(futures_util::future::join_all(parts).await) });
            }
        };
        set_timeout(fetch, REST);
    };
    let look = Arc::new(look);
    let pointed = {
        let look = look.clone();
        window_event_listener(ev::pointerover, move |event| look(event.target()))
    };
    let focused = window_event_listener(ev::focusin, move |event| look(event.target()));
    on_cleanup(move || {
        pointed.remove();
        focused.remove();
    });
}

/// The path within this site that the link around an element leads to.
fn leads_to(target: EventTarget) -> Option<String> {
    let link = target.dyn_into::<Element>().ok()?.closest("a[href]").ok().flatten()?;
    path_of(&link.get_attribute("href")?)
}

/// The code of a page, and of the cards on the overview of an entity.
fn parts(registry: &Registry, catalog: Option<&Catalog>, path: &str) -> Vec<Fetching> {
    let Some(found) = registry.find(registry.below(path)) else { return Vec::new() };
    let mut parts = vec![found.page.loader().preload()];
    let entity = catalog.and_then(|catalog| {
        let ix = catalog.lookup(&named(registry, path)?)?;
        Some((catalog, ix))
    });
    if let Some((catalog, ix)) = entity {
        let cards = registry.cards().map(|(_, card)| card);
        let shown =
            cards.filter(|card| card.slot != Slot::Home && card.when.fits(catalog, ix) == Fit::Yes);
        parts.extend(shown.map(|card| card.loader.preload()));
    }
    parts
}
