//! Examples of the icons.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use super::{Icon, IconSize};
use crate::Cluster;
use crate::gallery::{Entry, Example, Scope, Status};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "icon",
    name: "Icon",
    scope: Scope::Foundations,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A drawing beside text, in the colour of the text.",
    when_not: "A control that is only an icon is an IconButton, because it needs a name.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "all", title: "The family", view: all },
    Example { id: "sizes", title: "Sizes", view: sizes },
    Example { id: "filled", title: "Filled", view: filled },
    Example { id: "tinted", title: "Kinds in their colours", view: tinted },
];

fn all() -> AnyView {
    let tiles = Icon::ALL
        .iter()
        .map(|icon| {
            view! {
                <Cluster>
                    <Icon name=*icon size=IconSize::Md />
                    <code>{icon.name()}</code>
                </Cluster>
            }
        })
        .collect_view();
    view! { <Cluster>{tiles}</Cluster> }.into_any()
}

fn sizes() -> AnyView {
    view! {
        <Cluster>
            <Icon name=Icon::Component size=IconSize::Xs />
            <Icon name=Icon::Component />
            <Icon name=Icon::Component size=IconSize::Md />
            <Icon name=Icon::Component size=IconSize::Lg />
            <Icon name=Icon::Component size=IconSize::Xl />
            <Icon name=Icon::Component size=IconSize::Hero />
        </Cluster>
    }
    .into_any()
}

fn filled() -> AnyView {
    view! {
        <Cluster>
            <Icon name=Icon::Star />
            <Icon name=Icon::Star filled=true />
        </Cluster>
    }
    .into_any()
}

fn tinted() -> AnyView {
    let kinds = [
        Icon::Component,
        Icon::Api,
        Icon::Resource,
        Icon::System,
        Icon::Domain,
        Icon::Group,
        Icon::User,
        Icon::Template,
        Icon::Location,
        Icon::UnknownKind,
    ];
    let icons = kinds.map(|kind| view! { <Icon name=kind tinted=true size=IconSize::Md /> });
    view! { <Cluster>{icons}</Cluster> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Icon {
        name: choice! Icon [Component, Api, Resource, System, Domain, Group, User, Star],
        size: choice IconSize [Sm, Xs, Md, Lg, Xl, Hero],
        filled: flag,
        tinted: flag,
    }
};
