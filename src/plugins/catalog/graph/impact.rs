//! What breaks with an entity: everything that stands on it, by owner, with a message to send.

use super::Place;
use crate::plugin::entities::{counted, entity_href, grouped, reference};
use leptos::prelude::*;
use portico_catalog::catalog::Target;
use portico_components::{
    Card, CardGrid, Cluster, CodeBlock, EmptyKind, EmptyState, Gap, Level, List, Stack, Stat,
};

/// Entities of one owner that are named; the others are counted.
const NAMED: usize = 12;

/// What one team or person owns of it.
struct Share {
    owner: Option<Target>,
    entities: Vec<(Target, usize)>,
}

/// Draws it.
pub fn draw(place: &Place) -> AnyView {
    let name = place.catalog.target(place.root).display_name().to_owned();
    let found = place.catalog.dependents(place.root);
    if found.is_empty() {
        return view! {
            <EmptyState kind=EmptyKind::Done level=Level::H2 title=format!("Nothing needs {name}")>
                "No entity names it as a dependency, and none consumes an API that it provides."
            </EmptyState>
        }
        .into_any();
    }
    let direct = found.iter().filter(|(_, steps)| *steps == 1).count();
    let total = found.len();
    let shares = shares(place, found);
    let message = message(place, &name, total, &shares);
    let cards: Vec<AnyView> = shares.iter().map(|share| card(place, share)).collect();
    let teams = shares.iter().filter(|share| share.owner.is_some()).count();
    view! {
        <Stack gap=Gap::Lg>
            <Cluster gap=Gap::Lg>
                <Stat label="Stand on it" value=grouped(total) />
                <Stat label="Directly" value=grouped(direct) />
                <Stat label="Owners to tell" value=grouped(teams) />
            </Cluster>
            <Card title="Message to the owners">
                <CodeBlock code=message label="Message" />
            </Card>
            <CardGrid items=cards label="By owner" />
        </Stack>
    }
    .into_any()
}

/// What was found by owner: those with the most first, what nobody owns last.
fn shares(place: &Place, found: Vec<(Target, usize)>) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    for (target, steps) in found {
        let entity = place.catalog.target(target).entity();
        let owner =
            entity.and_then(|ix| place.catalog.entry(ix).owner()).map(|owner| owner.target());
        match shares.iter_mut().find(|share| share.owner == owner) {
            Some(share) => share.entities.push((target, steps)),
            None => shares.push(Share { owner, entities: vec![(target, steps)] }),
        }
    }
    shares.sort_by_key(|share| (share.owner.is_none(), std::cmp::Reverse(share.entities.len())));
    shares
}

fn card(place: &Place, share: &Share) -> AnyView {
    let title = match share.owner {
        Some(owner) => place.catalog.target(owner).display_name().to_owned(),
        None => "Owned by nobody".to_owned(),
    };
    let more = share.entities.len().saturating_sub(NAMED);
    let mut items: Vec<AnyView> = share
        .entities
        .iter()
        .take(NAMED)
        .map(|(target, steps)| {
            let link = reference(&place.registry, &place.catalog, *target);
            let steps = if *steps == 1 { "directly".to_owned() } else { format!("{steps} steps") };
            view! { <Cluster>{link}<span class="u-note">{steps}</span></Cluster> }.into_any()
        })
        .collect();
    if more > 0 {
        items.push(format!("and {} more", grouped(more)).into_any());
    }
    let whose = share.owner.and_then(|owner| {
        entity_href(&place.registry, &place.catalog, place.catalog.target(owner).entity()?)
    });
    let hint = share.entities.len().to_string();
    let list = view! { <List items=items plain=true /> };
    match whose {
        Some(href) => {
            let more = ["About ", &title].concat();
            view! { <Card title=title hint=hint more=more more_href=href>{list}</Card> }.into_any()
        }
        None => view! { <Card title=title hint=hint>{list}</Card> }.into_any(),
    }
}

/// A text for a chat or a mail.
fn message(place: &Place, name: &str, total: usize, shares: &[Share]) -> String {
    let mut text = format!(
        "{name} is about to change or is not well. {} on it:\n",
        match total {
            1 => "1 entity stands".to_owned(),
            total => format!("{} stand", counted(total, "entity", "entities")),
        }
    );
    for share in shares {
        let owner = share
            .owner
            .map_or("nobody owns these", |owner| place.catalog.target(owner).display_name());
        let names: Vec<&str> = share
            .entities
            .iter()
            .take(NAMED)
            .map(|(target, _)| place.catalog.target(*target).display_name())
            .collect();
        let more = share.entities.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        text.push_str(&format!("- {owner}: {}{more}\n", names.join(", ")));
    }
    text
}
