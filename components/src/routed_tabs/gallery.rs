//! Examples of `RoutedTabs`.

use super::{RoutedTab, RoutedTabs};
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

fn tabs(names: &[&str], current: &'static str) -> AnyView {
    let tabs = names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let tab = RoutedTab::new(*name, *name, "#");
            if index % 3 == 2 { tab.count(Some(index * 9)) } else { tab }
        })
        .collect();
    view! { <RoutedTabs label="Parts of payments-ledger" tabs current /> }.into_any()
}

const ENTITY: [&str; 8] =
    ["Overview", "Builds", "APIs", "Docs", "Relations", "Scorecards", "Kubernetes", "Logs"];

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "routed-tabs",
    name: "RoutedTabs",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The parts of a page that have addresses of their own.",
    when_not: "Views without an address: Tabs. Places of the portal: NavList.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "entity", title: "An entity's page", view: || tabs(&ENTITY, "Overview") },
    Example {
        id: "more",
        title: "Too many for the room",
        view: || {
            view! { <div style:max-inline-size="27rem">{tabs(&ENTITY, "Overview")}</div> }
                .into_any()
        },
    },
    Example {
        id: "current",
        title: "The last one is current",
        view: || {
            view! { <div style:max-inline-size="30rem">{tabs(&ENTITY, "Logs")}</div> }.into_any()
        },
    },
    Example { id: "one", title: "One", view: || tabs(&["Overview"], "Overview") },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! { <div dir="rtl">{tabs(&["סקירה", "בניות", "יומנים"], "סקירה")}</div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    RoutedTabs {
        label: text "Parts of payments-ledger",
        current: text "overview",
        tabs: code (vec![RoutedTab::new("overview", "Overview", "#overview"), RoutedTab::new("builds", "Builds", "#builds").count(Some(12))]),
    }
};
