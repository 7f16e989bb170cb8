//! A link to an entity.

pub mod gallery;

use crate::{Icon, KindIcon, VisuallyHidden, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// How loud a [`RefLink`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RefWeight {
    /// One of several facts.
    #[default]
    Plain,
    /// The name of a row: half bold.
    Name,
}

/// A link to an entity: the drawing of its kind and its name.
///
/// Without an address it is plain text with a warning: something refers to an entity that the
/// catalog does not have. For an owner take [`OwnerBadge`](crate::OwnerBadge).
#[component]
pub fn RefLink(
    /// The kind: "Component". None leaves the drawing out.
    #[prop(into)]
    kind: String,
    /// The entity's title or name.
    #[prop(into)]
    label: String,
    /// Address of the entity's page; none if the catalog does not have it.
    #[prop(into)]
    href: Option<String>,
    /// How loud it is.
    #[prop(optional)]
    weight: RefWeight,
    /// The full reference, such as "component:default/payments-ledger", shown on hover.
    #[prop(optional, into)]
    reference: Option<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/ref_link/ref_link.css");
    let class = class(scope, "pk-ref-link");
    let weight = if weight == RefWeight::Name { "name" } else { "plain" };
    match href {
        Some(href) => view! {
            <a class=class data-weight=weight href=href data-tooltip=reference>
                <KindIcon kind />
                <bdi class="pk-ref-link-label">{label}</bdi>
            </a>
        }
        .into_any(),
        None => view! {
            <span class=class data-weight=weight data-missing="" data-tooltip=reference>
                <Icon name=Icon::Warning />
                <bdi class="pk-ref-link-label">{label}</bdi>
                <VisuallyHidden>", not in the catalog"</VisuallyHidden>
            </span>
        }
        .into_any(),
    }
}
