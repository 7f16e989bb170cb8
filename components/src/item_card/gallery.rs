//! Examples of `ItemCard`.

use super::ItemCard;
use crate::Level;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Icon, IconSize, OwnerBadge, StarButton,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "item-card",
    name: "ItemCard",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One thing as a card: its name, what it is, tags, a footer.",
    when_not: "Facts that are compared belong in a DataTable, many things in a ResourceList.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "full", title: "With everything", view: full },
    Example { id: "bare", title: "Name and summary", view: bare },
    Example { id: "long", title: "Long texts, no link", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn tags(tags: &[&str]) -> Vec<String> {
    tags.iter().map(|tag| (*tag).to_owned()).collect()
}

fn full() -> AnyView {
    let starred = RwSignal::new(true);
    view! {
        <ItemCard
            title="Spring service"
            href="#template"
            leading=|| view! { <Icon name=Icon::Template size=IconSize::Xl /> }
            side=move || {
                view! { <StarButton name="Spring service" starred on_toggle=move |on| starred.set(on) /> }
            }
            summary="A Java service with a pipeline, dashboards and an alert for its error budget."
            tags=tags(&["java", "spring", "grpc"])
            footer=|| {
                view! {
                    <OwnerBadge name="Developer platform" href="#team".to_owned() />
                    <span>"Used 214×"</span>
                }
            }
        />
    }
    .into_any()
}

fn bare() -> AnyView {
    view! { <ItemCard title="Runbook" href="#docs" summary="What to do when the ledger is behind." /> }
        .into_any()
}

fn long() -> AnyView {
    view! {
        <ItemCard
            title="Zugriffsberechtigungsverwaltungsgruppenmitgliedschaftsantragsformular"
            summary="Asks for the membership in a group, waits until two of its owners agree, and tells everybody who wants to know. Afterwards it writes down who agreed and when, so that the audit finds it, and reminds the owners once a year."
            tags=tags(&["access", "audit", "group", "membership", "yearly", "workflow"])
            footer=|| "Not available in your region"
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl">
            <ItemCard
                title="خدمة جديدة"
                href="#template"
                leading=|| view! { <Icon name=Icon::Template size=IconSize::Xl /> }
                summary="خدمة مع خط أنابيب ولوحات مراقبة."
                tags=tags(&["java", "grpc"])
                footer=|| "فريق المنصة"
            />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ItemCard {
        title: text "Spring service",
        href: text "#spring",
        level: choice Level [H3, H2, H4],
        summary: text,
        tags: code (vec!["java".to_owned()]),
    }
};
