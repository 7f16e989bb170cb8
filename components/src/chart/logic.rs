//! Where values are drawn. All of it in whole numbers: the drawing is 4,000 wide and 1,000 high,
//! which is finer than the pixels of a screen.

use super::ChartKind;
use crate::counter::{group_fixed, group_signed};

/// Width of every drawing.
pub(crate) const WIDTH: i64 = 4_000;
/// Height of every drawing.
pub(crate) const HEIGHT: i64 = 1_000;

/// Values beyond this are drawn at the edge, so that no sum overflows.
const LIMIT: i64 = 1_000_000_000_000_000;

/// More than so many steps on the axis are crowded.
const STEPS: i64 = 5;

/// What the height of a drawing stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Scale {
    low: i64,
    high: i64,
    step: i64,
}

impl Scale {
    /// From the lowest to the highest value; equal values lie in the middle.
    pub(crate) fn tight(low: i64, high: i64) -> Self {
        let (low, high) = (within(low), within(high));
        if low < high {
            Self { low, high, step: 1 }
        } else {
            Self { low: low - 1, high: low + 1, step: 1 }
        }
    }

    /// From tick to tick around the values, with steps of 1, 2 or 5 times a power of ten.
    pub(super) fn nice(low: i64, high: i64) -> Self {
        let (mut low, mut high) = (within(low), within(high));
        if low >= high {
            (low, high) = (low.min(0), low.max(0));
        }
        high = high.max(low + 1);
        let (mut power, mut factors) = (1, [1, 2, 5].iter().cycle());
        loop {
            let factor = factors.next().copied().unwrap_or(1);
            let step = power * factor;
            let (first, last) = (low.div_euclid(step), -(-high).div_euclid(step));
            if last - first <= STEPS || power >= LIMIT {
                return Self { low: first * step, high: last * step, step };
            }
            if factor == 5 {
                power *= 10;
            }
        }
    }

    /// Values with a line and a number, from below.
    pub(super) fn ticks(self) -> Vec<i64> {
        let mut ticks = Vec::new();
        let mut at = self.low;
        while at <= self.high {
            ticks.push(at);
            at += self.step;
        }
        ticks
    }

    /// Distance of a value from the upper edge.
    pub(crate) fn y(self, value: i64) -> i64 {
        let value = within(value).clamp(self.low, self.high);
        HEIGHT - (value - self.low) * HEIGHT / (self.high - self.low)
    }

    /// The number at a tick, shortened where the steps are thousands or more: "20k".
    pub(super) fn tick(self, value: i64, decimals: u32) -> String {
        if decimals > 0 {
            return group_fixed(value, decimals);
        }
        let (unit, name) = match self.step {
            step if step % 1_000_000_000 == 0 => (1_000_000_000, "bn"),
            step if step % 1_000_000 == 0 => (1_000_000, "M"),
            step if step % 1_000 == 0 => (1_000, "k"),
            _ => (1, ""),
        };
        let number = group_signed(value / unit);
        if value == 0 { number } else { number + name }
    }
}

fn within(value: i64) -> i64 {
    value.clamp(-LIMIT, LIMIT)
}

/// Values of some series over the same points, and which of them are shown.
#[derive(Clone, Copy)]
pub(super) struct Data<'d> {
    pub kind: ChartKind,
    /// Number of points.
    pub count: usize,
    pub series: &'d [super::ChartSeries],
    /// One bit per series that is hidden.
    pub hidden: usize,
}

/// Whether the bit of a series is set.
pub(super) fn has_bit(mask: usize, index: usize) -> bool {
    mask & bit(index) != 0
}

/// The bit of a series; series beyond the number of bits cannot be hidden.
pub(super) fn bit(index: usize) -> usize {
    u32::try_from(index).ok().and_then(|index| 1_usize.checked_shl(index)).unwrap_or(0)
}

impl Data<'_> {
    fn shown(&self) -> impl Iterator<Item = (usize, &super::ChartSeries)> {
        let hidden = self.hidden;
        self.series.iter().enumerate().filter(move |(index, _)| !has_bit(hidden, *index))
    }

    /// What the height stands for. Bars and areas start at zero, since their size is the value; a
    /// line does so too unless it stays in the upper half.
    pub fn scale(&self) -> Scale {
        let mut range: Option<(i64, i64)> = None;
        let mut take = |value: i64| {
            let (low, high) = range.unwrap_or((value, value));
            range = Some((low.min(value), high.max(value)));
        };
        if self.kind == ChartKind::StackedBar {
            for at in 0..self.count {
                let (below, above) = self.stack(at, usize::MAX);
                take(below);
                take(above);
            }
        } else {
            for (_, series) in self.shown() {
                series.values.iter().take(self.count).flatten().copied().for_each(&mut take);
            }
        }
        let (low, high) = range.unwrap_or((0, 1));
        let (low, high) = (within(low), within(high));
        if self.kind == ChartKind::Line && low < high && (low > high / 2 || high < low / 2) {
            return Scale::nice(low, high);
        }
        Scale::nice(low.min(0), high.max(0))
    }

    /// How far the shown series before `end` reach below and above zero at a point.
    fn stack(&self, at: usize, end: usize) -> (i64, i64) {
        let mut reach = (0, 0);
        for (_, series) in self.shown().take_while(|(index, _)| *index < end) {
            let value = within(series.value(at).unwrap_or(0));
            if value < 0 {
                reach.0 = within(reach.0 + value);
            } else {
                reach.1 = within(reach.1 + value);
            }
        }
        reach
    }

    /// The drawing of one series as the data of a path; empty when it is hidden.
    pub fn path(&self, index: usize) -> String {
        let Some(series) = self.series.get(index).filter(|_| !has_bit(self.hidden, index)) else {
            return String::new();
        };
        let scale = self.scale();
        let values = series.values.get(..self.count).unwrap_or(&series.values);
        match self.kind {
            ChartKind::Line | ChartKind::Area => line(values, self.count, scale),
            ChartKind::Bar => {
                let place = self.shown().take_while(|(other, _)| *other < index).count();
                self.bars(scale, place, self.shown().count(), |at| {
                    series.value(at).map(|value| (0, value))
                })
            }
            ChartKind::StackedBar => self.bars(scale, 0, 1, |at| {
                let value = within(series.value(at)?);
                let (below, above) = self.stack(at, index);
                let start = if value < 0 { below } else { above };
                Some((start, start + value))
            }),
        }
    }

    /// What is below the line of one series, down to zero.
    pub fn area(&self, index: usize) -> String {
        let Some(series) = self.series.get(index).filter(|_| !has_bit(self.hidden, index)) else {
            return String::new();
        };
        let (scale, mut path) = (self.scale(), String::new());
        let ground = scale.y(0);
        let values = series.values.get(..self.count).unwrap_or(&series.values);
        for (first, run) in runs(values) {
            push(&mut path, "M", point(first, self.count), ground);
            for (offset, value) in run.iter().enumerate() {
                push(&mut path, "L", point(first + offset, self.count), scale.y(*value));
            }
            push(&mut path, "L", point(first + run.len() - 1, self.count), ground);
            path.push('z');
        }
        path
    }

    /// Bars from one value to another, in the part `place` of `parts` of each point's band.
    fn bars(
        &self,
        scale: Scale,
        place: usize,
        parts: usize,
        ends: impl Fn(usize) -> Option<(i64, i64)>,
    ) -> String {
        let mut path = String::new();
        let band = WIDTH / whole(self.count).max(1);
        // A quarter of the band parts it from its neighbour.
        let width = band * 3 / 4 / whole(parts).max(1);
        for at in 0..self.count {
            let Some((start, end)) = ends(at) else { continue };
            let left = middle(at, self.count) - band * 3 / 8 + width * whole(place);
            let (from, to) = (scale.y(start), scale.y(end));
            push(&mut path, "M", left, from);
            // One unit is left out between bars side by side.
            push(&mut path, "H", left + (width * 19 / 20).max(1), 0);
            path.push('V');
            path.push_str(&to.to_string());
            push(&mut path, "H", left, 0);
            path.push('z');
        }
        path
    }

    /// Place of a point from the left edge.
    pub fn x(&self, at: usize) -> i64 {
        if self.kind.has_bars() { middle(at, self.count) } else { point(at, self.count) }
    }

    /// The point nearest to a place, given as a share of the width.
    pub fn nearest(&self, share: f64) -> Option<usize> {
        let last = self.count.checked_sub(1)?;
        let place = if self.kind.has_bars() {
            (share * self.count as f64).floor()
        } else {
            (share * last as f64).round()
        };
        // The cast saturates and turns NaN into 0.
        Some((place as usize).min(last))
    }

    /// Every how many points a label is written, so that there are at most six.
    pub fn label_every(&self) -> usize {
        self.count.div_ceil(6).max(1)
    }
}

/// The point that a key (`KeyboardEvent.key`) leads to. From no point, the last one is the next.
pub(super) fn moved(key: &str, at: Option<usize>, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let target = match (key, at) {
        ("Home", _) => 0,
        ("End", _) | ("ArrowRight" | "ArrowUp" | "ArrowLeft" | "ArrowDown", None) => last,
        ("ArrowRight" | "ArrowUp", Some(at)) => at.saturating_add(1),
        ("ArrowLeft" | "ArrowDown", Some(at)) => at.saturating_sub(1),
        _ => return None,
    };
    Some(target.min(last))
}

/// A line through values; it is broken where one is missing, and a lone value is a dot.
pub(crate) fn line(values: &[Option<i64>], count: usize, scale: Scale) -> String {
    let mut path = String::new();
    for (first, run) in runs(values) {
        for (offset, value) in run.iter().enumerate() {
            let x = point(first + offset, count);
            push(&mut path, if offset == 0 { "M" } else { "L" }, x, scale.y(*value));
        }
        if run.len() == 1 {
            path.push_str("h0");
        }
    }
    path
}

/// Values without a gap, with the place of the first of them.
fn runs(values: &[Option<i64>]) -> Vec<(usize, Vec<i64>)> {
    let mut runs: Vec<(usize, Vec<i64>)> = Vec::new();
    let mut open = false;
    for (at, value) in values.iter().enumerate() {
        match (value, runs.last_mut().filter(|_| open)) {
            (Some(value), Some((_, run))) => run.push(*value),
            (Some(value), None) => runs.push((at, vec![*value])),
            (None, _) => {}
        }
        open = value.is_some();
    }
    runs
}

/// Place of a point on a line that goes from edge to edge.
pub(crate) fn point(at: usize, count: usize) -> i64 {
    match whole(count) {
        0 | 1 => WIDTH / 2,
        count => whole(at) * WIDTH / (count - 1),
    }
}

/// Place of the middle of a band.
fn middle(at: usize, count: usize) -> i64 {
    (2 * whole(at) + 1) * WIDTH / (2 * whole(count).max(1))
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(LIMIT).min(LIMIT)
}

/// One command of a path; `H` takes only the first number.
fn push(path: &mut String, command: &str, x: i64, y: i64) {
    path.push_str(command);
    path.push_str(&x.to_string());
    if command != "H" {
        path.push(' ');
        path.push_str(&y.to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ChartSeries;
    use proptest::prelude::*;

    fn data(kind: ChartKind, count: usize, series: &[ChartSeries], hidden: usize) -> Data<'_> {
        Data { kind, count, series, hidden }
    }

    fn series(values: &[i64]) -> ChartSeries {
        ChartSeries::new("s", values.to_vec())
    }

    #[test]
    fn ticks_are_round() {
        assert_eq!(Scale::nice(0, 7).ticks(), [0, 2, 4, 6, 8]);
        assert_eq!(Scale::nice(0, 5).ticks(), [0, 1, 2, 3, 4, 5]);
        assert_eq!(Scale::nice(0, 93).ticks(), [0, 20, 40, 60, 80, 100]);
        assert_eq!(Scale::nice(-30, 70).ticks(), [-50, 0, 50, 100]);
        assert_eq!(Scale::nice(0, 0).ticks(), [0, 1]);
        assert_eq!(Scale::nice(4, 4).ticks(), [0, 1, 2, 3, 4]);
        assert_eq!(Scale::nice(-4, -4).ticks(), [-4, -3, -2, -1, 0]);
    }

    #[test]
    fn ticks_are_short() {
        assert_eq!(Scale::nice(0, 93_000).tick(20_000, 0), "20k");
        assert_eq!(Scale::nice(0, 4_000_000).tick(1_000_000, 0), "1M");
        assert_eq!(Scale::nice(0, 4_000).tick(0, 0), "0");
        assert_eq!(Scale::nice(-800, 900).tick(-500, 0), "\u{2212}500");
        assert_eq!(Scale::nice(0, 1_200).tick(1_200, 0), "1,200");
        assert_eq!(Scale::nice(0, 4_000).tick(2_500, 2), "25");
        assert_eq!(Scale::nice(0, 40).tick(25, 2), "0.25");
    }

    #[test]
    fn the_highest_is_at_the_top() {
        let scale = Scale::nice(0, 100);
        assert_eq!((scale.y(0), scale.y(50), scale.y(100)), (1_000, 500, 0));
        assert_eq!(Scale::tight(7, 7).y(7), 500);
    }

    #[test]
    fn bars_start_at_zero_and_a_far_line_does_not() {
        let far = [series(&[900, 950, 990])];
        assert_eq!(data(ChartKind::Bar, 3, &far, 0).scale().ticks().first(), Some(&0));
        assert_eq!(data(ChartKind::Area, 3, &far, 0).scale().ticks().first(), Some(&0));
        assert_eq!(data(ChartKind::Line, 3, &far, 0).scale().ticks().first(), Some(&900));
        let near = [series(&[10, 990])];
        assert_eq!(data(ChartKind::Line, 2, &near, 0).scale().ticks().first(), Some(&0));
    }

    #[test]
    fn a_hidden_series_neither_counts_nor_shows() {
        let two = [series(&[1, 2]), series(&[500, 900])];
        let shown = data(ChartKind::StackedBar, 2, &two, 0b10);
        assert_eq!(shown.scale(), Scale::nice(0, 2));
        assert_eq!(shown.path(1), "");
        assert_ne!(shown.path(0), "");
        assert_eq!(data(ChartKind::Line, 2, &two, 0b11).scale(), Scale::nice(0, 1));
    }

    #[test]
    fn stacks_add_up_on_both_sides_of_zero() {
        let three = [series(&[3, -1]), series(&[4, -2]), series(&[-5, 6])];
        let stacked = data(ChartKind::StackedBar, 2, &three, 0);
        assert_eq!(stacked.stack(0, usize::MAX), (-5, 7));
        assert_eq!(stacked.stack(1, usize::MAX), (-3, 6));
        assert_eq!(stacked.stack(0, 1), (0, 3));
        assert_eq!(stacked.scale(), Scale::nice(-5, 7));
    }

    #[test]
    fn a_line_has_gaps_and_dots() {
        let values = [Some(0), Some(10), None, Some(10), None];
        let drawn = line(&values, 5, Scale::tight(0, 10));
        assert_eq!(drawn, "M0 1000L1000 0M3000 0h0");
        assert_eq!(line(&[], 0, Scale::tight(0, 1)), "");
    }

    #[test]
    fn an_area_reaches_down_to_zero() {
        let one = [series(&[5, 10])];
        assert_eq!(data(ChartKind::Area, 2, &one, 0).area(0), "M0 1000L0 500L4000 0L4000 1000z");
    }

    #[test]
    fn bars_lie_in_the_middle_of_their_bands() {
        let one = [series(&[1, 2])];
        let drawn = data(ChartKind::Bar, 2, &one, 0).path(0);
        assert_eq!(drawn, "M250 1000H1675V500H250zM2250 1000H3675V0H2250z");
    }

    #[test]
    fn the_nearest_point() {
        let none: [ChartSeries; 0] = [];
        let lines = data(ChartKind::Line, 5, &none, 0);
        assert_eq!(lines.nearest(0.0), Some(0));
        assert_eq!(lines.nearest(0.13), Some(1));
        assert_eq!(lines.nearest(7.0), Some(4));
        assert_eq!(lines.nearest(f64::NAN), Some(0));
        assert_eq!(data(ChartKind::Bar, 4, &none, 0).nearest(0.26), Some(1));
        assert_eq!(data(ChartKind::Bar, 0, &none, 0).nearest(0.5), None);
    }

    #[test]
    fn keys_stop_at_the_ends() {
        assert_eq!(moved("ArrowRight", Some(1), 3), Some(2));
        assert_eq!(moved("ArrowRight", Some(2), 3), Some(2));
        assert_eq!(moved("ArrowLeft", Some(0), 3), Some(0));
        assert_eq!(moved("Home", Some(2), 3), Some(0));
        assert_eq!(moved("End", None, 3), Some(2));
        assert_eq!(moved("ArrowLeft", None, 3), Some(2));
        assert_eq!(moved("a", Some(1), 3), None);
        assert_eq!(moved("End", None, 0), None);
    }

    #[test]
    fn at_most_six_labels() {
        for count in 0..500 {
            let every = data(ChartKind::Line, count, &[], 0).label_every();
            assert!((0..count).step_by(every).count() <= 6, "{count}");
        }
    }

    #[test]
    fn bits_run_out_without_harm() {
        assert!(has_bit(0b100, 2));
        assert_eq!(bit(64), 0);
        assert!(!has_bit(usize::MAX, 500));
    }

    proptest! {
        #[test]
        fn a_scale_holds_its_values_with_few_round_ticks(a in any::<i64>(), b in any::<i64>()) {
            let (low, high) = (a.min(b), a.max(b));
            let scale = Scale::nice(low, high);
            let ticks = scale.ticks();
            prop_assert!((2..=6).contains(&ticks.len()), "{ticks:?}");
            prop_assert!(*ticks.first().unwrap() <= low.clamp(-LIMIT, LIMIT));
            prop_assert!(*ticks.last().unwrap() >= high.clamp(-LIMIT, LIMIT));
            let digits = scale.step.to_string();
            prop_assert!(["1", "2", "5"].contains(&digits.trim_end_matches('0')));
        }

        #[test]
        fn small_scales_do_too(low in -2_000_i64..2_000, size in 0_i64..3_000) {
            let ticks = Scale::nice(low, low + size).ticks();
            prop_assert!((2..=6).contains(&ticks.len()), "{ticks:?}");
            prop_assert!(ticks[0] <= low && ticks[ticks.len() - 1] >= low + size);
        }

        #[test]
        fn nothing_is_drawn_outside(
            values in proptest::collection::vec(proptest::option::of(any::<i64>()), 1..12),
            more in proptest::collection::vec(proptest::option::of(any::<i64>()), 0..12),
        ) {
            let count = values.len();
            let two = [ChartSeries::with_gaps("a", values), ChartSeries::with_gaps("b", more)];
            for kind in [ChartKind::Line, ChartKind::Area, ChartKind::Bar, ChartKind::StackedBar] {
                let chart = data(kind, count, &two, 0);
                for path in [chart.path(0), chart.path(1), chart.area(0)] {
                    for number in path.split(|c: char| !c.is_ascii_digit() && c != '-') {
                        let inside = number.is_empty() || (0..=WIDTH).contains(&number.parse().unwrap());
                        prop_assert!(inside, "{kind:?} {path}");
                    }
                }
            }
        }

        #[test]
        fn a_point_is_nearest_to_itself(count in 1_usize..400, at in 0_usize..400, bars in any::<bool>()) {
            let kind = if bars { ChartKind::Bar } else { ChartKind::Line };
            let (chart, at) = (data(kind, count, &[], 0), at % count);
            prop_assert_eq!(chart.nearest(chart.x(at) as f64 / WIDTH as f64), Some(at));
        }
    }
}
