//! On the home page: builds of what the reader owns that have failed.

use super::cards::row;
use super::model::{Run, Runs};
use super::parts::run_href;
use super::settings::CiConfig;
use super::source::{Source, sources};
use crate::net::{Load, LoadState};
use crate::plugin::entities::{counted, entity_href, owned_through};
use crate::plugin::loaded::misconfigured;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{
    Banner, Button, Card, EmptyKind, EmptyState, List, Skeleton, SkeletonKind, Stack, Tone, Variant,
};
use std::sync::Arc;

/// Projects that are asked: somebody who owns more has a dashboard of their own.
const MOST: usize = 20;
/// Newest runs of each that are looked at, so that one that still runs hides nothing.
const RUNS: u32 = 5;

/// A project, and the first entity that names it.
type Asked = (Ix, Arc<Source>);

/// Draws the widget.
pub fn failing(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let (_, owned) = owned_through(&catalog, ix);
    let config: CiConfig = match read_config() {
        Ok(config) => config,
        Err(error) => {
            let said = misconfigured(&error);
            return view! { <Card title="Failing builds">{said}</Card> }.into_any();
        }
    };
    let (asked, left) = projects(&config, &catalog, &owned);
    if asked.is_empty() {
        return view! {
            <Card title="Failing builds">
                <EmptyState kind=EmptyKind::NotConfigured title="Nothing to ask for" compact=true>
                    "Nothing that you own names its repository in " <code>{super::GITHUB}</code> "."
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let loads: Vec<(Ix, Arc<Source>, Load<Runs>)> = asked
        .into_iter()
        .map(|(ix, source)| {
            let of = source.clone();
            (ix, source, use_load(move || of.runs(RUNS)))
        })
        .collect();
    let again: Vec<Load<Runs>> = loads.iter().map(|(.., load)| *load).collect();
    let retry = Callback::new(move |_| {
        for load in &again {
            load.reload();
        }
    });
    let registry = use_registry();
    let body = move || {
        let mut waits = 0;
        let mut failed = 0;
        let mut rows: Vec<AnyView> = Vec::new();
        for (ix, source, load) in &loads {
            load.state.with(|state| match state {
                LoadState::Loading => waits += 1,
                LoadState::Failed { stale: None, .. } => failed += 1,
                LoadState::Ready { value: runs, .. }
                | LoadState::Failed { stale: Some((runs, _)), .. } => {
                    if let Some(run) = last_failure(&runs.runs) {
                        rows.push(entity_row(&registry, &catalog, *ix, source, run));
                    }
                }
            });
        }
        let trouble = (failed > 0).then(|| {
            let title = counted(failed, "project did not answer", "projects did not answer");
            view! {
                <div class="u-inset">
                    <Banner tone=Tone::Warning title=title>
                        <Button variant=Variant::Link on_click=retry>"Try again"</Button>
                    </Banner>
                </div>
            }
        });
        let waiting = (waits > 0).then(|| {
            view! { <Skeleton kind=SkeletonKind::Rows(2) label="Loading builds" /> }
        });
        let none = (rows.is_empty() && waits == 0 && failed == 0).then(|| {
            view! {
                <div class="u-inset">
                    <EmptyState kind=EmptyKind::Done title="Every build is well" compact=true />
                </div>
            }
        });
        view! {
            <Stack>
                {trouble}
                <List items=rows />
                {none}
                {waiting}
            </Stack>
        }
    };
    let note = (left > 0).then(|| {
        let text = format!(
            "{} more of what you own were not asked for.",
            counted(left, "project", "projects")
        );
        view! { <p class="u-note u-inset">{text}</p> }
    });
    view! { <Card title="Failing builds" flush=true>{body}{note}</Card> }.into_any()
}

/// The projects of these entities, each once, and how many were too many.
fn projects(config: &CiConfig, catalog: &Catalog, owned: &[Ix]) -> (Vec<Asked>, usize) {
    let mut all: Vec<Asked> = Vec::new();
    for ix in owned {
        let entry = catalog.entry(*ix);
        let (found, _) = sources(config, |key| entry.annotation(key).map(str::to_owned));
        for source in found {
            if all.iter().all(|(_, known)| **known != source) {
                all.push((*ix, Arc::new(source)));
            }
        }
    }
    let left = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    (all, left)
}

/// The newest run that has ended, if it failed.
fn last_failure(runs: &[Run]) -> Option<&Run> {
    let ended = runs.iter().find(|run| !run.state.is_running());
    ended.filter(|run| run.state.is_bad())
}

fn entity_row(
    registry: &Registry,
    catalog: &Catalog,
    ix: Ix,
    source: &Source,
    run: &Run,
) -> AnyView {
    let entry = catalog.entry(ix);
    let builds = EntityPath::of(&entry.entity_ref()).tab("builds");
    let here = registry.href(routes::ENTITY, &builds);
    let href = here.map(|here| run_href(&here, source, false, &run.id));
    let href = href.or_else(|| entity_href(registry, catalog, ix)).unwrap_or_default();
    row(entry.display_name().to_owned(), run, None, href)
}

#[cfg(test)]
mod tests {
    use super::super::words::State;
    use super::*;

    fn run(state: State) -> Run {
        Run { state, ..Run::default() }
    }

    #[test]
    fn what_still_runs_hides_no_failure_and_an_old_one_is_over() {
        let failed = [run(State::Running), run(State::Failed)];
        assert!(last_failure(&failed).is_some());
        let mended = [run(State::Passed), run(State::Failed)];
        assert!(last_failure(&mended).is_none());
        assert!(last_failure(&[]).is_none());
    }
}
