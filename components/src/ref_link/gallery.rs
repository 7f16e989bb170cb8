//! Examples of `RefLink`.

use super::{RefLink, RefWeight};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Stack,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn link(kind: &'static str, label: &'static str, weight: RefWeight) -> AnyView {
    view! { <RefLink kind label href=Some("#".to_owned()) weight /> }.into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "ref-link",
    name: "RefLink",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A link to an entity: the drawing of its kind and its name.",
    when_not: "An owner: OwnerBadge. Any other address: Link.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "plain",
        title: "Plain",
        view: || link("System", "Settlement", RefWeight::Plain),
    },
    Example {
        id: "name",
        title: "Name of a row",
        view: || link("Component", "payments-ledger", RefWeight::Name),
    },
    Example {
        id: "missing",
        title: "Not in the catalog",
        view: || {
            let reference = "component:default/ledger-v1".to_owned();
            view! { <RefLink kind="Component" label="ledger-v1" href=None reference /> }.into_any()
        },
    },
    Example {
        id: "long",
        title: "Long name",
        view: || {
            view! {
                    <Stack>
                        {link(
                            "Component",
                            "ledger-reconciliation-eu-west-with-a-name-that-goes-on-and-on-and-does-not-care-about-the-column",
                            RefWeight::Name,
                        )}
                    </Stack>
                }
                .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! { <div dir="rtl">{link("API", "תשלומים-api", RefWeight::Plain)}</div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    RefLink {
        kind: text "Component",
        label: text "payments-ledger",
        weight: choice RefWeight [Plain, Name],
        href: code (Some("#ledger".to_owned())),
        reference: text "component:default/payments-ledger",
    }
};
