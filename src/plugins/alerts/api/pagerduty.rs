//! PagerDuty, REST v2. Source: PagerDuty's OpenAPI description 2.0.0.

use super::Named;
use crate::net::{Get, Items, or_default};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Items of a page at most.
const MOST: u32 = 100;

/// A service by its id.
#[must_use]
pub fn service(origin: &str, id: &str) -> Get<Found> {
    Get::new(origin).path(["services", id])
}

/// The services that a key may belong to.
#[must_use]
pub fn service_by_key(origin: &str, key: &str) -> Get<Found> {
    Get::new(origin)
        .path(["services"])
        .query("query", key)
        .query("include[]", "integrations")
        .query("limit", MOST)
}

/// Who is on call between two moments, in RFC 3339.
#[must_use]
pub fn oncalls(origin: &str, policy: &str, since: &str, until: &str) -> Get<Page<OnCall>> {
    Get::new(origin)
        .path(["oncalls"])
        .query("escalation_policy_ids[]", policy)
        .query("since", since)
        .query("until", until)
        .query("limit", MOST)
}

/// Incidents that nobody has resolved, however old.
#[must_use]
pub fn open(origin: &str, service: &str) -> Get<Page<Incident>> {
    incidents(origin, service)
        .query("statuses[]", "triggered")
        .query("statuses[]", "acknowledged")
        .query("date_range", "all")
}

/// Incidents of all services that nobody has resolved, however old.
#[must_use]
pub fn open_of_all(origin: &str) -> Get<Page<Incident>> {
    Get::new(origin)
        .path(["incidents"])
        .query("statuses[]", "triggered")
        .query("statuses[]", "acknowledged")
        .query("date_range", "all")
        .query("sort_by", "created_at:desc")
        .query("limit", MOST)
}

/// Incidents that were resolved, begun after a moment.
#[must_use]
pub fn resolved(origin: &str, service: &str, since: &str, until: &str) -> Get<Page<Incident>> {
    incidents(origin, service)
        .query("statuses[]", "resolved")
        .query("since", since)
        .query("until", until)
}

fn incidents(origin: &str, service: &str) -> Get<Page<Incident>> {
    Get::new(origin)
        .path(["incidents"])
        .query("service_ids[]", service)
        .query("sort_by", "created_at:desc")
        .query("limit", MOST)
}

/// What happened to an incident.
#[must_use]
pub fn log(origin: &str, incident: &str) -> Get<Page<LogEntry>> {
    Get::new(origin).path(["incidents", incident, "log_entries"]).query("limit", MOST)
}

/// A page of a list.
#[derive(Clone, Debug, Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
pub struct Page<T> {
    /// The readable items, and the others.
    #[serde(alias = "oncalls", alias = "incidents", alias = "log_entries")]
    pub items: Items<T>,
    /// Whether there are more pages.
    #[serde(default, deserialize_with = "or_default")]
    pub more: bool,
}

/// One service, or several that may be meant.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Found {
    service: Option<Service>,
    services: Vec<Service>,
}

impl Found {
    /// The service that was asked for by its id, or the one that a key belongs to.
    #[must_use]
    pub fn service(&self, key: Option<&str>) -> Option<&Service> {
        let has = |one: &&Service| {
            one.integrations.iter().any(|integration| {
                let own = integration.get("integration_key").and_then(Value::as_str);
                own.is_some() && own == key
            })
        };
        self.service.as_ref().or_else(|| self.services.iter().find(has))
    }
}

/// A service.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Service {
    /// Its id.
    pub id: String,
    /// What people call it.
    #[serde(deserialize_with = "or_default")]
    pub summary: String,
    /// `active`, `warning`, `critical`, `maintenance`, `disabled`.
    #[serde(deserialize_with = "or_default")]
    pub status: String,
    /// Its page.
    #[serde(deserialize_with = "or_default")]
    pub html_url: String,
    /// Who is called, and in which order.
    #[serde(deserialize_with = "or_default")]
    pub escalation_policy: Named,
    #[serde(deserialize_with = "or_default")]
    integrations: Vec<Value>,
}

/// Somebody who is on call for a while, or always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OnCall {
    /// For which policy.
    #[serde(deserialize_with = "or_default")]
    pub escalation_policy: Named,
    /// 1 is called first.
    pub escalation_level: u32,
    /// By which schedule; none when the person is named in the policy itself.
    #[serde(deserialize_with = "or_default")]
    pub schedule: Named,
    /// Who.
    #[serde(deserialize_with = "or_default")]
    pub user: Named,
    /// RFC 3339; absent for always.
    pub start: Option<String>,
    /// RFC 3339; absent for always.
    pub end: Option<String>,
}

/// An incident.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Incident {
    /// Its id.
    pub id: String,
    /// Counts up within the account.
    #[serde(deserialize_with = "or_default")]
    pub incident_number: u64,
    /// What it is about.
    #[serde(deserialize_with = "or_default")]
    pub title: String,
    /// `triggered`, `acknowledged`, `resolved`.
    #[serde(deserialize_with = "or_default")]
    pub status: String,
    /// `high`, `low`.
    #[serde(deserialize_with = "or_default")]
    pub urgency: String,
    /// RFC 3339.
    #[serde(deserialize_with = "or_default")]
    pub created_at: String,
    /// RFC 3339. Old accounts leave it away.
    pub resolved_at: Option<String>,
    /// RFC 3339. Of a resolved incident: when it was resolved.
    #[serde(deserialize_with = "or_default")]
    pub last_status_change_at: String,
    /// Its page.
    #[serde(deserialize_with = "or_default")]
    pub html_url: String,
    /// Which service.
    #[serde(deserialize_with = "or_default")]
    pub service: Named,
    /// Who has said that they look at it.
    #[serde(deserialize_with = "or_default")]
    pub acknowledgements: Vec<Value>,
    /// Who is to look at it.
    #[serde(deserialize_with = "or_default")]
    pub assignments: Vec<Value>,
}

impl Incident {
    /// Who has taken it up.
    #[must_use]
    pub fn acknowledged_by(&self) -> Vec<&str> {
        names(&self.acknowledgements, "acknowledger")
    }

    /// Whom it waits for.
    #[must_use]
    pub fn assigned_to(&self) -> Vec<&str> {
        names(&self.assignments, "assignee")
    }
}

fn names<'a>(all: &'a [Value], role: &str) -> Vec<&'a str> {
    let name = |one: &'a Value| one.get(role)?.get("summary")?.as_str();
    let mut names: Vec<&str> = all.iter().filter_map(name).collect();
    names.dedup();
    names
}

/// Something that happened to an incident.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LogEntry {
    /// `acknowledge_log_entry` and so on, some with `_reference`.
    #[serde(rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    /// In words.
    #[serde(deserialize_with = "or_default")]
    pub summary: String,
    /// RFC 3339.
    #[serde(deserialize_with = "or_default")]
    pub created_at: String,
    /// Who or what did it.
    #[serde(deserialize_with = "or_default")]
    pub agent: Named,
}

#[cfg(test)]
mod tests {
    use super::super::recorded;
    use super::*;
    use crate::net::decode;

    #[test]
    fn a_service_is_found_by_its_id_or_by_a_key() {
        let one: Found = decode::json(recorded::SERVICE.as_bytes()).unwrap();
        let service = one.service(None).unwrap();
        assert_eq!((service.id.as_str(), service.status.as_str()), ("PSVC001", "critical"));
        assert_eq!(service.escalation_policy.id, "PEP0001");
        let some: Found = decode::json(recorded::SERVICES.as_bytes()).unwrap();
        // References to integrations have no key in them.
        assert_eq!(some.service(Some("0a1b")), None);
        let some: Found = decode::json(
            br#"{"services": [{"id": "A", "integrations": [{}]},
                {"id": "B", "integrations": [{"integration_key": "0a1b"}]}]}"#,
        )
        .unwrap();
        assert_eq!(some.service(Some("0a1b")).unwrap().id, "B");
        assert_eq!(some.service(None), None);
    }

    #[test]
    fn on_call_and_incidents_are_read() {
        let oncalls: Page<OnCall> = decode::json(recorded::ONCALLS.as_bytes()).unwrap();
        assert_eq!((oncalls.items.items.len(), oncalls.items.broken.len()), (2, 0));
        assert_eq!((oncalls.more, oncalls.items.items[1].start.clone()), (false, None));
        let incidents: Page<Incident> = decode::json(recorded::INCIDENTS.as_bytes()).unwrap();
        let [new, taken, done] = &incidents.items.items[..] else { panic!() };
        assert_eq!((new.assigned_to(), new.acknowledged_by()), (vec!["Jo Doe"], vec![]));
        assert_eq!(
            (taken.status.as_str(), taken.acknowledged_by()),
            ("acknowledged", vec!["Jo Doe"])
        );
        assert_eq!((done.urgency.as_str(), done.resolved_at.is_some()), ("low", true));
    }

    #[test]
    fn what_is_no_page_is_an_error_and_a_bad_item_is_one() {
        assert!(decode::json::<Page<Incident>>(br#"{"error": {"code": 2100}}"#).is_err());
        let log: Page<LogEntry> = decode::json(
            br#"{"log_entries": [{"type": "trigger_log_entry", "agent": null}, {"summary": 1}]}"#,
        )
        .unwrap();
        assert_eq!((log.items.items.len(), log.items.broken.len()), (1, 1));
    }
}
