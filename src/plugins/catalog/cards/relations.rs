//! The neighbours of an entity, by relation.

use super::super::links::{reference, relation_title};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_components::{Card, Description, DescriptionList, EmptyKind, EmptyState, List};

/// More than these of one relation are on the relations tab.
const SHOWN: usize = 8;

/// Relations that other cards of the overview show already.
const ELSEWHERE: [&str; 3] = ["ownedBy", "hasPart", "ownerOf"];

/// Draws the card.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let registry = use_registry();
    let here = EntityPath::of(&catalog.entry(ix).entity_ref()).tab("relations");
    let tab = registry.href(routes::ENTITY, &here).unwrap_or_default();
    let groups: Vec<(String, Vec<Target>)> = groups(&catalog, ix)
        .into_iter()
        .filter(|(relation, _)| !ELSEWHERE.contains(&relation.as_str()))
        .collect();
    if groups.is_empty() {
        return view! {
            <Card title="Relations">
                <EmptyState kind=EmptyKind::Done title="No relations to other entities" compact=true />
            </Card>
        }
        .into_any();
    }
    let facts = groups
        .into_iter()
        .map(|(relation, targets)| {
            let more = targets.len().saturating_sub(SHOWN);
            let mut items: Vec<AnyView> = targets
                .into_iter()
                .take(SHOWN)
                .map(|target| reference(&registry, &catalog, target))
                .collect();
            if more > 0 {
                let text = format!("and {more} more");
                items.push(
                    view! { <portico_components::Link href=tab.clone()>{text}</portico_components::Link> }
                        .into_any(),
                );
            }
            view! {
                <Description term=relation_title(&relation)><List items=items plain=true /></Description>
            }
        })
        .collect_view();
    view! {
        <Card title="Relations" more="All relations" more_href=tab.clone()>
            <DescriptionList>{facts}</DescriptionList>
        </Card>
    }
    .into_any()
}

/// Every relation of an entity with its targets.
pub fn groups(catalog: &Catalog, ix: Ix) -> Vec<(String, Vec<Target>)> {
    catalog
        .related(ix)
        .map(|group| (group.relation.to_owned(), group.targets().collect()))
        .collect()
}
