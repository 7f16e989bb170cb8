//! The few things that views ask of the page. Nothing here is called while a view is built.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::position::Rect;

/// What the keyboard can reach, apart from what is switched off.
const FOCUSABLE: &str = "a[href], button, input:not([type=hidden]), select, textarea, summary, \
                         [tabindex]:not([tabindex='-1'])";

/// The element with this id.
pub(crate) fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The first element inside `root` that matches.
pub(crate) fn find(root: &Element, selector: &str) -> Option<HtmlElement> {
    root.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// All elements inside `root` that match, in the order of the page.
pub(crate) fn find_all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all(selector) else { return Vec::new() };
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok()).collect()
}

/// The first element inside `root` that the keyboard can reach and that is shown.
pub(crate) fn first_focusable(root: &Element) -> Option<HtmlElement> {
    find_all(root, FOCUSABLE).into_iter().find(is_reached)
}

/// All of them.
pub(crate) fn all_focusable(root: &Element) -> Vec<HtmlElement> {
    let mut all = find_all(root, FOCUSABLE);
    all.retain(is_reached);
    all
}

fn is_reached(element: &HtmlElement) -> bool {
    !element.has_attribute("disabled") && element.get_client_rects().length() > 0
}

/// The element that has the focus; none when it is the page as a whole.
pub(crate) fn focused() -> Option<HtmlElement> {
    let active = document().active_element()?;
    (active.tag_name() != "BODY").then_some(active)?.dyn_into().ok()
}

/// Whether the focus is on `root` or inside it.
pub(crate) fn has_focus(root: &Element) -> bool {
    root.contains(document().active_element().as_deref())
}

/// Scrolls just so far that the element with this id is seen.
pub(crate) fn reveal(id: &str) {
    if let Some(element) = by_id(id) {
        reveal_element(&element);
    }
}

/// Scrolls just so far that the element is seen.
pub(crate) fn reveal_element(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The number in `data-at` of the row that an event happened on: one listener for a whole list.
pub(crate) fn row_at(event: &Event) -> Option<usize> {
    let row = target(event)?.closest("[data-at]").ok()??;
    row.get_attribute("data-at")?.parse().ok()
}

/// Gives an element the focus. A click or a key that did so may be on its way through listeners of
/// the same closure, so the focus moves after it.
pub(crate) fn focus_later(element: Option<HtmlElement>) {
    if let Some(element) = element {
        queue_microtask(move || {
            let _ = element.focus();
        });
    }
}

/// The element an event happened on.
pub(crate) fn target(event: &Event) -> Option<Element> {
    event.target().and_then(|target| element(&target))
}

/// The same element with what HTML elements can do; none for SVG.
pub(crate) fn html(element: &Element) -> Option<HtmlElement> {
    element.dyn_ref::<HtmlElement>().cloned()
}

/// The element behind an event target.
pub(crate) fn element(target: &EventTarget) -> Option<Element> {
    target.dyn_ref::<Element>().cloned()
}

/// Where an element is in the viewport.
pub(crate) fn rect(element: &Element) -> Rect {
    let found = element.get_bounding_client_rect();
    Rect { x: found.x(), y: found.y(), width: found.width(), height: found.height() }
}

/// Width and height of the viewport, without a classic scroll bar.
pub(crate) fn viewport() -> (f64, f64) {
    let width = document().document_element().map_or(0, |root| root.client_width());
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    (f64::from(width), height.unwrap_or_default())
}

/// Whether text runs from right to left at this element.
pub(crate) fn is_rtl(element: &Element) -> bool {
    let style = window().get_computed_style(element).ok().flatten();
    style.and_then(|style| style.get_property_value("direction").ok()).as_deref() == Some("rtl")
}

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Whether a key was pressed together with Ctrl, Cmd or Alt: not typed text.
pub(crate) fn is_chord(event: &web_sys::KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}
