//! Examples of `AppShell`.

use super::AppShell;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    PageHeader, Skeleton, SkeletonKind,
    bottom_bar::gallery::places,
    gallery::{Entry, Example, Scope, Status},
    nav_list::gallery::links,
    top_bar::gallery::bar,
};
use leptos::prelude::*;

fn shell(rail: bool) -> AnyView {
    let rail = RwSignal::new(rail);
    let drawer_open = RwSignal::new(false);
    let open = Callback::new(move |()| drawer_open.set(true));
    view! {
        <AppShell
            rail
            drawer_open
            banner=move || bar(open, rail.into())
            sidebar=move || links(rail.into())
            drawer=|| links(Signal::from(false))
            bottom=places
            footer=|| "Catalog read 2 min ago"
        >
            <PageHeader title="Components" subtitle="128 components · 14 teams" />
            <Skeleton kind=SkeletonKind::Text(12) />
        </AppShell>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "app-shell",
    name: "AppShell",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The frame of every page: skip link, banner, navigation, main, footer.",
    when_not: "Inside a page: there is one per document.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "open", title: "Sidebar", view: || shell(false) },
    Example { id: "rail", title: "Rail", view: || shell(true) },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    AppShell {
        banner: code (|| "Banner"),
        sidebar: code (|| "Places"),
        drawer: code (|| "Places"),
        bottom: code (|| "Places"),
        rail: code (RwSignal::new(false)),
        drawer_open: code (RwSignal::new(false)),
    }
    { <p>"The page"</p> }
};
