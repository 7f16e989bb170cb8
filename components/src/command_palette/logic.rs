//! Results as rows, and titles with what matched in them.

use std::ops::Range;

/// Cuts a title into pieces that matched and pieces that did not.
///
/// `matches` are ranges of bytes. Those that end inside a character, reach beyond the title or
/// overlap are left out: a wrong mark is worse than none.
pub(super) fn pieces<'t>(title: &'t str, matches: &[Range<usize>]) -> Vec<(&'t str, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for range in matches {
        let (Some(before), Some(hit)) = (title.get(at..range.start), title.get(range.clone()))
        else {
            continue;
        };
        pieces.push((before, false));
        pieces.push((hit, true));
        at = range.end;
    }
    pieces.push((title.get(at..).unwrap_or_default(), false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// How many results there are, as it is said.
pub(super) fn count_in_words(count: usize) -> String {
    match count {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        count => [&count.to_string(), " results"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::slice::from_ref;

    #[test]
    fn the_match_is_a_piece() {
        assert_eq!(
            pieces("payments-ledger", from_ref(&(9..13))),
            [("payments-", false), ("ledg", true), ("er", false)]
        );
        assert_eq!(pieces("ledger", from_ref(&(0..4))), [("ledg", true), ("er", false)]);
        assert_eq!(pieces("ledger", &[]), [("ledger", false)]);
    }

    #[test]
    fn a_range_that_cannot_be_is_left_out() {
        assert_eq!(pieces("é", from_ref(&(1..2))), [("é", false)]);
        assert_eq!(pieces("abc", from_ref(&(1..9))), [("abc", false)]);
        assert_eq!(pieces("abc", &[1..3, 0..2]), [("a", false), ("bc", true)]);
    }

    proptest! {
        /// Whatever the ranges, the title can still be read.
        #[test]
        fn nothing_is_lost(title in ".{0,12}", ranges in proptest::collection::vec(0..14_usize, 0..6)) {
            let ranges: Vec<Range<usize>> =
                ranges.chunks_exact(2).map(|pair| pair[0]..pair[1]).collect();
            let whole: String = pieces(&title, &ranges).into_iter().map(|(piece, _)| piece).collect();
            prop_assert_eq!(whole, title);
        }
    }
}
