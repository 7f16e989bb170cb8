//! Examples of the date picker.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{DatePicker, Day, Stack, WeekStart};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "date-picker",
    name: "DatePicker",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A date, typed or picked from a calendar.",
    when_not: "Two dates are a DateRange; a moment that has passed is a RelativeTime.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "limits", title: "Not every date", view: limits },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "disabled", title: "Not available", view: disabled },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn rest() -> AnyView {
    let (due, review) = (RwSignal::new("2026-11-30".to_owned()), RwSignal::new(String::new()));
    view! {
        <Stack>
            <DatePicker
                label="End of support"
                value=due
                on_input=move |text| due.set(text)
                help="Consumers are told 90 days before."
            />
            <DatePicker
                label="Next review"
                value=review
                on_input=move |text| review.set(text)
                week_start=WeekStart::Sunday
                optional=true
            />
        </Stack>
    }
    .into_any()
}

fn limits() -> AnyView {
    let value = RwSignal::new("2026-11-24".to_owned());
    let closed = Callback::new(|day: Day| {
        (day.weekday() > 4).then(|| "Choose a working day: nobody is there at weekends.".to_owned())
    });
    view! {
        <DatePicker
            label="Day of the release"
            value
            on_input=move |text| value.set(text)
            min=Day::new(2026, 11, 9)
            max=Day::new(2026, 12, 18)
            closed
            help="From 9 November to 18 December 2026."
        />
    }
    .into_any()
}

fn error() -> AnyView {
    let value = RwSignal::new("21.11.2026".to_owned());
    view! { <DatePicker label="End of support" value on_input=move |text| value.set(text) /> }
        .into_any()
}

fn disabled() -> AnyView {
    view! {
        <DatePicker
            label="Created"
            value="2026-11-21"
            on_input=|_| ()
            disabled_reason="The date comes from the repository"
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    let value = RwSignal::new("2026-11-21".to_owned());
    view! {
        <div dir="rtl">
            <DatePicker
                label="تاريخ الإصدار"
                value
                on_input=move |text| value.set(text)
                week_start=WeekStart::Saturday
            />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    DatePicker with { let value = RwSignal::new("2026-11-30".to_owned()); } {
        label: text "End of support",
        week_start: choice WeekStart [Monday, Sunday, Saturday],
        help: maybe "Consumers are told 90 days before.",
        error: maybe "Choose a day in the future.",
        optional: flag,
        required: flag,
        disabled_reason: maybe "Only members of Payments core may do this",
        value: code (value),
        on_input: code (move |text| value.set(text)),
    }
};
