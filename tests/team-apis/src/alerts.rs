//! The alerts of the demo and those who are called, behind APIs shaped like those of Alertmanager
//! and PagerDuty.
//!
//! The answers are the files that the demo serves as they are. A real server selects, its times
//! are of today, and a silence that a page makes is in force: so they are here.

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, StatusCode};
use form_urlencoded::parse;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::kubernetes;
use crate::state::Shared;

/// The answer of Alertmanager to a request below `/api/v2/`. Writing needs somebody's token, as a
/// proxy in front of it would want it.
pub async fn manager(
    shared: &Shared,
    method: &Method,
    path: &str,
    query: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Answer {
    if method == Method::POST && path == "silences" {
        if !headers.contains_key(AUTHORIZATION) {
            return said("a token is needed", StatusCode::UNAUTHORIZED);
        }
        return keep(shared, body);
    }
    let list = |name: &'static str| read(shared, format!("alertmanager/api/v2/{name}.json"));
    match (method, path) {
        (&Method::GET, "silences") => {
            let known = list("silences").await.unwrap_or_default();
            Answer::json(&Value::Array(silences(known, &shared.controls().silences)))
        }
        (&Method::GET, "alerts") => {
            let known = list("alerts").await.unwrap_or_default();
            let mut alerts = items(known);
            let made = silences(Value::Null, &shared.controls().silences);
            for alert in &mut alerts {
                silence(alert, &made);
            }
            let filters: Vec<(String, String)> = parse(query.as_bytes())
                .filter(|(name, _)| name == "filter")
                .filter_map(|(_, text)| {
                    let (name, value) = text.split_once('=')?;
                    Some((name.to_owned(), value.trim_matches('"').to_owned()))
                })
                .collect();
            alerts.retain(|alert| {
                filters.iter().all(|(name, value)| match value.strip_prefix('~') {
                    // Expressions are only words between strokes here.
                    Some(words) => {
                        words.trim_matches('"').split('|').any(|word| word == label(alert, name))
                    }
                    None => label(alert, name) == value,
                })
            });
            Answer::json(&Value::Array(alerts))
        }
        _ => said("path not found", StatusCode::NOT_FOUND),
    }
}

/// The answer of PagerDuty.
pub async fn pager(shared: &Shared, method: &Method, path: &str, query: &str) -> Answer {
    let missing = || {
        Answer::json(&json!({"error": {"code": 2100, "message": "Not Found"}}))
            .with_status(StatusCode::NOT_FOUND)
    };
    if method != Method::GET {
        return missing();
    }
    let Some(mut body) = read(shared, format!("pagerduty/{path}.json")).await else {
        return missing();
    };
    let pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
    let wants = |name: &str, value: &str| {
        let mut wanted = pairs.iter().filter(|(key, _)| key == name).peekable();
        wanted.peek().is_none() || wanted.any(|(_, one)| one == value)
    };
    for (list, pick) in [
        ("oncalls", [("escalation_policy_ids[]", "/escalation_policy/id"), ("", "")]),
        ("incidents", [("service_ids[]", "/service/id"), ("statuses[]", "/status")]),
    ] {
        if let Some(items) = body.get_mut(list).and_then(Value::as_array_mut) {
            items.retain(|item| {
                pick.iter().filter(|(name, _)| !name.is_empty()).all(|(name, place)| {
                    wants(name, item.pointer(place).and_then(Value::as_str).unwrap_or_default())
                })
            });
        }
    }
    Answer::json(&body)
}

/// A file of the demo with the times of now.
async fn read(shared: &Shared, name: String) -> Option<Value> {
    let text = kubernetes::as_of_now(shared, format!("alerts/{name}")).await?;
    serde_json::from_str(&text).ok()
}

/// Alertmanager says its errors as a text in JSON.
fn said(text: &str, status: StatusCode) -> Answer {
    Answer::json(&json!(text)).with_status(status)
}

fn items(list: Value) -> Vec<Value> {
    match list {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn label<'a>(alert: &'a Value, name: &str) -> &'a str {
    alert.get("labels").map_or("", |labels| text(labels, name))
}

/// Takes a silence, as Alertmanager does: a reason, an author and an end to come are musts.
fn keep(shared: &Shared, body: &[u8]) -> Answer {
    let Ok(mut silence) = serde_json::from_slice::<Value>(body) else {
        return said("invalid JSON", StatusCode::BAD_REQUEST);
    };
    for name in ["comment", "createdBy", "startsAt", "endsAt"] {
        if text(&silence, name).is_empty() {
            let message = format!("{name} in body is required");
            return Answer::json(&json!({"code": 602, "message": message}))
                .with_status(StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    if text(&silence, "endsAt") < kubernetes::now().as_str() {
        let why = "Failed to create silence: end time can't be in the past";
        return said(why, StatusCode::BAD_REQUEST);
    }
    let mut controls = shared.controls();
    let id = match text(&silence, "id") {
        "" => format!("00000000-0000-4000-8000-{:012}", controls.silences.len() + 1),
        id => id.to_owned(),
    };
    if let Some(silence) = silence.as_object_mut() {
        silence.insert("id".to_owned(), json!(id));
    }
    controls.silences.retain(|one| text(one, "id") != id);
    controls.silences.push(silence);
    Answer::json(&json!({ "silenceID": id }))
}

/// The silences of the files and those that pages made, each with its state.
fn silences(known: Value, made: &[Value]) -> Vec<Value> {
    let mut all = items(known);
    all.retain(|one| made.iter().all(|other| text(other, "id") != text(one, "id")));
    all.extend(made.iter().cloned());
    let now = kubernetes::now();
    for one in &mut all {
        let state = if text(one, "endsAt") <= now.as_str() {
            "expired"
        } else if text(one, "startsAt") > now.as_str() {
            "pending"
        } else {
            "active"
        };
        if let Some(one) = one.as_object_mut() {
            one.insert("status".to_owned(), json!({ "state": state }));
        }
    }
    all
}

/// Marks an alert that a silence keeps quiet.
fn silence(alert: &mut Value, made: &[Value]) {
    let fits = |matcher: &Value| {
        let own = label(alert, text(matcher, "name"));
        match matcher.get("isRegex").and_then(Value::as_bool) {
            Some(true) => text(matcher, "value").split('|').any(|word| word == own),
            _ => text(matcher, "value") == own,
        }
    };
    let by = made.iter().find(|one| {
        let active = one.pointer("/status/state").and_then(Value::as_str) == Some("active");
        let matchers = one.get("matchers").and_then(Value::as_array);
        active && matchers.is_some_and(|all| !all.is_empty() && all.iter().all(fits))
    });
    if let Some(id) = by.map(|one| text(one, "id").to_owned())
        && let Some(alert) = alert.as_object_mut()
    {
        let status = json!({"state": "suppressed", "silencedBy": [id], "inhibitedBy": []});
        alert.insert("status".to_owned(), status);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_keeps_quiet_what_it_matches() {
        let made = json!([{"id": "a", "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2999-01-01T00:00:00Z",
            "matchers": [{"name": "service", "value": "x"}, {"name": "severity", "value": "page|ticket", "isRegex": true}]}]);
        let made = silences(Value::Null, &items(made));
        let state = |severity: &str| {
            let mut alert = json!({"labels": {"service": "x", "severity": severity}, "status": {"state": "active"}});
            silence(&mut alert, &made);
            alert["status"]["state"].as_str().unwrap().to_owned()
        };
        assert_eq!((state("page").as_str(), state("info").as_str()), ("suppressed", "active"));
    }

    #[test]
    fn the_state_of_a_silence_follows_from_its_times() {
        let one =
            |id: &str, from: &str, to: &str| json!({"id": id, "startsAt": from, "endsAt": to});
        let known = json!([
            one("over", "2020-01-01T00:00:00Z", "2020-01-02T00:00:00Z"),
            one("coming", "2998-01-01T00:00:00Z", "2999-01-01T00:00:00Z"),
            one("changed", "2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"),
        ]);
        let made = [one("changed", "2020-01-01T00:00:00Z", "2020-01-01T00:00:01Z")];
        let all = silences(known, &made);
        let states: Vec<_> =
            all.iter().map(|one| one["status"]["state"].as_str().unwrap()).collect();
        assert_eq!(states, ["expired", "pending", "expired"]);
    }
}
