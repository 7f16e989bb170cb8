//! Examples of the error summary.

use crate::Level;
use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, ErrorSummary, FieldError, Stack, TextField, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "error-summary",
    name: "ErrorSummary",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Everything that has to be changed in a form, with links to the fields.",
    when_not: "One field alone says it by itself; what could not be loaded is an ErrorPanel.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "form", title: "Above a form", view: form },
    Example { id: "one", title: "One, with a long text", view: one },
];

fn form() -> AnyView {
    let (name, owner) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let errors = RwSignal::new(Vec::new());
    let check = move || {
        let needed = [
            (name, "summary-name", "Give it a name."),
            (owner, "summary-owner", "Say which team owns it."),
        ];
        let missing = needed.into_iter().filter(|(text, ..)| text.with(String::is_empty));
        missing.map(|(_, field, text)| FieldError::new(field, text)).collect::<Vec<_>>()
    };
    let error = move |field: &'static str| {
        move || {
            errors.with(|errors: &Vec<FieldError>| {
                errors.iter().find(|error| error.field == field).map(|error| error.text.clone())
            })
        }
    };
    view! {
        <Stack>
            <ErrorSummary errors />
            <TextField
                attr:id="summary-name"
                label="Name"
                value=name
                on_input=move |text| name.set(text)
                error=error("summary-name")
            />
            <TextField
                attr:id="summary-owner"
                label="Owner"
                value=owner
                on_input=move |text| owner.set(text)
                error=error("summary-owner")
            />
            <div>
                <Button variant=Variant::Solid on_click=move |_| errors.set(untrack(check))>"Create"</Button>
            </div>
        </Stack>
    }
    .into_any()
}

fn one() -> AnyView {
    let text = "Take another name: “payments-ledger” belongs to a component that was deleted less than 30 days ago and can still be restored.";
    view! { <ErrorSummary errors=vec![FieldError::new("summary-none", text)] /> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ErrorSummary {
        level: choice Level [H3, H2, H4],
        errors: code (vec![FieldError::new("name", "Give it a name."), FieldError::new("owner", "Say which team owns it.")]),
    }
};
