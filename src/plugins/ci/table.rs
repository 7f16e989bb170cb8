//! The runs as a table, and the filters above it.

use super::model::Run;
use super::parts::{cut, none_yet, number, place, status, title};
use super::settings::Kind;
use super::words::State;
use crate::plugin::list_state::{ListState, matches, tally};
use crate::plugin::prelude::*;
use crate::plugin::query::Pairs;
use crate::plugin::time::duration;
use leptos::prelude::*;
use portico_components::{
    Button, Column, DataTable, EmptyKind, EmptyState, Facet, FilterBar, Link, PanelOption,
    RelativeTime, Rows, Variant,
};
use std::sync::Arc;

const BRANCH: &str = "branch";
const STATUS: &str = "status";
const WORKFLOW: &str = "workflow";

/// What is shown of the runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of these branches; of all, if empty.
    pub branches: Vec<String>,
    /// Of these workflows.
    pub workflows: Vec<String>,
    /// With these results, by their keys.
    pub states: Vec<String>,
    /// With all of these words.
    pub text: String,
}

impl Filter {
    /// Whether a run belongs to what is looked at, whatever came of it.
    #[must_use]
    pub fn concerns(&self, run: &Run) -> bool {
        let is = |chosen: &[String], value: &str| {
            chosen.is_empty() || chosen.iter().any(|chosen| chosen == value)
        };
        is(&self.branches, &run.branch) && is(&self.workflows, &run.workflow)
    }

    /// Whether a run is shown.
    #[must_use]
    pub fn shows(&self, run: &Run) -> bool {
        let number = number(run);
        let words = [&run.title, &run.branch, &run.commit, &run.author, &run.workflow, &number];
        self.concerns(run)
            && (self.states.is_empty() || self.states.contains(&run.state.key()))
            && (self.text.is_empty() || matches(&self.text, words.map(String::as_str)))
    }
}

/// The filter of the address.
#[must_use]
pub fn use_filter(state: ListState) -> Memo<Filter> {
    let text = state.text();
    Memo::new(move |_| Filter {
        branches: state.all(BRANCH),
        workflows: state.all(WORKFLOW),
        states: state.all(STATUS),
        text: text.get(),
    })
}

/// Draws filters and table. The link of each run keeps what else the address says.
pub fn draw(
    kind: Kind,
    state: ListState,
    filter: Memo<Filter>,
    all: Memo<Arc<[Run]>>,
    here: String,
    pairs: Memo<Pairs>,
) -> AnyView {
    let shown: Memo<Rows> = Memo::new(move |_| {
        let rows = all.with(|all| {
            filter.with(|filter| {
                let numbered = (0..).zip(all.iter());
                numbered
                    .filter(|(_, run)| filter.shows(run))
                    .map(|(at, _)| at)
                    .collect::<Vec<u64>>()
            })
        });
        rows.into()
    });
    let revision = Memo::new(move |before: Option<&u64>| {
        all.track();
        pairs.track();
        before.map_or(0, |before| before + 1)
    });
    let text = state.text();
    let summary = Signal::derive(move || {
        let (left, whole) = (shown.with(|rows| rows.len()), all.with(|all| all.len()));
        let word = if whole == 1 { "build" } else { "builds" };
        if left == whole { format!("{whole} {word}") } else { format!("{left} of {whole} {word}") }
    });
    let empty = move || {
        if all.with(|all| all.is_empty()) {
            return none_yet(kind);
        }
        view! {
            <EmptyState
                kind=EmptyKind::NoMatch
                title="No build is left"
                actions=ViewFn::from(move || {
                    let clear = Callback::new(move |_| state.clear());
                    view! { <Button variant=Variant::Outline on_click=clear>"Clear all filters"</Button> }
                        .into_any()
                })
            >
                "None of the newest builds fits all of the filters."
            </EmptyState>
        }
        .into_any()
    };
    let link: LinkOf =
        Arc::new(move |run: &str| pairs.with_untracked(|pairs| place(&here, pairs, run, "")));
    view! {
        <FilterBar
            search=state.search("Filter builds")
            facets=facets(state, all)
            summary=summary
            show=Signal::derive(move || format!("Show {}", summary.get()))
            on_clear=Callback::new(move |()| state.clear())
            active=Signal::derive(move || !text.with(String::is_empty))
        />
        <DataTable
            caption="Builds"
            rows=shown
            columns=columns(all, link)
            revision=revision
            summary=summary
            empty=ViewFn::from(empty)
        />
    }
    .into_any()
}

/// Where a run leads to, by its id.
pub type LinkOf = Arc<dyn Fn(&str) -> String + Send + Sync>;

fn facets(state: ListState, all: Memo<Arc<[Run]>>) -> Vec<Facet> {
    let facet =
        |label: &'static str, key: &'static str, options: fn(&[Run]) -> Vec<PanelOption>| {
            let options = Memo::new(move |_| all.with(|all| options(all)));
            let chosen = Memo::new(move |_| state.all(key));
            Facet::new(label, options, chosen, move |values: Vec<String>| {
                state.set(key, &values, true);
            })
        };
    let mut facets = vec![
        facet("Branch", BRANCH, |all| named(all.iter().map(|run| run.branch.as_str()))),
        facet("Result", STATUS, states),
    ];
    let several = all.with_untracked(|all| {
        let first = all.first().map(|run| &run.workflow);
        all.iter().any(|run| Some(&run.workflow) != first)
    });
    if several {
        let workflow =
            facet("Workflow", WORKFLOW, |all| named(all.iter().map(|run| run.workflow.as_str())));
        facets.push(workflow);
    }
    facets
}

/// The results that there are, those first that need a look.
fn states(all: &[Run]) -> Vec<PanelOption> {
    let mut counts: Vec<(State, usize)> = Vec::new();
    for run in all {
        match counts.iter_mut().find(|(state, _)| *state == run.state) {
            Some((_, count)) => *count += 1,
            None => counts.push((run.state, 1)),
        }
    }
    counts.sort_by_key(|(state, _)| state.urgency());
    let options = counts.into_iter();
    options.map(|(state, count)| PanelOption::new(state.key(), state.word()).count(count)).collect()
}

fn named<'a>(names: impl Iterator<Item = &'a str>) -> Vec<PanelOption> {
    let all = tally(names.filter(|name| !name.is_empty())).into_iter();
    all.map(|(name, count)| PanelOption::new(name.clone(), name).count(count)).collect()
}

/// The columns of a table of runs.
pub fn columns(all: Memo<Arc<[Run]>>, link: LinkOf) -> Vec<Column> {
    let find = move |at: u64| {
        all.with_untracked(|all| usize::try_from(at).ok().and_then(|at| all.get(at).cloned()))
    };
    let cell = move |draw: fn(&Run) -> AnyView| {
        move |at: u64| find(at).map_or_else(|| ().into_any(), |run| draw(&run))
    };
    let change = move |at: u64| {
        let Some(run) = find(at) else { return ().into_any() };
        let (href, words) = (link(&run.id), title(&run));
        match href.is_empty() {
            true => cut(&words),
            false => view! { <Link href=href>{words}</Link> }.into_any(),
        }
    };
    vec![
        Column::new("change", "Change", change).width(200).grow(),
        Column::new("result", "Result", cell(|run| status(run.state))).width(152),
        Column::new("branch", "Branch", cell(|run| cut(&run.branch))).width(144).priority(4),
        Column::new("workflow", "Workflow", cell(|run| cut(&run.workflow))).width(120).priority(6),
        Column::new("number", "Number", cell(|run| number(run).into_any()))
            .width(88)
            .priority(7)
            .end(),
        Column::new("author", "Author", cell(|run| cut(&run.author))).width(120).priority(5),
        Column::new("duration", "Duration", cell(length)).width(104).priority(2).end(),
        Column::new("started", "Started", cell(started)).width(112).priority(1).end(),
    ]
}

fn length(run: &Run) -> AnyView {
    run.seconds.map_or_else(|| "—".to_owned(), duration).into_any()
}

fn started(run: &Run) -> AnyView {
    match run.started {
        Some(time) => view! { <RelativeTime time=time /> }.into_any(),
        None => "—".into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_narrow() {
        let run = Run {
            branch: "main".to_owned(),
            workflow: "CI".to_owned(),
            title: "Round half to even".to_owned(),
            number: 4170,
            state: State::TimedOut,
            ..Run::default()
        };
        let list = |value: &str| vec![value.to_owned()];
        let none = Filter::default();
        assert!(none.shows(&run));
        assert!(Filter { states: list("timed-out"), ..none.clone() }.shows(&run));
        assert!(!Filter { states: list("failed"), ..none.clone() }.shows(&run));
        assert!(Filter { states: list("failed"), ..none.clone() }.concerns(&run));
        assert!(!Filter { branches: list("topic"), ..none.clone() }.concerns(&run));
        assert!(Filter { text: "even 4170".to_owned(), ..none.clone() }.shows(&run));
        assert!(!Filter { workflows: list("Deploy"), ..none }.shows(&run));
    }
}
