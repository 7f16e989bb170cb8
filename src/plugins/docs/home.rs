//! All documentation: one's own, starred, read last, and everything.

use std::sync::Arc;

use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{
    Button, Card, Choice, EmptyKind, EmptyState, Gap, ItemRow, KindIcon, List, PageHeader,
    SearchField, SegmentedControl, Select, Size, Skeleton, SkeletonKind, Stack, lower,
};
use stylers_macro::style_sheet;

use super::place::{DocsConfig, Place};
use super::store::Reading;
use super::tab::age;
use crate::plugin::prelude::*;
use crate::plugin::query::Pairs;
use crate::plugin::stars::use_stars;

/// Rows at first, and with every press of the button.
const STEP: usize = 30;

/// One documentation in the list.
#[derive(Clone, PartialEq)]
struct Item {
    ix: Ix,
    name: String,
    reference: String,
    kind: String,
    spec_type: String,
    description: String,
    owner: String,
    mine: bool,
}

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let scope = style_sheet!("src/plugins/docs/home.css");
    use_page().set(vec![Crumb::here("Docs")]);
    let sources = use_sources();
    let (catalog, user) = (sources.catalog(), sources.user());
    let config = use_config::<DocsConfig>();
    let query = use_query();
    let asked = move |key: &'static str| {
        Memo::new(move |_| {
            query.pairs().with(|pairs| {
                pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
            })
        })
    };
    let (which, owner, kind, text) = (asked("show"), asked("owner"), asked("type"), asked("q"));
    let set = move |key: &'static str, value: String| {
        let mut pairs: Pairs = query.pairs().get_untracked();
        pairs.retain(|(name, _)| name != key);
        if !value.is_empty() {
            pairs.push((key.to_owned(), value));
        }
        query.set(pairs, key != "q");
    };
    let items = {
        let config = config.clone();
        Memo::new(move |_| {
            catalog.with(|catalog| {
                catalog.as_ref().map(|catalog| items(catalog, user.as_deref(), &config))
            })
        })
    };
    let stars = use_stars();
    let recent: Vec<String> =
        Reading::load().recent.into_iter().map(|recent| recent.entity).collect();
    let shown = Memo::new(move |_| {
        let which = which.get().unwrap_or_default();
        let (owner, kind) = (owner.get(), kind.get());
        let text = lower(text.get().unwrap_or_default().trim());
        let mut found: Vec<Item> = items.get().unwrap_or_default();
        found.retain(|item| {
            let there = match &*which {
                "owned" => item.mine,
                "starred" => stars.has(&item.reference),
                "recent" => recent.contains(&item.reference),
                _ => true,
            };
            there
                && owner.as_ref().is_none_or(|owner| *owner == item.owner)
                && kind.as_ref().is_none_or(|kind| *kind == item.spec_type)
                && (text.is_empty()
                    || lower(&item.name).contains(&text)
                    || lower(&item.description).contains(&text))
        });
        if which == "recent" {
            found.sort_by_key(|item| recent.iter().position(|one| *one == item.reference));
        }
        found
    });
    let most = RwSignal::new(STEP);
    let days = config.stale_after_days;
    let registry = use_registry();
    let list = move || {
        let Some(catalog) = catalog.get() else {
            return view! { <Skeleton kind=SkeletonKind::Rows(8) label="Loading the catalog" /> }
                .into_any();
        };
        let found = shown.get();
        if found.is_empty() {
            let any = items.with(|items| items.as_ref().is_some_and(|items| !items.is_empty()));
            return nothing(
                any,
                &which.get().unwrap_or_default(),
                Callback::new(move |()| {
                    query.set(Vec::new(), true);
                }),
            );
        }
        let rows = found
            .iter()
            .take(most.get())
            .map(|item| row(item, &catalog, &registry, &config, days))
            .collect();
        let rest = found.len().saturating_sub(most.get());
        let more = (rest > 0).then(|| {
            view! {
                <Button on_click=move |_| most.update(|most| *most += STEP)>
                    "Show more (" {rest} ")"
                </Button>
            }
        });
        view! {
            <Card flush=true><List items=rows label="Documentation" /></Card>
            {more}
        }
        .into_any()
    };
    let options = move |every: &'static str, of: fn(&Item) -> &String| {
        Signal::derive(move || {
            let mut all: Vec<String> = items
                .with(|items| items.as_ref().map(|items| items.iter().map(of).cloned().collect()))
                .unwrap_or_default();
            all.retain(|one| !one.is_empty());
            all.sort();
            all.dedup();
            let every = Choice::new("", every);
            std::iter::once(every)
                .chain(all.into_iter().map(|one| Choice::new(one.clone(), one)))
                .collect::<Vec<_>>()
        })
    };
    let value =
        |asked: Memo<Option<String>>| Signal::derive(move || Some(asked.get().unwrap_or_default()));
    let counted = move || {
        let count = shown.with(Vec::len);
        format!("{count} with documentation")
    };
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title="Docs"
                subtitle="What teams have written about their systems."
            />
            <div class=portico_components::class(scope, "docs-home")>
                <SegmentedControl
                    label="Show"
                    choices=vec![
                        Choice::new("", "All"),
                        Choice::new("owned", "Owned"),
                        Choice::new("starred", "Starred"),
                        Choice::new("recent", "Recent"),
                    ]
                    value=Signal::derive(move || which.get().unwrap_or_default())
                    on_change=move |new| set("show", new)
                />
                <SearchField
                    label="Filter by name"
                    value=Signal::derive(move || text.get().unwrap_or_default())
                    on_input=move |new| set("q", new)
                    shortcut="/"
                    size=Size::Sm
                />
                <Select label="Owner" hide_label=true size=Size::Sm choices=options("All owners", |item| &item.owner) value=value(owner) on_change=move |new| set("owner", new) />
                <Select label="Type" hide_label=true size=Size::Sm choices=options("All types", |item| &item.spec_type) value=value(kind) on_change=move |new| set("type", new) />
            </div>
            <p class="u-note" role="status">{counted}</p>
            {list}
        </Stack>
    }
    .into_any()
}

fn items(catalog: &Arc<Catalog>, user: Option<&str>, config: &DocsConfig) -> Vec<Item> {
    let me = user.and_then(|user| {
        let (kind, rest) = user.split_once(':')?;
        let (namespace, name) = rest.split_once('/').unwrap_or(("default", rest));
        catalog.lookup_parts(kind, namespace, name)
    });
    let mut items: Vec<Item> = catalog
        .all()
        .filter(|ix| Place::of(catalog, *ix, config).is_some())
        .map(|ix| {
            let entry = catalog.entry(ix);
            let owner = entry.owner();
            let team = owner.and_then(|owner| owner.entity());
            let mine = me.is_some_and(|me| {
                team == Some(me)
                    || team.is_some_and(|team| {
                        catalog.members(team).any(|who| catalog.target(who).entity() == Some(me))
                    })
            });
            Item {
                ix,
                name: entry.display_name().to_owned(),
                reference: entry.entity_ref().to_string(),
                kind: entry.kind().to_owned(),
                spec_type: entry.spec_type().unwrap_or(entry.kind_label()).to_owned(),
                description: entry.description().unwrap_or_default().to_owned(),
                owner: owner.map(|owner| owner.display_name().to_owned()).unwrap_or_default(),
                mine,
            }
        })
        .collect();
    items.sort_by_key(|item| lower(&item.name));
    items
}

fn row(
    item: &Item,
    catalog: &Arc<Catalog>,
    registry: &Registry,
    config: &DocsConfig,
    days: u32,
) -> AnyView {
    let path = EntityPath::of(&catalog.entry(item.ix).entity_ref());
    let href = registry.href(routes::DOCS, &path);
    let kind = item.kind.clone();
    let leading = ViewFn::from(move || view! { <KindIcon kind=kind.clone() /> }.into_any());
    let mut words: Vec<String> = vec![item.spec_type.clone()];
    words.extend((!item.owner.is_empty()).then(|| item.owner.clone()));
    words.extend((!item.description.is_empty()).then(|| item.description.clone()));
    let detail = words.join(" · ");
    let detail = ViewFn::from(move || detail.clone().into_any());
    let place = Place::of(catalog, item.ix, config).map(Arc::new);
    let side = ViewFn::from(move || place.clone().map(|place| age(place, days)).into_any());
    view! { <ItemRow title=item.name.clone() href=href leading=leading detail=detail side=side /> }
        .into_any()
}

/// Said when there is nothing to list.
fn nothing(any: bool, which: &str, clear: Callback<()>) -> AnyView {
    if !any {
        return view! {
            <EmptyState kind=EmptyKind::FirstUse title="No documentation yet">
                "Add the annotation backstage.io/techdocs-ref to a component and publish its site."
            </EmptyState>
        }
        .into_any();
    }
    let (title, text) = match which {
        "starred" => (
            "Nothing starred has documentation",
            "Star a component on its page, and its documentation stands here.",
        ),
        "recent" => {
            ("Nothing read yet", "Pages you open are kept in this browser and listed here.")
        }
        "owned" => (
            "Your teams have no documentation yet",
            "Documentation of what you or your teams own stands here.",
        ),
        _ => ("Nothing matches", "No documentation fits what is chosen above."),
    };
    let actions = ViewFn::from(move || {
        view! { <Button on_click=Callback::new(move |_| clear.run(()))>"Show all"</Button> }
            .into_any()
    });
    view! { <EmptyState kind=EmptyKind::NoMatch title=title actions=actions>{text}</EmptyState> }
        .into_any()
}
