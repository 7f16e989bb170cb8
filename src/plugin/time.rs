//! Instants as APIs write them, and durations as people say them.

/// Milliseconds since 1970 of an RFC 3339 date and time, such as `2026-11-20T09:04:12Z` or
/// `2026-11-20T10:04:12.5+01:00`. `None` for anything else.
#[must_use]
pub fn instant(text: &str) -> Option<i64> {
    let (date, time) = text.trim().split_once(['T', 't', ' '])?;
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (clock, offset) = split_offset(time)?;
    let mut parts = clock.splitn(3, ':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: i64 = parts.next()?.parse().ok()?;
    let seconds = parts.next()?;
    let (seconds, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let seconds: i64 = seconds.parse().ok()?;
    let digits = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let thousandths = fraction.bytes().chain(*b"000").take(3);
    let milliseconds = thousandths.fold(0, |sum, digit| sum * 10 + i64::from(digit & 0x0f));
    let fits = digits
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..61).contains(&seconds);
    fits.then(|| {
        let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset;
        (minutes * 60 + seconds) * 1000 + milliseconds
    })
}

/// A duration as people say it: `48 s`, `4 min 12 s`, `1 h 3 min`.
#[must_use]
pub fn duration(seconds: u64) -> String {
    match seconds {
        0..60 => format!("{seconds}\u{a0}s"),
        60..3600 => format!("{}\u{a0}min {}\u{a0}s", seconds / 60, seconds % 60),
        _ => format!("{}\u{a0}h {}\u{a0}min", seconds / 3600, seconds % 3600 / 60),
    }
}

/// Parts the time of day from the offset, which is in minutes east of UTC.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = time.rfind(['+', '-'])?;
    let (clock, offset) = time.split_at_checked(at)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let (hours, minutes) = offset.trim_start_matches(['+', '-']).split_once(':')?;
    Some((clock, sign * (hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)))
}

/// Days since 1970 of a date of the Gregorian calendar. Years start in March here, so that the
/// leap day is the last of a year.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_that_others_computed() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T12:00:00Z", 951_825_600_000),
            ("2026-11-20T09:04:12Z", 1_795_165_452_000),
            ("2026-11-20T10:04:12.5+01:00", 1_795_165_452_500),
            ("1969-12-31T23:59:59Z", -1000),
        ] {
            assert_eq!(instant(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(duration(48), "48\u{a0}s");
        assert_eq!(duration(252), "4\u{a0}min 12\u{a0}s");
        assert_eq!(duration(3790), "1\u{a0}h 3\u{a0}min");
    }

    #[test]
    fn what_is_no_instant_is_none() {
        for text in ["", "yesterday", "2026-13-01T00:00:00Z", "2026-11-20", "2026-11-20T25:00:00Z"]
        {
            assert_eq!(instant(text), None, "{text}");
        }
    }
}
