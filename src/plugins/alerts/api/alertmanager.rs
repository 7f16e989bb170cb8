//! Alertmanager, `/api/v2`. Source: recorded from Alertmanager 0.25.

use super::{Labels, Matcher, Named};
use crate::net::{Get, Items, Post, or_default};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const BASE: [&str; 2] = ["api", "v2"];

/// The alerts that fit, whatever their state.
#[must_use]
pub fn alerts(origin: &str, matchers: &[Matcher]) -> Get<Items<Alert>> {
    let get = Get::new(origin).path(BASE).path(["alerts"]);
    matchers.iter().fold(get, |get, one| get.query("filter", one.text()))
}

/// All silences. Which of them concern a service is told here: a filter of Alertmanager compares
/// the matchers of a silence as if they were labels, and loses those that use expressions.
#[must_use]
pub fn silences(origin: &str) -> Get<Items<Silence>> {
    Get::new(origin).path(BASE).path(["silences"])
}

/// Makes a silence, or changes one that has an id: its end may come earlier. That is how one is
/// ended from a page, because no preflight allows `DELETE`.
#[must_use]
pub fn silence(origin: &str, silence: &NewSilence) -> Post<Value> {
    Post::new(origin).path(BASE).path(["silences"]).json(silence)
}

/// One alert.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Alert {
    /// Its labels; `alertname` is one of them.
    pub labels: Labels,
    /// What it says: `summary`, `description`, `runbook_url`.
    #[serde(deserialize_with = "or_default")]
    pub annotations: Labels,
    /// RFC 3339: since when.
    #[serde(deserialize_with = "or_default")]
    pub starts_at: String,
    /// Its id.
    #[serde(deserialize_with = "or_default")]
    pub fingerprint: String,
    /// The expression that fires, as a page.
    #[serde(rename = "generatorURL", deserialize_with = "or_default")]
    pub generator_url: String,
    /// Who is told.
    #[serde(deserialize_with = "or_default")]
    pub receivers: Vec<Named>,
    /// Whether it is silenced.
    #[serde(deserialize_with = "or_default")]
    pub status: State,
}

/// The state of an alert or of a silence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct State {
    /// Of an alert: `unprocessed`, `active`, `suppressed`. Of a silence: `active`, `pending`,
    /// `expired`.
    #[serde(deserialize_with = "or_default")]
    pub state: String,
    /// Ids of silences.
    #[serde(deserialize_with = "or_default")]
    pub silenced_by: Vec<String>,
    /// Fingerprints of the alerts that make this one superfluous.
    #[serde(deserialize_with = "or_default")]
    pub inhibited_by: Vec<String>,
}

/// One silence.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Silence {
    /// Its id.
    pub id: String,
    /// Which alerts.
    pub matchers: Vec<Matcher>,
    /// RFC 3339.
    pub starts_at: String,
    /// RFC 3339.
    pub ends_at: String,
    /// Who made it.
    #[serde(default, deserialize_with = "or_default")]
    pub created_by: String,
    /// Why.
    #[serde(default, deserialize_with = "or_default")]
    pub comment: String,
    /// Whether it is in force.
    #[serde(default, deserialize_with = "or_default")]
    pub status: State,
}

/// A silence that is to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSilence {
    /// Of the one that is changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Which alerts.
    pub matchers: Vec<Matcher>,
    /// RFC 3339.
    pub starts_at: String,
    /// RFC 3339.
    pub ends_at: String,
    /// Who makes it.
    pub created_by: String,
    /// Why.
    pub comment: String,
}

impl NewSilence {
    /// The same silence with an end of its own. Everything else stays as the server said it:
    /// another start would make another silence.
    #[must_use]
    pub fn ending(silence: &Silence, ends_at: String) -> Self {
        Self {
            id: Some(silence.id.clone()),
            matchers: silence.matchers.clone(),
            starts_at: silence.starts_at.clone(),
            ends_at,
            created_by: silence.created_by.clone(),
            comment: silence.comment.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::recorded;
    use super::*;
    use crate::net::decode;

    #[test]
    fn recorded_alerts_are_read() {
        let all: Items<Alert> = decode::json(recorded::ALERTS.as_bytes()).unwrap();
        assert_eq!((all.items.len(), all.broken.len()), (3, 0));
        let [disk, certificate, queue] = &all.items[..] else { panic!() };
        assert_eq!(disk.status.inhibited_by, std::slice::from_ref(&queue.fingerprint));
        assert_eq!(
            (certificate.status.state.as_str(), certificate.generator_url.as_str()),
            ("active", "")
        );
        assert_eq!(queue.receivers[0].name, "payments-oncall");
        assert_eq!(queue.annotations["runbook_url"], "https://runbooks.example.org/queue-too-deep");
        assert_eq!(queue.status.silenced_by.len(), 1);
    }

    #[test]
    fn recorded_silences_are_read() {
        let all: Items<Silence> = decode::json(recorded::SILENCES.as_bytes()).unwrap();
        assert!(all.broken.is_empty() && all.items.len() > 2);
        assert!(all.items.iter().any(|one| one.matchers.iter().any(|matcher| !matcher.is_equal)));
        let ended: Items<Silence> = decode::json(recorded::ENDED.as_bytes()).unwrap();
        assert!(ended.items.iter().any(|one| one.status.state == "expired"));
    }

    #[test]
    fn a_bad_alert_is_one_error() {
        let all: Items<Alert> = decode::json(
            br#"[{"labels": {"alertname": "A"}, "annotations": null, "receivers": null, "status": null},
                {"labels": 7}, {"labels": {"alertname": "B", "port": 80}}]"#,
        )
        .unwrap();
        assert_eq!((all.items.len(), all.broken.len()), (1, 2));
        assert!(decode::json::<Items<Alert>>(br#"{"code": 602}"#).is_err());
    }

    #[test]
    fn a_silence_ends_with_the_start_that_the_server_said() {
        let all: Items<Silence> = decode::json(recorded::SILENCES.as_bytes()).unwrap();
        let ending = NewSilence::ending(&all.items[0], "2026-11-21T01:35:00Z".into());
        let sent = serde_json::to_value(&ending).unwrap();
        assert_eq!(sent["id"], all.items[0].id.as_str());
        assert_eq!(sent["startsAt"], "2026-11-21T01:34:45.808Z");
        assert_eq!(sent["matchers"][1]["isEqual"], false);
        let new = NewSilence { id: None, ..ending };
        assert!(serde_json::to_value(&new).unwrap().get("id").is_none());
    }
}
