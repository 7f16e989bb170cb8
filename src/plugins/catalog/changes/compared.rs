//! What is different between two moments, by the way in which it is.

use super::super::links::{counted, entity_href};
use super::relation_words;
use crate::plugin::list_state::{ListState, matches, tally};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_catalog::past::{Changed, Relations, State, Way};
use portico_components::{
    Card, Column, DataTable, EmptyKind, EmptyState, ExportColumn, ExportMenu, Facet, FilterBar,
    ItemRow, Level, PanelOption, RefLink, RefWeight, ResourceList, Rows, Stack, Tab, Tabs,
};
use std::sync::Arc;

/// Key of the way in the address.
const WAY: &str = "what";
/// Key of the kinds in the address.
const KIND: &str = "kind";
/// Below this width a list takes the place of the table.
const NARROW: &str = "(max-width: 767px)";

/// Name of a way in the address, and on its tab.
fn words(way: Way) -> (&'static str, &'static str) {
    match way {
        Way::Added => ("added", "Added"),
        Way::Removed => ("removed", "Removed"),
        Way::Owner => ("owner", "Owner"),
        Way::Lifecycle => ("lifecycle", "Lifecycle"),
        Way::Relations => ("relations", "Relations"),
        Way::Rest => ("other", "Other facts"),
    }
}

/// The facts of an entity that a way is about, before and after.
fn facts(changed: &Changed, way: Way) -> (String, String) {
    let of = |state: &Option<State>| {
        let Some(state) = state else { return String::new() };
        match way {
            Way::Lifecycle => state.lifecycle.clone(),
            _ => state.owner.clone(),
        }
    };
    (of(&changed.before), of(&changed.after))
}

/// Draws the tabs.
pub fn draw(changes: &Arc<[Changed]>, catalog: Option<Arc<Catalog>>, state: ListState) -> AnyView {
    if changes.is_empty() {
        return view! {
            <EmptyState kind=EmptyKind::Done level=Level::H2 title="Nothing is different">
                "The two catalogs say the same. Choose moments that are further apart."
            </EmptyState>
        }
        .into_any();
    }
    let registry = use_registry();
    let tabs = Way::ALL.into_iter().map(|way| {
        let (id, title) = words(way);
        let lines = lines(changes, way);
        let count = lines.len();
        let shown = Shown {
            way,
            lines,
            changes: changes.clone(),
            catalog: catalog.clone(),
            registry: registry.clone(),
        };
        let shown = Arc::new(shown);
        Tab::new(id, title, ViewFn::from(move || panel(&shown, state))).count(count)
    });
    let selected = state.signal(WAY);
    let select = Callback::new(move |id: &'static str| state.set(WAY, &[id.to_owned()], true));
    view! {
        <Tabs
            label="What changed"
            tabs=tabs.collect()
            selected=selected
            on_select=select
        />
    }
    .into_any()
}

/// One row: an entity, and the place of the relation among those that it gained and lost.
#[derive(Clone, Copy)]
struct Line {
    entity: usize,
    relation: usize,
}

/// The rows of a tab. An entity has one for each relation that it gained or lost, and one where
/// nobody knows which.
fn lines(changes: &[Changed], way: Way) -> Vec<Line> {
    let mut lines = Vec::new();
    for (entity, changed) in changes.iter().enumerate().filter(|(_, changed)| changed.is(way)) {
        let Relations { gained, lost, .. } = &changed.relations;
        let count = if way == Way::Relations { (gained.len() + lost.len()).max(1) } else { 1 };
        lines.extend((0..count).map(|relation| Line { entity, relation }));
    }
    lines
}

/// One row with what it is about.
#[derive(Clone, Copy)]
struct Row<'a> {
    changed: &'a Changed,
    relation: usize,
}

impl<'a> Row<'a> {
    /// Whether the relation is new, what it is called and what it leads to; nothing where only that
    /// something is different is known.
    fn relation(self) -> Option<(bool, String, &'a str)> {
        let Relations { gained, lost, .. } = &self.changed.relations;
        let is_new = self.relation < gained.len();
        let text = gained.iter().chain(lost).nth(self.relation)?;
        let (name, target) = relation_words(text);
        Some((is_new, name, target))
    }

    /// What happened to the relation, in words.
    fn happened(self) -> &'static str {
        match self.relation() {
            Some((true, ..)) => "Added",
            Some((false, ..)) => "Removed",
            None => "Not kept which",
        }
    }
}

/// What one tab shows.
struct Shown {
    way: Way,
    lines: Vec<Line>,
    changes: Arc<[Changed]>,
    catalog: Option<Arc<Catalog>>,
    registry: Arc<Registry>,
}

impl Shown {
    fn at(&self, row: u64) -> Option<Row<'_>> {
        let line = self.lines.get(usize::try_from(row).ok()?)?;
        Some(Row { changed: self.changes.get(line.entity)?, relation: line.relation })
    }

    /// What the catalog on the screen calls it, and where its page is.
    fn named(&self, name: &str) -> (String, Option<String>) {
        let catalog = self.catalog.as_ref();
        let found = name.parse::<EntityRef>().ok().and_then(|entity| {
            let catalog = catalog?;
            let ix = catalog.lookup(&entity)?;
            let title = catalog.entry(ix).display_name().to_owned();
            Some((title, entity_href(&self.registry, catalog, ix)))
        });
        found.unwrap_or_else(|| {
            let short = name.rsplit('/').next().unwrap_or(name);
            (short.to_owned(), None)
        })
    }

    fn link(&self, name: &str, weight: RefWeight) -> AnyView {
        if name.is_empty() {
            return "–".into_any();
        }
        let (label, href) = self.named(name);
        let kind = kind_of(name).to_owned();
        view! { <RefLink kind=kind label=label href=href weight=weight reference=name.to_owned() /> }
            .into_any()
    }

    fn fact(&self, text: &str) -> AnyView {
        match self.way {
            Way::Lifecycle if text.is_empty() => "–".into_any(),
            Way::Lifecycle => text.to_owned().into_any(),
            _ => self.link(text, RefWeight::Plain),
        }
    }

    fn rows(&self, text: &str, kinds: &[String]) -> Vec<u64> {
        let fits = |row: Row<'_>| {
            let entity = &row.changed.entity;
            (kinds.is_empty() || kinds.iter().any(|kind| kind == kind_of(entity)))
                && (text.is_empty() || {
                    let (title, _) = self.named(entity);
                    let target = row.relation().map_or("", |(_, _, target)| target);
                    matches(text, [entity.as_str(), title.as_str(), target])
                })
        };
        (0..self.lines.len() as u64).filter(|row| self.at(*row).is_some_and(fits)).collect()
    }
}

fn kind_of(name: &str) -> &str {
    name.split(':').next().unwrap_or_default()
}

fn panel(shown: &Arc<Shown>, state: ListState) -> AnyView {
    let text = state.text();
    let kinds = Memo::new(move |_| state.all(KIND));
    let rows = {
        let shown = shown.clone();
        Memo::new(move |_| {
            Rows::from(text.with(|text| kinds.with(|kinds| shown.rows(text, kinds))))
        })
    };
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let summary = {
        let (one, many) = match shown.way {
            Way::Relations => ("relation", "relations"),
            _ => ("entity", "entities"),
        };
        Signal::derive(move || counted(count.get(), one, many))
    };
    let options = {
        let shown = shown.clone();
        Memo::new(move |_| {
            let rows = text.with(|text| shown.rows(text, &[]));
            let names = rows.into_iter().filter_map(|row| shown.at(row));
            tally(names.map(|row| kind_of(&row.changed.entity)))
                .into_iter()
                .map(|(kind, count)| PanelOption::new(kind.clone(), kind).count(count))
                .collect::<Vec<_>>()
        })
    };
    let facet = Facet::new("Kind", options, kinds, move |values: Vec<String>| {
        state.set(KIND, &values, true);
    });
    let export = {
        let text = |of: fn(Row<'_>, Way) -> String| {
            let shown = shown.clone();
            move |row: u64| shown.at(row).map(|one| of(one, shown.way)).unwrap_or_default()
        };
        let entity = ExportColumn::new("Entity", text(|row, _| row.changed.entity.clone()));
        match shown.way {
            Way::Relations => vec![
                entity,
                ExportColumn::new("Change", text(|row, _| row.happened().to_owned())),
                ExportColumn::new(
                    "Relation",
                    text(|row, _| row.relation().map(|(_, name, _)| name).unwrap_or_default()),
                ),
                ExportColumn::new(
                    "With",
                    text(|row, _| row.relation().map_or("", |(_, _, target)| target).to_owned()),
                ),
            ],
            _ => vec![
                entity,
                ExportColumn::new("Before", text(|row, way| facts(row.changed, way).0)),
                ExportColumn::new("After", text(|row, way| facts(row.changed, way).1)),
            ],
        }
    };
    let empty = move || {
        view! {
            <EmptyState kind=EmptyKind::NoMatch level=Level::H2 title="Nothing here">
                "No entity is different in this way, as far as the filters let them through."
            </EmptyState>
        }
        .into_any()
    };
    let narrow = crate::plugin::media::matches(NARROW);
    let shown = shown.clone();
    let table = move || {
        let (_, title) = words(shown.way);
        if narrow.get() {
            let shown = shown.clone();
            let item = Arc::new(move |row| item(&shown, row));
            return view! {
                <ResourceList label=title rows=rows item=item summary=summary empty=ViewFn::from(empty) />
            }
            .into_any();
        }
        view! {
            <DataTable
                caption=title
                rows=rows
                columns=columns(&shown)
                summary=summary
                empty=ViewFn::from(empty)
            />
        }
        .into_any()
    };
    view! {
        <Stack>
            <FilterBar
                search=state.search("Filter by name")
                facets=vec![facet]
                end=ViewFn::from(move || {
                    view! { <ExportMenu file="changes" rows=rows columns=Signal::stored(export.clone()) /> }
                        .into_any()
                })
                summary=summary
                show=Signal::derive(move || format!("Show {}", summary.get()))
                on_clear=Callback::new(move |()| state.set(KIND, &[], true))
                active=Signal::derive(move || !text.with(String::is_empty))
            />
            <Card flush=true>{table}</Card>
        </Stack>
    }
    .into_any()
}

fn columns(shown: &Arc<Shown>) -> Vec<Column> {
    let cell = |draw: fn(&Shown, Row<'_>) -> AnyView| {
        let shown = shown.clone();
        move |row: u64| match shown.at(row) {
            Some(row) => draw(&shown, row),
            None => ().into_any(),
        }
    };
    let mut all = vec![
        Column::new(
            "entity",
            "Entity",
            cell(|shown, row| shown.link(&row.changed.entity, RefWeight::Name)),
        )
        .width(240)
        .grow(),
        Column::new(
            "kind",
            "Kind",
            cell(|_, row| kind_of(&row.changed.entity).to_owned().into_any()),
        )
        .width(112)
        .priority(1),
    ];
    let before = cell(|shown, row| shown.fact(&facts(row.changed, shown.way).0));
    let after = cell(|shown, row| shown.fact(&facts(row.changed, shown.way).1));
    match shown.way {
        Way::Added => all.push(Column::new("owner", "Owner", after).width(200)),
        Way::Removed => all.push(Column::new("owner", "Owner", before).width(200)),
        Way::Owner | Way::Lifecycle => all.extend([
            Column::new("before", "Before", before).width(200),
            Column::new("after", "After", after).width(200),
        ]),
        Way::Relations => all.extend([
            Column::new("change", "Change", cell(|_, row| row.happened().into_any())).width(128),
            Column::new(
                "relation",
                "Relation",
                cell(|_, row| row.relation().map(|(_, name, _)| name).into_any()),
            )
            .width(144),
            Column::new(
                "with",
                "With",
                cell(|shown, row| {
                    let target = row.relation().map_or("", |(_, _, target)| target);
                    shown.link(target, RefWeight::Plain)
                }),
            )
            .width(240)
            .grow(),
        ]),
        Way::Rest => all.push(Column::new("owner", "Owner", after).width(200)),
    }
    all
}

/// An entity on a narrow screen.
fn item(shown: &Arc<Shown>, row: u64) -> AnyView {
    let Some(row) = shown.at(row) else { return ().into_any() };
    let (title, href) = shown.named(&row.changed.entity);
    let (before, after) = facts(row.changed, shown.way);
    let name = |text: &str| match (text, shown.way) {
        ("", _) => "–".to_owned(),
        (text, Way::Lifecycle) => text.to_owned(),
        (text, _) => shown.named(text).0,
    };
    let kind = kind_of(&row.changed.entity);
    let detail = match (shown.way, row.relation()) {
        (Way::Owner | Way::Lifecycle, _) => {
            format!("{kind}: {} → {}", name(&before), name(&after))
        }
        (Way::Removed, _) => format!("{kind}, {}", name(&before)),
        (Way::Relations, Some((_, relation, target))) => {
            format!("{}: {relation} {}", row.happened(), name(target))
        }
        (Way::Relations, None) => "The kept catalog does not say which.".to_owned(),
        _ => format!("{kind}, {}", name(&after)),
    };
    view! {
        <ItemRow
            title=title
            href=href
            detail=ViewFn::from(move || detail.clone().into_any())
        />
    }
    .into_any()
}
