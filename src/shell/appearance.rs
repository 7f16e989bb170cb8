//! The user's preferences as a signal, written to the page and to the browser.
//!
//! `boot.js` applies them: it has to do so before the first paint anyway.

use super::prefs::{KEY, Prefs};
use leptos::prelude::*;

/// The preferences, with the one way to change them.
#[derive(Clone, Copy)]
pub struct Preferences {
    now: RwSignal<Prefs>,
}

impl Preferences {
    /// Reads what was kept and follows other tabs from now on.
    #[must_use]
    pub fn start() -> Self {
        let preferences = Self { now: RwSignal::new(read()) };
        let listener = window_event_listener(leptos::ev::storage, move |event| {
            if event.key().as_deref() == Some(KEY) {
                preferences.now.set(read());
            }
        });
        on_cleanup(move || listener.remove());
        preferences
    }

    /// The preferences, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Prefs) -> T) -> T {
        crate::readers::note(&self.now);
        self.now.with(read)
    }

    /// The preferences, not tracked.
    #[must_use]
    pub fn now(self) -> Prefs {
        self.now.get_untracked()
    }

    /// Changes something, keeps it and applies it.
    pub fn change(self, change: impl FnOnce(&mut Prefs)) {
        let mut prefs = self.now.get_untracked();
        change(&mut prefs);
        let text = prefs.write();
        // A browser that refuses storage, or has no room, keeps the choice for this page only.
        if let Some(storage) = storage() {
            let _ = storage.set_item(KEY, &text);
        }
        apply(&text);
        self.now.set(prefs);
    }
}

fn read() -> Prefs {
    storage()
        .and_then(|storage| storage.get_item(KEY).ok().flatten())
        .map(|text| Prefs::read(&text))
        .unwrap_or_default()
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn apply(prefs: &str) {
    let Some(root) = document().document_element() else { return };
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&wasm_bindgen::JsValue::from_str(prefs));
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("portico:appearance", &init) {
        let _ = root.dispatch_event(&event);
    }
}
