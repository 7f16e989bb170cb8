//! How complete the entities of each team are.

use super::super::links::{counted, entity_href, grouped};
use super::found::Found;
use super::{HYGIENE, OWNER, all_well};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_catalog::hygiene::{Coverage, Kind};
use portico_components::{
    AvatarShape, Card, Cluster, Column, DataTable, ExportColumn, ExportMenu, Grid, Justify, Link,
    OwnerBadge, Rows, Stack, Stat, Status, Tone,
};
use std::sync::Arc;

/// Draws the table.
pub fn draw(found: &Arc<Found>) -> AnyView {
    let registry = use_registry();
    let list = found.coverage.clone();
    if list.is_empty() {
        return all_well();
    }
    let rows: Rows = (0..list.len() as u64).collect();
    let columns = columns(&registry, found, &list);
    let export = exported(found, &list);
    let exported_rows = rows.clone();
    let summary = counted(list.len(), "owner", "owners");
    view! {
        <Stack>
            {figures(&list)}
            <Cluster justify=Justify::End>
                <ExportMenu
                    file="completeness"
                    rows=Signal::stored(exported_rows)
                    columns=Signal::stored(export)
                />
            </Cluster>
            <Card flush=true>
                <DataTable
                    caption="Completeness by team"
                    rows=Signal::stored(rows)
                    columns=columns
                    summary=summary
                />
            </Card>
            <p class="u-note">
                "Complete is what has a description, an owner that exists, a system and a lifecycle where its kind has them, and the annotations that portal.json asks for."
            </p>
        </Stack>
    }
    .into_any()
}

/// How many of a hundred.
fn percent(part: usize, whole: usize) -> String {
    format!("{} %", (part * 100).checked_div(whole).unwrap_or(100))
}

/// The figures of everything together.
fn figures(list: &[Coverage]) -> AnyView {
    let sum = |of: fn(&Coverage) -> usize| list.iter().map(of).sum::<usize>();
    let entities = sum(|one| one.entities);
    let gone = sum(|one| one.findings.get(Kind::OwnerGone as usize).copied().unwrap_or(0));
    let nobody: usize = list.iter().filter(|one| one.owner.is_none()).map(|one| one.entities).sum();
    let owned = percent(entities.saturating_sub(gone + nobody), entities);
    let stated = percent(sum(|one| one.stated), sum(|one| one.facts));
    let clean = percent(sum(|one| one.clean), entities);
    view! {
        <Grid>
            <Stat label="Owned by somebody who exists" value=Signal::stored(owned) />
            <Stat label="Facts that are stated" value=Signal::stored(stated) />
            <Stat label="Entities without a finding" value=Signal::stored(clean) />
        </Grid>
    }
    .into_any()
}

fn columns(registry: &Arc<Registry>, found: &Arc<Found>, list: &Arc<[Coverage]>) -> Vec<Column> {
    let cell = |draw: fn(&Registry, &Found, &Coverage) -> AnyView| {
        let (registry, found, list) = (registry.clone(), found.clone(), list.clone());
        move |row: u64| match usize::try_from(row).ok().and_then(|row| list.get(row)) {
            Some(one) => draw(&registry, &found, one),
            None => ().into_any(),
        }
    };
    vec![
        Column::new("owner", "Team", cell(team)).width(200).grow(),
        Column::new("entities", "Entities", cell(|_, _, one| grouped(one.entities).into_any()))
            .width(96)
            .end()
            .priority(3),
        Column::new("complete", "Complete", cell(complete)).width(120),
        Column::new(
            "clean",
            "Without finding",
            cell(|_, _, one| percent(one.clean, one.entities).into_any()),
        )
        .width(144)
        .end()
        .priority(2),
        Column::new("findings", "Findings", cell(findings)).width(112).end(),
    ]
}

fn team(registry: &Registry, found: &Found, one: &Coverage) -> AnyView {
    let Some(owner) = one.owner else { return super::super::links::no_owner() };
    let view = found.catalog.target(owner);
    let href = view.entity().and_then(|ix| entity_href(registry, &found.catalog, ix));
    let shape = if view.kind() == "user" { AvatarShape::Person } else { AvatarShape::Team };
    view! {
        <OwnerBadge
            name=view.display_name()
            href=href
            reference=view.entity_ref().to_string()
            shape=shape
        />
    }
    .into_any()
}

fn complete(_: &Registry, _: &Found, one: &Coverage) -> AnyView {
    let tone = match one.percent() {
        90.. => Tone::Success,
        60.. => Tone::Warning,
        _ => Tone::Danger,
    };
    view! { <Status tone=tone label=format!("{} %", one.percent()) /> }.into_any()
}

fn findings(registry: &Registry, found: &Found, one: &Coverage) -> AnyView {
    let total = grouped(one.total());
    match registry.href(HYGIENE, &()).filter(|_| one.total() > 0) {
        Some(here) => {
            let pairs = [(OWNER.to_owned(), found.owner_key(one.owner))];
            view! { <Link href=[here, written(&pairs)].concat()>{total}</Link> }.into_any()
        }
        None => total.into_any(),
    }
}

fn exported(found: &Arc<Found>, list: &Arc<[Coverage]>) -> Vec<ExportColumn> {
    let text = |draw: fn(&Found, &Coverage) -> String| {
        let (found, list) = (found.clone(), list.clone());
        move |row: u64| {
            let one = usize::try_from(row).ok().and_then(|row| list.get(row));
            one.map(|one| draw(&found, one)).unwrap_or_default()
        }
    };
    vec![
        ExportColumn::new("Team", text(|found, one| found.owner_key(one.owner))),
        ExportColumn::new("Entities", text(|_, one| one.entities.to_string())),
        ExportColumn::new("Complete, percent", text(|_, one| one.percent().to_string())),
        ExportColumn::new("Without finding", text(|_, one| one.clean.to_string())),
        ExportColumn::new("Findings", text(|_, one| one.total().to_string())),
    ]
}
