//! Examples of `Grid`.

use super::{Grid, GridLayout};
use crate::Gap;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn cards(layout: GridLayout, count: usize) -> AnyView {
    let cards: Vec<_> = (1..=count)
        .map(|n| view! { <Card title=format!("Card {n}")>"As tall as its text."</Card> })
        .collect();
    view! { <Grid layout>{cards}</Grid> }.into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "grid",
    name: "Grid",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Cards side by side, or a page's main and side column.",
    when_not: "Rows of the same facts: DataTable.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "cards", title: "Cards", view: || cards(GridLayout::Cards, 5) },
    Example { id: "aside", title: "Main and side", view: || cards(GridLayout::Aside, 2) },
    Example { id: "halves", title: "Halves", view: || cards(GridLayout::Halves, 2) },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Grid {
        layout: choice GridLayout [Cards, Aside, Halves],
        gap: choice Gap [Lg, Xs, Sm, Md, Xl],
    }
    { <Card title="Builds">"12 today"</Card> <Card title="Alerts">"None"</Card> }
};
