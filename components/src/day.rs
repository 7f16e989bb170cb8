//! Dates of the calendar, without a time and without a time zone.

/// Names of the months.
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Names of the days of the week, as ISO 8601 begins it.
pub(crate) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Year, month (1–12) and day of a date that is `days` after 1 January 1970, in the proleptic
/// Gregorian calendar.
///
/// Counts in eras of 400 years that begin on 1 March, so that the leap day is the last day of a
/// year and every era has the same 146,097 days.
pub(crate) fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// A date, such as 21 November 2026, in the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

impl Day {
    /// 1 January of the year 1.
    const FIRST: Self = Self(-719_162);
    /// 31 December 9999.
    const LAST: Self = Self(2_932_896);

    /// A date of the calendar; none if the calendar does not have it.
    #[must_use]
    pub fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        if !(1..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        let from_march = (month + 9) % 12;
        let year_from_march = year - i64::from(month <= 2);
        let era = year_from_march.div_euclid(400);
        let year_of_era = year_from_march.rem_euclid(400);
        let day_of_year = (153 * from_march + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self(era * 146_097 + day_of_era - 719_468);
        // 31 April is the first of May: not what was asked for.
        (found.parts() == (year, month, day)).then_some(found)
    }

    /// Reads a date as ISO 8601 writes it: "2026-11-21". Zeros may be missing.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let mut number = |most: usize| {
            let part = parts.next()?;
            let digits = part.bytes().all(|byte| byte.is_ascii_digit());
            (digits && (1..=most).contains(&part.len())).then(|| part.parse().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        if parts.next().is_some() { None } else { Self::new(year, month, day) }
    }

    /// The reader's date now.
    #[must_use]
    pub fn today() -> Self {
        let now = js_sys::Date::new_0();
        let (year, month) = (i64::from(now.get_full_year()), i64::from(now.get_month()));
        Self::new(year, month + 1, i64::from(now.get_date())).unwrap_or(Self(0))
    }

    /// Year, month (1–12) and day.
    #[must_use]
    pub fn parts(self) -> (i64, i64, i64) {
        civil(self.0)
    }

    /// As ISO 8601 writes it: "2026-11-21".
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month, day) = self.parts();
        let mut text = String::with_capacity(10);
        for (number, width) in [(year, 4), (month, 2), (day, 2)] {
            if !text.is_empty() {
                text.push('-');
            }
            let digits = number.to_string();
            text.extend(std::iter::repeat_n('0', width - digits.len().min(width)));
            text.push_str(&digits);
        }
        text
    }

    /// For reading: "21 November 2026".
    #[must_use]
    pub fn in_words(self) -> String {
        [&self.parts().2.to_string(), " ", &self.month_in_words()].concat()
    }

    /// For reading: "November 2026".
    #[must_use]
    pub fn month_in_words(self) -> String {
        let (year, month, _) = self.parts();
        let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
        [month, " ", &year.to_string()].concat()
    }

    /// Day of the week, 0 for Monday.
    #[must_use]
    pub const fn weekday(self) -> usize {
        (self.0 + 3).rem_euclid(7) as usize
    }

    /// The date so many days later, or earlier if negative; the calendar's end if it is beyond.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days)).clamp(Self::FIRST, Self::LAST)
    }

    /// The same day so many months later, or earlier if negative; the last day of a month that is
    /// shorter.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        let (year, month, day) = self.parts();
        let count = (year * 12 + month - 1).saturating_add(months);
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        let last = (28..=day).rev().find_map(|day| Self::new(year, month, day));
        let same = Self::new(year, month, day).or(last);
        same.unwrap_or(if months < 0 { Self::FIRST } else { Self::LAST })
    }

    /// The first day of its month.
    #[must_use]
    pub fn month_start(self) -> Self {
        self.plus_days(1 - self.parts().2)
    }

    /// How many days it is after `other`.
    #[must_use]
    pub const fn days_after(self, other: Self) -> i64 {
        self.0 - other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::{Date, Duration, Month};

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    /// The same date by the `time` crate.
    fn oracle(day: Day) -> Date {
        let (year, month, of_month) = day.parts();
        let month = Month::try_from(u8::try_from(month).unwrap()).unwrap();
        Date::from_calendar_date(i32::try_from(year).unwrap(), month, of_month as u8).unwrap()
    }

    #[test]
    fn the_ends_of_the_calendar() {
        assert_eq!(Day::FIRST.iso(), "0001-01-01");
        assert_eq!(Day::LAST.iso(), "9999-12-31");
        assert_eq!(Day::FIRST.plus_days(-1), Day::FIRST);
        assert_eq!(Day::LAST.plus_days(i64::MAX), Day::LAST);
        assert_eq!(Day::LAST.plus_months(1), Day::LAST);
        assert_eq!(Day::FIRST.plus_months(i64::MIN), Day::FIRST);
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "2026",
            "2026-11",
            "2026-11-31",
            "2026-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-1-0",
            "02026-11-21",
            "2026-11-21-1",
            "2026-11-021",
            "-2026-11-21",
            "2026-+1-21",
            "21.11.2026",
            "0000-01-01",
            "٢٠٢٦-11-21",
        ] {
            assert_eq!(Day::parse(text), None, "{text:?}");
        }
        assert_eq!(day(" 2026-1-5 ").iso(), "2026-01-05");
        assert_eq!(day("2024-02-29").in_words(), "29 February 2024");
    }

    #[test]
    fn a_month_later() {
        assert_eq!(day("2026-01-31").plus_months(1).iso(), "2026-02-28");
        assert_eq!(day("2024-03-31").plus_months(-1).iso(), "2024-02-29");
        assert_eq!(day("2026-11-21").plus_months(14).iso(), "2028-01-21");
        assert_eq!(day("2024-02-29").plus_months(12).iso(), "2025-02-28");
    }

    #[test]
    fn a_calendar_walked_day_by_day_agrees() {
        let (mut year, mut month, mut day) = (1600, 1, 1);
        // 1 January 1600 is 135,140 days before 1970.
        for days in -135_140..160_000 {
            assert_eq!(civil(days), (year, month, day), "day {days}");
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = match month {
                2 if leap => 29,
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            day += 1;
            if day > length {
                (month, day) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
        }
    }

    proptest! {
        #[test]
        fn another_calendar_agrees(days in Day::FIRST.0..=Day::LAST.0, more in -200_000i64..200_000) {
            let day = Day(days);
            let date = oracle(day);
            prop_assert_eq!(i64::from(date.to_julian_day()) - 2_440_588, days);
            prop_assert_eq!(day.weekday(), usize::from(date.weekday().number_days_from_monday()));
            prop_assert_eq!(Day::parse(&day.iso()), Some(day));
            if let Some(later) = date.checked_add(Duration::days(more)).filter(|date| date.year() > 0) {
                prop_assert_eq!(oracle(day.plus_days(more)), later);
            }
        }

        #[test]
        fn months_keep_the_day_or_end_the_month(days in -500_000i64..500_000, months in -400i64..400) {
            let (day, moved) = (Day(days), Day(days).plus_months(months));
            let ((year, month, of_month), (to_year, to_month, to_day)) = (day.parts(), moved.parts());
            prop_assert_eq!(to_year * 12 + to_month, year * 12 + month + months);
            let month = Month::try_from(to_month as u8).unwrap();
            let exists = |day: &i64| Date::from_calendar_date(to_year as i32, month, *day as u8).is_ok();
            let last = (28..=31).rev().find(exists).unwrap();
            prop_assert_eq!(to_day, of_month.min(last));
        }
    }

    #[test]
    fn weekdays() {
        assert_eq!(WEEKDAYS[day("2026-11-21").weekday()], "Saturday");
        assert_eq!(WEEKDAYS[day("1969-12-29").weekday()], "Monday");
    }
}
