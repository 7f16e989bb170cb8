//! The directory of the company's tools.

use super::super::config::{ExploreConfig, file, not_configured, with_config};
use super::super::tool::{Tool, Tools};
use super::teams::no_match;
use crate::net::BrokenItem;
use crate::plugin::entities::{counted, entity_href, grouped};
use crate::plugin::list_state::{ListState, matches, tally};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::reference::RefDefaults;
use portico_components::{
    Banner, CardGrid, Cluster, EmptyKind, EmptyState, ExternalLink, Facet, FilterBar, ItemCard,
    Level, LifecycleBadge, OwnerBadge, PanelOption, SafeUrl, SkeletonKind, Stack, Status, Tone,
};
use std::sync::Arc;

const TAG: &str = "tag";
const LIFECYCLE: &str = "lifecycle";
const OWNER: &str = "owner";

/// Draws the section.
pub fn draw() -> AnyView {
    with_config(tools)
}

fn tools(config: ExploreConfig) -> AnyView {
    let Some(path) = config.tools else {
        return not_configured(
            "No directory of tools yet",
            "List what the company uses, with links, in a JSON file, and name the file in portal.json.",
            "tools",
        );
    };
    let state = ListState::start();
    let asked = path.clone();
    let load = use_load(move || file::<Tools>(&asked));
    let draw = move |found: &Tools| directory(state, found, &path);
    view! { <Loaded load=load title="The tools" skeleton=SkeletonKind::Rows(6) view=Arc::new(draw) /> }
        .into_any()
}

/// Said for items of a file that could not be read.
pub fn not_read(broken: &[BrokenItem], path: &str, what: &str) -> AnyView {
    if broken.is_empty() {
        return ().into_any();
    }
    let text = broken
        .iter()
        .map(|item| format!("{path}, {what}{}: {}", item.path, item.message))
        .collect::<Vec<_>>()
        .join("; ");
    let title = counted(broken.len(), "entry could not be read", "entries could not be read");
    view! { <Banner tone=Tone::Warning title=title>{text}</Banner> }.into_any()
}

fn directory(state: ListState, found: &Tools, path: &str) -> AnyView {
    let broken = not_read(&found.tools.broken, path, "tools");
    if found.tools.items.is_empty() {
        return view! {
            {broken}
            <EmptyState
                kind=EmptyKind::FirstUse
                level=Level::H2
                title="No tools are listed yet">"The file is there, but its list is empty."</EmptyState>
        }
        .into_any();
    }
    let registry = use_registry();
    let catalog = use_sources().catalog();
    let all: Arc<[Tool]> = found.tools.items.clone().into();
    let text = state.text();
    let chosen = move |key: &'static str| Memo::new(move |_| state.all(key));
    let (tags, lifecycles, owners) = (chosen(TAG), chosen(LIFECYCLE), chosen(OWNER));
    let rows = {
        let all = all.clone();
        Memo::new(move |_| {
            let has = |wanted: Memo<Vec<String>>, value: &str| {
                wanted.with(|wanted| wanted.is_empty() || wanted.iter().any(|one| one == value))
            };
            let fits = |tool: &Tool| {
                tags.with(|tags| tags.iter().all(|tag| tool.tags.contains(tag)))
                    && has(lifecycles, &tool.lifecycle)
                    && has(owners, &tool.owner)
                    && text.with(|text| {
                        let words = [tool.title.as_str(), &tool.description, &tool.owner];
                        matches(text, words.into_iter().chain(tool.tags.iter().map(String::as_str)))
                    })
            };
            (0..all.len()).filter(|at| all.get(*at).is_some_and(fits)).collect::<Vec<usize>>()
        })
    };
    let facet = |label: &str, key: &'static str, chosen: Memo<Vec<String>>, values: Vec<&str>| {
        let values = values.into_iter().filter(|value| !value.is_empty());
        let options: Vec<PanelOption> = tally(values)
            .into_iter()
            .map(|(name, count)| PanelOption::new(name.clone(), name).count(count))
            .collect();
        Facet::new(label, Signal::stored(options), chosen, move |values: Vec<String>| {
            state.set(key, &values, true)
        })
    };
    let facets = vec![
        facet(
            "Tag",
            TAG,
            tags,
            all.iter().flat_map(|tool| &tool.tags).map(String::as_str).collect(),
        ),
        facet(
            "Lifecycle",
            LIFECYCLE,
            lifecycles,
            all.iter().map(|tool| &*tool.lifecycle).collect(),
        ),
        facet("Owner", OWNER, owners, all.iter().map(|tool| &*tool.owner).collect()),
    ];
    let total = all.len();
    let count = Memo::new(move |_| rows.with(Vec::len));
    let summary = Signal::derive(move || {
        let all = counted(total, "tool", "tools");
        if count.get() == total { all } else { format!("{} of {all}", grouped(count.get())) }
    });
    let cards = move || {
        let rows = rows.get();
        if rows.is_empty() {
            return no_match(state);
        }
        let tools = rows.iter().filter_map(|at| all.get(*at));
        let items = tools.map(|tool| card(&registry, catalog, tool)).collect();
        view! { <CardGrid items=items label="Tools" /> }.into_any()
    };
    view! {
        <Stack>
            {broken}
            <FilterBar
                search=state.search("Filter tools")
                facets=facets
                summary=summary
                show=Signal::derive(move || {
                    format!("Show {}", counted(count.get(), "tool", "tools"))
                })
                on_clear=Callback::new(move |()| state.clear())
                active=Signal::derive(move || !text.with(String::is_empty))
            />
            {cards}
        </Stack>
    }
    .into_any()
}

fn card(
    registry: &Arc<Registry>,
    catalog: Signal<Option<Arc<portico_catalog::catalog::Catalog>>>,
    tool: &Tool,
) -> AnyView {
    let (registry, tool) = (registry.clone(), tool.clone());
    let title = tool.title.clone();
    let (summary, tags) = (tool.description.clone(), tool.tags.clone());
    let footer = move || {
        let link = match SafeUrl::parse(&tool.url) {
            Some(url) => {
                let words = format!("Open {}", tool.title);
                view! { <ExternalLink url=url>{words}</ExternalLink> }.into_any()
            }
            // Shown as it was written, so that its author finds it; never followed.
            None => view! {
                <code>{tool.url.clone()}</code>
                <Status tone=Tone::Warning label="Not a web address" />
            }
            .into_any(),
        };
        let lifecycle = (!tool.lifecycle.is_empty())
            .then(|| view! { <LifecycleBadge lifecycle=tool.lifecycle.clone() /> });
        let (registry, name) = (registry.clone(), tool.owner.clone());
        let owner =
            (!name.is_empty()).then(|| (move || owner(&registry, catalog, &name)).into_any());
        view! { <Cluster>{link}{lifecycle}{owner}</Cluster> }.into_any()
    };
    view! { <ItemCard title=title level=Level::H2 summary=summary tags=tags footer=footer /> }
        .into_any()
}

/// Who keeps it: a link once the catalog is there and has them.
fn owner(
    registry: &Registry,
    catalog: Signal<Option<Arc<portico_catalog::catalog::Catalog>>>,
    name: &str,
) -> AnyView {
    let team =
        EntityRef::parse(name, RefDefaults { kind: Some("group"), ..RefDefaults::default() });
    let (label, href, reference) = catalog.with(|catalog| {
        let found = catalog.as_ref().and_then(|catalog| {
            let ix = catalog.lookup(team.as_ref().ok()?)?;
            let entry = catalog.entry(ix);
            Some((entry.display_name().to_owned(), entity_href(registry, catalog, ix)))
        });
        let (label, href) = found.unwrap_or_else(|| (name.to_owned(), None));
        (label, href, team.as_ref().map(ToString::to_string).unwrap_or_default())
    });
    view! { <OwnerBadge name=label href=href reference=reference /> }.into_any()
}
