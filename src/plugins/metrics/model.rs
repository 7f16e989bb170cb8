//! Series as they are drawn: on one grid, with names, the many folded to the largest.

use super::api::Series;
use super::range::Span;
use super::settings::{Panel, Threshold};
use super::unit::Scale;
use portico_components::{ChartSeries, Tone};

/// Series that can be told apart in one chart.
const SLOTS: usize = 8;
/// A value this many points old is still the one of now.
const RECENT: usize = 3;

/// One line of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// For the legend.
    pub name: String,
    /// One value for each point; what is not known is a gap.
    pub values: Vec<Option<f64>>,
}

/// All lines of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The points.
    pub span: Span,
    /// The largest first; if there were too many, the others together at the end.
    pub courses: Vec<Course>,
    /// Values that are infinite, and so are gaps.
    pub infinite: usize,
}

/// Puts series on a grid.
#[must_use]
pub fn table(series: &[Series], panel: &Panel, span: Span) -> Table {
    let mut infinite = 0;
    let mut courses: Vec<Course> = series
        .iter()
        .map(|one| {
            let mut values = vec![None; span.count()];
            for (at, value) in &one.points {
                infinite += usize::from(value.is_infinite());
                let place = span.index(*at).and_then(|index| values.get_mut(index));
                if let Some(place) = place.filter(|_| value.is_finite()) {
                    *place = Some(*value);
                }
            }
            Course { name: name(one, panel), values }
        })
        .collect();
    courses.sort_by(|a, b| {
        highest(&b.values).total_cmp(&highest(&a.values)).then_with(|| a.name.cmp(&b.name))
    });
    fold(&mut courses, SLOTS - panel.thresholds.len().min(SLOTS - 2), panel.unit.adds_up());
    // Quantiles and the like are read in the order of their names.
    if !panel.headline.is_empty() {
        courses.sort_by(|a, b| a.name.cmp(&b.name));
    }
    Table { span, courses, infinite }
}

/// What a series is called.
fn name(series: &Series, panel: &Panel) -> String {
    let by: Vec<&str> =
        panel.by.iter().filter_map(|label| series.labels.get(label)).map(String::as_str).collect();
    if !by.is_empty() {
        return by.join(", ");
    }
    let all = series.labels.iter().filter(|(key, _)| *key != "__name__");
    let all: Vec<String> = all.map(|(key, value)| [&**key, "=", value].concat()).collect();
    if all.is_empty() { panel.title.clone() } else { all.join(", ") }
}

fn highest(values: &[Option<f64>]) -> f64 {
    values.iter().flatten().fold(f64::NEG_INFINITY, |most, value| most.max(value.abs()))
}

/// Keeps the largest, and makes one of the others.
fn fold(courses: &mut Vec<Course>, slots: usize, adds_up: bool) {
    if courses.len() <= slots {
        return;
    }
    let others = courses.split_off(slots.saturating_sub(1));
    let how = if adds_up { " others, added up" } else { " others, the highest" };
    let name = [&*others.len().to_string(), how].concat();
    courses.push(Course { name, values: together(&others, adds_up) });
}

/// Several lines as one: their sum, or the highest at each point.
fn together(courses: &[Course], adds_up: bool) -> Vec<Option<f64>> {
    let points = courses.iter().map(|one| one.values.len()).max().unwrap_or_default();
    let one = |index: usize| {
        let values = courses.iter().filter_map(|one| one.values.get(index).copied().flatten());
        values.reduce(|a, b| if adds_up { a + b } else { a.max(b) })
    };
    (0..points).map(one).collect()
}

impl Table {
    /// The line that stands for all of them.
    #[must_use]
    pub fn headline(&self, panel: &Panel) -> Vec<Option<f64>> {
        match self.courses.iter().find(|one| one.name == panel.headline) {
            Some(one) => one.values.clone(),
            None => together(&self.courses, panel.unit.adds_up()),
        }
    }

    /// How all of it is written.
    #[must_use]
    pub fn scale(&self, panel: &Panel) -> Scale {
        let limits = panel.thresholds.iter().map(|one| one.above.abs());
        let values = self.courses.iter().map(|one| highest(&one.values));
        panel.unit.scale(limits.chain(values).fold(0.0, f64::max))
    }

    /// The lines as the chart draws them, with one for each threshold.
    #[must_use]
    pub fn drawn(&self, panel: &Panel, scale: Scale) -> Vec<ChartSeries> {
        let count = self.span.count();
        let whole = |one: &Course| {
            let values = one.values.iter().map(|value| value.map(|value| scale.whole(value)));
            ChartSeries::with_gaps(one.name.clone(), values.collect())
        };
        let limit = |one: &Threshold| {
            let what = if one.danger { "Limit " } else { "Warning " };
            let name = [what, &*scale.text(one.above)].concat();
            ChartSeries::new(name, vec![scale.whole(one.above); count])
        };
        let limits = panel.thresholds.iter().map(limit);
        // Without values there is nothing to compare with.
        let limits = limits.filter(|_| !self.is_empty());
        self.courses.iter().map(whole).chain(limits).collect()
    }

    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.courses.iter().all(|one| one.values.iter().all(Option::is_none))
    }

    /// What it says, in one sentence.
    #[must_use]
    pub fn summary(&self, panel: &Panel, scale: Scale) -> String {
        let line = self.headline(panel);
        let known = || line.iter().flatten().copied();
        let (Some(low), Some(high)) = (known().reduce(f64::min), known().reduce(f64::max)) else {
            return "Nothing is known in this range.".to_owned();
        };
        let mut text = match latest(&line) {
            Some(now) => ["Now ", &*scale.text(now)].concat(),
            None => "No value now".to_owned(),
        };
        let whose = match self.courses.len() {
            1 => "",
            _ if self.courses.iter().any(|one| one.name == panel.headline) => &*panel.headline,
            _ if panel.unit.adds_up() => "all together",
            _ => "the highest of all",
        };
        if !whose.is_empty() {
            text.extend([" (", whose, ")"]);
        }
        text.extend([", between ", &*scale.number(low), " and ", &*scale.text(high), "."]);
        text
    }
}

/// The newest value, if it is not too old to be that of now.
#[must_use]
pub fn latest(values: &[Option<f64>]) -> Option<f64> {
    values.iter().rev().take(RECENT).find_map(|value| *value)
}

/// The one value that an instant's series stand for.
#[must_use]
pub fn instant(series: &[Series], panel: &Panel) -> Option<f64> {
    let courses: Vec<Course> = series
        .iter()
        .map(|one| {
            let value = one.points.last().map(|(_, value)| *value).filter(|one| !one.is_nan());
            Course { name: name(one, panel), values: vec![value] }
        })
        .collect();
    let span = Span { start: 0, end: 0, step: 1 };
    Table { span, courses, infinite: 0 }.headline(panel).pop().flatten()
}

/// The worst threshold that a value has reached.
#[must_use]
pub fn reached(value: f64, thresholds: &[Threshold]) -> Option<&Threshold> {
    let reached = thresholds.iter().filter(|one| value >= one.above);
    reached.max_by(|a, b| a.danger.cmp(&b.danger).then_with(|| a.above.total_cmp(&b.above)))
}

/// Colour of a value, whose meaning is said beside it.
#[must_use]
pub fn tone(value: Option<f64>, panel: &Panel) -> Tone {
    let worst = value.and_then(|value| reached(value, &panel.thresholds));
    worst.map_or(Tone::Accent, Threshold::tone)
}

#[cfg(test)]
mod tests {
    use super::super::api::recorded::{RANGE, RANGE_GAP, RANGE_SPECIAL, RATE_BY, answer};
    use super::super::unit::Unit;
    use super::*;

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    fn span(step: i64) -> Span {
        Span { start: 1_795_224_592, end: 1_795_224_652, step }
    }

    fn panel() -> Panel {
        Panel { title: "Depth".to_owned(), by: vec!["queue".to_owned()], ..Panel::default() }
    }

    #[test]
    fn series_lie_on_one_grid_the_largest_first() {
        let answer = answer(RANGE);
        let table = table(answer.series().unwrap(), &panel(), span(2));
        let names: Vec<_> = table.courses.iter().map(|one| &*one.name).collect();
        assert_eq!(names, ["mail", "invoice"]);
        assert!(table.courses.iter().all(|one| one.values.iter().all(Option::is_some)));
        assert_eq!(latest(&table.courses[0].values), Some(44.413_507));
        let scale = table.scale(&panel());
        assert_eq!((scale.decimals, scale.unit), (1, ""));
        let summary = plain(&table.summary(&panel(), scale));
        assert!(summary.starts_with("Now 47 (all together), between "), "{summary}");
    }

    #[test]
    fn gaps_stay_gaps() {
        let answer = answer(RANGE_GAP);
        let table = table(answer.series().unwrap(), &panel(), span(2));
        let values = &table.courses[0].values;
        assert_eq!((values.len(), values.iter().flatten().count()), (31, 10));
        assert!(values[0].is_some() && values[10].is_none());
        assert_eq!(latest(values), None);
        assert!(table.summary(&panel(), table.scale(&panel())).starts_with("No value now, "));
    }

    #[test]
    fn what_is_no_number_is_a_gap_too_and_infinity_is_counted() {
        let answer = answer(RANGE_SPECIAL);
        let span = Span { start: 1_795_224_642, end: 1_795_224_652, step: 5 };
        let table = table(answer.series().unwrap(), &Panel::default(), span);
        assert!(table.is_empty());
        assert_eq!(table.infinite, 6);
        let empty = table.summary(&Panel::default(), table.scale(&Panel::default()));
        assert_eq!(empty, "Nothing is known in this range.");
    }

    #[test]
    fn many_series_are_folded() {
        let one = |index: usize| Series {
            labels: [("pod".to_owned(), format!("p{index:02}"))].into(),
            points: vec![(0.0, index as f64), (1.0, 1.0)],
        };
        let series: Vec<Series> = (0..20).map(one).collect();
        let span = Span { start: 0, end: 1, step: 1 };
        let summed = table(&series, &Panel { unit: Unit::Bytes, ..panel() }, span);
        assert_eq!(summed.courses.len(), 8);
        assert_eq!(summed.courses[0].name, "pod=p19");
        assert_eq!(summed.courses[7].name, "13 others, added up");
        assert_eq!(summed.courses[7].values, [Some(78.0), Some(13.0)]);
        let limit = Threshold { above: 0.9, danger: true };
        let limited = Panel { unit: Unit::Ratio, thresholds: vec![limit], ..panel() };
        let highest = table(&series, &limited, span);
        assert_eq!(highest.courses.len(), 7);
        assert_eq!(highest.courses[6].name, "14 others, the highest");
        assert_eq!(highest.courses[6].values, [Some(13.0), Some(1.0)]);
        let drawn = highest.drawn(&limited, highest.scale(&limited));
        assert_eq!(drawn.len(), 8);
        // All of it is the same, folded or not.
        assert_eq!(summed.headline(&Panel { unit: Unit::Bytes, ..panel() })[0], Some(190.0));
    }

    #[test]
    fn one_value_stands_for_a_panel() {
        let answer = answer(RATE_BY);
        let series = answer.series().unwrap();
        let by = |unit, headline: &str| Panel {
            by: vec!["service".to_owned(), "code".to_owned()],
            unit,
            headline: headline.to_owned(),
            ..Panel::default()
        };
        assert_eq!(instant(series, &by(Unit::Seconds, "")), Some(7.0));
        assert_eq!(instant(series, &by(Unit::Seconds, "catalog, 200")), Some(3.5));
        let all = instant(series, &by(Unit::PerSecond, "")).unwrap();
        assert!((all - 10.892_857).abs() < 0.001);
        assert_eq!(instant(&[], &by(Unit::PerSecond, "")), None);
    }

    #[test]
    fn the_worst_threshold_counts() {
        let all =
            [Threshold { above: 0.05, danger: true }, Threshold { above: 0.01, danger: false }];
        let tone = |value| reached(value, &all).map(Threshold::tone);
        assert_eq!(tone(0.001), None);
        assert_eq!(tone(0.01), Some(Tone::Warning));
        assert_eq!(tone(0.2), Some(Tone::Danger));
    }
}
