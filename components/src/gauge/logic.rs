//! How full something is, and in which part of its range.

use crate::{Tone, group_digits};

/// From where on a value needs a look, and from where on it is a failure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    pub warning: Option<usize>,
    pub danger: Option<usize>,
    /// Whether small values are the bad ones.
    pub falling: bool,
}

impl Limits {
    /// Tone of a value and the limit that it is beyond, or else the nearest.
    fn place(self, value: usize) -> (Tone, Option<usize>) {
        let beyond = |limit: &usize| if self.falling { value <= *limit } else { value >= *limit };
        if let Some(limit) = self.danger.filter(beyond) {
            (Tone::Danger, Some(limit))
        } else if let Some(limit) = self.warning.filter(beyond) {
            (Tone::Warning, Some(limit))
        } else {
            (Tone::Success, self.warning.or(self.danger))
        }
    }

    /// Tone of a value; without limits there is nothing to say about it.
    pub fn tone(self, value: usize) -> Tone {
        match self.place(value) {
            (_, None) => Tone::Neutral,
            (tone, Some(_)) => tone,
        }
    }

    /// The same in words: "High: 80 GB or more"; nothing without limits.
    pub fn words(self, value: usize, unit: &str) -> Option<String> {
        let (tone, limit) = self.place(value);
        let limit = amount(limit?, unit);
        let (before, after) = match (tone, self.falling) {
            (Tone::Danger, false) => ("Critical: ", " or more"),
            (Tone::Danger, true) => ("Critical: ", " or less"),
            (Tone::Warning, false) => ("High: ", " or more"),
            (Tone::Warning, true) => ("Low: ", " or less"),
            (_, false) => ("Normal: below ", ""),
            (_, true) => ("Normal: above ", ""),
        };
        Some([before, &limit, after].concat())
    }
}

/// A number with its unit.
pub(super) fn amount(number: usize, unit: &str) -> String {
    let number = group_digits(number);
    if unit.is_empty() { number } else { [&number, "\u{a0}", unit].concat() }
}

/// "82 of 100 GB", or without a maximum "82 GB, no limit set".
pub(super) fn share(value: usize, max: usize, unit: &str) -> String {
    if max == 0 {
        return amount(value, unit) + ", no limit set";
    }
    [&group_digits(value), " of ", &amount(max, unit)].concat()
}

/// Percent of the maximum, at most 100.
pub(super) fn percent(value: usize, max: usize) -> String {
    // 64 bits, because a count of bytes times 100 is more than 32 bits hold.
    let (value, max) = (value.min(max) as u64, max.max(1) as u64);
    (value.saturating_mul(100) / max).to_string() + "%"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RISING: Limits = Limits { warning: Some(80), danger: Some(95), falling: false };
    const FALLING: Limits = Limits { warning: Some(30), danger: Some(10), falling: true };

    #[test]
    fn limits_belong_to_what_is_beyond() {
        let tones = |limits: Limits, values: [usize; 4]| values.map(|value| limits.tone(value));
        let expected = [Tone::Success, Tone::Warning, Tone::Warning, Tone::Danger];
        assert_eq!(tones(RISING, [79, 80, 94, 95]), expected);
        assert_eq!(tones(FALLING, [31, 30, 11, 10]), expected);
        assert_eq!(Limits::default().tone(5), Tone::Neutral);
    }

    #[test]
    fn limits_in_words() {
        let words = |limits: Limits, value| limits.words(value, "").unwrap_or_default();
        assert_eq!(words(RISING, 10), "Normal: below 80");
        assert_eq!(words(RISING, 85), "High: 80 or more");
        assert_eq!(words(RISING, 99), "Critical: 95 or more");
        assert_eq!(words(FALLING, 50), "Normal: above 30");
        assert_eq!(words(FALLING, 20), "Low: 30 or less");
        assert_eq!(words(FALLING, 0), "Critical: 10 or less");
        assert_eq!(Limits::default().words(3, "GB"), None);
    }

    #[test]
    fn shares() {
        assert_eq!(share(82, 1_000, "GB").replace('\u{a0}', " "), "82 of 1,000 GB");
        assert_eq!(share(82, 0, ""), "82, no limit set");
        assert_eq!(percent(1, 3), "33%");
        assert_eq!(percent(7, 0), "0%");
        assert_eq!(percent(9, 3), "100%");
    }

    proptest! {
        #[test]
        fn never_outside_of_the_bar(value in any::<usize>(), max in any::<usize>()) {
            let percent: u64 = percent(value, max).trim_end_matches('%').parse().unwrap();
            prop_assert!(percent <= 100);
        }
    }
}
