//! Examples of `Cluster`.

use super::{Cluster, Justify};
use crate::Gap;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Tag,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn tags(justify: Justify) -> AnyView {
    view! {
        <Cluster justify>
            <Tag label="tier-1" />
            <Tag label="pci" />
            <Tag label="rust" />
        </Cluster>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "cluster",
    name: "Cluster",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Children in a row that wraps when it is full.",
    when_not: "Things below each other: Stack.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "start", title: "From the start", view: || tags(Justify::Start) },
    Example { id: "between", title: "Apart", view: || tags(Justify::Between) },
    Example { id: "end", title: "At the end", view: || tags(Justify::End) },
    Example {
        id: "wraps",
        title: "Wraps",
        view: || {
            let tags: Vec<_> =
                (1..=40).map(|n| view! { <Tag label=format!("tag-{n}") /> }).collect();
            view! { <Cluster>{tags}</Cluster> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Cluster {
        gap: choice Gap [Sm, Xs, Md, Lg, Xl],
        justify: choice Justify [Start, Between, End],
    }
    { <Tag label="java" /> <Tag label="payments" /> <Tag label="pci" /> }
};
