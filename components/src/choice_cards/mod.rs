//! One of a few, each in a frame with a title and a sentence.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::radio_group::radios;
use crate::{Choice, Field, FieldState, class};

/// One of two to six choices that differ in more than a word (APG: radio group).
///
/// Each has a title, and a description or a drawing; the description is read after the name.
/// Choices that need neither are a `RadioGroup`, more of them a `Select` or a `Combobox`, several
/// at once a `CheckboxGroup`.
///
/// Keyboard: one stop for Tab, the arrows move and choose, Space chooses.
#[component]
pub fn ChoiceCards(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud.
    #[prop(optional)]
    hide_label: bool,
    /// The choices; their help is the description.
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
    let scope = style_sheet!("components/src/choice_cards/choice_cards.css");
    let state = FieldState::new(help, error);
    let cards = radios(state, choices, value, on_change);
    view! {
        <Field state label hide_label optional role="radiogroup">
            <div class=class(scope, "pk-choice-cards")>{cards}</div>
        </Field>
    }
    .into_any()
}
