//! Makes an example fit into a page that is not its own.
//!
//! An example stands alone: it may bring a heading of the first level, landmarks, even the frame
//! of a whole page. On a page of the gallery there are several, so what must be unique gives way.

use leptos::prelude::*;
use leptos::web_sys::{Element, Event};
use wasm_bindgen::JsCast;

/// Parts that only the page itself may have.
const FRAME: &str = "main, [role=main]";

/// Named parts that would be landmarks.
const REGIONS: &str = "section[aria-label], section[aria-labelledby], [role=region]";

/// Fits the example inside of `preview` into the page. `name` tells this preview from all others,
/// `level` is the level of the heading above it. Returns whether the example became a picture:
/// a page has one frame only, so another one cannot be used, only looked at.
pub fn settle(preview: &Element, name: &str, level: u8) -> bool {
    for heading in all(preview, "h1") {
        let _ = heading.set_attribute("aria-level", &(level + 1).to_string());
    }
    for navigation in all(preview, "nav, [role=navigation]") {
        let label = navigation.get_attribute("aria-label").unwrap_or_default();
        let _ = navigation.set_attribute("aria-label", &[&label, " (", name, ")"].concat());
    }
    for region in all(preview, REGIONS) {
        let _ = region.set_attribute("role", "group");
    }
    let is_frame = !all(preview, FRAME).is_empty();
    if is_frame {
        let _ = preview.set_attribute("inert", "");
        let _ = preview.set_attribute("aria-hidden", "true");
    }
    is_frame
}

/// Keeps links that lead nowhere from changing the address of the page.
pub fn stay(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    if target.is_some_and(|target| matches!(target.closest("a[href^='#']"), Ok(Some(_)))) {
        event.prevent_default();
    }
}

/// Scrolls to the example that the address names. The browser has looked for it before it was
/// there.
pub fn go_to_anchor() {
    request_animation_frame(|| {
        let hash = window().location().hash().unwrap_or_default();
        let named = hash.strip_prefix('#').filter(|id| !id.is_empty());
        if let Some(element) = named.and_then(|id| document().get_element_by_id(id)) {
            element.scroll_into_view();
        }
    });
}

fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
