//! Examples of `{{type}}`.

use super::{{type}};
use crate::gallery::{Entry, Example, Playground, Scope, Status};
use crate::playground;
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "{{id}}",
    name: "{{type}}",
    scope: Scope::Data,
    status: Status::Experimental,
    since: "{{version}}",
    owner: "group:default/portal",
    summary: "What it shows, in one sentence.",
    when_not: "Another component that fits better, and when.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "usual",
        title: "Usual",
        view: || view! { <{{type}} label="{{title}}" /> }.into_any(),
    },
    Example {
        id: "long",
        title: "Long text",
        view: || {
            let label = "A text that is longer than anybody who drew this ever thought of";
            view! { <{{type}} label /> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    {{type}} {
        label: text "{{title}}",
    }
};
