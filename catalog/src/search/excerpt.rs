//! The piece of a text that says why it was found.

use super::hit::apart;
use super::needle::{Needle, edits};
use crate::fold::{Traced, parts};
use crate::typo::prefix_steps;
use std::cmp::Reverse;
use std::ops::Range;

/// A longer text is looked at this far.
const LOOKED_AT: usize = 60_000;

/// A piece of a text with what matched in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The piece, plain text, with an ellipsis where something was left out.
    pub text: String,
    /// What matched, in bytes on character boundaries: sorted and apart.
    pub ranges: Vec<Range<usize>>,
}

/// The piece of about `length` characters of `text` that has the most words of `asked` in it. A
/// text without any is shown from its beginning.
#[must_use]
pub fn excerpt(text: &str, asked: &str, length: usize) -> Excerpt {
    let text = before(text, LOOKED_AT);
    let marks = Needle::new(asked).map_or_else(Vec::new, |needle| marks(text, &needle));
    let room = |from: usize| marks.iter().filter(move |(_, at)| in_room(from, at, length));
    let worth = |from: usize| {
        room(from).fold(0_u32, |seen, (word, _)| seen | 1 << word.min(&31)).count_ones()
    };
    let starts = marks.iter().map(|(_, at)| at.start);
    let best = starts.min_by_key(|from| (Reverse(worth(*from)), *from)).unwrap_or(0);
    // A third of the room stands before the first match, from the beginning of a word.
    let lead = best.saturating_sub(length / 3);
    let start = if lead == 0 { 0 } else { next_word(text, lead).min(best) };
    let rest = text.get(start..).unwrap_or_default();
    let piece = match rest.char_indices().nth(length) {
        None => rest,
        Some((end, _)) => {
            let cut = before(rest, end);
            cut.rfind(char::is_whitespace).filter(|at| *at > 0).map_or(cut, |at| before(cut, at))
        }
    };
    let mut shown = String::with_capacity(piece.len() + 8);
    if start > 0 {
        shown.push('…');
    }
    let shift = shown.len();
    shown.push_str(piece);
    if piece.len() < rest.len() {
        shown.push('…');
    }
    let inside = marks.into_iter().filter_map(|(_, at)| {
        let from = at.start.checked_sub(start)?;
        (at.end - start <= piece.len()).then(|| from + shift..at.end - start + shift)
    });
    Excerpt { ranges: apart(inside.collect()), text: shown }
}

fn in_room(from: usize, at: &Range<usize>, length: usize) -> bool {
    at.start >= from && at.end <= from + length * 2 / 3
}

/// Which word of the needle stands where in the text. A word that is not there as typed may be
/// there spelt nearly so.
fn marks(text: &str, needle: &Needle) -> Vec<(usize, Range<usize>)> {
    let traced = Traced::new(text);
    let line = traced.line.as_bytes();
    let mut marks = Vec::new();
    for (place, word) in needle.texts().iter().enumerate() {
        let (word, most) = (word.as_bytes(), edits(word));
        let before = marks.len();
        let mut mark = |length: &dyn Fn(&[u8]) -> Option<usize>| {
            let mut start = 0;
            for theirs in parts(line, b' ') {
                let range = length(theirs).and_then(|length| traced.back(&(start..start + length)));
                marks.extend(range.map(|range| (place, range)));
                start += theirs.len() + 1;
            }
            marks.len() > before
        };
        let as_typed = |theirs: &[u8]| {
            let is_it = theirs.starts_with(word) && (word.len() > 1 || theirs.len() == 1);
            is_it.then_some(word.len())
        };
        let nearly = |theirs: &[u8]| {
            let steps = prefix_steps(word, theirs, most)?;
            (steps > 0).then_some(theirs.len())
        };
        if !mark(&as_typed) && most > 0 {
            mark(&nearly);
        }
    }
    marks
}

/// The text before a byte, and not more than that.
fn before(text: &str, end: usize) -> &str {
    let mut end = end.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Where the next word starts at or after a byte.
fn next_word(text: &str, from: usize) -> usize {
    let from = before(text, from).len();
    let rest = text.get(from..).unwrap_or_default();
    rest.find(char::is_whitespace).map_or(from, |at| from + at + 1).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_piece_with_most_words_is_shown() {
        let text = "Keys are made once. ".repeat(20)
            + "To rotate keys, open a ticket. "
            + &"x ".repeat(200);
        let piece = excerpt(&text, "rotate keys", 80);
        assert!(piece.text.starts_with('…') && piece.text.ends_with('…'), "{piece:?}");
        let marked: Vec<&str> =
            piece.ranges.iter().map(|range| piece.text.get(range.clone()).unwrap()).collect();
        assert!(marked.contains(&"rotate") && marked.contains(&"keys"), "{piece:?}");
        assert_eq!(
            excerpt("Short.", "nothing", 80),
            Excerpt { text: "Short.".into(), ranges: vec![] }
        );
    }

    proptest! {
        #[test]
        fn marks_are_on_characters(text in "\\PC{0,80}", asked in "\\PC{0,8}", length in 1usize..60) {
            let piece = excerpt(&text, &asked, length);
            for range in piece.ranges {
                prop_assert!(piece.text.get(range).is_some());
            }
        }
    }
}
