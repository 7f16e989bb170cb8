//! Starting a build again: only where the reader has said who they are, and after a question.

use super::model::{Run, Runs};
use super::settings::ServerConfig;
use super::source::{Action, Source};
use crate::net::{ErrorKind, Load, NetError};
use crate::plugin::access::{Access, access};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{
    Banner, Button, Cluster, ConfirmDialog, Link, Live, Size, Stack, Tone, use_toaster,
};
use std::sync::Arc;

/// Buttons for what can be started, or what is missing for it.
pub fn draw(source: &Arc<Source>, run: &Run, list: Load<Runs>) -> AnyView {
    let actions = source.actions(run);
    if actions.is_empty() {
        return ().into_any();
    }
    match may(&source.server) {
        Access::Never => ().into_any(),
        Access::Wanted => wants_token(),
        Access::Given => buttons(source, actions, list),
    }
}

/// Whether the reader may start builds: with a token of theirs, or where the configuration names an
/// origin for it that asks for none.
fn may(server: &ServerConfig) -> Access {
    match access(server.writes()) {
        Access::Never if server.is_open() => Access::Given,
        access => access,
    }
}

/// What a reader needs in order to start a build.
pub fn wants_token() -> AnyView {
    let Some(href) = use_registry().href(routes::SETTINGS, &()) else { return ().into_any() };
    view! {
        <p class="u-note">
            "To run it again, type a token of your own in the " <Link href=href>"settings"</Link>
            ". It stays in memory until this tab is closed."
        </p>
    }
    .into_any()
}

fn buttons(source: &Arc<Source>, actions: Vec<Action>, list: Load<Runs>) -> AnyView {
    let client = use_net();
    let toaster = use_toaster();
    let busy = RwSignal::new(false);
    let error: RwSignal<Option<NetError>> = RwSignal::new(None);
    let title: Arc<str> = source.server.label().into();
    let one = |action: Action| {
        let open = RwSignal::new(false);
        let Action { label, question, text, post } = action;
        let (client, title) = (client.clone(), title.clone());
        let confirm = Callback::new(move |()| {
            let Some(client) = client.clone() else { return };
            // While one is under way, another press does nothing.
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            error.set(None);
            let (post, title) = (post.clone(), title.clone());
            spawn_local(async move {
                let result = client.send(&post).await;
                let _ = busy.try_set(false);
                match result {
                    Ok(_) => {
                        let words = [&*title, " was asked for it."].concat();
                        toaster.push(Tone::Success, words, None);
                        list.reload();
                    }
                    Err(why) => {
                        let _ = error.try_set(Some(why));
                    }
                }
            });
        });
        view! {
            <Button size=Size::Sm loading=busy on_click=move |_| open.set(true)>{label}</Button>
            <ConfirmDialog
                open=open
                title=question
                text=text
                confirm=label.trim_end_matches('…')
                tone=Tone::Accent
                on_confirm=confirm
            />
        }
        .into_any()
    };
    let buttons: Vec<AnyView> = actions.into_iter().map(one).collect();
    view! {
        <Stack>
            <Cluster>{buttons}</Cluster>
            {move || error.with(|error| error.as_ref().map(problem))}
        </Stack>
    }
    .into_any()
}

/// Why nothing was started, as far as that is known.
pub fn problem(error: &NetError) -> AnyView {
    let mut text = [&*error.title(), ". ", &*error.cause(), " "].concat();
    text.push_str(&next(error));
    if let Some(detail) = &error.detail {
        text.push_str(" It said: ");
        text.push_str(detail);
    }
    view! {
        <Banner tone=Tone::Danger title="The build was not started" live=Live::Alert>{text}</Banner>
    }
    .into_any()
}

fn next(error: &NetError) -> String {
    match &error.kind {
        ErrorKind::Forbidden => {
            "The token needs the right to start builds: “Actions: write” at GitHub, “api” at GitLab, Job/Build at Jenkins.".to_owned()
        }
        ErrorKind::Timeout { .. }
        | ErrorKind::Unreachable { .. }
        | ErrorKind::CutOff
        | ErrorKind::Malformed { .. }
        | ErrorKind::NotData { .. }
        | ErrorKind::Server { .. } => {
            "It may have been started all the same: look at the list of builds first.".to_owned()
        }
        _ => error.next_step(),
    }
}
