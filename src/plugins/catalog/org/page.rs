//! The page of all teams.

use super::super::links::{counted, mine, owned_href};
use super::{MINE, tree};
use crate::plugin::list_state::{ListState, matches};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use portico_catalog::catalog::Catalog;
use portico_catalog::org::Branch;
use portico_components::{
    Button, ButtonLink, Card, EmptyKind, EmptyState, Gap, Level, PageHeader, Skeleton,
    SkeletonKind, Stack, TreeView,
};
use std::sync::Arc;

/// A tree of so many teams is open from the start.
const ALL_OPEN: usize = 60;

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Org")]);
    let catalog = use_sources().catalog();
    let registry = use_registry();
    let state = ListState::start();
    let text = state.text();
    lead_to_mine();
    let subtitle = Memo::new(move |_| {
        catalog.with(|catalog| {
            let Some(catalog) = catalog else { return "Reading the catalog…".to_owned() };
            let count = |wanted: &str| {
                let kinds = catalog.summary().kinds;
                kinds.iter().find(|one| one.kind == wanted).map_or(0, |one| one.entities)
            };
            let teams = counted(count("group"), "team", "teams");
            format!("{teams} · {}", counted(count("user"), "person", "people"))
        })
    });
    let own = {
        let registry = registry.clone();
        move || {
            let href = catalog.with(|catalog| own_href(&registry, catalog.as_deref()?))?;
            Some(view! { <ButtonLink href=href icon=Icon::User>"Owned by me"</ButtonLink> })
        }
    };
    let body = move || {
        let Some(catalog) = catalog.get() else {
            return view! { <Skeleton kind=SkeletonKind::Rows(8) label="Loading the teams" /> }
                .into_any();
        };
        let tree = catalog.group_tree();
        if tree.is_empty() {
            return nothing();
        }
        let found = text.with(|text| narrowed(&catalog, &tree, text));
        if found.is_empty() {
            return no_match(state);
        }
        let is_narrowed = found.len() < tree.len();
        drawn(&registry, &catalog, &found, is_narrowed)
    };
    let field = state.search("Filter teams");
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title="Org"
                subtitle=subtitle
                actions=ViewFn::from(move || own.clone().into_any())
            />
            {field.run()}
            {body}
        </Stack>
    }
    .into_any()
}

/// Address of what the person who looks owns.
fn own_href(registry: &Registry, catalog: &Catalog) -> Option<String> {
    let own = mine(catalog, use_sources().user().as_deref());
    if own.is_empty() { None } else { owned_href(registry, catalog, &own, &[]) }
}

/// `?mine` is the address of what I own: it leads to the list as soon as it is known what that is.
fn lead_to_mine() {
    let query = use_query();
    let catalog = use_sources().catalog();
    let registry = use_registry();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let is_asked = query.pairs().with(|pairs| pairs.iter().any(|(key, _)| key == MINE));
        let href = catalog.with(|catalog| {
            is_asked.then_some(())?;
            own_href(&registry, catalog.as_deref()?)
        });
        if let Some(href) = href {
            let navigate = navigate.clone();
            request_animation_frame(move || {
                let options =
                    NavigateOptions { resolve: false, replace: true, ..Default::default() };
                navigate(&href, options);
            });
        }
    });
}

/// The groups that match a text, with the groups above them.
fn narrowed(catalog: &Catalog, tree: &[Branch], text: &str) -> Vec<Branch> {
    let mut kept = vec![text.trim().is_empty(); tree.len()];
    for (place, branch) in tree.iter().enumerate() {
        let view = catalog.target(branch.group);
        if !matches(text, [view.display_name(), view.name()]) {
            continue;
        }
        let mut at = Some(place);
        while let Some(place) = at
            && let Some(is_kept) = kept.get_mut(place)
        {
            *is_kept = true;
            at = tree.get(place).and_then(|branch| branch.parent);
        }
    }
    let mut places = vec![None; tree.len()];
    let mut list = Vec::new();
    for ((place, branch), is_kept) in tree.iter().enumerate().zip(kept) {
        if is_kept {
            if let Some(slot) = places.get_mut(place) {
                *slot = Some(list.len());
            }
            let parent = branch.parent.and_then(|parent| places.get(parent).copied().flatten());
            list.push(Branch { group: branch.group, parent });
        }
    }
    list
}

fn drawn(
    registry: &Arc<Registry>,
    catalog: &Arc<Catalog>,
    tree: &[Branch],
    is_narrowed: bool,
) -> AnyView {
    let nodes = tree::nodes(registry, catalog, tree, |branch| {
        let view = catalog.target(branch.group);
        let people = view.entity().map_or(0, |ix| catalog.all_members(ix).len());
        match people {
            0 => view.display_name().to_owned(),
            _ => format!("{} · {}", view.display_name(), counted(people, "person", "people")),
        }
    });
    let is_open = is_narrowed || nodes.len() <= ALL_OPEN;
    let open = nodes.iter().filter(|node| is_open || node.parent.is_none());
    let open = open.map(|node| node.id.clone()).collect();
    view! {
        <Card>
            <TreeView label="Teams" nodes=Signal::stored(nodes) default_expanded=open />
        </Card>
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title="No teams yet">
            "A team is an entity of the kind Group; spec.parent or spec.children say what it is a part of."
        </EmptyState>
    }
    .into_any()
}

fn no_match(state: ListState) -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::NoMatch
            level=Level::H2
            title="No team matches"
            actions=ViewFn::from(move || {
                view! { <Button on_click=Callback::new(move |_| state.clear())>"Clear filter"</Button> }
                    .into_any()
            })
        />
    }
    .into_any()
}
