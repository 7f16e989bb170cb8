//! Examples of `LifecycleBadge`.

use super::LifecycleBadge;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Cluster,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "lifecycle-badge",
    name: "LifecycleBadge",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "How settled an entity is.",
    when_not: "The state of something that runs: Status.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[Example {
    id: "words",
    title: "Well-known words and another",
    view: || {
        view! {
            <Cluster>
                <LifecycleBadge lifecycle="production" />
                <LifecycleBadge lifecycle="experimental" />
                <LifecycleBadge lifecycle="deprecated" />
                <LifecycleBadge lifecycle="pilot" />
            </Cluster>
        }
        .into_any()
    },
}];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    LifecycleBadge {
        lifecycle: text "production",
    }
};
