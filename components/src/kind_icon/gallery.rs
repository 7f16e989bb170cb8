//! Examples of `KindIcon`.

use super::KindIcon;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Cluster, IconSize,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

const KINDS: [&str; 10] = [
    "Component",
    "API",
    "Resource",
    "System",
    "Domain",
    "Group",
    "User",
    "Template",
    "Location",
    "Widget",
];

fn kinds(size: IconSize) -> AnyView {
    let kinds: Vec<_> = KINDS
        .into_iter()
        .map(|kind| view! { <span><KindIcon kind size />" "{kind}</span> })
        .collect();
    view! { <Cluster>{kinds}</Cluster> }.into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "kind-icon",
    name: "KindIcon",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The drawing of an entity's kind in the kind's own colour.",
    when_not: "With the entity's name and address: RefLink.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rows", title: "In rows", view: || kinds(IconSize::Sm) },
    Example { id: "heading", title: "Before a heading", view: || kinds(IconSize::Lg) },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    KindIcon {
        kind: text "Component",
        size: choice IconSize [Sm, Xs, Md, Lg, Xl, Hero],
    }
};
