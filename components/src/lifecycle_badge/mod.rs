//! How settled an entity is.

pub mod gallery;
mod logic;

use crate::{Hue, Tag};
use leptos::prelude::*;
pub use logic::lifecycle_hue;

/// How settled an entity is: "experimental", "production", "deprecated" or the organisation's own
/// word.
///
/// Production is the rule and stays plain; only what asks for care has a colour. For the state of
/// something that runs take [`Status`](crate::Status).
#[component]
pub fn LifecycleBadge(
    /// The word in the descriptor.
    #[prop(into)]
    lifecycle: String,
) -> impl IntoView {
    let hue: Hue = lifecycle_hue(&lifecycle);
    view! { <Tag label=lifecycle hue /> }.into_any()
}
