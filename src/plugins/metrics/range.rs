//! How far back a panel looks, and in which steps.

/// Points of a chart at most: about one for each pixel of a wide one, and far from the 11,000 that
/// Prometheus refuses to pass.
const MOST: i64 = 1000;
/// Points of a chart when nobody chose a step.
const COMFORTABLE: i64 = 300;

/// Steps that people can think in, in seconds.
const STEPS: [i64; 16] =
    [1, 5, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];

/// The ranges to choose from: in the address, in words, in seconds.
pub const RANGES: [(&str, &str, i64); 5] = [
    ("1h", "1 h", 3600),
    ("6h", "6 h", 21_600),
    ("24h", "24 h", 86_400),
    ("7d", "7 d", 604_800),
    ("30d", "30 d", 2_592_000),
];
/// The range that is shown unless another is chosen.
pub const DEFAULT_RANGE: &str = "6h";

/// The steps to choose from: in the address, and in words.
pub const CHOICES: [(&str, &str); 5] = [
    ("15s", "15 seconds"),
    ("1m", "1 minute"),
    ("5m", "5 minutes"),
    ("30m", "30 minutes"),
    ("6h", "6 hours"),
];

/// A part of time in equal steps, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first point.
    pub start: i64,
    /// The last point.
    pub end: i64,
    /// From one point to the next.
    pub step: i64,
}

impl Span {
    /// The last `range` seconds before `now`. The step is what was asked for, unless that is finer
    /// than the measurements or than anybody could see; the points lie on multiples of it, so
    /// that they stay where they are when time goes on.
    #[must_use]
    pub fn new(now: i64, range: i64, asked: Option<i64>, min_step: i64) -> Self {
        let range = range.max(1);
        let finest = min_step.max(1);
        let most = if asked.is_some() { MOST } else { COMFORTABLE };
        let needed = (range + most - 1) / most;
        let wanted = asked.unwrap_or(0).max(finest);
        let step = if wanted >= needed { wanted } else { nice(needed.max(finest)) };
        let step = step.min(range);
        let end = now.div_euclid(step) * step;
        Self { start: end - range / step * step, end, step }
    }

    /// Number of points.
    #[must_use]
    pub fn count(self) -> usize {
        usize::try_from((self.end - self.start) / self.step + 1).unwrap_or_default()
    }

    /// The moment of a point, in seconds since 1970.
    #[must_use]
    pub fn at(self, index: usize) -> i64 {
        self.start + i64::try_from(index).unwrap_or_default() * self.step
    }

    /// The point that a moment belongs to.
    #[must_use]
    pub fn index(self, at: f64) -> Option<usize> {
        // The cast saturates and turns NaN into 0.
        let index = ((at - self.start as f64) / self.step as f64).round();
        (index >= 0.0 && index < self.count() as f64).then_some(index as usize)
    }

    /// What `$range` stands for: so much that a rate always has two measurements, and that none is
    /// left out between two points.
    #[must_use]
    pub fn rate_window(self, min_step: i64) -> String {
        duration((self.step + min_step).max(4 * min_step))
    }
}

/// The next step that people can think in.
fn nice(needed: i64) -> i64 {
    STEPS.into_iter().find(|step| *step >= needed).unwrap_or(needed)
}

/// Seconds of `15s`, `5m`, `6h`, `7d`; `None` for anything else.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    let text = text.trim();
    let times = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];
    let (number, unit) = times
        .into_iter()
        .find_map(|(mark, seconds)| text.strip_suffix(mark).map(|number| (number, seconds)))?;
    let number: u16 = number.parse().ok()?;
    (number > 0).then(|| i64::from(number) * unit)
}

/// The same the other way round, as PromQL writes it.
#[must_use]
pub fn duration(seconds: i64) -> String {
    let units = [("d", 86_400), ("h", 3600), ("m", 60)];
    let whole = units.into_iter().find(|(_, unit)| seconds >= *unit && seconds % unit == 0);
    match whole {
        Some((mark, unit)) => [&*(seconds / unit).to_string(), mark].concat(),
        None => [&*seconds.to_string(), "s"].concat(),
    }
}

/// The same for people: `5 min`.
#[must_use]
pub fn words(seconds: i64) -> String {
    let text = duration(seconds);
    match text.strip_suffix('m') {
        Some(minutes) => [minutes, "\u{a0}min"].concat(),
        None => {
            let at = text.len().saturating_sub(1);
            let (number, mark) = text.split_at_checked(at).unwrap_or((&text, ""));
            [number, "\u{a0}", mark].concat()
        }
    }
}

/// What a point is called: the time of day, with the date before it where the span is longer than
/// a day. `offset` is in minutes east of UTC.
#[must_use]
pub fn label(at: i64, offset: i64, span: Span) -> String {
    let text = portico_components::rfc3339((at + offset * 60) * 1000);
    let (date, time) = text.split_once('T').unwrap_or((&text, ""));
    let long = if span.step % 60 == 0 { 5 } else { 8 };
    let time = time.get(..long).unwrap_or_default();
    if span.end - span.start <= 86_400 {
        return time.to_owned();
    }
    [date.get(5..).unwrap_or_default(), " ", time].concat()
}

/// `UTC+1`, for the offset of a time zone in minutes east of UTC.
#[must_use]
pub fn zone(offset: i64) -> String {
    if offset == 0 {
        return "UTC".to_owned();
    }
    let sign = if offset < 0 { "\u{2212}" } else { "+" };
    let (hours, minutes) = (offset.abs() / 60, offset.abs() % 60);
    let mut text = ["UTC", sign, &hours.to_string()].concat();
    if minutes > 0 {
        text.extend([":", &minutes.to_string()]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_range_has_a_step_that_people_can_think_in() {
        let step = |range, min| Span::new(1_795_192_800, range, None, min).step;
        assert_eq!(RANGES.map(|(.., range)| step(range, 15)), [15, 120, 300, 3600, 14_400]);
        // Never finer than what is measured.
        assert_eq!(step(3600, 60), 60);
        assert_eq!(step(21_600, 300), 300);
        assert!(RANGES.iter().any(|(key, ..)| *key == DEFAULT_RANGE));
    }

    #[test]
    fn a_step_is_honoured_until_nobody_could_see_it() {
        let step = |range, asked| Span::new(1_795_192_800, range, Some(asked), 15).step;
        assert_eq!(step(3600, 300), 300);
        assert_eq!(step(21_600, 15), 30);
        assert_eq!(step(2_592_000, 15), 3600);
        assert_eq!(step(3600, 5), 15);
        // Longer than the range would be no line.
        assert_eq!(step(3600, 21_600), 3600);
    }

    #[test]
    fn points_stay_where_they_are() {
        let one = Span::new(1_795_192_805, 3600, None, 15);
        assert_eq!((one.end, one.count()), (1_795_192_800, 241));
        assert_eq!(Span::new(1_795_192_814, 3600, None, 15), one);
        assert_eq!(one.index(one.at(7) as f64 + 0.2), Some(7));
        assert_eq!(one.index(one.start as f64 - 15.0), None);
        assert_eq!(one.index(one.end as f64 + 15.0), None);
        assert_eq!(one.rate_window(15), "1m");
        assert_eq!(Span::new(0, 86_400, None, 15).rate_window(15), "315s");
    }

    #[test]
    fn durations_read_and_written() {
        for (text, length, said) in [
            ("15s", 15, "15\u{a0}s"),
            ("5m", 300, "5\u{a0}min"),
            ("6h", 21_600, "6\u{a0}h"),
            ("7d", 604_800, "7\u{a0}d"),
        ] {
            assert_eq!(seconds(text), Some(length));
            assert_eq!((&*duration(length), &*words(length)), (text, said));
        }
        for text in ["", "5", "m", "-1m", "0s", "1.5h", "5 minutes", "99999s"] {
            assert_eq!(seconds(text), None, "{text}");
        }
        for (key, _) in CHOICES {
            assert!(seconds(key).is_some());
        }
        for (key, _, length) in RANGES {
            assert_eq!(seconds(key), Some(length));
        }
    }

    #[test]
    fn points_have_the_readers_time() {
        let day = Span::new(1_795_192_800, 21_600, None, 60);
        assert_eq!(label(1_795_192_800, 0, day), "16:40");
        assert_eq!(label(1_795_192_800, 60, day), "17:40");
        let hour = Span::new(1_795_192_800, 3600, None, 15);
        assert_eq!(label(1_795_192_815, 0, hour), "16:40:15");
        let week = Span::new(1_795_192_800, 604_800, None, 15);
        assert_eq!(label(1_795_192_800, 0, week), "11-20 16:40");
        assert_eq!([zone(0), zone(60), zone(-210)], ["UTC", "UTC+1", "UTC\u{2212}3:30"]);
    }

    proptest! {
        #[test]
        fn never_more_points_than_can_be_seen_or_asked(
            now in 0_i64..4_000_000_000, range in 1_i64..100_000_000,
            asked in proptest::option::of(1_i64..100_000), min in 1_i64..4000,
        ) {
            let span = Span::new(now, range, asked, min);
            prop_assert!(span.step > 0 && span.end <= now && span.start <= span.end);
            let count = i64::try_from(span.count()).unwrap();
            prop_assert!(count <= MOST + 1);
            prop_assert!(span.step >= min.min(range));
        }
    }
}
