//! A number of things.

pub mod gallery;
mod logic;

use crate::class;
use leptos::prelude::*;
pub(crate) use logic::group_signed;
pub use logic::{group_digits, group_fixed};
use stylers_macro::style_sheet;

/// How many there are, as a neutral pill beside a name: tabs, headings, facets.
///
/// It says no more than the number. If the number is good or bad news, take a
/// [`Badge`](crate::Badge), which has a word.
#[component]
pub fn Counter(
    /// The number.
    #[prop(into)]
    count: Signal<usize>,
    /// What is counted, for those who listen: "open incidents". Not needed beside a name that
    /// already says it.
    #[prop(optional, into)]
    unit: String,
) -> impl IntoView {
    let scope = style_sheet!("components/src/counter/counter.css");
    let unit = (!unit.is_empty()).then(|| {
        view! { <crate::VisuallyHidden>" "{unit}</crate::VisuallyHidden> }
    });
    view! {
        <span class=class(scope, "pk-counter")>{move || group_digits(count.get())}{unit}</span>
    }
}
