//! The folder of this build, whose name only `boot.js` knows, and what else it does for plugins.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The folder of the build's files, relative to the portal's own: `pkg-3f2a`. None where there is
/// no start script.
#[must_use]
pub fn folder() -> Option<String> {
    let (base, package) = (member("base")?.as_string()?, member("package")?.as_string()?);
    Some(package.strip_prefix(base.as_str())?.trim_matches('/').to_owned())
}

/// The whole address of a file of the portal, from its path below the portal: `demo/org.yaml`.
#[must_use]
pub fn portal_address(path: &str) -> Option<String> {
    let base = member("base")?.as_string()?;
    Some([&*leptos::prelude::window().location().origin().ok()?, &base, path].concat())
}

/// The address of a file of the build. None where there is no start script.
#[must_use]
pub fn address(name: &str) -> Option<String> {
    Some([&member("package")?.as_string()?, name].concat())
}

/// Loads a script of the build that only one page needs, and hands over what it exports.
///
/// # Errors
/// What the browser says when it cannot be loaded.
pub async fn script(name: &str) -> Result<JsValue, JsValue> {
    let asked = call("script", &[name.into()]).ok_or_else(|| JsValue::from("no start script"))?;
    JsFuture::from(asked).await
}

/// Whether `boot.js` offers something under a name.
pub(crate) fn has(name: &str) -> bool {
    member(name).is_some()
}

/// Calls what `boot.js` offers under a name and that answers with a promise.
pub(crate) fn call(name: &str, args: &[JsValue]) -> Option<Promise> {
    let function = member(name)?.dyn_into::<Function>().ok()?;
    let args: js_sys::Array = args.iter().collect();
    function.apply(&JsValue::UNDEFINED, &args).ok()?.dyn_into().ok()
}

fn member(name: &str) -> Option<JsValue> {
    if !cfg!(target_family = "wasm") {
        return None;
    }
    let portico = Reflect::get(&js_sys::global(), &"portico".into()).ok()?;
    Reflect::get(&portico, &name.into()).ok().filter(|value| !value.is_undefined())
}
