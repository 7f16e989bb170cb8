//! The words of a text, as the index keeps them.

use crate::fold::{plain, separates, words};

/// A longer word is a key, a checksum or a picture: nobody types it.
const LONGEST: usize = 40;

/// Calls `take` for each word of a text. A word with humps is there whole and in its parts, so
/// that `GraphQL`, `graphql` and `graph ql` find each other.
pub(super) fn each(text: &str, take: &mut dyn FnMut(&str)) {
    let fits = |word: &&str| !word.is_empty() && word.len() <= LONGEST;
    for piece in text.split_whitespace() {
        // Most words of a text: nothing to fold, no humps.
        if piece.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            piece.split(separates).filter(fits).for_each(&mut *take);
            continue;
        }
        let whole = plain(piece);
        let parts = words(piece);
        whole.split(' ').filter(fits).for_each(&mut *take);
        if parts != whole {
            let new = |part: &&str| !whole.split(' ').any(|word| word == *part);
            parts.split(' ').filter(fits).filter(new).for_each(&mut *take);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_needs_no_folding_is_what_folding_gives(text in "[a-z0-9+#._/() -]{0,30}") {
            let mut found = Vec::new();
            each(&text, &mut |word| found.push(word.to_owned()));
            let expected = words(&text);
            prop_assert_eq!(found, expected.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>());
        }
    }

    #[test]
    fn humps_are_words_and_so_is_the_whole() {
        let mut found = Vec::new();
        each("The paymentAPI, v2 – GraphQL/Ledger-db", &mut |word| found.push(word.to_owned()));
        assert_eq!(
            found,
            ["the", "paymentapi", "payment", "api", "v2", "graphql", "ledger", "db", "graph", "ql"]
        );
    }
}
