//! Examples of `Timeline`.

use super::{Timeline, TimelineEvent};
use crate::Level;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    CodeBlock, Icon, Skeleton, SkeletonKind, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// 21 November 2026, 10:42 UTC.
const NOW: i64 = 1_795_257_720_000;
const HOUR: i64 = 3_600_000;

fn events() -> Vec<TimelineEvent> {
    vec![
        TimelineEvent::new(NOW, "Deployed 4.2.1 to production")
            .actor("Mira Okafor")
            .state(Tone::Success, "Succeeded")
            .href("#run-812"),
        TimelineEvent::new(NOW - 2 * HOUR, "Deployed 4.2.0 to production")
            .actor("Mira Okafor")
            .state(Tone::Danger, "Failed")
            .href("#run-811"),
        TimelineEvent::new(NOW - 26 * HOUR, "Owner changed to payments-core").actor("Jon Lind"),
        TimelineEvent::new(NOW - 50 * HOUR, "Component registered").icon(Icon::Component),
    ]
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "timeline",
    name: "Timeline",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "What happened, one thing after the other.",
    when_not: "Events that are compared or sorted: DataTable.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "Newest first",
        view: || {
            view! { <Timeline label="Changes of payments-ledger" events=events() /> }.into_any()
        },
    },
    Example {
        id: "days",
        title: "By day",
        view: || {
            view! {
                <Timeline label="Changes of payments-ledger" events=events() by_day=true />
            }
            .into_any()
        },
    },
    Example {
        id: "body",
        title: "With more below an event",
        view: || {
            let events = vec![
                TimelineEvent::new(NOW, "Configuration changed")
                    .actor("Jon Lind")
                    .icon(Icon::Settings)
                    .body(|| view! { <CodeBlock label="Change" code="replicas: 3" /> }),
                TimelineEvent::new(NOW - HOUR, "Latency above 400 ms")
                    .state(Tone::Warning, "Needs a look"),
            ];
            view! { <Timeline label="Incident" events /> }.into_any()
        },
    },
    Example {
        id: "empty",
        title: "Nothing yet",
        view: || view! { <Timeline label="Changes" events=Vec::new() /> }.into_any(),
    },
    Example {
        id: "loading",
        title: "On its way",
        view: || {
            view! {
                <div aria-busy="true">
                    <Skeleton kind=SkeletonKind::Rows(4) label="Loading changes" />
                </div>
            }
            .into_any()
        },
    },
    Example {
        id: "long",
        title: "Long words",
        view: || {
            let events = vec![
                    TimelineEvent::new(
                        NOW,
                        "Deployed payments-ledger-reconciliation-worker-for-the-european-region 4.2.1-rc.7+build.20261121",
                    )
                    .actor("The deployment robot of the payments domain")
                    .state(Tone::Success, "Succeeded after a second attempt"),
                ];
            view! { <Timeline label="Deployments" events /> }.into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            let events = vec![
                TimelineEvent::new(NOW, "גרסה 4.2.1 הותקנה").state(Tone::Success, "הצליח"),
                TimelineEvent::new(NOW - HOUR, "הבעלים הוחלפו").actor("יונתן"),
            ];
            view! { <div dir="rtl"><Timeline label="שינויים" events /></div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Timeline {
        label: text "Changes of payments-ledger",
        by_day: flag,
        level: choice Level [H2, H3, H4],
        empty: text "Nothing has happened yet.",
        events: code (vec![TimelineEvent::new(1_760_000_000_000, "Deployed 4.2.1").actor("Mira Okafor").state(Tone::Success, "Succeeded"), TimelineEvent::new(1_759_900_000_000, "Component registered")]),
    }
};
