//! Examples of `TagList`.

use super::TagList;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

fn tags(count: usize) -> Vec<String> {
    ["tier-1", "pci", "kotlin", "postgres", "eu-region"]
        .into_iter()
        .cycle()
        .take(count)
        .map(str::to_owned)
        .collect()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "tag-list",
    name: "TagList",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The first few tags and how many more there are.",
    when_not: "One word: Tag. Tags that are chosen and removed: a tag field.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "two",
        title: "Two of five",
        view: || view! { <TagList tags=tags(5) most=2 /> }.into_any(),
    },
    Example { id: "all", title: "All", view: || view! { <TagList tags=tags(5) /> }.into_any() },
    Example { id: "many", title: "Many", view: || view! { <TagList tags=tags(60) /> }.into_any() },
    Example {
        id: "none",
        title: "None",
        view: || view! { <TagList tags=vec![] most=2 /> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    TagList {
        tags: code (["java", "payments", "pci", "tier-1"].map(str::to_owned).to_vec()),
        most: code (2),
    }
};
