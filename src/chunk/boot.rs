//! What `boot.js`, which loads the code, offers to it.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Whether it offers something under a name.
pub(crate) fn has(name: &str) -> bool {
    member(name).is_some()
}

/// Calls what it offers under a name and that answers with a promise.
pub(crate) fn call(name: &str, args: &[JsValue]) -> Option<Promise> {
    let function = member(name)?.dyn_into::<Function>().ok()?;
    let args: js_sys::Array = args.iter().collect();
    function.apply(&JsValue::UNDEFINED, &args).ok()?.dyn_into().ok()
}

/// What it offers under a name. None where there is no start script.
pub(crate) fn member(name: &str) -> Option<JsValue> {
    if !cfg!(target_family = "wasm") {
        return None;
    }
    let portico = Reflect::get(&js_sys::global(), &"portico".into()).ok()?;
    Reflect::get(&portico, &name.into()).ok().filter(|value| !value.is_undefined())
}
