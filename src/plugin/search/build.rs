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
use futures_util::future::join_all;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::catalog::Catalog;
use portico_catalog::reference::EntityRef;
use portico_catalog::search::{Document, Index};
use std::cell::Cell;
use std::sync::Arc;
use std::time::Duration;

/// The main thread is given back after so long, in milliseconds. Much less, and most of the time
/// would be the four milliseconds that a timer waits at least.
const PIECE: f64 = 10.0;
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
        let titles = feeds.iter().map(|(_, _, source)| source.title).collect();
        search.reading.try_set(titles);
        // All at the same time: a slow one keeps nobody from what the others have.
        let mine = &mine;
        let all = feeds.into_iter().map(|(number, by, source)| {
            let net = net.as_ref();
            let owner = owner.child();
            async move {
                mine.feed(number, &by, source, &owner, net).await?;
                mine.settle().await?;
                search.reading.try_update(|titles| titles.retain(|title| *title != source.title));
                Some(())
            }
        });
        let done = join_all(all).await.into_iter().all(|done| done.is_some());
        if done {
            search.progress.try_set(Progress::Ready);
        }
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

    /// Reads all of a source; nothing when another catalog took over.
    async fn feed(
        &self,
        number: u16,
        by: &Installed,
        source: SearchSource,
        owner: &Owner,
        net: Option<&Net>,
    ) -> Option<()> {
        let search = self.search;
        let input = SearchInput {
            catalog: self.catalog.clone(),
            registry: search.registry.try_get_value()?,
            net: net.map(|net| net.client(by.plugin.id(), by.plugin.origins())),
        };
        // A source may use the contexts of its plugin, as a page does.
        let feeding = owner.with(|| {
            scope::provide(by, source.id, net);
            crash::within(by.plugin.id(), || (source.feed)(input))
        });
        let fail = |cause: String| search.gap(Gap { source: source.title.to_owned(), cause });
        let mut feed = match feeding.await {
            Ok(feed) => feed,
            Err(error) => {
                fail(format!("Its code could not be loaded: {}.", error.cause));
                return Some(());
            }
        };
        while let Some(batch) = feed.next().await {
            match batch {
                Ok(batch) => self.add(number, batch).await?,
                Err(error) => fail(format!("{}. {}", error.title(), error.cause())),
            }
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
