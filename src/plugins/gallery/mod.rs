//! The gallery: every component of the design system in all of its states, and every icon.
//!
//! What it shows is declared beside the components (`components/src/<name>/gallery.rs`); this
//! plugin only lays it out. The theme, density, direction and width of the previews are in the
//! address, so that a link shows somebody else the same thing.

mod asked;
mod env;
mod find;
mod frame;
mod full;
mod guide;
mod handbook;
mod keys;
mod later;
mod measure;
mod pages;
mod patterns;
mod preview;
mod routes;
mod search;
mod settle;
mod shelves;
mod side;
mod tokens;
mod views;

use crate::plugin::prelude::*;

lazy!(gallery, pages_of: PageInput => pages::draw);
lazy!(gallery_views, part_of: later::Part => later::draw);
lazy!(gallery_patterns, patterns_page: PageInput => pages::patterns::draw);

const NAV: &[Nav] = &[Nav::new("Gallery", Icon::Gallery)];

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("gallery")
        .title("Gallery")
        .icon(Icon::Gallery)
        .owner("group:default/portal")
        .origin(handbook::PORTAL)
        .extend(Page::new(routes::GALLERY, "Gallery", pages_of::loader()).nav(NAV))
        .extend(Page::new(routes::PATTERNS, "Page patterns", patterns_page::loader()))
        .extend(PaletteCommand {
            id: "open",
            title: "Open the gallery",
            keywords: "components design system icons examples",
            icon: Icon::Gallery,
            run: Run::Go(|registry| registry.href(routes::GALLERY, &routes::PagePath::default())),
        })
}
