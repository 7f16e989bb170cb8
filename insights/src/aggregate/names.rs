//! Texts as numbers, so that a million events are a few columns of numbers.

use std::collections::HashMap;

/// Texts in the order in which they came, each once.
#[derive(Debug, Default)]
pub(super) struct Names {
    known: HashMap<Box<str>, u32>,
    list: Vec<Box<str>>,
}

impl Names {
    /// The number of a text. `None` for a new text when there are `most` already: paths and search
    /// terms come from outside, and memory is not theirs to fill.
    pub(super) fn number(&mut self, text: &str, most: usize) -> Option<u32> {
        if let Some(number) = self.known.get(text) {
            return Some(*number);
        }
        if self.list.len() >= most {
            return None;
        }
        let number = u32::try_from(self.list.len()).ok()?;
        self.known.insert(text.into(), number);
        self.list.push(text.into());
        Some(number)
    }

    /// The text of a number.
    pub(super) fn text(&self, number: u32) -> &str {
        self.list.get(number as usize).map(|text| &**text).unwrap_or_default()
    }

    /// All texts with their numbers.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &str)> {
        self.list.iter().enumerate().map(|(at, text)| (at as u32, &**text))
    }
}
