//! How much of a limit is used.

pub mod gallery;
mod logic;

use crate::{Icon, IconSize, class};
use leptos::prelude::*;
use logic::Limits;
use stylers_macro::style_sheet;

/// How much of a limit is used or left: disk, quota, error budget, coverage.
///
/// The value can go up and down; work that comes to an end is a
/// [`ProgressBar`](crate::ProgressBar). A number without a limit is a [`Stat`](crate::Stat).
///
/// With limits, the bar's colour and the words below it say whether the value is normal.
///
/// Pattern: ARIA `meter`, not announced when it changes.
#[component]
pub fn Gauge(
    /// What is measured: "Disk of the build cache".
    #[prop(into)]
    label: String,
    /// How much it is.
    #[prop(into)]
    value: Signal<usize>,
    /// The most it can be; 0 if there is no limit: then there is no bar.
    max: usize,
    /// Unit of the numbers: "GB", "%".
    #[prop(optional, into)]
    unit: String,
    /// From here on it needs a look.
    #[prop(optional)]
    warning: Option<usize>,
    /// From here on it is a failure.
    #[prop(optional)]
    danger: Option<usize>,
    /// Small values are the bad ones: what is left of a budget. A limit then is reached from above.
    #[prop(optional)]
    falling: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/gauge/gauge.css");
    let limits = Limits { warning, danger, falling };
    let tone = move || limits.tone(value.get());
    let units = unit.clone();
    let share = move || logic::share(value.get(), max, &units);
    let units = unit.clone();
    let verdict = move || limits.words(value.get(), &units);
    let spoken = move || {
        let mut words = logic::share(value.get(), max, &unit);
        if let Some(verdict) = limits.words(value.get(), &unit) {
            words.extend([". ", &verdict]);
        }
        words
    };
    let state = (warning.is_some() || danger.is_some()).then(|| {
        view! {
            <span class="pk-gauge-state" aria-hidden=(max > 0).then_some("true")>
                {move || view! { <Icon name=tone().shape() size=IconSize::Xs /> }}
                <span>{verdict}</span>
            </span>
        }
    });
    let words = view! {
        <span class="pk-gauge-words" aria-hidden=(max > 0).then_some("true")>
            <span class="pk-gauge-label">{label.clone()}</span>
            <span class="pk-gauge-share">{share}</span>
        </span>
    };
    if max == 0 {
        return view! {
            <div class=class(scope, "pk-gauge") data-tone=move || tone().name()>
                {words}
                {state}
            </div>
        }
        .into_any();
    }
    let marks: Vec<_> = [warning, danger]
        .into_iter()
        .flatten()
        .filter(|limit| *limit > 0 && *limit < max)
        .map(|limit| {
            let place = logic::percent(limit, max);
            view! { <span class="pk-gauge-mark" style:inset-inline-start=place></span> }.into_any()
        })
        .collect();
    view! {
        <div
            class=class(scope, "pk-gauge")
            data-tone=move || tone().name()
            role="meter"
            aria-label=label
            aria-valuemin="0"
            aria-valuemax=max.to_string()
            aria-valuenow=move || value.get().min(max).to_string()
            aria-valuetext=spoken
        >
            {words}
            <span class="pk-gauge-track">
                <span
                    class="pk-gauge-fill"
                    style:inline-size=move || logic::percent(value.get(), max)
                ></span>
                {marks}
            </span>
            {state}
        </div>
    }
    .into_any()
}
