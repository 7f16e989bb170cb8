//! All relations of an entity, as a table of each.

use super::super::cards::relations::groups;
use super::super::links::{reference, relation_title};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, EmptyKind, EmptyState, Level, List, Stack};

/// Draws the tab.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let registry = use_registry();
    let groups = groups(&catalog, ix);
    if groups.is_empty() {
        return view! {
            <EmptyState kind=EmptyKind::Done level=Level::H2 title="No relations to other entities" />
        }
        .into_any();
    }
    // Jump links, because an owner of hundreds of services has a long page.
    let jumps = groups
        .iter()
        .map(|(relation, targets)| {
            let text = format!("{} ({})", relation_title(relation), targets.len());
            view! {
                <portico_components::Link href=format!("#relation-{relation}")>{text}</portico_components::Link>
            }
            .into_any()
        })
        .collect();
    let cards = groups
        .into_iter()
        .map(|(relation, targets)| {
            let count = targets.len();
            let items =
                targets.into_iter().map(|target| reference(&registry, &catalog, target)).collect();
            view! {
                <div id=format!("relation-{relation}") class="u-anchor">
                    <Card title=relation_title(&relation) hint=count.to_string()>
                        <List items=items plain=true />
                    </Card>
                </div>
            }
        })
        .collect_view();
    view! {
        <Stack>
            <nav aria-label="Relations on this page"><List items=jumps plain=true /></nav>
            {cards}
        </Stack>
    }
    .into_any()
}
