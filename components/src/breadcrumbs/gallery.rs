//! Examples of `Breadcrumbs`.

use super::{Breadcrumbs, Crumb};
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

fn way(names: &[&str]) -> AnyView {
    let crumbs: Vec<Crumb> = names.iter().map(|name| Crumb::new(*name, "#")).collect();
    view! { <Breadcrumbs crumbs /> }.into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "breadcrumbs",
    name: "Breadcrumbs",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The levels above the page, and the page itself.",
    when_not: "The places of the portal: NavList. The tabs of a page: RoutedTabs.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "two", title: "Two levels", view: || way(&["Catalog", "Components"]) },
    Example {
        id: "four",
        title: "Four levels",
        view: || way(&["Catalog", "Payments", "Settlement", "payments-ledger"]),
    },
    Example {
        id: "deep",
        title: "Many levels",
        view: || way(&["Docs", "Payments", "Ledger", "Guides", "Operations", "Restore", "Drills"]),
    },
    Example {
        id: "long",
        title: "Long names",
        view: || {
            way(&[
                "Catalog",
                "Everything that moves money from one place to another",
                "ledger-reconciliation-eu-west-with-a-name-that-goes-on-and-on",
            ])
        },
    },
    Example {
        id: "narrow",
        title: "Narrow",
        view: || {
            view! {
                <div style:max-inline-size="20rem">
                    {way(&["Catalog", "Payments", "Settlement", "payments-ledger"])}
                </div>
            }
            .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl">{way(&["קטלוג", "תשלומים", "יומן"])}</div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Breadcrumbs {
        crumbs: code (vec![Crumb::new("Catalog", "#catalog"), Crumb::new("Payments", "#payments"), Crumb::new("payments-ledger", "#ledger")]),
    }
};
