//! The latest builds on the overview of a component.

use super::api::{self, RepoSlug, Runs};
use super::pages::{bad_slug, none_yet, not_read, table};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, SkeletonKind};
use std::sync::Arc;

/// Builds on the card.
const SHOWN: u16 = 5;

/// Draws the card.
pub fn latest(input: EntityInput) -> AnyView {
    let annotation = input.annotation(api::SLUG).unwrap_or_default();
    let here = EntityPath::of(&input.catalog.entry(input.ix).entity_ref()).tab("builds");
    let all = use_registry().href(routes::ENTITY, &here).unwrap_or_default();
    let Some(slug) = RepoSlug::parse(&annotation) else {
        return view! { <Card title="Latest builds">{bad_slug(&annotation)}</Card> }.into_any();
    };
    let runs = use_load(move || api::runs(&slug, SHOWN));
    let draw = |runs: &Runs| {
        let shown = &runs.workflow_runs;
        if shown.items.is_empty() && shown.broken.is_empty() {
            return none_yet();
        }
        let rows = shown.items.iter().take(usize::from(SHOWN)).cloned().collect();
        view! {
            {table("Latest builds", rows)}
            {not_read(&shown.broken)}
        }
        .into_any()
    };
    view! {
        <Card title="Latest builds" more="All builds" more_href=all flush=true>
            <Loaded
                load=runs
                title="Builds"
                skeleton=SkeletonKind::Rows(usize::from(SHOWN))
                view=Arc::new(draw)
            />
        </Card>
    }
    .into_any()
}
