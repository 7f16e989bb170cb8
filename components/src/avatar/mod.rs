//! A person's or a team's picture, or letters in its place.

pub mod gallery;
mod logic;

use crate::{Hue, SafeUrl, class};
use leptos::prelude::*;
pub use logic::initials;
use stylers_macro::style_sheet;

/// Whom an [`Avatar`] stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AvatarShape {
    /// A person: round.
    #[default]
    Person,
    /// A team: a square with rounded corners.
    Team,
}

/// Size of an [`Avatar`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum AvatarSize {
    /// 20 px, one letter: in a table row.
    #[default]
    Sm,
    /// 24 px: in the top bar.
    Md,
    /// 32 px: in a list of people.
    Lg,
    /// 64 px: head of a person's or a team's page.
    Xl,
}

impl AvatarSize {
    const fn name(self) -> &'static str {
        match self {
            Self::Sm => "sm",
            Self::Md => "md",
            Self::Lg => "lg",
            Self::Xl => "xl",
        }
    }

    /// Width and height in pixels, so that a late picture moves nothing.
    const fn pixels(self) -> &'static str {
        match self {
            Self::Sm => "20",
            Self::Md => "24",
            Self::Lg => "32",
            Self::Xl => "64",
        }
    }
}

/// A person's or a team's picture; without one, initials on a hue that the name keeps.
///
/// It is decoration: the name has to stand beside it, as in [`OwnerBadge`](crate::OwnerBadge). If
/// it stands alone, set `alone` and it is read as the name.
#[component]
pub fn Avatar(
    /// Name of the person or team.
    #[prop(into)]
    name: String,
    /// What the hue is taken from, such as the entity reference, which outlives a renaming. The
    /// name if left out.
    #[prop(optional, into)]
    seed: String,
    /// Person or team.
    #[prop(optional)]
    shape: AvatarShape,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// Address of a picture. Whoever hosts it sees who looks, so it is never guessed.
    #[prop(optional, into)]
    image: Option<SafeUrl>,
    /// There is no name beside it.
    #[prop(optional)]
    alone: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/avatar/avatar.css");
    let hue = Hue::of(if seed.is_empty() { &name } else { &seed });
    let letters = initials(&name, size == AvatarSize::Sm);
    let failed = RwSignal::new(false);
    let picture = image.map(|url| {
        view! {
            <img
                src=url.to_string()
                width=size.pixels()
                height=size.pixels()
                alt=""
                loading="lazy"
                referrerpolicy="no-referrer"
                hidden=failed
                on:error=move |_| failed.set(true)
            />
        }
    });
    view! {
        <span
            class=class(scope, "pk-avatar")
            data-shape=if shape == AvatarShape::Team { "team" } else { "person" }
            data-size=size.name()
            data-hue=hue.name()
            role=alone.then_some("img")
            aria-label=alone.then_some(name)
            aria-hidden=(!alone).then_some("true")
        >
            {letters}
            {picture}
        </span>
    }
    .into_any()
}
