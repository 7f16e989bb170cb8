//! Where the pages of the gallery are. A component's address never changes: its id is fixed in
//! the code, and does not name the group that it is listed in.

use super::asked::State;
use super::env::Env;
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_components::gallery::Entry;
use std::sync::Arc;

/// Every page of the gallery but the patterns, which are another chunk: [`Place`] says which.
pub const GALLERY: RouteRef<PagePath> = RouteRef::new("gallery.index", "/gallery/*page");
/// Whole pages to copy.
pub const PATTERNS: RouteRef<PatternPath> =
    RouteRef::new("gallery.patterns", "/gallery/patterns/*pattern");

/// What stands before the id of a component.
const COMPONENT: &str = "c/";

/// The rest of an address below the gallery.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PagePath {
    /// Empty for the overview.
    pub page: String,
}

impl RouteParams for PagePath {
    fn read(params: &PathParams) -> Option<Self> {
        Some(Self { page: params.get("page").unwrap_or_default().to_owned() })
    }

    fn write(&self, params: &mut PathParams) {
        params.push("page", self.page.clone());
    }
}

impl PagePath {
    /// The component that it names.
    #[must_use]
    pub fn component(&self) -> Option<ComponentPath> {
        let rest = self.page.strip_prefix(COMPONENT)?;
        let (component, view) = rest.split_once('/').unwrap_or((rest, ""));
        Some(ComponentPath { component: component.to_owned(), view: view.to_owned() })
    }
}

/// A component, and a view of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentPath {
    /// Id of its entry, which may be one that there is not.
    pub component: String,
    /// Which view of it, or which one example; empty for all examples.
    pub view: String,
}

/// Address of the patterns, or of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternPath {
    /// Id of the pattern; empty for all.
    pub pattern: String,
}

impl RouteParams for PatternPath {
    fn read(params: &PathParams) -> Option<Self> {
        Some(Self { pattern: params.get("pattern").unwrap_or_default().to_owned() })
    }

    fn write(&self, params: &mut PathParams) {
        params.push("pattern", self.pattern.clone());
    }
}

/// A page of the gallery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Every component, by group.
    Overview,
    /// One component, by id.
    Component(String),
    /// One view of a component.
    View(String, &'static str),
    /// Whole pages to copy, or one of them by id.
    Patterns(&'static str),
    /// Every token with its value.
    Tokens,
    /// What each component weighs.
    Bytes,
    /// Every example of every component.
    All,
    /// Every icon.
    Icons,
    /// The design guide, or one of its chapters by slug.
    Guide(&'static str),
}

impl Place {
    /// The page of a component.
    pub fn of(entry: &Entry) -> Self {
        Self::Component(entry.id.to_owned())
    }

    /// The address of the page for previews in `env`: whoever walks through the components keeps
    /// the theme that they chose.
    pub fn href(&self, registry: &Registry, env: Env) -> String {
        let page = match self {
            Self::Overview => String::new(),
            Self::Component(id) => [COMPONENT, id].concat(),
            Self::View(id, view) => [COMPONENT, id, "/", view].concat(),
            Self::Patterns(id) => ["patterns/", id].concat(),
            Self::Tokens => "tokens".to_owned(),
            Self::Bytes => "bytes".to_owned(),
            Self::All => "all".to_owned(),
            Self::Icons => "icons".to_owned(),
            Self::Guide("") => "guide".to_owned(),
            Self::Guide(slug) => ["guide/", slug].concat(),
        };
        let path = registry.href(GALLERY, &PagePath { page });
        let mut href = path.unwrap_or_default();
        href.push_str(&written(&env.pairs()));
        href
    }
}

/// The address of `place`, following the surroundings of the previews.
pub fn link(registry: &Arc<Registry>, state: State, place: Place) -> Signal<String> {
    let registry = registry.clone();
    Signal::derive(move || place.href(&registry, state.env().get()))
}

/// Id of the element that shows an example: the same on the component's page and among all.
pub fn anchor(component: &str, example: &str) -> String {
    [component, "-", example].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_components::gallery::all_examples;
    use portico_components::shelves::Shown;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_examples_have_the_same_anchor() {
        let mut seen = BTreeSet::new();
        for Shown { id: component, examples, .. } in all_examples() {
            assert!(seen.insert((*component).to_owned()), "{component} is there twice");
            for example in examples {
                let anchor = anchor(component, example.id);
                assert!(seen.insert(anchor.clone()), "{anchor} is there twice");
            }
        }
    }

    #[test]
    fn the_addresses_are_the_ones_that_people_have_bookmarked() {
        let path = |page: &str| PagePath { page: page.to_owned() };
        assert_eq!(GALLERY.path(&path("")), "/gallery");
        assert_eq!(GALLERY.path(&path("c/button/docs")), "/gallery/c/button/docs");
        let form = PatternPath { pattern: "form".into() };
        assert_eq!(PATTERNS.path(&form), "/gallery/patterns/form");
        let component = |page: &str| path(page).component().map(|at| (at.component, at.view));
        assert_eq!(component("c/button"), Some(("button".into(), String::new())));
        assert_eq!(component("c/button/docs"), Some(("button".into(), "docs".into())));
        assert_eq!(component("all"), None);
        assert_eq!(anchor("button", "variants"), "button-variants");
    }
}
