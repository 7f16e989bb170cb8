//! Examples of `Badge`.

use super::Badge;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Cluster, Icon, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "badge",
    name: "Badge",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A state as a tinted pill: a shape, a word and a colour.",
    when_not: "A column of states: Status. A plain number: Counter.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "tones",
        title: "Tones",
        view: || {
            view! {
                <Cluster>
                    <Badge tone=Tone::Neutral label="Not configured" />
                    <Badge tone=Tone::Accent label="New" />
                    <Badge tone=Tone::Info label="Beta" />
                    <Badge tone=Tone::Success label="Verified" />
                    <Badge tone=Tone::Warning label="2 stale" />
                    <Badge tone=Tone::Danger label="3 failing" />
                    <Badge tone=Tone::Done label="Merged" />
                </Cluster>
            }
            .into_any()
        },
    },
    Example {
        id: "icon",
        title: "Another shape",
        view: || {
            view! { <Badge tone=Tone::Info label="Deploying" icon=Icon::Running /> }.into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl"><Badge tone=Tone::Danger label="נכשל" /></div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Badge {
        tone: choice! Tone [Neutral, Accent, Info, Success, Warning, Danger, Done],
        label: text "Beta",
        icon: icon [Plus, Refresh, Search, Star, Trash],
    }
};
