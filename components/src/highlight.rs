//! Text with what matched in it.

use leptos::prelude::*;
use std::ops::Range;

/// Cuts a text into pieces that matched and pieces that did not.
///
/// `matches` are ranges of bytes. Those that end inside a character, reach beyond the text or
/// overlap are left out: a wrong mark is worse than none.
///
/// The pieces alternate, and the first and the last did not match, if only because they are empty: a
/// text that is drawn again finds an element of its sort at each place.
fn pieces<'t>(text: &'t str, matches: &[Range<usize>]) -> Vec<(&'t str, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for range in matches {
        let (Some(before), Some(hit)) = (text.get(at..range.start), text.get(range.clone())) else {
            continue;
        };
        pieces.push((before, false));
        pieces.push((hit, true));
        at = range.end;
    }
    pieces.push((text.get(at..).unwrap_or_default(), false));
    pieces
}

/// A text in which what matched is marked. It is text, whatever it looks like.
#[must_use]
pub fn highlighted(text: &str, matches: &[Range<usize>]) -> AnyView {
    let draw = |(piece, hit): (&str, bool)| {
        let piece = piece.to_owned();
        if hit { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
    };
    pieces(text, matches).into_iter().map(draw).collect::<Vec<_>>().into_any()
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
        assert_eq!(
            pieces("ledger", from_ref(&(0..4))),
            [("", false), ("ledg", true), ("er", false)]
        );
        assert_eq!(pieces("ledger", &[]), [("ledger", false)]);
    }

    #[test]
    fn a_range_that_cannot_be_is_left_out() {
        assert_eq!(pieces("é", from_ref(&(1..2))), [("é", false)]);
        assert_eq!(pieces("abc", from_ref(&(1..9))), [("abc", false)]);
        assert_eq!(pieces("abc", &[1..3, 0..2]), [("a", false), ("bc", true), ("", false)]);
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
