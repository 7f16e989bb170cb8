//! All templates as cards: what was used lately, and the rest.

use super::{EDITOR, TASKS, TEMPLATE, TemplatePath, form, saved, used};
use crate::plugin::entities::{counted, entity_href, grouped};
use crate::plugin::list_state::{ListState, matches, tally};
use crate::plugin::prelude::*;
use crate::plugin::stars::{Stars, use_stars};
use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{
    Button, ButtonLink, Card, CardGrid, Cluster, CodeBlock, CodeLanguage, EmptyKind, EmptyState,
    Facet, FilterBar, Gap, ItemCard, ItemRow, Justify, Kbd, Level, List, PageHeader, PanelOption,
    RelativeTime, ShowMore, Size, Skeleton, SkeletonKind, Stack, StarButton, Status, Tag, Tone,
    VisuallyHidden,
};
use std::sync::Arc;
use wasm_bindgen::JsCast;

const TYPE: &str = "type";
const OWNER: &str = "owner";
const TAG: &str = "tag";
const STARRED: &str = "starred";
/// Cards drawn at first, and more at each wish.
const CARDS: usize = 24;
/// Cards of the row on top.
const LATELY: usize = 3;
/// Drafts that are shown.
const DRAFTS: usize = 4;

/// A template as its card shows it.
#[derive(Clone, PartialEq, Eq)]
struct Offer {
    reference: String,
    href: Option<String>,
    title: String,
    words: String,
    kind: String,
    owner: String,
    tags: Vec<String>,
    /// What it saves, in words.
    saves: Option<String>,
    retired: bool,
}

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Templates")]);
    let catalog = use_sources().catalog();
    let registry = use_registry();
    let (state, stars) = (ListState::start(), use_stars());
    let place = registry.clone();
    let offers = Memo::new(move |_| catalog.get().map(|catalog| read(&place, &catalog)));
    let runs = registry.href(TASKS, &());
    let editor = registry.href(EDITOR, &());
    let actions = move || {
        let links = [(editor.clone(), Icon::Edit, "Editor"), (runs.clone(), Icon::Clock, "Runs")];
        links
            .into_iter()
            .filter_map(|(href, icon, words)| {
                href.map(|href| view! { <ButtonLink href=href icon=icon>{words}</ButtonLink> })
            })
            .collect::<Vec<_>>()
            .into_any()
    };
    let subtitle = Signal::derive(move || {
        let words = offers.with(|offers| {
            let offers = offers.as_ref().filter(|offers| !offers.is_empty())?;
            let mut owners: Vec<&str> = offers.iter().map(|offer| &*offer.owner).collect();
            owners.sort_unstable();
            owners.dedup();
            let templates = counted(offers.len(), "template", "templates");
            Some([&*templates, " from ", &counted(owners.len(), "team", "teams"), "."].concat())
        });
        Some(words.unwrap_or_else(|| "What a new repository can start from.".to_owned()))
    });
    let body = move || match offers.get() {
        None => view! { <Skeleton kind=SkeletonKind::Rows(6) label="Loading the templates" /> }
            .into_any(),
        Some(offers) if offers.is_empty() => none(),
        Some(offers) => gallery(state, stars, offers),
    };
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title="Templates" subtitle=subtitle actions=ViewFn::from(actions) />
            {body}
        </Stack>
    }
    .into_any()
}

fn read(registry: &Registry, catalog: &Catalog) -> Vec<Offer> {
    let all = catalog.all().filter(|ix| catalog.entry(*ix).kind() == "template");
    let mut offers: Vec<Offer> = all.map(|ix| offer(registry, catalog, ix)).collect();
    offers.sort_by_cached_key(|offer| portico_components::lower(&offer.title));
    offers
}

fn offer(registry: &Registry, catalog: &Catalog, ix: Ix) -> Offer {
    let entry = catalog.entry(ix);
    let path = TemplatePath { namespace: entry.namespace().into(), name: entry.name().into() };
    Offer {
        reference: entry.entity_ref().to_string(),
        href: registry.href(TEMPLATE, &path).or_else(|| entity_href(registry, catalog, ix)),
        title: entry.display_name().to_owned(),
        words: entry.description().unwrap_or_default().to_owned(),
        kind: entry.spec_type().unwrap_or_default().to_owned(),
        owner: entry.owner().map(|owner| owner.display_name().to_owned()).unwrap_or_default(),
        tags: entry.tags().map(str::to_owned).collect(),
        saves: entry.annotation(saved::KEY).and_then(saved::words),
        retired: entry.lifecycle() == Some("deprecated"),
    }
}

fn facet(
    state: ListState,
    label: &str,
    key: &'static str,
    values: impl Iterator<Item = String>,
) -> Facet {
    let values: Vec<String> = values.filter(|value| !value.is_empty()).collect();
    let options: Vec<PanelOption> = tally(values.iter().map(String::as_str))
        .into_iter()
        .map(|(name, count)| PanelOption::new(name.clone(), name).count(count))
        .collect();
    let chosen = Memo::new(move |_| state.all(key));
    Facet::new(label, Signal::stored(options), chosen, move |values: Vec<String>| {
        state.set(key, &values, true);
    })
}

fn gallery(state: ListState, stars: Stars, offers: Vec<Offer>) -> AnyView {
    let offers: Arc<[Offer]> = offers.into();
    let facets = vec![
        facet(state, "Type", TYPE, offers.iter().map(|offer| offer.kind.clone())),
        facet(state, "Owner", OWNER, offers.iter().map(|offer| offer.owner.clone())),
        facet(state, "Tag", TAG, offers.iter().flat_map(|offer| offer.tags.clone())),
    ];
    let text = state.text();
    let starred = state.signal(STARRED);
    let all = offers.clone();
    let found = Memo::new(move |_| {
        let (types, owners, tags) = (state.all(TYPE), state.all(OWNER), state.all(TAG));
        let only = starred.with(|starred| !starred.is_empty());
        let one = |wanted: &[String], value: &String| wanted.is_empty() || wanted.contains(value);
        let fits = |offer: &&Offer| {
            one(&types, &offer.kind)
                && one(&owners, &offer.owner)
                && tags.iter().all(|tag| offer.tags.contains(tag))
                && (!only || stars.has(&offer.reference))
                && text.with(|text| {
                    let words = [&*offer.title, &*offer.words, &*offer.kind, &*offer.owner];
                    matches(text, words.into_iter().chain(offer.tags.iter().map(String::as_str)))
                })
        };
        all.iter().filter(fits).cloned().collect::<Vec<Offer>>()
    });
    let narrowed = Signal::derive(move || {
        !text.with(String::is_empty)
            || starred.with(|starred| !starred.is_empty())
            || [TYPE, OWNER, TAG].iter().any(|key| !state.all(key).is_empty())
    });
    let total = offers.len();
    let count = Memo::new(move |_| found.with(Vec::len));
    let summary = Signal::derive(move || {
        let all = counted(total, "template", "templates");
        if count.get() == total { all } else { [&*grouped(count.get()), " of ", &all].concat() }
    });
    let lately: Vec<Offer> = used::read()
        .iter()
        .filter_map(|name| offers.iter().find(|offer| offer.reference == *name).cloned())
        .take(LATELY)
        .collect();
    let top = move || {
        (!narrowed.get() && !lately.is_empty()).then(|| {
            let items = lately.iter().map(|offer| card(stars, offer)).collect();
            view! {
                <Stack>
                    <h2 class="u-section">"Used lately"</h2>
                    <CardGrid items=items label="Templates that were used lately" />
                </Stack>
            }
        })
    };
    let drafts = drafts(&offers);
    // The first match is one key away for who types what it is called.
    let first = Memo::new(move |_| {
        let typed = !text.with(String::is_empty);
        found.with(|found| {
            found.first().filter(|_| typed).map(|first| (first.title.clone(), first.href.clone()))
        })
    });
    let navigate = send_wrapper::SendWrapper::new(use_navigate());
    let enter = move |event: ev::KeyboardEvent| {
        let field = event.target().and_then(|on| on.dyn_into::<web_sys::Element>().ok());
        let searches =
            field.is_some_and(|field| field.get_attribute("type").as_deref() == Some("search"));
        if event.key() == "Enter"
            && searches
            && !event.is_composing()
            && let Some((_, Some(href))) = first.get_untracked()
        {
            event.prevent_default();
            navigate(&href, Default::default());
        }
    };
    let hint = move || {
        first.get().map(|(title, _)| {
            view! { <p class="u-note"><Kbd keys="Enter" />" opens " {title}"."</p> }
        })
    };
    let shown = RwSignal::new(CARDS);
    let cards = move || {
        let found = found.get();
        if found.is_empty() {
            return no_match(state);
        }
        let items = found.iter().take(shown.get()).map(|offer| card(stars, offer)).collect();
        view! {
            <CardGrid items=items label="Templates" />
            <ShowMore total=Signal::stored(found.len()) shown step=CARDS />
        }
        .into_any()
    };
    let end = ViewFn::from(move || {
        let toggle = Callback::new(move |_| {
            let on = starred.with_untracked(|starred| starred.is_empty());
            let value = if on { vec!["yes".to_owned()] } else { Vec::new() };
            state.set(STARRED, &value, true);
        });
        view! {
            <Button
                icon=Icon::Star
                pressed=Signal::derive(move || starred.with(|starred| !starred.is_empty()))
                on_click=toggle
            >
                "Starred"
            </Button>
        }
        .into_any()
    });
    view! {
        <Stack gap=Gap::Lg>
            {drafts}
            <div on:keydown=enter>
                <FilterBar
                    search=state.search("Filter templates")
                    facets=facets
                    end=end
                    summary=summary
                    show=Signal::derive(move || {
                        ["Show ", &counted(count.get(), "template", "templates")].concat()
                    })
                    on_clear=Callback::new(move |()| state.clear())
                    active=narrowed
                />
            </div>
            {top}
            <Stack>
                <h2 class="u-section">
                    {move || if narrowed.get() { "Templates that match" } else { "All templates" }}
                </h2>
                {hint}
                {cards}
            </Stack>
        </Stack>
    }
    .into_any()
}

/// Forms that were begun, each with the step it was left at.
fn drafts(offers: &[Offer]) -> AnyView {
    let rows: Vec<AnyView> = form::drafts()
        .into_iter()
        .filter_map(|draft| {
            let offer = offers.iter().find(|offer| offer.reference == draft.template)?;
            let href = [offer.href.as_ref()?, "?step=", &draft.step.to_string()].concat();
            let place = [&*offer.title, ", step ", &draft.step.to_string()].concat();
            let detail = ViewFn::from(move || view! { <span>{place.clone()}</span> }.into_any());
            let at = draft.at;
            let side = ViewFn::from(move || view! { <RelativeTime time=at /> }.into_any());
            Some(
                view! { <ItemRow title=draft.title href=Some(href) detail=detail side=side /> }
                    .into_any(),
            )
        })
        .take(DRAFTS)
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <Card title="Continue a draft" hint="Kept in this browser" flush=true>
            <List items=rows label="Drafts" />
        </Card>
    }
    .into_any()
}

fn card(stars: Stars, offer: &Offer) -> AnyView {
    let icon = match portico_components::lower(&offer.kind).as_str() {
        "library" => Icon::Package,
        "website" | "documentation" => Icon::Globe,
        "pipeline" | "data" | "data-pipeline" => Icon::Pipeline,
        "resource" | "topic" => Icon::Resource,
        _ => Icon::Component,
    };
    let leading = ViewFn::from(move || view! { <Icon name=icon tinted=true /> }.into_any());
    let (name, reference) = (offer.title.clone(), offer.reference.clone());
    let side = ViewFn::from(move || {
        let (here, toggled) = (reference.clone(), reference.clone());
        view! {
            <StarButton
                name=name.clone()
                starred=Signal::derive(move || stars.has(&here))
                on_toggle=Callback::new(move |_| stars.toggle(&toggled))
            />
        }
        .into_any()
    });
    let foot = offer.clone();
    let footer = ViewFn::from(move || {
        let kind = (!foot.kind.is_empty()).then(|| view! { <Tag label=foot.kind.clone() /> });
        let retired =
            foot.retired.then(|| view! { <Status tone=Tone::Warning label="Deprecated" /> });
        let name = foot.title.clone();
        let choose = foot.href.clone().map(|href| {
            view! {
                <ButtonLink href=href size=Size::Sm>
                    "Choose"
                    <VisuallyHidden>" "{name}</VisuallyHidden>
                </ButtonLink>
            }
        });
        let owner = match foot.owner.is_empty() {
            true => "No owner".to_owned(),
            false => foot.owner.clone(),
        };
        let saves = foot.saves.clone().map(|time| view! { <span>"Saves "{time}</span> });
        view! {
            <Cluster justify=Justify::Between>
                <Cluster><span>{owner}</span>{kind}{saves}{retired}</Cluster>
                {choose}
            </Cluster>
        }
        .into_any()
    });
    view! {
        <ItemCard
            title=offer.title.clone()
            href=offer.href.clone().unwrap_or_default()
            level=Level::H3
            leading=leading
            side=side
            summary=offer.words.clone()
            tags=offer.tags.clone()
            footer=footer
        />
    }
    .into_any()
}

const DESCRIPTOR: &str = "\
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: rust-service
  title: Rust service
spec:
  owner: group:default/platform
  type: service
  parameters: []
  steps: []
";

fn none() -> AnyView {
    let snippet = || {
        view! {
            <CodeBlock
                code=DESCRIPTOR
                label="A template in a descriptor"
                language=CodeLanguage::Yaml
            />
        }
        .into_any()
    };
    view! {
        <EmptyState
            kind=EmptyKind::FirstUse
            title="No templates yet"
            level=Level::H2
            snippet=ViewFn::from(snippet)
        >
            "They are entities of the kind Template, in the same files as all others."
        </EmptyState>
    }
    .into_any()
}

fn no_match(state: ListState) -> AnyView {
    let clear = ViewFn::from(move || {
        view! { <Button on_click=Callback::new(move |_| state.clear())>"Clear filters"</Button> }
            .into_any()
    });
    view! {
        <EmptyState kind=EmptyKind::NoMatch level=Level::H3 title="No template matches" actions=clear>
            "Fewer letters or fewer filters may find it."
        </EmptyState>
    }
    .into_any()
}
