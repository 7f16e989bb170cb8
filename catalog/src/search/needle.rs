//! One text to look for, and how the folded lines of an entity match it.
//!
//! Lines are bytes here, because the palette looks at all of them for every letter typed: UTF-8
//! lets whole letters be found byte by byte.

use super::lines::How;
use crate::fold::{loose_at, loose_find, parts, word_starts, words};
use crate::typo::prefix_steps;
use std::ops::Range;

/// How many letters of a word may be wrong: one in four, three at most.
pub(super) fn edits(word: &str) -> usize {
    (word.chars().count() / 4).min(3)
}

/// A text to look for, folded.
pub(super) struct Needle {
    words: Vec<String>,
    /// The words without the spaces between them.
    squashed: String,
}

impl Needle {
    /// Nothing when the text has no word.
    pub(super) fn new(text: &str) -> Option<Self> {
        let line = words(text);
        let squashed = line.replace(' ', "");
        let words = line.split(' ').map(str::to_owned).collect();
        (!squashed.is_empty()).then_some(Self { words, squashed })
    }

    pub(super) fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.words.iter().map(String::as_bytes)
    }

    /// The words without the spaces between them.
    pub(super) fn squashed(&self) -> &str {
        &self.squashed
    }

    /// The letter that the text is, if it is one.
    pub(super) fn letter(&self) -> Option<u8> {
        match *self.squashed.as_bytes() {
            [letter] => Some(letter),
            _ => None,
        }
    }

    /// The words as text.
    pub(super) fn texts(&self) -> &[String] {
        &self.words
    }

    /// Whether the text can be the first letters of words.
    pub(super) fn may_be_initials(&self) -> bool {
        self.words.len() == 1 && (2..=6).contains(&self.squashed.len())
    }

    /// How a line matches, with the bytes of the line that did.
    pub(super) fn matches(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) -> Option<How> {
        ranges.clear();
        let squashed = self.squashed.as_bytes();
        let first = squashed.first();
        let mut before = b' ';
        for (start, byte) in line.iter().enumerate() {
            if before == b' '
                && Some(byte) == first
                && let Some(end) = loose_at(line, start, squashed)
            {
                ranges.push(start..end);
                return Some(match (start, end == line.len()) {
                    (0, true) => How::Exact,
                    (0, false) => How::Prefix,
                    _ => How::WordPrefix,
                });
            }
            before = *byte;
        }
        // A single letter has to be the first of a word, and is not.
        if self.letter().is_some() {
            return None;
        }
        if self.words.len() > 1 && self.in_order(line, ranges) {
            return Some(How::WordPrefix);
        }
        if let Some(how) = self.initials(line, ranges) {
            return Some(how);
        }
        if let Some(range) = find(line, squashed) {
            ranges.push(range);
            return Some(How::Inside);
        }
        if self.words.len() > 1 && self.words().all(|word| finds(line, word)) {
            self.mark_words(line, ranges);
            return Some(How::Inside);
        }
        None
    }

    /// Whether words of the line start with the words of the text, in order.
    fn in_order(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) -> bool {
        let mut starts = word_starts(line);
        self.words().all(|word| {
            let start = starts.find(|start| starts_at(line, *start, word));
            ranges.extend(start.map(|start| start..start + word.len()));
            start.is_some()
        }) || {
            ranges.clear();
            false
        }
    }

    /// Whether the words of the line start with the letters of the text, from the first word on.
    pub(super) fn initials(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) -> Option<How> {
        ranges.clear();
        if !self.may_be_initials() || line.first() != self.squashed.as_bytes().first() {
            return None;
        }
        let mut starts = word_starts(line);
        let all = self.squashed.chars().all(|letter| {
            let mut bytes = [0; 4];
            let letter = letter.encode_utf8(&mut bytes).as_bytes();
            let start = starts.next().filter(|start| starts_at(line, *start, letter));
            ranges.extend(start.map(|start| start..start + letter.len()));
            start.is_some()
        });
        if !all {
            ranges.clear();
        }
        all.then_some(How::Initials)
    }

    /// Marks, for each word of the text, the word of the line that is nearest to it.
    pub(super) fn mark_nearly(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) {
        ranges.clear();
        for word in &self.words {
            let mut best: Option<(usize, Range<usize>)> = None;
            let mut start = 0;
            for theirs in parts(line, b' ') {
                if let Some(steps) = prefix_steps(word.as_bytes(), theirs, edits(word))
                    && best.as_ref().is_none_or(|(fewest, _)| steps < *fewest)
                {
                    let length = if steps == 0 { word.len() } else { theirs.len() };
                    best = Some((steps, start..start + length));
                }
                start += theirs.len() + 1;
            }
            ranges.extend(best.map(|(_, range)| range));
        }
    }

    /// The words of the text that stand in the line, wherever they do.
    pub(super) fn mark_words(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) {
        ranges.clear();
        ranges.extend(self.words().filter_map(|word| find(line, word)));
    }
}

/// Whether a word stands in a line, or in one of several lines, whose spaces do not count.
pub(super) fn finds(line: &[u8], word: &[u8]) -> bool {
    find(line, word).is_some()
}

/// Where a word stands in a line. A single letter stands in nearly all of them, so it has to be the
/// first of a word.
fn find(line: &[u8], word: &[u8]) -> Option<Range<usize>> {
    let [letter] = word else { return loose_find(line, word) };
    let mut before = b' ';
    let start = line.iter().position(|byte| {
        let starts = byte == letter && matches!(before, b' ' | b'\n');
        before = *byte;
        starts
    });
    start.map(|start| start..start + 1)
}

fn starts_at(line: &[u8], start: usize, word: &[u8]) -> bool {
    line.get(start..).is_some_and(|rest| rest.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_name_matches() {
        for (line, text, expected) in [
            ("payments ledger", "payments-ledger", Some(How::Exact)),
            ("payments ledger", "PaymentsLedger", Some(How::Exact)),
            ("payments ledger", "pay", Some(How::Prefix)),
            ("payments ledger", "ledg", Some(How::WordPrefix)),
            ("payments ledger db", "pay db", Some(How::WordPrefix)),
            ("payments ledger", "pl", Some(How::Initials)),
            ("payments ledger", "edge", Some(How::Inside)),
            ("payments ledger", "ledger payments", Some(How::Inside)),
            ("payments ledger", "legder", None),
        ] {
            let needle = Needle::new(text).unwrap();
            let mut ranges = Vec::new();
            assert_eq!(needle.matches(line.as_bytes(), &mut ranges), expected, "{text}");
        }
        assert!(Needle::new(" – ").is_none());
    }

    #[test]
    fn the_nearest_words_are_marked() {
        let needle = Needle::new("legder pay").unwrap();
        let mut ranges = Vec::new();
        needle.mark_nearly(b"payments ledger", &mut ranges);
        assert_eq!(ranges, [9..15, 0..3]);
    }
}
