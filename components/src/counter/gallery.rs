//! Examples of `Counter`.

use super::Counter;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Cluster,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "counter",
    name: "Counter",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "How many there are, beside a name.",
    when_not: "The number is good or bad news: Badge.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "sizes",
        title: "None to many",
        view: || {
            view! {
                <Cluster>
                    <Counter count=0 />
                    <Counter count=7 />
                    <Counter count=128 />
                    <Counter count=25_000 />
                </Cluster>
            }
            .into_any()
        },
    },
    Example {
        id: "unit",
        title: "With a unit for those who listen",
        view: || view! { <Counter count=2 unit="open incidents" /> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Counter {
        count: number 128,
        unit: text,
    }
};
