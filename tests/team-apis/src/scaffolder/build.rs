//! Builds of created repositories: the `run` lines of their own workflow, run for real, and told in
//! the shapes of GitHub Actions.

use std::collections::HashMap;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::Command;
use tokio::sync::watch;

use super::{Repository, Scaffolder, clock};

/// Lines that the log of a job keeps.
const MOST_LINES: usize = 20_000;

/// One run of a workflow.
pub struct Run {
    pub id: u64,
    pub slug: String,
    /// Number in its repository.
    pub number: u64,
    name: String,
    path: String,
    branch: String,
    commit: String,
    actor: String,
    created_at: String,
    started_at: Option<String>,
    updated_at: String,
    status: &'static str,
    conclusion: Option<&'static str>,
    pub jobs: Vec<Job>,
    /// Set to end it.
    pub cancel: Arc<watch::Sender<bool>>,
}

/// One job of a run.
pub struct Job {
    id: u64,
    key: String,
    name: String,
    needs: Vec<String>,
    status: &'static str,
    conclusion: Option<&'static str>,
    started_at: Option<String>,
    completed_at: Option<String>,
    steps: Vec<Step>,
    pub log: Vec<String>,
}

/// One step of a job.
#[derive(Clone)]
struct Step {
    name: String,
    /// What the shell runs; nothing for `uses`.
    run: Option<String>,
    status: &'static str,
    conclusion: Option<&'static str>,
    started_at: Option<String>,
    completed_at: Option<String>,
}

fn stamp() -> String {
    format!("{}Z", clock::now())
}

impl Scaffolder {
    /// Begins a build; its number.
    pub(super) async fn begin_build(
        self: &Arc<Self>,
        repository: &Repository,
        workflow: &str,
        actor: &str,
        cancel: &Arc<watch::Sender<bool>>,
    ) -> Result<u64, String> {
        if workflow.contains(['/', '\\']) || workflow.starts_with('.') {
            return Err(format!("`{workflow}` is no name of a workflow"));
        }
        let path = format!(".github/workflows/{workflow}");
        let text = tokio::fs::read_to_string(repository.folder.join(&path))
            .await
            .map_err(|_| format!("{} has no workflow {path}", repository.slug))?;
        let described: Value =
            yaml_serde::from_str(&text).map_err(|error| format!("{path}: {error}"))?;
        let mut jobs = read_jobs(&described);
        if jobs.is_empty() {
            return Err(format!("{path} has no jobs"));
        }
        let mut state = self.state();
        let id = 24_000_000_000 + u64::try_from(state.runs.len()).unwrap_or(0) + 1;
        for (at, job) in jobs.iter_mut().enumerate() {
            job.id = id * 100 + u64::try_from(at).unwrap_or(0) + 1;
        }
        let earlier = state.runs.iter().filter(|run| run.slug == repository.slug).count();
        let now = stamp();
        state.runs.push(Run {
            id,
            slug: repository.slug.clone(),
            number: u64::try_from(earlier).unwrap_or(0) + 1,
            name: described["name"].as_str().unwrap_or(workflow).to_owned(),
            path,
            branch: "main".to_owned(),
            commit: repository.commit.clone(),
            actor: actor.rsplit('/').next().unwrap_or(actor).to_owned(),
            created_at: now.clone(),
            started_at: None,
            updated_at: now,
            status: "queued",
            conclusion: None,
            jobs,
            cancel: cancel.clone(),
        });
        drop(state);
        self.ring();
        let (scaffolder, repository, cancel) =
            (self.clone(), repository.clone(), cancel.subscribe());
        tokio::spawn(async move { scaffolder.build(id, &repository, cancel).await });
        Ok(id)
    }

    /// Status and conclusion of a build.
    pub(super) fn build_state(&self, id: u64) -> (String, Option<String>) {
        let state = self.state();
        let run = state.runs.iter().find(|run| run.id == id);
        run.map_or(("completed".to_owned(), Some("cancelled".to_owned())), |run| {
            (run.status.to_owned(), run.conclusion.map(str::to_owned))
        })
    }

    /// Changes a build and tells it. The lines of its log come one by one.
    fn change(&self, id: u64, change: impl FnOnce(&mut Run)) {
        if let Some(run) = self.state().runs.iter_mut().find(|run| run.id == id) {
            change(run);
            run.updated_at = stamp();
        }
        self.ring();
    }

    fn log(&self, id: u64, job: usize, line: &str) {
        if let Some(run) = self.state().runs.iter_mut().find(|run| run.id == id)
            && let Some(job) = run.jobs.get_mut(job)
            && job.log.len() < MOST_LINES
        {
            job.log.push(format!("{}.0000000Z {line}", clock::now()));
        }
    }

    async fn build(&self, id: u64, repository: &Repository, mut cancel: watch::Receiver<bool>) {
        self.pass(700).await;
        self.change(id, |run| {
            run.status = "in_progress";
            run.started_at = Some(stamp());
        });
        let folder = repository.bare.with_extension(format!("build-{id}"));
        let cloned = super::work::git(
            repository.bare.parent().unwrap_or(Path::new(".")),
            &["clone", "--quiet", &repository.bare.to_string_lossy(), &folder.to_string_lossy()],
        )
        .await;
        let count = {
            let state = self.state();
            state.runs.iter().find(|run| run.id == id).map_or(0, |run| run.jobs.len())
        };
        let mut how: HashMap<String, &'static str> = HashMap::new();
        for at in 0..count {
            if let Err(why) = &cloned {
                self.log(id, at, &format!("##[error]{why}"));
            }
            let conclusion = self.job(id, at, &folder, &how, cloned.is_ok(), &mut cancel).await;
            if let Some((key, conclusion)) = conclusion {
                how.insert(key, conclusion);
            }
        }
        let worst =
            ["cancelled", "failure"].into_iter().find(|bad| how.values().any(|is| is == bad));
        self.change(id, |run| {
            run.status = "completed";
            run.conclusion = Some(worst.unwrap_or("success"));
        });
        let _ = tokio::fs::remove_dir_all(&folder).await;
    }

    /// Does a job, if those that it needs went well; its key and how it ended.
    async fn job(
        &self,
        id: u64,
        at: usize,
        folder: &Path,
        how: &HashMap<String, &'static str>,
        ready: bool,
        cancel: &mut watch::Receiver<bool>,
    ) -> Option<(String, &'static str)> {
        let (key, needs, steps) = {
            let state = self.state();
            let job = state.runs.iter().find(|run| run.id == id)?.jobs.get(at)?;
            (job.key.clone(), job.needs.clone(), job.steps.clone())
        };
        let with_job = |change: &dyn Fn(&mut Job)| {
            self.change(id, |run| {
                if let Some(job) = run.jobs.get_mut(at) {
                    change(job);
                }
            });
        };
        let held_up = needs.iter().any(|need| how.get(need).is_none_or(|how| *how != "success"));
        if held_up || *cancel.borrow() {
            let conclusion = if *cancel.borrow() { "cancelled" } else { "skipped" };
            with_job(&|job| {
                job.status = "completed";
                job.conclusion = Some(conclusion);
                job.completed_at = Some(stamp());
            });
            return Some((key, conclusion));
        }
        with_job(&|job| {
            job.status = "in_progress";
            job.started_at = Some(stamp());
        });
        let mut conclusion = if ready { "success" } else { "failure" };
        for (number, step) in steps.iter().enumerate() {
            let with_step = |change: &dyn Fn(&mut Step)| {
                with_job(&|job| {
                    if let Some(step) = job.steps.get_mut(number) {
                        change(step);
                    }
                });
            };
            if conclusion != "success" {
                with_step(&|step| {
                    step.status = "completed";
                    step.conclusion = Some("skipped");
                });
                continue;
            }
            with_step(&|step| {
                step.status = "in_progress";
                step.started_at = Some(stamp());
            });
            let ended = match &step.run {
                None => {
                    self.log(id, at, &format!("##[group]{}", step.name));
                    self.log(id, at, "Done by the demo itself.");
                    self.log(id, at, "##[endgroup]");
                    self.pass(200).await;
                    "success"
                }
                Some(script) => {
                    self.log(id, at, &format!("##[group]Run {script}"));
                    self.log(id, at, "##[endgroup]");
                    self.pass(200).await;
                    tokio::select! {
                        ended = self.shell(id, at, folder, script) => ended,
                        _ = cancel.wait_for(|is| *is) => "cancelled",
                    }
                }
            };
            if ended == "cancelled" {
                self.log(id, at, "##[error]The operation was canceled.");
            }
            with_step(&|step| {
                step.status = "completed";
                step.conclusion = Some(ended);
                step.completed_at = Some(stamp());
            });
            conclusion = ended;
        }
        with_job(&|job| {
            job.status = "completed";
            job.conclusion = Some(conclusion);
            job.completed_at = Some(stamp());
        });
        Some((key, conclusion))
    }

    /// Runs a script; when this is dropped, everything that it started ends.
    async fn shell(&self, id: u64, job: usize, folder: &Path, script: &str) -> &'static str {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("exec 2>&1; {script}")]).current_dir(folder);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.kill_on_drop(true).env("CI", "true").env("CARGO_TERM_COLOR", "always");
        for (name, _) in std::env::vars_os() {
            let text = name.to_string_lossy();
            // The settings of whoever builds the portal are not those of this repository.
            let ours = text.starts_with("CARGO") && text != "CARGO_HOME";
            if ours
                || text.starts_with("RUSTFLAGS")
                || text.starts_with("GIT_")
                || text.starts_with("PORTICO")
            {
                command.env_remove(name);
            }
        }
        command.env("CARGO_TERM_COLOR", "always");
        #[cfg(unix)]
        command.process_group(0);
        let mut child = match command.spawn() {
            Ok(child) => child,
            Err(error) => {
                self.log(id, job, &format!("##[error]The shell cannot be started: {error}"));
                return "failure";
            }
        };
        let _group = Group(child.id());
        if let Some(output) = child.stdout.take() {
            let mut lines = BufReader::new(output).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                self.log(id, job, &line);
                self.ring();
            }
        }
        match child.wait().await {
            Ok(status) if status.success() => "success",
            Ok(status) => {
                let code = status.code().unwrap_or(-1);
                self.log(id, job, &format!("##[error]Process completed with exit code {code}."));
                "failure"
            }
            Err(_) => "failure",
        }
    }

    /// Builds in GitHub's shapes; `None` for repositories that were not created here.
    pub(super) fn ci(&self, path: &str, base: &str, query: &str) -> Option<crate::answer::Answer> {
        use crate::answer::Answer;
        let path = path.strip_suffix(".json").unwrap_or(path);
        let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
        let (owner, name, rest) = match segments.as_slice() {
            [owner, name, rest @ ..] => (*owner, *name, rest),
            _ => return None,
        };
        let slug = format!("{owner}/{name}");
        let state = self.state();
        if !state.repositories.iter().any(|repository| repository.slug == slug) {
            return None;
        }
        let number = |text: &str| text.parse::<u64>().ok();
        let mut runs: Vec<&Run> = state.runs.iter().filter(|run| run.slug == slug).collect();
        runs.reverse();
        let missing = || crate::ci::error(axum::http::StatusCode::NOT_FOUND);
        let run_of = |id: &str| runs.iter().find(|run| Some(run.id) == number(id));
        Some(match rest {
            ["actions", "runs"] => {
                let per_page = form_urlencoded::parse(query.as_bytes())
                    .find(|(key, _)| key == "per_page")
                    .and_then(|(_, value)| value.parse().ok())
                    .unwrap_or(30);
                let page: Vec<Value> =
                    runs.iter().take(per_page).map(|run| run.shape(base)).collect();
                Answer::json(&json!({ "total_count": runs.len(), "workflow_runs": page }))
            }
            ["actions", "runs", id] => {
                run_of(id).map_or_else(missing, |run| Answer::json(&run.shape(base)))
            }
            ["actions", "runs", id, "jobs"] => run_of(id).map_or_else(missing, |run| {
                let jobs: Vec<Value> = run.jobs.iter().map(|job| job.shape(run)).collect();
                Answer::json(&json!({ "total_count": jobs.len(), "jobs": jobs }))
            }),
            ["actions", "jobs", id, "logs"] => {
                let job =
                    runs.iter().flat_map(|run| &run.jobs).find(|job| Some(job.id) == number(id));
                job.map_or_else(missing, |job| {
                    Answer::of("text/plain; charset=utf-8", job.log.join("\n") + "\n")
                })
            }
            _ => missing(),
        })
    }
}

/// A group of processes that ends with this value.
struct Group(Option<u32>);

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Some(id) = self.0 {
            let _ = std::process::Command::new("kill")
                .args(["-TERM", "--", &format!("-{id}")])
                .stderr(Stdio::null())
                .spawn()
                .map(|mut child| child.wait());
        }
    }
}

impl Run {
    fn shape(&self, base: &str) -> Value {
        let page = format!("{base}demo/repositories/{}/runs/{}", self.slug, self.id);
        let api = format!("{base}demo/ci/repos/{}/actions/runs/{}", self.slug, self.id);
        json!({
            "id": self.id,
            "name": self.name,
            "head_branch": self.branch,
            "head_sha": self.commit,
            "path": self.path,
            "display_title": "Initial commit",
            "run_number": self.number,
            "run_attempt": 1,
            "event": "push",
            "status": self.status,
            "conclusion": self.conclusion,
            "workflow_id": 1,
            "url": api,
            "html_url": page,
            "pull_requests": [],
            "created_at": self.created_at,
            "updated_at": self.updated_at,
            "run_started_at": self.started_at.as_deref().unwrap_or(&self.created_at),
            "actor": { "login": self.actor, "id": 1, "type": "User" },
            "triggering_actor": { "login": self.actor, "id": 1, "type": "User" },
            "jobs_url": format!("{api}/jobs"),
            "head_commit": { "id": self.commit, "message": "Initial commit", "timestamp": self.created_at },
            "repository": { "full_name": self.slug },
        })
    }
}

impl Job {
    fn shape(&self, run: &Run) -> Value {
        let steps: Vec<Value> = self
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| {
                json!({
                    "name": step.name,
                    "number": at + 1,
                    "status": step.status,
                    "conclusion": step.conclusion,
                    "started_at": step.started_at,
                    "completed_at": step.completed_at,
                })
            })
            .collect();
        json!({
            "id": self.id,
            "run_id": run.id,
            "workflow_name": run.name,
            "head_branch": run.branch,
            "head_sha": run.commit,
            "name": self.name,
            "status": self.status,
            "conclusion": self.conclusion,
            "created_at": run.created_at,
            "started_at": self.started_at,
            "completed_at": self.completed_at,
            "steps": steps,
            "labels": ["demo"],
            "runner_name": "demo",
        })
    }
}

/// The jobs of a workflow.
fn read_jobs(workflow: &Value) -> Vec<Job> {
    let jobs = workflow["jobs"].as_object().into_iter().flatten();
    jobs.map(|(key, job)| {
        let steps = job["steps"].as_array().into_iter().flatten().map(|step| {
            let run = step["run"].as_str().map(str::to_owned);
            let name = step["name"].as_str().map(str::to_owned);
            let name = name.unwrap_or_else(|| match (&run, step["uses"].as_str()) {
                (Some(run), _) => format!("Run {}", run.lines().next().unwrap_or_default()),
                (None, Some(uses)) => format!("Run {uses}"),
                (None, None) => "Step".to_owned(),
            });
            Step {
                name,
                run,
                status: "queued",
                conclusion: None,
                started_at: None,
                completed_at: None,
            }
        });
        let needs = match &job["needs"] {
            Value::String(one) => vec![one.clone()],
            Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        Job {
            id: 0,
            key: key.clone(),
            name: job["name"].as_str().unwrap_or(key).to_owned(),
            needs,
            status: "queued",
            conclusion: None,
            started_at: None,
            completed_at: None,
            steps: steps.collect(),
            log: Vec::new(),
        }
    })
    .collect()
}
