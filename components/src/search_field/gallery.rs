//! Examples of the search field.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{SearchField, Size, Stack};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "search-field",
    name: "SearchField",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A field for text that is looked for.",
    when_not: "Text that is stored goes into a TextField.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "With a key", view: rest },
    Example { id: "filled", title: "With a text", view: filled },
    Example { id: "paused", title: "After a pause", view: paused },
];

fn rest() -> AnyView {
    let text = RwSignal::new(String::new());
    view! {
        <SearchField
            label="Filter by name"
            shortcut="/"
            value=text
            on_input=move |new| text.set(new)
        />
    }
    .into_any()
}

fn filled() -> AnyView {
    let text = RwSignal::new("ledger".to_owned());
    view! { <SearchField label="Filter by name" size=Size::Sm value=text on_input=move |new| text.set(new) /> }
        .into_any()
}

fn paused() -> AnyView {
    let text = RwSignal::new(String::new());
    let searched = RwSignal::new(String::new());
    view! {
        <Stack>
            <SearchField
                label="Search the documentation"
                value=text
                on_input=move |new| text.set(new)
                on_search=move |new| searched.set(new)
            />
            <p>"Searched: " {searched}</p>
        </Stack>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    SearchField with { let value = RwSignal::new(String::new()); } {
        label: text "Filter by name",
        size: choice Size [Md, Sm, Lg],
        value: code (value),
        on_input: code (move |text| value.set(text)),
    }
};
