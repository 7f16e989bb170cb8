//! What happened, one thing after the other.

pub mod gallery;
mod logic;

use crate::heading::heading;
use crate::{Icon, IconSize, Level, Link, RelativeTime, Tone, VisuallyHidden, class};
use js_sys::Date;
use leptos::prelude::*;
use stylers_macro::style_sheet;
use wasm_bindgen::JsValue;

/// One event of a [`Timeline`].
#[derive(Clone)]
pub struct TimelineEvent {
    time: i64,
    text: String,
    actor: String,
    href: Option<String>,
    tone: Tone,
    state: String,
    icon: Option<Icon>,
    body: Option<ViewFn>,
}

impl TimelineEvent {
    /// Something that happened at a time, in milliseconds since 1970, UTC: "Deployed 4.2.1".
    pub fn new(time: i64, text: impl Into<String>) -> Self {
        Self {
            time,
            text: text.into(),
            actor: String::new(),
            href: None,
            tone: Tone::Neutral,
            state: String::new(),
            icon: None,
            body: None,
        }
    }

    /// Who did it: "Mira Okafor".
    #[must_use]
    pub fn actor(mut self, actor: impl Into<String>) -> Self {
        self.actor = actor.into();
        self
    }

    /// Where more about it stands; the text becomes a link.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    /// How it went, as a tone and the word for it: "Failed".
    #[must_use]
    pub fn state(mut self, tone: Tone, word: impl Into<String>) -> Self {
        self.tone = tone;
        self.state = word.into();
        self
    }

    /// Another drawing than the tone's own.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// What is shown below the text.
    #[must_use]
    pub fn body(mut self, body: impl Into<ViewFn>) -> Self {
        self.body = Some(body.into());
        self
    }
}

/// What happened, one thing after the other: deployments, changes, an incident.
///
/// Give the events in the order they are to be read, mostly the newest first. For events that
/// are compared or sorted take a [`DataTable`](crate::DataTable).
///
/// How an event went is a word in its line; drawing and colour repeat it.
#[component]
pub fn Timeline(
    /// What the events are: "Changes of payments-ledger".
    #[prop(into)]
    label: String,
    /// The events.
    events: Vec<TimelineEvent>,
    /// Puts a heading above the events of every day.
    #[prop(optional)]
    by_day: bool,
    /// Level of the headings of the days.
    #[prop(optional)]
    level: Level,
    /// What stands here when nothing has happened.
    #[prop(default = "Nothing has happened yet.".into(), into)]
    empty: String,
) -> impl IntoView {
    let scope = style_sheet!("components/src/timeline/timeline.css");
    let class = class(scope, "pk-timeline");
    if events.is_empty() {
        return view! { <p class=class data-empty="">{empty}</p> }.into_any();
    }
    if !by_day {
        return view! { <div class=class>{list(label, events)}</div> }.into_any();
    }
    let times: Vec<i64> = events.iter().map(|event| event.time).collect();
    let mut events = events.into_iter();
    let days: Vec<_> = logic::days(&times, offset)
        .into_iter()
        .map(|(day, range)| {
            let events = events.by_ref().take(range.len()).collect();
            let name = [&label, ", ", &day].concat();
            view! {
                {heading(level, "pk-timeline-day", None, day.into_any())}
                {list(name, events)}
            }
            .into_any()
        })
        .collect();
    view! { <div class=class>{days}</div> }.into_any()
}

/// The reader's time zone at a time, in minutes east of UTC.
fn offset(time: i64) -> i64 {
    -(Date::new(&JsValue::from_f64(time as f64)).get_timezone_offset() as i64)
}

fn list(label: String, events: Vec<TimelineEvent>) -> AnyView {
    let events: Vec<_> = events.into_iter().map(row).collect();
    view! { <ol class="pk-timeline-list" role="list" aria-label=label>{events}</ol> }.into_any()
}

fn row(event: TimelineEvent) -> AnyView {
    let text = match event.href {
        Some(href) => view! { <Link href=href>{event.text}</Link> }.into_any(),
        None => event.text.into_any(),
    };
    // What has neither a drawing nor a tone is a dot.
    let icon = event.icon.or_else(|| (event.tone != Tone::Neutral).then(|| event.tone.shape()));
    let icon = icon.map(|icon| view! { <Icon name=icon size=IconSize::Sm /> });
    let state = (!event.state.is_empty())
        .then(|| view! { <span class="pk-timeline-state">{event.state}</span> });
    let actor = (!event.actor.is_empty()).then(|| {
        view! {
            <VisuallyHidden>"by "</VisuallyHidden>
            <span class="pk-timeline-actor">{event.actor}</span>
            <span aria-hidden="true">"·"</span>
        }
    });
    let body = event.body.map(|body| view! { <div class="pk-timeline-body">{body.run()}</div> });
    view! {
        <li class="pk-timeline-event" data-tone=event.tone.name()>
            <span class="pk-timeline-mark">{icon}</span>
            <div class="pk-timeline-words">
                <p class="pk-timeline-text">{text}{state}</p>
                <p class="pk-timeline-meta">{actor}<RelativeTime time=event.time /></p>
                {body}
            </div>
        </li>
    }
    .into_any()
}
