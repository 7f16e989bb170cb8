//! Examples of `Skeleton`.

use super::{Skeleton, SkeletonKind};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "skeleton",
    name: "Skeleton",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The shape of what is still on its way.",
    when_not: "Old data is still shown: the region bar of ProgressBar. In a button: Spinner.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "text",
        title: "Text",
        view: || {
            view! { <div aria-busy="true"><Skeleton kind=SkeletonKind::Text(4) /></div> }.into_any()
        },
    },
    Example {
        id: "rows",
        title: "Rows",
        view: || {
            view! {
                <Card title="Alerts" flush=true busy=true>
                    <Skeleton kind=SkeletonKind::Rows(4) />
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "card",
        title: "Card",
        view: || {
            view! {
                <Card title="Cost" busy=true>
                    <Skeleton kind=SkeletonKind::Card label="Loading cost" />
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "table",
        title: "Table",
        view: || {
            view! {
                <Card title="Builds" flush=true busy=true>
                    <Skeleton kind=SkeletonKind::Table(5, 4) />
                </Card>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Skeleton {
        label: text,
        kind: code (SkeletonKind::Text(3)),
    }
};
