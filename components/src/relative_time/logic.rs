//! Turning a moment into words.

/// Milliseconds of one minute.
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From this age on a date says more than a number of days.
const DATE_AFTER: i64 = 30 * DAY;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `then` as a reader at `now` would say it: "just now", "5 min ago", "3 h ago", "6 d ago", "in
/// 2 h", and from 30 days on the date, such as "12 Aug 2026".
///
/// Both times are milliseconds since 1970 in UTC; `offset` is the reader's time zone in minutes
/// east of UTC and only matters for the date.
#[must_use]
pub fn relative(then: i64, now: i64, offset: i64) -> String {
    let age = now.saturating_sub(then);
    let size = age.saturating_abs();
    if size >= DATE_AFTER {
        return date(then, offset);
    }
    let (amount, unit) = if size < MINUTE {
        return "just now".to_owned();
    } else if size < HOUR {
        (size / MINUTE, "min")
    } else if size < DAY {
        (size / HOUR, "h")
    } else {
        (size / DAY, "d")
    };
    // The number and its unit stay on one line.
    if age > 0 { format!("{amount}\u{a0}{unit} ago") } else { format!("in {amount}\u{a0}{unit}") }
}

/// The calendar date of `then` at `offset` minutes east of UTC, such as "12 Aug 2026".
#[must_use]
pub fn date(then: i64, offset: i64) -> String {
    let (year, month, day) = civil(then.saturating_add(offset.saturating_mul(MINUTE)));
    let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    format!("{day}\u{a0}{month} {year}")
}

/// `then` in RFC 3339, UTC, to the second: what `<time datetime>` takes.
#[must_use]
pub fn rfc3339(then: i64) -> String {
    let (year, month, day) = civil(then);
    let seconds = then.div_euclid(1_000).rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Year, month (1–12) and day of a moment, in the proleptic Gregorian calendar.
///
/// Counts in eras of 400 years that begin on 1 March, so that the leap day is the last day of a
/// year and every era has the same 146,097 days.
fn civil(then: i64) -> (i64, i64, i64) {
    let days = then.div_euclid(DAY) + 719_468;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// 21 November 2026, 10:42:07 UTC.
    const NOW: i64 = 1_795_257_727_000;

    fn ago(age: i64) -> String {
        relative(NOW - age, NOW, 0).replace('\u{a0}', " ")
    }

    #[test]
    fn ages_in_words() {
        assert_eq!(ago(0), "just now");
        assert_eq!(ago(MINUTE - 1), "just now");
        assert_eq!(ago(MINUTE), "1 min ago");
        assert_eq!(ago(5 * MINUTE), "5 min ago");
        assert_eq!(ago(HOUR - 1), "59 min ago");
        assert_eq!(ago(HOUR), "1 h ago");
        assert_eq!(ago(3 * HOUR + MINUTE), "3 h ago");
        assert_eq!(ago(DAY - 1), "23 h ago");
        assert_eq!(ago(6 * DAY), "6 d ago");
        assert_eq!(ago(DATE_AFTER - 1), "29 d ago");
        assert_eq!(ago(DATE_AFTER), "22 Oct 2026");
    }

    #[test]
    fn the_future_is_said_as_such() {
        assert_eq!(ago(-30_000), "just now", "clocks differ by a few seconds");
        assert_eq!(ago(-2 * HOUR), "in 2 h");
        assert_eq!(ago(-400 * DAY), "26 Dec 2027");
    }

    #[test]
    fn the_date_is_the_readers() {
        // 23:30 UTC is already the next day in Berlin and still the same one in New York.
        let late = NOW - NOW % DAY + 23 * HOUR + 30 * MINUTE;
        assert_eq!(date(late, 60).replace('\u{a0}', " "), "22 Nov 2026");
        assert_eq!(date(late, -300).replace('\u{a0}', " "), "21 Nov 2026");
    }

    #[test]
    fn machine_readable_times() {
        assert_eq!(rfc3339(NOW), "2026-11-21T10:42:07Z");
        assert_eq!(rfc3339(0), "1970-01-01T00:00:00Z");
        assert_eq!(rfc3339(-1), "1969-12-31T23:59:59Z");
        assert_eq!(rfc3339(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(rfc3339(4_107_542_400_000), "2100-03-01T00:00:00Z");
    }

    #[test]
    fn a_calendar_walked_day_by_day_agrees() {
        let (mut year, mut month, mut day) = (1600, 1, 1);
        // 1 January 1600 is 135,140 days before 1970.
        for days in -135_140..160_000 {
            assert_eq!(civil(days * DAY), (year, month, day), "day {days}");
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

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        for (then, now) in [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (0, i64::MIN)] {
            assert!(!relative(then, now, 840).is_empty());
            assert!(!rfc3339(then).is_empty());
        }
    }
}
