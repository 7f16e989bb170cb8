//! Examples of `OwnerBadge`.

use super::OwnerBadge;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    AvatarShape,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "owner-badge",
    name: "OwnerBadge",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Who answers for something: picture and name of a team or a person.",
    when_not: "Any other entity: RefLink. Only the picture: Avatar.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "team",
        title: "Team",
        view: || view! { <OwnerBadge name="Payments core" href="#".to_owned() /> }.into_any(),
    },
    Example {
        id: "person",
        title: "Person",
        view: || {
            view! { <OwnerBadge name="Amara Osei" href="#".to_owned() shape=AvatarShape::Person /> }
                .into_any()
        },
    },
    Example { id: "none", title: "No owner", view: || view! { <OwnerBadge name="" /> }.into_any() },
    Example {
        id: "missing",
        title: "Not in the catalog",
        view: || {
            view! { <OwnerBadge name="treasury" reference="group:default/treasury" /> }.into_any()
        },
    },
    Example {
        id: "long",
        title: "Long name",
        view: || {
            let name = "Team for the reconciliation of everything that was ever paid out twice";
            view! { <OwnerBadge name href="#".to_owned() /> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    OwnerBadge {
        name: text "Payments core",
        href: code ("#core".to_owned()),
        reference: text,
        shape: choice AvatarShape [Team, Person],
    }
};
