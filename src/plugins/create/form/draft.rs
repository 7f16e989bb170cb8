//! What a browser keeps of forms that are not sent yet, and of those that were. Secrets are in
//! neither.

use crate::plugin::kept;
use serde_json::{Map, Value, json};

const DRAFTS: &str = "portico.create.drafts";
const LAST: &str = "portico.create.last";

/// Most drafts that are kept; the oldest goes first.
const MOST: usize = 20;

/// A form that was begun.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Reference of the template: `template:default/rust-service`.
    pub template: String,
    /// What it is called: the answer that names it, or the template.
    pub title: String,
    /// When it was last changed, in milliseconds since 1970.
    pub at: i64,
    /// Number of the step that it was left at, from 1 on.
    pub step: usize,
    /// The answers.
    pub answers: Value,
}

fn all(key: &str) -> Map<String, Value> {
    let read = kept::read(key).and_then(|text| serde_json::from_str(&text).ok());
    match read {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn write(key: &str, mut map: Map<String, Value>) {
    while map.len() > MOST {
        let at = |value: &Value| value.get("at").and_then(Value::as_i64).unwrap_or_default();
        let oldest = map.iter().min_by_key(|(_, value)| at(value)).map(|(key, _)| key.clone());
        let Some(oldest) = oldest else { break };
        map.shift_remove(&oldest);
    }
    kept::write(key, &Value::Object(map).to_string());
}

fn draft(template: &str, value: &Value) -> Option<Draft> {
    Some(Draft {
        template: template.to_owned(),
        title: value.get("title").and_then(Value::as_str).unwrap_or(template).to_owned(),
        at: value.get("at").and_then(Value::as_i64)?,
        step: value.get("step").and_then(Value::as_u64).and_then(|at| at.try_into().ok())?,
        answers: value.get("answers").filter(|answers| answers.is_object())?.clone(),
    })
}

/// All drafts, the last one first.
#[must_use]
pub fn drafts() -> Vec<Draft> {
    let mut list: Vec<Draft> =
        all(DRAFTS).iter().filter_map(|(template, value)| draft(template, value)).collect();
    list.sort_by_key(|draft| std::cmp::Reverse(draft.at));
    list
}

/// The draft of a template.
#[must_use]
pub fn find(template: &str) -> Option<Draft> {
    all(DRAFTS).get(template).and_then(|value| draft(template, value))
}

/// Keeps a draft.
pub fn keep(draft: &Draft) {
    let mut map = all(DRAFTS);
    map.insert(
        draft.template.clone(),
        json!({ "title": draft.title, "at": draft.at, "step": draft.step, "answers": draft.answers }),
    );
    write(DRAFTS, map);
}

/// Throws a draft away.
pub fn forget(template: &str) {
    let mut map = all(DRAFTS);
    if map.shift_remove(template).is_some() {
        write(DRAFTS, map);
    }
}

/// The answers that were last sent.
#[must_use]
pub fn last(template: &str) -> Option<Value> {
    all(LAST).get(template)?.get("answers").filter(|answers| answers.is_object()).cloned()
}

/// Keeps answers that were sent.
pub fn sent(template: &str, at: i64, answers: &Value) {
    let mut map = all(LAST);
    map.insert(template.to_owned(), json!({ "at": at, "answers": answers }));
    write(LAST, map);
}
