//! Yes, no, or partly.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{class, unique_id};

/// Something that is chosen or not (APG: checkbox, with a mixed state).
///
/// For a setting that takes effect at once take a `Switch`. A lone checkbox in a form agrees to
/// something; several of them are a `CheckboxGroup`.
///
/// Keyboard: Space.
#[component]
pub fn Checkbox(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud: the box in a row of a table.
    #[prop(optional)]
    hide_label: bool,
    /// Whether it is chosen.
    #[prop(into)]
    checked: Signal<bool>,
    /// Whether only a part of what it stands for is chosen.
    #[prop(optional, into)]
    partly: Signal<bool>,
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
    let scope = style_sheet!("components/src/checkbox/checkbox.css");
    let help_id = unique_id("pk-checkbox");
    let name_id = [&help_id, "-name"].concat();
    let described = {
        let help_id = help_id.clone();
        move || help.with(Option::is_some).then(|| help_id.clone())
    };
    let disabled = move || disabled_reason.with(Option::is_some);
    let help = move || {
        let help_id = help_id.clone();
        help.get().map(|help| view! { <small id=help_id>{help}</small> })
    };
    view! {
        <label class=class(scope, "pk-checkbox") data-tooltip=move || disabled_reason.get()>
            <input
                type="checkbox"
                prop:checked=move || checked.get()
                prop:indeterminate=move || partly.get()
                aria-labelledby=name_id.clone()
                aria-describedby=described
                aria-disabled=move || disabled().then_some("true")
                aria-description=move || disabled_reason.get()
                on:click=move |event| {
                    if untrack(disabled) {
                        event.prevent_default();
                    }
                }
                on:change=move |event| {
                    on_change.try_run(event_target_checked(&event));
                }
            />
            <span class=hide_label.then_some("u-visually-hidden")>
                <span id=name_id>{move || label.get()}</span>
                {help}
            </span>
        </label>
    }
}
