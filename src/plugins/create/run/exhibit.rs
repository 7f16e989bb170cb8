//! What the gallery shows of a run: its steps in their states, and its head.

use super::model::{RunState, StepRun, StepState};
use super::page::styled;
use super::{steps, words};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use portico_components::{Badge, Cluster};

pub const ENTRY: Entry = Entry {
    id: "create-runs",
    name: "Create: a run of a template",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "The steps of a run, each with its state and how long it took.",
    when_not: "Steps that a person takes: Stepper. A build of a repository: the builds of CI.",
};

pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "steps", title: "Steps and their states", view: all_steps },
    Example { id: "none", title: "A run without steps", view: || listed(Vec::new()) },
    Example { id: "states", title: "States of a run", view: states },
];

fn listed(all: Vec<StepRun>) -> AnyView {
    let count = all.len();
    let all = StoredValue::new(all);
    let step = move |at: usize| {
        Memo::new(move |_| all.with_value(|all| all.get(at).cloned().unwrap_or_default()))
    };
    let hint = Signal::stored(Some("1\u{a0}min 4\u{a0}s".to_owned()));
    styled(steps::card(count, step, hint, RwSignal::new(64_000), RwSignal::new(Some(1))))
}

fn all_steps() -> AnyView {
    let names = [
        ("Fill in the skeleton", StepState::Done),
        ("Create the repository", StepState::Done),
        ("Add a database", StepState::Skipped),
        ("Run the first build of a service whose name somebody made long", StepState::Running),
        ("Add to the catalog", StepState::Waiting),
        ("Tell the team", StepState::Failed),
        ("Deploy", StepState::Cancelled),
    ];
    let all = (0_i64..).zip(names).map(|(at, (name, state))| {
        let began = (state != StepState::Waiting).then_some(at * 9_000);
        let over = !matches!(state, StepState::Waiting | StepState::Running);
        let ended = began.filter(|_| over).map(|began| began + 8_500);
        StepRun { name: name.to_owned(), state, began, ended, line: Some(1), ..StepRun::default() }
    });
    listed(all.collect())
}

fn states() -> AnyView {
    let states = [
        RunState::Waiting,
        RunState::Running,
        RunState::Cancelling,
        RunState::Done,
        RunState::Failed,
        RunState::Cancelled,
    ];
    let badge = |state| {
        let (label, tone, icon) = words::run(state);
        view! { <Badge tone label icon /> }.into_any()
    };
    let badges: Vec<AnyView> = states.into_iter().map(badge).collect();
    view! { <Cluster>{badges}</Cluster> }.into_any()
}
