//! Four facts, each with how it went, on the overview of an entity.

use super::model::{latest, reached, tone};
use super::panel::above;
use super::parts::{asked, failed, needs_namespace, no_values};
use super::range::words;
use super::reading::{Drawn, Reading, Shown, Window, use_panel};
use super::settings::Panel;
use crate::net::Stamp;
use crate::plugin::loaded::outdated;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, Grid, GridLayout, RelativeTime, Sparkline, Stack, Stat};
use std::sync::Arc;

/// Facts on the card.
const FACTS: usize = 4;
/// How far back they look, in seconds.
const RANGE: i64 = 21_600;

/// Draws the card.
pub fn glance(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => Arc::new(asked),
        Err(said) => return view! { <Card title="Metrics">{said}</Card> }.into_any(),
    };
    let now = Stamp::now().unix_milliseconds() as i64 / 1000;
    let window = Signal::stored(Window { now, range: RANGE, step: None });
    let facts: Arc<Vec<(Panel, Option<Reading>)>> = Arc::new(
        asked
            .wanted
            .panels
            .iter()
            .take(FACTS)
            .map(|panel| {
                let reading =
                    (!asked.lacks_namespace(panel)).then(|| use_panel(&asked, panel, window));
                (panel.clone(), reading)
            })
            .collect(),
    );
    let readings: Vec<Reading> = facts.iter().filter_map(|(_, reading)| *reading).collect();
    let readings: Arc<[Reading]> = readings.into();
    let all = readings.clone();
    let retry = Callback::new(move |()| all.iter().for_each(|one| one.retry.run(())));
    let all = readings.clone();
    let whole = Memo::new(move |_| whole(&all));
    let service = asked.wanted.service.clone();
    let body = move || match whole.get() {
        Whole::Failed(error) => failed("Metrics", &error, retry),
        Whole::Nothing => no_values(&service),
        Whole::Facts => {
            let all: Vec<AnyView> =
                facts.iter().map(|(panel, reading)| fact(panel.clone(), *reading)).collect();
            view! { <Grid layout=GridLayout::Halves>{all}</Grid> }.into_any()
        }
    };
    let footer = {
        let readings = readings.clone();
        move || {
            let readings = readings.clone();
            (move || foot(&readings, retry)).into_any()
        }
    };
    let hint = ["Last ", &*words(RANGE)].concat();
    view! {
        <Card
            title="Metrics"
            hint=hint
            more="All metrics"
            more_href=asked.here.clone()
            footer=ViewFn::from(footer)
        >
            <Stack>{body}</Stack>
        </Card>
    }
    .into_any()
}

/// What all facts have come to together.
#[derive(Clone, Debug, PartialEq)]
enum Whole {
    /// All of them failed: said once.
    Failed(crate::net::NetError),
    /// Prometheus knows nothing of the service.
    Nothing,
    /// Each for itself.
    Facts,
}

fn whole(readings: &[Reading]) -> Whole {
    let all: Vec<Shown> = readings.iter().map(|one| one.shown.get()).collect();
    let failed = |shown: &Shown| matches!(shown, Shown::Failed(_));
    let nothing = |shown: &Shown| match shown {
        Shown::Ready(drawn) => {
            drawn.error.is_none() && drawn.table.as_ref().is_ok_and(super::model::Table::is_empty)
        }
        Shown::Waiting | Shown::Failed(_) => false,
    };
    match all.first() {
        Some(Shown::Failed(error)) if all.iter().all(failed) => Whole::Failed(error.clone()),
        Some(_) if all.iter().all(nothing) => Whole::Nothing,
        _ => Whole::Facts,
    }
}

/// Who is slow, what is old, and how old all of it is.
fn foot(readings: &[Reading], retry: Callback<()>) -> AnyView {
    let slow = readings.iter().find_map(|one| one.slow_note());
    let drawn: Vec<Arc<Drawn>> = readings
        .iter()
        .filter_map(|one| match one.shown.get() {
            Shown::Ready(drawn) => Some(drawn),
            Shown::Waiting | Shown::Failed(_) => None,
        })
        .collect();
    let stale = drawn.iter().find_map(|one| Some(outdated(one.error.as_ref()?, one.at, retry)));
    let oldest = drawn.iter().map(|one| one.at.unix_milliseconds() as i64).min();
    let age = oldest.map(|at| view! { <span>"As of " <RelativeTime time=at /> "."</span> });
    view! {
        {slow}
        {stale}
        {age}
    }
    .into_any()
}

fn fact(panel: Panel, reading: Option<Reading>) -> AnyView {
    let Some(reading) = reading else { return needs_namespace(&panel.title) };
    (move || match reading.shown.get() {
        Shown::Waiting => {
            view! { <Stat label=panel.title.clone() value=String::new() loading=true /> }.into_any()
        }
        Shown::Failed(error) => unknown(&panel, error.title()),
        Shown::Ready(drawn) => known(&panel, &drawn),
    })
    .into_any()
}

/// A fact with its course.
pub fn known(panel: &Panel, drawn: &Drawn) -> AnyView {
    let table = match &drawn.table {
        Ok(table) => table,
        Err(why) => return unknown(panel, why.clone()),
    };
    let line = table.headline(panel);
    let (now, scale) = (latest(&line), table.scale(panel));
    let worst = now.and_then(|now| Some(above(reached(now, &panel.thresholds)?, panel.unit)));
    let tone = tone(now, panel);
    let values: Vec<Option<i64>> =
        line.iter().map(|value| value.map(|value| scale.whole(value))).collect();
    let title = panel.title.clone();
    let course = move || {
        view! {
            <Sparkline
                label=title.clone()
                values=values.clone()
                unit=scale.unit
                decimals=scale.decimals
                tone=tone
            />
        }
        .into_any()
    };
    let label = match &*panel.headline {
        "" => panel.title.clone(),
        headline => [&*panel.title, ", ", headline].concat(),
    };
    let value = now.map(|now| panel.unit.text(now)).unwrap_or_default();
    view! {
        <div>
            <Stat label=label value=value chart=ViewFn::from(course) />
            {worst}
        </div>
    }
    .into_any()
}

/// A fact that could not be had, and why.
fn unknown(panel: &Panel, why: String) -> AnyView {
    view! {
        <div>
            <Stat label=panel.title.clone() value=String::new() />
            <p class="u-note">{why}</p>
        </div>
    }
    .into_any()
}
