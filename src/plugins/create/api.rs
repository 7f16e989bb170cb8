//! The API of a Backstage scaffolder, and the one question to a CI: endpoints and answers.
//!
//! Source: `@backstage/plugin-scaffolder-backend`, recorded from Backstage 1.46. Task ids are the
//! server's; all that is not always there is read where it is needed.

pub use crate::net::value::{list, text};

use crate::net::{Get, Items, Post, or_default};
use serde::Deserialize;
use serde_json::{Value, json};

const BASE: [&str; 3] = ["api", "scaffolder", "v2"];

/// A run of a template.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// Its id.
    pub id: String,
    /// The template as it was when the run began: `steps`, `parameters`, `templateInfo`.
    #[serde(default)]
    pub spec: Value,
    /// `open`, `processing`, `completed`, `failed`, `cancelled`, `skipped`.
    #[serde(default, deserialize_with = "or_default")]
    pub status: String,
    /// Reference of who started it.
    #[serde(default, deserialize_with = "or_default")]
    pub created_by: String,
    /// When, in RFC 3339.
    #[serde(default, deserialize_with = "or_default")]
    pub created_at: String,
    /// When something last happened.
    #[serde(default, deserialize_with = "or_default")]
    pub last_heartbeat_at: String,
}

impl Task {
    /// Reference of the template: `template:default/rust-service`.
    #[must_use]
    pub fn template(&self) -> &str {
        text(&self.spec, "/templateInfo/entityRef")
    }

    /// What the template is called.
    #[must_use]
    pub fn template_title(&self) -> String {
        let meta = |key| text(&self.spec, key);
        let titles = [
            meta("/templateInfo/entity/metadata/title"),
            meta("/templateInfo/entity/metadata/name"),
            self.template().rsplit(['/', ':']).next().unwrap_or_default(),
            "Unknown template",
        ];
        titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default().to_owned()
    }

    /// What the run is called: what it makes, or the template.
    #[must_use]
    pub fn title(&self) -> String {
        let named = ["/parameters/name", "/parameters/component_id", "/parameters/title"];
        let name = named.iter().map(|at| text(&self.spec, at).trim()).find(|name| !name.is_empty());
        match name {
            Some(name) => name.chars().take(120).collect(),
            None => self.template_title(),
        }
    }
}

/// A page of runs.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tasks {
    /// The runs.
    #[serde(deserialize_with = "or_default")]
    pub tasks: Items<Task>,
    /// How many there are on all pages.
    #[serde(default, deserialize_with = "or_default")]
    pub total_tasks: Option<u32>,
}

/// The id of a run that was started.
#[derive(Clone, Debug, Deserialize)]
pub struct Started {
    /// It.
    pub id: String,
}

/// Which runs are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Reference of who started them; all if empty.
    pub by: String,
    /// Their status; any if empty.
    pub status: String,
    /// How many are skipped.
    pub offset: u32,
    /// How many are wanted.
    pub limit: u32,
}

/// The runs of a scaffolder.
#[must_use]
pub fn tasks(origin: &str, wanted: &Wanted) -> Get<Tasks> {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Get::new(origin)
        .path(BASE)
        .path(["tasks"])
        .query("createdBy", given(&wanted.by))
        .query("status", given(&wanted.status))
        .query("limit", wanted.limit)
        .query("offset", wanted.offset)
        .query("order", "desc:created_at")
        .for_navigation()
}

/// One run.
#[must_use]
pub fn task(origin: &str, id: &str) -> Get<Task> {
    Get::new(origin).path(BASE).path(["tasks", id]).for_navigation()
}

/// Its events, as they come.
#[must_use]
pub fn stream(origin: &str, id: &str, after: Option<u64>) -> Get<String> {
    Get::text(origin).path(BASE).path(["tasks", id, "eventstream"]).query("after", after)
}

/// Its events so far.
#[must_use]
pub fn events(origin: &str, id: &str, after: Option<u64>) -> Get<Items<Value>> {
    Get::new(origin).path(BASE).path(["tasks", id, "events"]).query("after", after)
}

/// An action that templates can use.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Action {
    /// What a step calls it: `fetch:template`.
    pub id: String,
    /// What it does.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// `input` and `output`: JSON Schemas.
    #[serde(default)]
    pub schema: Value,
    /// A list of `description` and `example`, which is YAML.
    #[serde(default)]
    pub examples: Value,
}

/// The actions that are installed.
#[must_use]
pub fn actions(origin: &str) -> Get<Items<Action>> {
    Get::new(origin).path(BASE).path(["actions"])
}

/// What a template would write, without anything that lasts. `files` are those beside its
/// descriptor, as `path` and `base64Content`.
#[must_use]
pub fn dry_run(origin: &str, template: &Value, values: &Value, files: Vec<Value>) -> Get<DryRun> {
    let question = json!({
        "template": template, "values": values, "secrets": {}, "directoryContents": files,
    });
    Get::new(origin).path(BASE).path(["dry-run"]).asking(&question)
}

/// The answer to that.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DryRun {
    /// Lines: `body.message`, `body.stepId`.
    #[serde(default, deserialize_with = "or_default")]
    pub log: Vec<Value>,
    /// Files: `path`, `base64Content`.
    #[serde(default, deserialize_with = "or_default")]
    pub directory_contents: Vec<Value>,
    /// What the template says at its end.
    #[serde(default)]
    pub output: Value,
}

/// Starts a run.
#[must_use]
pub fn create(origin: &str, template: &str, values: &Value, secrets: Value) -> Post<Started> {
    let body = json!({ "templateRef": template, "values": values, "secrets": secrets });
    Post::new(origin).path(BASE).path(["tasks"]).json(&body)
}

/// Stops a run.
#[must_use]
pub fn cancel(origin: &str, id: &str) -> Post<Value> {
    Post::new(origin).path(BASE).path(["tasks", id, "cancel"]).json(&json!({}))
}

/// Goes on with a run that failed, where it failed.
#[must_use]
pub fn retry(origin: &str, id: &str) -> Post<Value> {
    Post::new(origin).path(BASE).path(["tasks", id, "retry"]).json(&json!({}))
}

/// The newest builds of a repository, as GitHub Actions answers: `workflow_runs`.
#[must_use]
pub fn builds(origin: &str, slug: &str) -> Option<Get<Value>> {
    let (owner, name) = slug.split_once('/').filter(|(_, name)| !name.contains('/'))?;
    Some(Get::new(origin).path(["repos", owner, name, "actions", "runs"]).query("per_page", 5_u32))
}

#[cfg(test)]
pub(super) mod recorded {
    //! Answers of a Backstage 1.46 backend.

    use super::*;

    macro_rules! recording {
        ($name:literal) => {
            include_str!(concat!("../../../tests/contract/scaffolder/scaffolder-", $name))
        };
    }

    pub const COMPLETED: &str = recording!("task-eventstream.sse.txt");
    pub const FAILED: &str = recording!("failed-task-eventstream.sse.txt");
    pub const CANCELLED: &str = recording!("cancelled-task-eventstream.sse.txt");

    fn body(text: &str) -> Value {
        let answer: Value = serde_json::from_str(text).unwrap();
        answer.pointer("/response/body").unwrap().clone()
    }

    pub fn cancelled() -> Task {
        serde_json::from_value(body(recording!("cancelled-task-get.json"))).unwrap()
    }

    pub fn tasks() -> Tasks {
        serde_json::from_str(&body(recording!("tasks-list-by-creator-paged.json")).to_string())
            .unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recorded_runs_are_read() {
        let tasks = recorded::tasks();
        assert_eq!((tasks.tasks.items.len(), tasks.total_tasks), (2, Some(3)));
        let failed = &tasks.tasks.items[1];
        assert_eq!(failed.template(), "template:default/failing-template");
        assert_eq!(failed.template_title(), "Failing template");
        assert_eq!(failed.status, "failed");
    }

    #[test]
    fn a_run_has_a_name_whatever_is_missing() {
        let task = |spec| Task { spec, ..Task::default() };
        assert_eq!(task(Value::Null).title(), "Unknown template");
        assert_eq!(task(json!({"parameters": {"name": "refunds-api"}})).title(), "refunds-api");
        let only =
            json!({"templateInfo": {"entityRef": "template:default/x"}, "parameters": {"name": 7}});
        assert_eq!(task(only).title(), "x");
    }

    #[test]
    fn a_repository_is_two_names() {
        assert!(builds("ci", "halyard/x").is_some());
        assert!(builds("ci", "halyard").is_none() && builds("ci", "a/b/c").is_none());
    }
}
