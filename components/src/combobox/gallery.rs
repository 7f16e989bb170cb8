//! Examples of the combobox.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Choice, Combobox, Icon, Size, Stack};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "combobox",
    name: "Combobox",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One of many choices, found by typing.",
    when_not: "Up to fifteen choices are a Select.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "states", title: "States", view: states },
    Example { id: "custom", title: "Any text", view: custom },
    Example { id: "many", title: "25,000 choices", view: many },
];

fn systems() -> Vec<Choice> {
    [
        "settlement",
        "checkout",
        "freight-quotes",
        "last-mile",
        "dispatch",
        "billing",
        "customs",
        "risk",
        "identity",
        "merchant-portal",
        "treasury",
        "warehouse",
    ]
    .map(|system| Choice::new(system, system).icon(Icon::System).help("Payments"))
    .into()
}

fn rest() -> AnyView {
    let value = RwSignal::new(None::<String>);
    view! {
        <Combobox
            label="System"
            choices=systems()
            value
            on_change=move |new| value.set(new)
            placeholder="Find a system"
            help="The system that the component is part of."
        />
    }
    .into_any()
}

fn states() -> AnyView {
    view! {
        <Stack>
            <Combobox label="System" choices=systems() value=Some("settlement".to_owned()) on_change=|_| () />
            <Combobox label="System" choices=systems() value=None on_change=|_| () error="Choose a system." />
            <Combobox label="Owner" choices=Vec::new() value=None on_change=|_| () loading=true />
        </Stack>
    }
    .into_any()
}

fn custom() -> AnyView {
    let value = RwSignal::new(Some("main".to_owned()));
    view! {
        <Combobox
            label="Branch"
            choices=vec![Choice::new("main", "main"), Choice::new("release", "release")]
            value
            on_change=move |new| value.set(new)
            custom=true
            optional=true
        />
    }
    .into_any()
}

fn many() -> AnyView {
    let value = RwSignal::new(None);
    let choices: Vec<Choice> = (0..25_000)
        .map(|at: u32| {
            let at = at.to_string();
            Choice::new(at.clone(), ["component-", &at].concat())
        })
        .collect();
    view! {
        <Combobox label="Component" choices value on_change=move |new| value.set(new) optional=true />
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Combobox with { let value = RwSignal::new(None::<String>); } {
        label: text "Owner",
        hide_label: flag,
        loading: flag,
        custom: flag,
        placeholder: text,
        help: maybe "The team that answers for it.",
        error: maybe "Choose one of the list.",
        optional: flag,
        size: choice Size [Md, Sm, Lg],
        choices: code (vec![Choice::new("core", "Payments core"), Choice::new("treasury", "Treasury")]),
        value: code (value),
        on_change: code (move |now| value.set(now)),
    }
};
