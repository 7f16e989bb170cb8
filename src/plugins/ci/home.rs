//! On the home page: builds of what the reader owns that have failed.

use super::api::{self, RepoSlug, Run, Runs};
use super::words::outcome;
use crate::net::{Get, Load, LoadState};
use crate::plugin::entities::{counted, entity_href, owned_through};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{
    Banner, Button, Card, EmptyKind, EmptyState, ItemRow, List, RelativeTime, Skeleton,
    SkeletonKind, Stack, Status, Tone, Variant,
};

/// Repositories that are asked: somebody who owns more has a dashboard of their own.
const MOST: usize = 20;
/// Newest runs of each that are looked at, so that one that still runs hides nothing.
const RUNS: u16 = 5;

/// A repository, and the first entity that names it.
type Asked = (Ix, RepoSlug);

/// Draws the widget.
pub fn failing(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let (_, owned) = owned_through(&catalog, ix);
    let (asked, left) = repositories(&catalog, &owned);
    if asked.is_empty() {
        return view! {
            <Card title="Failing builds">
                <EmptyState kind=EmptyKind::NotConfigured title="Nothing to ask for" compact=true>
                    "Nothing that you own names its repository in " <code>{api::SLUG}</code> "."
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let loads: Vec<(Ix, Load<Runs>)> = asked
        .into_iter()
        .map(|(ix, slug)| {
            let ask = move || -> Get<Runs> { api::runs(&slug, RUNS) };
            (ix, use_load(ask))
        })
        .collect();
    let again: Vec<Load<Runs>> = loads.iter().map(|(_, load)| *load).collect();
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
        for (ix, load) in &loads {
            load.state.with(|state| match state {
                LoadState::Loading => waits += 1,
                LoadState::Failed { stale: None, .. } => failed += 1,
                LoadState::Ready { value: runs, .. }
                | LoadState::Failed { stale: Some((runs, _)), .. } => {
                    if let Some(run) = last_failure(&runs.workflow_runs.items) {
                        rows.push(row(&registry, &catalog, *ix, run));
                    }
                }
            });
        }
        let trouble = (failed > 0).then(|| {
            let title = counted(failed, "repository did not answer", "repositories did not answer");
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
            counted(left, "repository", "repositories")
        );
        view! { <p class="u-note u-inset">{text}</p> }
    });
    view! { <Card title="Failing builds" flush=true>{body}{note}</Card> }.into_any()
}

/// The repositories of these entities, each once, and how many were too many.
fn repositories(catalog: &Catalog, owned: &[Ix]) -> (Vec<Asked>, usize) {
    let mut all: Vec<Asked> = Vec::new();
    for ix in owned {
        let slug = catalog.entry(*ix).annotation(api::SLUG).and_then(RepoSlug::parse);
        if let Some(slug) = slug.filter(|slug| all.iter().all(|(_, known)| known != slug)) {
            all.push((*ix, slug));
        }
    }
    let left = all.len().saturating_sub(MOST);
    all.truncate(MOST);
    (all, left)
}

/// The newest run that has ended, if it failed.
fn last_failure(runs: &[Run]) -> Option<&Run> {
    let ended = runs.iter().find(|run| !outcome(run).running);
    ended.filter(|run| outcome(run).tone == Tone::Danger)
}

fn row(registry: &Registry, catalog: &Catalog, ix: Ix, run: &Run) -> AnyView {
    let entry = catalog.entry(ix);
    let builds = EntityPath::of(&entry.entity_ref()).tab("builds");
    let href =
        registry.href(routes::ENTITY, &builds).or_else(|| entity_href(registry, catalog, ix));
    let outcome = outcome(run);
    let what = if run.display_title.is_empty() { &run.name } else { &run.display_title }.clone();
    let at = crate::plugin::time::instant(&run.created_at);
    view! {
        <ItemRow
            title=entry.display_name()
            href=href
            detail=ViewFn::from(move || what.clone().into_any())
            side=ViewFn::from(move || {
                view! { <Status tone=outcome.tone label=outcome.word /> }.into_any()
            })
            side_detail=ViewFn::from(move || {
                at.map(|at| view! { <RelativeTime time=at /> }).into_any()
            })
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(status: &str, conclusion: &str) -> Run {
        let json = format!(
            r#"{{"id":1,"status":"{status}","conclusion":"{conclusion}","created_at":"2026-11-20T10:00:00Z"}}"#
        );
        serde_json::from_str(&json).unwrap()
    }

    #[test]
    fn what_still_runs_hides_no_failure_and_an_old_one_is_over() {
        let failed = [run("in_progress", ""), run("completed", "failure")];
        assert!(last_failure(&failed).is_some());
        let mended = [run("completed", "success"), run("completed", "failure")];
        assert!(last_failure(&mended).is_none());
        assert!(last_failure(&[]).is_none());
    }
}
