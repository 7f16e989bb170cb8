//! Teams: who leads them, how many they are, and what they own.

use super::super::config::{ExploreConfig, with_config};
use crate::plugin::entities::{counted, entity_href, grouped, plural};
use crate::plugin::list_state::{ListState, matches};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::reference::RefDefaults;
use portico_components::{
    Avatar, AvatarShape, AvatarSize, Button, CardGrid, Cluster, EmptyKind, EmptyState, Facet,
    FilterBar, Gap, ItemCard, Level, Link, PanelOption, RefLink, ShowMore, Skeleton, SkeletonKind,
    Stack,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Cards drawn at first, and more at each wish.
const CARDS: usize = 60;
/// Key of the chosen types.
const TYPE: &str = "type";

/// Draws the section.
pub fn draw() -> AnyView {
    with_config(teams)
}

fn teams(config: ExploreConfig) -> AnyView {
    let catalog = use_sources().catalog();
    let registry = use_registry();
    let state = ListState::start();
    let all = Memo::new(move |_| {
        catalog.with(|catalog| {
            catalog.as_ref().map(|catalog| {
                let groups = catalog.all().filter(|ix| catalog.entry(*ix).kind() == "group");
                groups.collect::<Vec<Ix>>()
            })
        })
    });
    let text = state.text();
    let types = Memo::new(move |_| state.all(TYPE));
    let found = Memo::new(move |_| {
        let (Some(catalog), Some(all)) = (catalog.get(), all.get()) else { return Vec::new() };
        text.with(|text| {
            types.with(|types| {
                all.into_iter().filter(|ix| fits(&catalog, *ix, text, types)).collect::<Vec<Ix>>()
            })
        })
    });
    let shown = RwSignal::new(CARDS);
    let total = move || all.with(|all| all.as_ref().map_or(0, Vec::len));
    let count = Memo::new(move |_| found.with(Vec::len));
    let summary = Signal::derive(move || {
        let all = counted(total(), "team", "teams");
        if count.get() == total() { all } else { format!("{} of {all}", grouped(count.get())) }
    });
    let lead = config.lead_annotation;
    let cards = move || {
        let (Some(catalog), Some(all)) = (catalog.get(), all.get()) else {
            return view! { <Skeleton kind=SkeletonKind::Rows(6) label="Loading the teams" /> }
                .into_any();
        };
        if all.is_empty() {
            return no_teams();
        }
        let found = found.get();
        if found.is_empty() {
            return no_match(state);
        }
        let total = Signal::stored(found.len());
        let items = found
            .into_iter()
            .take(shown.get())
            .map(|ix| card(&registry, &catalog, ix, lead.as_deref()))
            .collect();
        view! {
            <CardGrid items=items label="Teams" />
            <ShowMore total=total shown step=CARDS />
        }
        .into_any()
    };
    view! {
        <Stack>
            {filters(state, catalog, all, summary, count)}
            {cards}
        </Stack>
    }
    .into_any()
}

fn fits(catalog: &Catalog, ix: Ix, text: &str, types: &[String]) -> bool {
    let entry = catalog.entry(ix);
    let kind = entry.spec_type().unwrap_or_default();
    (types.is_empty() || types.iter().any(|wanted| wanted == kind))
        && matches(
            text,
            [entry.name(), entry.display_name(), entry.description().unwrap_or_default()],
        )
}

fn filters(
    state: ListState,
    catalog: Signal<Option<Arc<Catalog>>>,
    all: Memo<Option<Vec<Ix>>>,
    summary: Signal<String>,
    count: Memo<usize>,
) -> AnyView {
    let text = state.text();
    let options = Memo::new(move |_| {
        let (Some(catalog), Some(all)) = (catalog.get(), all.get()) else { return Vec::new() };
        let types = all.iter().filter_map(|ix| catalog.entry(*ix).spec_type());
        let types = crate::plugin::list_state::tally(types).into_iter();
        types.map(|(name, count)| PanelOption::new(name.clone(), name).count(count)).collect()
    });
    let chosen = Memo::new(move |_| state.all(TYPE));
    let facet = Facet::new("Type", options, chosen, move |values: Vec<String>| {
        state.set(TYPE, &values, true)
    });
    view! {
        <FilterBar
            search=state.search("Filter teams")
            facets=vec![facet]
            summary=summary
            show=Signal::derive(move || format!("Show {}", counted(count.get(), "team", "teams")))
            on_clear=Callback::new(move |()| state.clear())
            active=Signal::derive(move || !text.with(String::is_empty))
        />
    }
    .into_any()
}

fn no_teams() -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::FirstUse
            level=Level::H2
            title="No teams yet">"A team is an entity of the kind Group. Teams are what owns things, so they are worth the first lines of a catalog."</EmptyState>
    }
    .into_any()
}

/// Said when the filters leave nothing.
pub fn no_match(state: ListState) -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::NoMatch
            level=Level::H2
            title="Nothing matches"
            actions=ViewFn::from(move || {
                view! {
                    <Button on_click=Callback::new(move |_| state.clear())>"Clear filters"</Button>
                }
                .into_any()
            })>"Fewer letters or fewer filters may find it."</EmptyState>
    }
    .into_any()
}

fn card(registry: &Arc<Registry>, catalog: &Arc<Catalog>, ix: Ix, lead: Option<&str>) -> AnyView {
    let entry = catalog.entry(ix);
    let (name, seed) = (entry.display_name().to_owned(), entry.entity_ref().to_string());
    let leading = move || {
        let (name, seed) = (name.clone(), seed.clone());
        view! { <Avatar name=name seed=seed shape=AvatarShape::Team size=AvatarSize::Md /> }
    };
    let lead = lead.and_then(|key| entry.annotation(key)).map(str::to_owned);
    let (registry, catalog) = (registry.clone(), catalog.clone());
    let href = entity_href(&registry, &catalog, ix);
    let title = entry.display_name().to_owned();
    let summary = entry.description().unwrap_or_default().to_owned();
    let tags = entry.spec_type().map(str::to_owned).into_iter().collect();
    let footer = move || facts(&registry, &catalog, ix, lead.as_deref());
    view! {
        <ItemCard
            title=title
            level=Level::H2
            href=href.unwrap_or_default()
            leading=leading
            summary=summary
            tags=tags
            footer=footer
        />
    }
    .into_any()
}

/// People and possessions, each a link to where they are listed.
fn facts(registry: &Registry, catalog: &Catalog, ix: Ix, lead: Option<&str>) -> AnyView {
    let entry = catalog.entry(ix);
    let people = counted(catalog.members(ix).count(), "person", "people");
    let below = catalog.children(ix).count();
    let below = (below > 0).then(|| format!("{} below", counted(below, "team", "teams")));
    let mut kinds: BTreeMap<&str, (&str, usize)> = BTreeMap::new();
    for target in catalog.owned_by(ix) {
        let view = catalog.target(target);
        kinds.entry(view.kind()).or_insert((view.kind_label(), 0)).1 += 1;
    }
    let list = registry.href(routes::CATALOG, &());
    let name = portico_components::lower(&entry.entity_ref().to_string());
    let owns = kinds
        .into_iter()
        .map(|(kind, (label, count))| {
            let many = plural(kind, label);
            let text = match count {
                1 => format!("1 {label}"),
                _ => format!("{} {many}", grouped(count)),
            };
            match &list {
                Some(list) => {
                    let pairs =
                        [("kind".to_owned(), kind.to_owned()), ("owner".to_owned(), name.clone())];
                    let href = format!("{list}{}", crate::plugin::query::written(&pairs));
                    view! { <Link href=href>{text}</Link> }.into_any()
                }
                None => text.into_any(),
            }
        })
        .collect_view();
    let lead = lead.map(|lead| {
        let person =
            EntityRef::parse(lead, RefDefaults { kind: Some("user"), ..RefDefaults::default() })
                .ok();
        let found = person.as_ref().and_then(|person| catalog.lookup(person));
        let label = found.map_or(lead, |ix| catalog.entry(ix).display_name()).to_owned();
        let href = found.and_then(|ix| entity_href(registry, catalog, ix));
        view! { <span>"Led by " <RefLink kind="user" label=label href=href /></span> }
    });
    view! {
        <Stack gap=Gap::Xs>
            {lead}
            <Cluster>
                <span>{people}</span>
                {below.map(|below| view! { <span>{below}</span> })}
            </Cluster>
            <Cluster>{owns}</Cluster>
        </Stack>
    }
    .into_any()
}
