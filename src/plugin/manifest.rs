//! What a plugin says about itself. Nothing here loads or draws anything.

use super::build_view::BuildView;
use super::chunk::Loader;
use super::extension::{
    CatalogColumn, EntityCard, EntityTab, Exhibit, HeaderAction, Page, PaletteCommand, SubPage,
};
use super::fact::EntityFact;
use super::search_source::{SearchResult, SearchSource};
use crate::chunk::worker::Work;
use crate::config::{ConfigError, PluginConfig};
use portico_components::Icon;

/// A plugin: who owns it, what it talks to, and what it adds to the portal.
#[derive(Clone)]
pub struct Plugin {
    pub(super) id: &'static str,
    pub(super) title: &'static str,
    pub(super) icon: Icon,
    pub(super) owner: &'static str,
    pub(super) origins: Vec<&'static str>,
    pub(super) pages: Vec<Page>,
    pub(super) sub_pages: Vec<SubPage>,
    pub(super) header_actions: Vec<HeaderAction>,
    pub(super) cards: Vec<EntityCard>,
    pub(super) tabs: Vec<EntityTab>,
    pub(super) facts: Vec<EntityFact>,
    pub(super) columns: Vec<CatalogColumn>,
    pub(super) commands: Vec<PaletteCommand>,
    pub(super) search_sources: Vec<SearchSource>,
    pub(super) search_results: Vec<SearchResult>,
    pub(super) exhibits: Vec<Exhibit>,
    pub(super) build_views: Vec<BuildView>,
    pub(super) configure: Option<Configure>,
    pub(super) work: Option<Work>,
    pub(super) idle: Option<(&'static str, Loader<()>)>,
    pub(super) is_optional: bool,
}

/// Reads the plugin's own part of `portal.json`: `|config| config.parse::<MyConfig>().map(|_| ())`.
pub type Configure = fn(&PluginConfig) -> Result<(), ConfigError>;

impl Plugin {
    /// A plugin named `id`: lower case with dashes, the same as its folder and its chunk.
    #[must_use]
    pub const fn new(id: &'static str) -> Self {
        Self {
            id,
            title: id,
            icon: Icon::Plugin,
            owner: "",
            origins: Vec::new(),
            pages: Vec::new(),
            sub_pages: Vec::new(),
            header_actions: Vec::new(),
            cards: Vec::new(),
            tabs: Vec::new(),
            facts: Vec::new(),
            columns: Vec::new(),
            commands: Vec::new(),
            search_sources: Vec::new(),
            search_results: Vec::new(),
            exhibits: Vec::new(),
            build_views: Vec::new(),
            configure: None,
            work: None,
            idle: None,
            is_optional: false,
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(mut self, title: &'static str) -> Self {
        self.title = title;
        self
    }

    /// Its icon.
    #[must_use]
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = icon;
        self
    }

    /// Reference of the team that keeps it, such as `group:default/build-platform`.
    #[must_use]
    pub const fn owner(mut self, owner: &'static str) -> Self {
        self.owner = owner;
        self
    }

    /// An API it calls, by its name in `portal.json`. Any other is refused. `kubernetes-*` is all
    /// whose names begin like that, for what a company has several of.
    #[must_use]
    pub fn origin(mut self, name: &'static str) -> Self {
        self.origins.push(name);
        self
    }

    /// How its `config` in `portal.json` is read.
    #[must_use]
    pub const fn configure(mut self, read: Configure) -> Self {
        self.configure = Some(read);
        self
    }

    /// What it has done off the main thread; see [`work!`](crate::work).
    #[must_use]
    pub const fn work(mut self, work: Work) -> Self {
        self.work = Some(work);
        self
    }

    /// What it does while nobody waits, once after the start, and only where its `config` names
    /// `key`. What the function draws is thrown away.
    #[must_use]
    pub const fn idle(mut self, key: &'static str, start: Loader<()>) -> Self {
        self.idle = Some((key, start));
        self
    }

    /// Off unless `portal.json` lists it.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// Adds something to the portal.
    #[must_use]
    pub fn extend(mut self, extension: impl Extension) -> Self {
        extension.attach(&mut self);
        self
    }

    /// Its name in addresses, in `portal.json` and in reports.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// What people call it.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.title
    }

    /// Whether it is off unless `portal.json` lists it.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        self.is_optional
    }

    /// Reads its configuration.
    ///
    /// # Errors
    /// The first mistake, with its path in the file.
    pub fn check(&self, config: &PluginConfig) -> Result<(), ConfigError> {
        self.configure.map_or(Ok(()), |read| read(config))
    }

    /// Its icon.
    #[must_use]
    pub const fn symbol(&self) -> Icon {
        self.icon
    }

    /// Reference of the team that keeps it; empty when it names none.
    #[must_use]
    pub const fn keeper(&self) -> &'static str {
        self.owner
    }

    /// Names of the APIs it calls.
    #[must_use]
    pub fn origins(&self) -> &[&'static str] {
        &self.origins
    }

    /// How many things it adds, for the list in the settings.
    #[must_use]
    pub const fn extensions(&self) -> usize {
        self.pages.len()
            + self.sub_pages.len()
            + self.header_actions.len()
            + self.cards.len()
            + self.tabs.len()
            + self.facts.len()
            + self.columns.len()
            + self.commands.len()
            + self.search_sources.len()
            + self.search_results.len()
            + self.build_views.len()
    }
}

/// Something that can be attached to a plugin: the types of [`super::extension`].
pub trait Extension {
    /// Puts it into the plugin.
    fn attach(self, plugin: &mut Plugin);
}

macro_rules! attach {
    ($($extension:ty => $list:ident),* $(,)?) => {
        $(impl Extension for $extension {
            fn attach(self, plugin: &mut Plugin) {
                plugin.$list.push(self);
            }
        })*
    };
}

attach! {
    Page => pages,
    SubPage => sub_pages,
    HeaderAction => header_actions,
    EntityCard => cards,
    EntityTab => tabs,
    EntityFact => facts,
    CatalogColumn => columns,
    PaletteCommand => commands,
    SearchSource => search_sources,
    SearchResult => search_results,
    Exhibit => exhibits,
    BuildView => build_views,
}

/// The list of plugins for [`crate::start`].
#[macro_export]
macro_rules! plugins {
    ($($plugin:expr),* $(,)?) => {
        vec![$($plugin),*]
    };
}
