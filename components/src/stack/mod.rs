//! Children below each other.

pub mod gallery;

use crate::{Gap, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Children below each other with one distance between them.
///
/// Use it instead of margins. For a row that wraps take [`Cluster`](crate::Cluster), for cards
/// side by side [`Grid`](crate::Grid).
#[component]
pub fn Stack(
    /// Distance between neighbours.
    #[prop(optional)]
    gap: Gap,
    /// What is stacked.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/stack/stack.css");
    view! { <div class=class(scope, "pk-stack") data-gap=gap.name()>{children()}</div> }
}
