//! Ways to die, for the tests of the crash screen and for operators who want to see it.
//!
//! Only a portal whose `portal.json` lists `debug` has this page; no navigation leads to it.

mod page;

use crate::plugin::prelude::*;

/// Where the page is.
const DEBUG: RouteRef<()> = RouteRef::new("debug.index", "/debug");

lazy!(debug, index: PageInput => page::draw);
lazy!(debug, flags: PageInput => page::flags);
lazy!(debug, safe: () => page::safe);

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("debug")
        .title("Debug")
        .icon(Icon::Danger)
        .owner("group:default/portal")
        .optional()
        .extend(Page::new(DEBUG, "Debug", index::loader()))
        .extend(SubPage {
            parent: routes::SETTINGS.id(),
            slug: "debug",
            title: "Debug",
            loader: flags::loader(),
        })
        .extend(HeaderAction { id: "safe-mode", loader: safe::loader() })
}
