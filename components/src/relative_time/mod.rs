//! When something happened.

pub mod gallery;
mod logic;

use crate::{class, clock::use_minute};
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::*;
pub use logic::{date, relative, rfc3339};
use stylers_macro::style_sheet;
use wasm_bindgen::JsValue;

/// When something happened, the way people say it: "just now", "5 min ago", "3 h ago", "6 d ago",
/// and from 30 days on the date.
///
/// All of them tick together, once a minute. The exact time in the reader's own time zone shows
/// on hover, and on focus if `focusable` is set. Take it for every time in the past; a duration
/// is plain text.
#[component]
pub fn RelativeTime(
    /// Milliseconds since 1970, UTC.
    time: i64,
    /// Puts the time into the Tab order, so that the exact time can be had without a mouse. Set
    /// it where the time matters, not in every row of a table.
    #[prop(optional)]
    focusable: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/relative_time/relative_time.css");
    let now = use_minute();
    let offset = utc_offset(time);
    let words = Signal::derive(move || relative(time, now.get(), offset));
    view! {
        <time
            class=class(scope, "pk-relative-time")
            datetime=rfc3339(time)
            data-tooltip=absolute(time)
            tabindex=focusable.then_some("0")
        >
            {words}
        </time>
    }
}

/// Minutes that the reader's clock was ahead of UTC at a time in milliseconds since 1970.
#[must_use]
pub fn utc_offset(time: i64) -> i64 {
    -(Date::new(&JsValue::from_f64(time as f64)).get_timezone_offset() as i64)
}

thread_local! {
    /// Making a formatter costs a hundred times what using it does, and tables use many.
    static FORMAT: Option<Function> = absolute_format();
}

/// The moment in full, in the reader's language and time zone: "21 Nov 2026, 10:42:07 CET".
///
/// Falls back to RFC 3339 where the browser refuses.
#[must_use]
pub fn absolute(time: i64) -> String {
    let date = JsValue::from_f64(time as f64);
    FORMAT
        .with(|format| format.as_ref()?.call1(&JsValue::UNDEFINED, &date).ok()?.as_string())
        .unwrap_or_else(|| rfc3339(time))
}

/// `Intl.DateTimeFormat` with a date, the seconds and the zone's short name.
fn absolute_format() -> Option<Function> {
    let options = Object::new();
    let parts = [
        ("day", "numeric"),
        ("month", "short"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
        ("timeZoneName", "short"),
    ];
    for (name, value) in parts {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    Some(Intl::DateTimeFormat::new(&Array::new(), &options).format())
}
