//! Examples of `ScrollRow`.

use super::ScrollRow;
use crate::gallery::Playground;
use crate::playground;
use crate::{ItemCard, Level};
use crate::{
    Link, LinkStyle,
    card_grid::gallery::templates,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "scroll-row",
    name: "ScrollRow",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One row of things that scrolls sideways, with a heading and buttons.",
    when_not: "What has to be found goes into a CardGrid: most people see only the first ones.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "many",
        title: "More than fit",
        view: || {
            let all =
                || view! { <Link href="#templates" look=LinkStyle::Arrow>"All templates"</Link> };
            view! { <ScrollRow title="Recently used" items=templates(8) actions=all /> }.into_any()
        },
    },
    Example {
        id: "few",
        title: "All in sight",
        view: || view! { <ScrollRow title="Recommended" items=templates(1) /> }.into_any(),
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! { <div dir="rtl"><ScrollRow title="الأخيرة" items=templates(8) /></div> }
                .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ScrollRow {
        title: text "Recently used",
        level: choice Level [H2, H3, H4],
        items: code ((1..=8).map(|at| view! { <ItemCard title=["Template ", &at.to_string()].concat() href="#template" /> }.into_any()).collect::<Vec<_>>()),
    }
};
