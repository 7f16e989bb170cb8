//! The state of something that runs.

pub mod gallery;

use crate::{Icon, Tone, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

impl Tone {
    /// The drawing that says the same as the colour.
    #[must_use]
    pub const fn shape(self) -> Icon {
        match self {
            Self::Neutral => Icon::Unknown,
            Self::Accent | Self::Info => Icon::Info,
            Self::Success => Icon::Success,
            Self::Warning => Icon::Warning,
            Self::Danger => Icon::Danger,
            Self::Done => Icon::Done,
        }
    }
}

/// The state of something that runs: a shape, a word and a colour, never colour alone.
///
/// Use it for builds, checks, deployments. For an entity's lifecycle take
/// [`LifecycleBadge`](crate::LifecycleBadge); where the state must stand out,
/// [`Badge`](crate::Badge). The same state has the same word and tone on every page.
#[component]
pub fn Status(
    /// What the word and the shape say.
    tone: Tone,
    /// The word, in the reader's terms: "Failing", not "FAILURE".
    #[prop(into)]
    label: Signal<String>,
    /// Another shape than the tone's own: running, waiting, skipped.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/status/status.css");
    let shape = icon.unwrap_or_else(|| tone.shape());
    view! {
        <span class=class(scope, "pk-status") data-tone=tone.name()>
            <Icon name=shape />
            <span class="pk-status-word">{label}</span>
        </span>
    }
    .into_any()
}
