//! The sheet of a month, its keys, and which dates may be chosen.

use leptos::prelude::{Callable, Callback};

use crate::Day;

/// The day that a week begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum WeekStart {
    /// In most of the world.
    #[default]
    Monday,
    /// In the Americas, India, Japan.
    Sunday,
    /// In most Arab countries.
    Saturday,
}

impl WeekStart {
    /// Index of the day in the table of names.
    pub(super) const fn weekday(self) -> usize {
        match self {
            Self::Monday => 0,
            Self::Sunday => 6,
            Self::Saturday => 5,
        }
    }

    /// The first day of the week that `day` is in.
    pub(super) fn of(self, day: Day) -> Day {
        let since = (day.weekday() + 7 - self.weekday()) % 7;
        day.plus_days(-(since as i64))
    }
}

/// Where a key moves the mark of a calendar (APG: date picker dialog); none for other keys.
pub(super) fn press(day: Day, key: &str, shift: bool, rtl: bool, start: WeekStart) -> Option<Day> {
    let months = if shift { 12 } else { 1 };
    Some(match key {
        "ArrowLeft" => day.plus_days(if rtl { 1 } else { -1 }),
        "ArrowRight" => day.plus_days(if rtl { -1 } else { 1 }),
        "ArrowUp" => day.plus_days(-7),
        "ArrowDown" => day.plus_days(7),
        "Home" => start.of(day),
        "End" => start.of(day).plus_days(6),
        "PageUp" => day.plus_months(-months),
        "PageDown" => day.plus_months(months),
        _ => return None,
    })
}

/// Which dates may be chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The first.
    pub min: Option<Day>,
    /// The last.
    pub max: Option<Day>,
    /// Why one in between may not be; none when it may.
    pub closed: Option<Callback<Day, Option<String>>>,
}

impl Limits {
    /// Why a date may not be chosen, as a sentence; none when it may.
    pub fn reason(self, day: Day) -> Option<String> {
        if let Some(min) = self.min.filter(|min| day < *min) {
            return Some(["Choose ", &min.in_words(), " or later."].concat());
        }
        if let Some(max) = self.max.filter(|max| day > *max) {
            return Some(["Choose ", &max.in_words(), " or earlier."].concat());
        }
        self.closed.and_then(|closed| closed.try_run(day).flatten())
    }

    /// The nearest date that is not outside.
    pub fn nearest(self, day: Day) -> Day {
        let day = self.max.map_or(day, |max| day.min(max));
        self.min.map_or(day, |min| day.max(min))
    }

    /// What to change about a text; none when all is well or nothing was typed.
    pub fn problem(self, text: &str) -> Option<String> {
        if text.trim().is_empty() {
            return None;
        }
        match Day::parse(text) {
            Some(day) => self.reason(day),
            None => Some("Type a date as year-month-day, such as 2026-11-21.".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    const FREE: Limits = Limits { min: None, max: None, closed: None };

    #[test]
    fn keys_of_the_calendar() {
        let from = day("2026-11-21");
        let to = |key: &str, shift: bool| {
            press(from, key, shift, false, WeekStart::Monday).map(Day::iso).unwrap_or_default()
        };
        assert_eq!(to("ArrowLeft", false), "2026-11-20");
        assert_eq!(to("ArrowRight", false), "2026-11-22");
        assert_eq!(to("ArrowUp", false), "2026-11-14");
        assert_eq!(to("ArrowDown", false), "2026-11-28");
        assert_eq!(to("Home", false), "2026-11-16");
        assert_eq!(to("End", false), "2026-11-22");
        assert_eq!(to("PageUp", false), "2026-10-21");
        assert_eq!(to("PageDown", false), "2026-12-21");
        assert_eq!(to("PageUp", true), "2025-11-21");
        assert_eq!(to("PageDown", true), "2027-11-21");
        assert_eq!(to("Enter", false), "");
    }

    #[test]
    fn from_right_to_left_the_arrows_follow_the_days() {
        let to = |key| press(day("2026-11-21"), key, false, true, WeekStart::Sunday).map(Day::iso);
        assert_eq!(to("ArrowLeft").as_deref(), Some("2026-11-22"));
        assert_eq!(to("ArrowRight").as_deref(), Some("2026-11-20"));
    }

    #[test]
    fn dates_outside_say_why() {
        let limits = Limits { min: Some(day("2026-11-10")), max: Some(day("2026-11-20")), ..FREE };
        let say = |text: &str| limits.problem(text).unwrap_or_default();
        assert_eq!(say(""), "");
        assert_eq!(say("2026-11-10"), "");
        assert_eq!(say("2026-11-09"), "Choose 10 November 2026 or later.");
        assert_eq!(say("2026-11-21"), "Choose 20 November 2026 or earlier.");
        assert_eq!(say("tomorrow"), "Type a date as year-month-day, such as 2026-11-21.");
        assert_eq!(limits.nearest(day("2026-12-24")).iso(), "2026-11-20");
        assert_eq!(limits.nearest(day("2026-01-01")).iso(), "2026-11-10");
        assert_eq!(FREE.problem("1999-12-31"), None);
    }

    proptest! {
        #[test]
        fn a_week_has_its_day(days in -500_000i64..500_000) {
            let day = day("1970-01-01").plus_days(days);
            for start in [WeekStart::Monday, WeekStart::Sunday, WeekStart::Saturday] {
                let first = start.of(day);
                prop_assert_eq!(first.weekday(), start.weekday());
                prop_assert!((0..7).contains(&day.days_after(first)));
            }
        }
    }
}
