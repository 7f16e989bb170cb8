//! The facts of an entity beside each other, above the cards of its overview.

use crate::plugin::fact::{FactState, Followed, Known, of_entity};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{RelativeTime, Skeleton, SkeletonKind, Tone, VisuallyHidden, class};
use std::sync::Arc;
use std::time::Duration;
use stylers_macro::style_sheet;

/// The strip; nothing where the entity has no facts. They are asked for after the first paint.
pub fn strip(registry: &Registry, catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let known: Vec<Known> = of_entity(registry, catalog, ix);
    if known.is_empty() {
        return ().into_any();
    }
    let begun = RwSignal::new(false);
    request_animation_frame(move || {
        let begin = move || {
            begun.try_set(true);
        };
        set_timeout(begin, Duration::ZERO);
    });
    let followed: Vec<Followed> =
        known.iter().map(|(_, fact)| Followed::new(registry, fact, catalog, ix)).collect();
    let cells: Vec<AnyView> = followed.iter().cloned().map(cell).collect();
    let catalog = catalog.clone();
    Effect::new(move |_| {
        if begun.get() {
            for (one, known) in followed.iter().zip(&known) {
                one.start(known, &catalog, ix, false);
            }
        }
    });
    let scope = style_sheet!("src/plugins/catalog/pages/glance.css");
    view! { <ul class=class(scope, "glance") role="list" aria-label="At a glance">{cells}</ul> }
        .into_any()
}

fn cell(one: Followed) -> AnyView {
    let state = one.state;
    let label = ["Loading ", one.title].concat();
    let tone =
        move || state.with(|state| state.known().map_or(Tone::Neutral, |fact| fact.tone).name());
    let value = move || {
        state.with(|state| match state {
            FactState::Waiting => {
                view! { <Skeleton kind=SkeletonKind::Inline label=label.clone() /> }.into_any()
            }
            FactState::Slow(_) => unknown("not known yet"),
            FactState::Failed(_) => unknown("not known"),
            FactState::Known(fact) => {
                let words = fact.value.clone();
                view! {
                    <Icon name=fact.tone.shape() />
                    <span>{words}</span>
                }
                .into_any()
            }
        })
    };
    let detail = move || {
        state.with(|state| match state {
            FactState::Waiting => ().into_any(),
            FactState::Slow(why) | FactState::Failed(why) => {
                // The whole of it is in the tooltip, and on the tab with a way to ask again.
                why.split_once(". ").map_or(&**why, |(first, _)| first).to_owned().into_any()
            }
            FactState::Known(fact) => {
                let words = fact.detail.clone();
                let comma = if words.is_empty() { "" } else { ", " };
                let at = fact.at.map(|at| view! { {comma} <RelativeTime time=at /> });
                view! {
                    {words}
                    {at}
                }
                .into_any()
            }
        })
    };
    let why = move || {
        state.with(|state| match state {
            FactState::Slow(why) | FactState::Failed(why) => Some(why.clone()),
            FactState::Known(_) | FactState::Waiting => None,
        })
    };
    let inside = view! {
        <span class="glance-title">{one.title}</span>
        <span class="glance-value">{value}</span>
        <span class="glance-detail">{detail}</span>
    };
    match one.href {
        Some(href) => view! {
            <li data-tone=tone><a href=href data-tooltip=why>{inside}</a></li>
        }
        .into_any(),
        None => view! {
            <li data-tone=tone><div tabindex="0" data-tooltip=why>{inside}</div></li>
        }
        .into_any(),
    }
}

fn unknown(words: &'static str) -> AnyView {
    view! {
        <span aria-hidden="true">"—"</span>
        <VisuallyHidden>{words}</VisuallyHidden>
    }
    .into_any()
}
