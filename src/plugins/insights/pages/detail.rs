//! One KPI: formula, months, groups, limits, and all of it as a file.

use super::super::SURVEY;
use super::super::config::titled;
use super::super::section::Section;
use super::super::words::{WITHHELD, count_words, kpi_delta, stat, value, with_unit};
use super::kpis::{banded, span, sure};
use super::{address, source};
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Card, Chart, ChartSeries, Choice, Cluster, Column, DataTable, Description,
    DescriptionList, EmptyKind, EmptyState, Gap, Justify, Link, Rows, SegmentedControl, Sparkline,
    Stack, Variant, save,
};
use portico_insights::kpi::{By, Definition, Group, Kpi, Report, band, csv, definition};
use std::sync::Arc;

/// Key of what the figure is split by.
const BY: &str = "by";
/// What a figure may be split by, in the order of the choice.
const SPLITS: [By; 4] = [By::Domain, By::Team, By::Service, By::Aspect];

/// Draws the figure of an id.
pub fn draw(state: ListState, registry: &Registry, report: &Report, id: &str) -> AnyView {
    let back = address(registry, Section::Delivery, &[]);
    let (Some(definition), Some(kpi)) = (definition(id), report.kpi(id)) else {
        let said = view! {
            <EmptyState kind=EmptyKind::NoMatch title="There is no such figure">
                <Link href=back>"All figures of delivery"</Link>
            </EmptyState>
        };
        return titled("Delivery", said.into_any());
    };
    let unit = definition.unit;
    let number = kpi.now.value.map(|now| with_unit(unit, now)).unwrap_or_default();
    let before = match kpi.before.value {
        Some(before) => with_unit(unit, before),
        None => "not known".to_owned(),
    };
    let band = kpi.now.value.and_then(|now| band(id, now)).map(banded);
    let bands = definition.bands.map(|bands| {
        view! { <Description term="Bands (elite, high, medium, low)">{bands.words.join(" · ")}</Description> }
    });
    let notes: Vec<_> =
        kpi.notes.iter().cloned().map(|note| view! { <p class="u-note">{note}</p> }).collect();
    let survey = (id == "enps").then(|| {
        let href = registry.href(SURVEY, &()).unwrap_or_default();
        view! { <p><Link href=href>"Answer the survey"</Link></p> }
    });
    let (file, text) = (format!("{id}.csv"), csv(kpi));
    let download = Callback::new(move |_| save(&file, "text/csv", &text));
    let groups = groups(state, definition, kpi);
    let stat = stat(&span(definition), number, kpi_delta(kpi, definition));
    let sure = sure(definition, &kpi.now);
    let origins = source::origins(&kpi.origins);
    let months = months(definition, kpi);
    view! {
        <Stack gap=Gap::Lg>
            <Cluster justify=Justify::Between>
                <Link href=back>"All figures of delivery"</Link>
                <Button icon=Icon::Download variant=Variant::Outline on_click=download>
                    "Save as CSV"
                </Button>
            </Cluster>
            <Card title=definition.title>
                <Stack>
                    {stat}
                    {band}
                    <p>{sure}</p>
                    <DescriptionList>
                        <Description term="Formula">{definition.formula}</Description>
                        <Description term="As many days before">{before}</Description>
                        {bands}
                        <Description term="Limits">{definition.limits}</Description>
                        <Description term="What it is not for">{definition.not_for}</Description>
                    </DescriptionList>
                    {notes}
                    {survey}
                    {origins}
                </Stack>
            </Card>
            <Card title="Month by month">{months}</Card>
            {groups}
        </Stack>
    }
    .into_any()
}

/// The figure by month, between the ends of its interval.
fn months(definition: &Definition, kpi: &Kpi) -> AnyView {
    let unit = definition.unit;
    let series = |pick: fn(&portico_insights::kpi::Estimate) -> Option<portico_insights::Milli>| {
        let values = kpi.months.iter().map(|point| pick(&point.estimate));
        values.map(|value| Some(unit.scaled(value?))).collect::<Vec<Option<i64>>>()
    };
    let mut all = vec![ChartSeries::with_gaps("Figure", series(|one| one.value))];
    let (low, high) = (series(|one| one.low), series(|one| one.high));
    if low.iter().any(Option::is_some) {
        all.push(ChartSeries::with_gaps("Lower end", low));
        all.push(ChartSeries::with_gaps("Upper end", high));
    }
    let known = || kpi.months.iter().filter_map(|point| Some((point.from, point.estimate.value?)));
    let summary = match (known().next(), known().next_back()) {
        (Some((first, then)), Some((last, now))) => format!(
            "{} in {}, {} in {}.",
            with_unit(unit, then),
            first.month_name(),
            with_unit(unit, now),
            last.month_name()
        ),
        _ => "No month has a figure.".to_owned(),
    };
    let labels = kpi.months.iter().map(|point| point.from.month_name()).collect();
    view! {
        <Chart
            label=[definition.title, " by month"].concat()
            summary=summary
            points="Month"
            labels=labels
            series=all
            unit=unit.symbol()
            decimals=u32::from(unit.places())
            empty="No month has a figure."
        />
    }
    .into_any()
}

/// The figure by domain, team, service or aspect; nothing where it has no groups.
fn groups(state: ListState, definition: &'static Definition, kpi: &Kpi) -> AnyView {
    let has = |by: By| kpi.groups.iter().any(|group| group.by == by);
    let splits: Vec<By> = SPLITS.into_iter().filter(|by| has(*by)).collect();
    let Some(first) = splits.first().copied() else { return ().into_any() };
    let chosen = {
        let splits = splits.clone();
        Memo::new(move |_| {
            let name = state.get(BY);
            splits.iter().copied().find(|by| by.name() == name).unwrap_or(first)
        })
    };
    let choices: Vec<Choice> =
        splits.iter().map(|by| Choice::new(by.name(), ["By ", by.name()].concat())).collect();
    let several = splits.len() > 1;
    let actions = ViewFn::from(move || {
        let choices = choices.clone();
        several
            .then(|| {
                view! {
                    <SegmentedControl
                        label="Split by"
                        choices=choices
                        value=Signal::derive(move || chosen.get().name().to_owned())
                        on_change=Callback::new(move |by: String| state.set(BY, &[by], true))
                    />
                }
            })
            .into_any()
    });
    let all: Arc<[Group]> = kpi.groups.clone().into();
    let table = move || table(definition, &all, chosen.get());
    view! {
        <Card title="Groups, by name" actions=actions flush=true>
            {table}
            <p class="u-note u-inset">
                "Groups come by name and are no ranking. “" {WITHHELD} "” stands where too few people are behind a figure."
            </p>
        </Card>
    }
    .into_any()
}

fn table(definition: &'static Definition, all: &Arc<[Group]>, by: By) -> AnyView {
    let list: Arc<[Group]> = all.iter().filter(|group| group.by == by).cloned().collect();
    let rows: Rows = (0..list.len() as u64).collect();
    let unit = definition.unit;
    let cell = |say: Arc<dyn Fn(&Group) -> AnyView + Send + Sync>| {
        let list = list.clone();
        move |at: u64| {
            let group = usize::try_from(at).ok().and_then(|at| list.get(at));
            group.map_or_else(|| ().into_any(), |group| say(group))
        }
    };
    let name = Arc::new(|group: &Group| group.name.clone().into_any());
    let figure = Arc::new(move |group: &Group| match group.estimate.value {
        Some(now) => with_unit(unit, now).into_any(),
        None if group.withheld => WITHHELD.into_any(),
        None => "—".into_any(),
    });
    let interval = Arc::new(move |group: &Group| match (group.estimate.low, group.estimate.high) {
        (Some(low), Some(high)) => {
            [&*value(unit, low), " to ", &*value(unit, high)].concat().into_any()
        }
        _ => "—".into_any(),
    });
    let sample = Arc::new(|group: &Group| match group.withheld {
        true => "—".into_any(),
        false => count_words(i64::from(group.estimate.n)).into_any(),
    });
    let months = Arc::new(move |group: &Group| {
        let values: Vec<Option<i64>> =
            group.months.iter().map(|value| Some(unit.scaled((*value)?))).collect();
        match values.iter().any(Option::is_some) {
            true => {
                let label = [&*group.name, " by month"].concat();
                view! {
                    <Sparkline
                        label=label
                        values=values
                        unit=unit.symbol()
                        decimals=u32::from(unit.places())
                    />
                }
                .into_any()
            }
            false => "—".into_any(),
        }
    });
    let mut columns = vec![
        Column::new("name", title(by), cell(name)).width(160).grow(),
        Column::new("figure", "Figure", cell(figure)).width(120).end(),
        Column::new("interval", "95 % interval", cell(interval)).width(144).end().priority(1),
        Column::new("n", "n", cell(sample)).width(72).end().priority(2),
    ];
    if list.iter().any(|group| group.months.iter().any(Option::is_some)) {
        columns.push(Column::new("months", "By month", cell(months)).width(160).priority(3));
    }
    let caption = format!("{} by {}", definition.title, by.name());
    view! { <DataTable caption=caption rows=Signal::stored(rows) columns=columns /> }.into_any()
}

fn title(by: By) -> &'static str {
    match by {
        By::Team => "Team",
        By::Domain => "Domain",
        By::Service => "Service",
        By::Aspect => "Aspect",
    }
}
