//! Examples of the field.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Field, FieldState};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "field",
    name: "Field",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A control with its label, its help and its error.",
    when_not: "The fields of this library bring their own.",
};

/// Its states.
pub const EXAMPLES: &[Example] =
    &[Example { id: "own", title: "A control of your own", view: own }];

fn own() -> AnyView {
    let state = FieldState::new("In percent.".into(), Signal::default());
    view! {
        <Field state label="Share of the traffic">
            <input
                type="range"
                id=state.id()
                min="0"
                max="100"
                aria-describedby=move || state.described_by()
            />
        </Field>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Field {
        label: text "Name",
        hide_label: flag,
        optional: flag,
        state: code (FieldState::new(Signal::stored(None), Signal::stored(None))),
    }
    { <input class="pk-input" /> }
};
