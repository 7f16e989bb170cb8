//! What is said about results, and where the caret is.

use js_sys::Reflect;
use web_sys::HtmlInputElement;

/// Whether the caret is behind the last letter, where → has nowhere to go.
pub(super) fn is_at_end(input: &HtmlInputElement) -> bool {
    let end = input.value().encode_utf16().count() as f64;
    // By name, because a binding of each would be in everybody's first view.
    let at = |end: &str| Reflect::get(input, &end.into()).ok()?.as_f64();
    [at("selectionStart"), at("selectionEnd")].into_iter().all(|at| at == Some(end))
}

/// How many results there are, as it is said.
pub(super) fn count_in_words(count: usize) -> String {
    match count {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        count => [&count.to_string(), " results"].concat(),
    }
}
