//! Examples of `ProgressBar`.

use super::{ProgressBar, ProgressPlace};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card, Stack, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "progress-bar",
    name: "ProgressBar",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "How far something has come, or only that it is under way.",
    when_not: "First load: Skeleton. Inside a button: Spinner.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "share",
        title: "Known share",
        view: || {
            view! { <ProgressBar label="Reading descriptors" percent=Some(36) text="45 of 125" /> }
                .into_any()
        },
    },
    Example {
        id: "unknown",
        title: "Unknown share",
        view: || view! { <ProgressBar label="Waiting for the build" /> }.into_any(),
    },
    Example {
        id: "tones",
        title: "Done and failed",
        view: || {
            view! {
                    <Stack>
                        <ProgressBar label="Published" percent=Some(100) text="Done" tone=Tone::Success />
                        <ProgressBar label="Rollout" percent=Some(70) text="Failed at step 4" tone=Tone::Danger />
                    </Stack>
                }
                .into_any()
        },
    },
    Example {
        id: "region",
        title: "At the edge of a region",
        view: || {
            view! {
                <Card title="Builds" busy=true>
                    <ProgressBar label="Refreshing builds" place=ProgressPlace::Region />
                    "The old data stay readable."
                </Card>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ProgressBar {
        label: text "Loading the catalog",
        tone: choice Tone [Accent, Neutral, Info, Success, Warning, Danger, Done],
        text: maybe "62 of 128",
        place: choice ProgressPlace [Own, Region],
        percent: code (Some(48)),
    }
};
