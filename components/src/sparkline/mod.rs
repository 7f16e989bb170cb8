//! A course in the height of a line.

pub mod gallery;
mod logic;

use crate::{Tone, VisuallyHidden, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// How something went, in the height of a line or two: no axes, no numbers.
///
/// Use it beside the number that it belongs to: in a [`Stat`](crate::Stat), a card, a cell. Where
/// values are to be read, take a [`Chart`](crate::Chart). It fills the width it is given.
///
/// Those who listen get it in words: how many values, the lowest, the highest and the last.
#[component]
pub fn Sparkline(
    /// What is shown: "Builds per day".
    #[prop(into)]
    label: String,
    /// The values in order; what is not known is a gap.
    values: Vec<Option<i64>>,
    /// Unit of the values, for the words: "ms".
    #[prop(optional, into)]
    unit: String,
    /// Digits of the values that stand behind the point, for the words.
    #[prop(optional)]
    decimals: u32,
    /// Colour of the line. What it means is said beside it.
    #[prop(default = Tone::Accent)]
    tone: Tone,
) -> impl IntoView {
    let scope = style_sheet!("components/src/sparkline/sparkline.css");
    let words = logic::words(&label, &values, &unit, decimals);
    let (line, dot) = logic::paths(&values);
    if line.is_empty() {
        return view! {
            <span class=class(scope, "pk-sparkline") data-empty="">
                <span aria-hidden="true">"—"</span>
                <VisuallyHidden>{words}</VisuallyHidden>
            </span>
        }
        .into_any();
    }
    view! {
        <span class=class(scope, "pk-sparkline") data-tone=tone.name()>
            <svg viewBox="0 0 4000 1000" preserveAspectRatio="none" role="img" aria-label=words>
                <path d=line></path>
                <path class="pk-sparkline-dot" d=dot></path>
            </svg>
        </span>
    }
    .into_any()
}
