//! Which events belong to the same day.

use crate::date;
use std::ops::Range;

/// Neighbours of the same day: the day's name and their places. The order stays as it is.
///
/// `times` are milliseconds since 1970 in UTC; `offset` gives the reader's time zone at a time, in
/// minutes east of UTC.
pub(super) fn days(times: &[i64], offset: impl Fn(i64) -> i64) -> Vec<(String, Range<usize>)> {
    let mut days: Vec<(String, Range<usize>)> = Vec::new();
    for (at, time) in times.iter().enumerate() {
        let day = date(*time, offset(*time));
        match days.last_mut().filter(|(name, _)| *name == day) {
            Some((_, range)) => range.end = at + 1,
            None => days.push((day, at..at + 1)),
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 21 November 2026, 00:00 UTC.
    const MIDNIGHT: i64 = 1_795_219_200_000;
    const HOUR: i64 = 3_600_000;

    fn names(times: &[i64], offset: i64) -> Vec<(String, Range<usize>)> {
        let days = days(times, |_| offset);
        days.into_iter().map(|(name, range)| (name.replace('\u{a0}', " "), range)).collect()
    }

    #[test]
    fn days_are_the_readers() {
        let times = [MIDNIGHT + HOUR, MIDNIGHT, MIDNIGHT - HOUR];
        let [today, before] = ["21 Nov 2026".to_owned(), "20 Nov 2026".to_owned()];
        assert_eq!(names(&times, 0), [(today.clone(), 0..2), (before.clone(), 2..3)]);
        assert_eq!(names(&times, 60), [(today, 0..3)]);
        assert_eq!(names(&times, -120), [(before, 0..3)]);
        assert!(names(&[], 0).is_empty());
    }

    proptest! {
        #[test]
        fn every_event_is_in_one_day(times in proptest::collection::vec(any::<i32>(), 0..40)) {
            let times: Vec<i64> = times.into_iter().map(|time| i64::from(time) * 1_000).collect();
            let places: Vec<usize> = days(&times, |_| 0).into_iter().flat_map(|(_, r)| r).collect();
            prop_assert_eq!(places, (0..times.len()).collect::<Vec<_>>());
        }
    }
}
