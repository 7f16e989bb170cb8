//! Explore: what the organisation is made of, who is who, its tools, its technologies, its news,
//! and the way in for those who are new.

mod announcement;
mod checklist;
mod config;
mod fresh;
mod home;
mod pages;
mod radar;
mod related;
mod section;
mod tool;
mod walk;

use crate::plugin::prelude::*;
use section::Section;

/// The page; what follows is the section.
const EXPLORE: RouteRef<Section> = RouteRef::new("explore.index", "/explore/*section");

/// The section with the most code of its own, which travels alone.
const RADAR: RouteRef<()> = RouteRef::new("explore.radar", "/explore/radar");

const HOME_NAV: &[Nav] = &[Nav::new("Home", Icon::Home).bottom().lead()];
const NAV: &[Nav] = &[Nav::new("Explore", Icon::Globe)];

/// What the reader has arranged of what they own.
const HOME: RouteRef<()> = RouteRef::new("explore.home", "/home");

/// Teams and people have what they own on their page, and nothing beside it.
const RELATED: When = When::Kind(&["component", "api", "resource", "system", "template"]);

lazy!(explore, index: PageInput => pages::draw);
lazy!(explore_radar, radar_page: PageInput => pages::draw_radar);
lazy!(home, home_page: PageInput => home::draw);
lazy!(related, related_card: EntityInput => related::draw);

/// The plugin.
///
/// It has no `configure`: its part of `portal.json` is read on its own page, because a long list of
/// steps would cost everybody the code to check it.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("explore")
        .title("Explore")
        .icon(Icon::Globe)
        .owner("group:default/portal")
        .origin("portal")
        .extend(Page::new(HOME, "Home", home_page::loader()).nav(HOME_NAV))
        .extend(Page::new(EXPLORE, "Explore", index::loader()).nav(NAV))
        .extend(Page::new(RADAR, "Tech radar", radar_page::loader()))
        .extend(PaletteCommand {
            id: "save-view",
            title: "Save this view",
            keywords: "bookmark filter address",
            icon: Icon::Bookmark,
            run: Run::Go(save_view),
        })
        .extend(EntityCard {
            id: "related",
            title: "Related",
            slot: Slot::Aside,
            when: RELATED,
            loader: related_card::loader(),
        })
}

/// The home page, asked to save the address that is open.
fn save_view(registry: &Registry) -> Option<String> {
    let location = leptos::prelude::window().location();
    let here = [location.pathname().ok()?, location.search().ok()?].concat();
    let here = String::from(js_sys::encode_uri_component(&here));
    Some([&*registry.href(HOME, &())?, "?save=", &*here].concat())
}
