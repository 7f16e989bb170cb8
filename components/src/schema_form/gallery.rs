//! Examples of the schema form.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Choice, SchemaField, SchemaForm, SchemaKind, SchemaValue, SchemaValues};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "schema-form",
    name: "SchemaForm",
    scope: Scope::Forms,
    status: Status::Experimental,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A form for what a JSON Schema describes.",
    when_not: "A form that is known beforehand is written with the fields themselves.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "all", title: "Every kind of property", view: all },
    Example { id: "busy", title: "Being sent", view: busy },
];

const TEXT: SchemaKind = SchemaKind::Text { min: 0, max: None };

fn choices(words: &[&str]) -> SchemaKind {
    SchemaKind::Choice(words.iter().map(|word| Choice::new(*word, *word)).collect())
}

fn form(fields: Vec<SchemaField>, busy: bool) -> AnyView {
    let value = RwSignal::new(SchemaValues::defaults(&fields));
    view! {
        <SchemaForm
            fields
            value
            on_change=move |new| value.set(new)
            on_submit=|_| ()
            submit="Create repository"
            busy
        />
    }
    .into_any()
}

fn all() -> AnyView {
    let owner = vec![
        SchemaField::new(
            "team",
            choices(&["Checkout", "Disputes", "Freight", "Payments core", "Tax"]),
        )
        .title("Team")
        .required(),
        SchemaField::new("mail", TEXT).title("Mail address"),
    ];
    let fields = vec![
        SchemaField::new("name", SchemaKind::Text { min: 3, max: Some(40) })
            .title("Name")
            .description("From 3 to 40 characters.")
            .required(),
        SchemaField::new("visibility", choices(&["Internal", "Public"]))
            .title("Visibility")
            .default(SchemaValue::Text("Internal".to_owned()))
            .required(),
        SchemaField::new(
            "replicas",
            SchemaKind::Number { whole: true, min: Some(1.0), max: Some(20.0) },
        )
        .title("Replicas")
        .default(SchemaValue::Text("3".to_owned()))
        .required(),
        SchemaField::new("topics", SchemaKind::List)
            .title("Topics")
            .default(SchemaValue::List(vec!["payments".to_owned()])),
        SchemaField::new("alerts", SchemaKind::Flag)
            .title("Alert the team when the error budget is used up")
            .default(SchemaValue::Flag(true)),
        SchemaField::new("owner", SchemaKind::Group(owner))
            .title("Owner")
            .description("Answers for it at night.")
            .required(),
    ];
    form(fields, false)
}

fn busy() -> AnyView {
    let name = SchemaField::new("name", TEXT)
        .title("Name")
        .default(SchemaValue::Text("refunds-api".to_owned()))
        .required();
    form(vec![name], true)
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    SchemaForm with { let value = RwSignal::new(SchemaValues::default()); } {
        submit: text "Create",
        busy: flag,
        fields: code (vec![SchemaField::new("name", SchemaKind::Text { min: 1, max: None }).title("Name")]),
        value: code (value),
        on_change: code (move |now| value.set(now)),
        on_submit: code (|_| ()),
    }
};
