//! A whole number.

pub mod gallery;
mod logic;

use leptos::{ev, prelude::*};

use crate::input::input_class;
use crate::{Field, FieldState, Icon, IconButton, IconSize, Politeness, Size, dom, use_announcer};
use logic::Range;
pub use logic::whole_number;

/// A whole number with its label, typed or stepped.
///
/// Anything can be typed: what does not fit is said in words when the field is left. The text is
/// the value; [`whole_number`] reads it. A share of something that is felt rather than known is a
/// slider; a number that only names something (a ticket, a port of a phone) is a `TextField`.
///
/// Keyboard: ↑ and ↓ step, in steps counted from `min`; the buttons are for the pointer and are no
/// stops for Tab.
///
/// Pattern: a native text field. It is not the APG "Spinbutton", which would hide what was typed
/// from some screen readers.
#[component]
pub fn NumberField(
    /// What is counted.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud.
    #[prop(optional)]
    hide_label: bool,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called for every change, with the whole text.
    #[prop(into)]
    on_input: Callback<String>,
    /// The least number.
    #[prop(optional, into)]
    min: Option<i64>,
    /// The greatest number.
    #[prop(optional, into)]
    max: Option<i64>,
    /// Distance between two numbers, counted from the least.
    #[prop(default = 1)]
    step: i64,
    /// A unit behind the number: "days".
    #[prop(optional, into)]
    unit: String,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change, as whoever uses the number says; comes before what the field says.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether it is a must, told to assistive technology.
    #[prop(optional)]
    required: bool,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// Why it cannot be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let announcer = use_announcer();
    let range = Range { min, max, step };
    // Nothing is said against a number while it is being typed.
    let typing = RwSignal::new(false);
    let error = Signal::derive(move || {
        error
            .get()
            .or_else(|| if typing.get() { None } else { value.with(|text| range.problem(text)) })
    });
    let state = FieldState::new(help, error);
    let disabled = move || disabled_reason.with(Option::is_some);
    let put = move |number: i64| {
        let text = number.to_string();
        if value.with_untracked(|now| *now != text) {
            typing.set(false);
            announcer.say(&text, Politeness::Polite);
            on_input.try_run(text);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if untrack(disabled) || dom::is_chord(&event) {
            return;
        }
        if let Some(number) = range.press(&value.get_untracked(), &event.key()) {
            event.prevent_default();
            put(number);
        }
    };
    let stepper = move |icon: Icon, word: &'static str, up: bool| {
        let name = Signal::derive(move || label.with(|label| [word, label].concat()));
        view! {
            <IconButton
                icon
                icon_size=IconSize::Xs
                label=name
                size=Size::Sm
                attr:tabindex="-1"
                // The focus stays where it is: on a phone the keyboard would come and go.
                on:mousedown=move |event: ev::MouseEvent| event.prevent_default()
                on_click=move |_| {
                    if let Some(number) = range.stepped(&value.get_untracked(), up) {
                        put(number);
                    }
                }
            />
        }
        .into_any()
    };
    let steppers = move || {
        (!disabled()).then(|| {
            [stepper(Icon::Minus, "Decrease ", false), stepper(Icon::Plus, "Increase ", true)]
        })
    };
    // The number pad of some phones has no minus.
    let pad = if min.is_some_and(|min| min < 0) { "text" } else { "numeric" };
    view! {
        <Field state label hide_label optional>
            <div class=input_class() data-size=size.name()>
                <input
                    id=state.id()
                    type="text"
                    inputmode=pad
                    autocomplete="off"
                    prop:value=move || value.get()
                    readonly=disabled
                    aria-required=required.then_some("true")
                    aria-invalid=move || state.invalid()
                    aria-describedby=move || state.described_by()
                    aria-disabled=move || disabled().then_some("true")
                    aria-description=move || disabled_reason.get()
                    data-tooltip=move || disabled_reason.get()
                    on:input=move |event| {
                        typing.set(true);
                        on_input.try_run(event_target_value(&event));
                    }
                    on:blur=move |_| {
                        let _ = typing.try_set(false);
                    }
                    on:change=move |_| {
                        let _ = typing.try_set(false);
                    }
                    on:keydown=on_key
                />
                {(!unit.is_empty()).then(|| view! { <span data-unit="">{unit}</span> })}
                {steppers}
            </div>
        </Field>
    }
    .into_any()
}
