//! Examples of the date range.

use crate::WeekStart;
use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{DatePreset, DateRange, DateSpan, Day};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "date-range",
    name: "DateRange",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A range of dates: typed, picked from calendars, or one of a few that have a name.",
    when_not: "One date is a DatePicker.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "empty", title: "Without presets", view: empty },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn rest() -> AnyView {
    let value = RwSignal::new(DatePreset::LastDays(7).span(Day::today()));
    view! {
        <DateRange
            label="Deployments"
            value
            on_change=move |span| value.set(span)
            max=Day::today()
            help="Both days are part of it."
        />
    }
    .into_any()
}

fn empty() -> AnyView {
    let value = RwSignal::new(DateSpan::default());
    view! {
        <DateRange
            label="Absence"
            value
            on_change=move |span| value.set(span)
            presets=Vec::new()
            optional=true
        />
    }
    .into_any()
}

fn error() -> AnyView {
    let span = DateSpan { from: "2026-11-21".to_owned(), to: "2026-11-01".to_owned() };
    let value = RwSignal::new(span);
    view! { <DateRange label="Deployments" value on_change=move |span| value.set(span) /> }
        .into_any()
}

fn rtl() -> AnyView {
    let value = RwSignal::new(DatePreset::ThisMonth.span(Day::today()));
    view! {
        <div dir="rtl">
            <DateRange label="عمليات النشر" value on_change=move |span| value.set(span) />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    DateRange with { let value = RwSignal::new(DatePreset::LastDays(7).span(Day::today())); } {
        label: text "Deployments",
        week_start: choice WeekStart [Monday, Sunday, Saturday],
        help: maybe "Both days are part of it.",
        error: maybe "Choose two days.",
        optional: flag,
        value: code (value),
        on_change: code (move |span| value.set(span)),
    }
};
