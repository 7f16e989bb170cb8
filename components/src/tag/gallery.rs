//! Examples of `Tag`.

use super::Tag;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Cluster, Hue,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "tag",
    name: "Tag",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A word that somebody attached to a thing.",
    when_not: "A state: Status. Several tags in little room: TagList.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Plain", view: || view! { <Tag label="rust" /> }.into_any() },
    Example {
        id: "hues",
        title: "Hues",
        view: || {
            let hues = [
                Hue::Neutral,
                Hue::Blue,
                Hue::Teal,
                Hue::Green,
                Hue::Amber,
                Hue::Orange,
                Hue::Red,
                Hue::Magenta,
                Hue::Violet,
            ];
            let tags: Vec<_> =
                hues.into_iter().map(|hue| view! { <Tag label=hue.name() hue /> }).collect();
            view! { <Cluster>{tags}</Cluster> }.into_any()
        },
    },
    Example {
        id: "link",
        title: "Link to the same tag",
        view: || view! { <Tag label="tier-1" href="#tier-1" /> }.into_any(),
    },
    Example {
        id: "long",
        title: "Long text",
        view: || {
            let label = "a-tag-that-somebody-wrote-without-ever-thinking-of-the-people-who-read-it";
            view! { <Tag label=label /> }.into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl"><Tag label="תשלומים" /></div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Tag {
        label: text "payments",
        hue: choice Hue [Neutral, Blue, Teal, Green, Amber, Orange, Red, Magenta, Violet],
        href: text "#payments",
    }
};
