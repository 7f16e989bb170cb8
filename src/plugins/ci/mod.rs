//! Builds: what CI says about a component, from the API of the team that runs CI.

mod api;
mod cards;
mod exhibit;
mod home;
mod pages;
mod words;

use crate::plugin::prelude::*;
use serde::Deserialize;

lazy!(ci, latest: EntityInput => cards::latest);
lazy!(ci, failing: EntityInput => home::failing);
examples!(ci, shown => exhibit::SHOWN);
lazy!(ci, builds: EntityInput => pages::builds);

const KINDS: &[&str] = &["component", "resource", "template"];
const WHEN: When = When::Annotated { kinds: KINDS, key: api::SLUG, example: "owner/repository" };

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct CiConfig {
    /// Builds on the tab, 100 at most.
    per_page: u16,
}

impl Default for CiConfig {
    fn default() -> Self {
        Self { per_page: 30 }
    }
}

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("ci")
        .title("Builds")
        .icon(Icon::Pipeline)
        .owner("group:default/build-platform")
        .origin("ci")
        .configure(|config| config.parse::<CiConfig>().map(|_| ()))
        .extend(EntityCard {
            id: "latest-builds",
            title: "Latest builds",
            slot: Slot::Main,
            when: WHEN,
            loader: latest::loader(),
        })
        .extend(EntityTab {
            slug: "builds",
            title: "Builds",
            when: WHEN,
            count: None,
            loader: builds::loader(),
        })
        .extend(EntityCard {
            id: "failing",
            title: "Failing builds",
            slot: Slot::Home,
            when: When::Always,
            loader: failing::loader(),
        })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
