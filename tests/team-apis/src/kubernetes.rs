//! The clusters of the demo, behind APIs shaped like that of Kubernetes.
//!
//! The answers are the files that the demo serves as they are; a real server selects by label and
//! namespace and cuts logs, and what it says is of today: the afternoon that the files show has
//! always just been.

use axum::http::{HeaderMap, Method, StatusCode};
use form_urlencoded::parse;
use serde_json::{Value, json};

use crate::answer::{Answer, JSON};
use crate::files;
use crate::moments;
use crate::state::Shared;

/// The answer to a request below the clusters: `eu-west/api/v1/pods`.
pub async fn answer(shared: &Shared, method: &Method, path: &str, query: &str) -> Answer {
    if method != Method::GET && method != Method::HEAD {
        return status(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", path);
    }
    let text = |name: String| async move {
        let folder = shared.options.ci.parent()?.join("kubernetes");
        let file = files::read(&folder, &format!("/{name}"), &HeaderMap::new()).await?;
        Some(moments::of_now(&String::from_utf8_lossy(&file.body)))
    };
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
fn pick(mut body: Value, namespace: Option<&str>, selector: &str) -> Value {
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

#[cfg(test)]
mod tests {
    use super::*;

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
