//! What happened, the newest first.

use super::super::api::Event;
use crate::plugin::time::instant;

/// Events of a workload that are kept.
const MOST: usize = 50;

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventView {
    /// When last.
    pub time: i64,
    /// Whether something is wrong.
    pub is_warning: bool,
    /// In one word: `BackOff`.
    pub reason: String,
    /// In a sentence.
    pub message: String,
    /// How often.
    pub count: u32,
    /// To what: `Pod ledger-7d9f`.
    pub object: String,
}

/// When an event was seen last; the kinds of servers say it in four different places.
#[must_use]
pub fn last_seen(event: &Event) -> Option<i64> {
    let series = event.series.as_ref().and_then(|series| series.last_observed_time.as_deref());
    let all = [
        series,
        event.last_timestamp.as_deref(),
        event.event_time.as_deref(),
        event.metadata.creation_timestamp.as_deref(),
    ];
    all.into_iter().flatten().find_map(instant)
}

/// The events, the newest first.
#[must_use]
pub fn read<'a>(events: impl Iterator<Item = &'a Event>) -> Vec<EventView> {
    let mut all: Vec<EventView> = events
        .filter_map(|event| {
            let series = event.series.as_ref().and_then(|series| series.count);
            let about = &event.involved_object;
            Some(EventView {
                time: last_seen(event)?,
                is_warning: event.kind == "Warning",
                reason: event.reason.clone(),
                message: event.message.clone(),
                count: series.or(event.count).unwrap_or(1).max(1),
                object: [&about.kind, " ", &about.name].concat(),
            })
        })
        .collect();
    all.sort_by_key(|event| std::cmp::Reverse(event.time));
    all.truncate(MOST);
    all
}
