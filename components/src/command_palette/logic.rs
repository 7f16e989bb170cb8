//! What is said about results.

/// How many results there are, as it is said.
pub(super) fn count_in_words(count: usize) -> String {
    match count {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        count => [&count.to_string(), " results"].concat(),
    }
}
