//! The steps of a run, each with its state and how long it took.

use super::board::Board;
use super::model::{StepRun, StepState};
use super::words;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{Card, VisuallyHidden};

impl Board {
    /// The card of the steps.
    pub(super) fn steps(&self) -> AnyView {
        let (run, now, chosen) = (self.following.run, self.now, self.chosen);
        let count = self.following.run.with_untracked(|run| run.steps.len());
        let began = instant(&self.task.created_at);
        let hint = Signal::derive(move || {
            let ended = run.with(|run| if run.state.is_over() { run.ended } else { None });
            let over = run.with(|run| run.state.is_over());
            Some(words::between(began, if over { ended } else { Some(now.get()) }))
        });
        let step = move |at: usize| {
            Memo::new(move |_| run.with(|run| run.steps.get(at).cloned().unwrap_or_default()))
        };
        card(count, step, hint, now, chosen)
    }
}

/// So many steps, each by its number.
pub(super) fn card(
    count: usize,
    step: impl Fn(usize) -> Memo<StepRun>,
    hint: Signal<Option<String>>,
    now: RwSignal<i64>,
    chosen: RwSignal<Option<usize>>,
) -> AnyView {
    if count == 0 {
        return view! {
            <Card title="Steps"><p class="u-note">"The scaffolder names no steps."</p></Card>
        }
        .into_any();
    }
    let row = |at: usize| view! { <li>{step_row(at, step(at), now, chosen)}</li> }.into_any();
    let rows: Vec<AnyView> = (0..count).map(row).collect();
    view! {
        <Card title="Steps" hint=hint flush=true>
            <ol class="run-steps">{rows}</ol>
        </Card>
    }
    .into_any()
}

fn step_row(
    at: usize,
    step: Memo<StepRun>,
    now: RwSignal<i64>,
    chosen: RwSignal<Option<usize>>,
) -> AnyView {
    let state = Memo::new(move |_| step.with(|step| step.state));
    let time = move || {
        let (state, began, ended) = step.with(|step| (step.state, step.began, step.ended));
        match state {
            StepState::Running => words::between(began, Some(now.get().max(began.unwrap_or(0)))),
            StepState::Skipped => "left out".to_owned(),
            _ => words::between(began, ended),
        }
    };
    let sign = move || {
        let (word, icon) = words::step(state.get());
        view! {
            <Icon name=icon />
            <VisuallyHidden>{word}": "</VisuallyHidden>
        }
    };
    let name = step.with_untracked(|step| step.name.clone());
    let current = move || (chosen.get() == Some(at)).then_some("true");
    // It leads to the first line of the step in the log, once there is one.
    let go = move |_| {
        if step.with_untracked(|step| step.line.is_some()) {
            chosen.set(Some(at));
        }
    };
    view! {
        <button type="button" class="run-step" aria-current=current on:click=go>
            <span class="run-sign" data-state=move || words::step(state.get()).0>{sign}</span>
            <span class="run-name">{name}</span>
            <span class="run-time">{time}</span>
        </button>
    }
    .into_any()
}
