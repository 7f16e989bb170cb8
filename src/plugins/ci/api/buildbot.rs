//! Buildbot. Source: its REST API, version 2, recorded from Buildbot 4.3. The origin ends with
//! `/api/v2`.

use crate::net::{Get, Items, Post, or_default};
use crate::plugins::ci::model::{
    Job, Jobs, Log, LogEntry, Logs, Run, Runs, Step, between, first_line,
};
use crate::plugins::ci::words::State;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Properties that are read. All of them would be several kilobytes for each build.
const PROPERTIES: [&str; 7] =
    ["branch", "revision", "got_revision", "owner", "reason", "buildername", "workername"];

/// Builds of a builder, newest first.
#[must_use]
pub fn runs(origin: &str, builder: &str, count: u32) -> Get<Runs> {
    let get = Get::read_as::<Builds>(origin)
        .path(["builders", builder, "builds"])
        .query("order", "-number")
        .query("limit", count);
    with_properties(get)
}

/// One build.
#[must_use]
pub fn run(origin: &str, id: &str) -> Get<Runs> {
    with_properties(Get::read_as::<Builds>(origin).path(["builds", id]))
}

fn with_properties(get: Get<Runs>) -> Get<Runs> {
    PROPERTIES.into_iter().fold(get, |get, name| get.query("property", name))
}

/// The steps of a build.
#[must_use]
pub fn jobs(origin: &str, id: &str) -> Get<Jobs> {
    Get::read_as::<Steps>(origin).path(["builds", id, "steps"])
}

/// The logs of a step.
#[must_use]
pub fn logs(origin: &str, step: &str) -> Get<Logs> {
    Get::read_as::<WireLogs>(origin).path(["steps", step, "logs"])
}

/// Lines of a log.
#[must_use]
pub fn log(origin: &str, id: &str, first: u64, count: u64) -> Get<Log> {
    Get::read_as::<Chunks>(origin)
        .path(["logs", id, "contents"])
        .query("offset", first)
        .query("limit", count)
}

/// Builds the same again. Other answers than JSON are refused by Buildbot.
#[must_use]
pub fn rebuild(origin: &str, id: &str) -> Post<Value> {
    let call = Call { jsonrpc: "2.0", id: 1, method: "rebuild", params: BTreeMap::new() };
    Post::new(origin).path(["builds", id]).json(&call)
}

/// A call by JSON-RPC 2.0.
#[derive(Serialize)]
struct Call {
    jsonrpc: &'static str,
    id: u8,
    method: &'static str,
    params: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Builds {
    builds: Items<Build>,
    #[serde(default, deserialize_with = "or_default")]
    meta: Meta,
}

#[derive(Default, Deserialize)]
struct Meta {
    /// On all pages; absent where one thing was asked for.
    #[serde(default)]
    total: Option<u64>,
}

#[derive(Deserialize)]
struct Build {
    buildid: u64,
    #[serde(default, deserialize_with = "or_default")]
    builderid: u64,
    /// Counts up within the builder.
    #[serde(default, deserialize_with = "or_default")]
    number: u64,
    #[serde(default, deserialize_with = "or_default")]
    complete: bool,
    #[serde(default)]
    results: Option<i64>,
    /// Seconds since 1970, like the end.
    #[serde(default)]
    started_at: Option<i64>,
    #[serde(default)]
    complete_at: Option<i64>,
    #[serde(default, deserialize_with = "or_default")]
    state_string: String,
    /// Each with a list of its value and where that is from.
    #[serde(default, deserialize_with = "or_default")]
    properties: BTreeMap<String, Value>,
}

#[derive(Deserialize)]
struct Steps {
    steps: Items<WireStep>,
}

#[derive(Deserialize)]
struct WireStep {
    stepid: u64,
    #[serde(default, deserialize_with = "or_default")]
    number: u64,
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    state_string: String,
    #[serde(default, deserialize_with = "or_default")]
    hidden: bool,
    #[serde(default, deserialize_with = "or_default")]
    complete: bool,
    #[serde(default)]
    results: Option<i64>,
    #[serde(default)]
    started_at: Option<i64>,
    #[serde(default)]
    complete_at: Option<i64>,
}

#[derive(Deserialize)]
struct WireLogs {
    logs: Items<WireLog>,
}

#[derive(Deserialize)]
struct WireLog {
    logid: u64,
    #[serde(default, deserialize_with = "or_default")]
    name: String,
    #[serde(default, deserialize_with = "or_default")]
    num_lines: u64,
}

#[derive(Deserialize)]
struct Chunks {
    logchunks: Items<Chunk>,
}

#[derive(Deserialize)]
struct Chunk {
    #[serde(default, deserialize_with = "or_default")]
    content: String,
}

/// Buildbot's numbers for how something ended.
fn state(complete: bool, started: bool, results: Option<i64>) -> State {
    match (complete, results) {
        (false, _) if started => State::Running,
        (false, _) => State::Queued,
        (true, Some(0)) => State::Passed,
        (true, Some(1)) => State::Warnings,
        (true, Some(2)) => State::Failed,
        (true, Some(3)) => State::Skipped,
        (true, Some(4)) => State::Broken,
        (true, Some(5)) => State::Retried,
        (true, Some(6)) => State::Cancelled,
        _ => State::Unknown,
    }
}

fn milliseconds(seconds: Option<i64>) -> Option<i64> {
    seconds.and_then(|seconds| seconds.checked_mul(1000))
}

impl Build {
    /// The value of a property that is a text.
    fn property(&self, name: &str) -> &str {
        let value = self.properties.get(name).and_then(|pair| pair.get(0));
        value.and_then(Value::as_str).unwrap_or_default()
    }
}

impl From<Build> for Run {
    fn from(build: Build) -> Self {
        let (started, ended) = (milliseconds(build.started_at), milliseconds(build.complete_at));
        let first = |names: [&str; 2]| {
            let said = names.map(|name| build.property(name));
            said.into_iter().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
        };
        let title = match first_line(build.property("reason")) {
            "" => first_line(&build.state_string),
            title => title,
        };
        // `Jo Doe <jo@example.org>`: the address is nobody's business here.
        let author = build.property("owner").split('<').next().unwrap_or_default().trim();
        let (builder, number) = (build.builderid.to_string(), build.number.to_string());
        Self {
            id: build.buildid.to_string(),
            number: build.number,
            title: title.to_owned(),
            workflow: String::new(),
            branch: build.property("branch").to_owned(),
            commit: first(["got_revision", "revision"]),
            author: author.to_owned(),
            state: state(build.complete, started.is_some(), build.results),
            started,
            seconds: between(started, ended).filter(|_| build.complete),
            web: ["#/builders/", &builder, "/builds/", &number].concat(),
        }
    }
}

impl From<Builds> for Runs {
    fn from(wire: Builds) -> Self {
        Self::of(wire.builds, wire.meta.total, Run::from)
    }
}

impl From<Steps> for Jobs {
    fn from(wire: Steps) -> Self {
        let broken = wire.steps.broken;
        let mut all = wire.steps.items;
        all.sort_by_key(|step| step.number);
        let (first, last) = (
            all.iter().find_map(|step| milliseconds(step.started_at)),
            all.iter().rev().find_map(|step| milliseconds(step.complete_at)),
        );
        let steps: Vec<Step> = all
            .into_iter()
            .filter(|step| !step.hidden)
            .map(|step| {
                let (started, ended) =
                    (milliseconds(step.started_at), milliseconds(step.complete_at));
                Step {
                    name: step.name,
                    detail: step.state_string,
                    state: state(step.complete, started.is_some(), step.results),
                    seconds: between(started, ended).filter(|_| step.complete),
                    log: if started.is_some() { step.stepid.to_string() } else { String::new() },
                }
            })
            .collect();
        let worst = steps.iter().map(|step| step.state).min_by_key(|state| state.urgency());
        let job = Job {
            id: "steps".to_owned(),
            state: worst.unwrap_or_default(),
            started: first,
            seconds: between(first, last),
            steps,
            ..Job::default()
        };
        Self { jobs: vec![job], broken }
    }
}

impl From<WireLogs> for Logs {
    fn from(wire: WireLogs) -> Self {
        let logs = wire.logs.items.into_iter().map(|log| LogEntry {
            id: log.logid.to_string(),
            name: log.name,
            lines: log.num_lines,
        });
        Self { logs: logs.collect() }
    }
}

impl From<Chunks> for Log {
    fn from(wire: Chunks) -> Self {
        let parts = wire.logchunks.items.into_iter().map(|chunk| chunk.content);
        Self { text: parts.collect() }
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
    fn recorded_builds_are_read() {
        let runs: Runs = read::<Builds, _>(recording!("buildbot/builds.json"));
        assert!(runs.broken.is_empty() && runs.runs.len() > 2);
        assert!(runs.runs.iter().any(|run| run.state == State::Failed));
        assert!(runs.runs.iter().any(|run| run.state == State::Passed));
        assert!(runs.runs.iter().all(|run| run.started.is_some()));
        let one: Runs = read::<Builds, _>(recording!("buildbot/builds-of-builder.json"));
        let run = &one.runs[0];
        assert_eq!((run.title.as_str(), run.author.as_str()), ("portal button", "J Doe"));
        assert_eq!(run.web, "#/builders/2/builds/1");
        assert_eq!(one.total, Some(1));
        let running: Runs = read::<Builds, _>(recording!("buildbot/builds-running.json"));
        assert!(
            running.runs.iter().all(|run| run.state == State::Running && run.seconds.is_none())
        );
    }

    #[test]
    fn recorded_steps_are_read() {
        let jobs: Jobs = read::<Steps, _>(recording!("buildbot/steps.json"));
        let steps = &jobs.jobs[0].steps;
        let names: Vec<&str> = steps.iter().map(|step| step.name.as_str()).collect();
        assert_eq!(names, ["worker_preparation", "compile", "lint", "test"]);
        assert_eq!((jobs.jobs[0].state, steps[3].state), (State::Failed, State::Failed));
        assert!(!steps[3].log.is_empty());
    }

    #[test]
    fn recorded_logs_are_read() {
        let logs: Logs = read::<WireLogs, _>(recording!("buildbot/step-logs.json"));
        assert_eq!((logs.logs[0].name.as_str(), logs.logs[0].lines), ("stdio", 10));
        let log: Log = read::<Chunks, _>(recording!("buildbot/log-contents.json"));
        assert_eq!(log.text.lines().count(), 10);
    }

    #[test]
    fn an_error_is_no_empty_list() {
        assert!(decode::json::<Builds>(br#"{"error": "not found"}"#).is_err());
        let bad = br#"{"builds": [{"buildid": null}, {"buildid": 2, "properties": {"owner": 7}}], "meta": null}"#;
        let runs = Runs::from(decode::json::<Builds>(bad).unwrap());
        assert_eq!((runs.runs.len(), runs.broken.len()), (1, 1));
    }
}
