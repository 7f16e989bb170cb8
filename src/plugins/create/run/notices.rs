//! What is said above a run: that it failed and why, that it was stopped, how its events come.

use super::board::Board;
use super::follow::{Following, Link as Way};
use super::model::{RunState, StepState};
use crate::net::NetError;
use crate::plugin::prelude::*;
use crate::plugin::token::token_field;
use leptos::prelude::*;
use portico_components::{Banner, ErrorPanel, Level, Stack, Tone};

impl Board {
    /// All of it, as it applies.
    pub(super) fn banners(&self, state: Memo<RunState>) -> AnyView {
        let following = self.following;
        let asked = self.error;
        let answer = move || {
            asked.get().map(|error| {
                let cause = [&*error.title(), ". ", &*error.cause(), " ", &*error.next_step()].concat();
                let cause = match &error.detail {
                    Some(detail) => [&*cause, " It says: ", detail].concat(),
                    None => cause,
                };
                view! { <ErrorPanel title="The scaffolder did not do that" level=Level::H2 cause=cause /> }
            })
        };
        let run = following.run;
        let why = Memo::new(move |_| run.with(|run| run.error.clone()));
        let failed_at = Memo::new(move |_| {
            run.with(|run| {
                let failed = run.steps.iter().find(|step| step.state == StepState::Failed);
                failed.map(|step| step.name.clone())
            })
        });
        let failure = move || {
            (state.get() == RunState::Failed).then(|| {
                let title = match failed_at.get() {
                    Some(step) => ["It failed in the step “", &step, "”"].concat(),
                    None => "It failed".to_owned(),
                };
                let cause = why.get().filter(|why| !why.is_empty());
                let cause = cause.unwrap_or_else(|| "The scaffolder does not say why.".to_owned());
                view! { <ErrorPanel title=title level=Level::H2 cause=cause /> }
            })
        };
        let stopped = move || {
            (state.get() == RunState::Cancelled).then(|| {
                view! {
                    <Banner tone=Tone::Info title="This run was cancelled">
                        "What it made before stays. Retry goes on with the step that was stopped."
                    </Banner>
                }
            })
        };
        let broken = Memo::new(move |_| run.with(|run| run.broken));
        let unread = move || {
            (broken.get() > 0).then(|| {
                let many = crate::plugin::entities::counted(
                    broken.get(),
                    "event could not be read",
                    "events could not be read",
                );
                view! {
                    <Banner tone=Tone::Warning title=many>
                        "Lines or states may be missing here. The run itself is not touched by that."
                    </Banner>
                }
            })
        };
        view! {
            {answer}
            {move || way(following)}
            {failure}
            {stopped}
            {unread}
        }
        .into_any()
    }
}

/// How the events come, where that is worth a word.
fn way(following: Following) -> AnyView {
    match following.link.get() {
        Way::Opening | Way::Live | Way::Over => ().into_any(),
        Way::Again => view! {
            <Banner tone=Tone::Info title="The connection broke">
                "It is made again. The run goes on meanwhile, and no line is lost."
            </Banner>
        }
        .into_any(),
        Way::Polling => view! {
            <Banner tone=Tone::Info title="New lines come every two seconds">
                "Something between here and the scaffolder holds streams back."
            </Banner>
        }
        .into_any(),
        Way::Broken(error) => broken(following, &error),
    }
}

/// The run goes on; only looking at it does not.
fn broken(following: Following, error: &NetError) -> AnyView {
    let again = Callback::new(move |()| following.resume());
    let cause = [&*error.title(), ". ", &*error.cause(), " The run itself goes on."].concat();
    let Some(origin) = error.sign_in_at().map(str::to_owned) else {
        return view! {
            <ErrorPanel
                title="This run cannot be followed"
                level=Level::H2
                cause=cause
                on_retry=again
            />
        }
        .into_any();
    };
    let field = token_field(origin, &error.call.title, "Go on", again);
    view! {
        <Banner tone=Tone::Warning title="Your sign-in has ended, and the run goes on">
            <Stack>
                <p>"Sign in again to go on where you were. The token stays in memory and goes to this host only."</p>
                {field}
            </Stack>
        </Banner>
    }
    .into_any()
}
