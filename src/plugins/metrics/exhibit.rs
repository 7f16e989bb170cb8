//! What the gallery shows of the plugin: panels in their states, and what is said without any.

use super::cards::known;
use super::model::table;
use super::panel::ready;
use super::parts::{needs_namespace, no_prometheus, no_values};
use super::range::Span;
use super::reading::Drawn;
use super::settings::{Panel, Threshold, usual};
use super::{api::Series, unit::Unit};
use crate::net::{NetError, Stamp};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use portico_components::{Grid, GridLayout};

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "metrics-panels",
    name: "Metrics: panels",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "How a service does: rate, errors, duration, saturation.",
    when_not: "What runs and what does not: Kubernetes. What somebody has to look at: alerts.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "facts", title: "Four facts", view: facts },
    Example { id: "limit", title: "Above its limit, with a gap", view: || one(memory(), None) },
    Example { id: "many", title: "More series than can be told apart", view: many },
    Example {
        id: "stale",
        title: "What could not be refreshed",
        view: || one(memory(), Some(NetError::refused("The network is gone."))),
    },
    Example { id: "text", title: "A query that gives no number", view: no_number },
    Example { id: "nothing", title: "Nothing is measured", view: || no_values("ledger") },
    Example { id: "no-prometheus", title: "No Prometheus in portal.json", view: no_prometheus },
    Example {
        id: "no-namespace",
        title: "A query that needs the namespace",
        view: || needs_namespace("Requests"),
    },
];

/// The afternoon of the examples: 2026-11-20, 16:40 UTC.
const END: i64 = 1_795_192_800;
/// Points of an example.
const POINTS: i64 = 72;

fn drawn(panel: &Panel, series: &[Series]) -> Drawn {
    let span = Span::new(END, POINTS * 300, Some(300), 300);
    Drawn {
        table: Ok(table(series, panel, span)),
        range: POINTS * 300,
        warnings: Vec::new(),
        unread: 0,
        at: Stamp::now(),
        error: None,
    }
}

/// A series with the values of a function of the point.
fn series(key: &str, name: &str, value: impl Fn(i64) -> f64) -> Series {
    let points = (0..=POINTS).map(|at| ((END - (POINTS - at) * 300) as f64, value(at)));
    Series { labels: [(key.to_owned(), name.to_owned())].into(), points: points.collect() }
}

/// Up and down, always the same.
fn wave(at: i64, length: i64) -> f64 {
    let place = at.rem_euclid(length);
    place.min(length - place) as f64 / length as f64
}

fn memory() -> (Panel, Vec<Series>) {
    let panel = Panel {
        title: "Memory of its limit".to_owned(),
        unit: Unit::Ratio,
        by: vec!["pod".to_owned()],
        thresholds: vec![Threshold { above: 0.9, danger: true }],
        ..Panel::default()
    };
    let old = series("pod", "checkout-5gk59", |at| 0.58 + wave(at, 11) * 0.05);
    let mut new = series("pod", "checkout-mn9cv", |at| 0.3 + at.min(64) as f64 / 100.0);
    new.points.retain(|(at, _)| !(20..26).contains(&((*at as i64 - END) / 300 + POINTS)));
    (panel, vec![old, new])
}

fn one((panel, series): (Panel, Vec<Series>), error: Option<NetError>) -> AnyView {
    let drawn = Drawn { error, ..drawn(&panel, &series) };
    ready(&panel, &drawn, Callback::new(|()| {}))
}

fn many() -> AnyView {
    let panel = Panel {
        title: "Requests".to_owned(),
        unit: Unit::PerSecond,
        by: vec!["route".to_owned()],
        ..Panel::default()
    };
    let all = (1..24).map(|index| {
        let name = ["/v2/accounts/", &index.to_string(), "/entries"].concat();
        series("route", &name, |at| wave(at + index, 7 + index) * 200.0 / index as f64)
    });
    one((panel, all.collect()), None)
}

fn no_number() -> AnyView {
    let (panel, series) = memory();
    let table = Err("The query gives a text, no number.".to_owned());
    ready(&panel, &Drawn { table, ..drawn(&panel, &series) }, Callback::new(|()| {}))
}

fn facts() -> AnyView {
    let levels = [180.0, 0.021, 0.24, 0.95];
    let all: Vec<AnyView> = usual()
        .iter()
        .zip(levels)
        .map(|(panel, level)| {
            let key = if panel.headline.is_empty() { "pod" } else { "quantile" };
            let name = if panel.headline.is_empty() { "a" } else { &panel.headline };
            let one = series(key, name, |at| level * (0.9 + wave(at, 9) * 0.2));
            known(panel, &drawn(panel, &[one]))
        })
        .collect();
    view! { <Grid layout=GridLayout::Halves>{all}</Grid> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_have_what_their_titles_say() {
        let (panel, series) = memory();
        let table = table(&series, &panel, Span::new(END, POINTS * 300, Some(300), 300));
        assert!(table.courses.iter().any(|one| one.values.iter().any(Option::is_none)));
        assert!(super::super::model::latest(&table.headline(&panel)).unwrap() > 0.9);
    }
}
