//! All KPIs, each in a card.

use super::super::section::Section;
use super::super::words::{kpi_delta, stat, value, with_unit};
use super::address;
use super::delivery::KPI;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Card, Gap, Grid, GridLayout, Level, Link, RelativeTime, Sparkline, Stack, Status, Tone,
};
use portico_insights::kpi::{Band, DEFINITIONS, Definition, Estimate, Kpi, Report, Unit, band};
use portico_insights::starting::Start;

/// The four keys.
const DORA: [&str; 4] = ["deploy-frequency", "lead-time", "change-failure", "recovery"];

/// Draws all of them, those of the starting order first, and says which could not be computed.
pub fn all(registry: &Registry, report: &Report, first: Option<&'static Start>) -> AnyView {
    let is_platform = |one: &Definition| {
        one.needs.iter().any(|need| matches!(*need, "plugins" | "contributions" | "events"))
    };
    let is_dora = |one: &Definition| DORA.contains(&one.id);
    // The four keys are read together, so they stay together.
    let is_first =
        |one: &Definition| !is_dora(one) && first.is_some_and(|start| start.kpis.contains(&one.id));
    let group = |title: &'static str, note: &'static str, fits: &dyn Fn(&Definition) -> bool| {
        let cards: Vec<AnyView> = DEFINITIONS
            .iter()
            .filter(|one| fits(one))
            .filter_map(|one| Some(card(registry, one, report.kpi(one.id)?)))
            .collect();
        (!cards.is_empty()).then(|| section(title, note, cards))
    };
    let ahead = group(
        "First at this size",
        "Figures that the starting order of this portal looks at first; it is chosen in Admin.",
        &is_first,
    );
    let keys = group(
        "The four keys of DORA",
        "Bands are those of the report of 2023. They say how others do, not how you should.",
        &is_dora,
    );
    let people = group(
        "Delivery and people",
        "Figures of the adoption guide. None of them is about a person, and none is a target.",
        &|one| !is_dora(one) && !is_platform(one) && !is_first(one),
    );
    let platform = group("The platform itself", "Who brings something, and who comes.", &|one| {
        is_platform(one) && !is_first(one)
    });
    let missing: Vec<&str> = DEFINITIONS
        .iter()
        .filter(|one| report.kpi(one.id).is_none())
        .map(|one| one.title)
        .collect();
    let missing = (!missing.is_empty()).then(|| {
        let text =
            format!("Not computed, because their exports are missing: {}.", missing.join(", "));
        view! { <p class="u-note">{text}</p> }
    });
    let counted = format!(
        "Days are those of {}, up to {}. Figures of fewer than {} people are withheld. A mark of change stands only where the 95 % intervals of both spans do not overlap.",
        report.settings.zone.name(),
        report.settings.to.iso(),
        report.settings.k,
    );
    view! {
        <Stack gap=Gap::Xl>
            {ahead}
            {keys}
            {people}
            {platform}
            {missing}
            <p class="u-note">{counted}</p>
        </Stack>
    }
    .into_any()
}

fn section(title: &'static str, note: &'static str, cards: Vec<AnyView>) -> AnyView {
    view! {
        <Stack>
            <h2 class="u-section">{title}</h2>
            <p class="u-note">{note}</p>
            <Grid layout=GridLayout::Tiles>{cards}</Grid>
        </Stack>
    }
    .into_any()
}

/// One figure: its value, how sure it is, how it went, where it is from.
pub fn card(registry: &Registry, definition: &'static Definition, kpi: &Kpi) -> AnyView {
    let unit = definition.unit;
    let number = kpi.now.value.map(|now| with_unit(unit, now)).unwrap_or_default();
    let values: Vec<Option<i64>> =
        kpi.months.iter().map(|point| Some(unit.scaled(point.estimate.value?))).collect();
    let label = format!("{} by month", definition.title);
    let href = address(registry, Section::Delivery, &[(KPI, definition.id)]);
    let band = kpi.now.value.and_then(|now| band(definition.id, now)).map(banded);
    let age = kpi.origins.iter().map(|origin| origin.as_of).max();
    let source =
        kpi.origins.iter().map(|origin| origin.name.as_str()).collect::<Vec<_>>().join(", ");
    let age = age.map(|at| {
        view! { <p class="u-note">{source} ", last row " <RelativeTime time=at /></p> }
    });
    let stat = stat(&span(definition), number, kpi_delta(kpi, definition));
    let sure = sure(definition, &kpi.now);
    view! {
        <Card title=definition.title level=Level::H3>
            <Stack gap=Gap::Sm>
                {stat}
                {band}
                <p class="u-note">{sure}</p>
                <Sparkline
                    label=label
                    values=values
                    unit=unit.symbol()
                    decimals=u32::from(unit.places())
                />
                {age}
                <Link href=href>{format!("Formula and groups: {}", definition.title)}</Link>
            </Stack>
        </Card>
    }
    .into_any()
}

/// The span that a figure is of, in words.
pub fn span(definition: &Definition) -> String {
    let days = match definition.days {
        0 => "All there is".to_owned(),
        days => format!("Last {days} days"),
    };
    match definition.unit {
        Unit::PerPersonDay => [&days, ", per engineer and workday"].concat(),
        _ => days,
    }
}

/// How sure a figure is: interval, method and sample.
pub fn sure(definition: &Definition, estimate: &Estimate) -> String {
    let unit = definition.unit;
    if estimate.value.is_none() {
        return match estimate.n {
            0 => "No rows in this time, or of too few people.".to_owned(),
            n => format!("Of {n} rows no figure can be said."),
        };
    }
    let n = super::super::words::count_words(i64::from(estimate.n));
    match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => format!(
            "95 % sure: {} to {} ({}), n = {n}",
            value(unit, low),
            with_unit(unit, high),
            definition.method.name()
        ),
        _ => format!("{}, n = {n}", definition.method.name()),
    }
}

/// A band as a shape and a word.
pub fn banded(band: Band) -> AnyView {
    let tone = match band {
        Band::Elite | Band::High => Tone::Success,
        Band::Medium => Tone::Info,
        Band::Low => Tone::Warning,
    };
    view! { <Status tone=tone label=["Band: ", band.name()].concat() /> }.into_any()
}
