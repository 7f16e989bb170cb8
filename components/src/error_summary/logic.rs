//! The words of the summary.

/// "There are 3 things to change".
pub(super) fn heading(count: usize) -> String {
    if count == 1 {
        return "There is one thing to change".to_owned();
    }
    ["There are ", &count.to_string(), " things to change"].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_words_agree() {
        assert_eq!(heading(1), "There is one thing to change");
        assert_eq!(heading(3), "There are 3 things to change");
    }
}
