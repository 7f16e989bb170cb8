//! Examples of the radio group.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Choice, RadioGroup};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "radio-group",
    name: "RadioGroup",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One of a few choices, all in sight.",
    when_not: "Choices with a description are ChoiceCards, more than five a Select; a view is a SegmentedControl.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "plain", title: "Plain", view: plain },
    Example { id: "disabled", title: "One not available", view: disabled },
    Example { id: "error", title: "With an error", view: error },
];

fn styles() -> Vec<Choice> {
    vec![
        Choice::new("grpc", "gRPC").help("Typed, internal callers"),
        Choice::new("rest", "REST").help("OpenAPI, partners"),
        Choice::new("events", "Events only").help("No inbound calls"),
    ]
}

fn plain() -> AnyView {
    let value = RwSignal::new(Some("week".to_owned()));
    view! {
        <RadioGroup
            label="How often?"
            choices=vec![Choice::new("day", "Every day"), Choice::new("week", "Every week")]
            value
            on_change=move |new| value.set(Some(new))
        />
    }
    .into_any()
}

fn disabled() -> AnyView {
    let value = RwSignal::new(Some("grpc".to_owned()));
    let mut choices = styles();
    choices.push(Choice::new("soap", "SOAP").disabled("Not for new services"));
    view! {
        <RadioGroup label="API style" choices value on_change=move |new| value.set(Some(new)) />
    }
    .into_any()
}

fn error() -> AnyView {
    view! {
        <RadioGroup
            label="API style"
            choices=styles()
            value=None
            on_change=|_| ()
            error="Choose how others call it."
        />
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    RadioGroup with { let value = RwSignal::new(Some("week".to_owned())); } {
        label: text "How often?",
        help: maybe "Shown below the field.",
        error: maybe "Choose one of the list.",
        optional: flag,
        choices: code (vec![Choice::new("day", "Every day"), Choice::new("week", "Every week")]),
        value: code (value),
        on_change: code (move |now| value.set(Some(now))),
    }
};
