//! Examples of `Avatar`.

use super::{Avatar, AvatarShape, AvatarSize};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Cluster,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn sizes(name: &'static str, shape: AvatarShape) -> AnyView {
    let sizes = [AvatarSize::Sm, AvatarSize::Md, AvatarSize::Lg, AvatarSize::Xl];
    let avatars: Vec<_> =
        sizes.into_iter().map(|size| view! { <Avatar name shape size alone=true /> }).collect();
    view! { <Cluster>{avatars}</Cluster> }.into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "avatar",
    name: "Avatar",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A person's or a team's picture, or letters in its place.",
    when_not: "With the name of an owner: OwnerBadge.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "person", title: "Person", view: || sizes("Amara Osei", AvatarShape::Person) },
    Example { id: "team", title: "Team", view: || sizes("Payments core", AvatarShape::Team) },
    Example {
        id: "hues",
        title: "A hue per name",
        view: || {
            let names = ["Checkout", "Treasury", "Last mile", "Freight", "Disputes", "Tax"];
            let avatars: Vec<_> = names
                .into_iter()
                .map(|name| {
                    let shape = AvatarShape::Team;
                    view! { <Avatar name shape alone=true /> }
                })
                .collect();
            view! { <Cluster>{avatars}</Cluster> }.into_any()
        },
    },
    Example {
        id: "scripts",
        title: "Other scripts, and no letter at all",
        view: || {
            let names = ["山田 太郎", "דנה כהן", "Élodie Ångström", "🦀"];
            let size = AvatarSize::Lg;
            let avatars: Vec<_> =
                names.into_iter().map(|name| view! { <Avatar name size alone=true /> }).collect();
            view! { <Cluster>{avatars}</Cluster> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Avatar {
        name: text "Mira Okonkwo",
        shape: choice AvatarShape [Person, Team],
        size: choice AvatarSize [Sm, Md, Lg, Xl],
        alone: flag,
        seed: text,
    }
};
