//! The CI of the demo, behind an API shaped like GitHub Actions.
//!
//! The answers are the files that the demo serves as they are (`repos/…/runs.json`); a real server
//! pages through them and has no `.json` in its addresses.

use axum::http::header::{AUTHORIZATION, HeaderMap, LINK};
use axum::http::{Method, StatusCode};
use form_urlencoded::parse;
use serde_json::{Value, json};

use crate::alerts;
use crate::answer::{Answer, JSON};
use crate::deploys;
use crate::files;
use crate::issuer;
use crate::kubernetes;
use crate::log::COLLECT;
use crate::prometheus;
use crate::state::Shared;

/// Items of a page when the request does not say.
const PER_PAGE: usize = 30;
/// Items of a page at most.
const MOST_PER_PAGE: usize = 100;

/// The answer to a request.
pub async fn answer(
    shared: &Shared,
    method: &Method,
    path: &str,
    query: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Answer {
    if let Some(below) = path.strip_prefix("/files") {
        let file = files::read(&shared.options.files, below, headers).await;
        return file
            .map_or_else(|| error(StatusCode::NOT_FOUND), |file| files::revalidate(file, headers));
    }
    if let Some(below) = path.strip_prefix("/guarded") {
        if !issuer::opens(shared, headers) {
            return error(StatusCode::UNAUTHORIZED);
        }
        return Box::pin(answer(shared, method, below, query, headers, body)).await;
    }
    if let Some(below) = path.strip_prefix("/clusters/") {
        return kubernetes::answer(shared, method, below, query).await;
    }
    if let Some(below) = path.strip_prefix("/argocd/") {
        return deploys::answer(shared, method, below, query).await;
    }
    if let Some(below) = path.strip_prefix("/alertmanager/api/v2/") {
        return alerts::manager(shared, method, below, query, headers, body).await;
    }
    if let Some(below) = path.strip_prefix("/pagerduty/") {
        return alerts::pager(shared, method, below, query).await;
    }
    if let Some(below) = path.strip_prefix("/prometheus/") {
        return prometheus::answer(method, below, query);
    }
    if method == Method::POST && path.starts_with(COLLECT) {
        return Answer::empty(StatusCode::NO_CONTENT);
    }
    if method == Method::POST && path.contains("/rerun") {
        // Reading is free here; what changes something wants to know who asks.
        return match headers.contains_key(AUTHORIZATION) {
            true => Answer::json(&json!({})).with_status(StatusCode::CREATED),
            false => error(StatusCode::UNAUTHORIZED),
        };
    }
    if method != Method::GET && method != Method::HEAD {
        return error(StatusCode::NOT_FOUND);
    }
    if path.ends_with("/logs") {
        let log = files::read(&shared.options.ci, &format!("{path}.txt"), headers).await;
        return log.unwrap_or_else(|| error(StatusCode::NOT_FOUND));
    }
    let name = format!("{}.json", path.trim_end_matches('/'));
    let file = files::read(&shared.options.ci, &name, &HeaderMap::new()).await;
    let Some(body) = file.and_then(|file| serde_json::from_slice(&file.body).ok()) else {
        return error(StatusCode::NOT_FOUND);
    };
    let base = format!("{}{path}", shared.addresses.ci);
    let (body, link) = page(body, &base, query);
    let answer = Answer::of(JSON, body.to_string());
    let answer = if link.is_empty() { answer } else { answer.with(LINK, &link) };
    files::revalidate(answer, headers)
}

/// An error in GitHub's words.
pub fn error(status: StatusCode) -> Answer {
    let message = match status {
        StatusCode::UNAUTHORIZED => "Bad credentials",
        other => other.canonical_reason().unwrap_or("Error"),
    };
    Answer::json(&json!({
        "message": message,
        "documentation_url": "https://docs.github.com/rest",
        "status": status.as_str(),
    }))
    .with_status(status)
}

/// The wanted page of the list in `body`, and the `Link` header that goes with it.
fn page(mut body: Value, base: &str, query: &str) -> (Value, String) {
    let pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
    let number = |name: &str| {
        pairs.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.parse::<usize>().ok())
    };
    let per_page = number("per_page").unwrap_or(PER_PAGE).clamp(1, MOST_PER_PAGE);
    let current = number("page").unwrap_or(1).max(1);
    let branch = pairs.iter().find(|(key, _)| key == "branch").map(|(_, value)| value.as_str());

    let Some(list) = list_in(&mut body) else { return (body, String::new()) };
    if let Some(branch) = branch {
        list.retain(|item| item.get("head_branch").and_then(Value::as_str) == Some(branch));
    }
    let total = list.len();
    let last = total.div_ceil(per_page).max(1);
    *list = list.iter().skip((current - 1) * per_page).take(per_page).cloned().collect();
    if let Some(count) = body.get_mut("total_count") {
        *count = total.into();
    }

    let mut links = Vec::new();
    let mut link = |page: usize, relation: &str| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.iter().filter(|(key, _)| key != "page"));
        query.append_pair("page", &page.to_string());
        links.push(format!("<{base}?{}>; rel=\"{relation}\"", query.finish()));
    };
    if current > 1 {
        link(current - 1, "prev");
    }
    if current < last {
        link(current + 1, "next");
        link(last, "last");
    }
    if current > 1 {
        link(1, "first");
    }
    (body, links.join(", "))
}

/// The list of an answer: the answer itself, or the one array in it.
fn list_in(body: &mut Value) -> Option<&mut Vec<Value>> {
    match body {
        Value::Array(list) => Some(list),
        Value::Object(fields) if fields.contains_key("total_count") => {
            fields.values_mut().find_map(Value::as_array_mut)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(count: usize) -> Value {
        let runs: Vec<Value> = (0..count)
            .map(
                |id| json!({ "id": id, "head_branch": if id % 2 == 0 { "main" } else { "topic" } }),
            )
            .collect();
        json!({ "total_count": count, "workflow_runs": runs })
    }

    fn ids(body: &Value) -> Vec<u64> {
        body["workflow_runs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| r["id"].as_u64().unwrap())
            .collect()
    }

    #[test]
    fn pages_cover_the_list_without_overlap() {
        let mut seen = Vec::new();
        for number in 1..=4 {
            let (body, link) =
                page(runs(10), "http://h/runs", &format!("per_page=3&page={number}"));
            assert_eq!(body["total_count"], 10);
            assert_eq!(link.contains("rel=\"next\""), number < 4, "page {number}: {link}");
            seen.extend(ids(&body));
        }
        assert_eq!(seen, (0..10).collect::<Vec<_>>());
    }

    #[test]
    fn links_keep_the_rest_of_the_query() {
        let (body, link) = page(runs(10), "http://h/runs", "branch=main&per_page=2");
        assert_eq!(ids(&body), [0, 2]);
        assert_eq!(body["total_count"], 5);
        assert_eq!(
            link,
            "<http://h/runs?branch=main&per_page=2&page=2>; rel=\"next\", \
             <http://h/runs?branch=main&per_page=2&page=3>; rel=\"last\""
        );
    }

    #[test]
    fn a_single_thing_has_no_pages() {
        let run = json!({ "id": 1, "pull_requests": [1, 2, 3] });
        assert_eq!(page(run.clone(), "http://h/run/1", "per_page=1"), (run, String::new()));
    }
}
