//! Examples of the icon button.

use crate::Tone;
use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Cluster, Icon, IconButton, IconLink, IconSize, Size, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "icon-button",
    name: "IconButton",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Starts an action that everybody knows by its drawing.",
    when_not: "Anything that needs words is a Button.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "variants", title: "Variants", view: variants },
    Example { id: "sizes", title: "Sizes", view: sizes },
    Example { id: "states", title: "States", view: states },
    Example { id: "keys", title: "With keys in the tooltip", view: keys },
    Example { id: "link", title: "As link", view: link },
];

fn variants() -> AnyView {
    view! {
        <Cluster>
            <IconButton icon=Icon::More label="Actions for payments-ledger" />
            <IconButton icon=Icon::Columns label="Columns and density" variant=Variant::Outline />
            <IconButton icon=Icon::Plus label="Create" variant=Variant::Solid />
        </Cluster>
    }
    .into_any()
}

fn sizes() -> AnyView {
    view! {
        <Cluster>
            <IconButton icon=Icon::Close label="Close" size=Size::Sm />
            <IconButton icon=Icon::Close label="Close" />
            <IconButton icon=Icon::Bell label="Notifications" icon_size=IconSize::Md />
            <IconButton icon=Icon::Close label="Close" size=Size::Lg icon_size=IconSize::Md />
        </Cluster>
    }
    .into_any()
}

fn states() -> AnyView {
    view! {
        <Cluster>
            <IconButton icon=Icon::Refresh label="Refresh" loading=true />
            <IconButton icon=Icon::Follow label="Follow the log" pressed=true />
            <IconButton icon=Icon::Star label="Star payments-ledger" pressed=true filled=true />
            <IconButton
                icon=Icon::Edit
                label="Edit"
                disabled_reason="Only members of Payments core may do this"
            />
        </Cluster>
    }
    .into_any()
}

fn keys() -> AnyView {
    view! { <IconButton icon=Icon::Search label="Search" keys="Mod+K" /> }.into_any()
}

fn link() -> AnyView {
    view! {
        <Cluster>
            <IconLink href="#settings" icon=Icon::Settings label="Settings" />
            <IconLink href="#here" icon=Icon::Home label="Home" current=true />
        </Cluster>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    IconButton {
        icon: choice! Icon [Star, Bell, Edit, Trash, More],
        label: text "Notifications",
        variant: choice Variant [Ghost, Solid, Outline, Link],
        tone: choice Tone [Neutral, Accent, Info, Success, Warning, Danger, Done],
        size: choice Size [Md, Sm, Lg],
        icon_size: choice IconSize [Sm, Xs, Md, Lg, Xl, Hero],
        loading: flag,
        filled: flag,
        disabled_reason: maybe "Only members of Payments core may do this",
        on_click: code (|_| ()),
    }
};
