//! Upper and lower case.
//!
//! The browser does it: the tables of the standard library are 24 kB that do not compress.

/// A text in lower case.
#[cfg(target_arch = "wasm32")]
#[must_use]
pub fn lower(text: &str) -> String {
    // Nearly everything is ASCII, and asking the browser takes a hundred times as long.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    String::from(js_sys::JsString::from(text).to_lower_case())
}

/// A text in lower case.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// A text whose first letter is lower, to go on with in a sentence.
#[must_use]
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|letter| lower(letter.encode_utf8(&mut [0; 4])));
    [&*first.unwrap_or_default(), letters.as_str()].concat()
}

/// A text in upper case.
#[cfg(target_arch = "wasm32")]
pub(crate) fn upper(text: &str) -> String {
    String::from(js_sys::JsString::from(text).to_upper_case())
}

/// A text in upper case.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn upper(text: &str) -> String {
    text.to_uppercase()
}
