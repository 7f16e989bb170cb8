//! Reads everything into the index, a few milliseconds at a time.

use super::{Gap, Progress, Search};
use crate::crash;
use crate::net::Net;
use crate::net::clock::wait;
use crate::plugin::registry::Installed;
use crate::plugin::scope;
use crate::plugin::search_source::{SearchInput, SearchSource};
use crate::sources::Sources;
use futures_util::StreamExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::catalog::Catalog;
use portico_catalog::reference::EntityRef;
use portico_catalog::search::{Document, Index};
use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

/// The main thread is given back after so long, in milliseconds.
const PIECE: f64 = 8.0;
/// Entities read between two looks at the clock.
const STEP: u32 = 50;
/// New documents are found after so long at the latest, in milliseconds.
const SETTLE: f64 = 400.0;

/// Starts an index of this catalog. An earlier one that is still being read stops.
pub(super) fn start(
    search: Search,
    catalog: Arc<Catalog>,
    sources: Sources,
    net: Option<Net>,
    viewer: Option<EntityRef>,
) {
    let weights = search.config.with_value(|config| config.weights.clone());
    let mut index = Index::new(catalog.clone(), weights);
    if let Some(viewer) = viewer {
        index.set_viewer(&viewer);
    }
    search.index.set_value(Some(index));
    search.progress.set(Progress::Reading);
    search.changed();
    let owner = Owner::current().unwrap_or_default();
    spawn_local(async move {
        let until = Cell::new(js_sys::Date::now() + PIECE);
        let mine = Mine { search, catalog, until, settled: Cell::new(js_sys::Date::now()) };
        if mine.read(sources).await.is_none() {
            return;
        }
        search.changed();
        let feeds: Vec<(u16, Installed, SearchSource)> = search.registry.with_value(|registry| {
            let added = (0..).zip(registry.search_sources());
            added.map(|(number, (by, source))| (number, by.clone(), *source)).collect()
        });
        for (number, by, source) in feeds {
            let input = SearchInput {
                catalog: mine.catalog.clone(),
                registry: search.registry.get_value(),
                net: net.as_ref().map(|net| net.client(by.plugin.id(), by.plugin.origins())),
            };
            // A source may use the contexts of its plugin, as a page does.
            let feeding = owner.child().with(|| {
                scope::provide(&by, source.id, net.as_ref());
                crash::within(by.plugin.id(), || (source.feed)(input))
            });
            let fail = |cause: String| search.gap(Gap { source: source.title.to_owned(), cause });
            let mut feed = match feeding.await {
                Ok(feed) => feed,
                Err(error) => {
                    fail(format!("Its code could not be loaded: {}.", error.cause));
                    continue;
                }
            };
            while let Some(batch) = feed.next().await {
                let done = match batch {
                    Ok(batch) => mine.add(number, batch).await,
                    Err(error) => {
                        fail(format!("{}. {}", error.title(), error.cause()));
                        Some(())
                    }
                };
                if done.is_none() {
                    return;
                }
            }
            if mine.settle().await.is_none() {
                return;
            }
        }
        search.progress.try_set(Progress::Ready);
    });
}

/// The index of one catalog, for as long as it is the one in use.
struct Mine {
    search: Search,
    catalog: Arc<Catalog>,
    /// When the main thread is given back.
    until: Cell<f64>,
    /// When new documents were made known.
    settled: Cell<f64>,
}

impl Mine {
    fn change<T>(&self, change: impl FnOnce(&mut Index) -> T) -> Option<T> {
        self.search
            .index
            .try_update_value(|index| {
                let index = index.as_mut()?;
                Arc::ptr_eq(index.catalog(), &self.catalog).then(|| change(index))
            })
            .flatten()
    }

    /// Gives the main thread back when it is time.
    async fn breathe(&self) {
        if js_sys::Date::now() >= self.until.get() {
            wait(Duration::ZERO).await;
            self.until.set(js_sys::Date::now() + PIECE);
        }
    }

    /// Reads the texts of all entities; nothing when another catalog took over.
    async fn read(&self, sources: Sources) -> Option<()> {
        let mut detail = |ix| sources.detail(&self.catalog, ix);
        while self.change(|index| index.read(STEP, &mut detail))? {
            self.breathe().await;
        }
        Some(())
    }

    async fn add(&self, source: u16, documents: Vec<Document>) -> Option<()> {
        for document in documents {
            self.change(|index| index.add(source, document))?;
            if js_sys::Date::now() > self.settled.get() + SETTLE {
                self.settle().await?;
            }
            self.breathe().await;
        }
        Some(())
    }

    /// Makes what was added known.
    async fn settle(&self) -> Option<()> {
        while self.change(Index::settle_some)? {
            self.breathe().await;
        }
        self.settled.set(js_sys::Date::now());
        self.search.changed();
        Some(())
    }
}
