//! Figures as readers see them.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Chart, ChartKind, ChartSeries, Stat, StatDelta, group_digits, group_fixed,
};
use portico_insights::Milli;
use portico_insights::aggregate::Change;
use portico_insights::board::{Drawn, Figure};
use portico_insights::is_better;
use portico_insights::kpi::{Better, Definition, Kpi, Unit};

/// Said in the place of a figure that too few people are behind.
pub const WITHHELD: &str = "withheld";

/// A figure with its unit: `1,204`, `63 %`, `1.4 s`.
pub fn figure(figure: Figure) -> String {
    match figure {
        Figure::Count(count) => count_words(count),
        Figure::Percent(share) => format!("{}\u{a0}%", share.text(0)),
        Figure::Time(milliseconds) => time(milliseconds),
        Figure::Withheld => WITHHELD.to_owned(),
        Figure::Missing => "—".to_owned(),
    }
}

/// A count with separators.
pub fn count_words(count: i64) -> String {
    usize::try_from(count).map_or_else(|_| count.to_string(), group_digits)
}

/// Milliseconds as people say them: `480 ms`, `1.4 s`, `2 min 51 s`.
pub fn time(milliseconds: u32) -> String {
    match milliseconds {
        0..1000 => format!("{milliseconds}\u{a0}ms"),
        1000..60_000 => {
            format!("{}\u{a0}s", group_fixed((i64::from(milliseconds) + 50) / 100, 1))
        }
        _ => crate::plugin::time::duration(u64::from(milliseconds / 1000)),
    }
}

/// A figure of a KPI, without its unit.
pub fn value(unit: Unit, value: Milli) -> String {
    group_fixed(unit.scaled(value), u32::from(unit.places()))
}

/// A figure of a KPI with its unit.
pub fn with_unit(unit: Unit, of: Milli) -> String {
    match unit.symbol() {
        "" => value(unit, of),
        symbol => [&*value(unit, of), "\u{a0}", symbol].concat(),
    }
}

/// How a figure changed, as the mark of a [`Stat`].
pub fn delta(change: Change, better: Better, since: &str) -> Option<StatDelta> {
    let Change::By(by) = change else { return None };
    let amount = [&*Milli(by.0.abs()).text(0), "\u{a0}%"].concat();
    let delta = match by.0 {
        0 => return Some(StatDelta::unchanged()),
        1.. => StatDelta::up(amount),
        _ => StatDelta::down(amount),
    };
    Some(judged(delta, is_better(better, Milli(0), by)).since(since))
}

/// How a figure changed, in a cell: `+12 %`.
pub fn delta_words(change: Change) -> String {
    match change {
        Change::By(by) if by.0 > 0 => ["+", &*by.text(0), "\u{a0}%"].concat(),
        Change::By(by) if by.0 < 0 => ["\u{2212}", &*Milli(-by.0).text(0), "\u{a0}%"].concat(),
        Change::By(_) => "unchanged".to_owned(),
        Change::New => "new".to_owned(),
        Change::Unknown => "—".to_owned(),
    }
}

fn judged(delta: StatDelta, better: Option<bool>) -> StatDelta {
    match better {
        Some(true) => delta.better(),
        Some(false) => delta.worse(),
        None => delta,
    }
}

/// How a KPI changed against as many days before. Nothing where the intervals of both overlap:
/// then nobody can say that it did.
pub fn kpi_delta(kpi: &Kpi, definition: &Definition) -> Option<StatDelta> {
    let (now, before) = (kpi.now.value?, kpi.before.value?);
    let overlap = match (kpi.now.low, kpi.now.high, kpi.before.low, kpi.before.high) {
        (Some(low), Some(high), Some(low_before), Some(high_before)) => {
            low <= high_before && low_before <= high
        }
        _ => false,
    };
    if overlap || now == before {
        return None;
    }
    let amount = with_unit(definition.unit, Milli(now.0.abs_diff(before.0) as i64));
    let delta = if now > before { StatDelta::up(amount) } else { StatDelta::down(amount) };
    Some(judged(delta, is_better(definition.better, before, now)).since("the days before"))
}

/// A figure in a card of its own, and what it says below it.
pub fn tile(title: &str, of: Figure, delta: Option<StatDelta>, note: String) -> AnyView {
    let shown = figure(of);
    let value = if of == Figure::Missing { String::new() } else { shown };
    view! {
        <div>
            {stat(title, value, delta)}
            <p class="u-note">{note}</p>
        </div>
    }
    .into_any()
}

/// A number with its name, and how it changed where that is known.
pub fn stat(label: &str, value: String, delta: Option<StatDelta>) -> AnyView {
    let (label, value) = (label.to_owned(), Signal::stored(value));
    match delta {
        Some(delta) => view! { <Stat label=label value=value delta=delta /> }.into_any(),
        None => view! { <Stat label=label value=value /> }.into_any(),
    }
}

/// What a chart of figures over time says in a sentence.
pub fn summary(drawn: &Drawn, threshold: u32) -> String {
    let mut text = String::new();
    for (at, (name, _)) in drawn.series.iter().enumerate() {
        if let (Some((last_at, last)), Some((high_at, high))) = (drawn.last(at), drawn.highest(at))
        {
            let (last, high) = (count_words(last), count_words(high));
            text.push_str(&format!("{name}: {last} in {last_at}, at most {high} in {high_at}. "));
        }
    }
    match drawn.withheld {
        0 => {}
        1 => text.push_str(&format!("1 figure of fewer than {threshold} people is withheld.")),
        many => {
            text.push_str(&format!(
                "{many} figures of fewer than {threshold} people are withheld."
            ));
        }
    }
    text.trim_end().to_owned()
}

/// A chart with its table.
pub fn chart(
    label: &str,
    drawn: Drawn,
    kind: ChartKind,
    unit: &'static str,
    threshold: u32,
) -> AnyView {
    let summary = summary(&drawn, threshold);
    let series: Vec<ChartSeries> = drawn
        .series
        .into_iter()
        .map(|(name, values)| ChartSeries::with_gaps(name, values))
        .collect();
    view! {
        <Chart
            label=label.to_owned()
            summary=summary
            kind=kind
            points=drawn.points
            labels=drawn.labels
            series=series
            unit=unit
            empty="Nothing to show: no figure of this time, or all of them are withheld."
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_said_as_people_say_them() {
        assert_eq!(figure(Figure::Count(13_917)), "13,917");
        assert_eq!(figure(Figure::Percent(Milli(55_235))), "55\u{a0}%");
        assert_eq!(figure(Figure::Time(480)), "480\u{a0}ms");
        assert_eq!(figure(Figure::Time(1405)), "1.4\u{a0}s");
        assert_eq!(figure(Figure::Time(170_776)), "2\u{a0}min 50\u{a0}s");
        assert_eq!(figure(Figure::Withheld), "withheld");
        assert_eq!(with_unit(Unit::Days, Milli(44_354)), "44.4\u{a0}days");
        assert_eq!(with_unit(Unit::PerPersonDay, Milli(340)), "0.34");
    }

    #[test]
    fn a_chart_is_said_in_sentences() {
        let drawn = Drawn {
            points: "Month",
            labels: vec!["Jan 2026".to_owned(), "Feb 2026".to_owned(), "Mar 2026".to_owned()],
            series: vec![("People".to_owned(), vec![Some(89), None, Some(13)])],
            withheld: 1,
        };
        assert_eq!(
            summary(&drawn, 5),
            "People: 13 in Mar 2026, at most 89 in Jan 2026. 1 figure of fewer than 5 people is withheld."
        );
    }
}
