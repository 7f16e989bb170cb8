//! Days, weeks and months in one stated time zone.
//!
//! A zone is a fixed offset from UTC. That is a decision: the rules of daylight saving are half a
//! megabyte of tables that change, and a day that is 23 hours long twice a year would change
//! figures that nobody could check by hand. A company in one place loses one hour at the edge of
//! the days of one half of the year; a company in many places has no right zone anyway.

use serde::{Deserialize, Serialize};

/// Milliseconds of a day.
pub const DAY_MS: i64 = 86_400_000;

/// A calendar day, counted from 1970-01-01 (day 0) in a stated zone.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Day(pub i32);

/// A fixed offset from UTC in minutes, east positive: 60 is UTC+01:00.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone(pub i16);

/// The day that a week begins with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// As in ISO 8601.
    #[default]
    Monday,
    /// As in North America.
    Sunday,
    /// As in parts of the Middle East.
    Saturday,
}

impl Zone {
    /// Reads `Z`, `UTC`, `+01:00`, `-0530` or `UTC+2`. Offsets reach from -12 to +14 hours.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let rest = text.strip_prefix("UTC").unwrap_or(text);
        if rest.is_empty() || rest.eq_ignore_ascii_case("z") {
            return (!text.is_empty()).then_some(Self(0));
        }
        let (sign, digits) = match (rest.strip_prefix('+'), rest.strip_prefix('-')) {
            (Some(digits), _) => (1, digits),
            (_, Some(digits)) => (-1, digits),
            _ => return None,
        };
        let (hours, minutes) = match digits.split_once(':') {
            Some(parts) => parts,
            None if digits.len() == 4 => digits.split_at_checked(2)?,
            None => (digits, "0"),
        };
        let small = |text: &str| {
            let short = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            if short { text.parse::<i16>().ok() } else { None }
        };
        let (hours, minutes) = (small(hours)?, small(minutes)?);
        let offset = sign * (hours * 60 + minutes);
        ((-720..=840).contains(&offset) && minutes < 60).then_some(Self(offset))
    }

    /// `UTC`, `UTC+01:00`, `UTC-05:30`.
    #[must_use]
    pub fn name(self) -> String {
        if self.0 == 0 {
            return "UTC".to_owned();
        }
        let sign = if self.0 < 0 { '-' } else { '+' };
        let minutes = self.0.unsigned_abs();
        format!("UTC{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// The day on which a moment (milliseconds since 1970, UTC) falls here.
    #[must_use]
    pub fn day(self, at: i64) -> Day {
        let local = at.saturating_add(i64::from(self.0) * 60_000);
        let day = local.div_euclid(DAY_MS);
        Day(i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX }))
    }

    /// The first moment of a day here, in milliseconds since 1970, UTC.
    #[must_use]
    pub fn start(self, day: Day) -> i64 {
        i64::from(day.0) * DAY_MS - i64::from(self.0) * 60_000
    }
}

impl Weekday {
    /// How many days after Monday the week begins: day 0 of 1970 was a Thursday.
    fn shift(self) -> i32 {
        match self {
            Self::Monday => 3,
            Self::Sunday => 4,
            Self::Saturday => 5,
        }
    }
}

impl Day {
    /// The day of a date of the Gregorian calendar. Months and days count from 1. Years start in
    /// March here, so that the leap day is the last of a year.
    #[must_use]
    pub fn of(year: i32, month: u8, day: u8) -> Self {
        let (month, day) = (i64::from(month), i64::from(day));
        let year = i64::from(year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Self((era * 146_097 + day_of_era - 719_468) as i32)
    }

    /// Year, month (1 to 12) and day (1 to 31).
    #[must_use]
    pub fn civil(self) -> (i32, u8, u8) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u8, day as u8)
    }

    /// The date as `2026-03-02`.
    #[must_use]
    pub fn iso(self) -> String {
        let (year, month, day) = self.civil();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Reads `2026-03-02`; anything behind it is an error.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = text.trim().as_bytes();
        if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let (year, month, day) = (number(bytes, 0, 4)?, number(bytes, 5, 2)?, number(bytes, 8, 2)?);
        let found = Self::of(year as i32, month as u8, day as u8);
        // The thirtieth of February would come out as another date.
        (found.civil() == (year as i32, month as u8, day as u8)).then_some(found)
    }

    /// The first day of this day's week.
    #[must_use]
    pub fn week(self, starts: Weekday) -> Self {
        Self(self.0.saturating_sub(self.0.saturating_add(starts.shift()).rem_euclid(7)))
    }

    /// The first day of this day's month.
    #[must_use]
    pub fn month(self) -> Self {
        let (_, _, day) = self.civil();
        Self(self.0 - i32::from(day) + 1)
    }

    /// The first day of the month after this day's.
    #[must_use]
    pub fn next_month(self) -> Self {
        Self(self.month().0 + 31).month()
    }

    /// Whether it is no Saturday and no Sunday.
    #[must_use]
    pub fn is_workday(self) -> bool {
        (self.0.saturating_add(3)).rem_euclid(7) < 5
    }

    /// This day and `days` more.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many of the days from this one up to, and without, `end` are workdays.
    #[must_use]
    pub fn workdays_until(self, end: Self) -> i32 {
        let days = end.0.saturating_sub(self.0).max(0);
        let whole = days / 7;
        let rest = days % 7;
        whole * 5 + (0..rest).filter(|at| self.plus(*at).is_workday()).count() as i32
    }
}

/// Milliseconds since 1970, UTC, of a date and time such as `2026-11-20T09:04:12.5Z`,
/// `2026-11-20T10:04+01:00`, `2026-11-20 09:04:12`, or a date alone. What says no offset is in
/// `zone`. `None` for anything else.
#[must_use]
pub fn instant(text: &str, zone: Zone) -> Option<i64> {
    let text = text.trim();
    let date = Day::read(text.get(..10)?)?;
    let rest = text.get(10..)?;
    if rest.is_empty() {
        return Some(zone.start(date));
    }
    let bytes = rest.as_bytes();
    if !matches!(bytes.first()?, b'T' | b't' | b' ') || bytes.get(3) != Some(&b':') {
        return None;
    }
    let (hour, minute) = (number(bytes, 1, 2)?, number(bytes, 4, 2)?);
    let mut at = 6;
    let mut second = 0;
    let mut millis = 0;
    if bytes.get(at) == Some(&b':') {
        second = number(bytes, 7, 2)?;
        at = 9;
        if matches!(bytes.get(at), Some(b'.' | b',')) {
            at += 1;
            let mut unit = 100;
            while let Some(digit) = bytes.get(at).filter(|byte| byte.is_ascii_digit()) {
                millis += i64::from(digit - b'0') * unit;
                unit /= 10;
                at += 1;
            }
        }
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let offset = match rest.get(at..)?.trim_start() {
        "" => zone,
        "Z" | "z" => Zone(0),
        text if text.starts_with(['+', '-']) => Zone::read(text)?,
        _ => return None,
    };
    Some(offset.start(date) + ((hour * 60 + minute) * 60 + second) * 1000 + millis)
}

/// A moment as `2026-11-20T09:04:12.500Z`.
#[must_use]
pub fn rfc3339(at: i64) -> String {
    let rest = at.rem_euclid(DAY_MS);
    let (seconds, millis) = (rest / 1000, rest % 1000);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z", Zone(0).day(at).iso())
}

fn number(bytes: &[u8], from: usize, length: usize) -> Option<i64> {
    bytes
        .get(from..from + length)?
        .iter()
        .try_fold(0, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + i64::from(byte - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_that_others_computed() {
        assert_eq!(Day::of(1970, 1, 1), Day(0));
        assert_eq!(Day::of(2000, 3, 1), Day(11_017));
        assert_eq!(Day::of(2026, 11, 22), Day(20_779));
        assert_eq!(Day(20_779).iso(), "2026-11-22");
        assert!(!Day::of(2026, 11, 22).is_workday() && Day::of(2026, 11, 20).is_workday());
        assert_eq!(Day::read("2026-02-30"), None);
        assert_eq!(Day::read("2024-02-29"), Some(Day::of(2024, 2, 29)));
    }

    #[test]
    fn weeks_and_months_begin_where_they_are_told_to() {
        let sunday = Day::of(2026, 11, 22);
        assert_eq!(sunday.week(Weekday::Monday).iso(), "2026-11-16");
        assert_eq!(sunday.week(Weekday::Sunday).iso(), "2026-11-22");
        assert_eq!(sunday.week(Weekday::Saturday).iso(), "2026-11-21");
        assert_eq!(sunday.month().iso(), "2026-11-01");
        assert_eq!(Day::of(2026, 12, 31).next_month().iso(), "2027-01-01");
        assert_eq!(Day::of(2026, 11, 2).workdays_until(Day::of(2026, 11, 17)), 11);
    }

    #[test]
    fn a_moment_falls_on_the_day_of_the_zone() {
        let late = instant("2026-03-02T23:30:00Z", Zone(0)).unwrap();
        assert_eq!(Zone(0).day(late).iso(), "2026-03-02");
        assert_eq!(Zone(60).day(late).iso(), "2026-03-03");
        assert_eq!(Zone(-660).day(late).iso(), "2026-03-02");
        assert_eq!(Zone(60).start(Zone(60).day(late)), late - 30 * 60_000);
    }

    #[test]
    fn moments_in_the_forms_exports_have() {
        let noon = 1_772_452_800_000;
        for text in [
            "2026-03-02T12:00:00Z",
            "2026-03-02T12:00:00.000Z",
            "2026-03-02 12:00:00",
            "2026-03-02T13:00+01:00",
            "2026-03-02T06:30:00-0530",
        ] {
            assert_eq!(instant(text, Zone(0)), Some(noon), "{text}");
        }
        assert_eq!(instant("2026-03-02T13:00:00", Zone(60)), Some(noon));
        assert_eq!(rfc3339(noon + 5), "2026-03-02T12:00:00.005Z");
        for text in ["", "yesterday", "2026-03-02T25:00:00Z", "2026-03-02T12", "2026-13-01"] {
            assert_eq!(instant(text, Zone(0)), None, "{text}");
        }
        assert_eq!(Zone::read("+01:00"), Some(Zone(60)));
        assert_eq!(Zone::read("UTC-0530"), Some(Zone(-330)));
        assert_eq!(Zone::read("+99:00"), None);
        assert_eq!(Zone(-330).name(), "UTC-05:30");
    }
}
