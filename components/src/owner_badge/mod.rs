//! Who answers for something.

pub mod gallery;

use crate::{Avatar, AvatarShape, Icon, VisuallyHidden, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Who answers for something: picture and name of a team or a person.
///
/// An empty name says that there is no owner, loudly enough to be fixed. A name without an
/// address is an owner that the catalog does not have.
#[component]
pub fn OwnerBadge(
    /// Title or name of the owner; empty if there is none.
    #[prop(into)]
    name: String,
    /// Address of the owner's page; none if the catalog does not have it.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
    /// The owner's full reference, which the hue is taken from.
    #[prop(optional, into)]
    reference: String,
    /// Team or person.
    #[prop(default = AvatarShape::Team)]
    shape: AvatarShape,
) -> impl IntoView {
    let scope = style_sheet!("components/src/owner_badge/owner_badge.css");
    let class = class(scope, "pk-owner-badge");
    if name.is_empty() {
        return view! {
            <span class=class data-missing=""><Icon name=Icon::Warning />"No owner"</span>
        }
        .into_any();
    }
    let avatar = view! { <Avatar name=name.clone() seed=reference.clone() shape /> };
    let tooltip = (!reference.is_empty()).then_some(reference);
    let name = view! { <bdi class="pk-owner-badge-name">{name}</bdi> };
    match href {
        Some(href) => {
            view! { <a class=class href=href data-tooltip=tooltip>{avatar}{name}</a> }.into_any()
        }
        None => view! {
            <span class=class data-missing="" data-tooltip=tooltip>
                <Icon name=Icon::Warning />
                {name}
                <VisuallyHidden>", not in the catalog"</VisuallyHidden>
            </span>
        }
        .into_any(),
    }
}
