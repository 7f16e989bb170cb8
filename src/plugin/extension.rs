//! The extension points: what a plugin may add to the portal, one type each, so that attaching the
//! wrong thing does not compile.

use super::chunk::{Loader, Showing};
use super::route::{PathParams, RouteParams, RouteRef};
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::Icon;
use portico_components::gallery::Entry;
use std::sync::Arc;

/// What a page is given: the parameters of its address. They change while the page stays, when
/// another address of the same pattern is opened. The query is read through `use_query`.
#[derive(Clone, Copy, Debug)]
pub struct PageInput {
    /// Decoded parameters of the path.
    pub params: Signal<PathParams>,
}

impl PageInput {
    /// The typed parameters. `None` is the moment before another page takes over.
    #[must_use]
    pub fn read<P: RouteParams + Clone + PartialEq + Send + Sync + 'static>(
        self,
    ) -> Memo<Option<P>> {
        Memo::new(move |_| self.params.with(P::read))
    }
}

/// What everything on an entity's page is given.
#[derive(Clone)]
pub struct EntityInput {
    /// The catalog the page was drawn from; a refreshed catalog draws the page anew.
    pub catalog: Arc<Catalog>,
    /// The entity.
    pub ix: Ix,
    /// The rest of the path below the tab's own address, for tabs with pages of their own.
    pub rest: String,
}

impl EntityInput {
    /// Value of one annotation of the entity.
    #[must_use]
    pub fn annotation(&self, key: &str) -> Option<String> {
        self.catalog.entry(self.ix).annotation(key).map(str::to_owned)
    }
}

/// For which entities an extension is shown. Data, so that the page can say what is missing.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// For all of them.
    Always,
    /// For these kinds, written in lower case.
    Kind(&'static [&'static str]),
    /// For entities of these kinds; without the annotation the place says which one to add.
    Annotated {
        /// Kinds that could carry it, in lower case.
        kinds: &'static [&'static str],
        /// Key of the annotation.
        key: &'static str,
        /// A value to show in the snippet.
        example: &'static str,
    },
    /// The same for what several annotations can say; without any, the place names the first.
    AnyOf {
        /// Kinds that could carry them, in lower case.
        kinds: &'static [&'static str],
        /// Keys of the annotations.
        keys: &'static [&'static str],
        /// A value of the first one.
        example: &'static str,
    },
}

/// The answer to [`When`] for one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// It is shown.
    Yes,
    /// It would be shown if the entity had the annotation.
    Missing {
        /// Key to add.
        key: &'static str,
        /// A value to show.
        example: &'static str,
    },
    /// It has nothing to do with this entity.
    No,
}

impl When {
    /// Whether the extension fits an entity.
    pub fn fits(&self, catalog: &Catalog, ix: Ix) -> Fit {
        let entry = catalog.entry(ix);
        self.fit(entry.kind(), |key| entry.annotation(key).is_some())
    }

    /// Whether the extension fits an entity of `kind` whose annotations `has` answers for.
    fn fit(&self, kind: &str, has: impl Fn(&str) -> bool) -> Fit {
        match *self {
            Self::Always => Fit::Yes,
            Self::Kind(kinds) if kinds.contains(&kind) => Fit::Yes,
            Self::Annotated { kinds, key, example } if kinds.contains(&kind) => {
                if has(key) {
                    Fit::Yes
                } else {
                    Fit::Missing { key, example }
                }
            }
            Self::AnyOf { kinds, keys, example } if kinds.contains(&kind) => {
                match keys.first().filter(|_| !keys.iter().any(|key| has(key))) {
                    Some(key) => Fit::Missing { key, example },
                    None => Fit::Yes,
                }
            }
            Self::Kind(_) | Self::Annotated { .. } | Self::AnyOf { .. } => Fit::No,
        }
    }
}

/// A page at an address of its own.
#[derive(Clone, Copy)]
pub struct Page {
    pub(super) route: &'static str,
    pub(super) pattern: &'static str,
    pub(super) reads: fn(&PathParams) -> bool,
    pub(super) title: &'static str,
    pub(super) nav: &'static [Nav],
    pub(super) loader: Loader<PageInput>,
}

/// An entry of the navigation.
#[derive(Clone, Copy, Debug)]
pub struct Nav {
    /// Word in the sidebar.
    pub label: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// Query added to the page's address, such as `kind=api`; empty for none.
    pub query: &'static str,
    /// Whether it is one of the few of the bottom bar on a phone.
    pub bottom: bool,
    /// Whether it comes before all others where nobody has chosen an order.
    pub lead: bool,
    /// Heading below which it stands with others; empty for those on top.
    pub group: &'static str,
}

impl Nav {
    /// An entry that leads to the page itself.
    #[must_use]
    pub const fn new(label: &'static str, icon: Icon) -> Self {
        Self { label, icon, query: "", bottom: false, lead: false, group: "" }
    }

    /// Leads to the page with this query.
    #[must_use]
    pub const fn query(mut self, query: &'static str) -> Self {
        self.query = query;
        self
    }

    /// Also in the bottom bar of narrow screens.
    #[must_use]
    pub const fn bottom(mut self) -> Self {
        self.bottom = true;
        self
    }

    /// Before all others, where nobody has chosen an order.
    #[must_use]
    pub const fn lead(mut self) -> Self {
        self.lead = true;
        self
    }

    /// Below this heading, with the others of the same.
    #[must_use]
    pub const fn group(mut self, heading: &'static str) -> Self {
        self.group = heading;
        self
    }
}

impl Page {
    /// The page that `route` refers to. `title` is the crumb and the first part of the window's
    /// title until the page says more.
    #[must_use]
    pub fn new<P: RouteParams>(
        route: RouteRef<P>,
        title: &'static str,
        loader: Loader<PageInput>,
    ) -> Self {
        Self {
            route: route.id(),
            pattern: route.pattern(),
            reads: |params| P::read(params).is_some(),
            title,
            nav: &[],
            loader,
        }
    }

    /// Name of its route.
    #[must_use]
    pub const fn route(&self) -> &'static str {
        self.route
    }

    /// Pattern of its address.
    #[must_use]
    pub const fn pattern(&self) -> &'static str {
        self.pattern
    }

    /// Its address when nothing is asked for: what a link in the navigation leads to.
    #[must_use]
    pub fn address(&self) -> &'static str {
        self.pattern.split_once("/*").map_or(self.pattern, |(before, _)| before)
    }

    /// Its title until it says more.
    #[must_use]
    pub const fn title(&self) -> &'static str {
        self.title
    }

    /// Its entries in the navigation.
    #[must_use]
    pub const fn listed(&self) -> &'static [Nav] {
        self.nav
    }

    /// How to get it.
    #[must_use]
    pub const fn loader(&self) -> Loader<PageInput> {
        self.loader
    }

    /// Lists the page in the navigation.
    #[must_use]
    pub const fn nav(mut self, entries: &'static [Nav]) -> Self {
        self.nav = entries;
        self
    }
}

/// A page below a page without parameters, such as the settings, drawn as one of its tabs.
#[derive(Clone, Copy)]
pub struct SubPage {
    /// The page it belongs to, by the name of its route: `routes::SETTINGS.id()`.
    pub parent: &'static str,
    /// Last segment of its address.
    pub slug: &'static str,
    /// Word on the tab.
    pub title: &'static str,
    /// Draws it.
    pub loader: Loader<PageInput>,
}

/// A button, link or menu in the portal's header while a page of the plugin is on the screen.
#[derive(Clone, Copy)]
pub struct HeaderAction {
    /// Unique within the plugin.
    pub id: &'static str,
    /// Draws it.
    pub loader: Loader<()>,
}

/// Where a card stands: on the overview of an entity, or on the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The wide column.
    Main,
    /// The narrow column: facts and links.
    Aside,
    /// A widget of the home page, which readers arrange. It is handed the entity of the person who
    /// reads, whatever `when` says, and draws its own card; its id never changes.
    Home,
}

/// A card on the overview of an entity.
#[derive(Clone, Copy)]
pub struct EntityCard {
    /// Unique within the plugin.
    pub id: &'static str,
    /// Heading, also while the card loads or has failed.
    pub title: &'static str,
    /// Column.
    pub slot: Slot,
    /// For which entities.
    pub when: When,
    /// Draws the body.
    pub loader: Loader<EntityInput>,
}

/// A tab on the page of an entity, with an address of its own.
#[derive(Clone, Copy)]
pub struct EntityTab {
    /// Last segment of the address; unique among all tabs.
    pub slug: &'static str,
    /// Word on the tab.
    pub title: &'static str,
    /// For which entities.
    pub when: When,
    /// How many things the tab holds, if that is known without asking anybody.
    pub count: Option<fn(&Catalog, Ix) -> usize>,
    /// Draws it.
    pub loader: Loader<EntityInput>,
}

/// What a cell of an added catalog column shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known: a dash.
    Unknown,
    /// Text.
    Text(String),
    /// A number, aligned to the right.
    Number(u64),
}

/// A column of the catalog's table, answered from the catalog alone.
#[derive(Clone, Copy)]
pub struct CatalogColumn {
    /// Unique within the plugin; with the plugin's id it names the column in the address.
    pub id: &'static str,
    /// Heading.
    pub header: &'static str,
    /// Value for one entity. Called for each visible row at each paint, so it has to be cheap.
    pub cell: fn(&Catalog, Ix) -> Cell,
}

/// What a palette command does.
#[derive(Clone, Copy)]
pub enum Run {
    /// Goes to a page of the portal: the path below its base, or `None` when there is none.
    Go(fn(&super::Registry) -> Option<String>),
    /// Does something in place.
    Do(fn()),
}

/// A command of the palette.
#[derive(Clone, Copy)]
pub struct PaletteCommand {
    /// Unique within the plugin.
    pub id: &'static str,
    /// A verb and what it acts on.
    pub title: &'static str,
    /// More words that find it.
    pub keywords: &'static str,
    /// Its icon.
    pub icon: Icon,
    /// What it does.
    pub run: Run,
}

/// Something of a plugin's own that the gallery shows: its cards and parts in all of their states,
/// looked at in both themes and at all widths like the library's own.
#[derive(Clone, Copy)]
pub struct Exhibit {
    /// What it is. Its id is unique among all components.
    pub entry: Entry,
    /// Its examples: what [`examples!`](crate::examples) makes.
    pub examples: fn() -> Showing,
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHEN: When = When::Annotated {
        kinds: &["component"],
        key: "github.com/project-slug",
        example: "halyard/ledger",
    };

    #[test]
    fn an_annotation_that_is_missing_is_named() {
        assert_eq!(WHEN.fit("component", |key| key == "github.com/project-slug"), Fit::Yes);
        assert_eq!(
            WHEN.fit("component", |_| false),
            Fit::Missing { key: "github.com/project-slug", example: "halyard/ledger" }
        );
        assert_eq!(WHEN.fit("group", |_| false), Fit::No);
    }

    #[test]
    fn one_of_several_annotations_is_enough() {
        let when =
            When::AnyOf { kinds: &["component"], keys: &["a/id", "a/selector"], example: "x" };
        assert_eq!(when.fit("component", |key| key == "a/selector"), Fit::Yes);
        let missing = Fit::Missing { key: "a/id", example: "x" };
        assert_eq!(when.fit("component", |_| false), missing);
        assert_eq!(when.fit("group", |_| true), Fit::No);
    }
}
