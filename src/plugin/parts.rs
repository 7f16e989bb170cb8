//! What a plugin adds, one by one, for who runs the portal.

use super::manifest::Plugin;
use super::search_source::SearchResult;
use crate::net::is_meant;

/// Something that a plugin adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which extension point it is, in words.
    pub point: &'static str,
    /// Its id, slug or address.
    pub id: &'static str,
    /// What people call it; empty where nobody does.
    pub title: &'static str,
}

const fn part(point: &'static str, id: &'static str, title: &'static str) -> Part {
    Part { point, id, title }
}

impl Plugin {
    /// Everything that it adds, by extension point, in the order of its manifest.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let mut all: Vec<Part> = Vec::new();
        all.extend(self.pages.iter().map(|one| part("Page", one.address(), one.title())));
        all.extend(self.sub_pages.iter().map(|one| part("Sub-page", one.slug, one.title)));
        all.extend(self.header_actions.iter().map(|one| part("Header action", one.id, "")));
        all.extend(self.cards.iter().map(|one| match one.slot {
            super::extension::Slot::Home => part("Home widget", one.id, one.title),
            _ => part("Entity card", one.id, one.title),
        }));
        all.extend(self.tabs.iter().map(|one| part("Entity tab", one.slug, one.title)));
        all.extend(self.facts.iter().map(|one| part("Entity fact", one.id, one.title)));
        all.extend(self.columns.iter().map(|one| part("Catalog column", one.id, one.header)));
        all.extend(self.commands.iter().map(|one| part("Command", one.id, one.title)));
        all.extend(self.search_sources.iter().map(|one| part("Search source", one.id, one.title)));
        let of = |one: &SearchResult| part("Search result", one.of, "");
        all.extend(self.search_results.iter().map(of));
        all.extend(self.build_views.iter().map(|_| part("Build view", "build", "")));
        all
    }

    /// Whether it may call the origin of this name: it is named, or `kubernetes-*` fits it.
    #[must_use]
    pub fn calls(&self, origin: &str) -> bool {
        self.origins.iter().any(|name| is_meant(name, origin))
    }
}

#[cfg(test)]
mod tests {
    use super::super::chunk::Loader;
    use super::super::extension::{Page, SubPage};
    use super::super::route::RouteRef;
    use super::*;

    fn nothing<I: 'static>() -> Loader<I> {
        Loader::new(|_| Box::pin(std::future::pending()), || Box::pin(std::future::pending()))
    }

    #[test]
    fn every_extension_is_a_part() {
        const AT: RouteRef<()> = RouteRef::new("hello", "/hello");
        let slug = SubPage { parent: "settings", slug: "hello", title: "Hi", loader: nothing() };
        let plugin = Plugin::new("hello").extend(Page::new(AT, "Hello", nothing())).extend(slug);
        assert_eq!(
            plugin.parts(),
            [part("Page", "/hello", "Hello"), part("Sub-page", "hello", "Hi")]
        );
        assert_eq!(plugin.parts().len(), plugin.extensions());
    }

    #[test]
    fn an_origin_is_named_or_fits_a_beginning() {
        let plugin = Plugin::new("x").origin("ci").origin("kubernetes-*");
        assert!(plugin.calls("ci") && plugin.calls("kubernetes-eu"));
        assert!(!plugin.calls("ci-actions") && !plugin.calls("kubernetes"));
    }
}
