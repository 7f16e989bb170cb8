//! Documentation: sites that MkDocs wrote and folders of Markdown, read inside of the portal.

mod anchors;
mod api;
mod freshness;
mod helpful;
mod home;
mod index;
mod issue;
mod links;
mod markdown;
mod mkdocs;
mod paper;
mod parts;
mod picture;
mod place;
mod reader;
mod search;
mod store;
mod sync;
mod tab;

use crate::feed;
use crate::plugin::prelude::*;
use crate::plugin::search_source::SearchSource;
use place::DocsConfig;

/// The list of all documentation.
const HOME: RouteRef<()> = RouteRef::new("docs.index", "/docs");

lazy!(docs, all: PageInput => home::draw);
lazy!(docs, read: PageInput => reader::draw);
lazy!(docs, entity: EntityInput => tab::draw);
feed!(docs, pages => search::pages);

/// In the sidebar.
const NAV: &[Nav] = &[Nav::new("Docs", Icon::Docs)];

/// Kinds that people write documentation for.
const KINDS: &[&str] = &["component", "api", "resource", "system", "domain", "template", "group"];

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("docs")
        .title("Docs")
        .icon(Icon::Docs)
        .owner("group:default/developer-experience")
        .origin(api::ORIGIN)
        .configure(|config| config.parse::<DocsConfig>().map(|_| ()))
        .extend(Page::new(HOME, "Docs", all::loader()).nav(NAV))
        .extend(Page::new(routes::DOCS, "Docs", read::loader()))
        .extend(EntityTab {
            slug: "docs",
            title: "Docs",
            when: When::Kind(KINDS),
            count: None,
            loader: entity::loader(),
        })
        .extend(SearchSource {
            id: "docs",
            title: "Documentation",
            icon: Icon::Docs,
            feed: pages::load,
        })
}
