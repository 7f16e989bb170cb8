//! Examples of the checkbox group.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{CheckboxGroup, Choice};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "checkbox-group",
    name: "CheckboxGroup",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Some of several choices, all in sight.",
    when_not: "More than ten are a SelectPanel; one of several is a RadioGroup.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "all", title: "A box for all", view: all },
    Example { id: "inline", title: "Beside each other", view: inline },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "disabled", title: "Not available", view: disabled },
    Example { id: "long", title: "Long texts", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn environments() -> Vec<Choice> {
    vec![
        Choice::new("dev", "Development"),
        Choice::new("stage", "Staging").help("With data of last week"),
        Choice::new("prod", "Production"),
    ]
}

fn values(values: &[&str]) -> RwSignal<Vec<String>> {
    RwSignal::new(values.iter().map(|value| (*value).to_owned()).collect())
}

fn rest() -> AnyView {
    let value = values(&["mail"]);
    let choices =
        vec![Choice::new("mail", "By mail"), Choice::new("chat", "In the team's channel")];
    view! {
        <CheckboxGroup
            label="How to tell you"
            choices
            value
            on_change=move |new| value.set(new)
            help="Incidents are always told in both ways."
            optional=true
        />
    }
    .into_any()
}

fn all() -> AnyView {
    let value = values(&["dev", "stage"]);
    view! {
        <CheckboxGroup
            label="Deploy to"
            choices=environments()
            value
            on_change=move |new| value.set(new)
            all="All environments"
        />
    }
    .into_any()
}

fn inline() -> AnyView {
    let value = values(&["get", "post"]);
    let choices = ["get", "post", "put", "patch", "delete"].map(|name| Choice::new(name, name));
    view! {
        <CheckboxGroup
            label="Methods"
            choices=choices.to_vec()
            value
            on_change=move |new| value.set(new)
            inline=true
        />
    }
    .into_any()
}

fn error() -> AnyView {
    let value = values(&[]);
    view! {
        <CheckboxGroup
            label="Deploy to"
            choices=environments()
            value
            on_change=move |new| value.set(new)
            error="Choose at least one environment."
        />
    }
    .into_any()
}

fn disabled() -> AnyView {
    let value = values(&["prod"]);
    view! {
        <CheckboxGroup
            label="Deploy to"
            choices=environments()
            value
            on_change=|_| ()
            all="All environments"
            disabled_reason="A deployment is running"
        />
    }
    .into_any()
}

fn long() -> AnyView {
    let value = values(&[]);
    let choices = vec![
        Choice::new("a", "Tell the people on call when the error budget of a service that they own is nearly used up")
            .help("Once a day at most, in the morning of the time zone of the team, and never on a public holiday."),
        Choice::new("b", "Zugriffsberechtigungsverwaltungsgruppenmitgliedschaft"),
    ];
    view! {
        <CheckboxGroup
            label="What the summary of the week is about, and for whom it is written"
            choices
            value
            on_change=move |new| value.set(new)
            all="All of it"
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    let value = values(&["mail"]);
    let choices = vec![Choice::new("mail", "البريد"), Choice::new("chat", "القناة")];
    view! {
        <div dir="rtl">
            <CheckboxGroup
                label="طريقة الإشعار"
                choices
                value
                on_change=move |new| value.set(new)
                all="الكل"
            />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    CheckboxGroup with { let chosen = RwSignal::new(vec!["dev".to_owned()]); } {
        label: text "Environments",
        help: maybe "Where it runs.",
        error: maybe "Choose one at least.",
        optional: flag,
        inline: flag,
        disabled_reason: maybe "Only members of Payments core may do this",
        choices: code (vec![Choice::new("dev", "Development"), Choice::new("prod", "Production")]),
        value: code (chosen),
        on_change: code (move |now| chosen.set(now)),
    }
};
