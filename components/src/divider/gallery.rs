//! Examples of `Divider`.

use super::Divider;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Cluster, Stack,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "divider",
    name: "Divider",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A line between two groups.",
    when_not: "Space separates well enough: Stack with a larger gap.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "horizontal",
        title: "Between blocks",
        view: || view! { <Stack><p>"Above"</p><Divider /><p>"Below"</p></Stack> }.into_any(),
    },
    Example {
        id: "vertical",
        title: "Between neighbours",
        view: || {
            view! {
                <Cluster><span>"Left"</span><Divider vertical=true /><span>"Right"</span></Cluster>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Divider {
        vertical: flag,
    }
};
