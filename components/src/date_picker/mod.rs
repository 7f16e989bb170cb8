//! A date.

mod calendar;
pub mod gallery;
mod logic;

use leptos::prelude::*;

use crate::input::input_class;
use crate::layer::Layer;
use crate::panel::{Opener, Panel};
use crate::{Align, Day, Field, FieldState, Icon, Side, Size, Variant, dom};
use calendar::Calendar;
use logic::Limits;
pub use logic::WeekStart;

/// A date with its label, typed or picked from a calendar (APG: date picker dialog).
///
/// A plain date has no time zone: a birthday, the last day of support. Anything can be typed; what
/// is no date is said in words when the field is left. The text is the value;
/// [`Day::parse`] reads it. For two dates take a `DateRange`, for a moment that
/// has passed a `RelativeTime`.
///
/// Keyboard: the button opens the calendar. There the arrows go by days, Home and End to the ends
/// of the week, Page Up and Page Down by months, with Shift by years; Enter and Space pick, Escape
/// closes.
#[component]
pub fn DatePicker(
    /// What happens on that date.
    #[prop(into)]
    label: Signal<String>,
    /// The text, as ISO 8601 writes dates: "2026-11-21".
    #[prop(into)]
    value: Signal<String>,
    /// Called for every change, with the whole text.
    #[prop(into)]
    on_input: Callback<String>,
    /// The first date that may be chosen.
    #[prop(optional_no_strip, into)]
    min: Option<Day>,
    /// The last date that may be chosen.
    #[prop(optional_no_strip, into)]
    max: Option<Day>,
    /// Why a date may not be chosen, as a sentence: a holiday, a freeze. None when it may.
    #[prop(optional, into)]
    closed: Option<Callback<Day, Option<String>>>,
    /// The day that a week begins with.
    #[prop(optional)]
    week_start: WeekStart,
    /// What is shaded in the calendar: the range that the date is an end of.
    #[prop(optional, into)]
    range: Signal<Option<(Day, Day)>>,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change, as whoever uses the date says; comes before what the field says.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether it is a must, told to assistive technology.
    #[prop(optional)]
    required: bool,
    /// Why it cannot be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let limits = Limits { min, max, closed };
    // Nothing is said against a date while it is being typed.
    let typing = RwSignal::new(false);
    let error = Signal::derive(move || {
        error
            .get()
            .or_else(|| if typing.get() { None } else { value.with(|text| limits.problem(text)) })
    });
    let state = FieldState::new(help, error);
    let disabled = move || disabled_reason.with(Option::is_some);
    let layer = Layer::new("pk-date-picker", RwSignal::new(false), Side::Below, Align::End);
    let selected = Signal::derive(move || value.with(|text| Day::parse(text)));
    let name = Signal::derive(move || label.with(|label| ["Calendar: ", label].concat()));
    let done = move |text: String| {
        let _ = typing.try_set(false);
        if let Some(day) = Day::parse(&text).filter(|day| day.iso() != text) {
            on_input.try_run(day.iso());
        }
    };
    let pick = Callback::new(move |day: Day| {
        let _ = typing.try_set(false);
        on_input.try_run(day.iso());
        layer.hide();
    });
    let on_shown = move |()| {
        let chosen = layer.element().and_then(|panel| dom::find(&panel, "td[tabindex='0']"));
        dom::focus_later(chosen);
    };
    let opener = move || {
        (!disabled()).then(|| {
            view! {
                <Opener
                    layer
                    popup="dialog"
                    label=name
                    icon=Some(Icon::Calendar)
                    face=None
                    icon_only=true
                    variant=Variant::Ghost
                    size=Size::Sm
                />
            }
        })
    };
    view! {
        <Field state label optional>
            <div class=input_class()>
                <input
                    id=state.id()
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder="YYYY-MM-DD"
                    prop:value=move || value.get()
                    readonly=disabled
                    aria-required=required.then_some("true")
                    aria-invalid=move || state.invalid()
                    aria-describedby=move || state.described_by()
                    aria-disabled=move || disabled().then_some("true")
                    aria-description=move || {
                        disabled_reason.get().unwrap_or_else(|| "Year-month-day".to_owned())
                    }
                    data-tooltip=move || disabled_reason.get()
                    on:input=move |event| {
                        typing.set(true);
                        on_input.try_run(event_target_value(&event));
                    }
                    on:change=move |event| done(event_target_value(&event))
                    on:blur=move |event| done(event_target_value(&event))
                />
                {opener}
            </div>
            <Panel
                layer
                role="dialog"
                label=name
                inset="form"
                on_shown=Callback::new(on_shown)
            >
                <Calendar selected range limits start=week_start on_pick=pick />
            </Panel>
        </Field>
    }
    .into_any()
}
