//! Keys that act by themselves, without Ctrl, Alt or ⌘ (WCAG 2.1.4).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Element;

/// What takes letters for itself: fields, and lists that jump to what begins with them.
const TAKES_LETTERS: &str = "input:not([type=checkbox], [type=radio]), textarea, select, \
    [contenteditable], [role=listbox], [role=menu], [role=tree]";

/// Whether single keys are wanted. The start script says so on the page, as it says the theme.
#[must_use]
pub fn are_wanted() -> bool {
    document().document_element().is_none_or(|root| !root.has_attribute("data-no-keys"))
}

/// Whether the key may act by itself: single keys are wanted, it was pressed alone, nobody has
/// taken it and nobody types.
#[must_use]
pub fn is_single(event: &KeyboardEvent) -> bool {
    let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
    are_wanted() && !modified && !event.default_prevented() && !is_typing(event)
}

fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| matches!(element.closest(TAKES_LETTERS), Ok(Some(_))))
}

/// Whether a dialog has the keyboard.
#[must_use]
pub fn in_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Listens to single keys until the owner goes, outside of dialogs. `act` says whether it has taken
/// the key; the portal does then nothing with it.
pub fn listen(act: impl Fn(&str) -> bool + 'static) {
    // After G comes the place to go to, which is the portal's.
    let after_g = StoredValue::new(false);
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let key = event.key();
        let was_g = after_g.try_update_value(|after_g| std::mem::replace(after_g, key == "g"));
        if was_g != Some(true) && is_single(&event) && !in_dialog() && act(&key) {
            event.prevent_default();
        }
    });
    // The portal listens on the window, which hears of a key later.
    let document = document();
    let _ = document.add_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    let held = SendWrapper::new((document, listener));
    on_cleanup(move || {
        let (document, listener) = held.take();
        let _ = document
            .remove_event_listener_with_callback("keydown", listener.as_ref().unchecked_ref());
    });
}
