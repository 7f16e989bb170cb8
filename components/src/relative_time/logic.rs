//! Turning a moment into words.

use crate::day::{MONTHS, civil};

/// Milliseconds of one minute.
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// From this age on a date says more than a number of days.
const DATE_AFTER: i64 = 30 * DAY;

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
    let local = then.saturating_add(offset.saturating_mul(MINUTE));
    let (year, month, day) = civil(local.div_euclid(DAY));
    // The first three letters are the usual short form of every month.
    let month = MONTHS.get(month as usize - 1).and_then(|month| month.get(..3)).unwrap_or_default();
    format!("{day}\u{a0}{month} {year}")
}

/// `then` in RFC 3339, UTC, to the second: what `<time datetime>` takes.
#[must_use]
pub fn rfc3339(then: i64) -> String {
    let (year, month, day) = civil(then.div_euclid(DAY));
    let seconds = then.div_euclid(1_000).rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
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
    fn the_ends_of_time_do_not_overflow() {
        for (then, now) in [(i64::MIN, i64::MAX), (i64::MAX, i64::MIN), (0, i64::MIN)] {
            assert!(!relative(then, now, 840).is_empty());
            assert!(!rfc3339(then).is_empty());
        }
    }
}
