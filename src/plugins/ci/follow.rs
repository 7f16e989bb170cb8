//! A build that another plugin has started, followed until it has ended.

use super::model::{Jobs, Run, Runs};
use super::parts::status;
use super::run::{LogLink, facts, job_list};
use super::settings::{Kind, ServerConfig};
use super::source::{Source, at};
use super::words::State;
use crate::net::{ErrorKind, Load, LoadState};
use crate::plugin::loaded::{failed, good, outdated, stale, waiting};
use crate::plugin::prelude::*;
use crate::plugin::token::token_banner;
use leptos::prelude::*;
use portico_components::{Card, EmptyKind, EmptyState, ErrorPanel, Level, SkeletonKind, Stack};
use std::sync::Arc;
use std::time::Duration;

/// So often it is asked for in the beginning, when people watch.
const SOON: Duration = Duration::from_secs(2);
/// So often after that: CI systems count requests.
const LATER: Duration = Duration::from_secs(8);
/// How many times soon.
const MANY: u32 = 30;

/// Draws the build.
pub fn draw(input: BuildInput) -> AnyView {
    let source = Kind::named(&input.kind).and_then(|kind| {
        let server = ServerConfig::of(kind, input.origin.clone(), input.title.clone());
        at(server, input.project.clone())
    });
    let Some(source) = source else {
        let text = [&*input.project, " is no project of “", &*input.kind, "”."].concat();
        return view! {
            <EmptyState kind=EmptyKind::NotConfigured title="The project is not clear">{text}</EmptyState>
        }
        .into_any();
    };
    let source = Arc::new(source);
    let run = {
        let (source, id) = (source.clone(), input.id.clone());
        use_load(move || source.run(&id))
    };
    let jobs = {
        let (source, id) = (source.clone(), input.id.clone());
        use_load(move || source.jobs(&id))
    };
    tell(run, input.state);
    again(run, jobs);
    let head = head(source.clone(), run);
    let failure = failure(run, jobs);
    let parts = parts(source, jobs);
    view! {
        <Stack>
            {failure}
            {head}
            {parts}
        </Stack>
    }
    .into_any()
}

fn first(state: &LoadState<Runs>) -> Option<Run> {
    good(state).and_then(|runs| runs.runs.first().cloned())
}

/// Says how the build stands.
fn tell(run: Load<Runs>, told: RwSignal<Option<BuildState>>) {
    let now = Memo::new(move |_| run.state.with(first).map(|run| said(run.state)));
    Effect::new(move |_| {
        if let Some(now) = now.get() {
            told.try_set(Some(now));
        }
    });
}

const fn said(state: State) -> BuildState {
    // What is unknown may be a word of tomorrow for something that runs: it is asked for again.
    let over = !state.is_running() && !matches!(state, State::Unknown | State::NeedsApproval);
    BuildState { tone: state.tone(), word: state.word(), over }
}

/// Asks again until the build has ended; the jobs once more after that.
fn again(run: Load<Runs>, jobs: Load<Jobs>) {
    let asked = StoredValue::new(0_u32);
    Effect::new(move |ended: Option<bool>| {
        let (busy, over, hopeless) = run.state.with(|state| {
            let over = first(state).is_some_and(|run| said(run.state).over);
            (state.is_busy(), over, is_hopeless(state))
        });
        if busy || hopeless {
            return ended.unwrap_or(false);
        }
        if over {
            if ended == Some(false) {
                jobs.reload();
            }
            return true;
        }
        let times = asked.try_update_value(|times| {
            *times += 1;
            *times
        });
        let pause = if times.unwrap_or(MANY) < MANY { SOON } else { LATER };
        set_timeout(
            move || {
                run.reload();
                jobs.reload();
            },
            pause,
        );
        false
    });
}

/// Whether asking again by itself cannot help.
fn is_hopeless(state: &LoadState<Runs>) -> bool {
    let LoadState::Failed { error, .. } = state else { return false };
    matches!(
        error.kind,
        ErrorKind::Unauthorised { .. } | ErrorKind::Forbidden | ErrorKind::Refused { .. }
    )
}

/// Why there is nothing to show.
fn trouble<T: Send + Sync + 'static>(load: Load<T>) -> Memo<Option<NetError>> {
    Memo::new(move |_| {
        load.state.with(|state| match state {
            LoadState::Failed { error, stale: None } => Some(error.clone()),
            _ => None,
        })
    })
}

/// What the build is about. It is drawn anew only when it has changed: somebody may be in it.
fn head(source: Arc<Source>, run: Load<Runs>) -> AnyView {
    let retry = Callback::new(move |()| run.reload());
    let now = Memo::new(move |_| run.state.with(first));
    let trouble = trouble(run);
    let old = move || stale(run).map(|(error, at)| outdated(&error, at, retry));
    let inside = move || match (now.get(), trouble.get()) {
        (Some(run), _) => facts(&source, &run),
        (None, Some(error)) => match error.sign_in_at() {
            Some(origin) => signed_out(origin, &error.call.title, retry),
            None => failed("The build", &error, retry),
        },
        (None, None) => waiting(SkeletonKind::Text(4), "Loading the build", run.slow, run.source),
    };
    let state = Memo::new(move |_| now.with(|run| run.as_ref().map(|run| run.state)));
    let sign =
        move || view! { <span role="status">{move || state.get().map(status)}</span> }.into_any();
    view! {
        <Card title="Build" actions=ViewFn::from(sign)>
            {old}
            {inside}
        </Card>
    }
    .into_any()
}

/// A token is missing: the build goes on without anybody who looks.
fn signed_out(origin: &str, title: &str, retry: Callback<()>) -> AnyView {
    let words = ("A token is needed to look at the build", "The build itself goes on.");
    token_banner(origin, title, words, retry)
}

/// The jobs and their steps, drawn anew only when one of them has changed.
fn parts(source: Arc<Source>, jobs: Load<Jobs>) -> AnyView {
    let chosen: RwSignal<Option<Vec<String>>> = RwSignal::new(None);
    let retry = Callback::new(move |()| jobs.reload());
    // There is no page of the portal for a log of it: the CI system has one.
    let nowhere: LogLink = Arc::new(|_: &str| String::new());
    let now = Memo::new(move |_| jobs.state.with(|state| good(state).map(|all| without_logs(all))));
    let trouble = trouble(jobs);
    let inside = move || match (now.get(), trouble.get()) {
        (Some(jobs), _) => job_list(&jobs, &source.project, &nowhere, chosen),
        (None, Some(error)) if error.sign_in_at().is_some() => {
            view! { <p class="u-note">"They are read with the same token."</p> }.into_any()
        }
        (None, Some(error)) => failed("The jobs", &error, retry),
        (None, None) => waiting(SkeletonKind::Rows(3), "Loading the jobs", jobs.slow, jobs.source),
    };
    view! { <Card title="Jobs">{inside}</Card> }.into_any()
}

fn without_logs(jobs: &Jobs) -> Jobs {
    let mut jobs = jobs.clone();
    for job in &mut jobs.jobs {
        job.log.clear();
        job.steps.iter_mut().for_each(|step| step.log.clear());
    }
    jobs
}

/// What failed, in words.
fn failure(run: Load<Runs>, jobs: Load<Jobs>) -> AnyView {
    let bad = Memo::new(move |_| {
        let state = run.state.with(first)?.state;
        state
            .is_bad()
            .then(|| (state, jobs.state.with(|state| good(state).map(|all| where_it_failed(all)))))
    });
    let shown = move || {
        bad.get().map(|(state, place)| {
            let cause = place.unwrap_or_default();
            let cause = match cause.is_empty() {
                true => "The CI system does not say which job it was.".to_owned(),
                false => cause,
            };
            let title = ["The build has not succeeded: ", &portico_components::lower(state.word())];
            view! { <ErrorPanel title=title.concat() level=Level::H2 cause=cause /> }
        })
    };
    view! { {shown} }.into_any()
}

/// The jobs and steps that failed, in sentences.
fn where_it_failed(jobs: &Jobs) -> String {
    let sentences = jobs.jobs.iter().filter(|job| job.state.is_bad()).map(|job| {
        let name = ["The job “", &*job.name, "”"].concat();
        match job.steps.iter().find(|step| step.state.is_bad()) {
            Some(step) => [&*name, " ended in its step “", &*step.name, "”."].concat(),
            None => [&*name, " failed."].concat(),
        }
    });
    let mut text = sentences.collect::<Vec<_>>().join(" ");
    if !text.is_empty() {
        text.push_str(" Its log in the CI system says why.");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::model::{Job, Step};
    use super::*;

    #[test]
    fn what_failed_is_named() {
        let step = |name: &str, state| Step { name: name.into(), state, ..Step::default() };
        let job =
            |name: &str, state, steps| Job { name: name.into(), state, steps, ..Job::default() };
        let jobs = Jobs {
            jobs: vec![
                job("check", State::Passed, vec![]),
                job(
                    "create",
                    State::Failed,
                    vec![step("a", State::Passed), step("b", State::Failed)],
                ),
                job("tell", State::TimedOut, vec![]),
            ],
            ..Jobs::default()
        };
        assert_eq!(
            where_it_failed(&jobs),
            "The job “create” ended in its step “b”. The job “tell” failed. Its log in the CI system says why."
        );
        assert_eq!(where_it_failed(&Jobs::default()), "");
    }

    #[test]
    fn what_waits_for_a_person_or_says_a_new_word_has_not_ended() {
        assert!(
            said(State::Passed).over && said(State::Failed).over && said(State::Cancelled).over
        );
        for state in [State::Queued, State::Running, State::NeedsApproval, State::Unknown] {
            assert!(!said(state).over, "{state:?}");
        }
    }
}
