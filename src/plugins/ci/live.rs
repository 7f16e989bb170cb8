//! The adapter for Buildbot against a real one, with a real build (`xtask/src/servers.rs` starts
//! it, `tests/servers/buildbot/master.cfg` says what it builds).

use super::api::buildbot;
use super::model::{Run, Runs};
use super::settings::Kind;
use super::text;
use super::words::State;
use crate::net::live::{ORIGIN, ask, server, tell, until};
use crate::net::{Get, Post};
use serde_json::{Value, json};

const BUILDER: &str = "ledger";

/// Builds that have ended, the newest first; none as long as there are fewer than `count`.
fn ended(server: &str, count: usize) -> Option<Vec<Run>> {
    let runs: std::sync::Arc<Runs> = ask(server, buildbot::runs(ORIGIN, BUILDER, 10)).ok()?;
    let ended = runs.runs.len() >= count && runs.runs.iter().all(|run| !run.state.is_running());
    ended.then(|| runs.runs.clone())
}

#[test]
fn a_real_build_is_read_and_built_again() {
    let Some(server) = server("PORTICO_BUILDBOT") else { return };
    let builders = ask(&server, Get::<Value>::new(ORIGIN).path(["builders", BUILDER])).unwrap();
    let id = builders.pointer("/builders/0/builderid").and_then(Value::as_u64).unwrap();
    let force = json!({"jsonrpc": "2.0", "id": 1, "method": "force", "params": {
        "builderid": id, "reason": "Round half to even", "branch": "main",
        "username": "Mira Okafor <mira@halyard.example>"}});
    let before = ask(&server, buildbot::runs(ORIGIN, BUILDER, 10)).unwrap().runs.len();
    let post = Post::<Value>::new(ORIGIN).path(["forceschedulers", "by-hand"]).json(&force);
    tell(&server, post).unwrap();

    let runs = until("build that has ended", || ended(&server, before + 1));
    let run = &runs[0];
    assert_eq!((run.state, run.title.as_str()), (State::Failed, "Round half to even"));
    assert_eq!((run.author.as_str(), run.branch.as_str()), ("Mira Okafor", "main"));
    assert!(run.started.is_some() && run.seconds.is_some());
    let alone = ask(&server, buildbot::run(ORIGIN, &run.id)).unwrap();
    assert_eq!(&alone.runs[0], run);

    let jobs = ask(&server, buildbot::jobs(ORIGIN, &run.id)).unwrap();
    let steps = &jobs.jobs[0].steps;
    let states: Vec<(&str, State)> =
        steps.iter().map(|step| (step.name.as_str(), step.state)).collect();
    for expected in [("compile", State::Passed), ("lint", State::Warnings), ("test", State::Failed)]
    {
        assert!(states.contains(&expected), "{states:?}");
    }
    // What failed stops the build.
    assert!(!states.iter().any(|(name, _)| *name == "publish"), "{states:?}");

    let test = steps.iter().find(|step| step.name == "test").unwrap();
    let logs = ask(&server, buildbot::logs(ORIGIN, &test.log)).unwrap();
    let entry = logs.logs.iter().find(|log| log.name == "stdio").unwrap();
    // The end of a log without its beginning.
    let last = ask(&server, buildbot::log(ORIGIN, &entry.id, entry.lines - 4, 4)).unwrap();
    let (lines, _) = text::lines(Kind::Buildbot, &last.text, text::TAIL);
    assert_eq!(lines.len(), 4, "{lines:?}");
    let whole = ask(&server, buildbot::log(ORIGIN, &entry.id, 0, entry.lines)).unwrap();
    let (lines, _) = text::lines(Kind::Buildbot, &whole.text, text::TAIL);
    let line = "\u{1b}[31mrounds_half_to_even FAILED\u{1b}[0m";
    assert!(lines.iter().any(|one| one == line), "{lines:?}");
    assert!(lines.iter().filter(|one| one.starts_with("case ")).count() > 100);

    tell(&server, buildbot::rebuild(ORIGIN, &run.id)).unwrap();
    let again = until("build that was begun again", || ended(&server, before + 2));
    assert_eq!((again[0].number, again[0].state), (run.number + 1, State::Failed));
}

/// It does not say that there is none: so the page cannot tell, and says that.
#[test]
fn a_real_buildbot_has_no_builds_of_a_builder_that_it_does_not_know() {
    let Some(server) = server("PORTICO_BUILDBOT") else { return };
    let runs = ask(&server, buildbot::runs(ORIGIN, "nobody", 5)).unwrap();
    assert_eq!((runs.runs.len(), runs.total), (0, Some(0)));
    let error = ask(&server, buildbot::run(ORIGIN, "4711")).unwrap_err();
    assert_eq!(error.kind, crate::net::ErrorKind::NotFound, "{error}");
}
