//! The Rust half of the crash screen: who is running, and which plugins wait for a retry.
//!
//! A panic leaves no way back into Rust, so the name of the plugin whose code runs is kept where
//! `boot.js` can read it: on the root element. `boot.js` keeps the list of crashes and writes the
//! plugins that crashed in this build to the same element.

/// Notes that code of `plugin` is about to run; an empty name is the portal itself.
pub fn mark(plugin: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-plugin", plugin);
    }
}

/// Runs `work` in the name of `plugin`, then gives the name back to whoever had it.
pub fn within<T>(plugin: &str, work: impl FnOnce() -> T) -> T {
    let before = root().and_then(|root| root.get_attribute("data-plugin"));
    mark(plugin);
    let done = work();
    mark(before.as_deref().unwrap_or_default());
    done
}

/// Notes the pattern of the page on the screen. A pattern, never an address: a crash report must
/// not carry names.
pub fn route(pattern: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-route", pattern);
    }
}

/// Plugins that stopped the portal in this build and were not started again.
#[must_use]
pub fn quarantined() -> Vec<String> {
    root()
        .and_then(|root| root.get_attribute("data-quarantine"))
        .map(|list| list.split_whitespace().map(str::to_owned).collect())
        .unwrap_or_default()
}

/// Tells `boot.js` to forget the crashes of `plugin`.
pub fn release(plugin: &str) {
    let Some(root) = root() else { return };
    let left: Vec<String> = quarantined().into_iter().filter(|id| id != plugin).collect();
    let _ = root.set_attribute("data-quarantine", &left.join(" "));
    let detail = web_sys::CustomEventInit::new();
    detail.set_detail(&wasm_bindgen::JsValue::from_str(plugin));
    detail.set_bubbles(true);
    if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("portico:release", &detail) {
        let _ = root.dispatch_event(&event);
    }
}

/// Whether the portal was started with `?safe=1`: without plugins.
#[must_use]
pub fn safe_mode() -> bool {
    root().is_some_and(|root| root.has_attribute("data-safe"))
}

#[cfg(target_arch = "wasm32")]
fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

#[cfg(not(target_arch = "wasm32"))]
fn root() -> Option<web_sys::Element> {
    None
}

/// Leaves the message of a panic where `boot.js` finds it, and in the console.
pub fn watch_panics() {
    std::panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        if let Some(root) = root() {
            let _ = root.set_attribute("data-panic", &text);
        }
        web_sys::console::error_1(&wasm_bindgen::JsValue::from_str(&text));
    }));
}
