//! How ready what people own is: tracks, levels, checks, by team and domain.

use super::super::config::{File, InsightsConfig, no_scorecards, titled, unreadable};
use super::super::ours::{use_facts, use_results};
use super::scores;
use crate::plugin::list_state::ListState;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Choice, EmptyKind, EmptyState, Gap, Select, Skeleton, SkeletonKind, Stack,
};
use portico_insights::scorecard::{Scorecard, Snapshot};
use std::sync::Arc;

/// Key of the scorecard that is shown.
const CARD: &str = "card";

/// Draws the section.
pub fn draw(config: InsightsConfig) -> AnyView {
    let Some(path) = config.scorecards.clone() else {
        return titled("Scorecards", no_scorecards());
    };
    let state = ListState::start();
    let registry = use_registry();
    let catalog = use_sources().catalog();
    let load = {
        let (config, path) = (config.clone(), path.clone());
        use_load(move || config.file::<Vec<Scorecard>>(&path).for_navigation())
    };
    let facts = use_facts(&config);
    let snapshots = use_load(move || {
        config.snapshots.as_deref().map(|path| config.file::<Vec<Snapshot>>(path))
    });
    let chosen = Memo::new(move |_| {
        let wanted = state.get(CARD);
        load.state.with(|state| {
            let cards = good(state).and_then(|file| file.0.as_ref().ok())?;
            cards.iter().find(|card| card.id == wanted).or(cards.first()).cloned()
        })
    });
    let results = use_results(catalog, facts, chosen);
    let view = move |file: &File<Vec<Scorecard>>| {
        let cards = match &file.0 {
            Ok(cards) => cards.clone(),
            Err(error) => return titled("Scorecards", unreadable(&path, error)),
        };
        if cards.is_empty() {
            let said = view! {
                <EmptyState kind=EmptyKind::FirstUse title="The file has no scorecard">
                    "It is a list of scorecards, and the list is empty."
                </EmptyState>
            };
            return titled("Scorecards", said.into_any());
        }
        let registry = registry.clone();
        let body = move || {
            let (Some(card), Some(results)) = (chosen.get(), results.get()) else {
                return view! { <Skeleton kind=SkeletonKind::Rows(8) label="Asking all checks" /> }
                    .into_any();
            };
            let old = snapshots.state.with(|state| {
                good(state).and_then(|file| file.0.as_ref().ok().cloned()).unwrap_or_default()
            });
            scores::draw(&registry, catalog, &card, results, &old)
        };
        view! {
            <Stack gap=Gap::Lg>
                {pick(state, &cards, chosen)}
                {body}
            </Stack>
        }
        .into_any()
    };
    view! {
        <Loaded
            load=load
            title="The scorecards"
            skeleton=SkeletonKind::Table(6, 4)
            view=Arc::new(view)
        />
    }
    .into_any()
}

/// The choice of a scorecard, where there are several.
fn pick(state: ListState, cards: &[Scorecard], chosen: Memo<Option<Scorecard>>) -> Option<AnyView> {
    (cards.len() > 1).then(|| {
        let choices: Vec<Choice> =
            cards.iter().map(|card| Choice::new(card.id.clone(), card.title.clone())).collect();
        let value =
            Signal::derive(move || chosen.with(|card| card.as_ref().map(|card| card.id.clone())));
        view! {
            <Select
                label="Scorecard"
                choices=Signal::stored(choices)
                value=value
                on_change=Callback::new(move |id: String| state.set(CARD, &[id], true))
            />
        }
        .into_any()
    })
}
