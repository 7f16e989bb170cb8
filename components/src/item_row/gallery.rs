//! Examples of `ItemRow`.

use super::ItemRow;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Avatar, AvatarSize, Icon, KindIcon, Status as State, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn entity(title: &'static str) -> AnyView {
    view! {
        <ItemRow
            title
            href="#".to_owned()
            leading=|| view! { <KindIcon kind="Component" /> }
            detail=|| "Last mile · production"
            side=|| view! { <State tone=Tone::Success label="Healthy" /> }
            side_detail=|| "3 h ago"
        />
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "item-row",
    name: "ItemRow",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One thing of a list: a drawing, its name, a second line, something at the end.",
    when_not: "More than four facts: a row of DataTable.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "entity", title: "Entity", view: || entity("address-normaliser") },
    Example {
        id: "person",
        title: "Person",
        view: || {
            view! {
                <ItemRow
                    title="Amara Osei"
                    leading=|| view! { <Avatar name="Amara Osei" size=AvatarSize::Lg /> }
                    detail=|| "On call until Mon 09:00"
                    side=|| view! { <Icon name=Icon::OnCall /> }
                />
            }
            .into_any()
        },
    },
    Example {
        id: "link",
        title: "One line",
        view: || {
            view! {
                <ItemRow
                    title="Service dashboard"
                    href="#".to_owned()
                    leading=|| view! { <Icon name=Icon::Gauge /> }
                    side=|| "Grafana"
                />
            }
            .into_any()
        },
    },
    Example {
        id: "long",
        title: "Long name",
        view: || entity("ledger-reconciliation-eu-west-with-a-name-that-goes-on-and-on-and-on"),
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl">{entity("כתובות")}</div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ItemRow {
        title: text "payments-ledger",
        href: code ("#ledger".to_owned()),
        detail: code (|| "Settlement · production"),
        side: code (|| "2 min ago"),
    }
};
