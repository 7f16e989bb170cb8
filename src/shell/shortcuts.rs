//! Keys that work everywhere. Single keys can be switched off and never fire while somebody types.

use crate::plugin::keys;
use crate::plugin::prelude::*;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// Every shortcut with what it does, for the settings.
pub const ALL: [(&str, &str); 7] = [
    ("Mod+K", "Search or jump to"),
    ("/", "Filter the page, or search"),
    ("[", "Collapse or expand the sidebar"),
    ("G C", "Go to the catalog"),
    ("G A", "Go to the APIs"),
    ("G S", "Go to the settings"),
    ("J K", "Next and previous row, in a table"),
];

/// Listens until the owner goes.
pub fn listen(palette: RwSignal<bool>, rail: RwSignal<bool>) {
    let registry = crate::plugin::scope::use_registry();
    let navigate = use_navigate();
    let after_g = StoredValue::new(false);
    let listener = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        let key = event.key();
        if (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && key.eq_ignore_ascii_case("k")
        {
            event.prevent_default();
            palette.update(|open| *open = !*open);
            return;
        }
        if !keys::is_single(&event) || keys::in_dialog() {
            return;
        }
        let was_g = after_g.get_value();
        after_g.set_value(key == "g" && !was_g);
        let target = match (was_g, key.as_str()) {
            (true, "c") => registry.href(routes::CATALOG, &()),
            (true, "a") => {
                registry.href(routes::CATALOG, &()).map(|href| format!("{href}?kind=api"))
            }
            (true, "s") => registry.href(routes::SETTINGS, &()),
            (false, "/") => {
                event.prevent_default();
                if !focus_filter() {
                    palette.set(true);
                }
                None
            }
            (false, "[") => {
                rail.update(|rail| *rail = !*rail);
                None
            }
            _ => None,
        };
        if let Some(href) = target {
            navigate(
                &href,
                leptos_router::NavigateOptions { resolve: false, ..Default::default() },
            );
        }
    });
    on_cleanup(move || listener.remove());
}

/// Puts the focus into the page's own search field, if there is one.
fn focus_filter() -> bool {
    document()
        .query_selector("main input[type=search]")
        .ok()
        .flatten()
        .and_then(|input| input.dyn_into::<web_sys::HtmlElement>().ok())
        .is_some_and(|input| input.focus().is_ok())
}
