//! GitHub Actions. Source: GitHub REST, version 2022-11-28. Anything with the same paths will do,
//! such as a proxy in front of another CI system, or the recorded files of the demo.

use crate::net::{Get, Items, Post, or_default};
use crate::plugin::time::instant;
use crate::plugins::ci::model::{Job, Jobs, Log, Run, Runs, Step, between, first_line};
use crate::plugins::ci::words::State;
use serde::Deserialize;
use serde_json::Value;

/// `owner/repo`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepoSlug {
    owner: String,
    repo: String,
}

impl RepoSlug {
    /// Reads the annotation; `None` when it is not of the form `owner/repo`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, repo) = text.trim().split_once('/')?;
        let good =
            |part: &str| !part.is_empty() && !part.contains('/') && part != "." && part != "..";
        (good(owner) && good(repo)).then(|| Self { owner: owner.into(), repo: repo.into() })
    }

    fn path<'a>(&'a self, rest: &[&'a str]) -> Vec<&'a str> {
        let mut path = vec!["repos", self.owner.as_str(), self.repo.as_str(), "actions"];
        path.extend(rest);
        path
    }
}

/// Workflow runs of one repository, newest first, 100 at most.
/// Source: `GET /repos/{owner}/{repo}/actions/runs`.
#[must_use]
pub fn runs(origin: &str, slug: &RepoSlug, count: u32) -> Get<Runs> {
    Get::read_as::<WireRuns>(origin).path(slug.path(&["runs"])).query("per_page", count)
}

/// One run.
#[must_use]
pub fn run(origin: &str, slug: &RepoSlug, id: &str) -> Get<Runs> {
    Get::read_as::<WireRun>(origin).path(slug.path(&["runs", id]))
}

/// The jobs of the last attempt of a run, with their steps.
#[must_use]
pub fn jobs(origin: &str, slug: &RepoSlug, id: &str) -> Get<Jobs> {
    Get::read_as::<WireJobs>(origin)
        .path(slug.path(&["runs", id, "jobs"]))
        .query("per_page", 100_u32)
}

/// The log of a job. GitHub itself redirects to another host, which a request with a token does
/// not follow.
#[must_use]
pub fn log(origin: &str, slug: &RepoSlug, job: &str) -> Get<Log> {
    Get::text_as(origin).path(slug.path(&["jobs", job, "logs"]))
}

/// Runs all of it again, or only the jobs that failed and those after them.
#[must_use]
pub fn rerun(origin: &str, slug: &RepoSlug, id: &str, only_failed: bool) -> Post<Value> {
    let what = if only_failed { "rerun-failed-jobs" } else { "rerun" };
    Post::new(origin).path(slug.path(&["runs", id, what]))
}

/// One page of runs. A run that makes no sense is an error row; the others are shown.
#[derive(Deserialize)]
struct WireRuns {
    #[serde(default)]
    total_count: u64,
    #[serde(default)]
    workflow_runs: Items<WireRun>,
}

#[derive(Deserialize)]
struct WireRun {
    /// Larger than 2^31.
    id: u64,
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    display_title: String,
    #[serde(default, deserialize_with = "or_default")]
    run_number: u64,
    /// `queued`, `in_progress`, `completed`, `waiting`, `requested`, `pending`.
    #[serde(default, deserialize_with = "or_default")]
    status: String,
    /// How it ended; absent while it runs.
    #[serde(default)]
    conclusion: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    head_branch: String,
    #[serde(default, deserialize_with = "or_default")]
    head_sha: String,
    /// RFC 3339, UTC, like the two below.
    created_at: String,
    #[serde(default)]
    run_started_at: Option<String>,
    /// The end of the run when it is completed.
    #[serde(default)]
    updated_at: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    html_url: String,
    #[serde(default)]
    actor: Option<Actor>,
}

#[derive(Deserialize)]
struct Actor {
    login: String,
}

#[derive(Deserialize)]
struct WireJobs {
    #[serde(default)]
    jobs: Items<WireJob>,
}

#[derive(Deserialize)]
struct WireJob {
    id: u64,
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    status: String,
    #[serde(default)]
    conclusion: Option<String>,
    #[serde(default)]
    started_at: Option<String>,
    #[serde(default)]
    completed_at: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    html_url: String,
    #[serde(default, deserialize_with = "or_default")]
    steps: Items<WireStep>,
}

#[derive(Deserialize)]
struct WireStep {
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    status: String,
    #[serde(default)]
    conclusion: Option<String>,
    #[serde(default)]
    started_at: Option<String>,
    #[serde(default)]
    completed_at: Option<String>,
}

/// GitHub's words for how something stands.
fn state(status: &str, conclusion: Option<&str>) -> State {
    match (status, conclusion) {
        ("completed", Some("success")) => State::Passed,
        ("completed", Some("failure")) => State::Failed,
        ("completed", Some("startup_failure")) => State::NotStarted,
        ("completed", Some("timed_out")) => State::TimedOut,
        ("completed", Some("action_required")) => State::NeedsApproval,
        ("completed", Some("cancelled")) => State::Cancelled,
        ("completed", Some("skipped")) => State::Skipped,
        ("completed", Some("neutral")) => State::Neutral,
        ("completed", Some("stale")) => State::Stale,
        ("in_progress", _) => State::Running,
        ("queued" | "requested" | "pending", _) => State::Queued,
        ("waiting", _) => State::Waiting,
        _ => State::Unknown,
    }
}

fn moment(text: Option<&str>) -> Option<i64> {
    instant(text?)
}

/// How long something took that has ended.
fn took(status: &str, start: Option<i64>, end: Option<&str>) -> Option<u64> {
    between(start, moment(end)).filter(|_| status == "completed")
}

impl From<WireRun> for Run {
    fn from(run: WireRun) -> Self {
        let started = moment(run.run_started_at.as_deref());
        let title = match first_line(&run.display_title) {
            "" => first_line(&run.name),
            title => title,
        };
        Self {
            id: run.id.to_string(),
            number: run.run_number,
            title: title.to_owned(),
            state: state(&run.status, run.conclusion.as_deref()),
            started: started.or_else(|| instant(&run.created_at)),
            seconds: took(&run.status, started, run.updated_at.as_deref()),
            author: run.actor.map(|actor| actor.login).unwrap_or_default(),
            workflow: run.name,
            branch: run.head_branch,
            commit: run.head_sha,
            web: run.html_url,
        }
    }
}

impl From<WireRuns> for Runs {
    fn from(wire: WireRuns) -> Self {
        Self::of(wire.workflow_runs, Some(wire.total_count), Run::from)
    }
}

impl From<WireRun> for Runs {
    fn from(wire: WireRun) -> Self {
        Self::one(wire.into())
    }
}

impl From<WireJobs> for Jobs {
    fn from(wire: WireJobs) -> Self {
        Self::of(wire.jobs, |job| {
            let started = moment(job.started_at.as_deref());
            let state = state(&job.status, job.conclusion.as_deref());
            let id = job.id.to_string();
            Job {
                // There is nothing to read before the job has ended.
                log: if state.is_running() { String::new() } else { id.clone() },
                id,
                name: job.name,
                stage: String::new(),
                state,
                started,
                seconds: took(&job.status, started, job.completed_at.as_deref()),
                web: job.html_url,
                steps: job.steps.items.into_iter().map(step).collect(),
            }
        })
    }
}

fn step(step: WireStep) -> Step {
    let started = moment(step.started_at.as_deref());
    Step {
        state: state(&step.status, step.conclusion.as_deref()),
        seconds: took(&step.status, started, step.completed_at.as_deref()),
        name: step.name,
        detail: String::new(),
        log: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::recording;
    use super::*;
    use crate::net::decode;

    fn read<W: serde::de::DeserializeOwned + Into<T>, T>(text: &str) -> T {
        decode::json::<W>(text.as_bytes()).unwrap().into()
    }

    #[test]
    fn a_slug_is_two_parts() {
        assert!(RepoSlug::parse("halyard/ledger").is_some());
        for wrong in ["", "halyard", "halyard/", "/ledger", "a/b/c", "../ledger"] {
            assert_eq!(RepoSlug::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn recorded_runs_are_read() {
        let first: Runs = read::<WireRuns, _>(recording!("github/runs-page1.json"));
        let second: Runs = read::<WireRuns, _>(recording!("github/runs-page2.json"));
        assert!(first.broken.is_empty() && second.broken.is_empty());
        let states: Vec<State> =
            first.runs.iter().chain(&second.runs).map(|run| run.state).collect();
        assert_eq!(
            states,
            [
                State::Queued,
                State::Running,
                State::Passed,
                State::Failed,
                State::Cancelled,
                State::Waiting,
                State::NotStarted,
                State::Skipped,
                State::TimedOut,
                State::NeedsApproval,
            ]
        );
        let passed = &first.runs[2];
        assert!(passed.seconds.is_some() && passed.started.is_some());
        assert!(!passed.branch.is_empty() && passed.commit.len() == 40);
        assert_eq!(first.runs[1].seconds, None);
        let none: Runs = read::<WireRuns, _>(recording!("github/runs-empty.json"));
        assert_eq!((none.runs.len(), none.total), (0, Some(0)));
        let one: Runs = read::<WireRun, _>(recording!("github/run-single.json"));
        assert_eq!(one.runs[0].id, "9800000005");
    }

    #[test]
    fn recorded_jobs_are_read() {
        let jobs: Jobs = read::<WireJobs, _>(recording!("github/jobs.json"));
        assert!(jobs.broken.is_empty());
        assert_eq!(jobs.jobs.len(), 4);
        assert!(jobs.jobs.iter().any(|job| job.state.is_bad() && !job.log.is_empty()));
        assert!(jobs.jobs.iter().any(|job| job.steps.iter().any(|step| step.state.is_bad())));
        // What has not ended has no log yet.
        assert!(jobs.jobs.iter().all(|job| job.log.is_empty() == job.state.is_running()));
    }

    #[test]
    fn one_bad_run_leaves_the_others_and_null_is_absent() {
        let text = br#"{"workflow_runs": [{"id": "latest", "created_at": null},
            {"id": 7, "created_at": "2026-11-20T10:00:00Z", "name": null, "actor": null, "html_url": null}]}"#;
        let runs: Runs = decode::json::<WireRuns>(text).unwrap().into();
        assert_eq!((runs.runs.len(), runs.broken.len()), (1, 1));
        assert_eq!(runs.runs[0].state, State::Unknown);
    }

    #[test]
    fn a_word_of_tomorrow_is_unknown_and_not_good() {
        assert_eq!(state("completed", Some("exploded")), State::Unknown);
        assert_eq!(state("dreaming", None), State::Unknown);
    }
}
