//! GitLab pipelines. Source: GitLab REST, version 4. The origin ends with `/api/v4`.

use crate::net::{Get, Items, Post, or_default};
use crate::plugin::time::instant;
use crate::plugins::ci::model::{Job, Jobs, Log, Run, Runs, between, first_line};
use crate::plugins::ci::words::State;
use serde::Deserialize;
use serde_json::Value;

/// Pipelines of a project, newest first. `project` is a path or a number.
#[must_use]
pub fn runs(origin: &str, project: &str, count: u32) -> Get<Runs> {
    Get::read_as::<Items<Pipeline>>(origin)
        .path(["projects", project, "pipelines"])
        .query("per_page", count)
}

/// One pipeline; says who started it and when, which the list does not.
#[must_use]
pub fn run(origin: &str, project: &str, id: &str) -> Get<Runs> {
    Get::read_as::<Pipeline>(origin).path(["projects", project, "pipelines", id])
}

/// The jobs of a pipeline.
#[must_use]
pub fn jobs(origin: &str, project: &str, id: &str) -> Get<Jobs> {
    Get::read_as::<Items<WireJob>>(origin)
        .path(["projects", project, "pipelines", id, "jobs"])
        .query("per_page", 100_u32)
}

/// The log of a job.
#[must_use]
pub fn log(origin: &str, project: &str, job: &str) -> Get<Log> {
    Get::text_as(origin).path(["projects", project, "jobs", job, "trace"])
}

/// Runs the jobs again that failed or were cancelled.
#[must_use]
pub fn retry(origin: &str, project: &str, id: &str) -> Post<Value> {
    Post::new(origin).path(["projects", project, "pipelines", id, "retry"])
}

/// A new pipeline for a branch or a tag.
#[must_use]
pub fn start(origin: &str, project: &str, branch: &str) -> Post<Value> {
    Post::new(origin).path(["projects", project, "pipeline"]).query("ref", branch)
}

#[derive(Deserialize)]
pub(super) struct Pipeline {
    id: u64,
    /// Counts up within the project.
    #[serde(default, deserialize_with = "or_default")]
    iid: u64,
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    status: String,
    /// Why there is one: `push`, `schedule`, `merge_request_event`.
    #[serde(default, deserialize_with = "or_default")]
    source: String,
    #[serde(default, rename = "ref", deserialize_with = "or_default")]
    branch: String,
    #[serde(default, deserialize_with = "or_default")]
    sha: String,
    /// RFC 3339, like the others.
    #[serde(default)]
    created_at: Option<String>,
    #[serde(default)]
    updated_at: Option<String>,
    /// Not in the list.
    #[serde(default)]
    started_at: Option<String>,
    /// Not in the list.
    #[serde(default)]
    finished_at: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    web_url: String,
    /// Not in the list.
    #[serde(default)]
    user: Option<User>,
}

#[derive(Deserialize)]
struct User {
    #[serde(default, deserialize_with = "or_default")]
    username: String,
}

#[derive(Deserialize)]
pub(super) struct WireJob {
    id: u64,
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    stage: String,
    #[serde(default, deserialize_with = "or_default")]
    status: String,
    #[serde(default, deserialize_with = "or_default")]
    allow_failure: bool,
    #[serde(default)]
    started_at: Option<String>,
    #[serde(default)]
    finished_at: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    web_url: String,
}

/// GitLab's words for how a pipeline or a job stands.
fn state(status: &str) -> State {
    match status {
        "success" => State::Passed,
        "failed" => State::Failed,
        "canceled" => State::Cancelled,
        "skipped" => State::Skipped,
        "manual" => State::NeedsApproval,
        "running" => State::Running,
        "canceling" => State::Stopping,
        "created" | "pending" | "preparing" | "waiting_for_resource" => State::Queued,
        "scheduled" | "waiting_for_callback" => State::Waiting,
        _ => State::Unknown,
    }
}

/// Why there is a pipeline, where nobody gave it a name.
fn reason(source: &str) -> &'static str {
    match source {
        "push" => "Pushed",
        "schedule" => "By schedule",
        "merge_request_event" | "external_pull_request_event" => "Merge request",
        "web" | "webide" | "chat" => "Started by hand",
        "api" | "trigger" => "Started by another system",
        "pipeline" | "parent_pipeline" => "Started by another pipeline",
        _ => "Pipeline",
    }
}

/// `refs/merge-requests/12/head` is what people call `!12`.
fn branch(name: &str) -> String {
    let request = name.strip_prefix("refs/merge-requests/").and_then(|rest| rest.split('/').next());
    match request {
        Some(number) => ["!", number].concat(),
        None => name.to_owned(),
    }
}

impl From<Pipeline> for Run {
    fn from(one: Pipeline) -> Self {
        let moment = |text: &Option<String>| text.as_deref().and_then(instant);
        let state = state(&one.status);
        let created = moment(&one.created_at);
        let started = moment(&one.started_at).or(created);
        // The list does not say when it ended; its last change is the nearest to it.
        let ended = moment(&one.finished_at).or_else(|| moment(&one.updated_at));
        let title = match first_line(&one.name) {
            "" => reason(&one.source),
            title => title,
        };
        Self {
            id: one.id.to_string(),
            number: if one.iid > 0 { one.iid } else { one.id },
            title: title.to_owned(),
            workflow: String::new(),
            branch: branch(&one.branch),
            commit: one.sha,
            author: one.user.map(|user| user.username).unwrap_or_default(),
            state,
            started,
            seconds: between(started, ended).filter(|_| !state.is_running()),
            web: one.web_url,
        }
    }
}

impl From<Items<Pipeline>> for Runs {
    fn from(all: Items<Pipeline>) -> Self {
        Self::of(all, None, Run::from)
    }
}

impl From<Pipeline> for Runs {
    fn from(one: Pipeline) -> Self {
        Self::one(one.into())
    }
}

impl From<Items<WireJob>> for Jobs {
    fn from(all: Items<WireJob>) -> Self {
        let mut jobs = Self::of(all, |one| {
            let moment = |text: &Option<String>| text.as_deref().and_then(instant);
            let started = moment(&one.started_at);
            let state = match state(&one.status) {
                // A failure that may be is none of the pipeline.
                State::Failed if one.allow_failure => State::Warnings,
                state => state,
            };
            let id = one.id.to_string();
            Job {
                log: if started.is_some() { id.clone() } else { String::new() },
                id,
                name: one.name,
                stage: one.stage,
                state,
                started,
                seconds: between(started, moment(&one.finished_at)),
                web: one.web_url,
                steps: Vec::new(),
            }
        });
        // GitLab says the newest first.
        jobs.jobs.sort_by_key(|job| job.id.parse::<u64>().unwrap_or(u64::MAX));
        jobs
    }
}

#[cfg(test)]
mod tests {
    use super::super::recording;
    use super::*;
    use crate::net::decode;

    #[test]
    fn every_status_has_a_word_of_ours() {
        let all: Items<Pipeline> =
            decode::json(recording!("gitlab/pipelines.json").as_bytes()).unwrap();
        let runs = Runs::from(all);
        assert!(runs.broken.is_empty() && runs.runs.len() > 10);
        assert!(runs.runs.iter().all(|run| run.state != State::Unknown));
        assert_eq!((runs.runs[0].number, runs.runs[0].title.as_str()), (144, "Build pipeline"));
        assert_eq!(
            (runs.runs[1].branch.as_str(), runs.runs[1].title.as_str()),
            ("!12", "Merge request")
        );
        assert_eq!((runs.runs[0].seconds, runs.runs[1].seconds), (None, Some(42)));
    }

    #[test]
    fn a_pipeline_says_who_started_it() {
        let one: Pipeline = decode::json(recording!("gitlab/pipeline.json").as_bytes()).unwrap();
        let run = Run::from(one);
        assert_eq!((run.id.as_str(), run.state), ("2872", State::Failed));
        assert!(!run.author.is_empty());
    }

    #[test]
    fn a_job_that_may_fail_is_a_warning() {
        let all: Items<WireJob> = decode::json(recording!("gitlab/jobs.json").as_bytes()).unwrap();
        let jobs = Jobs::from(all);
        assert!(jobs.broken.is_empty());
        let states: Vec<State> = jobs.jobs.iter().map(|job| job.state).collect();
        assert!(states.contains(&State::Warnings) && states.contains(&State::NeedsApproval));
        assert!(jobs.jobs.iter().all(|job| !job.stage.is_empty()));
        // What never started has no log.
        assert!(jobs.jobs.iter().any(|job| job.log.is_empty()));
    }

    #[test]
    fn an_error_is_no_empty_list() {
        assert!(
            decode::json::<Items<Pipeline>>(br#"{"message": "404 Project Not Found"}"#).is_err()
        );
    }
}
