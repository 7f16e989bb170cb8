//! Examples of `Status`.

use super::Status;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Icon, Stack, Tone,
    gallery::{Entry, Example, Scope, Status as Maturity},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "status",
    name: "Status",
    scope: Scope::Data,
    status: Maturity::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The state of something that runs: a shape, a word and a colour.",
    when_not: "A lifecycle: LifecycleBadge. A state that must stand out: Badge.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "tones",
        title: "Tones",
        view: || {
            view! {
                <Stack>
                    <Status tone=Tone::Success label="Healthy" />
                    <Status tone=Tone::Warning label="Degraded" />
                    <Status tone=Tone::Danger label="Failing" />
                    <Status tone=Tone::Info label="Maintenance" />
                    <Status tone=Tone::Done label="Merged" />
                    <Status tone=Tone::Neutral label="Unknown" />
                </Stack>
            }
            .into_any()
        },
    },
    Example {
        id: "shapes",
        title: "Other shapes",
        view: || {
            view! {
                <Stack>
                    <Status tone=Tone::Info label="Deploying" icon=Icon::Running />
                    <Status tone=Tone::Neutral label="Waiting" icon=Icon::Pending />
                    <Status tone=Tone::Neutral label="Skipped" icon=Icon::Skipped />
                </Stack>
            }
            .into_any()
        },
    },
    Example {
        id: "long",
        title: "Long word",
        view: || {
            let label = "Waiting for a runner with the label linux-arm64-large-with-docker";
            view! { <Status tone=Tone::Warning label /> }.into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! { <div dir="rtl"><Status tone=Tone::Success label="תקין" /></div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Status {
        tone: choice! Tone [Success, Neutral, Accent, Info, Warning, Danger, Done],
        label: text "Healthy",
        icon: icon [Plus, Refresh, Search, Star, Trash],
    }
};
