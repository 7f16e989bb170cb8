//! Examples of `NavList`.

use super::{NavGroup, NavItem, NavList};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Icon, KindIcon, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// A sidebar's links; also part of the example of `AppShell`.
pub(crate) fn links(rail: Signal<bool>) -> AnyView {
    view! {
        <NavList label="Main" rail>
            <NavGroup>
                <NavItem label="Home" href="#home" icon=|| view! { <Icon name=Icon::Home /> } />
                <NavItem label="Catalog" href="#catalog" current=true icon=|| view! { <Icon name=Icon::Catalog /> } />
                <NavItem label="Docs" href="#docs" icon=|| view! { <Icon name=Icon::Docs /> } />
            </NavGroup>
            <NavGroup title="Operate">
                <NavItem
                    label="Incidents"
                    href="#incidents"
                    icon=|| view! { <Icon name=Icon::Incident /> }
                    badge="2"
                    badge_unit="open"
                    badge_tone=Tone::Danger
                />
                <NavItem label="Cost" href="#cost" icon=|| view! { <Icon name=Icon::Cost /> } badge="14" />
            </NavGroup>
            <NavGroup title="Starred">
                <NavItem label="payments-ledger" href="#1" icon=|| view! { <KindIcon kind="Component" /> } />
                <NavItem label="Settlement" href="#2" icon=|| view! { <KindIcon kind="System" /> } />
                <NavItem
                    label="ledger-reconciliation-eu-west-and-central"
                    href="#3"
                    icon=|| view! { <KindIcon kind="Component" /> }
                />
            </NavGroup>
        </NavList>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "nav-list",
    name: "NavList",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The links that lead around the portal, in groups.",
    when_not: "Tabs of a page: RoutedTabs. Way back: Breadcrumbs.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "open", title: "Open", view: || links(Signal::from(false)) },
    Example { id: "rail", title: "Rail", view: || links(Signal::from(true)) },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl">{links(Signal::from(false))}</div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    NavList {
        label: text "Places",
        rail: flag,
    }
    { <NavItem label="Home" href="#home" icon=|| view! { <Icon name=Icon::Home /> } current=true /> <NavItem label="Catalog" href="#catalog" icon=|| view! { <Icon name=Icon::Catalog /> } /> }
};
