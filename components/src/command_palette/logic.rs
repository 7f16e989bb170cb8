//! What is said about results, and where the caret is.

use web_sys::HtmlInputElement;

/// Whether the caret is behind the last letter, where → has nowhere to go.
pub(super) fn is_at_end(input: &HtmlInputElement) -> bool {
    let end = input.value().encode_utf16().count() as u32;
    [input.selection_start(), input.selection_end()].into_iter().all(|at| at == Ok(Some(end)))
}

/// How many results there are, as it is said.
pub(super) fn count_in_words(count: usize) -> String {
    match count {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        count => [&count.to_string(), " results"].concat(),
    }
}
