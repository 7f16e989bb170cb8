//! Styles that the first view does without.

use js_sys::{Function, Promise, Reflect};
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The chunk of the page that people open first. What it shows is in the first sheet.
const FIRST: &str = "catalog";

/// Asks for the styles of a chunk. They are here when the future is done, or cannot be had: then
/// the view is better without them than not at all.
pub fn of(chunk: &'static str) -> Pin<Box<dyn Future<Output = ()>>> {
    let asked = if chunk == FIRST { None } else { later() };
    Box::pin(async move {
        if let Some(asked) = asked {
            let _ = JsFuture::from(asked).await;
        }
    })
}

/// `boot.js` makes the link, because it knows where the package is.
fn later() -> Option<Promise> {
    if !cfg!(target_family = "wasm") {
        return None;
    }
    let portico = Reflect::get(&js_sys::global(), &"portico".into()).ok()?;
    let styles = Reflect::get(&portico, &"styles".into()).ok()?.dyn_into::<Function>().ok()?;
    styles.call0(&portico).ok()?.dyn_into().ok()
}
