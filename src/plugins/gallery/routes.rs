//! Where the pages of the gallery are. A component's address never changes: its id is fixed in
//! the code, and does not name the group that it is listed in.

use super::asked::State;
use super::env::Env;
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_components::gallery::Entry;
use std::sync::Arc;

/// Every component, by group.
pub const OVERVIEW: RouteRef<()> = RouteRef::new("gallery.index", "/gallery");
/// One component.
pub const COMPONENT: RouteRef<ComponentPath> =
    RouteRef::new("gallery.component", "/gallery/c/:component/*view");
/// Every example of every component.
pub const ALL: RouteRef<()> = RouteRef::new("gallery.all", "/gallery/all");
/// Every token with its value.
pub const TOKENS: RouteRef<()> = RouteRef::new("gallery.tokens", "/gallery/tokens");
/// Whole pages to copy.
pub const PATTERNS: RouteRef<PatternPath> =
    RouteRef::new("gallery.patterns", "/gallery/patterns/*pattern");
/// Every icon.
pub const ICONS: RouteRef<()> = RouteRef::new("gallery.icons", "/gallery/icons");

/// Address of a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComponentPath {
    /// Id of its entry, which may be one that there is not.
    pub component: String,
    /// Which view of it, or which one example; empty for all examples.
    pub view: String,
}

impl RouteParams for ComponentPath {
    fn read(params: &PathParams) -> Option<Self> {
        Some(Self {
            component: params.get("component")?.to_owned(),
            view: params.get("view").unwrap_or_default().to_owned(),
        })
    }

    fn write(&self, params: &mut PathParams) {
        params.push("component", self.component.clone());
        params.push("view", self.view.clone());
    }
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
    /// [`OVERVIEW`].
    Overview,
    /// [`COMPONENT`], by id.
    Component(String),
    /// One view of a [`COMPONENT`].
    View(String, &'static str),
    /// [`PATTERNS`], or one of them by id.
    Patterns(&'static str),
    /// [`TOKENS`].
    Tokens,
    /// [`ALL`].
    All,
    /// [`ICONS`].
    Icons,
}

impl Place {
    /// The page of a component.
    pub fn of(entry: &Entry) -> Self {
        Self::Component(entry.id.to_owned())
    }

    /// The address of the page for previews in `env`: whoever walks through the components keeps
    /// the theme that they chose.
    pub fn href(&self, registry: &Registry, env: Env) -> String {
        let path = match self {
            Self::Overview => registry.href(OVERVIEW, &()),
            Self::Component(id) => {
                let path = ComponentPath { component: id.clone(), view: String::new() };
                registry.href(COMPONENT, &path)
            }
            Self::View(id, view) => {
                let path = ComponentPath { component: id.clone(), view: (*view).to_owned() };
                registry.href(COMPONENT, &path)
            }
            Self::Patterns(id) => {
                registry.href(PATTERNS, &PatternPath { pattern: (*id).to_owned() })
            }
            Self::Tokens => registry.href(TOKENS, &()),
            Self::All => registry.href(ALL, &()),
            Self::Icons => registry.href(ICONS, &()),
        };
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
        let button = ComponentPath { component: "button".into(), view: String::new() };
        let docs = ComponentPath { component: "button".into(), view: "docs".into() };
        assert_eq!(OVERVIEW.path(&()), "/gallery");
        assert_eq!(COMPONENT.path(&button), "/gallery/c/button");
        assert_eq!(COMPONENT.path(&docs), "/gallery/c/button/docs");
        assert_eq!(ALL.path(&()), "/gallery/all");
        assert_eq!(TOKENS.path(&()), "/gallery/tokens");
        let form = PatternPath { pattern: "form".into() };
        assert_eq!(PATTERNS.path(&form), "/gallery/patterns/form");
        assert_eq!(ICONS.path(&()), "/gallery/icons");
        assert_eq!(anchor("button", "variants"), "button-variants");
    }
}
