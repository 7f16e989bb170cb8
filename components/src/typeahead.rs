//! Typing the beginning of a name to get to it (APG, "type-ahead").

use crate::case::lower;

/// A pause longer than this starts a new word, in milliseconds.
const PAUSE: f64 = 500.0;

/// What was typed so far.
#[derive(Debug, Default)]
pub(crate) struct TypeAhead {
    typed: String,
    at: f64,
}

impl TypeAhead {
    /// Takes one key and says which label it leads to.
    ///
    /// `key` is `KeyboardEvent.key`, `now` the time in milliseconds, `current` the mark. Letters
    /// typed quickly are one word; the same letter again goes through the labels that begin with
    /// it. None for keys that type nothing, and when no label begins so.
    pub fn press<'l>(
        &mut self,
        key: &str,
        now: f64,
        current: Option<usize>,
        labels: impl Iterator<Item = &'l str> + Clone,
    ) -> Option<usize> {
        let mut letters = key.chars();
        let letter = letters.next().filter(|letter| !letter.is_control())?;
        // A space inside a word is part of it, a first one presses the button.
        if letters.next().is_some() || (letter == ' ' && !self.is_typing(now)) {
            return None;
        }
        if !self.is_typing(now) {
            self.typed.clear();
        }
        self.at = now;
        self.typed.push_str(&lower(key));

        let first = self.typed.chars().next()?;
        let repeated = self.typed.chars().all(|typed| typed == first);
        let begins = |label: &str, start: &str| lower(label).starts_with(start);
        let (start, skip) = if repeated {
            // One letter looks behind the mark, so that pressing it again moves on.
            (first.to_string(), current.map_or(0, |at| at + 1))
        } else {
            (self.typed.clone(), current.unwrap_or(0))
        };
        let behind = labels.clone().enumerate().skip(skip);
        let before = labels.enumerate().take(skip);
        behind.chain(before).find(|(_, label)| begins(label, &start)).map(|(at, _)| at)
    }

    /// Whether a key pressed now belongs to the word before it.
    fn is_typing(&self, now: f64) -> bool {
        !self.typed.is_empty() && now - self.at <= PAUSE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: [&str; 5] = ["Copy link", "Copy reference", "Deploy…", "Inspect", "Édition"];

    fn type_all(keys: &str, mut current: Option<usize>) -> Option<usize> {
        let mut typing = TypeAhead::default();
        for (at, key) in keys.chars().enumerate() {
            let now = 100.0 * at as f64;
            current = typing.press(&key.to_string(), now, current, LABELS.into_iter());
        }
        current
    }

    #[test]
    fn a_letter_leads_to_the_next_label_that_begins_with_it() {
        assert_eq!(type_all("d", None), Some(2));
        assert_eq!(type_all("c", Some(0)), Some(1));
        assert_eq!(type_all("cc", Some(1)), Some(1));
        assert_eq!(type_all("é", None), Some(4));
    }

    #[test]
    fn letters_typed_quickly_are_a_word() {
        assert_eq!(type_all("copy r", None), Some(1));
        assert_eq!(type_all("ins", Some(0)), Some(3));
        assert_eq!(type_all("x", Some(0)), None);
    }

    #[test]
    fn after_a_pause_a_word_begins_again() {
        let mut typing = TypeAhead::default();
        assert_eq!(typing.press("c", 0.0, None, LABELS.into_iter()), Some(0));
        assert_eq!(typing.press("d", 501.0, Some(0), LABELS.into_iter()), Some(2));
    }

    #[test]
    fn keys_that_type_nothing_are_left_alone() {
        let mut typing = TypeAhead::default();
        for key in ["Enter", "ArrowDown", " ", "F5", ""] {
            assert_eq!(typing.press(key, 0.0, None, LABELS.into_iter()), None, "{key}");
        }
    }
}
