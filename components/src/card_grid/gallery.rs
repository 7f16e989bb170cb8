//! Examples of `CardGrid`.

use super::CardGrid;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    ItemCard,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "card-grid",
    name: "CardGrid",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A list of things as cards, one to four in a row, all of a row equally high.",
    when_not: "Parts of a page that are no list go into a Grid, one row of many into a ScrollRow.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "many", title: "Many", view: || grid(7) },
    Example { id: "one", title: "One", view: || grid(1) },
];

fn grid(count: usize) -> AnyView {
    view! { <CardGrid label="Templates" items=templates(count) /> }.into_any()
}

pub(crate) fn templates(count: usize) -> Vec<AnyView> {
    let templates = [
        (
            "Spring service",
            "A Java service with a pipeline, dashboards and an alert for its error budget.",
        ),
        ("Static site", "Pages from Markdown."),
        (
            "Library",
            "Code that others build on, released with notes. Its pipeline checks that nothing breaks those who use it.",
        ),
    ];
    let templates = templates.into_iter().cycle().take(count);
    templates
        .map(|(title, summary)| {
            let tags = vec!["recommended".to_owned()];
            let footer = || "Developer platform";
            view! { <ItemCard title href="#template" summary tags footer /> }.into_any()
        })
        .collect()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    CardGrid {
        label: text "Templates",
        items: code (vec![view! { <ItemCard title="Spring service" href="#spring" summary="A Java service with a pipeline." /> }.into_any(), view! { <ItemCard title="Static site" href="#site" summary="Pages from Markdown." /> }.into_any()]),
    }
};
