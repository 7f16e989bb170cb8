//! Moments in recorded answers: the afternoon that the files of the demo show has always just been.

use std::time::{SystemTime, UNIX_EPOCH};

/// The moment of the files, in seconds since 1970: 2026-11-20T16:40:00Z.
const SHOWN: i64 = 1_795_192_800;
/// Letters of a moment: `2026-11-20T16:40:00Z`.
const LETTERS: usize = 20;

/// The present moment, as the files write moments.
pub fn now() -> String {
    written(present())
}

/// The text, with the moment that the files show being now.
pub fn of_now(text: &str) -> String {
    moved(text, present() - SHOWN)
}

/// Seconds since 1970.
fn present() -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    i64::try_from(now).unwrap_or_default()
}

/// The text with every moment in it so many seconds later.
fn moved(text: &str, later: i64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let moment = rest
            .split_at_checked(LETTERS)
            .and_then(|(moment, after)| Some((written(seconds(moment)? + later), after)));
        match moment {
            Some((moment, after)) => {
                out.push_str(&moment);
                rest = after;
            }
            None => {
                out.push(first);
                rest = rest.strip_prefix(first).unwrap_or_default();
            }
        }
    }
    out
}

/// Seconds since 1970 of `2026-11-20T16:40:00Z`; `None` for anything else.
fn seconds(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let numbers = |text: &str, mark: char| -> Option<[i64; 3]> {
        let parts: Option<Vec<i64>> = text.split(mark).map(|part| part.parse().ok()).collect();
        parts?.try_into().ok()
    };
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    // A year begins in March here, so that the leap day is the last of it.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    Some(((days - 719_468) * 24 + hour) * 3600 + minute * 60 + second)
}

/// The same the other way round.
fn written(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_move_and_nothing_else_does() {
        assert_eq!(seconds("2026-11-20T16:40:00Z"), Some(SHOWN));
        for moment in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2027-01-01T00:00:00Z"] {
            assert_eq!(written(seconds(moment).unwrap()), moment);
        }
        let text = "{\"at\":\"2026-12-31T23:59:30Z\",\"name\":\"é 2026-1\"} 12:00:00Z";
        let later = "{\"at\":\"2027-01-01T00:00:30Z\",\"name\":\"é 2026-1\"} 12:00:00Z";
        assert_eq!(moved(text, 60), later);
    }
}
