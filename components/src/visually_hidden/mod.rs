//! Text for those who listen.

pub mod gallery;

use leptos::prelude::*;

/// Text that is read aloud and not shown.
///
/// Use it where the look says something that words do not: the meaning of a lone icon, the unit
/// of a number. Never hide what a sighted reader needs too.
#[component]
pub fn VisuallyHidden(
    /// What is read.
    children: Children,
) -> impl IntoView {
    view! { <span class="u-visually-hidden">{children()}</span> }
}
