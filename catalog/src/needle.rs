//! One text to look for, and how the folded lines of an entity match it.
//!
//! Lines are bytes here, because the palette looks at all of them for every letter typed: UTF-8
//! lets whole letters be found byte by byte.

use crate::find::How;
use crate::fold::{loose_at, loose_find, word_starts, words};
use crate::typo::one_typo_prefix;
use std::ops::Range;

/// Text shorter than this finds nothing that is spelt differently.
const TYPO_TEXT: usize = 4;
/// A word shorter than this has to be right.
const TYPO_WORD: usize = 3;

/// A text to look for, folded.
pub(crate) struct Needle {
    words: Vec<String>,
    /// The words without the spaces between them.
    squashed: String,
}

impl Needle {
    /// Nothing when the text has no word.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let line = words(text);
        let squashed = line.replace(' ', "");
        let words = line.split(' ').map(str::to_owned).collect();
        (!squashed.is_empty()).then_some(Self { words, squashed })
    }

    pub(crate) fn words(&self) -> impl Iterator<Item = &[u8]> {
        self.words.iter().map(String::as_bytes)
    }

    /// Whether the text is long enough to allow for a typo in it.
    pub(crate) fn may_be_wrong(&self) -> bool {
        self.squashed.chars().count() >= TYPO_TEXT
    }

    /// Whether the text can be the first letters of words.
    pub(crate) fn may_be_initials(&self) -> bool {
        self.words.len() == 1 && (2..=6).contains(&self.squashed.len())
    }

    /// How a line matches, with the bytes of the line that did.
    pub(crate) fn matches(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) -> Option<How> {
        ranges.clear();
        let squashed = self.squashed.as_bytes();
        let mut before = b' ';
        for (start, byte) in line.iter().enumerate() {
            if before == b' '
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
        if self.words.len() > 1 && self.in_order(line, ranges) {
            return Some(How::WordPrefix);
        }
        if let Some(how) = self.initials(line, ranges) {
            return Some(how);
        }
        if let Some(range) = loose_find(line, squashed) {
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
    pub(crate) fn initials(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) -> Option<How> {
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

    /// Whether the line has a word for each word of the text, one of them with a typo.
    pub(crate) fn nearly_matches(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) -> bool {
        ranges.clear();
        if line.is_empty() {
            return false;
        }
        let mut typos = 0;
        for word in &self.words {
            let may_be_wrong = typos == 0 && word.chars().count() >= TYPO_WORD;
            let word = word.as_bytes();
            let mut nearly = None;
            let mut right = None;
            let mut start = 0;
            for theirs in parts(line, b' ') {
                if theirs.starts_with(word) {
                    right = Some(start..start + word.len());
                    break;
                }
                if may_be_wrong && nearly.is_none() && one_typo_prefix(word, theirs) {
                    nearly = Some(start..start + theirs.len());
                }
                start += theirs.len() + 1;
            }
            typos += usize::from(right.is_none());
            let Some(range) = right.or(nearly) else { return false };
            ranges.push(range);
        }
        typos == 1
    }

    /// The words of the text that stand in the line, wherever they do.
    pub(crate) fn mark_words(&self, line: &[u8], ranges: &mut Vec<Range<usize>>) {
        ranges.clear();
        ranges.extend(self.words().filter_map(|word| loose_find(line, word)));
    }
}

/// Whether a word stands in a line, whose spaces do not count.
pub(crate) fn finds(line: &[u8], word: &[u8]) -> bool {
    loose_find(line, word).is_some()
}

/// The lines of a text, or the words of a line.
pub(crate) fn parts(text: &[u8], separator: u8) -> impl Iterator<Item = &[u8]> {
    text.split(move |byte| *byte == separator)
}

fn starts_at(line: &[u8], start: usize, word: &[u8]) -> bool {
    line.get(start..).is_some_and(|rest| rest.starts_with(word))
}
