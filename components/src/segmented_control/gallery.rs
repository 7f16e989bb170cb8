//! Examples of the segmented control.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Choice, Cluster, Icon, SegmentedControl, Size};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "segmented-control",
    name: "SegmentedControl",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One of a few views of the same thing.",
    when_not: "Parts of a page with addresses are routed tabs.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "icons", title: "Drawings", view: icons },
    Example { id: "words", title: "Words", view: words },
];

fn icons() -> AnyView {
    let value = RwSignal::new("table".to_owned());
    let choices = vec![
        Choice::new("table", "Table").icon(Icon::Table),
        Choice::new("cards", "Cards").icon(Icon::Catalog),
        Choice::new("graph", "Graph").icon(Icon::Graph),
    ];
    view! {
        <SegmentedControl
            label="View as"
            icons_only=true
            choices
            value
            on_change=move |new| value.set(new)
        />
    }
    .into_any()
}

fn words() -> AnyView {
    let value = RwSignal::new("all".to_owned());
    let choices = || {
        vec![
            Choice::new("all", "All"),
            Choice::new("stable", "Stable"),
            Choice::new("beta", "Beta"),
        ]
    };
    view! {
        <Cluster>
            <SegmentedControl label="Status" choices=choices() value on_change=move |new| value.set(new) />
            <SegmentedControl
                label="Status, small"
                size=Size::Sm
                choices=choices()
                value
                on_change=move |new| value.set(new)
            />
        </Cluster>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    SegmentedControl with { let value = RwSignal::new("week".to_owned()); } {
        label: text "How often",
        icons_only: flag,
        size: choice Size [Md, Sm, Lg],
        choices: code (vec![Choice::new("day", "Daily").icon(Icon::Table), Choice::new("week", "Weekly").icon(Icon::Graph)]),
        value: code (value),
        on_change: code (move |now| value.set(now)),
    }
};
