//! The search page: everything the portal knows, with facets, and a Backstage search beside it.

mod asked;
mod empty;
mod merge;
mod other;
mod page;
mod place;
mod result;

use crate::plugin::prelude::*;

lazy!(search, index: PageInput => page::draw);

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("search")
        .title("Search")
        .icon(Icon::Search)
        .owner("group:default/portal")
        .extend(Page::new(routes::SEARCH, "Search", index::loader()))
}
