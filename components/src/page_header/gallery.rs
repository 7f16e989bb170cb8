//! Examples of `PageHeader`.

use super::PageHeader;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Button, Description, IconSize, KindIcon, OwnerBadge, StarButton, Variant,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "page-header",
    name: "PageHeader",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Head of every page: its only h1, a line about it, facts and actions.",
    when_not: "Head of a part of a page: the title of a Card.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "index",
        title: "Index page",
        view: || {
            view! {
                <PageHeader
                    title="Components"
                    subtitle="128 components · 14 teams · synced 2 min ago"
                    actions=|| view! {
                        <Button>"Register existing"</Button>
                        <Button variant=Variant::Solid>"Create component"</Button>
                    }
                />
            }
            .into_any()
        },
    },
    Example {
        id: "entity",
        title: "Entity page",
        view: || {
            view! {
                    <PageHeader
                        title="payments-ledger"
                        icon=|| view! { <KindIcon kind="Component" size=IconSize::Lg /> }
                        star=|| {
                            let starred = RwSignal::new(true);
                            let on_toggle = move |wanted| starred.set(wanted);
                            view! { <StarButton name="payments-ledger" starred on_toggle /> }
                        }
                        subtitle="Double-entry ledger of record for captured, settled and refunded payments."
                        meta=|| view! {
                            <Description term="Owner">
                                <OwnerBadge name="Payments core" href="#".to_owned() />
                            </Description>
                            <Description term="Lifecycle">"production"</Description>
                            <Description term="Type">"service"</Description>
                            <Description term="Tier">"Tier 1"</Description>
                        }
                        actions=|| view! { <Button variant=Variant::Solid>"Deploy…"</Button> }
                    />
                }
                .into_any()
        },
    },
    Example {
        id: "bare",
        title: "Only a name",
        view: || view! { <PageHeader title="Insights" /> }.into_any(),
    },
    Example {
        id: "long",
        title: "Long name",
        view: || {
            let title = "ledger-reconciliation-eu-west-with-a-name-that-goes-on-and-on-and-does-not-care-about-the-page";
            let actions = || view! { <Button>"View docs"</Button> };
            view! { <PageHeader title actions /> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    PageHeader {
        title: text "payments-ledger",
        subtitle: maybe "Keeps every movement of money.",
        actions: code (|| view! { <Button>"Edit"</Button> }),
    }
};
