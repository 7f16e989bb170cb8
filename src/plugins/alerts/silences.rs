//! The silences of a service: which alerts, why, who, until when; and ending one.

use super::api::{Alert, Matcher, Silence, alertmanager};
use super::firing::Manager;
use super::model::{Reading, concerns, in_force};
use super::parts::not_read;
use super::silence::{Access, access, ending_now, form, problem, use_sender};
use crate::net::{Load, Stamp};
use crate::plugin::loaded::{age, framed, good};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{
    Button, ConfirmDialog, EmptyKind, EmptyState, ItemRow, Link, List, RelativeTime, Size,
    SkeletonKind, Stack, Tone, Variant,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What is to be ended, and what was.
#[derive(Clone, Copy)]
pub struct Ending {
    /// Whether the question is shown.
    asks: RwSignal<bool>,
    /// About which silence.
    silence: RwSignal<Option<Silence>>,
    /// Ids of those that were ended here: for two seconds the answer still has them.
    ended: RwSignal<BTreeSet<String>>,
}

fn use_ending() -> Ending {
    Ending {
        asks: RwSignal::new(false),
        silence: RwSignal::new(None),
        ended: RwSignal::new(BTreeSet::new()),
    }
}

/// All silences of an Alertmanager.
pub fn use_silences(manager: &Manager) -> Load<Items<Silence>> {
    let origin = manager.config.origin.clone();
    use_load(move || alertmanager::silences(&origin))
}

/// The silences that concern the service, with a way to make one and to end each.
pub fn silences(
    manager: &Manager,
    load: Load<Items<Silence>>,
    reading: Memo<Option<Reading>>,
) -> AnyView {
    let (alerts, wanted) = (manager.alerts, manager.wanted.clone());
    let may = access(manager.config.writes());
    let ending = (may == Access::Given).then(use_ending);
    let reload = Callback::new(move |()| {
        load.reload();
        alerts.reload();
    });
    let draw = move |all: &Items<Silence>| {
        let broken = not_read("silence", &all.broken);
        let known = alerts.state.with(|state| good(state).map(|all| all.items.clone()));
        let mine = mine(&all.items, &wanted, &known.unwrap_or_default());
        let list = list(&mine, ending);
        view! {
            <Stack>
                {broken}
                {list}
            </Stack>
        }
        .into_any()
    };
    let names = Signal::derive(move || {
        let all = reading.get().unwrap_or_default();
        let names: BTreeSet<String> = all.firing.into_iter().map(|group| group.name).collect();
        names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>()
    });
    let open = RwSignal::new(false);
    let dialogs = ending.map(|ending| {
        let form = form(open, &manager.config, manager.wanted.clone(), names, reload);
        let end = end(manager, ending, reload);
        view! {
            {form}
            {end}
        }
    });
    let new = ending.map(|_| {
        ViewFn::from(move || {
            view! {
                <Button size=Size::Sm on_click=move |_| open.set(true)>"Silence alerts…"</Button>
            }
        })
    });
    let title = ["Silences, ", manager.config.label()].concat();
    let called = ["Silences of ", manager.config.label()].concat();
    let inside = view! {
        <Stack>
            {how(may)}
            <Loaded
                load=load
                title=called
                skeleton=SkeletonKind::Rows(2)
                view=Arc::new(draw)
            />
        </Stack>
        {dialogs}
    };
    let retry = Callback::new(move |()| load.reload());
    framed(&title, MaybeProp::default(), age(load), retry, new, inside.into_any())
}

/// The silences that are in force and concern the service, the one that ends first at the top.
fn mine(all: &[Silence], wanted: &[Matcher], alerts: &[Alert]) -> Vec<Silence> {
    let mine = all.iter().filter(|one| in_force(one) && concerns(one, wanted, alerts));
    let mut mine: Vec<Silence> = mine.cloned().collect();
    mine.sort_by_cached_key(|one| instant(&one.ends_at));
    mine
}

/// What a reader needs in order to write.
pub fn how(may: Access) -> AnyView {
    let settings = use_registry().href(routes::SETTINGS, &());
    match (may, settings) {
        (Access::Wanted, Some(href)) => view! {
            <p class="u-note">
                "To silence alerts, type a token of your own in the "
                <Link href=href>"settings"</Link> ". It stays in memory until this tab is closed."
            </p>
        }
        .into_any(),
        (Access::Never, _) => view! {
            <p class="u-note">
                "Alerts cannot be silenced from here: the portal knows no origin for it that asks for a token of your own."
            </p>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

/// Silences as a list; with `ending`, each can be ended.
pub fn list(mine: &[Silence], ending: Option<Ending>) -> AnyView {
    if mine.is_empty() {
        return view! {
            <EmptyState
                kind=EmptyKind::Done
                compact=true
                title="No silences">"Every alert that fires tells somebody."</EmptyState>
        }
        .into_any();
    }
    let rows: Vec<AnyView> = mine.iter().map(|one| row(one, ending)).collect();
    view! { <List items=rows label="Silences" /> }.into_any()
}

fn row(silence: &Silence, ending: Option<Ending>) -> AnyView {
    let title = match silence.comment.trim() {
        "" => "No reason given".to_owned(),
        text => text.to_owned(),
    };
    let matchers: Vec<String> = silence.matchers.iter().map(Matcher::text).collect();
    let detail = ["By ", &*silence.created_by, ": ", &*matchers.join(", ")].concat();
    let begins = instant(&silence.starts_at).filter(|_| silence.status.state == "pending");
    let ends = instant(&silence.ends_at);
    let id = silence.id.clone();
    let has_ended = Memo::new(move |_| {
        ending.is_some_and(|ending| ending.ended.with(|ended| ended.contains(&id)))
    });
    let name = ["End the silence “", &*title, "”"].concat();
    let kept = StoredValue::new(silence.clone());
    let button = move || {
        let ending = ending.filter(|_| !has_ended.get())?;
        let choose = move |_| {
            ending.silence.set(kept.try_get_value());
            ending.asks.set(true);
        };
        Some(view! {
            <Button
                variant=Variant::Ghost
                size=Size::Sm
                attr:aria-label=name.clone()
                on_click=choose
            >
                "End…"
            </Button>
        })
    };
    let button = move || button.clone();
    let when = move || {
        move || {
            if has_ended.get() {
                return "Ended".into_any();
            }
            let begins = begins.map(|at| view! { "Begins " <RelativeTime time=at /> ", " });
            let ends = ends.map(|at| view! { "ends " <RelativeTime time=at /> });
            view! {
                {begins}
                {ends}
            }
            .into_any()
        }
    };
    view! {
        <ItemRow
            title=title
            detail=ViewFn::from(move || detail.clone())
            side=ViewFn::from(button)
            side_detail=ViewFn::from(when)
        />
    }
    .into_any()
}

/// The question before a silence is ended, and what came of it.
fn end(manager: &Manager, ending: Ending, reload: Callback<()>) -> AnyView {
    let sender = use_sender(&manager.config);
    let error = sender.error;
    let confirm = Callback::new(move |()| {
        // Taken, so that a second press finds nothing to end.
        let Some(silence) = ending.silence.try_update(Option::take).flatten() else { return };
        let now = Stamp::now().unix_milliseconds() as i64;
        let id = silence.id.clone();
        sender.send(&ending_now(&silence, now), move || {
            let _ = ending.ended.try_update(|ended| ended.insert(id));
            let _ = reload.try_run(());
        });
    });
    view! {
        {move || error.with(|error| error.as_ref().map(problem))}
        <ConfirmDialog
            open=ending.asks
            title="End this silence?"
            text="Whoever is on call is told again about the alerts that fire."
            confirm="End the silence"
            tone=Tone::Accent
            on_confirm=confirm
        />
    }
    .into_any()
}
