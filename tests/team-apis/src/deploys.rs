//! The deploys of the demo, behind APIs shaped like that of Argo CD.
//!
//! The answers are the files that the demo serves as they are; a real server picks applications by
//! name, project and label, and what it says is of today, as with the clusters.

use axum::http::{Method, StatusCode};
use form_urlencoded::parse;
use serde_json::{Value, json};

use crate::answer::{Answer, JSON};
use crate::kubernetes::{as_of_now, pick};
use crate::state::Shared;

/// The answer to a request below the instances: `staging/api/v1/applications`.
pub async fn answer(shared: &Shared, method: &Method, path: &str, query: &str) -> Answer {
    if method != Method::GET && method != Method::HEAD {
        return error(StatusCode::METHOD_NOT_ALLOWED, 12, "Method Not Allowed");
    }
    let found = as_of_now(shared, format!("deploys/{path}.json")).await;
    let Some(body) = found.and_then(|text| serde_json::from_str(&text).ok()) else {
        // Argo CD does not tell what is missing from what may not be seen.
        return error(StatusCode::FORBIDDEN, 7, "permission denied");
    };
    let body = if path.ends_with("/applications") { select(body, query) } else { body };
    Answer::of(JSON, body.to_string())
}

/// An error in the words of Argo CD, with the code of gRPC.
fn error(status: StatusCode, code: u8, message: &str) -> Answer {
    Answer::json(&json!({ "error": message, "code": code, "message": message })).with_status(status)
}

/// The applications that are meant.
fn select(body: Value, query: &str) -> Value {
    let pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
    let said = |name: &str| {
        pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    };
    let mut body = pick(body, None, said("selector"));
    if let Some(items) = body.get_mut("items").and_then(Value::as_array_mut) {
        let is = |item: &Value, pointer: &str, wanted: &str| {
            wanted.is_empty() || item.pointer(pointer).and_then(Value::as_str) == Some(wanted)
        };
        items.retain(|item| {
            is(item, "/metadata/name", said("name"))
                && is(item, "/metadata/namespace", said("appNamespace"))
                && is(item, "/spec/project", said("projects"))
        });
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applications_are_picked_by_name_project_and_label() {
        let one = |name: &str, project: &str| json!({"metadata": {"name": name, "namespace": "argocd", "labels": {"of": name}}, "spec": {"project": project}});
        let list = json!({"items": [one("a", "x"), one("b", "x"), one("c", "y")]});
        let names = |query: &str| -> Vec<String> {
            let picked = select(list.clone(), query);
            let all = picked["items"].as_array().unwrap().clone();
            all.iter().map(|one| one["metadata"]["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(""), ["a", "b", "c"]);
        assert_eq!(names("projects=x"), ["a", "b"]);
        assert_eq!(names("name=b&appNamespace=argocd"), ["b"]);
        assert_eq!(names("selector=of%3Dc"), ["c"]);
        assert!(names("name=d").is_empty());
    }
}
