//! Ranges of dates that have a name.

use crate::Day;

/// The two ends of a [`DateRange`](super::DateRange) as they were typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateSpan {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
}

impl DateSpan {
    /// From the first to the last of these days.
    #[must_use]
    pub fn new(from: Day, to: Day) -> Self {
        Self { from: from.iso(), to: to.iso() }
    }

    /// The days, once both are dates and the first is not after the last.
    #[must_use]
    pub fn days(&self) -> Option<(Day, Day)> {
        let ends = (Day::parse(&self.from)?, Day::parse(&self.to)?);
        (ends.0 <= ends.1).then_some(ends)
    }

    /// What to change about the two together; each end has its own say.
    pub(super) fn problem(&self) -> Option<String> {
        let (from, to) = (Day::parse(&self.from)?, Day::parse(&self.to)?);
        (to < from).then(|| "The last day is before the first: change one of them.".to_owned())
    }
}

/// A range of dates that is counted from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DatePreset {
    /// So many days up to today, which is one of them.
    LastDays(u16),
    /// From the first of the month to today.
    ThisMonth,
    /// From the first day of the quarter to today.
    ThisQuarter,
    /// From 1 January to today.
    ThisYear,
}

impl DatePreset {
    /// What it is called.
    pub(super) fn label(self) -> String {
        match self {
            Self::LastDays(days) => ["Last ", &days.to_string(), " days"].concat(),
            Self::ThisMonth => "This month".to_owned(),
            Self::ThisQuarter => "This quarter".to_owned(),
            Self::ThisYear => "This year".to_owned(),
        }
    }

    /// Its days.
    #[must_use]
    pub fn span(self, today: Day) -> DateSpan {
        let month = today.parts().1 - 1;
        let start = |months: i64| today.month_start().plus_months(-months);
        let from = match self {
            Self::LastDays(days) => today.plus_days(1 - i64::from(days.max(1))),
            Self::ThisMonth => start(0),
            Self::ThisQuarter => start(month % 3),
            Self::ThisYear => start(month),
        };
        DateSpan::new(from, today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(preset: DatePreset, today: &str) -> String {
        let DateSpan { from, to } = preset.span(Day::parse(today).unwrap());
        assert_eq!(to, today);
        from
    }

    #[test]
    fn presets_end_today() {
        assert_eq!(span(DatePreset::LastDays(7), "2026-11-21"), "2026-11-15");
        assert_eq!(span(DatePreset::LastDays(1), "2026-11-21"), "2026-11-21");
        assert_eq!(span(DatePreset::LastDays(30), "2024-03-01"), "2024-02-01");
        assert_eq!(span(DatePreset::ThisMonth, "2026-11-21"), "2026-11-01");
        assert_eq!(span(DatePreset::ThisYear, "2026-11-21"), "2026-01-01");
        for (today, from) in [
            ("2026-01-01", "2026-01-01"),
            ("2026-03-31", "2026-01-01"),
            ("2026-04-30", "2026-04-01"),
            ("2026-09-30", "2026-07-01"),
            ("2026-12-31", "2026-10-01"),
        ] {
            assert_eq!(span(DatePreset::ThisQuarter, today), from);
        }
    }

    #[test]
    fn the_ends_are_in_order() {
        let span = |from: &str, to: &str| DateSpan { from: from.to_owned(), to: to.to_owned() };
        assert!(span("2026-11-20", "2026-11-21").days().is_some());
        assert!(span("2026-11-21", "2026-11-21").days().is_some());
        assert_eq!(span("2026-11-22", "2026-11-21").days(), None);
        assert!(span("2026-11-22", "2026-11-21").problem().is_some());
        assert_eq!(span("", "2026-11-21").problem(), None);
        assert_eq!(span("yesterday", "2026-11-21").days(), None);
    }
}
