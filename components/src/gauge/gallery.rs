//! Examples of `Gauge`.

use super::Gauge;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Gap, Stack,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "gauge",
    name: "Gauge",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "How much of a limit is used or left.",
    when_not: "Work that comes to an end: ProgressBar. A number without a limit: Stat.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "Without limits",
        view: || view! { <Gauge label="Documented interfaces" value=14 max=20 /> }.into_any(),
    },
    Example {
        id: "limits",
        title: "Normal, high, critical",
        view: || {
            let gauge = |label: &str, value: usize| {
                view! { <Gauge label value max=100 unit="GB" warning=80 danger=95 /> }
            };
            view! {
                <Stack gap=Gap::Lg>
                    {gauge("Build cache", 41)}
                    {gauge("Artifacts", 82)}
                    {gauge("Logs", 97)}
                </Stack>
            }
            .into_any()
        },
    },
    Example {
        id: "falling",
        title: "Less is worse",
        view: || {
            view! {
                <Gauge
                    label="Error budget left"
                    value=22
                    max=100
                    unit="%"
                    warning=30
                    danger=10
                    falling=true
                />
            }
            .into_any()
        },
    },
    Example {
        id: "over",
        title: "Over the maximum",
        view: || {
            view! { <Gauge label="Requests per minute" value=1340 max=1200 danger=1200 /> }
                .into_any()
        },
    },
    Example {
        id: "empty",
        title: "Nothing used",
        view: || view! { <Gauge label="Runners" value=0 max=40 warning=36 /> }.into_any(),
    },
    Example {
        id: "no-limit",
        title: "No limit set",
        view: || view! { <Gauge label="Storage" value=512 max=0 unit="GB" /> }.into_any(),
    },
    Example {
        id: "long",
        title: "Long words",
        view: || {
            view! {
                    <Gauge
                        label="Share of the requests of the payments domain that were answered within the agreed time"
                        value=1204889
                        max=1300000
                        unit="requests"
                        danger=1000000
                        falling=true
                    />
                }
                .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! {
                <div dir="rtl"><Gauge label="אחסון" value=82 max=100 unit="GB" warning=80 /></div>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Gauge {
        label: text "Error budget",
        value: number 62,
        max: number 100,
        unit: text "%",
        falling: flag,
    }
};
