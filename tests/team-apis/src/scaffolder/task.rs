//! Tasks and their events, in the recorded shapes.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use futures_util::stream::unfold;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::templates::{Found, complaints};
use super::{Asked, Events, Scaffolder, State, clock, error, run};
use crate::answer::Answer;

/// One run of a template.
pub struct Task {
    /// A random UUID.
    pub id: String,
    /// `spec` of the recorded shape, without secrets.
    pub spec: Value,
    /// Never part of an answer.
    pub secrets: Value,
    /// `open`, `processing`, `completed`, `failed` or `cancelled`.
    pub status: &'static str,
    pub created_at: String,
    pub heartbeat: String,
    pub created_by: Option<String>,
    pub template: Found,
    pub events: Vec<Value>,
    /// Set to end it.
    pub cancel: Arc<watch::Sender<bool>>,
}

impl State {
    fn find(&mut self, id: &str) -> Option<&mut Task> {
        self.tasks.iter_mut().find(|task| task.id == id)
    }

    /// A task as a list shows it, or alone.
    pub fn task(&mut self, id: &str) -> Value {
        self.find(id).map(|task| shape(task)).unwrap_or_default()
    }

    /// Tasks, newest first.
    pub fn list(
        &self,
        users: &[String],
        statuses: &[String],
        (offset, limit): (usize, Option<usize>),
        oldest_first: bool,
    ) -> Value {
        let mut tasks: Vec<&Task> = self
            .tasks
            .iter()
            .filter(|task| {
                let by = task.created_by.as_ref();
                (users.is_empty() || by.is_some_and(|by| users.contains(by)))
                    && (statuses.is_empty() || statuses.iter().any(|status| status == task.status))
            })
            .collect();
        if !oldest_first {
            tasks.reverse();
        }
        let page = tasks.iter().skip(offset).take(limit.unwrap_or(usize::MAX));
        json!({
            "tasks": page.map(|task| shape(task)).collect::<Vec<_>>(),
            "totalTasks": tasks.len(),
        })
    }

    /// Events of a task after one of them.
    pub fn events(&mut self, id: &str, after: u64) -> Vec<Value> {
        let Some(task) = self.find(id) else { return Vec::new() };
        let is_new = |event: &&Value| event["id"].as_u64().is_some_and(|number| number > after);
        task.events.iter().filter(is_new).cloned().collect()
    }

    /// The same as a stream of events, the last event's number, and whether the task is over.
    pub fn stream(&mut self, id: &str, after: u64) -> (String, u64, bool) {
        let events = self.events(id, after);
        let last = events.last().and_then(|event| event["id"].as_u64()).unwrap_or(after);
        let mut text = String::new();
        for event in &events {
            let kind = event["type"].as_str().unwrap_or("log");
            text += &format!("event: {kind}\ndata: {event}\n\n");
        }
        // A task is over with its last event, not when its status says so.
        let over = self.find(id).is_none_or(|task| {
            task.events.last().is_none_or(|event| event["type"] == "completion")
                && !matches!(task.status, "open" | "processing")
        });
        (text, last, over)
    }

    /// Notes that something happened.
    pub fn note(&mut self, id: &str, kind: &str, body: Value) {
        self.events += 1;
        let number = self.events;
        let Some(task) = self.find(id) else { return };
        task.heartbeat = stamp();
        let event = json!({
            "id": number,
            "isTaskRecoverable": false,
            "taskId": id,
            "body": body,
            "type": kind,
            "createdAt": task.heartbeat,
        });
        task.events.push(event);
    }

    /// Changes the status of a task.
    pub fn set_status(&mut self, id: &str, status: &'static str) {
        if let Some(task) = self.find(id) {
            task.status = status;
        }
    }
}

fn shape(task: &Task) -> Value {
    let mut body = json!({
        "id": task.id,
        "spec": task.spec,
        "status": task.status,
        "lastHeartbeatAt": task.heartbeat,
        "createdAt": task.created_at,
    });
    if let Some(by) = &task.created_by {
        body["createdBy"] = by.as_str().into();
    }
    body
}

/// Now, as Backstage writes it.
pub fn stamp() -> String {
    format!("{}.000Z", clock::now())
}

/// A random UUID.
pub fn uuid() -> String {
    let half = || {
        let mut hasher = RandomState::new().build_hasher();
        hasher.write_u8(1);
        hasher.finish()
    };
    let (high, low) = (half(), half());
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}

/// Events as they happen, until the task is over.
pub fn stream(events: Events) -> Body {
    let bell = events.scaffolder.bell.subscribe();
    let start = (events, bell, false);
    Body::from_stream(unfold(start, |(mut events, mut bell, over)| async move {
        if over {
            return None;
        }
        loop {
            bell.borrow_and_update();
            let (text, last, over) = events.scaffolder.state().stream(&events.task, events.after);
            if !text.is_empty() || over {
                events.after = last;
                let piece: Result<Bytes, std::io::Error> = Ok(text.into());
                return Some((piece, (events, bell, over)));
            }
            if bell.changed().await.is_err() {
                return None;
            }
        }
    }))
}

impl Scaffolder {
    /// Begins a task.
    pub(super) async fn create(self: &Arc<Self>, asked: Asked<'_>) -> Answer {
        let Ok(body) = serde_json::from_slice::<Value>(asked.body) else {
            return error(&asked, 400, "InputError", "The body is not JSON");
        };
        let reference = body["templateRef"].as_str().unwrap_or_default().to_lowercase();
        let Some(template) = self.template(&reference).await else {
            let message = format!("Template {reference} not found");
            return error(&asked, 404, "NotFoundError", &message);
        };
        let values = body.get("values").cloned().unwrap_or_else(|| json!({}));
        let errors = complaints(&template.descriptor, &values);
        if !errors.is_empty() {
            return Answer::json(&json!({ "errors": errors })).with_status(StatusCode::BAD_REQUEST);
        }
        let user = asked.user.unwrap_or(&self.options.user).to_owned();
        let id = uuid();
        let now = stamp();
        let task = Task {
            id: id.clone(),
            spec: spec(&template, &reference, &values, &user),
            secrets: body.get("secrets").cloned().unwrap_or_default(),
            status: "open",
            created_at: now.clone(),
            heartbeat: now,
            created_by: Some(user),
            template,
            events: Vec::new(),
            cancel: Arc::new(watch::Sender::new(false)),
        };
        self.state().tasks.push(task);
        run::start(self, &id, asked.base);
        Answer::json(&json!({ "id": id })).with_status(StatusCode::CREATED)
    }

    /// Ends a task, and the build that it started.
    pub(super) fn cancel(&self, id: &str) {
        let mut state = self.state();
        if let Some(task) = state.find(id)
            && matches!(task.status, "open" | "processing")
        {
            task.cancel.send_replace(true);
        }
    }

    /// Begins a task again; not one that still runs.
    pub(super) fn retry(self: &Arc<Self>, id: &str, base: &str) -> bool {
        {
            let mut state = self.state();
            let Some(task) = state.find(id) else { return false };
            if matches!(task.status, "open" | "processing") {
                return false;
            }
            task.status = "open";
            task.cancel = Arc::new(watch::Sender::new(false));
            state.note(id, "recovered", json!({ "recoverStrategy": "startOver" }));
        }
        run::start(self, id, base);
        true
    }
}

/// `spec` of a task.
fn spec(template: &Found, reference: &str, values: &Value, user: &str) -> Value {
    let descriptor = &template.descriptor;
    let steps: Vec<Value> = descriptor
        .pointer("/spec/steps")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .enumerate()
        .map(|(at, step)| {
            let mut step = step.clone();
            if step.get("id").is_none() {
                step["id"] = format!("step-{}", at + 1).into();
            }
            if step.get("name").is_none() {
                step["name"] = step["id"].clone();
            }
            step
        })
        .collect();
    let (_, name) = user.rsplit_once('/').unwrap_or(("", user));
    let names: HashMap<&str, &str> = HashMap::from([("namespace", "default"), ("name", name)]);
    json!({
        "apiVersion": "scaffolder.backstage.io/v1beta3",
        "steps": steps,
        "output": descriptor.pointer("/spec/output").cloned().unwrap_or_else(|| json!({})),
        "parameters": values,
        "user": {
            "entity": {
                "metadata": names,
                "apiVersion": "backstage.io/v1alpha1",
                "kind": "User",
                "spec": {},
            },
            "ref": user,
        },
        "templateInfo": {
            "entityRef": reference,
            "entity": { "metadata": descriptor.get("metadata").cloned().unwrap_or_default() },
        },
    })
}
