//! What each place with findings has come to, and all of them together.

use super::api;
use super::github;
use super::model::{Finding, merge};
use super::parts::Asked;
use super::reports::{Archive, use_archive};
use crate::net::{Call, ErrorKind, Get, Items, Load, LoadState, NetError, Stamp, use_load};
use crate::plugin::loaded::{age, good, stale};
use crate::plugin::prelude::*;
use leptos::prelude::{Get as _, *};
use serde_json::Value;
use std::sync::Arc;

/// What a place with findings has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum State {
    /// Nothing to show yet.
    Waiting,
    /// So many findings.
    Known(usize),
    /// It is not switched on, or the reader may not see it; GitHub does not tell which.
    Off,
    /// Nothing, and why.
    Failed(NetError),
}

/// A place with findings.
#[derive(Clone)]
pub struct Source {
    /// What people call it.
    pub title: &'static str,
    /// What it has come to.
    pub state: Memo<State>,
    /// When what is shown arrived, in milliseconds since 1970.
    pub at: Memo<Option<i64>>,
    /// What went wrong at the last refresh, and when the shown was read.
    pub stale: Memo<Option<(NetError, Stamp)>>,
    /// Whether the answer takes long.
    pub slow: Signal<bool>,
    /// Who is asked.
    pub call: Signal<Option<Arc<Call>>>,
    /// Asks again.
    pub retry: Callback<()>,
}

/// All findings of an entity.
#[derive(Clone)]
pub struct Findings {
    /// Where they are from.
    pub sources: Arc<[Source]>,
    /// Each once, the worst first.
    pub all: Memo<Arc<[Finding]>>,
    /// The reports, with the older ones.
    pub archive: Option<RwSignal<Archive>>,
}

impl Findings {
    /// Whether nothing at all is known yet.
    pub fn is_waiting(&self) -> bool {
        self.sources.iter().all(|one| one.state.with(|state| *state == State::Waiting))
    }

    /// Whether something is known, be it that there is nothing.
    pub fn is_known(&self) -> bool {
        self.sources.iter().any(|one| one.state.with(|state| matches!(state, State::Known(_))))
    }
}

/// Asks all places.
pub fn use_findings(asked: &Asked, moments: usize) -> Findings {
    let mut sources = Vec::new();
    let mut parts: Vec<Memo<Arc<Vec<Finding>>>> = Vec::new();
    if let Some((origin, slug)) = &asked.github {
        let one = (origin.clone(), slug.clone());
        let two = one.clone();
        let (source, part) =
            alerts("Code scanning", move || api::code_alerts(&one.0, &one.1), github::code);
        sources.push(source);
        parts.push(part);
        let (source, part) = alerts(
            "Dependabot",
            move || api::dependency_alerts(&two.0, &two.1),
            github::dependencies,
        );
        sources.push(source);
        parts.push(part);
    }
    let archive = asked.reports.as_ref().map(|place| {
        let (origin, path) = place.clone();
        let index = use_load(move || api::index(&origin, &path));
        let again = RwSignal::new(0);
        let archive = use_archive(use_net(), place.clone(), index, moments, again);
        let state = Memo::new(move |_| match failure(index) {
            Some(error) => State::Failed(error),
            None => archive.with(|archive| match archive.ready {
                true => State::Known(archive.newest().len()),
                false => State::Waiting,
            }),
        });
        let retry = Callback::new(move |()| {
            index.reload();
            again.update(|again| *again += 1);
        });
        sources.push(Source { retry, ..source("Reports", index, state) });
        parts.push(Memo::new(move |_| archive.with(|archive| Arc::new(archive.newest().to_vec()))));
        archive
    });
    let all = Memo::new(move |_| {
        let found = parts.iter().flat_map(|part| part.get().iter().cloned().collect::<Vec<_>>());
        let mut all = merge(found);
        if let Some(archive) = archive {
            archive.with(|archive| archive.date(&mut all));
            // An age may have come to those that had none, and the older ones come first.
            all = merge(all);
        }
        all.into()
    });
    Findings { sources: sources.into(), all, archive }
}

fn alerts(
    title: &'static str,
    ask: impl Fn() -> Get<Items<Value>> + 'static,
    read: fn(&[Value]) -> Vec<Finding>,
) -> (Source, Memo<Arc<Vec<Finding>>>) {
    let load = use_load(ask);
    let found = Memo::new(move |_| {
        let found = load.state.with(|state| good(state).map(|all| read(&all.items)));
        Arc::new(found.unwrap_or_default())
    });
    let state = Memo::new(move |_| match failure(load) {
        Some(error) if matches!(error.kind, ErrorKind::NotFound | ErrorKind::Forbidden) => {
            State::Off
        }
        Some(error) => State::Failed(error),
        None if load.state.with(|state| matches!(state, LoadState::Loading)) => State::Waiting,
        None => State::Known(found.with(|found| found.len())),
    });
    (source(title, load, state), found)
}

/// Why nothing can be shown.
fn failure<T: Send + Sync + 'static>(load: Load<T>) -> Option<NetError> {
    load.state.with(|state| match state {
        LoadState::Failed { error, stale: None } => Some(error.clone()),
        _ => None,
    })
}

fn source<T: Send + Sync + 'static>(
    title: &'static str,
    load: Load<T>,
    state: Memo<State>,
) -> Source {
    Source {
        title,
        state,
        at: age(load),
        stale: Memo::new(move |_| stale(load)),
        slow: load.slow,
        call: load.source,
        retry: Callback::new(move |()| load.reload()),
    }
}
