//! The sheet of a month.

use leptos::{ev, html, prelude::*};
use stylers_macro::style_sheet;

use super::logic::{Limits, WeekStart, press};
use crate::day::WEEKDAYS;
use crate::{Button, Day, Icon, IconButton, Size, Variant, class, dom, unique_id};

/// Weeks of a sheet: always as many, so that nothing jumps from month to month.
const WEEKS: i64 = 6;

/// The days of a month, one of which can be picked (APG: grid).
#[component]
pub(crate) fn Calendar(
    /// The date that is chosen.
    selected: Signal<Option<Day>>,
    /// Days that are shaded, from the first to the last.
    range: Signal<Option<(Day, Day)>>,
    /// Which dates may be picked.
    limits: Limits,
    /// The day that a week begins with.
    start: WeekStart,
    /// Called with the picked date.
    on_pick: Callback<Day>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/date_picker/calendar.css");
    let today = Day::today();
    let title_id = unique_id("pk-calendar");
    let table = NodeRef::<html::Table>::new();
    let first = selected.get_untracked().unwrap_or(today);
    let cursor = RwSignal::new(limits.nearest(first));
    let month = Memo::new(move |_| cursor.get().month_start());

    let pick = move |day: Day| {
        cursor.set(day);
        if limits.reason(day).is_none() {
            on_pick.try_run(day);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let rtl = dom::target(&event).is_some_and(|cell| dom::is_rtl(&cell));
        let (key, now) = (event.key(), cursor.get_untracked());
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        if matches!(&*key, "Enter" | " ") {
            event.prevent_default();
            queue_microtask(move || pick(now));
        } else if let Some(to) = press(now, &key, event.shift_key(), rtl, start) {
            event.prevent_default();
            cursor.set(limits.nearest(to));
            // Another month is drawn first.
            request_animation_frame(move || {
                let table = table.try_get_untracked().flatten();
                let cell = table.and_then(|table| dom::find(&table, "[tabindex='0']"));
                dom::focus_later(cell);
            });
        }
    };
    let on_click = move |event: ev::MouseEvent| {
        if let Some(at) = dom::row_at(&event) {
            let day = start.of(month.get_untracked()).plus_days(at as i64);
            queue_microtask(move || pick(day));
        }
    };
    let turn = move |icon: Icon, label: &'static str, months: i64| {
        let disabled_reason = move || {
            let there = month.get().plus_months(months);
            let (from, to) = (there, there.plus_months(1).plus_days(-1));
            let beyond = if months < 0 {
                limits.min.filter(|min| to < *min).map(|_| to)
            } else {
                limits.max.filter(|max| from > *max).map(|_| from)
            };
            beyond.and_then(|day| limits.reason(day))
        };
        let on_click = move |_| {
            cursor.update(|day| *day = limits.nearest(day.plus_months(months)));
        };
        view! { <IconButton icon label size=Size::Sm disabled_reason on_click /> }.into_any()
    };
    let cell = move |first: Day, at: i64| {
        let day = first.plus_days(at);
        let reason = limits.reason(day);
        let name =
            [WEEKDAYS.get(day.weekday()).copied().unwrap_or_default(), ", ", &day.in_words()]
                .concat();
        let outside = day.month_start() != month.get_untracked();
        view! {
            <td
                data-at=at.to_string()
                data-outside=outside.then_some("")
                data-within=move || {
                    range.get().is_some_and(|(from, to)| from <= day && day <= to).then_some("")
                }
                tabindex=move || if cursor.get() == day { "0" } else { "-1" }
                aria-label=name
                aria-selected=move || (selected.get() == Some(day)).to_string()
                aria-current=(day == today).then_some("date")
                aria-disabled=reason.is_some().then_some("true")
                aria-description=reason.clone()
                data-tooltip=reason
            >
                {day.parts().2}
            </td>
        }
        .into_any()
    };
    let weeks = move || {
        let first = start.of(month.get());
        (0..WEEKS)
            .map(|week| {
                let days = (week * 7..week * 7 + 7).map(|at| cell(first, at)).collect::<Vec<_>>();
                view! { <tr>{days}</tr> }.into_any()
            })
            .collect::<Vec<_>>()
    };
    let names = WEEKDAYS.iter().cycle().skip(start.weekday()).take(7);
    let names: Vec<_> = names
        .map(|name| {
            let short = name.get(..2);
            view! { <th scope="col" aria-label=*name>{short}</th> }.into_any()
        })
        .collect();
    view! {
        <div class=class(scope, "pk-calendar")>
            <div data-head="">
                {turn(Icon::ChevronLeft, "Previous month", -1)}
                <h2 id=title_id.clone() aria-live="polite">{move || month.get().month_in_words()}</h2>
                {turn(Icon::ChevronRight, "Next month", 1)}
            </div>
            <table
                role="grid"
                node_ref=table
                aria-labelledby=title_id
                on:keydown=on_key
                on:click=on_click
            >
                <thead>
                    <tr>{names}</tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
            <Button
                size=Size::Sm
                variant=Variant::Ghost
                disabled_reason=limits.reason(today)
                on_click=move |_| queue_microtask(move || pick(today))
            >
                "Today"
            </Button>
        </div>
    }
    .into_any()
}
