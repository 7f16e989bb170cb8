//! Printing.

use leptos::prelude::*;

/// Attribute of the page that names its theme.
const THEME: &str = "data-theme";

/// Paper is white: what is printed has the colours of the light theme.
pub fn print_light() {
    let root = || document().document_element();
    let before = StoredValue::new(None::<String>);
    let begins = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(root) = root() {
            before.try_update_value(|before| *before = root.get_attribute(THEME));
            let _ = root.set_attribute(THEME, "light");
        }
    });
    let ends = window_event_listener_untyped("afterprint", move |_| {
        if let Some(root) = root() {
            let _ = match before.try_get_value().flatten() {
                Some(theme) => root.set_attribute(THEME, &theme),
                None => root.remove_attribute(THEME),
            };
        }
    });
    on_cleanup(move || {
        begins.remove();
        ends.remove();
    });
}
