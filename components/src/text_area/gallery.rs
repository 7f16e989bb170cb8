//! Examples of the text area.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Stack, TextArea};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "text-area",
    name: "TextArea",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Several lines of text with their label.",
    when_not: "One line is a TextField.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "error", title: "With an error", view: error },
];

fn rest() -> AnyView {
    let text = RwSignal::new(String::new());
    view! {
        <TextArea
            label="What happened?"
            value=text
            on_input=move |new| text.set(new)
            placeholder="What you did, what you saw"
            optional=true
        />
    }
    .into_any()
}

fn error() -> AnyView {
    view! {
        <Stack>
            <TextArea
                label="Descriptor"
                value="kind: Component\nmetadata:\n  name: [\n"
                on_input=|_| ()
                mono=true
                rows=4
                error="Line 3: a list is not closed."
            />
        </Stack>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    TextArea with { let value = RwSignal::new(String::new()); } {
        label: text "Description",
        hide_label: flag,
        rows: number? 3,
        placeholder: text,
        help: maybe "Shown below the field.",
        error: maybe "Choose one of the list.",
        optional: flag,
        mono: flag,
        read_only: flag,
        value: code (value),
        on_input: code (move |text| value.set(text)),
    }
};
