//! Numbers and days as charts and sentences say them.

use crate::kpi::{Better, Unit};
use crate::{Day, Milli};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

impl Day {
    /// The month of this day: `Feb 2026`.
    #[must_use]
    pub fn month_name(self) -> String {
        let (year, month, _) = self.civil();
        format!("{} {year}", short(month))
    }

    /// The day without its year: `20 Nov`.
    #[must_use]
    pub fn day_name(self) -> String {
        let (_, month, day) = self.civil();
        format!("{day} {}", short(month))
    }
}

fn short(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).saturating_sub(1)).copied().unwrap_or_default()
}

impl Unit {
    /// How many digits behind the point a reader needs.
    #[must_use]
    pub fn places(self) -> u8 {
        match self {
            Self::Days | Self::Hours | Self::Percent | Self::Count => 1,
            Self::PerPersonDay | Self::PerDay | Self::Index => 2,
            Self::Points => 0,
        }
    }

    /// What stands behind the number; empty where the title says it.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Hours => "h",
            Self::Percent => "%",
            Self::PerDay => "per day",
            Self::PerPersonDay | Self::Count | Self::Points | Self::Index => "",
        }
    }

    /// A figure as a whole number of its last place: what a chart draws with so many
    /// [`Self::places`].
    #[must_use]
    pub fn scaled(self, value: Milli) -> i64 {
        let step = match self.places() {
            0 => 1000,
            1 => 100,
            _ => 10,
        };
        let half = if value.0 < 0 { -step / 2 } else { step / 2 };
        value.0.saturating_add(half) / step
    }

    /// The number with its unit, for a sentence: `44.4 days`, `0.34`.
    #[must_use]
    pub fn words(self, value: Milli) -> String {
        let text = value.text(self.places());
        let text = match text.contains('.') {
            true => text.trim_end_matches('0').trim_end_matches('.'),
            false => &text,
        };
        match self.symbol() {
            "" => text.to_owned(),
            symbol => format!("{text}\u{a0}{symbol}"),
        }
    }
}

/// Whether a change from one figure to another is good news; `None` where neither way is.
#[must_use]
pub fn is_better(better: Better, before: Milli, now: Milli) -> Option<bool> {
    match better {
        _ if before == now => None,
        Better::Higher => Some(now > before),
        Better::Lower => Some(now < before),
        Better::Neither => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_named_as_people_say_them() {
        assert_eq!(Day::of(2026, 2, 1).month_name(), "Feb 2026");
        assert_eq!(Day::of(2026, 12, 31).day_name(), "31 Dec");
    }

    #[test]
    fn figures_have_the_digits_that_a_reader_needs() {
        assert_eq!(Unit::Days.words(Milli(44_354)), "44.4\u{a0}days");
        assert_eq!(Unit::PerPersonDay.words(Milli(340)), "0.34");
        assert_eq!(Unit::Count.words(Milli(14_000)), "14");
        assert_eq!(Unit::Points.words(Milli(-12_600)), "-13");
        assert_eq!(Unit::Days.scaled(Milli(44_354)), 444);
        assert_eq!(Unit::Index.scaled(Milli(-355)), -36);
    }

    #[test]
    fn less_is_better_where_less_is_wanted() {
        let of = |better| is_better(better, Milli(2), Milli(1));
        assert_eq!(of(Better::Lower), Some(true));
        assert_eq!(of(Better::Higher), Some(false));
        assert_eq!(of(Better::Neither), None);
        assert_eq!(is_better(Better::Lower, Milli(1), Milli(1)), None);
    }
}
