//! The page of one entity: who it is, and a place for what every plugin knows about it.

use super::super::change::change_href;
use super::super::compare::compare_href;
use super::super::links::{entity_href, needs_owner, owner, plural, reference};
use super::super::org;
use super::{glance, missing};
use crate::plugin::extension::{EntityCard, EntityTab, Fit};
use crate::plugin::loaded::not_configured;
use crate::plugin::prelude::*;
use crate::plugin::registry::Installed;
use crate::plugin::scope::PluginScope;
use crate::plugin::stars::use_stars;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::record::Severity;
use portico_components::{
    Accordion, AccordionItem, Banner, ButtonLink, Card, CopyButton, Description, Gap, Grid,
    GridLayout, IconSize, KindIcon, Level, LifecycleBadge, PageHeader, RoutedTab, RoutedTabs, Size,
    Skeleton, SkeletonKind, Stack, StarButton, Tone, Variant,
};
use std::sync::Arc;

/// Draws the page.
pub fn draw(input: PageInput) -> AnyView {
    let path = input.read::<EntityPath>();
    let sources = use_sources();
    let registry = use_registry();
    let catalog = sources.catalog();

    // Another tab of the same entity keeps the header; another entity draws everything anew.
    let entity =
        Memo::new(move |_| path.get().map(|path| EntityPath { tab: String::new(), ..path }));
    let tab = Memo::new(move |_| path.get().map(|path| path.tab).unwrap_or_default());

    (move || {
        let Some(path) = entity.get() else { return ().into_any() };
        let Some(catalog) = catalog.get() else { return waiting(&path) };
        match catalog.lookup_parts(&path.kind, &path.namespace, &path.name) {
            Some(ix) => page(registry.clone(), catalog, ix, tab),
            None => missing::draw(&registry, &catalog, &path),
        }
    })
    .into_any()
}

/// The page while there is no catalog yet: the header as far as the address tells.
fn waiting(path: &EntityPath) -> AnyView {
    use_page().set(vec![Crumb::here(path.name.clone())]);
    let kind = path.kind.to_ascii_lowercase();
    view! {
        <PageHeader
            title=path.name.clone()
            icon=ViewFn::from(move || {
                view! { <KindIcon kind=kind.clone() size=IconSize::Lg /> }.into_any()
            })
        />
        <Skeleton kind=SkeletonKind::Card label="Loading the catalog" />
    }
    .into_any()
}

fn page(registry: Arc<Registry>, catalog: Arc<Catalog>, ix: Ix, tab: Memo<String>) -> AnyView {
    set_crumbs(&registry, &catalog, ix);
    let header = header(&registry, &catalog, ix);
    let problems = problems(&registry, &catalog, ix);
    let tabs = tabs(&registry, &catalog, ix, tab);
    let slug =
        Memo::new(move |_| tab.with(|tab| tab.split('/').next().unwrap_or_default().to_owned()));
    let body = move || {
        let slug = slug.get();
        if slug.is_empty() {
            return overview(&registry, &catalog, ix);
        }
        let found = registry.tabs().find(|(_, tab)| tab.slug == slug);
        match found {
            Some((by, found)) => tab_body(by, found, &catalog, ix, tab),
            None => missing::tab(&registry, &catalog, ix, &slug),
        }
    };
    view! {
        <Stack gap=Gap::Lg>
            {header}
            {problems}
            {tabs}
            {body}
        </Stack>
    }
    .into_any()
}

fn set_crumbs(registry: &Registry, catalog: &Catalog, ix: Ix) {
    let entry = catalog.entry(ix);
    let kind = entry.kind();
    let list = registry.href(routes::CATALOG, &()).map(|href| format!("{href}?kind={kind}"));
    let mut crumbs = vec![Crumb::link(plural(kind, entry.kind_label()), list)];
    if let Some(system) = entry.system() {
        let href = system.entity().and_then(|ix| entity_href(registry, catalog, ix));
        crumbs.push(Crumb::link(system.display_name(), href));
    }
    crumbs.push(Crumb::here(entry.display_name()));
    use_page().set(crumbs);
}

fn header(registry: &Arc<Registry>, catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let kind = entry.kind().to_owned();
    let reference_text = entry.entity_ref().to_string();
    let stars = use_stars();
    let starred = {
        let name = reference_text.clone();
        Signal::derive(move || stars.has(&name))
    };
    let toggle = {
        let name = reference_text.clone();
        Callback::new(move |_| stars.toggle(&name))
    };
    let compare = compare_href(registry, catalog, ix);
    let change = change_href(registry, catalog, ix);
    let star_label = entry.display_name().to_owned();
    let facts = {
        let (registry, catalog) = (registry.clone(), catalog.clone());
        move || facts(&registry, &catalog, ix)
    };
    view! {
        <PageHeader
            title=entry.display_name().to_owned()
            icon=ViewFn::from(move || {
                view! { <KindIcon kind=kind.clone() size=IconSize::Lg /> }.into_any()
            })
            star=ViewFn::from(move || {
                view! { <StarButton name=star_label.clone() starred=starred on_toggle=toggle size=Size::Md /> }
                    .into_any()
            })
            subtitle=entry.description().unwrap_or_default().to_owned()
            meta=ViewFn::from(facts)
            actions=ViewFn::from(move || {
                let compare = compare.clone().map(|href| {
                    view! {
                        <ButtonLink href=href size=Size::Sm variant=Variant::Ghost>
                            "Compare"
                        </ButtonLink>
                    }
                });
                let change = change.clone().map(|href| {
                    view! {
                        <ButtonLink href=href size=Size::Sm variant=Variant::Ghost>"Edit"</ButtonLink>
                    }
                });
                view! {
                    {change}
                    {compare}
                    <CopyButton text=reference_text.clone() label="Copy reference" />
                }
                .into_any()
            })
        />
    }
    .into_any()
}

fn facts(registry: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let owned = needs_owner(entry.kind()) || entry.owner().is_some();
    let lifecycle = entry.lifecycle().map(str::to_owned);
    let spec_type = entry.spec_type().map(str::to_owned);
    let system = entry.system().map(|system| reference(registry, catalog, system.target()));
    let kind = entry.kind_label().to_owned();
    let owned = owned.then(|| owner(registry, catalog, ix));
    view! {
            <Description term="Kind">{kind}</Description>
            {owned.map(|owner| view! { <Description term="Owner">{owner}</Description> })}
            {lifecycle
                .map(|lifecycle| {
                    view! {
                        <Description term="Lifecycle"><LifecycleBadge lifecycle=lifecycle /></Description>
                    }
                })}
            {spec_type.map(|text| view! { <Description term="Type">{text}</Description> })}
            {system.map(|system| view! { <Description term="System">{system}</Description> })}
    }
    .into_any()
}

/// What is wrong with the descriptor, once, with the way to it.
fn problems(registry: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    let bad: Vec<_> =
        catalog.issues(ix).filter(|issue| issue.severity() != Severity::Info).collect();
    let Some(first) = bad.first() else { return ().into_any() };
    let tone = if first.severity() == Severity::Error { Tone::Danger } else { Tone::Warning };
    let title = match bad.len() {
        1 => "The descriptor has a problem".to_owned(),
        many => format!("The descriptor has {many} problems"),
    };
    let message = first.message().to_owned();
    let here = EntityPath::of(&catalog.entry(ix).entity_ref()).tab("descriptor");
    let href = registry.href(routes::ENTITY, &here).unwrap_or_default();
    view! {
        <Banner tone=tone title=title>
            {message} " "
            <portico_components::Link href=href>"Show it in the descriptor"</portico_components::Link>
        </Banner>
    }
    .into_any()
}

fn tabs(registry: &Arc<Registry>, catalog: &Arc<Catalog>, ix: Ix, tab: Memo<String>) -> AnyView {
    let path = EntityPath::of(&catalog.entry(ix).entity_ref());
    let href = |slug: &str| registry.href(routes::ENTITY, &path.tab(slug)).unwrap_or_default();
    let current = Signal::derive(move || {
        tab.with(|tab| tab.split('/').next().unwrap_or_default().to_owned())
    });
    let mut list = vec![RoutedTab::new("", "Overview", href(""))];
    // What other teams bring comes first; our own tabs are the same everywhere, and what is not
    // set up comes last.
    let mut shown: Vec<_> = registry
        .tabs()
        .filter_map(|(by, extension)| {
            let place = match extension.when.fits(catalog, ix) {
                Fit::No => return None,
                Fit::Yes if by.plugin.id() != "catalog" => 0,
                Fit::Yes => 1,
                Fit::Missing { .. } => 2,
            };
            Some((place, extension))
        })
        .collect();
    shown.sort_by_key(|(place, _)| *place);
    for (_, extension) in shown {
        let mut tab = RoutedTab::new(extension.slug, extension.title, href(extension.slug));
        if let Some(count) = extension.count {
            tab = tab.count(Signal::stored(Some(count(catalog, ix))));
        }
        list.push(tab);
    }
    let label = format!("Views of {}", catalog.entry(ix).display_name());
    view! { <RoutedTabs label=label tabs=list current=current /> }.into_any()
}

fn overview(registry: &Arc<Registry>, catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let column = |slot: Slot| {
        registry
            .cards()
            .filter(|(_, extension)| extension.slot == slot)
            .map(|(by, extension)| card(by, extension, catalog, ix))
            .collect_view()
    };
    let (main, aside) = (column(Slot::Main), column(Slot::Aside));
    let missing = not_set_up(registry, catalog, ix);
    let glance = glance::strip(registry, catalog, ix);
    let health = org::health(catalog, ix);
    view! {
        {health}
        <Grid layout=GridLayout::Aside>
            <Stack>{glance} {main} {missing}</Stack>
            <Stack>{aside}</Stack>
        </Grid>
    }
    .into_any()
}

/// The cards that lack an annotation, in one of their own: a dozen empty ones would bury the rest.
fn not_set_up(registry: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    let items: Vec<AccordionItem> = registry
        .cards()
        .filter_map(|(_, extension)| {
            let Fit::Missing { key, example } = extension.when.fits(catalog, ix) else {
                return None;
            };
            let title = extension.title;
            let how = ViewFn::from(move || not_configured(title, key, example));
            Some(AccordionItem::new(extension.id, title, how).hint(key))
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    view! {
        <Card title="Not set up">
            <Accordion items=items level=Level::H3 />
        </Card>
    }
    .into_any()
}

fn card(by: &Installed, extension: &EntityCard, catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let title = extension.title;
    match extension.when.fits(catalog, ix) {
        Fit::No | Fit::Missing { .. } => ().into_any(),
        Fit::Yes => {
            let (loader, catalog) = (extension.loader, catalog.clone());
            view! {
                <PluginScope
                    by=by.clone()
                    extension=extension.id
                    title=title
                    draw=Arc::new(move || {
                        loader.draw(EntityInput { catalog: catalog.clone(), ix, rest: String::new() })
                    })
                    waiting=ViewFn::from(move || {
                        view! { <Card title=title><Skeleton kind=SkeletonKind::Text(3) /></Card> }
                            .into_any()
                    })
                />
            }
            .into_any()
        }
    }
}

fn tab_body(
    by: &Installed,
    extension: &EntityTab,
    catalog: &Arc<Catalog>,
    ix: Ix,
    tab: Memo<String>,
) -> AnyView {
    let title = extension.title;
    match extension.when.fits(catalog, ix) {
        Fit::No if !matches!(extension.when, When::Annotated { .. }) => ().into_any(),
        Fit::Missing { key, example } => {
            view! { <Card title=title>{not_configured(title, key, example)}</Card> }.into_any()
        }
        _ => {
            let (loader, catalog) = (extension.loader, catalog.clone());
            let rest = tab.with_untracked(|tab| {
                tab.split_once('/').map(|(_, rest)| rest.to_owned()).unwrap_or_default()
            });
            view! {
                <PluginScope
                    by=by.clone()
                    extension=extension.slug
                    title=title
                    draw=Arc::new(move || {
                        loader.draw(EntityInput {
                            catalog: catalog.clone(),
                            ix,
                            rest: rest.clone(),
                        })
                    })
                    waiting=ViewFn::from(move || {
                        view! { <Card title=title><Skeleton kind=SkeletonKind::Rows(8) /></Card> }
                            .into_any()
                    })
                />
            }
            .into_any()
        }
    }
}
