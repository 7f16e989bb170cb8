//! What the page in view offers: the buttons and links in the actions of its header.
//!
//! They are read from the page, so that no plugin has to say them twice.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Buttons and links of the header.
const OFFERS: &str = "main .pk-page-header-actions :is(button, a[href])";

/// What can be done on the page, by name.
pub(super) fn offers() -> Vec<String> {
    controls().into_iter().map(|(name, _)| name).collect()
}

/// Does one of it.
pub(super) fn run(name: &str) {
    if let Some((_, control)) = controls().into_iter().find(|(theirs, _)| theirs == name) {
        // A menu or a dialog opens from it, and gives the focus back to it.
        let _ = control.focus();
        control.click();
    }
}

/// Those that can be seen and used.
fn controls() -> Vec<(String, HtmlElement)> {
    let Ok(all) = document().query_selector_all(OFFERS) else { return Vec::new() };
    let nodes = (0..all.length()).filter_map(|number| all.item(number)?.dyn_into().ok());
    nodes
        .filter(|control: &HtmlElement| {
            control.get_client_rects().length() > 0
                && !control.matches(":disabled, [aria-disabled=true]").unwrap_or(true)
        })
        .filter_map(|control| Some((name(&control)?, control)))
        .collect()
}

fn name(control: &HtmlElement) -> Option<String> {
    let text = control.get_attribute("aria-label").or_else(|| control.text_content())?;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
