//! One example and nothing else: what a screenshot or a second window is made from.

use super::super::asked::State;
use super::super::preview::{Level, env_bar, stage};
use super::super::routes::{Place, link};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example};
use portico_components::{ButtonLink, Cluster, EmptyKind, EmptyState, Level as Heading};
use std::sync::Arc;

/// Draws the example with this id.
pub fn draw(state: State, entry: Entry, examples: &'static [Example], id: &str) -> AnyView {
    let back = link(&use_registry(), state, Place::of(&entry));
    let Some(found) = examples.iter().find(|example| example.id == id) else {
        let actions = move || view! { <ButtonLink href=back>"All examples"</ButtonLink> };
        let title = [entry.name, " has no view “", id, "”"].concat();
        return view! {
            <EmptyState kind=EmptyKind::NoMatch title=title level=Heading::H2 actions=actions>
                "It may have been renamed or removed."
            </EmptyState>
        }
        .into_any();
    };
    view! {
        {env_bar(state)}
        <h2 class="gallery-title">{found.title}</h2>
        {stage(state, found.title, Level::Two, Arc::new(found.view))}
        <Cluster><ButtonLink href=back>"All examples"</ButtonLink></Cluster>
    }
    .into_any()
}
