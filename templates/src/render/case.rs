//! Upper and lower case, as JavaScript has it. In a browser that is the browser's own: the tables
//! of the standard library are 12 kB each.

/// A text in lower case.
pub fn lower(text: &str) -> String {
    // Nearly everything is ASCII, and asking the browser takes a hundred times as long.
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_lower_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_lowercase()
}

/// A text in upper case.
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    #[cfg(target_arch = "wasm32")]
    return js_sys::JsString::from(text).to_upper_case().into();
    #[cfg(not(target_arch = "wasm32"))]
    text.to_uppercase()
}
