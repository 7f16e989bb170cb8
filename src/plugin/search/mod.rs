//! The one search of the portal: its index in the browser, for the palette and the search page.
//!
//! Nothing of this is in the first view. Who asks first, through [`use_search`], starts it: names
//! are found at once, full text a moment later, and what plugins add when it has been read.

mod build;
pub mod misses;
pub mod remote;

use super::registry::Registry;
use super::search_source::SearchSource;
use crate::config::Config;
use crate::net::{Net, NetClient};
use crate::readers::note;
use crate::sources::{Sources, use_sources};
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_catalog::search::{Answer, Index, Sort, Weights};
use portico_components::Icon;
use serde::Deserialize;
use std::cell::Cell;
use std::sync::Arc;

/// `search` in `portal.json`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct SearchConfig {
    /// How much each thing counts.
    pub weights: Weights,
    /// Name of the source or origin that is a Backstage backend whose search is asked too.
    pub backstage: Option<String>,
}

/// Something that the search cannot say anything about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Whose results are missing.
    pub source: String,
    /// Why.
    pub cause: String,
}

/// How far the search is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is no catalog yet.
    Waiting,
    /// Names are found, texts are being read.
    Reading,
    /// Everything is found.
    Ready,
}

/// A handle on the search.
#[derive(Clone, Copy)]
pub struct Search {
    index: StoredValue<Option<Index>>,
    /// Grows whenever the same question may have another answer.
    version: RwSignal<u32>,
    progress: RwSignal<Progress>,
    /// Titles of the sources that have not given everything yet.
    reading: RwSignal<Vec<&'static str>>,
    gaps: RwSignal<Vec<Gap>>,
    config: StoredValue<SearchConfig>,
    registry: StoredValue<Arc<Registry>>,
    remote: StoredValue<Option<(String, NetClient)>, LocalStorage>,
}

thread_local! {
    static STARTED: Cell<Option<Search>> = const { Cell::new(None) };
}

/// The search. The first call starts it; it stays for as long as the portal is open.
#[must_use]
pub fn use_search() -> Search {
    if let Some(search) = STARTED.get() {
        return search;
    }
    let sources = use_sources();
    let registry = super::scope::use_registry();
    let config = use_context::<Arc<Config>>().unwrap_or_default();
    let net = use_context::<Net>();
    // Not the owner of the page that happens to ask first.
    let page = Owner::current();
    let own = Owner::new_root(None);
    let search = own.with(|| Search::start(sources, registry, &config, net));
    if let Some(page) = page {
        page.set();
    }
    std::mem::forget(own);
    STARTED.set(Some(search));
    search
}

impl Search {
    fn start(sources: Sources, registry: Arc<Registry>, config: &Config, net: Option<Net>) -> Self {
        let mut gaps = Vec::new();
        let own = config.search.parse::<SearchConfig>().unwrap_or_else(|error| {
            let cause = format!("{}: {}. The defaults are in force.", error.path, error.message);
            gaps.push(Gap { source: "portal.json".to_owned(), cause });
            SearchConfig::default()
        });
        let viewer = config.user.as_deref().and_then(|user| user.parse().ok());
        let remote = own.backstage.as_deref().zip(net.as_ref()).and_then(|(name, net)| {
            let origin = config.origin(name);
            if origin.is_none() {
                let cause =
                    format!("`search.backstage` names “{name}”, which is no source and no origin.");
                gaps.push(Gap { source: "portal.json".to_owned(), cause });
            }
            Some((origin?.title.clone(), net.client("search", &[name])))
        });
        let search = Self {
            index: StoredValue::new(None),
            version: RwSignal::new(0),
            progress: RwSignal::new(Progress::Waiting),
            reading: RwSignal::new(Vec::new()),
            gaps: RwSignal::new(gaps),
            config: StoredValue::new(own),
            registry: StoredValue::new(registry),
            remote: StoredValue::new_local(remote),
        };
        let catalog = sources.catalog();
        Effect::new(move |_| {
            if let Some(catalog) = catalog.get() {
                build::start(search, catalog, sources, net.clone(), viewer.clone());
            }
        });
        search
    }

    /// How far it is.
    #[must_use]
    pub fn progress(self) -> Signal<Progress> {
        self.progress.into()
    }

    /// What is being read, for people: "the catalog", "Documentation and Gallery".
    #[must_use]
    pub fn reading(self) -> String {
        note(&self.reading);
        self.reading.with(|titles| match titles.as_slice() {
            [] => "the catalog".to_owned(),
            [one] => (*one).to_owned(),
            [others @ .., last] => [&others.join(", "), " and ", last].concat(),
        })
    }

    /// What it cannot say anything about.
    #[must_use]
    pub fn gaps(self) -> Signal<Vec<Gap>> {
        self.gaps.into()
    }

    /// Looks at the index. Tracks it: an index that grew is another one.
    pub fn with<T>(self, look: impl FnOnce(&Index) -> T) -> Option<T> {
        note(&self.version);
        self.version.track();
        self.index.try_with_value(|index| index.as_ref().map(look)).flatten()
    }

    /// The catalog that is searched.
    #[must_use]
    pub fn catalog(self) -> Option<Arc<Catalog>> {
        self.with(|index| index.catalog().clone())
    }

    /// Answers to a text that changes, each narrowing the one before.
    #[must_use]
    pub fn answers(self, text: Signal<String>) -> Memo<Answer> {
        Memo::new_with_compare(
            move |last: Option<&Answer>| {
                text.with(|text| self.with(|index| index.ask(text, last))).unwrap_or_default()
            },
            |_, _| true,
        )
    }

    /// What sorts of things are called, with their values in an address.
    #[must_use]
    pub fn sorts(self) -> Vec<Named> {
        let named = |sort, id, title, icon| Named { sort, id, title, icon };
        let mut sorts = vec![
            named(Sort::Catalog, "catalog", "Catalog", Icon::Catalog),
            named(Sort::People, "people", "People and teams", Icon::Group),
            named(Sort::Templates, "templates", "Templates", Icon::Template),
        ];
        let added = self.registry.with_value(|registry| {
            let of = |(number, (_, source)): (u16, (_, &SearchSource))| {
                named(Sort::Source(number), source.id, source.title, source.icon)
            };
            (0..).zip(registry.search_sources()).map(of).collect::<Vec<_>>()
        });
        sorts.extend(added);
        sorts
    }

    /// The Backstage search that is asked too: its title, and the way to it.
    #[must_use]
    pub fn remote(self) -> Option<(String, NetClient)> {
        self.remote.try_get_value().flatten()
    }

    /// Name of the origin of the Backstage search.
    #[must_use]
    pub fn remote_origin(self) -> Option<String> {
        self.config.try_with_value(|config| config.backstage.clone()).flatten()
    }

    fn changed(self) {
        self.version.try_update(|version| *version += 1);
    }

    fn gap(self, gap: Gap) {
        self.gaps.try_update(|gaps| {
            if !gaps.contains(&gap) {
                gaps.push(gap);
            }
        });
    }
}

/// A sort of things, as people and addresses call it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    /// The sort.
    pub sort: Sort,
    /// Its value in an address.
    pub id: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Its icon.
    pub icon: Icon,
}
