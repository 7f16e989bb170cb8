//! Scorecards run over the catalog, a few milliseconds at a time.

use super::config::{Facts, InsightsConfig};
use super::subject::Known;
use crate::net::LoadState;
use crate::net::clock::wait;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::catalog::{Catalog, Ix};
use portico_insights::scorecard::{Results, Scorecard, Subject, run};
use portico_insights::{Day, Zone};
use std::sync::Arc;
use std::time::Duration;

/// The main thread is given back after so long, in milliseconds.
const PIECE: f64 = 10.0;
/// Entities between two looks at the clock.
const STEP: usize = 200;

/// Today, in UTC: what exemptions and campaigns end on.
pub fn today() -> Day {
    Zone(0).day(js_sys::Date::now() as i64)
}

/// How one entity comes out, at once.
pub fn one(scorecard: &Scorecard, catalog: &Catalog, ix: Ix, facts: Option<&Facts>) -> Results {
    let known = Known::new(catalog, ix, facts);
    run(scorecard, &[&known as &dyn Subject], today())
}

/// The facts, when they are here. `None` while they are on their way; without a file there are
/// none. Facts that failed are none too: checks then say that there is no data.
pub fn use_facts(config: &InsightsConfig) -> Memo<Option<Same>> {
    let wanted = config.facts.is_some();
    let config = config.clone();
    let load = use_load(move || config.facts.as_deref().map(|path| config.file::<Facts>(path)));
    Memo::new(move |_| {
        if !wanted {
            return Some(Same::default());
        }
        load.state.with(|state| {
            let failed = matches!(state, LoadState::Failed { stale: None, .. });
            match good(state) {
                Some(file) => Some(Same(file.0.as_ref().ok().cloned())),
                None => failed.then(Same::default),
            }
        })
    })
}

/// Facts that are the same as long as they are not read again.
#[derive(Clone, Default)]
pub struct Same(pub Option<Arc<Facts>>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// How all entities of the catalog come out; `None` while that is not known. Another catalog,
/// other facts or another scorecard begin anew.
pub fn use_results(
    catalog: Signal<Option<Arc<Catalog>>>,
    facts: Memo<Option<Same>>,
    scorecard: Memo<Option<Scorecard>>,
) -> RwSignal<Option<Arc<Results>>> {
    let results = RwSignal::new(None);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let (catalog, facts, scorecard) = (catalog.get(), facts.get(), scorecard.get());
        let mine = turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        });
        let is_mine = move || turn.try_get_value() == mine;
        let (Some(catalog), Some(Same(facts)), Some(scorecard)) = (catalog, facts, scorecard)
        else {
            results.try_set(None);
            return;
        };
        spawn_local(async move {
            let mut all = Results::default();
            let mut until = js_sys::Date::now() + PIECE;
            let entities: Vec<Ix> = catalog.all().collect();
            for piece in entities.chunks(STEP) {
                let known: Vec<Known<'_>> =
                    piece.iter().map(|ix| Known::new(&catalog, *ix, facts.as_deref())).collect();
                let subjects: Vec<&dyn Subject> =
                    known.iter().map(|one| one as &dyn Subject).collect();
                all.join(run(&scorecard, &subjects, today()));
                if js_sys::Date::now() >= until {
                    wait(Duration::ZERO).await;
                    until = js_sys::Date::now() + PIECE;
                    if !is_mine() {
                        return;
                    }
                }
            }
            if is_mine() {
                results.try_set(Some(Arc::new(all)));
            }
        });
    });
    results
}
