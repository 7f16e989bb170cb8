//! Numbers for texts: 0, 1, 2 … in the order in which the texts are met.

use crate::columns::{NONE, Strings, at, size};
use crate::snapshot::checksum;

/// Texts, each once, and their numbers. A hash table of our own, because the standard library's
/// would be compiled for every pair of types, and would keep each text a second time.
#[derive(Default)]
pub(crate) struct Numbers {
    texts: Strings,
    /// Numbers of texts by their checksums; a power of two of them, half of which are free.
    slots: Vec<u32>,
}

impl Numbers {
    /// The number of a text that was met before.
    pub(crate) fn get(&self, text: &str) -> Option<u32> {
        Some(at(&self.slots, self.slot(text))).filter(|number| *number != NONE)
    }

    /// The number of a text, and whether it is met for the first time.
    pub(crate) fn add(&mut self, text: &str) -> (u32, bool) {
        if let Some(number) = self.get(text) {
            return (number, false);
        }
        if self.slots.len() <= 2 * self.texts.len() {
            self.slots = vec![NONE; (4 * self.texts.len()).max(16).next_power_of_two()];
            for number in 0..size(self.texts.len()) {
                let slot = self.slot(self.texts.get(number));
                self.put(slot, number);
            }
        }
        let slot = self.slot(text);
        let number = self.texts.push(text);
        self.put(slot, number);
        (number, true)
    }

    /// Keeps a text that hardly repeats, without looking for it.
    pub(crate) fn push(&mut self, text: &str) -> u32 {
        self.texts.push(text)
    }

    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    /// The text with a number.
    pub(crate) fn text(&self, number: u32) -> &str {
        self.texts.get(number)
    }

    /// All texts.
    pub(crate) fn into_strings(self) -> Strings {
        self.texts
    }

    /// Bytes of memory.
    pub(crate) fn memory(&self) -> usize {
        self.texts.memory() + 4 * self.slots.capacity()
    }

    fn put(&mut self, slot: u32, number: u32) {
        if let Some(slot) = self.slots.get_mut(slot as usize) {
            *slot = number;
        }
    }

    /// Where a text is, or would be.
    fn slot(&self, text: &str) -> u32 {
        // The last bytes of a text are in the upper bits alone until they are mixed once more.
        let sum = checksum(text.as_bytes());
        let mixed = (sum ^ (sum >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
        let last = size(self.slots.len().max(1) - 1);
        let mut slot = mixed as u32 & last;
        loop {
            match at(&self.slots, slot) {
                NONE => return slot,
                number if self.texts.get(number) == text => return slot,
                _ => slot = (slot + 1) & last,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn numbers_are_those_of_a_hash_map(texts in prop::collection::vec("[ab]{0,6}|[a-z]{20}", 0..300)) {
            let mut numbers = Numbers::default();
            let mut expected: HashMap<String, u32> = HashMap::new();
            for text in &texts {
                prop_assert_eq!(numbers.get(text), expected.get(text).copied());
                let next = expected.len() as u32;
                let new = !expected.contains_key(text);
                let number = *expected.entry(text.clone()).or_insert(next);
                prop_assert_eq!(numbers.add(text), (number, new));
                prop_assert_eq!(numbers.text(number), text);
            }
            prop_assert_eq!(numbers.len(), expected.len());
        }
    }
}
