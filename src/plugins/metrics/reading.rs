//! What a panel has come to: the last good answer stays until the next one is there.

use super::api::Answer;
use super::model::{self, Table};
use super::parts::Asked;
use super::range::Span;
use super::settings::Panel;
use crate::net::{Call, ErrorKind, LoadState, NetError, Stamp, use_load};
use crate::plugin::loaded::slow_note;
use leptos::prelude::*;
use std::sync::Arc;

/// What is looked at: how far back, and in which steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Now, in seconds since 1970.
    pub now: i64,
    /// Seconds before that.
    pub range: i64,
    /// The step that somebody chose.
    pub step: Option<i64>,
}

impl Window {
    /// Its points, if it ends at `now`.
    #[must_use]
    pub fn span(self, now: i64, asked: &Asked) -> Span {
        Span::new(now, self.range, self.step, asked.config.step())
    }
}

/// An answer, ready to be drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The values, or why there are none.
    pub table: Result<Table, String>,
    /// What was asked for when it was.
    pub range: i64,
    /// What the server is not sure of.
    pub warnings: Vec<String>,
    /// Series that could not be read.
    pub unread: usize,
    /// When it arrived.
    pub at: Stamp,
    /// Why there is nothing newer.
    pub error: Option<NetError>,
}

/// What a panel has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Shown {
    /// Nothing to show yet.
    Waiting,
    /// An answer.
    Ready(Arc<Drawn>),
    /// Nothing, and why.
    Failed(NetError),
}

/// A panel that is asked for.
#[derive(Clone, Copy)]
pub struct Reading {
    /// What it has come to.
    pub shown: Memo<Shown>,
    /// Whether something is on its way.
    pub busy: Signal<bool>,
    /// Whether that takes long.
    pub slow: Signal<bool>,
    /// Who is asked.
    pub source: Signal<Option<Arc<Call>>>,
    /// Asks again.
    pub retry: Callback<()>,
}

impl Reading {
    /// Says who is slow, if somebody is.
    #[must_use]
    pub fn slow_note(self) -> Option<AnyView> {
        slow_note(self.slow, self.source)
    }
}

/// Asks for a panel.
pub fn use_panel(asked: &Arc<Asked>, panel: &Panel, window: Signal<Window>) -> Reading {
    let (source, query) = (asked.source(panel), panel.query.clone());
    let load = {
        let asked = asked.clone();
        use_load(move || {
            let window = window.get();
            let span = window.span(window.now, &asked);
            let query = asked.fill(&query, span).map_err(NetError::refused)?;
            Ok::<_, NetError>(source.query_range(&query, span))
        })
    };
    let (asked, panel) = (asked.clone(), panel.clone());
    let shown = Memo::new(move |before: Option<&Shown>| {
        // Tracked: a recorded answer holds every range, and is not asked for again.
        let Some(window) = window.try_get() else { return Shown::Waiting };
        let draw = |answer: &Answer, at, error| {
            Shown::Ready(Arc::new(drawn(answer, &asked, &panel, window, at, error)))
        };
        let kept = match before {
            Some(Shown::Ready(kept)) => Some(kept),
            _ => None,
        };
        load.state.with(|state| match (state, kept) {
            (LoadState::Ready { value, fetched_at, .. }, _) => draw(value, *fetched_at, None),
            (LoadState::Failed { error, stale: Some((value, at)) }, _) => {
                draw(value, *at, Some(error.clone()))
            }
            (LoadState::Loading, Some(kept)) => Shown::Ready(kept.clone()),
            (LoadState::Loading, None) => Shown::Waiting,
            (LoadState::Failed { error, stale: None }, Some(kept)) if !needs_sign_in(error) => {
                let error = Some(error.clone());
                Shown::Ready(Arc::new(Drawn { error, ..(**kept).clone() }))
            }
            (LoadState::Failed { error, stale: None }, _) => Shown::Failed(error.clone()),
        })
    });
    Reading {
        shown,
        busy: Signal::derive(move || load.state.with(LoadState::is_busy)),
        slow: load.slow,
        source: load.source,
        retry: Callback::new(move |()| load.reload()),
    }
}

/// What needs a credential now is not shown from before.
const fn needs_sign_in(error: &NetError) -> bool {
    matches!(error.kind, ErrorKind::Unauthorised { .. })
}

fn drawn(
    answer: &Answer,
    asked: &Asked,
    panel: &Panel,
    window: Window,
    at: Stamp,
    error: Option<NetError>,
) -> Drawn {
    let table = answer.series().map(|series| {
        let points = series.iter().filter_map(|one| one.points.last().map(|(at, _)| *at));
        // Files end when they were made.
        let end =
            if asked.config.recorded { points.fold(0.0, f64::max) as i64 } else { window.now };
        model::table(series, panel, window.span(end, asked))
    });
    Drawn {
        table,
        range: window.range,
        warnings: answer.warnings.clone(),
        unread: answer.unread(),
        at,
        error,
    }
}
