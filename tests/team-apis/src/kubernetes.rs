//! The clusters of the demo, behind APIs shaped like that of Kubernetes.
//!
//! The answers are the files that the demo serves as they are; a real server selects by label and
//! namespace and cuts logs, and what it says is of today: the afternoon that the files show has
//! always just been.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{HeaderMap, Method, StatusCode};
use form_urlencoded::parse;
use serde_json::{Value, json};

use crate::answer::{Answer, JSON};
use crate::files;
use crate::state::Shared;

/// The moment of the files, in seconds since 1970: 2026-11-20T16:40:00Z.
const SHOWN: i64 = 1_795_192_800;
/// Letters of a moment: `2026-11-20T16:40:00Z`.
const LETTERS: usize = 20;

/// The answer to a request below the clusters: `eu-west/api/v1/pods`.
pub async fn answer(shared: &Shared, method: &Method, path: &str, query: &str) -> Answer {
    if method != Method::GET && method != Method::HEAD {
        return status(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", path);
    }
    let text = |name: String| as_of_now(shared, format!("kubernetes/{name}"));
    let pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
    let said = |name: &str| {
        pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    };
    if path.ends_with("/log") {
        let Some(log) = text(format!("{path}.txt")).await else {
            return status(StatusCode::NOT_FOUND, "NotFound", path);
        };
        return Answer::of("text/plain", tail(&log, said("tailLines").parse().ok()));
    }
    let (everywhere, namespace) = split(path);
    let found = match text(format!("{everywhere}.json")).await {
        Some(found) => Some(found),
        None => text(format!("{path}.json")).await,
    };
    let Some(body) = found.and_then(|text| serde_json::from_str(&text).ok()) else {
        return status(StatusCode::NOT_FOUND, "NotFound", path);
    };
    Answer::of(JSON, pick(body, namespace.as_deref(), said("labelSelector")).to_string())
}

/// A file of the demo, with its afternoon moved so that it has just been.
pub async fn as_of_now(shared: &Shared, name: String) -> Option<String> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let later = i64::try_from(now).unwrap_or_default() - SHOWN;
    let folder = shared.options.ci.parent()?;
    let file = files::read(folder, &format!("/{name}"), &HeaderMap::new()).await?;
    Some(moved(&String::from_utf8_lossy(&file.body), later))
}

/// An error in the words of Kubernetes.
fn status(code: StatusCode, reason: &str, path: &str) -> Answer {
    Answer::json(&json!({
        "kind": "Status",
        "apiVersion": "v1",
        "status": "Failure",
        "message": format!("{path}: {reason}"),
        "reason": reason,
        "code": code.as_u16(),
    }))
    .with_status(code)
}

/// The same list of all namespaces, and the one that was asked for.
fn split(path: &str) -> (String, Option<String>) {
    let parts = path.split_once("/namespaces/").and_then(|(before, after)| {
        let (namespace, list) = after.split_once('/')?;
        Some((format!("{before}/{list}"), Some(namespace.to_owned())))
    });
    parts.unwrap_or_else(|| (path.to_owned(), None))
}

/// The objects of a list that are meant.
pub fn pick(mut body: Value, namespace: Option<&str>, selector: &str) -> Value {
    let needs: Vec<&str> = selector.split(',').filter(|need| !need.is_empty()).collect();
    if let Some(items) = body.get_mut("items").and_then(Value::as_array_mut) {
        items.retain(|item| {
            let Some(meta) = item.get("metadata") else { return false };
            let label = |key: &str| meta.get("labels").and_then(|all| all.get(key)?.as_str());
            let fits = needs.iter().all(|need| match need.split_once("!=") {
                Some((key, value)) => label(key) != Some(value),
                None => need.split_once('=').is_some_and(|(key, value)| label(key) == Some(value)),
            });
            let here = meta.get("namespace").and_then(Value::as_str);
            fits && namespace.is_none_or(|namespace| here == Some(namespace))
        });
    }
    body
}

/// The last lines.
fn tail(log: &str, lines: Option<usize>) -> String {
    let all: Vec<&str> = log.lines().collect();
    let skipped = lines.map_or(0, |lines| all.len().saturating_sub(lines));
    all.into_iter().skip(skipped).flat_map(|line| [line, "\n"]).collect()
}

/// The text with every moment in it so many seconds later.
fn moved(text: &str, later: i64) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let moment = rest
            .split_at_checked(LETTERS)
            .and_then(|(moment, after)| Some((written(seconds(moment)? + later), after)));
        match moment {
            Some((moment, after)) => {
                out.push_str(&moment);
                rest = after;
            }
            None => {
                out.push(first);
                rest = rest.strip_prefix(first).unwrap_or_default();
            }
        }
    }
    out
}

/// Seconds since 1970 of `2026-11-20T16:40:00Z`; `None` for anything else.
fn seconds(text: &str) -> Option<i64> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let numbers = |text: &str, mark: char| -> Option<[i64; 3]> {
        let parts: Option<Vec<i64>> = text.split(mark).map(|part| part.parse().ok()).collect();
        parts?.try_into().ok()
    };
    let [year, month, day] = numbers(date, '-')?;
    let [hour, minute, second] = numbers(time, ':')?;
    // A year begins in March here, so that the leap day is the last of it.
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    Some(((days - 719_468) * 24 + hour) * 3600 + minute * 60 + second)
}

/// The present moment, as the files write moments.
pub fn now() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    written(i64::try_from(now).unwrap_or_default())
}

/// The same the other way round.
fn written(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400) + 719_468, seconds.rem_euclid(86_400));
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_move_and_nothing_else_does() {
        assert_eq!(seconds("2026-11-20T16:40:00Z"), Some(SHOWN));
        for moment in ["1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2027-01-01T00:00:00Z"] {
            assert_eq!(written(seconds(moment).unwrap()), moment);
        }
        let text = "{\"at\":\"2026-12-31T23:59:30Z\",\"name\":\"é 2026-1\"} 12:00:00Z";
        let later = "{\"at\":\"2027-01-01T00:00:30Z\",\"name\":\"é 2026-1\"} 12:00:00Z";
        assert_eq!(moved(text, 60), later);
    }

    #[test]
    fn lists_are_picked_by_label_and_namespace() {
        let one = |name: &str, namespace: &str, app: &str| json!({"metadata": {"name": name, "namespace": namespace, "labels": {"app": app}}});
        let list = json!({"items": [one("a", "x", "1"), one("b", "y", "1"), one("c", "x", "2")]});
        let names = |namespace, selector| {
            let picked = pick(list.clone(), namespace, selector);
            let all = picked["items"].as_array().unwrap().clone();
            all.iter().map(|one| one["metadata"]["name"].as_str().unwrap().to_owned()).collect()
        };
        let all: Vec<String> = names(None, "");
        assert_eq!(all, ["a", "b", "c"]);
        let all: Vec<String> = names(Some("x"), "app=1,tier!=cache");
        assert_eq!(all, ["a"]);
        let all: Vec<String> = names(None, "app!=1");
        assert_eq!(all, ["c"]);
        let (everywhere, namespace) = split("eu/apis/apps/v1/namespaces/x/deployments");
        assert_eq!(
            (everywhere.as_str(), namespace.as_deref()),
            ("eu/apis/apps/v1/deployments", Some("x"))
        );
    }

    #[test]
    fn a_log_is_cut_at_its_beginning() {
        assert_eq!(tail("a\nb\nc\n", Some(2)), "b\nc\n");
        assert_eq!(tail("a\nb\n", None), "a\nb\n");
    }
}
