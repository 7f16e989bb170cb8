//! Examples of the select.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Choice, Select, Size, Stack};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "select",
    name: "Select",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One of a few known choices.",
    when_not: "Two to four are a RadioGroup, more than fifteen a Combobox.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "states", title: "States", view: states },
    Example { id: "many", title: "10,000 options", view: many },
];

fn rest() -> AnyView {
    let value = RwSignal::new(Some("pg16".to_owned()));
    let choices = vec![
        Choice::new("pg16", "PostgreSQL 16"),
        Choice::new("pg15", "PostgreSQL 15"),
        Choice::new("none", "None"),
    ];
    view! {
        <Select
            label="Database"
            choices
            value
            on_change=move |new| value.set(Some(new))
            help="Managed, eu-west-1, two zones."
        />
    }
    .into_any()
}

fn states() -> AnyView {
    let choices = vec![Choice::new("a", "A"), Choice::new("b", "B")];
    view! {
        <Stack>
            <Select label="System" choices=choices.clone() value=None on_change=|_| () error="Choose a system." />
            <Select label="Tier" choices=choices.clone() value=None on_change=|_| () optional=true placeholder="None" />
            <Select label="Sorted by" hide_label=true size=Size::Sm choices value=Some("a".to_owned()) on_change=|_| () />
        </Stack>
    }
    .into_any()
}

fn many() -> AnyView {
    let value = RwSignal::new(Some("9999".to_owned()));
    let choices: Vec<Choice> = (0..10_000)
        .map(|at: u32| {
            let at = at.to_string();
            let choice = Choice::new(at.clone(), ["Version ", &at].concat());
            if at == "13" { choice.disabled("Withdrawn, because it lost data") } else { choice }
        })
        .collect();
    view! { <Select label="Version" choices value on_change=move |new| value.set(Some(new)) /> }
        .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Select with { let value = RwSignal::new(Some("week".to_owned())); } {
        label: text "How often?",
        hide_label: flag,
        placeholder: text "Choose…",
        help: maybe "Shown below the field.",
        error: maybe "Choose one of the list.",
        optional: flag,
        size: choice Size [Md, Sm, Lg],
        choices: code (vec![Choice::new("day", "Every day"), Choice::new("week", "Every week")]),
        value: code (value),
        on_change: code (move |now| value.set(Some(now))),
    }
};
