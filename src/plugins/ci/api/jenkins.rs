//! Jenkins. Source: the remote access API of Jenkins 2, and its plugin “Pipeline: Stage View” for
//! the stages. Folders and branches of a job are further segments: `/job/folder/job/name`.

use crate::net::{Get, Items, Post, or_default};
use crate::plugins::ci::model::{Job, Jobs, Log, Run, Runs, Step, first_line};
use crate::plugins::ci::words::State;
use serde::Deserialize;
use serde_json::Value;

/// What the log of a build is asked for with: there is one for all of it.
pub const CONSOLE: &str = "console";

/// Branches of a multibranch job that are asked for.
const BRANCHES: u32 = 20;

/// What is read of a build. `tree` keeps the answer small: without it, Jenkins sends everything.
const BUILD: &str = "number,url,result,building,timestamp,duration,displayName,\
    actions[causes[shortDescription,userName],lastBuiltRevision[SHA1,branch[name]]],\
    changeSet[items[commitId,msg,author[fullName]]],\
    changeSets[items[commitId,msg,author[fullName]]]";

/// The segments of a job: `folder/name` is `job/folder/job/name`.
fn job(name: &str) -> Vec<&str> {
    name.split('/').filter(|part| !part.is_empty()).flat_map(|part| ["job", part]).collect()
}

/// The segments of a build of a job, or of one of its branches: `42`, `main/42`.
fn build<'a>(name: &'a str, id: &'a str) -> Vec<&'a str> {
    let mut path = job(name);
    match id.rsplit_once('/') {
        Some((branch, number)) => path.extend(["job", branch, number]),
        None => path.push(id),
    }
    path
}

/// The newest builds of a job; of a multibranch job, those of its branches.
#[must_use]
pub fn runs(origin: &str, name: &str, count: u32) -> Get<Runs> {
    let each = (count / 5).max(3);
    let tree = format!(
        "builds[{BUILD}]{{0,{count}}},jobs[name,builds[{BUILD}]{{0,{each}}}]{{0,{BRANCHES}}}"
    );
    Get::read_as::<WireJob>(origin).path(job(name)).path(["api", "json"]).query("tree", tree)
}

/// One build. It does not know of which branch it is: who asks does.
#[must_use]
pub fn run(origin: &str, name: &str, id: &str) -> Get<Runs> {
    Get::read_as::<Build>(origin).path(build(name, id)).path(["api", "json"]).query("tree", BUILD)
}

/// The stages of a build of a pipeline; 404 for all others.
#[must_use]
pub fn jobs(origin: &str, name: &str, id: &str) -> Get<Jobs> {
    Get::read_as::<Described>(origin).path(build(name, id)).path(["wfapi", "describe"])
}

/// The log of a build.
#[must_use]
pub fn log(origin: &str, name: &str, id: &str) -> Get<Log> {
    Get::text_as(origin).path(build(name, id)).path(["consoleText"])
}

/// Builds the job again, or its branch. A token needs no crumb.
#[must_use]
pub fn start(origin: &str, name: &str, id: &str) -> Post<Value> {
    let mut path = build(name, id);
    path.pop();
    Post::new(origin).path(path).path(["build"])
}

#[derive(Deserialize)]
pub(super) struct WireJob {
    #[serde(default, deserialize_with = "or_default")]
    builds: Items<Build>,
    /// The branches of a multibranch job, the jobs of a folder.
    #[serde(default, deserialize_with = "or_default")]
    jobs: Items<Branch>,
}

#[derive(Deserialize)]
struct Branch {
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    builds: Items<Build>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Build {
    number: u64,
    #[serde(default, deserialize_with = "or_default")]
    url: String,
    /// None while it builds.
    #[serde(default)]
    result: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    building: bool,
    /// Milliseconds since 1970.
    #[serde(default)]
    timestamp: Option<i64>,
    /// Milliseconds; 0 while it builds.
    #[serde(default, deserialize_with = "or_default")]
    duration: u64,
    #[serde(default, deserialize_with = "or_default")]
    display_name: String,
    /// Empty objects among them.
    #[serde(default, deserialize_with = "or_default")]
    actions: Items<Action>,
    /// Of a freestyle job.
    #[serde(default)]
    change_set: Option<ChangeSet>,
    /// Of a pipeline.
    #[serde(default, deserialize_with = "or_default")]
    change_sets: Items<ChangeSet>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Action {
    #[serde(default, deserialize_with = "or_default")]
    causes: Items<Cause>,
    #[serde(default)]
    last_built_revision: Option<Revision>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cause {
    #[serde(default, deserialize_with = "or_default")]
    short_description: String,
    #[serde(default, deserialize_with = "or_default")]
    user_name: String,
}

#[derive(Deserialize)]
struct Revision {
    #[serde(default, rename = "SHA1", deserialize_with = "or_default")]
    sha1: String,
    #[serde(default, deserialize_with = "or_default")]
    branch: Items<Named>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default, deserialize_with = "or_default")]
    name: String,
}

#[derive(Deserialize)]
struct ChangeSet {
    #[serde(default, deserialize_with = "or_default")]
    items: Items<Change>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Change {
    #[serde(default, deserialize_with = "or_default")]
    commit_id: String,
    #[serde(default, deserialize_with = "or_default")]
    msg: String,
    #[serde(default)]
    author: Option<Author>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Author {
    #[serde(default, deserialize_with = "or_default")]
    full_name: String,
}

/// A build of a pipeline, with its stages.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    #[serde(default, deserialize_with = "or_default")]
    status: String,
    #[serde(default)]
    start_time_millis: Option<i64>,
    #[serde(default, deserialize_with = "or_default")]
    duration_millis: u64,
    stages: Items<Stage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stage {
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    status: String,
    #[serde(default, deserialize_with = "or_default")]
    duration_millis: u64,
}

/// The words of a build.
fn state(building: bool, result: Option<&str>) -> State {
    match (building, result) {
        (true, _) => State::Running,
        (_, Some("SUCCESS")) => State::Passed,
        (_, Some("UNSTABLE")) => State::Warnings,
        (_, Some("FAILURE")) => State::Failed,
        (_, Some("ABORTED")) => State::Cancelled,
        (_, Some("NOT_BUILT")) => State::Skipped,
        _ => State::Unknown,
    }
}

/// The words of a stage.
fn stage(status: &str) -> State {
    match status {
        "SUCCESS" => State::Passed,
        "UNSTABLE" => State::Warnings,
        "FAILED" => State::Failed,
        "ABORTED" => State::Cancelled,
        "NOT_EXECUTED" => State::Skipped,
        "IN_PROGRESS" => State::Running,
        "PAUSED_PENDING_INPUT" => State::NeedsApproval,
        _ => State::Unknown,
    }
}

/// `refs/remotes/origin/main` is `main` to people.
fn branch_name(name: &str) -> &str {
    let name = name.strip_prefix("refs/remotes/").unwrap_or(name);
    let name = name.strip_prefix("origin/").unwrap_or(name);
    if name == "detached" { "" } else { name }
}

/// A branch as Jenkins names its job: `feature%2Fround`.
pub fn decoded(name: &str) -> String {
    name.replace("%2F", "/").replace("%2f", "/").replace("%23", "#").replace("%20", " ")
}

impl From<Build> for Run {
    fn from(build: Build) -> Self {
        let sets = build.change_sets.items.into_iter().chain(build.change_set);
        let change = sets.flat_map(|set| set.items.items).last();
        let mut causes = build.actions.items.iter().flat_map(|action| &action.causes.items);
        let cause = causes.next();
        let revision = build.actions.items.iter().find_map(|one| one.last_built_revision.as_ref());
        let said = change.as_ref().map(|change| first_line(&change.msg)).unwrap_or_default();
        let caused = cause.map(|cause| first_line(&cause.short_description)).unwrap_or_default();
        let title = [said, caused, first_line(&build.display_name)];
        let title = title.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned();
        let wrote = change.as_ref().and_then(|change| change.author.as_ref());
        let author = match cause.map(|cause| cause.user_name.as_str()).unwrap_or_default() {
            "" => wrote.map(|author| author.full_name.clone()).unwrap_or_default(),
            name => name.to_owned(),
        };
        let commit = match revision.map(|revision| revision.sha1.as_str()).unwrap_or_default() {
            "" => change.as_ref().map(|change| change.commit_id.clone()).unwrap_or_default(),
            commit => commit.to_owned(),
        };
        let branch = revision.and_then(|revision| revision.branch.items.first());
        let branch = branch.map(|branch| branch_name(&branch.name)).unwrap_or_default().to_owned();
        let state = state(build.building, build.result.as_deref());
        Self {
            id: build.number.to_string(),
            number: build.number,
            title,
            workflow: String::new(),
            branch,
            commit,
            author,
            state,
            started: build.timestamp,
            seconds: (!state.is_running()).then_some(build.duration / 1000),
            web: build.url,
        }
    }
}

impl From<WireJob> for Runs {
    fn from(job: WireJob) -> Self {
        let mut all = Self::of(job.builds, None, Run::from);
        all.broken.extend(job.jobs.broken);
        for branch in job.jobs.items {
            let of_branch = Self::of(branch.builds, None, Run::from);
            all.broken.extend(of_branch.broken);
            all.runs.extend(of_branch.runs.into_iter().map(|run| Run {
                id: [&branch.name, "/", &run.id].concat(),
                branch: decoded(&branch.name),
                ..run
            }));
        }
        all.runs.sort_by_key(|run| std::cmp::Reverse(run.started));
        all
    }
}

impl From<Build> for Runs {
    fn from(build: Build) -> Self {
        Self::one(build.into())
    }
}

impl From<Described> for Jobs {
    fn from(all: Described) -> Self {
        let steps = all.stages.items.into_iter().map(|one| {
            let state = stage(&one.status);
            Step {
                name: one.name,
                detail: String::new(),
                seconds: (!state.is_running()).then_some(one.duration_millis / 1000),
                state,
                log: String::new(),
            }
        });
        let state = stage(&all.status);
        let job = Job {
            id: CONSOLE.to_owned(),
            name: "Pipeline".to_owned(),
            state,
            started: all.start_time_millis,
            seconds: (!state.is_running()).then_some(all.duration_millis / 1000),
            steps: steps.collect(),
            log: CONSOLE.to_owned(),
            ..Job::default()
        };
        Self { jobs: vec![job], broken: all.stages.broken }
    }
}

/// What a build has that knows no stages: its log.
#[must_use]
pub fn without_stages(run: &Run) -> Jobs {
    let job = Job {
        id: CONSOLE.to_owned(),
        name: "Build".to_owned(),
        state: run.state,
        started: run.started,
        seconds: run.seconds,
        log: CONSOLE.to_owned(),
        ..Job::default()
    };
    Jobs { jobs: vec![job], broken: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::recording;
    use super::*;
    use crate::net::decode;

    #[test]
    fn a_job_in_folders_is_further_down() {
        assert_eq!(job("payments/ledger"), ["job", "payments", "job", "ledger"]);
        assert_eq!(build("ledger", "42"), ["job", "ledger", "42"]);
        assert_eq!(build("ledger", "feature%2Fx/7"), ["job", "ledger", "job", "feature%2Fx", "7"]);
    }

    #[test]
    fn builds_of_a_job_are_read() {
        let wire: WireJob = decode::json(recording!("jenkins/job.json").as_bytes()).unwrap();
        let runs = Runs::from(wire);
        assert_eq!((runs.runs.len(), runs.broken.len()), (5, 0));
        let states: Vec<State> = runs.runs.iter().map(|run| run.state).collect();
        assert_eq!(
            states,
            [State::Running, State::Failed, State::Passed, State::Warnings, State::Cancelled]
        );
        let failed = &runs.runs[1];
        assert_eq!(failed.title, "Round refunds half to even");
        assert_eq!((failed.branch.as_str(), failed.author.as_str()), ("main", "Mira Okafor"));
        assert_eq!((failed.seconds, failed.commit.len()), (Some(184), 40));
        // Nobody changed anything: then it says why there is a build.
        assert_eq!(runs.runs[2].title, "Started by timer");
        assert_eq!(runs.runs[3].author, "Ines Calloway");
    }

    #[test]
    fn a_multibranch_job_has_the_builds_of_its_branches() {
        let wire: WireJob =
            decode::json(recording!("jenkins/multibranch.json").as_bytes()).unwrap();
        let runs = Runs::from(wire);
        let ids: Vec<&str> = runs.runs.iter().map(|run| run.id.as_str()).collect();
        assert_eq!(ids, ["feature%2Fround/3", "main/118", "main/117"]);
        assert_eq!(runs.runs[0].branch, "feature/round");
    }

    #[test]
    fn stages_are_steps() {
        let wire: Described =
            decode::json(recording!("jenkins/wfapi-describe.json").as_bytes()).unwrap();
        let jobs = Jobs::from(wire);
        let steps = &jobs.jobs[0].steps;
        let states: Vec<State> = steps.iter().map(|step| step.state).collect();
        assert_eq!(states, [State::Passed, State::Passed, State::Failed, State::Skipped]);
        assert_eq!(steps[1].seconds, Some(61));
    }

    #[test]
    fn a_bad_build_is_one_error() {
        let wire: WireJob = decode::json(
            br#"{"builds": [{"number": "x"}, {"number": 3, "actions": [{}, null, 7]}]}"#,
        )
        .unwrap();
        let runs = Runs::from(wire);
        assert_eq!((runs.runs.len(), runs.broken.len()), (1, 1));
        assert!(decode::json::<Described>(b"{}").is_err());
    }
}
