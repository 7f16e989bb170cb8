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
use portico_components::{Gap, PageHeader, RoutedTab, RoutedTabs, Stack};

/// Draws all sections but the radar.
pub fn draw(input: PageInput) -> AnyView {
    let found = input.read::<Section>();
    // The moment before another page takes over, the section stays what it was.
    let section = Memo::new(move |before: Option<&Section>| {
        found.get().unwrap_or_else(|| before.copied().unwrap_or_default())
    });
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
    let registry = use_registry();
    let frame = use_page();
    let home = registry.href(EXPLORE, &Section::Areas);
    Effect::new(move |_| {
        frame.set(match section.get() {
            Section::Areas => vec![Crumb::here("Explore")],
            other => vec![Crumb::link("Explore", home.clone()), Crumb::here(other.title())],
        });
    });
    let tabs = Section::ALL
        .into_iter()
        .map(|section| {
            let href = registry.href(EXPLORE, &section).unwrap_or_default();
            RoutedTab::new(section.slug(), section.title(), href)
        })
        .collect();
    let current = Memo::new(move |_| section.get().slug().to_owned());
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title="Explore"
                subtitle="What there is, who keeps it, and where to begin"
            />
            <RoutedTabs label="Parts of Explore" tabs=tabs current=current />
            {body}
        </Stack>
    }
    .into_any()
}
