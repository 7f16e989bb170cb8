//! Examples of `Spinner`.

use super::Spinner;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "spinner",
    name: "Spinner",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Something small is under way.",
    when_not: "Content on its way: Skeleton. A region being refreshed: ProgressBar.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "alone",
        title: "Alone, with a label to listen to",
        view: || view! { <Spinner label="Checking the name" /> }.into_any(),
    },
    Example {
        id: "beside",
        title: "Beside its word",
        view: || view! { <p><Spinner />" Checking…"</p> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Spinner {
        label: text,
    }
};
