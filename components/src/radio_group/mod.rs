//! One of a few, all in sight.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Choice, Field, FieldState, Icon, IconSize, class};

/// A native radio with its words for each choice, for a group of the name `state.id()`.
pub(crate) fn radios(
    state: FieldState,
    choices: Vec<Choice>,
    value: Signal<Option<String>>,
    on_change: Callback<String>,
) -> Vec<AnyView> {
    let radio = |(at, choice): (usize, Choice)| {
        let Choice { value: this, label, help, icon, disabled_reason } = choice;
        let id = [&state.id(), "-", &at.to_string()].concat();
        let text_id = [&id, "-text"].concat();
        let disabled = disabled_reason.is_some();
        let wanted = this.clone();
        let text = (help.is_some() || disabled).then(|| {
            let reason = disabled_reason.map(|reason| {
                view! {
                    <small data-reason="">
                        <Icon name=Icon::Lock size=IconSize::Xs />
                        {reason}
                    </small>
                }
            });
            view! { <span data-text="" id=text_id.clone()>{help} " " {reason}</span> }
        });
        view! {
            <label>
                <input
                    type="radio"
                    name=state.id()
                    aria-labelledby=id.clone()
                    aria-describedby=text.is_some().then_some(text_id)
                    aria-disabled=disabled.then_some("true")
                    prop:checked=move || value.with(|value| value.as_deref() == Some(&*this))
                    on:click=move |event| {
                        // The arrow keys come here too.
                        if disabled {
                            event.prevent_default();
                        }
                    }
                    on:change=move |_| {
                        on_change.try_run(wanted.clone());
                    }
                />
                {icon.map(|icon| view! { <Icon name=icon /> })}
                <span data-words="">
                    <span data-title="" id=id>{label}</span>
                    {text}
                </span>
            </label>
        }
        .into_any()
    };
    choices.into_iter().enumerate().map(radio).collect()
}

/// One of two to five choices that are compared (APG: radio group).
///
/// When each needs a sentence or a drawing, take `ChoiceCards`. More choices go into a `Select`; a
/// choice that changes the view at once is a `SegmentedControl`.
///
/// Keyboard: one stop for Tab, the arrows move and choose.
#[component]
pub fn RadioGroup(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The choices.
    choices: Vec<Choice>,
    /// Value of the choice; none as long as nothing is chosen.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Called with the value of another choice.
    #[prop(into)]
    on_change: Callback<String>,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether nothing may stay chosen.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/radio_group/radio_group.css");
    let state = FieldState::new(help, error);
    let radios = radios(state, choices, value, on_change);
    view! {
        <Field state label optional role="radiogroup">
            <div class=class(scope, "pk-radio-group")>{radios}</div>
        </Field>
    }
}
