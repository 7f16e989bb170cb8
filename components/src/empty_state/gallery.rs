//! Examples of `EmptyState`.

use super::{EmptyKind, EmptyState};
use crate::Level;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Button, Card, CodeBlock, CodeLanguage, Link, LinkStyle, Size, Variant,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "empty-state",
    name: "EmptyState",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Nothing to show, why, and the one thing to do about it.",
    when_not: "It could not be loaded: ErrorPanel. It is on its way: Skeleton.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "first-use",
        title: "First use",
        view: || {
            view! {
                    <EmptyState
                        kind=EmptyKind::FirstUse
                        title="Bring in your first component"
                        actions=|| view! {
                            <Button variant=Variant::Solid>"Register a component…"</Button>
                            <Link href="#guide" look=LinkStyle::Arrow>"How the catalog works"</Link>
                        }
                    >
                        "A component is any piece of software a team owns: a service, a worker, a library."
                    </EmptyState>
                }
                .into_any()
        },
    },
    Example {
        id: "no-match",
        title: "No match",
        view: || {
            view! {
                <EmptyState
                    kind=EmptyKind::NoMatch
                    title="No components match"
                    actions=|| view! { <Button>"Clear 3 filters"</Button> }
                >
                    "Nothing owned by "<b>"Treasury"</b>" has the tag "<b>"wasm"</b>"."
                </EmptyState>
            }
            .into_any()
        },
    },
    Example {
        id: "no-access",
        title: "No access",
        view: || {
            view! {
                <EmptyState kind=EmptyKind::NoAccess title="You cannot see the cost of this team">
                    "Treasury can give you access: #treasury-help."
                </EmptyState>
            }
            .into_any()
        },
    },
    Example {
        id: "done",
        title: "All done",
        view: || view! { <EmptyState kind=EmptyKind::Done title="No open alerts" /> }.into_any(),
    },
    Example {
        id: "not-configured",
        title: "Not configured, in a card",
        view: || {
            let snippet = || {
                let code = "metadata:\n  annotations:\n    sentry.io/project-slug: ledger";
                view! {
                    <CodeBlock label="Lines to add" code language=CodeLanguage::Yaml added=vec![3] />
                }
            };
            view! {
                <Card title="Error tracking">
                    <EmptyState
                        kind=EmptyKind::NotConfigured
                        title="Not configured"
                        compact=true
                        snippet
                        actions=|| view! {
                            <Button size=Size::Sm>"Open pull request…"</Button>
                            <Link href="#guide" look=LinkStyle::Arrow>"Setup guide"</Link>
                        }
                    >
                        "Add the project’s slug to "<code>"catalog-info.yaml"</code>
                        " to see new and regressed errors here."
                    </EmptyState>
                </Card>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    EmptyState {
        kind: choice! EmptyKind [FirstUse, NoMatch, NoAccess, Done, NotConfigured],
        title: text "No service matches",
        level: choice Level [H3, H2, H4],
        icon: icon [Plus, Refresh, Search, Star, Trash],
        compact: flag,
    }
    text "Remove a filter or search for something else."
};
