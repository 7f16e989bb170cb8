//! How an entity stands on its scorecards, on its overview.

use super::INSIGHTS;
use super::config::{File, InsightsConfig, unreadable};
use super::ours::{Same, one, use_facts};
use super::pages::outcome::{self, level, percent};
use super::section::Section;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, Gap, SkeletonKind, Stack};
use portico_insights::scorecard::{Results, Scorecard};
use std::sync::Arc;

/// Draws the card; nothing where no scorecard is configured, or none is about the entity.
pub fn draw(input: EntityInput) -> AnyView {
    let Ok(config) = read_config::<InsightsConfig>() else { return ().into_any() };
    let Some(path) = config.scorecards.clone() else { return ().into_any() };
    let facts = use_facts(&config);
    let asked = path.clone();
    let load = use_load(move || config.file::<Vec<Scorecard>>(&asked));
    let href = use_registry().href(INSIGHTS, &Section::Scorecards).unwrap_or_default();
    let view = move |file: &File<Vec<Scorecard>>| {
        let cards = match &file.0 {
            Ok(cards) => cards.clone(),
            Err(error) => return unreadable(&path, error),
        };
        let input = input.clone();
        (move || {
            let Some(Same(facts)) = facts.get() else { return ().into_any() };
            let all: Vec<AnyView> = cards
                .iter()
                .filter_map(|card| {
                    let results = one(card, &input.catalog, input.ix, facts.as_deref());
                    shown(card, &results)
                })
                .collect();
            match all.is_empty() {
                true => view! { <p class="u-note">"No scorecard is about this."</p> }.into_any(),
                false => view! { <Stack>{all}</Stack> }.into_any(),
            }
        })
        .into_any()
    };
    view! {
        <Card title="Scorecard" more="All scorecards" more_href=href>
            <Loaded load=load title="The scorecards" skeleton=SkeletonKind::Rows(3) view=Arc::new(view) />
        </Card>
    }
    .into_any()
}

/// One scorecard: level and score, and what is left to do.
pub fn shown(card: &Scorecard, results: &Results) -> Option<AnyView> {
    let scored = results.entities.first()?;
    let reached = level(card, scored.level);
    let score = percent(scored.score);
    let title = card.title.clone();
    let checks = outcome::list(card, scored);
    Some(
        view! {
            <Stack gap=Gap::Sm>
                <p>{title} ": " <strong>{reached}</strong> ", " {score}</p>
                {checks}
            </Stack>
        }
        .into_any(),
    )
}
