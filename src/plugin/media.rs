//! Media queries as signals.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

/// Whether `query` matches, followed until the owner goes.
#[must_use]
pub fn matches(query: &str) -> Signal<bool> {
    let Some(list) = window().match_media(query).ok().flatten() else {
        return Signal::stored(false);
    };
    let now = RwSignal::new(list.matches());
    let listener = Closure::<dyn FnMut()>::new({
        let list = list.clone();
        move || {
            now.try_set(list.matches());
        }
    });
    let _ = list.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    let held = SendWrapper::new((list, listener));
    on_cleanup(move || {
        let (list, listener) = held.take();
        let _ =
            list.remove_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    });
    now.into()
}
