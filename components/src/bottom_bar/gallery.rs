//! Examples of `BottomBar`.

use super::{BottomBar, BottomItem};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Icon,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The usual five places; also part of the example of `AppShell`.
pub(crate) fn places() -> AnyView {
    let nothing = Callback::new(|()| ());
    view! {
        <BottomBar label="Primary">
            <BottomItem label="Home" icon=Icon::Home href="#home" />
            <BottomItem label="Catalog" icon=Icon::Catalog href="#catalog" current=true />
            <BottomItem label="Search" icon=Icon::Search on_press=nothing />
            <BottomItem label="Create" icon=Icon::Plus href="#create" />
            <BottomItem label="More" icon=Icon::Menu on_press=nothing />
        </BottomBar>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "bottom-bar",
    name: "BottomBar",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Up to five places at the lower edge of a narrow screen.",
    when_not: "From 768 px on: NavList in the sidebar.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Five places", view: places },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl">{places()}</div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    BottomBar {
        label: text "Places",
    }
    { <BottomItem label="Home" icon=Icon::Home href="#home" current=true /> <BottomItem label="Catalog" icon=Icon::Catalog href="#catalog" /> }
};
