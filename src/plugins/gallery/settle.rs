//! Makes an example fit into a page that is not its own.
//!
//! An example stands alone: it may bring a heading of the first level, landmarks, even the frame
//! of a whole page. On a page of the gallery there are several, so what must be unique gives way.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, MutationObserver, MutationObserverInit};

/// Parts that only the page itself may have.
const FRAME: &str = "main, [role=main]";

/// Named parts that would be landmarks.
const REGIONS: &str = "section[aria-label], section[aria-labelledby], [role=region]";

/// Fits the example inside of `preview` into the page, now and whenever it changes. `name` tells
/// this preview from all others, `level` is the level of the heading above it. `is_picture` is set
/// when the example became one: a page has one frame only, so another one can be looked at, but
/// not used.
pub fn keep_settled(preview: &Element, name: String, level: u8, is_picture: RwSignal<bool>) {
    let settle = {
        let preview = preview.clone();
        move || {
            let picture = settle(&preview, &name, level);
            if is_picture.try_get_untracked() == Some(!picture) {
                is_picture.set(picture);
            }
        }
    };
    settle();
    let changed = Closure::<dyn Fn()>::new(settle);
    let Ok(observer) = MutationObserver::new(changed.as_ref().unchecked_ref()) else { return };
    let watched = MutationObserverInit::new();
    watched.set_child_list(true);
    watched.set_subtree(true);
    // Tables become regions when they have to scroll.
    watched.set_attribute_filter(&js_sys::Array::of1(&"role".into()));
    let _ = observer.observe_with_options(preview, &watched);
    let held = SendWrapper::new((observer, changed));
    on_cleanup(move || {
        let (observer, _changed) = held.take();
        observer.disconnect();
    });
}

/// Doing it again changes nothing.
fn settle(preview: &Element, name: &str, level: u8) -> bool {
    for heading in all(preview, "h1") {
        let _ = heading.set_attribute("aria-level", &(level + 1).to_string());
    }
    let suffix = [" (", name, ")"].concat();
    for navigation in all(preview, "nav, [role=navigation]") {
        let label = navigation.get_attribute("aria-label").unwrap_or_default();
        if !label.ends_with(&suffix) {
            let _ = navigation.set_attribute("aria-label", &[&label, &*suffix].concat());
        }
    }
    for region in all(preview, REGIONS) {
        if region.get_attribute("role").as_deref() != Some("group") {
            let _ = region.set_attribute("role", "group");
        }
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
    let hash = window().location().hash().unwrap_or_default();
    if let Some(id) = hash.strip_prefix('#').filter(|id| !id.is_empty()) {
        reach(id.to_owned(), FRAMES);
    }
}

/// For how many frames the page may still move under an anchor: half a second.
const FRAMES: u32 = 30;

/// What comes into sight is laid out only then, and moves what stands below it. So it scrolls
/// again in every frame; where nothing has moved, that does nothing.
fn reach(id: String, frames: u32) {
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id) {
            element.scroll_into_view();
        }
        if frames > 0 {
            reach(id, frames - 1);
        }
    });
}

fn all(root: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = root.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect()
}
