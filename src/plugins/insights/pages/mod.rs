//! The page and its sections.

pub mod adoption;
mod checklist;
mod delivery;
mod detail;
pub mod kpis;
mod lists;
pub mod notable;
pub mod outcome;
pub mod scorecards;
mod scores;
mod source;
pub mod start;
mod tactics;
mod whose;

use super::config::with_config;
use super::section::Section;
use super::{INSIGHTS, starting};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_components::{ExportColumn, ExportMenu, Rows, Size, SkeletonKind, Variant};

/// Draws all sections.
pub fn draw(input: PageInput) -> AnyView {
    let section = open_section::<Section>(input);
    let body = move || match section.get() {
        Section::Adoption => with_config(adoption::draw),
        Section::Delivery => with_config(delivery::draw),
        Section::Scorecards => with_config(scorecards::draw),
        Section::Start => {
            later("start", "Where to start", SkeletonKind::Rows(6), starting::loader(), input)
        }
    };
    let subtitle = "Whether the portal helps, and what to do next";
    sections(INSIGHTS, "Insights", subtitle, section, body.into_any())
}

/// Address of a section with a query.
fn address(registry: &Registry, section: Section, pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<(String, String)> =
        pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    [registry.href(INSIGHTS, &section).unwrap_or_default(), written(&pairs)].concat()
}

/// The menu that hands out the rows of a table as a file.
fn saved_as(file: &'static str, rows: Rows, columns: Vec<ExportColumn>) -> ViewFn {
    ViewFn::from(move || {
        view! {
            <ExportMenu
                file=file
                rows=Signal::stored(rows.clone())
                columns=Signal::stored(columns.clone())
                size=Size::Sm
                variant=Variant::Ghost
            />
        }
        .into_any()
    })
}
