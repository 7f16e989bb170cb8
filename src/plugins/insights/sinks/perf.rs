//! How long it takes from an address to a page that can be used: until nothing of it is on its way
//! any more. Only for receivers of events, so none of it is in the first view.

use super::now;
use crate::plugin::analytics::{Action, Analytics};
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{MutationObserver, MutationObserverInit};

/// What says that a page is not complete.
const BUSY: &str = "main [aria-busy=true], main .pk-skeleton, main[aria-busy=true]";
/// What takes longer was interrupted, and is no measure.
const LONGEST: i64 = 60_000;

/// Notes the time of each page from now on.
pub fn watch(analytics: Analytics) {
    let (_, seen) = analytics.since(usize::MAX);
    let seen = Cell::new(seen);
    // The plugin of the page that is on its way, and since when.
    let waits = Cell::new(None::<(&'static str, i64)>);
    let changed = move || {
        let (news, count) = analytics.since(seen.get());
        seen.set(count);
        if let Some(page) = news.iter().rev().find(|one| one.action == Action::Navigate) {
            waits.set(Some((page.plugin, page.at as i64)));
        }
        let Some((plugin, since)) = waits.get() else { return };
        let page = document();
        if page.query_selector(BUSY).ok().flatten().is_some() {
            return;
        }
        waits.set(None);
        let took = now() - since;
        if (0..LONGEST).contains(&took) && !page.hidden() {
            let route = [plugin, ":page"].concat();
            analytics.within(plugin, "page").emit_value(
                Action::Own("perf"),
                route,
                Some(took as f64),
            );
        }
    };
    let callback = Closure::<dyn Fn()>::new(changed);
    let Ok(observer) = MutationObserver::new(callback.as_ref().unchecked_ref()) else { return };
    // It watches as long as the page lives.
    callback.forget();
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    options.set_attributes(true);
    options.set_attribute_filter(&js_sys::Array::of1(&"aria-busy".into()));
    if let Some(body) = document().body() {
        let _ = observer.observe_with_options(&body, &options);
    }
}
