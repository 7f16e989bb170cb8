//! A line between things.

pub mod gallery;

use crate::class;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A line between two groups. Prefer space; take a line where space alone does not separate.
///
/// Inside a [`Card`](crate::Card) it is the way to part sections, instead of another card.
#[component]
pub fn Divider(
    /// Stands upright between neighbours of a row.
    #[prop(optional)]
    vertical: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/divider/divider.css");
    let orientation = if vertical { "vertical" } else { "horizontal" };
    view! { <hr class=class(scope, "pk-divider") aria-orientation=orientation /> }
}
