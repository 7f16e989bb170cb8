//! A live region speaks when its text changes.

/// A character that is neither seen nor spoken.
const MARK: char = '\u{200b}';

/// `text` in a spelling that differs from what the region says now.
pub(super) fn distinct(before: &str, text: &str) -> String {
    let mut spelled = text.to_owned();
    if before == text {
        spelled.push(MARK);
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_sentence_is_a_change_every_time() {
        let first = distinct("", "Copied");
        let second = distinct(&first, "Copied");
        let third = distinct(&second, "Copied");
        assert_eq!(first, "Copied");
        assert_ne!(first, second);
        assert_ne!(second, third);
        assert_eq!(second.trim_end_matches(MARK), "Copied");
    }
}
