//! The catalog: the list of all entities, the page of one, and the facts about it.

mod asked;
mod cards;
mod change;
mod changes;
mod columns;
mod compare;
mod config;
mod graph;
mod handed;
mod hygiene;
mod links;
mod org;
mod pages;

use crate::plugin::chunk::Loader;
use crate::plugin::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};

lazy!(entity, entity: PageInput => pages::entity::draw);
lazy!(entity, about: EntityInput => cards::about::draw);
lazy!(entity, ownership: EntityInput => cards::ownership::draw);
lazy!(entity, links_card: EntityInput => cards::links::draw);
lazy!(entity, labels: EntityInput => cards::labels::draw);
lazy!(entity, relations: EntityInput => cards::relations::draw);
lazy!(entity, parts: EntityInput => cards::parts::draw);
lazy!(hygiene, comparison: PageInput => compare::draw);
lazy!(changes, changed: PageInput => changes::draw);
lazy!(changes, history: EntityInput => changes::history::draw);
work!(past, keeping => changes::worker::answer);
lazy!(entity_edit, changing: PageInput => change::draw);
lazy!(entity_edit, where_written: EntityInput => change::values::draw);
lazy!(hygiene, findings: PageInput => hygiene::draw);
lazy!(hygiene, findings_widget: EntityInput => hygiene::widget::draw);
lazy!(entity, teams: PageInput => org::draw);
lazy!(graph, relations_tab: EntityInput => graph::draw);
lazy!(entity, descriptor: EntityInput => pages::descriptor::draw);

/// The heading of the other views of the catalog.
const GROUP: &str = "In the catalog";

const NAV: &[Nav] = &[
    Nav::new("Catalog", Icon::Catalog).bottom(),
    Nav::new("APIs", Icon::Api).query("kind=api"),
    Nav::new("Systems", Icon::System).query("kind=system").group(GROUP),
    Nav::new("Teams", Icon::Group).query("kind=group").group(GROUP),
];

const ORG_NAV: &[Nav] = &[
    Nav::new("Org", Icon::Group).group(GROUP),
    Nav::new("Owned by me", Icon::User).query("mine").group(GROUP),
];
const CHANGES_NAV: &[Nav] = &[Nav::new("Changes", Icon::Clock).group(GROUP)];
const HYGIENE_NAV: &[Nav] = &[Nav::new("Hygiene", Icon::Check).group(GROUP)];

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("catalog")
        .title("Catalog")
        .icon(Icon::Catalog)
        .owner("group:default/portal")
        // Descriptors lie wherever a source does; a patch begins with their text.
        .origin("*")
        .extend(Page::new(routes::CATALOG, "Catalog", Loader::here(pages::index::draw)).nav(NAV))
        .extend(Page::new(routes::ENTITY, "Entity", entity::loader()))
        .work(keeping::run_in_worker)
        .extend(Page::new(changes::CHANGES, "Changes", changed::loader()).nav(CHANGES_NAV))
        .extend(Page::new(change::CHANGE, "Edit", changing::loader()))
        .extend(Page::new(compare::COMPARE, "Compare", comparison::loader()))
        .extend(Page::new(hygiene::HYGIENE, "Hygiene", findings::loader()).nav(HYGIENE_NAV))
        .extend(Page::new(org::ORG, "Org", teams::loader()).nav(ORG_NAV))
        .extend(card("findings", "Findings", Slot::Home, findings_widget::loader()))
        .extend(card("parts", "Has parts", Slot::Main, parts::loader()))
        .extend(card("relations", "Relations", Slot::Main, relations::loader()))
        .extend(card("about", "About", Slot::Aside, about::loader()))
        .extend(card("ownership", "Ownership", Slot::Aside, ownership::loader()))
        .extend(card("links", "Links", Slot::Aside, links_card::loader()))
        .extend(card("labels", "Labels", Slot::Aside, labels::loader()))
        .extend(EntityTab {
            slug: "relations",
            title: "Relations",
            when: When::Always,
            count: Some(related),
            loader: relations_tab::loader(),
        })
        .extend(EntityTab {
            slug: "descriptor",
            title: "Descriptor",
            when: When::Always,
            count: None,
            loader: descriptor::loader(),
        })
        .extend(EntityTab {
            slug: "history",
            title: "History",
            when: When::Always,
            count: None,
            loader: history::loader(),
        })
        .extend(PaletteCommand {
            id: "compare",
            title: "Compare entities",
            keywords: "side by side difference",
            icon: Icon::Columns,
            run: Run::Go(|registry| registry.href(compare::COMPARE, &())),
        })
        .extend(list_command("apis", "Go to APIs", Icon::Api, |registry| list(registry, "api")))
        .extend(list_command("systems", "Go to systems", Icon::System, |registry| {
            list(registry, "system")
        }))
        .extend(list_command("teams", "Go to teams", Icon::Group, |registry| {
            list(registry, "group")
        }))
}

const fn card(
    id: &'static str,
    title: &'static str,
    slot: Slot,
    loader: crate::plugin::chunk::Loader<EntityInput>,
) -> EntityCard {
    EntityCard { id, title, slot, when: When::Always, loader }
}

fn related(catalog: &Catalog, ix: Ix) -> usize {
    catalog.related(ix).map(|group| group.targets().len()).sum()
}

fn list_command(
    id: &'static str,
    title: &'static str,
    icon: Icon,
    to: fn(&Registry) -> Option<String>,
) -> PaletteCommand {
    PaletteCommand { id, title, keywords: "catalog list", icon, run: Run::Go(to) }
}

fn list(registry: &Registry, kind: &str) -> Option<String> {
    registry.href(routes::CATALOG, &()).map(|href| format!("{href}?kind={kind}"))
}
