//! Watching the page: its scrolling and the size of elements. Undone when the reactive owner goes.

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{
    AddEventListenerOptions, Element, EventTarget, MutationObserver, MutationObserverInit,
    ResizeObserver,
};

/// Calls back for every `event` on `target`.
///
/// `capture` also hears events that do not bubble, such as the scrolling of an inner region. The
/// listener is passive: it cannot prevent the default action.
pub(crate) fn listen(
    target: &EventTarget,
    event: &'static str,
    capture: bool,
    callback: impl Fn() + 'static,
) {
    let closure = Closure::<dyn Fn()>::new(callback);
    let options = AddEventListenerOptions::new();
    options.set_capture(capture);
    options.set_passive(true);
    let added = target.add_event_listener_with_callback_and_add_event_listener_options(
        event,
        closure.as_ref().unchecked_ref(),
        &options,
    );
    if added.is_err() {
        return;
    }
    let held = SendWrapper::new((target.clone(), closure));
    on_cleanup(move || {
        let (target, closure) = held.take();
        let _ = target.remove_event_listener_with_callback_and_bool(
            event,
            closure.as_ref().unchecked_ref(),
            capture,
        );
    });
}

/// Calls back whenever the box of one of `elements` changes its size, and once at the start.
pub(crate) fn watch_size(elements: &[&Element], callback: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(callback);
    let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) else { return };
    for element in elements {
        observer.observe(element);
    }
    let held = SendWrapper::new((observer, closure));
    on_cleanup(move || {
        let (observer, _closure) = held.take();
        observer.disconnect();
    });
}

/// Calls back whenever elements inside of `root` come, go, or are switched on or off.
pub(crate) fn watch_children(root: &Element, callback: impl Fn() + 'static) {
    let closure = Closure::<dyn Fn()>::new(callback);
    let Ok(observer) = MutationObserver::new(closure.as_ref().unchecked_ref()) else { return };
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    let switches = js_sys::Array::of2(&"disabled".into(), &"hidden".into());
    options.set_attribute_filter(&switches);
    if observer.observe_with_options(root, &options).is_err() {
        return;
    }
    let held = SendWrapper::new((observer, closure));
    on_cleanup(move || {
        let (observer, _closure) = held.take();
        observer.disconnect();
    });
}

/// How many CSS pixels one rem is, so that widths given for a root font size of 16 scale with it.
pub(crate) fn rem() -> f64 {
    document()
        .document_element()
        .and_then(|root| computed_px(&root, "font-size"))
        .filter(|size| *size > 0.0)
        .unwrap_or(16.0)
}

/// A computed length of `element` in CSS pixels; none if the property is not a length.
pub(crate) fn computed_px(element: &Element, property: &str) -> Option<f64> {
    let style = window().get_computed_style(element).ok().flatten()?;
    let value = style.get_property_value(property).ok()?;
    // The browser's, because the parser of the standard library is 18 kB of tables.
    Some(js_sys::parse_float(value.strip_suffix("px")?)).filter(|length| length.is_finite())
}
