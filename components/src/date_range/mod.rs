//! Two dates and what is between them.

pub mod gallery;
mod logic;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Button, DatePicker, Day, Field, FieldState, Size, WeekStart, class};
pub use logic::{DatePreset, DateSpan};

/// A range of dates: typed, picked from calendars, or one of a few that have a name.
///
/// The last day is part of it. One date is a `DatePicker`. Keep the range in the address of a page
/// that shows data about it, so that it can be sent to others.
///
/// Keyboard: as `DatePicker`; the presets are toggle buttons.
#[component]
pub fn DateRange(
    /// What is looked at.
    #[prop(into)]
    label: Signal<String>,
    /// The two texts; [`DateSpan::days`] reads them.
    #[prop(into)]
    value: Signal<DateSpan>,
    /// Called for every change, with both texts.
    #[prop(into)]
    on_change: Callback<DateSpan>,
    /// Ranges that have a name; none for no such row.
    #[prop(default = vec![DatePreset::LastDays(7), DatePreset::LastDays(30), DatePreset::ThisQuarter])]
    presets: Vec<DatePreset>,
    /// The first date that may be chosen.
    #[prop(optional_no_strip, into)]
    min: Option<Day>,
    /// The last date that may be chosen.
    #[prop(optional_no_strip, into)]
    max: Option<Day>,
    /// The day that a week begins with.
    #[prop(optional)]
    week_start: WeekStart,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change, as whoever uses the range says; comes before what the range says.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/date_range/date_range.css");
    // Nothing is said against a range while an end of it is being typed.
    let typing = RwSignal::new(false);
    let error = Signal::derive(move || {
        error.get().or_else(|| if typing.get() { None } else { value.with(DateSpan::problem) })
    });
    let state = FieldState::new(help, error);
    let today = Day::today();
    let presets: Vec<_> = presets
        .into_iter()
        .map(|preset| {
            let span = preset.span(today);
            let wanted = span.clone();
            let pressed = Signal::derive(move || value.with(|now| *now == span));
            let on_click = move |_| {
                on_change.try_run(wanted.clone());
            };
            view! { <Button size=Size::Sm pressed on_click>{preset.label()}</Button> }.into_any()
        })
        .collect();
    let range = Signal::derive(move || value.with(DateSpan::days));
    let end = move |label: &'static str, is_from: bool| {
        let text = Signal::derive(move || {
            value.with(|span| if is_from { span.from.clone() } else { span.to.clone() })
        });
        let on_input = move |text: String| {
            let Some(mut span) = value.try_get_untracked() else { return };
            *(if is_from { &mut span.from } else { &mut span.to }) = text;
            on_change.try_run(span);
        };
        view! { <DatePicker label value=text on_input min max week_start range /> }.into_any()
    };
    view! {
        <Field state label optional role="group">
            <div class=class(scope, "pk-date-range")>
                {(!presets.is_empty()).then(|| view! { <div data-presets="">{presets}</div> })}
                <div
                    data-ends=""
                    on:input=move |_| typing.set(true)
                    on:change=move |_| typing.set(false)
                >
                    {end("From", true)} {end("To", false)}
                </div>
            </div>
        </Field>
    }
    .into_any()
}
