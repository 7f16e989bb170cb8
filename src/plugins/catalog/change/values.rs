//! Where each value of an entity is written: its path, what it says, and the line of the file.

use super::super::handed::links;
use crate::plugin::loaded::loaded;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::provenance::{Written, written};
use portico_catalog::{edit, repository::home};
use portico_components::{
    Column, DataTable, EmptyKind, EmptyState, ErrorPanel, Rows, SkeletonKind, Stack,
};
use std::sync::Arc;

/// Draws the table, once the text of the file is here; or why there is none.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let place = catalog.entry(ix).place();
    let sources = use_sources();
    let get = match place.line {
        0 => None,
        _ => use_net().and_then(|net| sources.text(&net, &place.file)),
    };
    let Some(get) = get else {
        let why = match place.line {
            0 => {
                "Its source is an API, which hands out entities and not the files that they are written in."
            }
            _ => {
                "Its file is at an address that no origin of portal.json covers, so the portal may not read it."
            }
        };
        return view! {
            <EmptyState kind=EmptyKind::FirstUse title="The lines are not known" compact=true>
                {why}
            </EmptyState>
        }
        .into_any();
    };
    let load = use_load(move || get.clone());
    loaded(load, "The file of the descriptor", SkeletonKind::Table(8, 3), move |text: &String| {
        table(&catalog, ix, text)
    })
}

fn table(catalog: &Catalog, ix: Ix, text: &str) -> AnyView {
    let entry = catalog.entry(ix);
    let place = entry.place();
    let root = match edit::read(text, &entry.entity_ref(), place.line) {
        Ok(root) => root,
        Err(refusal) => {
            let cause =
                format!("{} The file may have changed since the catalog was read.", refusal.reason);
            return view! { <ErrorPanel title="The lines cannot be told" cause=cause /> }
                .into_any();
        }
    };
    let all = Arc::new(written(&root));
    let rows: Rows = (0..all.len() as u64).collect();
    let found = move |at: u64| -> Option<Written> { all.get(usize::try_from(at).ok()?).cloned() };
    let path = {
        let found = found.clone();
        move |at: u64| view! { <code>{found(at).map(|one| one.path)}</code> }.into_any()
    };
    let value = {
        let found = found.clone();
        move |at: u64| found(at).map(|one| one.value).unwrap_or_default().into_any()
    };
    let line = move |at: u64| match found(at).map_or(0, |one| one.line) {
        0 => "filled in".into_any(),
        line => format!("line {line}").into_any(),
    };
    let columns = vec![
        Column::new("path", "Value", path).width(240).grow(),
        Column::new("said", "What it says", value).width(240).grow(),
        Column::new("line", "Where", line).width(104),
    ];
    let links = links(&home(&entry));
    let caption = format!("Values of {} and where they are written", entry.display_name());
    view! {
        <Stack>
            <DataTable caption=caption rows=Signal::stored(rows) columns=columns />
            <p class="u-note">
                "Lines are those of the file. What is filled in stands nowhere: the catalog says it where the file says nothing."
            </p>
            {links}
        </Stack>
    }
    .into_any()
}
