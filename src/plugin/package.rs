//! The folder of this build, whose name only `boot.js` knows, and what else it does for plugins.

use crate::chunk::boot::{call, member};
use wasm_bindgen::JsValue;
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
