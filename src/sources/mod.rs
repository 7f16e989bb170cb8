//! Where the catalog comes from: fetches what the configuration lists, has it read in a worker,
//! keeps the result, and says how each source fares.
//!
//! The catalog on the screen is replaced as a whole. While sources are slow or dead, the last good
//! one is shown with its age. Whoever has none sees the one that was read when the portal was
//! built, if there is one (docs/decisions/0010-a-catalog-beside-the-portal.md).

mod elsewhere;
mod kept;
mod read;
mod reader;
mod shipped;
mod state;
mod worker;

pub use reader::is_worker;
pub use state::{Health, SourceState};

use crate::chunk::worker::WorkerError;
use crate::config::Config;
use crate::net::{Get, Net, NetClient};
use crate::readers::lasting;
use js_sys::Uint8Array;
use kept::Kept;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::entity::Entity;
use portico_catalog::long::without_long_definition;
use send_wrapper::SendWrapper;
use std::sync::Arc;
use std::time::Duration;

/// So long the sources wait when there is a catalog to show: what reads descriptors is not in the
/// way of the first rows.
const FIRST_THE_ROWS: Duration = Duration::from_secs(1);

/// The catalog and the state of its sources. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Sources {
    config: StoredValue<Arc<Config>>,
    net: StoredValue<Option<Net>, LocalStorage>,
    catalog: RwSignal<Option<Arc<Catalog>>>,
    details: StoredValue<Option<SendWrapper<Uint8Array>>>,
    read_at: RwSignal<Option<f64>>,
    is_kept: RwSignal<bool>,
    states: RwSignal<Vec<SourceState>>,
    refreshing: RwSignal<bool>,
}

/// The sources of the portal around the caller; in the gallery there are none.
#[must_use]
pub fn use_sources() -> Sources {
    use_context::<Sources>().unwrap_or_else(|| Sources::new(Arc::default(), None))
}

/// The last good catalog of this configuration: the kept one, or the one of the build.
async fn earlier(key: String, shipped: Option<u64>) -> Option<Kept> {
    let kept = kept::read(&key).await;
    if let (None, Some(stamp)) = (&kept, shipped) {
        return shipped::read(stamp).await;
    }
    kept
}

impl Sources {
    /// Sources that have not been asked yet.
    #[must_use]
    pub fn new(config: Arc<Config>, net: Option<Net>) -> Self {
        let states = config.sources.iter().map(SourceState::waiting).collect();
        Self {
            config: StoredValue::new(config),
            net: StoredValue::new_local(net),
            catalog: RwSignal::new(None),
            details: StoredValue::new(None),
            read_at: RwSignal::new(None),
            is_kept: RwSignal::new(false),
            states: RwSignal::new(states),
            refreshing: RwSignal::new(false),
        }
    }

    /// Shows the kept catalog or the one of the build, if there is one, and asks the sources.
    pub fn start(self) {
        let shipped = self.config.try_with_value(|config| shipped::stamp_of(config)).flatten();
        // The kept catalog and the first requests race; whichever is here first is shown. Only what
        // the build wrote comes before them: it is as good, and there without reading descriptors.
        self.refreshing.set(true);
        if shipped.is_none() {
            self.ask();
        }
        spawn_local(async move {
            let Some(key) = self.key() else { return };
            let found = earlier(key, shipped).await;
            let is_found = found.is_some();
            if let Some(found) = found
                && self.catalog.try_with_untracked(Option::is_none) == Some(true)
            {
                self.show(found, true);
            }
            match (shipped.is_some(), is_found) {
                (true, true) => set_timeout(move || self.ask(), FIRST_THE_ROWS),
                (true, false) => self.ask(),
                (false, _) => {}
            }
        });
    }

    /// Asks all sources again.
    pub fn refresh(self) {
        if self.refreshing.try_get_untracked() == Some(false) {
            self.refreshing.set(true);
            self.ask();
        }
    }

    fn ask(self) {
        spawn_local(async move {
            self.read_all().await;
            self.refreshing.try_set(false);
        });
    }

    async fn read_all(self) {
        let Some(config) = self.config.try_get_value() else { return };
        let Some(Some(net)) = self.net.try_get_value() else { return };
        let report = |states: Vec<SourceState>| {
            self.states.try_set(states);
        };
        let earlier = earlier(self.key().unwrap_or_default(), shipped::stamp_of(&config));
        match read::read(&config, &net, report, earlier).await {
            Ok(built) => {
                let states = self.states.try_get_untracked().unwrap_or_default();
                // Nothing answered: what was shown before is better than nothing.
                let all_failed = !states.is_empty() && states.iter().all(SourceState::has_failed);
                if all_failed && self.catalog.try_with_untracked(Option::is_some) == Some(true) {
                    return;
                }
                let kept =
                    Kept { index: built.index, details: built.details, at: js_sys::Date::now() };
                let key = self.key();
                let whole = !states.iter().any(SourceState::has_failed);
                if whole && let Some(key) = key {
                    kept::write(&key, &kept).await;
                }
                self.show(kept, false);
            }
            Err(WorkerError(reason)) => {
                self.states.try_update(|states| {
                    for state in states {
                        state.health = Health::Failed {
                            title: "The descriptors could not be read".to_owned(),
                            cause: format!("The reader stopped: {reason}."),
                            next_step: "Reload the page. If it happens again, report it with these details."
                                .to_owned(),
                        };
                    }
                });
            }
        }
    }

    fn show(self, kept: Kept, is_kept: bool) {
        // A kept catalog of another version is no catalog; fresh bytes are always of this one.
        let Ok(catalog) = Catalog::from_bytes(&kept.index.to_vec()) else { return };
        if catalog.details_len() != kept.details.length() as usize {
            return;
        }
        self.details.try_set_value(Some(SendWrapper::new(kept.details)));
        self.read_at.try_set(Some(kept.at));
        self.is_kept.try_set(is_kept);
        // The same content again draws nothing anew.
        let same = self
            .catalog
            .try_with_untracked(|shown| shown.as_ref().map(|shown| shown.stamp()))
            .flatten()
            == Some(catalog.stamp());
        if !same {
            self.catalog.try_set(Some(Arc::new(catalog)));
        }
    }

    /// The reference of the person who looks, as `portal.json` names it.
    #[must_use]
    pub fn user(self) -> Option<String> {
        self.config.try_with_value(|config| config.user.clone()).flatten()
    }

    /// The catalog; `None` until there is one.
    #[must_use]
    pub fn catalog(self) -> Signal<Option<Arc<Catalog>>> {
        lasting(self.catalog)
    }

    /// When the catalog on the screen was read from its sources, in milliseconds since 1970.
    #[must_use]
    pub fn read_at(self) -> Signal<Option<f64>> {
        self.read_at.into()
    }

    /// Whether the catalog on the screen was read earlier: on an earlier visit, or by the build.
    #[must_use]
    pub fn is_kept(self) -> Signal<bool> {
        self.is_kept.into()
    }

    /// Whether the sources are being asked.
    #[must_use]
    pub fn refreshing(self) -> Signal<bool> {
        self.refreshing.into()
    }

    /// How each source fares.
    #[must_use]
    pub fn states(self) -> Signal<Vec<SourceState>> {
        lasting(self.states)
    }

    /// Title of the source with this number.
    #[must_use]
    pub fn title(self, source: portico_catalog::record::SourceId) -> String {
        self.config
            .try_with_value(|config| {
                config.sources.get(usize::from(source.0)).map(|source| source.title.clone())
            })
            .flatten()
            .unwrap_or_default()
    }

    /// The request for the text of a file that the catalog names, for a client that may use its
    /// origin. `None` for what is no file, such as the answer of an API.
    #[must_use]
    pub fn text(self, client: &NetClient, file: &str) -> Option<Get<String>> {
        self.config.try_with_value(|config| read::text(client, config, file)).flatten()
    }

    /// The origin that a file lies in and its path below that, for a client that may use it: a
    /// file that `portal.json` names, by a path below the portal or a whole address.
    #[must_use]
    pub fn place(self, client: &NetClient, file: &str) -> Option<(String, String)> {
        self.config.try_with_value(|config| read::place(client, config, file)).flatten()
    }

    /// The whole entity, decoded from its JSON, but for a definition that is too long to be read in
    /// passing. `None` when `catalog` is no longer the one on the screen.
    #[must_use]
    pub fn entity(self, catalog: &Catalog, ix: Ix) -> Option<Entity> {
        Entity::from_json(&without_long_definition(self.detail(catalog, ix)?)).ok()
    }

    /// The whole entity as JSON.
    #[must_use]
    pub fn detail(self, catalog: &Catalog, ix: Ix) -> Option<Vec<u8>> {
        let range = catalog.detail_range(ix);
        self.details
            .try_with_value(|details| {
                let details = details.as_ref()?;
                (details.length() as usize == catalog.details_len())
                    .then(|| details.subarray(range.start as u32, range.end as u32).to_vec())
            })
            .flatten()
    }

    /// The same in a buffer of its own, ready to be handed to a worker: what is large never passes
    /// through the page's own memory.
    #[must_use]
    pub fn detail_to_send(self, catalog: &Catalog, ix: Ix) -> Option<Uint8Array> {
        let range = catalog.detail_range(ix);
        self.details
            .try_with_value(|details| {
                let details = details.as_ref()?;
                (details.length() as usize == catalog.details_len())
                    .then(|| details.slice(range.start as u32, range.end as u32))
            })
            .flatten()
    }

    /// Names the configuration that a kept catalog belongs to.
    fn key(self) -> Option<String> {
        self.config.try_with_value(|config| {
            config
                .sources
                .iter()
                .map(|source| {
                    let url = config.origin(&source.id).map(|origin| format!("{:?}", origin.url));
                    format!("{}={:?}@{}", source.id, source.kind, url.unwrap_or_default())
                })
                .collect::<Vec<_>>()
                .join(";")
        })
    }
}
