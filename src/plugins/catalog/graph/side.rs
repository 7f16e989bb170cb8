//! What is known of a box of the graph.

use super::Place;
use super::asked::{NODE, OPEN};
use crate::plugin::entities::{counted, entity_href, no_owner, owner, reference};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Target;
use portico_catalog::neighbourhood::Neighbourhood;
use portico_components::{
    Button, ButtonLink, Card, Cluster, Description, DescriptionList, LifecycleBadge, List, Size,
    Stack,
};

/// More lines than these are in the table.
const SHOWN: usize = 8;

/// Draws it.
pub fn draw(place: &Place, found: &Neighbourhood, at: usize) -> AnyView {
    let Some(node) = found.nodes.get(at) else { return ().into_any() };
    let view = place.catalog.target(node.target);
    let entry = view.entity().map(|ix| place.catalog.entry(ix));
    let about = entry.as_ref().and_then(|entry| entry.description()).map(str::to_owned);
    let facts = entry.map(|entry| {
        let whose = match entry.owner() {
            Some(_) => owner(&place.registry, &place.catalog, entry.ix()),
            None => no_owner(),
        };
        let system = entry.system().map(|system| {
            let system = reference(&place.registry, &place.catalog, system.target());
            view! { <Description term="System">{system}</Description> }
        });
        let lifecycle = entry.lifecycle().map(str::to_owned).map(|lifecycle| {
            view! {
                <Description term="Lifecycle">
                    <LifecycleBadge lifecycle=lifecycle />
                </Description>
            }
        });
        view! {
            <DescriptionList>
                <Description term="Owner">{whose}</Description>
                {system}
                {lifecycle}
            </DescriptionList>
        }
    });
    let ends = |towards: bool| -> Vec<Target> {
        let edges =
            found.edges.iter().filter(|edge| at == if towards { edge.from } else { edge.to });
        let mut ends: Vec<usize> =
            edges.map(|edge| if towards { edge.to } else { edge.from }).collect();
        ends.dedup();
        ends.iter().filter_map(|end| Some(found.nodes.get(*end)?.target)).collect()
    };
    let list = |title: &'static str, targets: Vec<Target>| {
        if targets.is_empty() {
            return None;
        }
        let more = targets.len().saturating_sub(SHOWN);
        let mut items: Vec<AnyView> = targets
            .iter()
            .take(SHOWN)
            .map(|target| reference(&place.registry, &place.catalog, *target))
            .collect();
        if more > 0 {
            items.push(format!("and {more} more").into_any());
        }
        Some(view! { <Description term=title><List items=items plain=true /></Description> })
    };
    let needs = list("Needs", ends(true));
    let needed = list("Needed by", ends(false));
    let parts = list("Parts", node.members.clone());
    let buttons = buttons(place, node.target, node.members.len());
    let (name, kind) = (view.display_name().to_owned(), view.kind_label().to_owned());
    view! {
        <Card title=name hint=kind>
            <Stack>
                {about.map(|about| view! { <p>{about}</p> })}
                {buttons}
                {facts}
                <DescriptionList>{parts}{needs}{needed}</DescriptionList>
            </Stack>
        </Card>
    }
    .into_any()
}

fn buttons(place: &Place, target: Target, parts: usize) -> AnyView {
    let state = place.state;
    let view = place.catalog.target(target);
    let name = view.display_name().to_owned();
    let open = view.entity().and_then(|ix| entity_href(&place.registry, &place.catalog, ix));
    let key = place.key(target);
    // The same choices around another entity.
    let centre = view.entity().filter(|_| target != place.root).and_then(|ix| {
        let there = EntityPath::of(&place.catalog.entry(ix).entity_ref()).tab("relations");
        let path = place.registry.href(routes::ENTITY, &there)?;
        Some([path, crate::plugin::query::written(&state.with(NODE, &[]))].concat())
    });
    let apart = (parts > 0).then(|| {
        let unfold = move |_| {
            let mut opened = state.all(OPEN);
            opened.push(key.clone());
            state.set(OPEN, &opened, true);
        };
        let label = format!("Show its {}", counted(parts, "part", "parts"));
        view! { <Button size=Size::Sm on_click=unfold>{label}</Button> }
    });
    view! {
        <Cluster>
            {open
                .map(|href| {
                    view! { <ButtonLink size=Size::Sm href=href>"Open " {name.clone()}</ButtonLink> }
                })}
            {centre
                .map(|href| {
                    view! { <ButtonLink size=Size::Sm href=href>"Put it in the middle"</ButtonLink> }
                })}
            {apart}
            <Button
                size=Size::Sm
                variant=portico_components::Variant::Ghost
                on_click=move |_| state.set(NODE, &[], true)
            >
                "Close"
            </Button>
        </Cluster>
    }
    .into_any()
}
