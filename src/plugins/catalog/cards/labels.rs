//! Labels and annotations of the entity.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, Description, DescriptionLayout, DescriptionList, Truncate};

/// Draws the card; nothing for an entity without labels and annotations.
pub fn draw(input: EntityInput) -> AnyView {
    let Some(entity) = use_sources().entity(&input.catalog, input.ix) else {
        return ().into_any();
    };
    let facts = |pairs: Vec<(String, String)>| {
        pairs
            .into_iter()
            .map(|(key, value)| {
                view! { <Description term=key><Truncate text=value /></Description> }
            })
            .collect_view()
    };
    let labels = facts(entity.metadata.labels.into_iter().collect());
    let annotations = facts(entity.metadata.annotations.into_iter().collect());
    let part = |title: &'static str, facts: Vec<_>| {
        (!facts.is_empty()).then(|| {
            view! {
                <Card title=title>
                    <DescriptionList layout=DescriptionLayout::Stacked>{facts}</DescriptionList>
                </Card>
            }
        })
    };
    view! {
        {part("Labels", labels)}
        {part("Annotations", annotations)}
    }
    .into_any()
}
