//! What is new in the catalog, as far as this browser can know.
//!
//! A descriptor says when something was made only if the company wrote it down in an annotation.
//! Without one the browser keeps which entities it has seen, and since when: what was not there
//! before is new. Names are kept as numbers of 32 bits, so that 25,000 entities take 200 kB.

use portico_components::Day;
use std::collections::BTreeMap;

/// More entities are not kept: storage has its limits.
const MOST: usize = 60_000;

/// How long something is new, in days.
pub const WEEK: i64 = 7;

/// Which entities were seen, and since when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// When the browser began to keep it; what was there on that day is not new.
    begun: Option<Day>,
    since: BTreeMap<u32, Day>,
}

/// Number of an entity's name.
pub fn number(reference: &str) -> u32 {
    let step = |hash: u32, byte: u8| (hash ^ u32::from(byte)).wrapping_mul(16_777_619);
    reference.bytes().fold(2_166_136_261, step)
}

impl Seen {
    /// Reads what was kept: a line per day, the day and then the numbers. Anything else is nothing.
    pub fn read(text: &str) -> Self {
        let mut seen = Self::default();
        for line in text.lines() {
            let Some((day, numbers)) = line.split_once(' ') else { continue };
            let Some(day) = Day::parse(day) else { return Self::default() };
            seen.begun = seen.begun.or(Some(day));
            for digits in numbers.as_bytes().chunks(8) {
                let number = std::str::from_utf8(digits).ok();
                let number = number.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                seen.since.extend(number.map(|number| (number, day)));
            }
        }
        seen
    }

    /// What to keep, the first day first.
    pub fn write(&self) -> String {
        let mut days: BTreeMap<String, String> = BTreeMap::new();
        if let Some(begun) = self.begun {
            days.insert(begun.iso(), String::new());
        }
        for (number, day) in &self.since {
            days.entry(day.iso()).or_default().push_str(&format!("{number:08x}"));
        }
        days.into_iter().map(|(day, numbers)| format!("{day} {numbers}\n")).collect()
    }

    /// Notes what is there today. Whether there is something new to keep.
    pub fn note(&mut self, numbers: impl Iterator<Item = u32>, today: Day) -> bool {
        let before = self.since.len();
        let first = self.begun.is_none();
        if first {
            self.begun = Some(today);
        }
        for number in numbers {
            if self.since.len() < MOST {
                self.since.entry(number).or_insert(today);
            }
        }
        first || self.since.len() > before
    }

    /// The day before which nothing is known, if that is in the last week.
    pub fn begun(&self) -> Option<Day> {
        self.begun
    }

    /// Since when an entity is there, if it came after the beginning and within the last week.
    pub fn new_since(&self, number: u32, today: Day) -> Option<Day> {
        let since = *self.since.get(&number)?;
        let is_new = self.begun != Some(since) && is_recent(since, today);
        is_new.then_some(since)
    }
}

/// Whether a day is in the week that ends today.
pub fn is_recent(day: Day, today: Day) -> bool {
    (0..WEEK).contains(&today.days_after(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn what_was_there_at_first_is_not_new() {
        let mut seen = Seen::default();
        assert!(seen.note([1, 2].into_iter(), day("2026-11-10")));
        assert!(!seen.note([2, 1].into_iter(), day("2026-11-12")));
        assert!(seen.note([1, 2, 3].into_iter(), day("2026-11-14")));
        let new = |number| seen.new_since(number, day("2026-11-20"));
        assert_eq!((new(1), new(3), new(9)), (None, Some(day("2026-11-14")), None));
        assert_eq!(seen.new_since(3, day("2026-11-21")), None, "a week is over");
        assert_eq!(seen.begun(), Some(day("2026-11-10")));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut seen = Seen::default();
        seen.note([number("component:default/a")].into_iter(), day("2026-11-10"));
        seen.note([number("component:default/b"), 7].into_iter(), day("2026-11-14"));
        assert_eq!(Seen::read(&seen.write()), seen);
        let mut empty = Seen::default();
        empty.note(std::iter::empty(), day("2026-11-10"));
        assert_eq!(Seen::read(&empty.write()), empty);
        for garbage in ["", "x", "yesterday 00000001", "{\"a\": 1}"] {
            assert_eq!(Seen::read(garbage), Seen::default(), "{garbage}");
        }
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let mut seen = Seen::default();
        seen.note(0..100_000, day("2026-11-10"));
        assert!(seen.write().len() < 600_000);
    }
}
