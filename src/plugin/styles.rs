//! Styles that the first view does without.

use crate::chunk::boot;
use std::future::Future;
use std::pin::Pin;
use wasm_bindgen_futures::JsFuture;

/// The chunk of the page that people open first. What it shows is in the first sheet.
const FIRST: &str = "catalog";

/// Asks for the styles of a chunk. They are here when the future is done, or cannot be had: then
/// the view is better without them than not at all.
pub fn of(chunk: &'static str) -> Pin<Box<dyn Future<Output = ()>>> {
    // `boot.js` makes the link, because it knows where the package is.
    let asked = if chunk == FIRST { None } else { boot::call("styles", &[]) };
    Box::pin(async move {
        if let Some(asked) = asked {
            let _ = JsFuture::from(asked).await;
        }
    })
}
