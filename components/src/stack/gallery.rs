//! Examples of `Stack`.

use super::Stack;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Gap, Skeleton, SkeletonKind,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn stacked(gap: Gap) -> AnyView {
    view! {
        <Stack gap>
            <Skeleton kind=SkeletonKind::Text(1) />
            <Skeleton kind=SkeletonKind::Text(1) />
            <Skeleton kind=SkeletonKind::Text(1) />
        </Stack>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "stack",
    name: "Stack",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Children below each other with one distance between them.",
    when_not: "Things in a row that may wrap: Cluster. Cards side by side: Grid.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "default", title: "Density's own gap", view: || stacked(Gap::Md) },
    Example { id: "tight", title: "Extra small gap", view: || stacked(Gap::Xs) },
    Example { id: "sections", title: "Between sections", view: || stacked(Gap::Xl) },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Stack {
        gap: choice Gap [Md, Xs, Sm, Lg, Xl],
    }
    { <p>"One"</p> <p>"Two"</p> <p>"Three"</p> }
};
