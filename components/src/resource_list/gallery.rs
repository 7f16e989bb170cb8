//! Examples of `ResourceList`.

use super::ResourceList;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card, CellFn, EmptyKind, EmptyState, ItemRow, KindIcon, Rows, RowsState, Status as State, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;
use std::sync::Arc;

fn item() -> CellFn {
    Arc::new(|row| {
        view! {
            <ItemRow
                title=format!("component-{row}")
                href="#".to_owned()
                leading=|| view! { <KindIcon kind="Component" /> }
                detail=|| "Last mile · production"
                side=|| view! { <State tone=Tone::Success label="Healthy" /> }
                side_detail=|| "3 h ago"
            />
        }
        .into_any()
    })
}

fn list(rows: u64, state: RowsState) -> AnyView {
    let rows: Rows = (0..rows).collect();
    let empty = || view! { <EmptyState kind=EmptyKind::NoMatch title="No components match" /> };
    view! {
        <Card flush=true><ResourceList label="Components" rows item=item() state empty /></Card>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "resource-list",
    name: "ResourceList",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Many things below each other: what a table becomes on a narrow screen.",
    when_not: "A wide screen: DataTable. A few things: List.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Items", view: || list(5, RowsState::Ready) },
    Example {
        id: "many",
        title: "25,000 items",
        view: || {
            let list = list(25_000, RowsState::Ready);
            view! { <div style:max-block-size="26rem" style:overflow-y="auto">{list}</div> }
                .into_any()
        },
    },
    Example { id: "loading", title: "First load", view: || list(0, RowsState::Loading(4)) },
    Example { id: "refresh", title: "Refreshing", view: || list(4, RowsState::Refreshing) },
    Example { id: "empty", title: "None", view: || list(0, RowsState::Ready) },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ResourceList {
        label: text "Components",
        summary: maybe "Read 2 min ago",
        rows: code ((0..5).collect::<Rows>()),
        item: code (Arc::new(|row| ["service-", &row.to_string()].concat().into_any())),
    }
};
