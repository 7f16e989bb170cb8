//! The columns of the catalog's list.

use super::links::{entity_href, needs_owner, no_owner, owner, reference};
use crate::plugin::prelude::*;
use crate::plugin::stars::use_stars;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{Column, LifecycleBadge, RefLink, RefWeight, StarButton, TagList};
use std::sync::Arc;

/// A column that can be switched off, for the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Id in the address.
    pub id: &'static str,
    /// Heading.
    pub header: String,
}

/// The columns, for a catalog that is looked up when a cell is drawn.
pub fn columns(registry: &Arc<Registry>, catalog: Signal<Option<Arc<Catalog>>>) -> Vec<Column> {
    let cell = {
        let registry = registry.clone();
        move |draw: fn(&Registry, &Catalog, Ix) -> AnyView| {
            let registry = registry.clone();
            move |row: u64| {
                let ix = Ix(u32::try_from(row).unwrap_or(u32::MAX));
                match catalog.get_untracked() {
                    Some(catalog) => draw(&registry, &catalog, ix),
                    None => ().into_any(),
                }
            }
        }
    };
    let stars = use_stars();
    let star = move |row: u64| {
        let Some(catalog) = catalog.get_untracked() else { return ().into_any() };
        let entry = catalog.entry(Ix(u32::try_from(row).unwrap_or(u32::MAX)));
        let name = entry.entity_ref().to_string();
        let label = entry.display_name().to_owned();
        let pressed = Signal::derive({
            let name = name.clone();
            move || stars.has(&name)
        });
        let toggle = Callback::new(move |_| stars.toggle(&name));
        view! { <StarButton name=label starred=pressed on_toggle=toggle /> }.into_any()
    };
    let mut columns = vec![
        Column::new("name", "Name", cell(name)).width(240).grow().sortable(),
        Column::new("owner", "Owner", cell(owner_cell)).width(168).priority(1).sortable(),
        Column::new("system", "System", cell(system)).width(152).priority(5).sortable(),
        Column::new("type", "Type", cell(spec_type)).width(112).priority(4).sortable(),
        Column::new("lifecycle", "Lifecycle", cell(lifecycle)).width(124).priority(2).sortable(),
        Column::new("tags", "Tags", cell(tags)).width(176).priority(3),
    ];
    let added: Vec<(&'static str, CatalogColumn)> =
        registry.columns().map(|(by, column)| (by.plugin.id(), *column)).collect();
    for (plugin, column) in added {
        let draw = move |row: u64| {
            let ix = Ix(u32::try_from(row).unwrap_or(u32::MAX));
            let value = catalog
                .get_untracked()
                .map(|catalog| crate::crash::within(plugin, || (column.cell)(&catalog, ix)));
            match value {
                Some(Cell::Text(text)) => text.into_any(),
                Some(Cell::Number(number)) => number.to_string().into_any(),
                Some(Cell::Unknown) | None => dash(),
            }
        };
        columns.push(Column::new(column.id, column.header, draw).width(128).priority(6));
    }
    columns.push(Column::new("star", "Star", star).width(48).silent());
    columns
}

/// Columns that can be switched off.
pub fn choices(columns: &[Column]) -> Vec<Choice> {
    columns
        .iter()
        .filter(|column| !matches!(column.id(), "name" | "star"))
        .map(|column| Choice { id: column.id(), header: column.header().to_owned() })
        .collect()
}

/// The name of an entity, which leads to its page.
pub fn name(registry: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    view! {
        <RefLink
            kind=entry.kind()
            label=entry.display_name()
            href=entity_href(registry, catalog, ix)
            weight=RefWeight::Name
            reference=entry.entity_ref().to_string()
        />
    }
    .into_any()
}

fn owner_cell(registry: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    match entry.owner() {
        Some(_) => owner(registry, catalog, ix),
        None if needs_owner(entry.kind()) => no_owner(),
        None => dash(),
    }
}

fn system(registry: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    catalog
        .entry(ix)
        .system()
        .map_or_else(dash, |system| reference(registry, catalog, system.target()))
}

fn spec_type(_: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    catalog.entry(ix).spec_type().map_or_else(dash, |text| text.to_owned().into_any())
}

fn lifecycle(_: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    catalog
        .entry(ix)
        .lifecycle()
        .map_or_else(dash, |lifecycle| view! { <LifecycleBadge lifecycle=lifecycle /> }.into_any())
}

fn tags(_: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    let tags: Vec<String> = catalog.entry(ix).tags().map(str::to_owned).collect();
    if tags.is_empty() { dash() } else { view! { <TagList tags=tags most=2 /> }.into_any() }
}

fn dash() -> AnyView {
    view! {
        <span aria-hidden="true">"—"</span>
        <portico_components::VisuallyHidden>"none"</portico_components::VisuallyHidden>
    }
    .into_any()
}
