//! A state as a pill.

pub mod gallery;

use crate::{Icon, IconSize, Tone, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A state as a tinted pill: a shape, a word and a colour.
///
/// Use it where a state has to stand out of a heading or a list. In a table column take
/// [`Status`](crate::Status), which is quieter; for a plain number [`Counter`](crate::Counter).
#[component]
pub fn Badge(
    /// What it means.
    tone: Tone,
    /// The word, in the reader's terms: "2 open", "Not configured".
    #[prop(into)]
    label: String,
    /// Another shape than the tone's own.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/badge/badge.css");
    // Neutral has nothing to warn of: the word alone is enough.
    let icon = icon.or((tone != Tone::Neutral).then(|| tone.shape()));
    let icon = icon.map(|name| view! { <Icon name size=IconSize::Xs /> });
    view! { <span class=class(scope, "pk-badge") data-tone=tone.name()>{icon}{label}</span> }
        .into_any()
}
