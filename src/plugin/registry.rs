//! The plugins that are switched on, and what they add together.

use super::build_view::BuildView;
use super::extension::{
    CatalogColumn, EntityCard, EntityTab, Exhibit, HeaderAction, Page, PaletteCommand, SubPage,
};
use super::fact::EntityFact;
use super::manifest::Plugin;
use super::route::{PathParams, RouteParams, RouteRef, matches, weight};
use super::search_source::{SearchResult, SearchSource};
use super::sub_pages::OPEN;
use crate::config::PluginConfig;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A plugin that `portal.json` switched on.
#[derive(Clone)]
pub struct Installed {
    /// The plugin.
    pub plugin: Arc<Plugin>,
    /// Its part of `portal.json`, if it has one.
    pub config: Option<PluginConfig>,
    /// It stopped the portal the last time it ran in this build, so it waits for a retry.
    pub quarantined: bool,
}

/// A page that belongs to an address.
pub struct Found {
    /// Who draws it.
    pub plugin: Installed,
    /// The page.
    pub page: Page,
    /// Parameters of the address.
    pub params: PathParams,
}

/// The shell, which comes last: its pages are for portals without a plugin that has them, so they
/// give way without a word.
pub const SHELL: &str = "portal";

/// Everything that the plugins add, in the order of `portal.json`.
#[derive(Clone, Default)]
pub struct Registry {
    base: String,
    installed: Vec<Installed>,
    built: Arc<[Plugin]>,
    problems: Vec<String>,
}

impl Registry {
    /// Puts the plugins together. Two plugins that claim the same page, tab or id are a problem
    /// that the settings show; the first one keeps it.
    #[must_use]
    pub fn new(base: &str, plugins: Vec<Installed>) -> Self {
        let mut registry = Self {
            base: base.trim_end_matches('/').to_owned(),
            installed: Vec::with_capacity(plugins.len()),
            built: Arc::default(),
            problems: Vec::new(),
        };
        let mut claimed: BTreeSet<String> = BTreeSet::new();
        for Installed { plugin, config, quarantined } in plugins {
            let mut plugin = Arc::unwrap_or_clone(plugin);
            let id = plugin.id;
            if !claimed.insert(format!("plugin {id}")) {
                registry.problems.push(format!("The plugin “{id}” is there twice."));
                continue;
            }
            let mut first = |what: String| {
                let is_first = claimed.insert(what.clone());
                if !is_first && id != SHELL {
                    registry.problems.push(format!("“{id}” adds the {what}, which another has."));
                }
                is_first
            };
            plugin.pages.retain(|page| first(format!("page {}", page.pattern)));
            plugin
                .sub_pages
                .retain(|page| first(format!("sub-page {} of {}", page.slug, page.parent)));
            plugin.tabs.retain(|tab| first(format!("entity tab {}", tab.slug)));
            plugin.cards.retain(|card| first(format!("entity card {id}.{}", card.id)));
            plugin.columns.retain(|column| first(format!("catalog column {id}.{}", column.id)));
            plugin.commands.retain(|command| first(format!("command {id}.{}", command.id)));
            registry.installed.push(Installed { plugin: Arc::new(plugin), config, quarantined });
        }
        registry
    }

    /// The same with every plugin of this build, switched on or not, and with what was found wrong
    /// before.
    #[must_use]
    pub fn with(mut self, built: Vec<Plugin>, mut problems: Vec<String>) -> Self {
        problems.append(&mut self.problems);
        Self { built: built.into(), problems, ..self }
    }

    /// The plugins of this build that are not switched on.
    pub fn off(&self) -> impl Iterator<Item = &Plugin> {
        let is_on = |plugin: &&Plugin| !self.installed.iter().any(|on| on.plugin.id == plugin.id);
        self.built.iter().filter(is_on)
    }

    /// What could not be put together, in sentences.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.problems
    }

    /// The plugins, in order.
    #[must_use]
    pub fn plugins(&self) -> &[Installed] {
        &self.installed
    }

    /// The page at `path`, which starts below the base.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<Found> {
        let mut best: Option<Found> = None;
        for (plugin, page) in self.each(|plugin| &plugin.pages) {
            let better =
                best.as_ref().is_none_or(|b| weight(page.pattern) > weight(b.page.pattern));
            if better
                && let Some(params) = matches(page.pattern, path)
                && (page.reads)(&params)
            {
                best = Some(Found { plugin: plugin.clone(), page: *page, params });
            }
        }
        best.or_else(|| self.find_parent(path))
    }

    /// The page that draws the sub-page at `path` as one of its tabs.
    fn find_parent(&self, path: &str) -> Option<Found> {
        let (parent, slug) = path.trim_end_matches('/').rsplit_once('/')?;
        let (plugin, page) = self.pages().find(|(_, page)| page.pattern == parent)?;
        let (_, sub_page) = self.sub_pages(page.route).find(|(_, page)| page.slug == slug)?;
        let mut params = PathParams::default();
        params.push(OPEN, sub_page.slug);
        Some(Found { plugin: plugin.clone(), page: *page, params })
    }

    /// The address of a page, or `None` when no plugin draws it: then there is no link.
    #[must_use]
    pub fn href<P: RouteParams>(&self, route: RouteRef<P>, params: &P) -> Option<String> {
        self.each(|plugin| &plugin.pages)
            .any(|(_, page)| page.route == route.id())
            .then(|| self.url(&route.path(params)))
    }

    /// A path of the portal with its base in front.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// A path without the base: the opposite of [`Registry::url`].
    #[must_use]
    pub fn below<'a>(&self, path: &'a str) -> &'a str {
        match path.strip_prefix(self.base.as_str()) {
            Some("") => "/",
            Some(below) if below.starts_with('/') => below,
            _ => path,
        }
    }

    /// Pages, in order.
    pub fn pages(&self) -> impl Iterator<Item = (&Installed, &Page)> {
        self.each(|plugin| &plugin.pages)
    }

    /// Sub-pages of the page whose route is `parent`, in order.
    pub fn sub_pages(&self, parent: &str) -> impl Iterator<Item = (&Installed, &SubPage)> {
        self.each(|plugin| &plugin.sub_pages).filter(move |(_, page)| page.parent == parent)
    }

    /// Header actions of one plugin's pages.
    pub fn header_actions(&self, id: &str) -> impl Iterator<Item = (&Installed, &HeaderAction)> {
        self.each(|plugin| &plugin.header_actions).filter(move |(by, _)| by.plugin.id == id)
    }

    /// Entity cards, in order.
    pub fn cards(&self) -> impl Iterator<Item = (&Installed, &EntityCard)> {
        self.each(|plugin| &plugin.cards)
    }

    /// Entity tabs, in order.
    pub fn tabs(&self) -> impl Iterator<Item = (&Installed, &EntityTab)> {
        self.each(|plugin| &plugin.tabs)
    }

    /// Facts of entities, in order.
    pub fn facts(&self) -> impl Iterator<Item = (&Installed, &EntityFact)> {
        self.each(|plugin| &plugin.facts)
    }

    /// Added catalog columns. A plugin in quarantine has none: their code would run in the page
    /// of another plugin.
    pub fn columns(&self) -> impl Iterator<Item = (&Installed, &CatalogColumn)> {
        self.each(|plugin| &plugin.columns).filter(|(by, _)| !by.quarantined)
    }

    /// Palette commands, without those of plugins in quarantine.
    pub fn commands(&self) -> impl Iterator<Item = (&Installed, &PaletteCommand)> {
        self.each(|plugin| &plugin.commands).filter(|(by, _)| !by.quarantined)
    }

    /// What plugins let the search find, without those in quarantine.
    pub fn search_sources(&self) -> impl Iterator<Item = (&Installed, &SearchSource)> {
        self.each(|plugin| &plugin.search_sources).filter(|(by, _)| !by.quarantined)
    }

    /// How results of this sort are drawn, if a plugin says so.
    #[must_use]
    pub fn search_result(&self, of: &str) -> Option<(&Installed, &SearchResult)> {
        self.each(|plugin| &plugin.search_results)
            .find(|(by, result)| !by.quarantined && result.of == of)
    }

    /// How builds are followed, if a plugin says so: the first one does.
    #[must_use]
    pub fn build_view(&self) -> Option<(&Installed, &BuildView)> {
        self.each(|plugin| &plugin.build_views).next()
    }

    /// What plugins show in the gallery, without those in quarantine.
    pub fn exhibits(&self) -> impl Iterator<Item = (&Installed, &Exhibit)> {
        self.each(|plugin| &plugin.exhibits).filter(|(by, _)| !by.quarantined)
    }

    fn each<'a, T: 'a>(
        &'a self,
        list: impl Fn(&'a Plugin) -> &'a Vec<T>,
    ) -> impl Iterator<Item = (&'a Installed, &'a T)> {
        self.installed
            .iter()
            .flat_map(move |by| list(&by.plugin).iter().map(move |item| (by, item)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::chunk::Loader;
    use super::super::routes::{CATALOG, DOCS, ENTITY, EntityPath};
    use super::*;

    fn nothing<I: 'static>() -> Loader<I> {
        Loader::new(|_| Box::pin(std::future::pending()), || Box::pin(std::future::pending()))
    }

    fn on(plugin: Plugin) -> Installed {
        Installed { plugin: Arc::new(plugin), config: None, quarantined: false }
    }

    fn registry() -> Registry {
        let catalog = Plugin::new("catalog")
            .extend(Page::new(CATALOG, "Catalog", nothing()))
            .extend(Page::new(ENTITY, "Entity", nothing()));
        Registry::new("/portal/", vec![on(catalog)])
    }

    fn ledger() -> EntityPath {
        EntityPath {
            namespace: "default".into(),
            kind: "component".into(),
            name: "ledger".into(),
            tab: String::new(),
        }
    }

    #[test]
    fn a_link_to_a_page_that_nobody_draws_is_no_link() {
        let registry = registry();
        assert_eq!(
            registry.href(ENTITY, &ledger()).as_deref(),
            Some("/portal/catalog/default/component/ledger")
        );
        assert_eq!(registry.href(DOCS, &ledger()), None);
    }

    #[test]
    fn the_base_has_to_match_a_whole_segment() {
        let registry = registry();
        assert_eq!(registry.below("/portal/catalog"), "/catalog");
        assert_eq!(registry.below("/portal"), "/");
        assert_eq!(registry.below("/portalish"), "/portalish");
    }

    #[test]
    fn the_most_exact_page_is_found() {
        let registry = registry();
        let found = registry.find("/catalog/default/component/ledger/builds").unwrap();
        assert_eq!(found.page.route, "catalog.entity");
        assert_eq!(found.params.get("tab"), Some("builds"));
        assert_eq!(registry.find("/catalog").unwrap().page.route, "catalog.index");
        assert!(registry.find("/catalog/default").is_none());
    }

    #[test]
    fn a_sub_page_is_found_through_its_parent() {
        let sub_page =
            SubPage { parent: CATALOG.id(), slug: "health", title: "Health", loader: nothing() };
        let catalog = Plugin::new("catalog").extend(Page::new(CATALOG, "Catalog", nothing()));
        let health = Plugin::new("health").extend(sub_page);
        let registry = Registry::new("", vec![on(catalog), on(health)]);
        let found = registry.find("/catalog/health").unwrap();
        assert_eq!((found.page.route, found.params.get(OPEN)), (CATALOG.id(), Some("health")));
        assert!(registry.find("/catalog/wealth").is_none());
    }

    #[test]
    fn the_first_of_two_keeps_the_page_and_the_other_is_reported() {
        let twice = Plugin::new("other").extend(Page::new(CATALOG, "Mine", nothing()));
        let first = Plugin::new("catalog").extend(Page::new(CATALOG, "Catalog", nothing()));
        let registry = Registry::new("", vec![on(first), on(twice)]);
        assert_eq!(registry.find("/catalog").unwrap().plugin.plugin.id(), "catalog");
        assert_eq!(registry.problems(), ["“other” adds the page /catalog, which another has."]);
    }

    #[test]
    fn the_shell_gives_way_without_a_word() {
        let shell = Plugin::new(SHELL).extend(Page::new(CATALOG, "None yet", nothing()));
        let first = Plugin::new("catalog").extend(Page::new(CATALOG, "Catalog", nothing()));
        let registry = Registry::new("", vec![on(first), on(shell)]);
        assert_eq!(registry.find("/catalog").unwrap().plugin.plugin.id(), "catalog");
        assert_eq!(registry.problems(), [""; 0]);
    }
}
