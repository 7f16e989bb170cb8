//! Several people in little room.

pub mod gallery;
mod logic;

use crate::{
    Avatar, AvatarShape, AvatarSize, Popover, SafeUrl, Size, Variant, VisuallyHidden, class,
};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// One person or team of an [`AvatarGroup`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    name: String,
    seed: String,
    shape: AvatarShape,
    image: Option<SafeUrl>,
    href: Option<String>,
}

impl Member {
    /// A person.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// It is a team.
    #[must_use]
    pub const fn team(mut self) -> Self {
        self.shape = AvatarShape::Team;
        self
    }

    /// What the hue is taken from; see [`Avatar`].
    #[must_use]
    pub fn seed(mut self, seed: impl Into<String>) -> Self {
        self.seed = seed.into();
        self
    }

    /// With a picture.
    #[must_use]
    pub fn image(mut self, image: SafeUrl) -> Self {
        self.image = Some(image);
        self
    }

    /// With a page of its own in the portal.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    fn avatar(&self, size: AvatarSize) -> AnyView {
        let Self { name, seed, shape, image, .. } = self.clone();
        match image {
            Some(image) => view! { <Avatar name seed shape size image /> }.into_any(),
            None => view! { <Avatar name seed shape size /> }.into_any(),
        }
    }
}

/// Several people or teams in little room: a stack of pictures that opens the list of names.
///
/// Use it in table rows and heads of pages: reviewers, people on call. A single one is an
/// [`OwnerBadge`](crate::OwnerBadge); where there is room, a [`List`](crate::List) with names
/// says more.
///
/// Keyboard: one button; Enter and Space open the list, Escape closes it.
#[component]
pub fn AvatarGroup(
    /// Who they are: "Reviewers".
    #[prop(into)]
    label: String,
    /// Everyone, the most telling first.
    members: Vec<Member>,
    /// How many pictures are shown.
    #[prop(default = 4)]
    most: usize,
    /// How large the pictures are.
    #[prop(default = AvatarSize::Md)]
    size: AvatarSize,
) -> impl IntoView {
    let scope = style_sheet!("components/src/avatar_group/avatar_group.css");
    let names: Vec<&str> = members.iter().map(|member| &*member.name).collect();
    let shown = logic::shown(names.len(), most);
    let label = StoredValue::new(logic::in_words(&label, &names, shown));
    let more = members.len() - shown;
    let members = StoredValue::new(members);
    let face = move || {
        let pictures = members.with_value(|all| {
            all.iter()
                .take(shown)
                .map(|member| {
                    view! { <span data-tooltip=member.name.clone()>{member.avatar(size)}</span> }
                        .into_any()
                })
                .collect::<Vec<_>>()
        });
        let more =
            (more > 0).then(|| view! { <bdi data-more="" aria-hidden="true">"+"{more}</bdi> });
        view! {
            <span data-stack="">
                {pictures} {more} <VisuallyHidden>{label.get_value()}</VisuallyHidden>
            </span>
        }
    };
    let rows = move || {
        members.with_value(|all| {
            all.iter()
                .map(|member| {
                    let avatar = member.avatar(AvatarSize::Md);
                    let name = view! { <bdi>{member.name.clone()}</bdi> };
                    let row = match member.href.clone() {
                        Some(href) => view! { <a href=href>{avatar}{name}</a> }.into_any(),
                        None => view! { <span>{avatar}{name}</span> }.into_any(),
                    };
                    view! { <li>{row}</li> }.into_any()
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <span class=class(scope, "pk-avatar-group")>
            <Popover label=label.get_value() face face_is_name=true variant=Variant::Ghost size=Size::Sm>
                <ul role="list">{rows()}</ul>
            </Popover>
        </span>
    }
    .into_any()
}
