//! On or off.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{class, unique_id};

/// A setting that is on or off and takes effect at once (APG: switch).
///
/// The label names the setting, not its state. What is sent later with a form is a `Checkbox`.
///
/// Keyboard: Space and Enter.
#[component]
pub fn Switch(
    /// What is on or off: "Handles card data".
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with the wanted state.
    #[prop(into)]
    on_change: Callback<bool>,
    /// A sentence about it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// Why it cannot be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/switch/switch.css");
    let id = StoredValue::new(unique_id("pk-switch"));
    let part = move |name: &str| [&id.get_value(), name].concat();
    let disabled = move || disabled_reason.with(Option::is_some);
    view! {
        <div class=class(scope, "pk-switch")>
            <div>
                <label id=part("-label") for=id.get_value()>
                    {move || label.get()}
                </label>
                {move || help.get().map(|help| view! { <p id=part("-help")>{help}</p> })}
            </div>
            <button
                type="button"
                role="switch"
                id=id.get_value()
                aria-checked=move || if on.get() { "true" } else { "false" }
                aria-labelledby=part("-label")
                aria-describedby=move || help.with(Option::is_some).then(|| part("-help"))
                aria-disabled=move || disabled().then_some("true")
                aria-description=move || disabled_reason.get()
                data-tooltip=move || disabled_reason.get()
                on:click=move |_| {
                    if !untrack(disabled) {
                        on_change.try_run(!on.get_untracked());
                    }
                }
            >
                <span></span>
            </button>
        </div>
    }
}
