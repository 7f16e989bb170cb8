//! What the gallery shows of the plugin: builds in all of their states, one build, its figures.

use super::cards::rows;
use super::charts;
use super::model::{Job, Jobs, Run, Step};
use super::parts::{bad_project, no_server, none_yet};
use super::run::{facts, job_list};
use super::settings::{CiConfig, Kind};
use super::source::{Source, sources};
use super::start::wants_token;
use super::table::columns;
use super::text;
use super::words::State;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use portico_components::{DataTable, LogViewer, Rows, Stack};
use std::sync::Arc;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "ci-builds",
    name: "Builds: list",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/build-platform",
    summary: "The builds of a component, each with its result as a shape and a word.",
    when_not: "Deployments: what runs where is another question than what was built.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "results", title: "All results", view: results },
    Example { id: "branches", title: "The newest of each branch", view: glance },
    Example { id: "figures", title: "Figures and charts", view: figures },
    Example { id: "run", title: "One build and its jobs", view: one },
    Example { id: "log", title: "The log of a job", view: log },
    Example { id: "long", title: "Long texts", view: long },
    Example { id: "none", title: "No builds yet", view: || none_yet(Kind::Github) },
    Example { id: "token", title: "Without a token", view: wants_token },
    Example {
        id: "no-server",
        title: "No Buildbot in portal.json",
        view: || no_server(Kind::Buildbot, ""),
    },
    Example {
        id: "bad-annotation",
        title: "An annotation that names no repository",
        view: || bad_project(Kind::Github, "halyard/payments/ledger"),
    },
];

const STATES: [State; 16] = [
    State::Passed,
    State::Warnings,
    State::Failed,
    State::NotStarted,
    State::TimedOut,
    State::Broken,
    State::NeedsApproval,
    State::Cancelled,
    State::Skipped,
    State::Neutral,
    State::Stale,
    State::Retried,
    State::Running,
    State::Queued,
    State::Waiting,
    State::Unknown,
];

fn table(runs: Vec<Run>) -> AnyView {
    let rows: Rows = (0..runs.len() as u64).collect();
    let runs: Arc<[Run]> = runs.into();
    let all = Memo::new(move |_| runs.clone());
    let columns = columns(all, Arc::new(|_: &str| String::new()));
    view! { <DataTable caption="Builds" rows=Signal::stored(rows) columns=columns /> }.into_any()
}

fn results() -> AnyView {
    let runs = STATES.into_iter().zip(1..).map(|(state, number)| Run {
        seconds: (!state.is_running()).then_some(252),
        ..run(number, "Round amounts half to even", state)
    });
    table(runs.collect())
}

fn long() -> AnyView {
    let title = "Reconcile the nightly settlement files of all carriers against the ledger before \
                 the reports of the day are sent";
    let branch = "feature/reconcile-nightly-settlement-files-of-all-carriers-against-the-ledger";
    table(vec![Run { branch: branch.to_owned(), ..run(412_907, title, State::Passed) }])
}

fn source() -> Option<Source> {
    let slug = |key: &str| (key == Kind::Github.key()).then(|| "halyard/ledger".to_owned());
    sources(&CiConfig::default(), slug).0.into_iter().next()
}

fn some() -> Vec<Run> {
    const DAY: i64 = 86_400_000;
    (0..20_u64)
        .map(|back| {
            let state = if back % 6 == 1 { State::Failed } else { State::Passed };
            let one = run(4170 - back, "Round amounts half to even", state);
            let branch = if back % 3 == 2 { "feature/fx-rates" } else { "main" };
            Run {
                branch: branch.to_owned(),
                started: one.started.map(|at| at - DAY * (back / 3) as i64),
                seconds: Some(230 + back * 37 % 60),
                ..one
            }
        })
        .collect()
}

fn glance() -> AnyView {
    source().map(|source| rows(&some(), &source, "", true)).into_any()
}

fn figures() -> AnyView {
    charts::draw(&some().iter().collect::<Vec<_>>())
}

fn one() -> AnyView {
    let step = |name: &str, state, seconds| Step {
        name: name.to_owned(),
        state,
        seconds: Some(seconds),
        ..Step::default()
    };
    let job = |id: &str, state, steps| Job {
        id: id.to_owned(),
        name: id.to_owned(),
        state,
        seconds: Some(184),
        steps,
        ..Job::default()
    };
    let steps = vec![
        step("Set up job", State::Passed, 3),
        step("cargo test", State::Failed, 178),
        step("Publish", State::Skipped, 0),
    ];
    let jobs = vec![job("test", State::Failed, steps), job("lint", State::Passed, Vec::new())];
    let jobs = Jobs { jobs, broken: Vec::new() };
    let list =
        job_list(&jobs, "ledger", &(Arc::new(|_: &str| String::new()) as _), RwSignal::new(None));
    let facts = source().map(|source| facts(&source, &run(4170, "", State::Failed)));
    view! {
        <Stack>
            {facts}
            {list}
        </Stack>
    }
    .into_any()
}

const LOG: &str = "2026-11-20T15:12:48.1234567Z ##[group]Run cargo test\n\
    2026-11-20T15:12:49.1234567Z running 2 tests\n\
    2026-11-20T15:12:49.2234567Z test rounds_half_to_even ... \u{1b}[31mFAILED\u{1b}[0m\n\
    2026-11-20T15:12:49.3234567Z test refunds ... \u{1b}[32mok\u{1b}[0m\n\
    2026-11-20T15:12:50.1234567Z ##[error]Process completed with exit code 101.";

fn log() -> AnyView {
    let (lines, _) = text::lines(Kind::Github, LOG, text::TAIL);
    view! { <LogViewer label="Log of a build" lines=lines visible=8 /> }.into_any()
}

fn run(number: u64, title: &str, state: State) -> Run {
    Run {
        id: number.to_string(),
        workflow: "CI".to_owned(),
        title: title.to_owned(),
        number,
        state,
        branch: "main".to_owned(),
        commit: "4f1c9e07b2a35d68".repeat(2) + "91d0c3ab",
        started: Some(1_789_373_561_000),
        seconds: Some(252),
        web: String::new(),
        author: "kofi".to_owned(),
    }
}
