//! Examples of `List`.

use super::List;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card, Icon, ItemRow,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn links() -> Vec<AnyView> {
    [("Service dashboard", Icon::Gauge), ("Runbook", Icon::File), ("PCI evidence", Icon::Shield)]
        .into_iter()
        .map(|(title, name)| {
            let leading = move || view! { <Icon name /> };
            view! { <ItemRow title href="#".to_owned() leading /> }.into_any()
        })
        .collect()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "list",
    name: "List",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A few things below each other.",
    when_not: "Hundreds of things: ResourceList. Several facts about each: DataTable.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "ruled",
        title: "With rules, in a card",
        view: || view! { <Card title="Links" flush=true><List items=links() /></Card> }.into_any(),
    },
    Example {
        id: "plain",
        title: "Without rules",
        view: || {
            view! { <Card title="Links" flush=true><List items=links() plain=true /></Card> }
                .into_any()
        },
    },
    Example {
        id: "ordered",
        title: "Steps",
        view: || {
            let steps = ["Register", "Review", "Publish"]
                .into_iter()
                .map(|title| view! { <ItemRow title /> }.into_any())
                .collect();
            view! { <List items=steps ordered=true label="Steps" /> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    List {
        ordered: flag,
        plain: flag,
        label: text "Links",
        items: code (vec![view! { <ItemRow title="Runbook" href="#runbook".to_owned() /> }.into_any(), view! { <ItemRow title="Dashboard" href="#dashboard".to_owned() /> }.into_any()]),
    }
};
