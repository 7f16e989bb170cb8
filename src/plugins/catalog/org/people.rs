//! The cards of a team and of a person.

use super::super::links::{counted, entity_href, reference};
use super::{holdings, tree};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_components::{
    Avatar, AvatarShape, Card, EmptyKind, EmptyState, ItemRow, List, ShowMore, Stack,
};
use std::sync::Arc;

/// People and groups shown at first, and more at each wish.
const SHOWN: usize = 12;

/// The wide column: what they own, and who is in the team or which teams somebody is in.
pub fn main(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let own = entry.target().target();
    match entry.kind() {
        "group" => {
            let owns = holdings::card(catalog, own, catalog.groups_below(ix), "With teams below");
            let members = members(catalog, ix);
            view! { <Stack>{owns}{members}</Stack> }.into_any()
        }
        _ => {
            let owns = holdings::card(catalog, own, catalog.teams_of(ix), "Through teams");
            let groups = groups(catalog, ix);
            view! { <Stack>{owns}{groups}</Stack> }.into_any()
        }
    }
}

/// The narrow column: where a team is in the organisation.
pub fn aside(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    match catalog.entry(ix).kind() {
        "group" => tree::family(catalog, ix),
        _ => ().into_any(),
    }
}

fn members(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let members = catalog.all_members(ix);
    let own = members.iter().filter(|member| member.through.is_none()).count();
    let hint = match (own, members.len() - own) {
        (0, 0) => String::new(),
        (own, 0) => counted(own, "person", "people"),
        (own, others) => format!("{own} directly, {others} through teams below"),
    };
    if members.is_empty() {
        return view! {
            <Card title="Members">
                <EmptyState kind=EmptyKind::NotConfigured title="Nobody is in this team" compact=true>
                    "People name their teams in spec.memberOf; a team can name its people in spec.members."
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let rows = members.into_iter().map(|member| (member.person, member.through)).collect();
    let list = list(catalog, rows, AvatarShape::Person);
    view! { <Card title="Members" hint=hint flush=true>{list}</Card> }.into_any()
}

fn groups(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let groups = catalog.groups_above(ix);
    if groups.is_empty() {
        return view! {
            <Card title="Teams">
                <EmptyState kind=EmptyKind::NotConfigured title="In no team" compact=true>
                    "Name the teams in spec.memberOf."
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let hint = counted(groups.len(), "team", "teams");
    let list = list(catalog, groups, AvatarShape::Team);
    view! { <Card title="Teams" hint=hint flush=true>{list}</Card> }.into_any()
}

/// People or groups, each with the team through which it is.
fn list(
    catalog: &Arc<Catalog>,
    rows: Vec<(Target, Option<Target>)>,
    shape: AvatarShape,
) -> AnyView {
    let registry = use_registry();
    let catalog = catalog.clone();
    let total = rows.len();
    let shown = RwSignal::new(SHOWN);
    let drawn = move || {
        let rows = rows.iter().take(shown.get());
        let items: Vec<AnyView> = rows
            .map(|(target, through)| row(&registry, &catalog, *target, *through, shape))
            .collect();
        view! { <List items=items /> }
    };
    let is_more = Memo::new(move |_| total > shown.get());
    let more = move || {
        is_more.get().then(|| {
            view! { <div class="u-inset"><ShowMore total=Signal::stored(total) shown /></div> }
        })
    };
    view! {
        {drawn}
        {more}
    }
    .into_any()
}

fn row(
    registry: &Arc<Registry>,
    catalog: &Arc<Catalog>,
    target: Target,
    through: Option<Target>,
    shape: AvatarShape,
) -> AnyView {
    let view = catalog.target(target);
    let href = view.entity().and_then(|ix| entity_href(registry, catalog, ix));
    let (name, seed) = (view.display_name().to_owned(), view.entity_ref().to_string());
    let leading = ViewFn::from(move || {
        view! { <Avatar name=name.clone() seed=seed.clone() shape=shape /> }.into_any()
    });
    let title = view.display_name();
    let Some(through) = through else {
        return view! { <ItemRow title=title href=href leading=leading /> }.into_any();
    };
    let (registry, catalog) = (registry.clone(), catalog.clone());
    let detail = ViewFn::from(move || {
        view! { <span>"through " {reference(&registry, &catalog, through)}</span> }.into_any()
    });
    view! { <ItemRow title=title href=href leading=leading detail=detail /> }.into_any()
}
