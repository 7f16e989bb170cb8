//! All builds of a component: how they did, the list of them, and what one of them opens to.

use super::charts;
use super::model::{Run, Runs};
use super::parts::{Asked, LOG, RUN, SOURCE, asked, none_yet, not_read, said};
use super::run;
use super::source::Source;
use super::table;
use crate::net::{Load, LoadState, NetError};
use crate::plugin::list_state::ListState;
use crate::plugin::loaded::{age, failed, framed, good, outdated, stale, waiting};
use crate::plugin::prelude::*;
use crate::plugin::query::Pairs;
use leptos::prelude::*;
use portico_components::{Card, Choice, Cluster, SegmentedControl, SkeletonKind, Stack};
use std::sync::Arc;

/// What is open, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The run.
    pub run: String,
    /// Its log of this job or step; empty when none is open.
    pub log: String,
}

impl Place {
    /// Reads the query; `None` when no run is open.
    #[must_use]
    pub fn read(pairs: &Pairs) -> Option<Self> {
        let find = |key: &str| {
            let found = pairs.iter().find(|(name, _)| name == key);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let run = find(RUN);
        // An id is a part of an address: what could lead elsewhere is none.
        let parts = run.split('/').all(|part| !matches!(part, "" | "." | ".."));
        parts.then(|| Self { run, log: find(LOG) })
    }
}

/// What the list has come to, as far as the page is drawn anew for it.
#[derive(Clone, Debug, PartialEq)]
enum Phase {
    Waiting,
    Failed(NetError),
    Empty,
    Known,
}

/// Draws the tab.
pub fn builds(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => Arc::new(asked),
        Err(said) => return view! { <Card title="Builds">{said}</Card> }.into_any(),
    };
    let state = ListState::start();
    let query = use_query();
    let keys: Vec<String> = asked.sources.iter().map(|one| one.key().to_owned()).collect();
    let which = Memo::new(move |_| {
        let chosen = state.get(SOURCE);
        keys.iter().position(|key| *key == chosen).unwrap_or_default()
    });
    let choice = (asked.sources.len() > 1).then(|| choice(&asked, state, which));
    let unclear: Vec<AnyView> = asked.unclear.iter().map(said).collect();
    let shown = move || {
        let source = asked.sources.get(which.get()).cloned();
        source.map(|source| of_source(asked.clone(), source, state, query))
    };
    view! {
        <Stack>
            {choice}
            {shown}
            {unclear}
        </Stack>
    }
    .into_any()
}

/// Whose builds are shown, where several systems build the same thing.
fn choice(asked: &Asked, state: ListState, which: Memo<usize>) -> AnyView {
    let all = asked.sources.iter();
    let choices: Vec<Choice> = all.map(|one| Choice::new(one.key(), one.server.label())).collect();
    let keys: Vec<String> = asked.sources.iter().map(|one| one.key().to_owned()).collect();
    let value = Signal::derive(move || keys.get(which.get()).cloned().unwrap_or_default());
    let choose = Callback::new(move |key: String| {
        // A run of one system is none of another.
        state.clear();
        state.set(SOURCE, &[key], false);
    });
    view! {
        <Cluster>
            <SegmentedControl label="Built by" choices=choices value=value on_change=choose />
        </Cluster>
    }
    .into_any()
}

fn of_source(asked: Arc<Asked>, source: Arc<Source>, state: ListState, query: Query) -> AnyView {
    let count = asked.count;
    let list = {
        let source = source.clone();
        use_load(move || source.runs(count))
    };
    let place = Memo::new(move |_| query.pairs().with(Place::read));
    (move || match place.get() {
        Some(place) => run::draw(&asked, &source, list, place, query),
        None => overview(&asked, &source, list, state, query),
    })
    .into_any()
}

fn phase(state: &LoadState<Runs>) -> Phase {
    match (good(state), state) {
        (Some(runs), _) if runs.runs.is_empty() && runs.broken.is_empty() => Phase::Empty,
        (Some(_), _) => Phase::Known,
        (None, LoadState::Failed { error, .. }) => Phase::Failed(error.clone()),
        (None, _) => Phase::Waiting,
    }
}

fn overview(
    asked: &Arc<Asked>,
    source: &Arc<Source>,
    list: Load<Runs>,
    state: ListState,
    query: Query,
) -> AnyView {
    let phase = Memo::new(move |_| list.state.with(phase));
    let all: Memo<Arc<[Run]>> = Memo::new(move |_| {
        list.state
            .with(|state| good(state).map(|runs| runs.runs.clone()))
            .unwrap_or_default()
            .into()
    });
    let retry = Callback::new(move |()| list.reload());
    let filter = table::use_filter(state);
    let figures = move || {
        let known = phase.with(|phase| *phase == Phase::Known);
        known.then(|| {
            let drawn = all.with(|all| {
                let of = filter.with(|filter| {
                    all.iter().filter(|run| filter.concerns(run)).cloned().collect::<Vec<_>>()
                });
                charts::draw(&of.iter().collect::<Vec<_>>())
            });
            view! { <Card title="How they did">{drawn}</Card> }
        })
    };
    let here = asked.here.clone();
    let kind = source.server.kind;
    let inside = move || match phase.get() {
        Phase::Waiting => waiting(SkeletonKind::Rows(8), "Loading builds", list.slow, list.source),
        Phase::Failed(error) => failed("Builds", &error, retry),
        Phase::Empty => none_yet(kind),
        Phase::Known => {
            let old = move || stale(list).map(|(error, at)| outdated(&error, at, retry));
            let broken = move || {
                list.state.with(|state| good(state).map(|runs| not_read("build", &runs.broken)))
            };
            let more = move || {
                let words = list.state.with(|state| good(state).and_then(|runs| more(runs)));
                words.map(|words| view! { <p class="u-note">{words}</p> })
            };
            let table = table::draw(kind, state, filter, all, here.clone(), query.pairs());
            view! {
                <Stack>
                    {old}
                    {broken}
                    {table}
                    {more}
                </Stack>
            }
            .into_any()
        }
    };
    let hint = MaybeProp::from(source.server.label().to_owned());
    let builds = framed("Builds", hint, age(list), retry, None, inside.into_any());
    view! {
        <Stack>
            {figures}
            {builds}
        </Stack>
    }
    .into_any()
}

/// That there are more than what is shown.
fn more(runs: &Runs) -> Option<String> {
    let count = runs.runs.len() as u64;
    let total = runs.total.filter(|total| *total > count + runs.broken.len() as u64)?;
    Some(format!("The newest {count} of {total} builds."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::query::read;

    #[test]
    fn an_address_leads_to_a_run_and_its_log() {
        let place = Place::read(&read("branch=main&run=main%2F42&log=console"));
        assert_eq!(place, Some(Place { run: "main/42".into(), log: "console".into() }));
        for wrong in ["", "log=3", "run=", "run=../3", "run=a//b", "run=."] {
            assert_eq!(Place::read(&read(wrong)), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_not_shown_is_said() {
        let runs = |total| Runs { runs: vec![Run::default(); 30], total, ..Runs::default() };
        assert_eq!(more(&runs(Some(212))).as_deref(), Some("The newest 30 of 212 builds."));
        assert_eq!(more(&runs(Some(30))), None);
        assert_eq!(more(&runs(None)), None);
    }
}
