//! For who runs the portal: what it is made of, how it is configured, and how it fares. Other parts
//! of Admin are sub-pages of plugins.

mod configuration;
mod extensions;
mod health;
mod masked;

use crate::plugin::prelude::*;
use crate::plugin::sub_pages::OPEN;
use leptos::prelude::*;
use portico_components::{Gap, PageHeader, Stack};

/// The sub-page with the settings; the other one is about health.
pub const CONFIGURATION: &str = "configuration";

/// Draws the page: the extensions, or one of its sub-pages.
pub fn draw(input: PageInput) -> AnyView {
    use_page().set(vec![Crumb::here("Admin")]);
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title="Admin"
                subtitle="What this portal is made of, how it is configured, and how it fares. Nothing here changes it for others: that is done in portal.json."
            />
            {sub_pages(input, routes::ADMIN, "Extensions", ViewFn::from(extensions::draw))}
        </Stack>
    }
    .into_any()
}

/// Draws the sub-page that is open.
pub fn part(input: PageInput) -> AnyView {
    match input.params.with_untracked(|params| params.get(OPEN) == Some(CONFIGURATION)) {
        true => configuration::draw(),
        false => health::draw(),
    }
}
