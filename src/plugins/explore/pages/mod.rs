//! The page and its sections.

mod areas;
pub mod news;
mod radar;
mod start;
mod teams;
mod tools;

use super::EXPLORE;
use super::section::Section;
use crate::plugin::prelude::*;
use leptos::prelude::*;

/// Draws all sections but the radar.
pub fn draw(input: PageInput) -> AnyView {
    let section = open_section::<Section>(input);
    let body = move || match section.get() {
        Section::Teams => teams::draw(),
        Section::Tools => tools::draw(),
        Section::News => news::draw(),
        Section::Start => start::draw(),
        // The radar has a page of its own.
        Section::Areas | Section::Radar => areas::draw(),
    };
    framed(section, body.into_any())
}

/// Draws the radar.
pub fn draw_radar(_: PageInput) -> AnyView {
    framed(Memo::new(|_| Section::Radar), radar::draw())
}

/// What stands around a section.
fn framed(section: Memo<Section>, body: AnyView) -> AnyView {
    let subtitle = "What there is, who keeps it, and where to begin";
    sections(EXPLORE, "Explore", subtitle, section, body)
}
