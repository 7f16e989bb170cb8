//! Examples of `AvatarGroup`.

use super::{AvatarGroup, Member};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    AvatarSize, Stack,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn people() -> Vec<Member> {
    ["Amara Osei", "Jun Watanabe", "Priya Nair", "Lea Roth", "Tomás Vidal", "Ida Berg", "Sam Cole"]
        .map(|name| Member::new(name).href("#person"))
        .to_vec()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "avatar-group",
    name: "AvatarGroup",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Several people in little room: a stack of pictures that opens the list of names.",
    when_not: "One of them is an OwnerBadge; where there is room, a List with names.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "many",
        title: "More than fit",
        view: || view! { <AvatarGroup label="Reviewers" members=people() /> }.into_any(),
    },
    Example {
        id: "few",
        title: "All in sight, without pages",
        view: || {
            let members = vec![Member::new("Amara Osei"), Member::new("Jun Watanabe")];
            view! { <AvatarGroup label="On call" members /> }.into_any()
        },
    },
    Example {
        id: "teams",
        title: "Teams",
        view: || {
            let members = ["Payments core", "Checkout", "Disputes"]
                .map(|name| Member::new(name).team().href("#team"))
                .to_vec();
            view! { <AvatarGroup label="Consumers" members /> }.into_any()
        },
    },
    Example {
        id: "sizes",
        title: "Sizes",
        view: || {
            let group = |size| {
                view! { <AvatarGroup label="Reviewers" members=people() most=3 size /> }.into_any()
            };
            view! {
                <Stack>
                    {group(AvatarSize::Sm)} {group(AvatarSize::Md)} {group(AvatarSize::Lg)}
                </Stack>
            }
            .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            let members = vec![Member::new("דנה כהן"), Member::new("Amara Osei")];
            view! { <div dir="rtl"><AvatarGroup label="המבקרים" members /></div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    AvatarGroup {
        label: text "Reviewers",
        most: number? 4,
        size: choice AvatarSize [Md, Sm, Lg, Xl],
        members: code (["Amara Osei", "Jun Watanabe", "Priya Nair", "Lea Roth", "Ida Berg"].map(Member::new).to_vec()),
    }
};
