//! Examples of `TopBar`.

use super::TopBar;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Avatar, AvatarSize, Breadcrumbs, Crumb, Icon, IconButton, IconSize,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The usual bar; also part of the example of `AppShell`.
pub(crate) fn bar(on_menu: Callback<()>, rail: Signal<bool>) -> AnyView {
    view! {
        <TopBar
            brand=|| view! { <a href="#"><Icon name=Icon::Logo size=IconSize::Md />"Portico"</a> }
            title="Components"
            on_menu
            rail
            start=|| {
                let crumbs = vec![Crumb::new("Catalog", "#catalog"), Crumb::new("Components", "#c")];
                view! { <Breadcrumbs crumbs /> }
            }
            tools=|| view! { <IconButton label="Notifications, none unread" icon=Icon::Bell /> }
            narrow_tools=|| view! { <IconButton label="Search" icon=Icon::Search /> }
            end=|| view! { <Avatar name="Ines Calloway" size=AvatarSize::Md alone=true /> }
        />
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "top-bar",
    name: "TopBar",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The bar at the top of every page: brand, way back, tools, account.",
    when_not: "Head of one page: PageHeader.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "Beside an open sidebar",
        view: || bar(Callback::new(|()| ()), Signal::from(false)),
    },
    Example {
        id: "rail",
        title: "Beside a rail",
        view: || bar(Callback::new(|()| ()), Signal::from(true)),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    TopBar {
        title: text "Catalog",
        menu_open: flag,
        rail: flag,
        brand: code (|| "Portico"),
        on_menu: code (Callback::new(|()| ())),
    }
};
