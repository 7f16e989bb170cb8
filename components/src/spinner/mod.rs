//! Something small is under way.

pub mod gallery;

use crate::class;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A turning ring of 16 px: something small is under way.
///
/// Only inside buttons and in spots below 24 px. Content on its way is a
/// [`Skeleton`](crate::Skeleton), a region being refreshed the region bar of
/// [`ProgressBar`](crate::ProgressBar).
#[component]
pub fn Spinner(
    /// What is under way, for those who listen. Leave it out where a word already says it.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let scope = style_sheet!("components/src/spinner/spinner.css");
    let named = !label.is_empty();
    view! {
        <span
            class=class(scope, "pk-spinner")
            role=named.then_some("progressbar")
            aria-label=named.then_some(label)
        >
            <svg viewBox="0 0 16 16" aria-hidden="true">
                <circle cx="8" cy="8" r="5.75"></circle>
                <path d="M8 2.25a5.75 5.75 0 0 1 5.75 5.75"></path>
            </svg>
        </span>
    }
}
