//! How the branches of a component stand, on its overview.

use super::figures::{Figures, branches};
use super::model::{Run, Runs};
use super::parts::{Asked, asked, none_yet, not_read, number, run_href, said, status, title};
use super::source::Source;
use crate::plugin::entities::counted;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, ItemRow, List, RelativeTime, SkeletonKind, Truncate};
use std::sync::Arc;

/// Newest runs that are looked at.
pub const RUNS: u32 = 20;
/// Branches on the card.
const SHOWN: usize = 5;

/// Draws the card.
pub fn latest(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => asked,
        Err(said) => return view! { <Card title="Latest builds">{said}</Card> }.into_any(),
    };
    let Asked { sources, unclear, count, here } = asked;
    let count = count.min(RUNS);
    let is_only = sources.len() == 1;
    let loads: Vec<_> = sources
        .into_iter()
        .map(|source| {
            let of = source.clone();
            (source, use_load(move || of.runs(count)))
        })
        .collect();
    let states: Vec<_> = loads.iter().map(|(_, load)| load.state).collect();
    let hint = MaybeProp::derive(move || {
        let known: Vec<Arc<Runs>> =
            states.iter().filter_map(|state| state.with(|state| good(state).cloned())).collect();
        let figures = Figures::of(known.iter().flat_map(|runs| &runs.runs));
        let rate = figures.rate_words();
        (!rate.is_empty())
            .then(|| [&*rate, " of ", &figures.ended().to_string(), " passed"].concat())
    });
    let parts: Vec<AnyView> = loads
        .into_iter()
        .map(|(source, load)| {
            let (here, source) = (here.clone(), source.clone());
            let draw = move |runs: &Runs| {
                if runs.runs.is_empty() && runs.broken.is_empty() {
                    return none_yet(source.server.kind);
                }
                let broken = not_read("build", &runs.broken);
                let rows = rows(&runs.runs, &source, &here, is_only);
                view! {
                    {rows}
                    {broken}
                }
                .into_any()
            };
            view! {
                <Loaded
                    load=load
                    title="Builds"
                    skeleton=SkeletonKind::Rows(SHOWN)
                    view=Arc::new(draw)
                />
            }
            .into_any()
        })
        .collect();
    let unclear: Vec<AnyView> = unclear.iter().map(said).collect();
    view! {
        <Card title="Latest builds" hint=hint more="All builds" more_href=here flush=true>
            {parts}
            {unclear}
        </Card>
    }
    .into_any()
}

/// The branches as rows.
pub fn rows(runs: &[Run], source: &Source, here: &str, is_only: bool) -> AnyView {
    let all = branches(runs);
    let left = all.len().saturating_sub(SHOWN);
    let rows: Vec<AnyView> = all
        .into_iter()
        .take(SHOWN)
        .map(|branch| {
            let href = run_href(here, source, is_only, &branch.run.id);
            let name = if branch.name.is_empty() { source.project.clone() } else { branch.name };
            row(name, &branch.run, (!is_only).then(|| source.server.label()), href)
        })
        .collect();
    let more = (left > 0).then(|| {
        let text = ["And ", &*counted(left, "more branch", "more branches"), "."].concat();
        view! { <p class="u-note u-inset">{text}</p> }
    });
    view! {
        <List items=rows label="Branches" />
        {more}
    }
    .into_any()
}

/// A run as a row below the name of what it is of.
pub fn row(name: String, run: &Run, server: Option<&str>, href: String) -> AnyView {
    let mut words = title(run);
    let number = number(run);
    let beside = [server.unwrap_or_default(), &run.workflow, &number];
    for part in beside.into_iter().filter(|part| !part.is_empty()) {
        words.push_str(" · ");
        words.push_str(part);
    }
    let (state, at) = (run.state, run.started);
    let when = move || at.map(|at| view! { <RelativeTime time=at /> }.into_any()).into_any();
    view! {
        <ItemRow
            title=name
            href=Some(href).filter(|href| !href.is_empty())
            detail=ViewFn::from(move || view! { <Truncate text=words.clone() /> }.into_any())
            side=ViewFn::from(move || status(state))
            side_detail=ViewFn::from(when)
        />
    }
    .into_any()
}
