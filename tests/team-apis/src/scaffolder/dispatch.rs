//! The CI that runs templates in place of the scaffolder: GitHub's `workflow_dispatch` below
//! `/demo/actions/`, GitLab's pipelines below `/demo/gitlab/`. Both want the token `demo`.
//!
//! A run takes a few seconds: it waits, does its steps one after the other, and ends. How far it is
//! follows from the time since it was begun, so nothing runs while nobody looks.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use axum::http::{Method, StatusCode};
use form_urlencoded::parse;
use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

use super::{Asked, Scaffolder, clock};
use crate::answer::Answer;

/// Who may ask.
const TOKEN: &str = "demo";
/// Milliseconds in the queue, at the usual pace.
const QUEUED: u64 = 1_000;
/// Milliseconds of a step, at the usual pace.
const STEP: u64 = 900;
/// Inputs that GitHub takes.
const MOST_INPUTS: usize = 25;
/// Runs that are kept.
const MOST_RUNS: usize = 500;

/// A workflow, or the pipeline of a project.
struct Workflow {
    project: &'static str,
    /// File; empty for a pipeline.
    file: &'static str,
    name: &'static str,
    steps: &'static [&'static str],
    /// Number of the step that fails.
    fails: Option<usize>,
    required: &'static [&'static str],
    optional: &'static [&'static str],
}

const TOPIC_STEPS: &[&str] =
    &["Set up job", "Check the name is free", "Create the topic", "Add it to the catalog"];
const TOPIC_INPUTS: &[&str] =
    &["consumers", "personalData", "partitions", "retentionDays", "key", "reason"];

static WORKFLOWS: &[Workflow] = &[
    Workflow {
        project: "halyard/topics",
        file: "new-topic.yml",
        name: "New topic",
        steps: TOPIC_STEPS,
        fails: None,
        required: &["name", "owner"],
        optional: TOPIC_INPUTS,
    },
    Workflow {
        project: "halyard/topics",
        file: "always-fails.yml",
        name: "Always fails",
        steps: TOPIC_STEPS,
        fails: Some(2),
        required: &[],
        optional: &["name", "owner"],
    },
    Workflow {
        project: "halyard/platform/topics",
        file: "",
        name: "",
        steps: TOPIC_STEPS,
        fails: None,
        required: &[],
        optional: &[],
    },
];

/// A run that was begun.
pub struct Dispatched {
    id: u64,
    workflow: &'static Workflow,
    number: usize,
    reference: String,
    inputs: Value,
    /// Seconds since 1970.
    at: u64,
    begun: Instant,
}

/// How far something is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Waits,
    Runs,
    Done,
    Failed,
    /// Never begun, because something before it failed.
    Skipped,
}

impl Dispatched {
    /// Milliseconds since the start, at the usual pace.
    fn elapsed(&self, pace: u32) -> u64 {
        let passed = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        match pace {
            0 => u64::MAX,
            pace => passed.saturating_mul(100) / u64::from(pace),
        }
    }

    /// Steps that are done at some time, and whether one of them has failed.
    fn stage_of(&self, step: usize, elapsed: u64) -> Stage {
        if self.workflow.fails.is_some_and(|fails| step > fails) {
            let over = self.stage(elapsed) == Stage::Failed;
            return if over { Stage::Skipped } else { Stage::Waits };
        }
        let begins = QUEUED + STEP * u64::try_from(step).unwrap_or(0);
        match elapsed {
            now if now < begins => Stage::Waits,
            now if now < begins + STEP => Stage::Runs,
            _ if self.workflow.fails == Some(step) => Stage::Failed,
            _ => Stage::Done,
        }
    }

    fn stage(&self, elapsed: u64) -> Stage {
        let last = self.workflow.fails.map_or(self.workflow.steps.len(), |fails| fails + 1);
        let ends = QUEUED + STEP * u64::try_from(last).unwrap_or(0);
        match (elapsed < QUEUED, elapsed < ends, self.workflow.fails) {
            (true, _, _) => Stage::Waits,
            (_, true, _) => Stage::Runs,
            (_, _, None) => Stage::Done,
            (_, _, Some(_)) => Stage::Failed,
        }
    }

    /// A time of this run, so many milliseconds after its start.
    fn time(&self, after: u64) -> String {
        format!("{}Z", clock::text(self.at + after / 1000))
    }

    fn ends(&self) -> u64 {
        let last = self.workflow.fails.map_or(self.workflow.steps.len(), |fails| fails + 1);
        QUEUED + STEP * u64::try_from(last).unwrap_or(0)
    }

    fn github(&self, pace: u32, base: &str) -> Value {
        let elapsed = self.elapsed(pace);
        let (status, conclusion) = github_words(self.stage(elapsed));
        let (id, project) = (self.id, self.workflow.project);
        json!({
            "id": id,
            "name": self.workflow.name,
            "display_title": self.workflow.name,
            "run_number": self.number,
            "event": "workflow_dispatch",
            "path": format!(".github/workflows/{}", self.workflow.file),
            "status": status,
            "conclusion": conclusion,
            "head_branch": self.reference,
            "head_sha": format!("{id:040x}"),
            "created_at": self.time(0),
            "run_started_at": self.time(0),
            "updated_at": self.time(elapsed.min(self.ends())),
            "html_url": format!("{base}demo/actions/{project}/actions/runs/{id}"),
            "actor": { "login": "ines-calloway" },
        })
    }

    fn github_jobs(&self, pace: u32, base: &str) -> Value {
        let elapsed = self.elapsed(pace);
        let (status, conclusion) = github_words(self.stage(elapsed));
        let steps: Vec<Value> = self
            .workflow
            .steps
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let stage = self.stage_of(at, elapsed);
                let (status, conclusion) = github_words(stage);
                let begins = QUEUED + STEP * u64::try_from(at).unwrap_or(0);
                let over = matches!(stage, Stage::Done | Stage::Failed);
                json!({
                    "name": name,
                    "number": at + 1,
                    "status": status,
                    "conclusion": conclusion,
                    "started_at": (stage != Stage::Waits).then(|| self.time(begins)),
                    "completed_at": over.then(|| self.time(begins + STEP)),
                })
            })
            .collect();
        let over = conclusion.is_some();
        let (id, project) = (self.id, self.workflow.project);
        json!({ "total_count": 1, "jobs": [{
            "id": id * 10,
            "run_id": id,
            "name": "create",
            "status": status,
            "conclusion": conclusion,
            "started_at": self.time(QUEUED),
            "completed_at": over.then(|| self.time(self.ends())),
            "html_url": format!("{base}demo/actions/{project}/actions/runs/{id}/job/{}", id * 10),
            "steps": steps,
        }] })
    }

    fn gitlab(&self, pace: u32, base: &str) -> Value {
        let elapsed = self.elapsed(pace);
        let stage = self.stage(elapsed);
        let over = matches!(stage, Stage::Done | Stage::Failed);
        let (id, project) = (self.id, self.workflow.project);
        json!({
            "id": id,
            "iid": self.number,
            "status": gitlab_word(stage),
            "source": "api",
            "ref": self.reference,
            "sha": format!("{id:040x}"),
            "created_at": self.time(0),
            "updated_at": self.time(elapsed.min(self.ends())),
            "started_at": (stage != Stage::Waits).then(|| self.time(QUEUED)),
            "finished_at": over.then(|| self.time(self.ends())),
            "web_url": format!("{base}demo/gitlab/{project}/-/pipelines/{id}"),
            "user": { "username": "ines-calloway" },
        })
    }

    fn gitlab_jobs(&self, pace: u32, base: &str) -> Value {
        let elapsed = self.elapsed(pace);
        let jobs = self.workflow.steps.iter().enumerate().map(|(at, name)| {
            let stage = self.stage_of(at, elapsed);
            let begins = QUEUED + STEP * u64::try_from(at).unwrap_or(0);
            let over = matches!(stage, Stage::Done | Stage::Failed);
            let id = self.id * 10 + u64::try_from(at).unwrap_or(0);
            json!({
                "id": id,
                "name": name,
                "stage": "create",
                "status": gitlab_word(stage),
                "started_at": (stage != Stage::Waits).then(|| self.time(begins)),
                "finished_at": over.then(|| self.time(begins + STEP)),
                "web_url": format!("{base}demo/gitlab/{}/-/jobs/{id}", self.workflow.project),
            })
        });
        jobs.collect()
    }
}

const fn github_words(stage: Stage) -> (&'static str, Option<&'static str>) {
    match stage {
        Stage::Waits => ("queued", None),
        Stage::Runs => ("in_progress", None),
        Stage::Done => ("completed", Some("success")),
        Stage::Failed => ("completed", Some("failure")),
        Stage::Skipped => ("completed", Some("skipped")),
    }
}

const fn gitlab_word(stage: Stage) -> &'static str {
    match stage {
        Stage::Waits => "pending",
        Stage::Runs => "running",
        Stage::Done => "success",
        Stage::Failed => "failed",
        Stage::Skipped => "skipped",
    }
}

fn refused(status: StatusCode, message: &str) -> Answer {
    Answer::json(&json!({ "message": message, "status": status.as_str() })).with_status(status)
}

impl Scaffolder {
    /// The answer of the CI that runs templates; `None` if the request is not about it.
    pub(super) fn dispatch(&self, asked: Asked<'_>) -> Option<Answer> {
        let (github, path) = match asked.path.strip_prefix("/demo/actions/repos/") {
            Some(path) => (true, path),
            None => (false, asked.path.strip_prefix("/demo/gitlab/projects/")?),
        };
        let token = asked.token.and_then(|header| header.strip_prefix("Bearer "));
        if token != Some(TOKEN) {
            let words = if github { "Bad credentials" } else { "401 Unauthorized" };
            return Some(refused(StatusCode::UNAUTHORIZED, words));
        }
        let parts: Vec<String> = path
            .split('/')
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let answer =
            if github { self.actions(&parts, asked) } else { self.pipelines(&parts, asked) };
        Some(answer.unwrap_or_else(|| {
            refused(StatusCode::NOT_FOUND, if github { "Not Found" } else { "404 Not Found" })
        }))
    }

    fn actions(&self, parts: &[&str], asked: Asked<'_>) -> Option<Answer> {
        let [owner, repository, "actions", rest @ ..] = parts else { return None };
        let project = format!("{owner}/{repository}");
        let of = |file: &str| {
            WORKFLOWS
                .iter()
                .find(|one| one.project == project && one.file == file && !file.is_empty())
        };
        let is_get = asked.method == Method::GET;
        let pace = self.pace();
        match rest {
            ["workflows", file, "dispatches"] if asked.method == Method::POST => {
                Some(self.begin_workflow(of(file)?, asked.body))
            }
            ["workflows", file, "runs"] if is_get => {
                let workflow = of(file)?;
                let number = parse(asked.query.as_bytes())
                    .find(|(key, _)| key == "per_page")
                    .and_then(|(_, value)| value.parse().ok());
                let state = self.state();
                let all = state.dispatched.iter().rev();
                let all: Vec<&Dispatched> =
                    all.filter(|run| std::ptr::eq(run.workflow, workflow)).collect();
                let page = all.iter().take(number.unwrap_or(30));
                let runs: Vec<Value> = page.map(|run| run.github(pace, asked.base)).collect();
                Some(Answer::json(&json!({ "total_count": all.len(), "workflow_runs": runs })))
            }
            ["runs", id, rest @ ..] if is_get => {
                let state = self.state();
                let id: u64 = id.parse().ok()?;
                let run = state
                    .dispatched
                    .iter()
                    .find(|run| run.id == id && run.workflow.project == project)?;
                match rest {
                    [] => Some(Answer::json(&run.github(pace, asked.base))),
                    ["jobs"] => Some(Answer::json(&run.github_jobs(pace, asked.base))),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn begin_workflow(&self, workflow: &'static Workflow, body: &[u8]) -> Answer {
        let wrong = |message: &str| refused(StatusCode::UNPROCESSABLE_ENTITY, message);
        let Ok(body) = serde_json::from_slice::<Value>(body) else {
            return refused(StatusCode::BAD_REQUEST, "Problems parsing JSON");
        };
        let reference = body["ref"].as_str().unwrap_or_default();
        if reference != "main" {
            return wrong(&format!("No ref found for: {reference}"));
        }
        let inputs = body.get("inputs").cloned().unwrap_or_else(|| json!({}));
        let Some(given) = inputs.as_object() else { return wrong("inputs is not an object") };
        if given.len() > MOST_INPUTS {
            return wrong(&format!("inputs has more than {MOST_INPUTS} properties"));
        }
        if let Some((name, value)) = given.iter().find(|(_, value)| !value.is_string()) {
            return wrong(&format!("For 'properties/{name}', {value} is not a string."));
        }
        let unknown: Vec<&String> = given
            .keys()
            .filter(|name| {
                !workflow.required.contains(&name.as_str())
                    && !workflow.optional.contains(&name.as_str())
            })
            .collect();
        if !unknown.is_empty() {
            return wrong(&format!("Unexpected inputs provided: {}", json!(unknown)));
        }
        if let Some(missing) = workflow.required.iter().find(|name| !given.contains_key(**name)) {
            return wrong(&format!("Required input '{missing}' not provided"));
        }
        let id = self.begin_dispatched(workflow, reference, inputs.clone());
        if body["return_run_details"] == true {
            return Answer::json(&json!({ "workflow_run_id": id }));
        }
        Answer::empty(StatusCode::NO_CONTENT)
    }

    fn pipelines(&self, parts: &[&str], asked: Asked<'_>) -> Option<Answer> {
        let [project, rest @ ..] = parts else { return None };
        let workflow =
            WORKFLOWS.iter().find(|one| one.project == *project && one.file.is_empty())?;
        let pace = self.pace();
        match rest {
            ["pipeline"] if asked.method == Method::POST => {
                let body: Value = serde_json::from_slice(asked.body).unwrap_or_default();
                let reference = body["ref"].as_str().unwrap_or_default();
                if reference != "main" {
                    let message = json!({ "message": { "base": ["Reference not found"] } });
                    return Some(Answer::json(&message).with_status(StatusCode::BAD_REQUEST));
                }
                let variables = body.get("variables").cloned().unwrap_or_else(|| json!([]));
                let id = self.begin_dispatched(workflow, reference, variables);
                let state = self.state();
                let run = state.dispatched.iter().find(|run| run.id == id)?;
                let answer = Answer::json(&run.gitlab(pace, asked.base));
                Some(answer.with_status(StatusCode::CREATED))
            }
            ["pipelines", id, rest @ ..] if asked.method == Method::GET => {
                let id: u64 = id.parse().ok()?;
                let state = self.state();
                let run = state
                    .dispatched
                    .iter()
                    .find(|run| run.id == id && std::ptr::eq(run.workflow, workflow))?;
                match rest {
                    [] => Some(Answer::json(&run.gitlab(pace, asked.base))),
                    ["jobs"] => Some(Answer::json(&run.gitlab_jobs(pace, asked.base))),
                    ["variables"] => Some(Answer::json(&run.inputs)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn begin_dispatched(&self, workflow: &'static Workflow, reference: &str, inputs: Value) -> u64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let mut state = self.state();
        state.dispatches += 1;
        let id = 25_000_000_000 + state.dispatches;
        let earlier = state.dispatched.iter().filter(|run| std::ptr::eq(run.workflow, workflow));
        let number = earlier.count() + 1;
        if state.dispatched.len() == MOST_RUNS {
            state.dispatched.remove(0);
        }
        state.dispatched.push(Dispatched {
            id,
            workflow,
            number,
            reference: reference.to_owned(),
            inputs,
            at: since.as_ref().map_or(0, Duration::as_secs),
            begun: Instant::now(),
        });
        id
    }
}
