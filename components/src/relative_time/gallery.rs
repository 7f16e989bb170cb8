//! Examples of `RelativeTime`.

use super::RelativeTime;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Stack,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The moment so many minutes ago.
fn ago(minutes: i64) -> i64 {
    js_sys::Date::now() as i64 - minutes * 60_000
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "relative-time",
    name: "RelativeTime",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "When something happened, the way people say it.",
    when_not: "How long something took: plain text.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "ages",
        title: "From now to long ago",
        view: || {
            let times: Vec<_> = [0, 5, 180, 6 * 1440, 29 * 1440, 400 * 1440, -120]
                .into_iter()
                .map(|minutes| view! { <RelativeTime time=ago(minutes) /> })
                .collect();
            view! { <Stack>{times}</Stack> }.into_any()
        },
    },
    Example {
        id: "focusable",
        title: "Exact time on focus",
        view: || view! { <RelativeTime time=ago(26) focusable=true /> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    RelativeTime {
        focusable: flag,
        time: code (1_760_000_000),
    }
};
