//! A rough picture of what each item is called: it rules most of them out before their names are
//! looked at.

use super::terms::letters;
use crate::fold::{parts, word_starts};
use std::iter::repeat;

/// Of its lines, the first ones are names: what it is called, and the name where that is another.
pub(super) const NAMES: usize = 2;
/// Steps of one wrong letter can take so many pairs of letters away.
const PAIRS_PER_EDIT: usize = 3;

/// The pictures of all items, by number.
#[derive(Default)]
pub(super) struct Sketches {
    /// Which pairs of letters stand in the lines of an item, as one bit of 128 each.
    pairs: Vec<u128>,
    /// Which letters its words start with.
    starts: Vec<u32>,
    /// Which of them those of its names start with.
    names: Vec<u32>,
    /// How long its first line is, in bytes.
    lengths: Vec<u16>,
}

/// The picture of one item. Of an item that nobody has drawn yet, everything is possible.
#[derive(Clone, Copy)]
pub(super) struct Sketch {
    pairs: u128,
    starts: u32,
    names: u32,
}

/// What a word needs to be found in an item.
pub(super) struct Sought {
    pairs: u128,
    /// The letter that a word has to start with, where the word is that letter.
    start: u32,
}

impl Sketches {
    /// Draws the next item, from its folded lines.
    pub(super) fn push(&mut self, lines: &str) {
        let mut sketch = Sketch { pairs: 0, starts: 0, names: 0 };
        for (line, number) in parts(lines.as_bytes(), b'\n').zip(0..) {
            pairs(line, &mut |bit| sketch.pairs |= bit);
            sketch.starts |=
                word_starts(line).map(|start| first(line, start)).fold(0, |a, b| a | b);
            if number < NAMES {
                sketch.names = sketch.starts;
            }
        }
        self.pairs.push(sketch.pairs);
        self.starts.push(sketch.starts);
        self.names.push(sketch.names);
        let length = lines.find('\n').unwrap_or(lines.len());
        self.lengths.push(u16::try_from(length).unwrap_or(u16::MAX));
    }

    pub(super) fn get(&self, item: u32) -> Sketch {
        let item = item as usize;
        Sketch {
            pairs: self.pairs.get(item).copied().unwrap_or(u128::MAX),
            starts: self.starts.get(item).copied().unwrap_or(u32::MAX),
            names: self.names.get(item).copied().unwrap_or(u32::MAX),
        }
    }

    /// The pictures of all items, without an end.
    pub(super) fn all(&self) -> impl Iterator<Item = Sketch> {
        let drawn = self.pairs.iter().zip(&self.starts).zip(&self.names);
        let unknown = Sketch { pairs: u128::MAX, starts: u32::MAX, names: u32::MAX };
        drawn
            .map(|((pairs, starts), names)| Sketch {
                pairs: *pairs,
                starts: *starts,
                names: *names,
            })
            .chain(repeat(unknown))
    }

    /// How long the first line of an item is, if it is drawn.
    pub(super) fn length(&self, item: u32) -> Option<u16> {
        self.lengths.get(item as usize).copied()
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        16 * self.pairs.capacity()
            + 4 * (self.starts.capacity() + self.names.capacity())
            + 2 * self.lengths.capacity()
    }
}

impl Sketch {
    /// Whether a word can stand in the item.
    pub(super) fn may_hold(self, sought: &Sought) -> bool {
        self.pairs & sought.pairs == sought.pairs && self.starts & sought.start == sought.start
    }

    /// Whether a word of its names starts with this letter.
    pub(super) fn may_be_named(self, letter: u32) -> bool {
        self.names & letter == letter
    }

    /// Whether words of the item start with all of these letters.
    pub(super) fn may_start(self, letters: u32) -> bool {
        self.starts & letters == letters
    }

    /// Whether a name that is written like `word`, but for `most` letters, can be the item's.
    pub(super) fn may_be_nearly(self, word: &[u8], most: usize) -> bool {
        let mut missing = 0;
        pairs(word, &mut |bit| missing += usize::from(self.pairs & bit == 0));
        missing <= most * PAIRS_PER_EDIT
    }
}

impl Sought {
    pub(super) fn new(word: &[u8]) -> Self {
        let mut all = 0;
        pairs(word, &mut |bit| all |= bit);
        Self { pairs: all, start: if word.len() == 1 { letters(word) } else { 0 } }
    }
}

/// Each letter with the next one, spaces aside, as they do not count where words are looked for.
fn pairs(line: &[u8], see: &mut dyn FnMut(u128)) {
    let mut letters = line.iter().filter(|byte| **byte != b' ');
    let Some(mut before) = letters.next() else { return };
    for letter in letters {
        let class = before.wrapping_mul(31).wrapping_add(letter.wrapping_mul(7)) & 127;
        see(1 << class);
        before = letter;
    }
}

/// The class of the letter at which a word starts; a letter beyond ASCII may be in either of two.
fn first(line: &[u8], start: usize) -> u32 {
    match line.get(start) {
        Some(byte) if byte.is_ascii() => letters(&[*byte]),
        Some(_) => letters(&[0x80, 0x81]),
        None => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::words;
    use crate::search::needle::{Needle, finds};
    use crate::typo::prefix_steps;
    use proptest::prelude::*;

    fn sketch(lines: &str) -> Sketch {
        let mut sketches = Sketches::default();
        sketches.push(lines);
        sketches.get(0)
    }

    #[test]
    fn most_names_are_ruled_out() {
        let ledger = sketch("payments ledger\n\nkafka");
        for (word, may) in [
            ("ledger", true),
            ("sledge", true),
            ("fka", true),
            ("p", true),
            ("a", false),
            ("gateway", false),
        ] {
            assert_eq!(ledger.may_hold(&Sought::new(word.as_bytes())), may, "{word}");
        }
        // The third line is no name.
        assert!(ledger.may_be_named(letters(b"l")) && !ledger.may_be_named(letters(b"k")));
        assert!(Sketches::default().get(7).may_be_named(letters(b"k")));
        assert!(Sketches::default().get(7).may_hold(&Sought::new(b"anything")));
    }

    proptest! {
        #[test]
        fn nothing_that_is_there_is_ruled_out(
            name in "[a-cé Zß-]{0,12}", other in "[a-c é]{0,8}", text in "[a-cé Z-]{1,6}"
        ) {
            let lines = [words(&name), words(&other)].join("\n");
            let drawn = sketch(&lines);
            let Some(needle) = Needle::new(&text) else { return Ok(()) };
            for word in needle.words() {
                let held = parts(lines.as_bytes(), b'\n').any(|line| finds(line, word));
                prop_assert!(!held || drawn.may_hold(&Sought::new(word)));
            }
            if let Some(letter) = needle.letter() {
                let held = finds(lines.as_bytes(), &[letter]);
                prop_assert!(!held || drawn.may_be_named(letters(&[letter])));
            }
            let first = words(&name);
            if needle.initials(first.as_bytes(), &mut Vec::new()).is_some() {
                prop_assert!(drawn.may_start(letters(needle.squashed().as_bytes())));
            }
            let squashed = first.replace(' ', "");
            for most in 1..=3 {
                if prefix_steps(needle.squashed().as_bytes(), squashed.as_bytes(), most).is_some() {
                    prop_assert!(drawn.may_be_nearly(needle.squashed().as_bytes(), most));
                }
            }
        }
    }
}
