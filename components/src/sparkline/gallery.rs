//! Examples of `Sparkline`.

use super::Sparkline;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Stack, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn week() -> Vec<Option<i64>> {
    [12, 14, 9, 18, 22, 17, 25].map(Some).into()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "sparkline",
    name: "Sparkline",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "How something went, in the height of a line or two.",
    when_not: "Values that are to be read: Chart.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "A week",
        view: || view! { <Sparkline label="Builds per day" values=week() /> }.into_any(),
    },
    Example {
        id: "tones",
        title: "Tones",
        view: || {
            view! {
                <Stack>
                    <Sparkline label="Rollouts" values=week() tone=Tone::Success />
                    <Sparkline label="Waiting time" values=week() unit="min" tone=Tone::Warning />
                    <Sparkline label="Failures" values=week() tone=Tone::Danger />
                    <Sparkline label="Visits" values=week() tone=Tone::Neutral />
                </Stack>
            }
            .into_any()
        },
    },
    Example {
        id: "gaps",
        title: "Days without data",
        view: || {
            let values = vec![Some(4), Some(6), None, None, Some(9), None, Some(7), Some(8)];
            view! { <Sparkline label="Latency per day" values unit="ms" /> }.into_any()
        },
    },
    Example {
        id: "level",
        title: "Nothing changes",
        view: || view! { <Sparkline label="Replicas" values=vec![Some(3); 9] /> }.into_any(),
    },
    Example {
        id: "empty",
        title: "No values",
        view: || view! { <Sparkline label="Builds per day" values=Vec::new() /> }.into_any(),
    },
    Example {
        id: "many",
        title: "A year of days",
        view: || {
            let values = (0..365_i64).map(|day| Some(day * day % 97 + day / 4)).collect();
            view! { <Sparkline label="Builds per day" values /> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Sparkline {
        label: text "Builds of the last week",
        unit: text,
        tone: choice Tone [Accent, Neutral, Info, Success, Warning, Danger, Done],
        values: code (vec![Some(3), Some(8), None, Some(5), Some(12)]),
    }
};
