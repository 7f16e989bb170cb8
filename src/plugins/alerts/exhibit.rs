//! What the gallery shows of the plugin: alerts, silences and those who are called, in their states.

use super::api::{Alert, Incident, LogEntry, Matcher, OnCall, Silence};
use super::cards::{incidents, row};
use super::firing::{groups, quiet};
use super::incidents::{LogView, entries, figures, list};
use super::model::{Median, Reading, levels, open_incidents, read};
use super::oncall::all_levels;
use super::parts::{bad_matchers, no_sources, nothing_fires};
use super::silence::Access;
use super::silences::{how, list as silence_list};
use crate::net::decode;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use portico_components::{List, Stack};
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "alerts-firing",
    name: "Alerts: firing and on call",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "What of a service fires, what is silenced and why, and who is on call.",
    when_not: "How a service runs: Kubernetes. How it measures: metrics.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "firing", title: "Alerts that fire", view: firing },
    Example { id: "quiet", title: "Silenced and held back", view: silenced },
    Example { id: "nothing", title: "Nothing is firing", view: nothing_fires },
    Example { id: "glance", title: "At a glance", view: glance },
    Example { id: "on-call", title: "On call, now and next", view: called },
    Example { id: "incidents", title: "Open incidents and a log", view: opened },
    Example { id: "medians", title: "Medians", view: medians },
    Example { id: "token", title: "Without a token", view: || how(Access::Wanted) },
    Example { id: "no-sources", title: "Nothing in portal.json", view: no_sources },
    Example {
        id: "bad-matchers",
        title: "An annotation that is no list of matchers",
        view: || bad_matchers("the ledger"),
    },
];

const ALERTS: &str = r#"[
    {"labels": {"alertname": "PodCrashLooping", "severity": "critical", "service": "checkout",
        "pod": "checkout-mn9cv-6vsb6"}, "startsAt": "2026-09-14T08:12:30Z",
        "annotations": {"summary": "3 pods of checkout restart again and again",
            "runbook_url": "https://runbooks.example/crash-loop"},
        "receivers": [{"name": "checkout-oncall"}], "status": {"state": "active"}},
    {"labels": {"alertname": "PodCrashLooping", "severity": "critical", "service": "checkout",
        "pod": "checkout-mn9cv-57vbr"}, "startsAt": "2026-09-14T08:14:00Z",
        "receivers": [{"name": "checkout-oncall"}], "status": {"state": "active"}},
    {"labels": {"alertname": "AnAlertWithANameThatSomebodyMadeUpWithoutThinkingOfNarrowScreens",
        "severity": "info", "service": "checkout"}, "startsAt": "2026-09-12T08:14:00Z"},
    {"labels": {"alertname": "QueueTooDeep", "severity": "ticket", "service": "checkout"},
        "startsAt": "2026-09-14T06:00:00Z", "status": {"state": "suppressed", "silencedBy": ["a"]}},
    {"labels": {"alertname": "HighLatency", "severity": "ticket", "service": "checkout"},
        "startsAt": "2026-09-14T06:00:00Z", "status": {"state": "suppressed", "inhibitedBy": ["b"]}}
]"#;

const SILENCES: &str = r#"[
    {"id": "a", "matchers": [{"name": "alertname", "value": "QueueTooDeep", "isRegex": false}],
        "startsAt": "2026-09-14T06:30:00Z", "endsAt": "2026-09-14T18:30:00Z", "createdBy": "ines",
        "comment": "OPS-412: the consumers are being moved", "status": {"state": "active"}}
]"#;

const ONCALLS: &str = r#"[
    {"escalation_policy": {"id": "P"}, "escalation_level": 1, "user": {"id": "1", "summary": "Ines Calloway"},
        "schedule": {"id": "S", "summary": "Checkout primary"},
        "start": "2026-09-14T07:00:00Z", "end": "2026-09-21T07:00:00Z"},
    {"escalation_policy": {"id": "P"}, "escalation_level": 1, "user": {"id": "2", "summary": "Tomás Ferreira"},
        "schedule": {"id": "S", "summary": "Checkout primary"},
        "start": "2036-09-21T07:00:00Z", "end": "2036-09-28T07:00:00Z"},
    {"escalation_policy": {"id": "P"}, "escalation_level": 2, "user": {"id": "3", "summary": "Maja Lindqvist"}}
]"#;

const INCIDENTS: &str = r#"[
    {"id": "1", "incident_number": 1201, "title": "3 pods of checkout restart again and again",
        "status": "triggered", "urgency": "high", "created_at": "2026-09-14T08:13:00Z", "service": {"id": "C"}},
    {"id": "2", "incident_number": 1198, "title": "Certificate ends in 9 days", "status": "acknowledged",
        "urgency": "low", "created_at": "2026-09-13T08:13:00Z", "service": {"id": "C"},
        "acknowledgements": [{"acknowledger": {"summary": "Ines Calloway"}}]}
]"#;

const LOG: &str = r#"[
    {"type": "acknowledge_log_entry", "created_at": "2026-09-14T08:15:00Z",
        "summary": "Acknowledged on the phone.", "agent": {"summary": "Ines Calloway"}},
    {"type": "trigger_log_entry", "created_at": "2026-09-14T08:13:00Z",
        "summary": "Triggered by Alertmanager."}
]"#;

fn items<T: DeserializeOwned>(json: &str) -> Vec<T> {
    decode::json::<Items<T>>(json.as_bytes()).map(|list| list.items).unwrap_or_default()
}

fn wanted() -> Arc<[Matcher]> {
    Arc::new([Matcher::equal("service", "checkout")])
}

fn reading() -> Reading {
    read(&items::<Alert>(ALERTS), &wanted())
}

fn firing() -> AnyView {
    groups(&reading(), &wanted(), RwSignal::new(None))
}

fn silenced() -> AnyView {
    let silences = items::<Silence>(SILENCES);
    let (alerts, list) = (quiet(&reading(), &silences), silence_list(&silences, None));
    view! {
        <Stack>
            {alerts}
            {list}
        </Stack>
    }
    .into_any()
}

fn glance() -> AnyView {
    let quiet = row("Staging", &Reading::default(), None);
    let sick = row("Production", &reading(), None);
    let open = incidents(&open(), None);
    view! { <List items=vec![quiet, sick, open] /> }.into_any()
}

fn called() -> AnyView {
    let now = instant("2026-09-14T09:10:00Z").unwrap_or_default();
    all_levels(&levels(&items::<OnCall>(ONCALLS), "P", now), now)
}

fn open() -> Vec<Incident> {
    open_incidents(&items::<Incident>(INCIDENTS), "C")
}

fn opened() -> AnyView {
    let log: LogView =
        Arc::new(|_: &Incident| entries("Log of an incident", &items::<LogEntry>(LOG)));
    list(&open(), RwSignal::new(vec!["1".to_owned()]), &log)
}

fn medians() -> AnyView {
    let acknowledge = Some(Median { seconds: 252, of: 6 });
    figures(
        Signal::stored(acknowledge),
        Some(Median { seconds: 3790, of: 7 }),
        Signal::stored(false),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_have_what_their_titles_say() {
        let all = reading();
        let counts = (all.firing.len(), all.silenced.len(), all.held_back.len());
        assert_eq!(counts, (2, 1, 1));
        assert_eq!(items::<Silence>(SILENCES).len(), 1);
        assert_eq!((items::<OnCall>(ONCALLS).len(), open().len()), (3, 2));
        assert_eq!(items::<LogEntry>(LOG).len(), 2);
    }
}
