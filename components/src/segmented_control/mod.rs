//! One of a few views.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Choice, Icon, Size, class, unique_id};

/// One of two to five views of the same thing: table, cards, graph (APG: radio group).
///
/// The choice takes effect at once. Parts of a page with addresses of their own are routed tabs;
/// a choice in a form is a `RadioGroup`.
///
/// Keyboard: one stop for Tab, the arrows move and choose.
#[component]
pub fn SegmentedControl(
    /// What is chosen: "View as".
    #[prop(into)]
    label: Signal<String>,
    /// The choices; the help of a choice is not shown.
    choices: Vec<Choice>,
    /// Value of the choice.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the value of another choice.
    #[prop(into)]
    on_change: Callback<String>,
    /// Whether choices with a drawing show nothing else; their words become tooltips.
    #[prop(optional)]
    icons_only: bool,
    /// Its height.
    #[prop(optional)]
    size: Size,
) -> impl IntoView {
    let scope = style_sheet!("components/src/segmented_control/segmented_control.css");
    let name = unique_id("pk-segmented");
    let segments: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let alone = icons_only && choice.icon.is_some();
            let this = choice.value.clone();
            let chosen = move || value.with(|value| *value == this);
            let wanted = choice.value;
            let tooltip = alone.then(|| choice.label.clone());
            view! {
                <label
                    data-alone=alone.then_some("")
                    data-tooltip=tooltip
                >
                    <input
                        class="u-visually-hidden"
                        type="radio"
                        name=name.clone()
                        prop:checked=chosen
                        on:change=move |_| {
                            on_change.try_run(wanted.clone());
                        }
                    />
                    {choice.icon.map(|icon| view! { <Icon name=icon /> })}
                    <span class=alone.then_some("u-visually-hidden")>{choice.label}</span>
                </label>
            }
        })
        .collect();
    view! {
        <div
            class=class(scope, "pk-segmented-control")
            role="radiogroup"
            aria-label=move || label.get()
            data-size=size.name()
        >
            {segments}
        </div>
    }
}
