//! {{title}}: what it shows, and from whose API.
//!
//! Nothing here loads or draws anything; the views live in the chunk `{{ident}}`.

mod cards;
mod exhibit;
mod pages;
mod words;

use crate::plugin::prelude::*;

lazy!({{ident}}, index: PageInput => pages::index);
lazy!({{ident}}, greeting: EntityInput => cards::greeting);
examples!({{ident}}, shown => exhibit::SHOWN);

/// Where its page is.
const INDEX: RouteRef<()> = RouteRef::new("{{id}}.index", "/{{id}}");
const NAV: &[Nav] = &[Nav::new("{{title}}", Icon::Plugin)];

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("{{id}}")
        .title("{{title}}")
        .icon(Icon::Plugin)
        .owner("group:default/your-team")
        .extend(Page::new(INDEX, "{{title}}", index::loader()).nav(NAV))
        .extend(EntityCard {
            id: "{{id}}-greeting",
            title: "{{title}}",
            slot: Slot::Aside,
            when: When::Kind(&["component"]),
            loader: greeting::loader(),
        })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
