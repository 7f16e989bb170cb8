//! How far something has come.

pub mod gallery;

use crate::{Tone, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Where a [`ProgressBar`] stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ProgressPlace {
    /// A line of its own, with its words above it.
    #[default]
    Own,
    /// Two pixels at the upper edge of the region that is being refreshed, without words. The
    /// region has to be positioned.
    Region,
}

/// How far something has come, or only that it is under way.
///
/// Use it for work of more than a second that can be measured, and in a region whose old data
/// stay readable while new ones load. For a first load take [`Skeleton`](crate::Skeleton), in a
/// small spot [`Spinner`](crate::Spinner).
///
/// Pattern: ARIA `progressbar`. Start and end are announced by whoever started the work; the
/// steps in between are not.
#[component]
pub fn ProgressBar(
    /// What is under way: "Refreshing components".
    #[prop(into)]
    label: Signal<String>,
    /// Percent that are done; none if nobody can say.
    #[prop(optional, into)]
    percent: Signal<Option<usize>>,
    /// The share in words: "3 of 12 steps". Shown at the end of the line.
    #[prop(optional, into)]
    text: MaybeProp<String>,
    /// Colour of the bar; the words say what it means.
    #[prop(default = Tone::Accent)]
    tone: Tone,
    /// Where it stands.
    #[prop(optional)]
    place: ProgressPlace,
) -> impl IntoView {
    let scope = style_sheet!("components/src/progress_bar/progress_bar.css");
    let percent = Signal::derive(move || percent.get().map(|done| done.min(100).to_string()));
    let words = (place == ProgressPlace::Own).then(|| {
        view! {
            <span class="pk-progress-bar-words" aria-hidden="true">
                <span>{label}</span>
                <span class="pk-progress-bar-text">{move || text.get()}</span>
            </span>
        }
    });
    view! {
        <div
            class=class(scope, "pk-progress-bar")
            data-tone=tone.name()
            data-place=if place == ProgressPlace::Own { "own" } else { "region" }
            data-known=move || if percent.get().is_some() { "true" } else { "false" }
            role="progressbar"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
            aria-valuetext=move || text.get()
        >
            {words}
            <span class="pk-progress-bar-track">
                <span
                    class="pk-progress-bar-fill"
                    style:inline-size=move || percent.get().map(|percent| percent + "%")
                ></span>
            </span>
        </div>
    }
    .into_any()
}
