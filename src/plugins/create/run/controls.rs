//! What can be done with a run: stop it, try it again, start another.

use super::super::{api, form_href};
use super::board::Board;
use super::model::RunState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{Button, ButtonLink, ConfirmDialog, Tone, Variant};

impl Board {
    /// Sends something about this run, once at a time.
    fn send(&self, retry: bool) {
        let Some(client) = self.client.clone() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let (busy, error, following) = (self.busy, self.error, self.following);
        let (origin, id) = (&self.config.scaffolder, &self.task.id);
        let post = if retry { api::retry(origin, id) } else { api::cancel(origin, id) };
        spawn_local(async move {
            let sent = client.send(&post).await;
            busy.try_set(false);
            match sent {
                Ok(_) if retry => following.again(),
                Ok(_) => following.change(|run| {
                    if !run.state.is_over() {
                        run.state = RunState::Cancelling;
                    }
                }),
                Err(why) => {
                    error.try_set(Some(why));
                }
            }
        });
    }

    /// The buttons of the head.
    pub(super) fn actions(&self, state: Memo<RunState>) -> AnyView {
        let asks = RwSignal::new(false);
        let (board, busy) = (self.clone(), self.busy);
        let reference = self.task.template().to_owned();
        let values = self.task.spec.get("parameters").cloned().unwrap_or_default();
        let anew = form_href(&self.registry, &reference, None);
        let same = form_href(&self.registry, &reference, Some(&values));
        let buttons = move || match state.get() {
            RunState::Waiting | RunState::Running | RunState::Cancelling => {
                let reason = move || {
                    (state.get() == RunState::Cancelling)
                        .then(|| "It stops after the step that is under way.".to_owned())
                };
                view! {
                    <Button
                        icon=Icon::Stop
                        loading=busy
                        disabled_reason=Signal::derive(reason)
                        on_click=Callback::new(move |_| asks.set(true))
                    >
                        "Cancel run"
                    </Button>
                }
                .into_any()
            }
            RunState::Done => anew
                .clone()
                .map(|href| {
                    view! { <ButtonLink href=href icon=Icon::Plus>"Create another"</ButtonLink> }
                })
                .into_any(),
            RunState::Failed | RunState::Cancelled => {
                let board = board.clone();
                let over = same.clone().map(|href| {
                    view! { <ButtonLink href=href>"Start over with these answers"</ButtonLink> }
                });
                view! {
                    {over}
                    <Button
                        variant=Variant::Solid
                        tone=Tone::Accent
                        icon=Icon::Refresh
                        loading=busy
                        loading_text="Asking for another try…"
                        on_click=Callback::new(move |_| board.send(true))
                    >
                        "Retry"
                    </Button>
                }
                .into_any()
            }
        };
        let board = self.clone();
        view! {
            {buttons}
            <ConfirmDialog
                open=asks
                title="Cancel this run?"
                text="What it has made so far stays: a repository that exists already is not taken away."
                confirm="Cancel run"
                cancel="Go on"
                on_confirm=Callback::new(move |()| board.send(false))
            />
        }
        .into_any()
    }
}
