//! The widgets that the home page has of its own.

use super::super::EXPLORE;
use super::super::config::with_config;
use super::super::pages::news;
use super::super::section::Section;
use super::{HomeInput, attention, nobody, views};
use crate::plugin::entities::{counted, entity_href, grouped, owned_href, owner, plural};
use crate::plugin::prelude::*;
use crate::plugin::stars::use_stars;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::reference::RefDefaults;
use portico_components::{Card, Cluster, EmptyKind, EmptyState, ItemRow, KindIcon, Link, List};
use std::sync::Arc;

/// Entities of a list; the others are one link further.
const SHOWN: usize = 8;

/// A widget of the page's own.
#[derive(Clone, Copy)]
pub struct Own {
    /// Its id.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Draws it.
    pub draw: fn(HomeInput) -> AnyView,
}

/// All of them, in the order in which somebody who has chosen nothing sees them.
pub const OWN: [Own; 6] = [
    Own { id: "attention", title: attention::TITLE, draw: attention::needed },
    Own { id: "owned", title: "What I own", draw: owned },
    Own { id: "announcements", title: "Announcements", draw: announcements },
    Own { id: "starred", title: "Starred", draw: starred },
    Own { id: "recent", title: "Recently opened", draw: recent },
    Own { id: "views", title: views::TITLE, draw: views::widget },
];

/// What the person who looks owns, by kind and lifecycle.
fn owned(input: HomeInput) -> AnyView {
    let registry = use_registry();
    let HomeInput { catalog, me, owners, owned } = input;
    if me.is_none() {
        return nobody("What I own");
    }
    let rows: Vec<AnyView> = catalog
        .holdings(&owners)
        .into_iter()
        .map(|holding| {
            let kind = holding.kind.to_owned();
            let href = owned_href(&registry, &catalog, owners.iter(), &[("kind", &kind)]);
            let lifecycles: Vec<AnyView> = holding
                .lifecycles
                .iter()
                .filter(|(lifecycle, _)| !lifecycle.is_empty())
                .map(|(lifecycle, count)| {
                    let value = portico_components::lower(lifecycle);
                    let more = [("kind", kind.as_str()), ("lifecycle", value.as_str())];
                    let text = format!("{} {lifecycle}", grouped(*count));
                    match owned_href(&registry, &catalog, owners.iter(), &more) {
                        Some(href) => view! { <Link href=href>{text}</Link> }.into_any(),
                        None => text.into_any(),
                    }
                })
                .collect();
            let count = grouped(holding.count);
            let title = plural(holding.kind, holding.label);
            view! {
                <Cluster>
                    <KindIcon kind=kind />
                    {match href {
                        Some(href) => view! { <Link href=href>{title}</Link> }.into_any(),
                        None => title.into_any(),
                    }}
                    <strong>{count}</strong>
                    {lifecycles}
                </Cluster>
            }
            .into_any()
        })
        .collect();
    let all = owned_href(&registry, &catalog, owners.iter(), &[]).unwrap_or_default();
    let hint = counted(owned, "entity", "entities");
    if rows.is_empty() {
        return view! {
            <Card title="What I own">
                <EmptyState kind=EmptyKind::Done title="You and your teams own nothing" compact=true />
            </Card>
        }
        .into_any();
    }
    view! {
        <Card title="What I own" hint=hint more="All of it" more_href=all>
            <List items=rows plain=true />
        </Card>
    }
    .into_any()
}

fn announcements(_: HomeInput) -> AnyView {
    let inside = with_config(|config| news::announcements(config, news::brief));
    let all = use_registry().href(EXPLORE, &Section::News).unwrap_or_default();
    view! { <Card title="Announcements" more="All news" more_href=all>{inside}</Card> }.into_any()
}

fn starred(input: HomeInput) -> AnyView {
    let stars = use_stars();
    let list = move || {
        let all = stars.all();
        entities(&input.catalog, &all, "Nothing starred", "The star beside a name puts it here.")
    };
    view! { <Card title="Starred" flush=true>{list}</Card> }.into_any()
}

fn recent(input: HomeInput) -> AnyView {
    let stars = use_stars();
    let list = move || {
        let all = stars.recent();
        entities(
            &input.catalog,
            &all,
            "Nothing opened yet",
            "The pages of entities that you open are here.",
        )
    };
    view! { <Card title="Recently opened" flush=true>{list}</Card> }.into_any()
}

fn entities(
    catalog: &Arc<Catalog>,
    names: &[String],
    none: &'static str,
    how: &'static str,
) -> AnyView {
    let registry = use_registry();
    let found = names
        .iter()
        .filter_map(|name| EntityRef::parse(name, RefDefaults::default()).ok())
        .filter_map(|name| catalog.lookup(&name));
    let rows: Vec<AnyView> = found.take(SHOWN).map(|ix| row(&registry, catalog, ix)).collect();
    if rows.is_empty() {
        return view! {
            <div class="u-inset">
                <EmptyState kind=EmptyKind::FirstUse title=none compact=true>{how}</EmptyState>
            </div>
        }
        .into_any();
    }
    view! { <List items=rows /> }.into_any()
}

fn row(registry: &Arc<Registry>, catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let kind = entry.kind().to_owned();
    let has_owner = entry.owner().is_some();
    let side = (registry.clone(), catalog.clone());
    view! {
        <ItemRow
            title=entry.display_name()
            href=entity_href(registry, catalog, ix)
            leading=ViewFn::from(move || view! { <KindIcon kind=kind.clone() /> }.into_any())
            side=ViewFn::from(move || {
                if has_owner { owner(&side.0, &side.1, ix) } else { ().into_any() }
            })
        />
    }
    .into_any()
}
