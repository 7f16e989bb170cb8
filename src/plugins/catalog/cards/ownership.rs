//! Who owns the entity; of a team, where it is in the organisation.

use super::super::links::{counted, entity_href};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_components::{
    Avatar, AvatarShape, Banner, Card, EmptyKind, EmptyState, ItemRow, List, Tone,
};

/// Draws the card.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    match catalog.entry(ix).kind() {
        "group" | "user" => super::super::org::aside(&catalog, ix),
        "location" => ().into_any(),
        _ => owned(&catalog, ix),
    }
}

fn owned(catalog: &Catalog, ix: Ix) -> AnyView {
    let registry = use_registry();
    let entry = catalog.entry(ix);
    let Some(owner) = entry.owner() else {
        return view! {
            <Card title="Ownership">
                <EmptyState
                    kind=EmptyKind::NotConfigured
                    title="Nobody owns this"
                    compact=true>"Add spec.owner to the descriptor, so that people know whom to ask."</EmptyState>
            </Card>
        }
        .into_any();
    };
    let Some(team) = owner.entity() else {
        let text =
            format!("{} is named as the owner, but it is not in the catalog.", owner.entity_ref());
        return view! {
            <Card title="Ownership">
                <Banner tone=Tone::Warning title="The owner does not exist">{text}</Banner>
            </Card>
        }
        .into_any();
    };
    let people: Vec<Target> = catalog.members(team).collect();
    let others = catalog.owned_by(team).count().saturating_sub(1);
    let note = format!(
        "{}, owns {} more",
        counted(people.len(), "person", "people"),
        counted(others, "entity", "entities")
    );
    let shape = if owner.kind() == "user" { AvatarShape::Person } else { AvatarShape::Team };
    let mut rows = vec![row(&registry, catalog, owner.target(), shape, Some(note))];
    let people = people.into_iter().take(5);
    rows.extend(people.map(|person| row(&registry, catalog, person, AvatarShape::Person, None)));
    view! { <Card title="Ownership" flush=true><List items=rows /></Card> }.into_any()
}

/// A team or a person with its avatar.
fn row(
    registry: &Registry,
    catalog: &Catalog,
    target: Target,
    shape: AvatarShape,
    note: Option<String>,
) -> AnyView {
    let view = catalog.target(target);
    let href = view.entity().and_then(|ix| entity_href(registry, catalog, ix));
    let (name, seed) = (view.display_name().to_owned(), view.entity_ref().to_string());
    let detail = note.map(|note| ViewFn::from(move || note.clone().into_any()));
    let leading = ViewFn::from(move || {
        view! { <Avatar name=name.clone() seed=seed.clone() shape=shape /> }.into_any()
    });
    let title = view.display_name();
    match detail {
        Some(detail) => {
            view! { <ItemRow title=title href=href leading=leading detail=detail /> }.into_any()
        }
        None => view! { <ItemRow title=title href=href leading=leading /> }.into_any(),
    }
}
