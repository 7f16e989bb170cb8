//! Examples of `VisuallyHidden`.

use super::VisuallyHidden;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "visually-hidden",
    name: "VisuallyHidden",
    scope: Scope::Foundations,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Text that is read aloud and not shown.",
    when_not: "A sighted reader needs the text as well: show it.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[Example {
    id: "unit",
    title: "Completes a number",
    view: || view! { <p>"12"<VisuallyHidden>" open incidents"</VisuallyHidden></p> }.into_any(),
}];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    VisuallyHidden {
    }
    text "Read, not seen"
};
