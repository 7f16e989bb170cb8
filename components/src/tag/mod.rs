//! A word that belongs to something.

pub mod gallery;

use crate::{Hue, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A word that somebody attached to a thing: a tag, a type, a language.
///
/// Without a link it is plain text in a frame. For a state take [`Status`](crate::Status) or
/// [`Badge`](crate::Badge), for a chosen filter a chip, for several tags
/// [`TagList`](crate::TagList).
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    label: String,
    /// A colour to tell tags apart; it must not mean anything.
    #[prop(optional)]
    hue: Hue,
    /// Address of the things with the same tag.
    #[prop(optional, into)]
    href: Option<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/tag/tag.css");
    let class = class(scope, "pk-tag");
    match href {
        Some(href) => view! { <a class=class data-hue=hue.name() href=href>{label}</a> }.into_any(),
        None => view! { <span class=class data-hue=hue.name()>{label}</span> }.into_any(),
    }
}
