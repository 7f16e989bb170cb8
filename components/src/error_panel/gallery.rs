//! Examples of `ErrorPanel`.

use super::ErrorPanel;
use crate::Level;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card, Link,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn details() -> Vec<(String, String)> {
    [
        ("Code", "CATALOG_TIMEOUT"),
        ("Request", "01J9Z4QK7M3T8KQ2"),
        ("Time", "21 Nov 2026, 10:42:07 UTC"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "error-panel",
    name: "ErrorPanel",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Something could not be loaded: what, why, what still works, how to go on.",
    when_not: "An action failed: a toast. Data are only old: Banner.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "card",
        title: "In a card",
        view: || {
            let on_retry = Callback::new(|()| ());
            view! {
                    <Card title="Cost">
                        <ErrorPanel
                            title="Cost data could not be loaded"
                            cause="The billing export did not answer in 10 s. Everything else on this page is current."
                            on_retry
                            details=details()
                            silent=true
                        />
                    </Card>
                }
                .into_any()
        },
    },
    Example {
        id: "links",
        title: "With a link",
        view: || {
            let on_retry = Callback::new(|()| ());
            view! {
                <ErrorPanel
                    title="Components could not be loaded"
                    cause="The catalog did not answer. Starred and recent items still work."
                    on_retry
                    links=|| view! { <Link href="#status">"Status page"</Link> }
                    silent=true
                />
            }
            .into_any()
        },
    },
    Example {
        id: "retrying",
        title: "Trying again",
        view: || {
            let on_retry = Callback::new(|()| ());
            view! {
                <ErrorPanel
                    title="Builds could not be loaded"
                    cause="The CI server answered with an error."
                    on_retry
                    retrying=true
                    silent=true
                />
            }
            .into_any()
        },
    },
    Example {
        id: "bare",
        title: "Nothing to try",
        view: || {
            view! {
                <ErrorPanel
                    title="This page cannot be shown"
                    cause="Its plugin was switched off by an administrator."
                    silent=true
                />
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ErrorPanel {
        title: text "The builds could not be loaded",
        cause: text "The CI server did not answer in ten seconds.",
        level: choice Level [H3, H2, H4],
        retrying: flag,
        silent: flag,
        on_retry: code (Callback::new(|()| ())),
    }
};
