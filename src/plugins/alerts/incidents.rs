//! Incidents of a service: what is open, what happened to it, and how fast others were dealt with.

use super::api::{Incident, LogEntry, Page, pagerduty};
use super::model::{Median, Times, acknowledged_after, lasting, open_incidents, resolved_after};
use super::oncall::{Pager, this_hour};
use super::parts::not_read;
use crate::net::{Load, LoadState, Stamp};
use crate::plugin::loaded::{good, loaded};
use crate::plugin::prelude::*;
use crate::plugin::time::{duration, instant};
use leptos::prelude::*;
use portico_components::{
    Accordion, AccordionItem, EmptyKind, EmptyState, ExternalLink, Grid, GridLayout, Level,
    SafeUrl, SkeletonKind, Stack, Stat, Timeline, TimelineEvent, Tone, rfc3339,
};
use std::sync::Arc;

/// The time that the medians are about.
const DAYS: i64 = 30;
/// Incidents whose log is read for the time to acknowledge: one request each.
const LOGS: usize = 20;

/// The log of an incident, drawn when it is opened.
pub type LogView = Arc<dyn Fn(&Incident) -> AnyView + Send + Sync>;

impl Pager {
    /// The open incidents, each of which opens to its log.
    pub fn incidents(&self) -> AnyView {
        let (open, id, origin) = (self.open, self.id, self.origin.clone());
        let shown = RwSignal::new(Vec::new());
        let log: LogView = Arc::new(move |incident: &Incident| log(&origin, incident));
        self.once_named(2, move || {
            let log = log.clone();
            let view = move |page: &Page<Incident>| {
                let id = id.get().unwrap_or_default();
                let broken = not_read("incident", &page.items.broken);
                let list = list(&open_incidents(&page.items.items, &id), shown, &log);
                let more = page.more.then(|| {
                    view! { <p class="u-note">"There are more; PagerDuty has them all."</p> }
                });
                view! {
                    <Stack>
                        {broken}
                        {list}
                        {more}
                    </Stack>
                }
                .into_any()
            };
            loaded(open, "Open incidents", SkeletonKind::Rows(2), view)
        })
    }

    /// Asks for the incidents of the last time that were resolved.
    pub fn resolved(&self) -> Load<Page<Incident>> {
        let (id, origin, now) = (self.id, self.origin.clone(), this_hour());
        let since = rfc3339(now - DAYS * 24 * 3_600_000);
        let until = rfc3339(now + 3_600_000);
        use_load(move || Some(pagerduty::resolved(&origin, &id.get()?, &since, &until)))
    }

    /// How fast incidents were taken up and resolved.
    pub fn medians(&self, resolved: Load<Page<Incident>>) -> AnyView {
        let (id, origin) = (self.id, self.origin.clone());
        self.once_named(2, move || {
            let origin = origin.clone();
            let view = move |page: &Page<Incident>| {
                let id = id.get().unwrap_or_default();
                let broken = not_read("incident", &page.items.broken);
                let times = times(&origin, &id, page);
                view! {
                    {broken}
                    {times}
                }
                .into_any()
            };
            loaded(resolved, "Incidents of the last 30 days", SkeletonKind::Text(2), view)
        })
    }
}

/// Open incidents; none is good news.
pub fn list(open: &[Incident], shown: RwSignal<Vec<String>>, log: &LogView) -> AnyView {
    if open.is_empty() {
        return view! {
            <EmptyState
                kind=EmptyKind::Done
                compact=true
                title="No open incident">"Everything that was called for is resolved."</EmptyState>
        }
        .into_any();
    }
    let now = Stamp::now().unix_milliseconds() as i64;
    let items = open
        .iter()
        .map(|incident| {
            let urgency = if incident.urgency == "low" { "Low urgency" } else { "High urgency" };
            let age = instant(&incident.created_at).map(|at| lasting(at, now));
            let hint = match age {
                Some(age) => [urgency, ", for ", &age].concat(),
                None => urgency.to_owned(),
            };
            let (tone, word) = state(incident);
            let (kept, log) = (Arc::new(incident.clone()), log.clone());
            let id = incident.id.clone();
            // What nobody has opened is not asked for.
            let inside = move || {
                let (kept, log, id) = (kept.clone(), log.clone(), id.clone());
                let is_open = Memo::new(move |_| shown.with(|shown| shown.contains(&id)));
                (move || is_open.get().then(|| details(&kept, &log))).into_any()
            };
            AccordionItem::new(incident.id.clone(), name(incident), ViewFn::from(inside))
                .hint(hint)
                .state(tone, word)
        })
        .collect::<Vec<_>>();
    let choose = Callback::new(move |ids| shown.set(ids));
    let open: Signal<Vec<String>> = shown.into();
    view! { <Accordion items=items level=Level::H3 open=open on_change=choose /> }.into_any()
}

/// The state of an open incident.
fn state(incident: &Incident) -> (Tone, String) {
    let by = incident.acknowledged_by();
    match incident.status.as_str() {
        "acknowledged" if by.is_empty() => (Tone::Warning, "Acknowledged".to_owned()),
        "acknowledged" => (Tone::Warning, ["Acknowledged by ", &*by.join(", ")].concat()),
        "triggered" => (Tone::Danger, "Nobody has taken it up".to_owned()),
        _ => (Tone::Neutral, "Open".to_owned()),
    }
}

fn name(incident: &Incident) -> String {
    match incident.title.trim() {
        "" => ["Incident ", &*incident.incident_number.to_string()].concat(),
        title => title.to_owned(),
    }
}

fn details(incident: &Incident, log: &LogView) -> AnyView {
    let assigned = incident.assigned_to();
    let assigned = (!assigned.is_empty()).then(|| {
        let text = ["Assigned to ", &*assigned.join(", "), "."].concat();
        view! { <p>{text}</p> }
    });
    let link = SafeUrl::parse(&incident.html_url).map(|url| {
        let text = ["Incident ", &*incident.incident_number.to_string()].concat();
        view! { <ExternalLink url=url>{text}</ExternalLink> }
    });
    let log = log(incident);
    view! {
        <Stack>
            {assigned}
            {link}
            {log}
        </Stack>
    }
    .into_any()
}

fn log(origin: &str, incident: &Incident) -> AnyView {
    let (origin, id) = (origin.to_owned(), incident.id.clone());
    let load = use_load(move || pagerduty::log(&origin, &id));
    let label: Arc<str> = ["Log of ", &*name(incident)].concat().into();
    let view = move |page: &Page<LogEntry>| {
        let broken = not_read("entry", &page.items.broken);
        let entries = entries(&label, &page.items.items);
        view! {
            {broken}
            {entries}
        }
        .into_any()
    };
    loaded(load, "The log of the incident", SkeletonKind::Text(4), view)
}

/// What happened to an incident, in the words of PagerDuty.
pub fn entries(label: &str, all: &[LogEntry]) -> AnyView {
    let events = all.iter().filter_map(|entry| {
        let event = TimelineEvent::new(instant(&entry.created_at)?, entry.summary.clone());
        Some(event.actor(entry.agent.summary.clone()))
    });
    let events: Vec<TimelineEvent> = events.collect();
    view! { <Timeline label=label.to_owned() events=events /> }.into_any()
}

fn times(origin: &str, id: &str, page: &Page<Incident>) -> AnyView {
    let mine =
        page.items.items.iter().filter(|one| one.service.id == id && one.status == "resolved");
    let mut mine: Vec<Incident> = mine.cloned().collect();
    if mine.is_empty() {
        return view! { <p>"No incident was resolved in the last 30 days."</p> }.into_any();
    }
    mine.sort_by(|one, other| other.created_at.cmp(&one.created_at));
    let resolve = mine.iter().filter_map(resolved_after).collect::<Times>().median();
    mine.truncate(LOGS);
    let logs: Vec<(Incident, Load<Page<LogEntry>>)> = mine
        .into_iter()
        .map(|incident| {
            let (origin, id) = (origin.to_owned(), incident.id.clone());
            let load = use_load(move || pagerduty::log(&origin, &id));
            (incident, load)
        })
        .collect();
    let logs = StoredValue::new(logs);
    let acknowledge = Memo::new(move |_| {
        logs.with_value(|logs| {
            let time = |(incident, load): &(Incident, Load<Page<LogEntry>>)| {
                load.state.with(|state| acknowledged_after(incident, &good(state)?.items.items))
            };
            logs.iter().filter_map(time).collect::<Times>().median()
        })
    });
    let waits = Memo::new(move |_| {
        logs.with_value(|logs| {
            logs.iter()
                .any(|(_, load)| load.state.with(|state| matches!(state, LoadState::Loading)))
        })
    });
    figures(acknowledge.into(), resolve, waits.into())
}

/// The two medians, each with how many incidents it is made of.
pub fn figures(
    acknowledge: Signal<Option<Median>>,
    resolve: Option<Median>,
    waits: Signal<bool>,
) -> AnyView {
    let value =
        |median: Option<Median>| median.map_or_else(String::new, |one| duration(one.seconds));
    let words = move || {
        [
            "Medians of the last 30 days. Acknowledged: ",
            &*sample(acknowledge.get()),
            ". Resolved: ",
            &*sample(resolve),
            ".",
        ]
        .concat()
    };
    view! {
        <Stack>
            <Grid layout=GridLayout::Halves>
                <Stat
                    label="Time to acknowledge"
                    value=Signal::derive(move || value(acknowledge.get()))
                    loading=waits
                />
                <Stat label="Time to resolve" value=Signal::stored(value(resolve)) />
            </Grid>
            <p class="u-note">{words}</p>
        </Stack>
    }
    .into_any()
}

/// How many incidents a median is made of.
fn sample(median: Option<Median>) -> String {
    match median {
        None => "no incident".to_owned(),
        Some(Median { of: 1, .. }) => "1 incident".to_owned(),
        Some(Median { of, .. }) => [&of.to_string(), " incidents"].concat(),
    }
}
