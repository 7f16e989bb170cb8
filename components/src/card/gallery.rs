//! Examples of `Card`.

use super::{Card, CardHeight};
use crate::Level;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Badge, ItemRow, List, Skeleton, SkeletonKind, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "card",
    name: "Card",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A frame around one thing, with a heading.",
    when_not: "Parts of a card: Divider. A message: Banner.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "Heading and body",
        view: || view! { <Card title="About">"Double-entry ledger of record."</Card> }.into_any(),
    },
    Example {
        id: "head",
        title: "Everything in the head",
        view: || {
            view! {
                <Card
                    title="Alerts"
                    hint="2 firing, 2 resolved today"
                    actions=|| view! { <Badge tone=Tone::Danger label="2 open" /> }
                    more="All alerts"
                    more_href="#alerts"
                >
                    "Posting latency p99 above 400 ms"
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "flush",
        title: "Flush list and a footer",
        view: || {
            let link = |title: &str| view! { <ItemRow title href="#".to_owned() /> }.into_any();
            view! {
                <Card title="Links" flush=true footer=|| "2 of 4">
                    <List items=vec![link("Service dashboard"), link("Runbook")] />
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "loading",
        title: "Loading, at a fixed least height",
        view: || {
            view! {
                <Card title="Cost" height=CardHeight::Small busy=true>
                    <Skeleton kind=SkeletonKind::Card />
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "bare",
        title: "Bare frame",
        view: || view! { <Card>"Only a frame."</Card> }.into_any(),
    },
    Example {
        id: "long",
        title: "Long heading",
        view: || {
            let title =
                "A heading that somebody wrote without leaving any room for the link at its end";
            view! { <Card title more="All of them" more_href="#">"Body"</Card> }.into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! {
                <div dir="rtl"><Card title="התראות" more="הכול" more_href="#">"גוף"</Card></div>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Card {
        title: text "Builds",
        level: choice Level [H2, H3, H4],
        hint: maybe "of the last week",
        more: text "All builds",
        more_href: text "#builds",
        flush: flag,
        height: choice CardHeight [Auto, Small, Medium, Large],
        busy: flag,
    }
    text "No build has failed since Monday."
};
