//! One of a few, all in sight.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Choice, Field, FieldState, Icon, class};

/// One of two to five choices that are compared (APG: radio group).
///
/// As cards when each needs a sentence. More choices go into a `Select`; a choice that changes the
/// view at once is a `SegmentedControl`.
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
    /// Whether each choice is a card, side by side where there is room.
    #[prop(optional)]
    cards: bool,
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
    let radios: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let this = choice.value.clone();
            let chosen = move || value.with(|value| value.as_deref() == Some(&*this));
            let wanted = choice.value;
            view! {
                <label>
                    <input
                        type="radio"
                        name=state.id()
                        prop:checked=chosen
                        on:change=move |_| {
                            on_change.try_run(wanted.clone());
                        }
                    />
                    {choice.icon.map(|icon| view! { <Icon name=icon /> })}
                    <span>{choice.label} {choice.help.map(|help| view! { <small>{help}</small> })}</span>
                </label>
            }
        })
        .collect();
    view! {
        <Field state label optional role="radiogroup">
            <div class=class(scope, "pk-radio-group") data-cards=cards.then_some("")>
                {radios}
            </div>
        </Field>
    }
}
