//! Everything that the gallery draws, in one chunk.

pub mod all;
pub mod bytes;
pub mod component;
pub mod guide;
pub mod icons;
pub mod overview;
pub mod patterns;
pub mod tokens;

use super::routes::{ComponentPath, PagePath};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::Tone;
use portico_components::gallery::Status;

/// Draws the page that the address names. What is not the name of one is the id of a component.
pub fn draw(input: PageInput) -> AnyView {
    let path = input.read::<PagePath>();
    let component = Memo::new(move |_| {
        let path = path.get()?;
        let unknown = || ComponentPath { component: path.page.clone(), view: String::new() };
        Some(path.component().unwrap_or_else(unknown))
    });
    // A component's page stays while one goes from view to view.
    let name = Memo::new(move |_| {
        path.get().filter(|path| path.component().is_none()).map(|path| path.page)
    });
    let page = move || match name.get().as_deref() {
        Some("") => overview::draw(),
        Some("all") => all::draw(),
        Some("icons") => icons::draw(),
        Some("tokens") => tokens::draw(),
        Some("bytes") => bytes::draw(),
        Some("guide") => guide::draw(""),
        Some(page) if page.starts_with("guide/") => guide::draw(page.trim_start_matches("guide/")),
        _ => component::draw(component),
    };
    page.into_any()
}

/// A number and its noun: “1 example”, “214 examples”.
fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What the status of a component means to somebody who wants to use it.
const fn tone(status: Status) -> Tone {
    match status {
        Status::Experimental => Tone::Warning,
        Status::Beta => Tone::Info,
        Status::Stable => Tone::Success,
        Status::Deprecated => Tone::Danger,
    }
}
