//! Some of several, all in sight.

pub mod gallery;
mod logic;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Checkbox, Choice, Field, FieldState, class};

/// Some of two to ten choices, all in sight (APG: checkbox, with a mixed state for all of them).
///
/// More choices go into a `SelectPanel`, one of several is a `RadioGroup`, words that people make
/// up are a `TagInput`.
///
/// Keyboard: Tab to each box, Space.
#[component]
pub fn CheckboxGroup(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// The choices, with their help; drawings are not shown.
    choices: Vec<Choice>,
    /// Values of what is chosen.
    #[prop(into)]
    value: Signal<Vec<String>>,
    /// Called with all chosen values, in the order of the choices. Values that are no choice are
    /// kept at the end.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
    /// Label of a box that stands for all of them: "All environments". Without it there is none.
    #[prop(optional, into)]
    all: Option<String>,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether nothing may be chosen.
    #[prop(optional)]
    optional: bool,
    /// Whether the choices stand beside each other where there is room.
    #[prop(optional)]
    inline: bool,
    /// Why none of it can be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/checkbox_group/checkbox_group.css");
    let state = FieldState::new(help, error);
    let values: Vec<String> = choices.iter().map(|choice| choice.value.clone()).collect();
    let values = StoredValue::new(values);
    let chosen =
        Memo::new(move |_| values.with_value(|all| value.with(|now| logic::count(all, now))));
    let whole = values.with_value(Vec::len);
    let all = all.filter(|_| whole > 0).map(|label| {
        let switch = move |on: bool| {
            let Some(now) = value.try_get_untracked() else { return };
            on_change.try_run(values.with_value(|all| logic::switched_all(all, &now, on)));
        };
        view! {
            <div data-all="">
                <Checkbox
                    label
                    checked=Signal::derive(move || chosen.get() == whole)
                    partly=Signal::derive(move || (1..whole).contains(&chosen.get()))
                    on_change=switch
                    disabled_reason
                />
            </div>
        }
        .into_any()
    });
    let boxes: Vec<_> = choices
        .into_iter()
        .map(|choice| {
            let (this, wanted) = (choice.value.clone(), choice.value);
            let switch = move |on: bool| {
                let Some(now) = value.try_get_untracked() else { return };
                on_change.try_run(values.with_value(|all| logic::switched(all, &now, &wanted, on)));
            };
            view! {
                <Checkbox
                    label=choice.label
                    help=choice.help
                    checked=Signal::derive(move || value.with(|value| value.contains(&this)))
                    on_change=switch
                    disabled_reason
                />
            }
            .into_any()
        })
        .collect();
    view! {
        <Field state label optional role="group">
            <div class=class(scope, "pk-checkbox-group") data-inline=inline.then_some("")>
                {all}
                <div data-choices="">{boxes}</div>
            </div>
        </Field>
    }
    .into_any()
}
