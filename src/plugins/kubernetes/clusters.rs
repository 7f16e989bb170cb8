//! What the clusters have come to: many small answers as one reading of each.

use super::api::backstage::Fetched;
use super::api::{
    self, CRON_JOBS, Controller, DAEMON_SETS, DEPLOYMENTS, Event, JOBS, List, Objects, PODS, Part,
    Pod, PodUsage, REPLICA_SETS, SCALERS, STATEFUL_SETS, Scaler, USAGE, Unread,
};
use super::model::{self, Workload};
use super::wanted::{ClusterConfig, Wanted};
use crate::net::{Call, ErrorKind, Load, LoadState, NetError, Stamp, use_load};
use crate::plugin::loaded::{arrived, good, stale};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// What is known of a cluster.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// In configuration and annotations.
    pub name: String,
    /// For people.
    pub title: String,
    /// Its own API, which has the logs.
    pub origin: Option<String>,
    /// What runs, the worst first.
    pub workloads: Vec<Workload>,
    /// What could not be had.
    pub unread: Vec<Unread>,
    /// Objects that make no sense: where, and why.
    pub broken: Vec<String>,
    /// Why nothing at all could be had.
    pub failure: Option<Unread>,
}

/// What a cluster has come to.
#[derive(Clone, Debug, PartialEq)]
pub enum Reading {
    /// Nothing to show yet.
    Waiting,
    /// This.
    Known(Arc<Known>),
    /// Nothing, and why.
    Failed(NetError),
}

/// One cluster that is asked by itself.
#[derive(Clone, Copy)]
pub struct Cluster {
    /// What it has come to.
    pub reading: Memo<Reading>,
    /// When the oldest part of what is shown arrived.
    pub at: Memo<Option<i64>>,
    /// What went wrong at the last refresh, and when the shown was read.
    pub stale: Memo<Option<(NetError, Stamp)>>,
    /// Whether the answer takes long.
    pub slow: Signal<bool>,
    /// Who is asked.
    pub source: Signal<Option<Arc<Call>>>,
    /// Asks again.
    pub retry: Callback<()>,
}

/// How much is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// What a few words on a card need.
    Glance,
    /// Everything.
    Full,
}

/// The lists that are asked of a cluster.
#[derive(Clone)]
struct Lists {
    controllers: Vec<(Part, Load<List<Controller>>)>,
    pods: Load<List<Pod>>,
    more: Option<More>,
}

/// The lists that only explain.
#[derive(Clone, Copy)]
struct More {
    replica_sets: Load<List<Controller>>,
    scalers: Load<List<Scaler>>,
    usage: Load<List<PodUsage>>,
    events: Load<List<Event>>,
}

/// Asks a cluster.
pub fn use_cluster(config: &ClusterConfig, wanted: &Wanted, depth: Depth) -> Cluster {
    let place = Arc::new(Place {
        config: config.clone(),
        wanted: wanted.clone(),
        namespace: wanted.namespace.clone().or_else(|| config.namespace.clone()),
    });
    let parts = [DEPLOYMENTS, STATEFUL_SETS, DAEMON_SETS, JOBS, CRON_JOBS];
    let pods = place.load(PODS);
    let lists = Lists {
        controllers: parts.into_iter().map(|part| (part, place.load(part))).collect(),
        more: (depth == Depth::Full).then(|| place.more(pods)),
        pods,
    };
    let kept = lists.clone();
    let of = place.clone();
    let reading = Memo::new(move |_| kept.read(&of));
    let (kept, others) = (lists.clone(), lists.clone());
    Cluster {
        reading,
        at: Memo::new(move |_| kept.arrived().map(|at| at.unix_milliseconds() as i64)),
        stale: Memo::new(move |_| others.stale()),
        slow: lists.pods.slow,
        source: lists.pods.source,
        retry: Callback::new(move |()| lists.reload()),
    }
}

/// Where and what is asked.
struct Place {
    config: ClusterConfig,
    wanted: Wanted,
    namespace: Option<String>,
}

impl Place {
    fn load<T: DeserializeOwned + Send + Sync + 'static>(
        self: &Arc<Self>,
        part: Part,
    ) -> Load<List<T>> {
        let place = self.clone();
        use_load(move || {
            let namespace = place.namespace.as_deref();
            api::list::<T>(&place.config.origin, part, namespace, &place.wanted.selector)
        })
    }

    fn more(self: &Arc<Self>, pods: Load<List<Pod>>) -> More {
        let place = self.clone();
        let namespaces = self.namespaces(pods);
        More {
            replica_sets: self.load(REPLICA_SETS),
            scalers: self.load(SCALERS),
            usage: self.load(USAGE),
            events: use_load(move || {
                let namespace = namespaces.get()?;
                Some(api::events(&place.config.origin, namespace.as_deref()))
            }),
        }
    }

    /// Where to ask for events: in the namespace of the pods, or in all if there are several;
    /// nowhere while there are none. Events have no labels to select them by.
    fn namespaces(self: &Arc<Self>, pods: Load<List<Pod>>) -> Memo<Option<Option<String>>> {
        let place = self.clone();
        Memo::new(move |_| {
            if let Some(namespace) = &place.namespace {
                return Some(Some(namespace.clone()));
            }
            pods.state.with(|state| {
                let pods = good(state)?;
                let fits = |pod: &&Pod| place.wanted.selector.fits(&pod.metadata.labels);
                let mut all = pods.items.items.iter().filter(fits);
                let first = &all.next()?.metadata.namespace;
                let same = all.all(|pod| pod.metadata.namespace == *first);
                Some(same.then(|| first.clone()))
            })
        })
    }
}

/// What a list is as a part of a whole.
enum Piece {
    Waiting,
    Good,
    Failed(NetError),
}

impl Lists {
    fn read(&self, place: &Place) -> Reading {
        let mut all = Objects::default();
        let mut pieces = Vec::new();
        for (part, load) in &self.controllers {
            let kept = match *part {
                DEPLOYMENTS => &mut all.deployments,
                STATEFUL_SETS => &mut all.stateful_sets,
                DAEMON_SETS => &mut all.daemon_sets,
                JOBS => &mut all.jobs,
                _ => &mut all.cron_jobs,
            };
            pieces.push((*part, piece(*load, |list| kept.add(list.items.clone(), *part))));
        }
        let pods = &mut all.pods;
        pieces.push((PODS, piece(self.pods, |list| pods.add(list.items.clone(), PODS))));
        if pieces.iter().any(|(_, piece)| matches!(piece, Piece::Waiting)) {
            return Reading::Waiting;
        }
        if let Some(error) = all_failed(&pieces) {
            return Reading::Failed(error);
        }
        let (selector, namespace) = (&place.wanted.selector, place.namespace.as_deref());
        all.select(selector, namespace);
        if let Some(more) = self.more {
            let explained = more.read(&mut all);
            // They come together, so that what is being read is drawn anew only once. Without pods
            // nobody asks for events.
            let waits = explained.iter().any(|(part, piece)| {
                let needed = *part != api::EVENTS || !all.pods.items.is_empty();
                needed && matches!(piece, Piece::Waiting)
            });
            if waits {
                all.replica_sets = Default::default();
                all.scalers = Default::default();
                all.usage = Default::default();
                all.events = Default::default();
            } else {
                pieces.extend(explained);
                all.select(selector, namespace);
            }
        }
        all.unread = pieces.into_iter().filter_map(|(part, piece)| unread(part, piece)).collect();
        let config = &place.config;
        let origin = Some(config.origin.clone());
        Reading::Known(Arc::new(known(&config.name, config.label(), origin, &all)))
    }

    /// When the oldest of the answers that count arrived.
    fn arrived(&self) -> Option<Stamp> {
        let mut oldest = arrived(self.pods);
        for (_, load) in &self.controllers {
            let at = arrived(*load);
            oldest = match (oldest, at) {
                (Some(one), Some(other)) => {
                    Some(if other.unix_milliseconds() < one.unix_milliseconds() {
                        other
                    } else {
                        one
                    })
                }
                (one, other) => one.or(other),
            };
        }
        oldest
    }

    /// What went wrong where an old answer is still shown.
    fn stale(&self) -> Option<(NetError, Stamp)> {
        let controllers = self.controllers.iter().map(|(_, load)| *load);
        stale(self.pods).or_else(|| controllers.into_iter().find_map(stale))
    }

    fn reload(&self) {
        self.pods.reload();
        for (_, load) in &self.controllers {
            load.reload();
        }
        if let Some(more) = self.more {
            more.replica_sets.reload();
            more.scalers.reload();
            more.usage.reload();
            more.events.reload();
        }
    }
}

impl More {
    fn read(self, all: &mut Objects) -> [(Part, Piece); 4] {
        let (sets, scalers) = (&mut all.replica_sets, &mut all.scalers);
        let (usage, events) = (&mut all.usage, &mut all.events);
        [
            (
                REPLICA_SETS,
                piece(self.replica_sets, |list| sets.add(list.items.clone(), REPLICA_SETS)),
            ),
            (SCALERS, piece(self.scalers, |list| scalers.add(list.items.clone(), SCALERS))),
            (USAGE, piece(self.usage, |list| usage.add(list.items.clone(), USAGE))),
            (api::EVENTS, piece(self.events, |list| events.add(list.items.clone(), api::EVENTS))),
        ]
    }
}

fn piece<T: Send + Sync + 'static>(load: Load<List<T>>, take: impl FnOnce(&List<T>)) -> Piece {
    load.state.with(|state| match (good(state), state) {
        (Some(list), _) => {
            take(list);
            Piece::Good
        }
        (None, LoadState::Failed { error, .. }) => Piece::Failed(error.clone()),
        (None, _) => Piece::Waiting,
    })
}

fn all_failed(pieces: &[(Part, Piece)]) -> Option<NetError> {
    let errors = pieces.iter().map(|(_, piece)| match piece {
        Piece::Failed(error) => Some(error),
        Piece::Good | Piece::Waiting => None,
    });
    // The pods say best what is wrong.
    errors.collect::<Option<Vec<_>>>()?.last().map(|error| (*error).clone())
}

/// What has to be said of a part. What a cluster need not have is not missed.
fn unread(part: Part, piece: Piece) -> Option<Unread> {
    let Piece::Failed(error) = piece else { return None };
    let optional = matches!(part, CRON_JOBS | SCALERS | USAGE);
    if optional && error.kind == ErrorKind::NotFound {
        return None;
    }
    Some(Unread { what: part.title.to_owned(), why: error.title() })
}

fn known(name: &str, title: &str, origin: Option<String>, all: &Objects) -> Known {
    let now = Stamp::now().unix_milliseconds() as i64;
    let broken = all
        .broken()
        .map(|(title, broken)| [title, ", ", &broken.path, ": ", &broken.message].concat());
    Known {
        name: name.to_owned(),
        title: title.to_owned(),
        origin,
        workloads: model::read(all, now),
        unread: all.unread.clone(),
        broken: broken.collect(),
        failure: None,
    }
}

/// The clusters that Backstage's backend knows, as far as they are wanted.
#[must_use]
pub fn of_backstage(fetched: &Fetched, wanted: &Wanted) -> Vec<Known> {
    let clusters = fetched.items.items.iter().filter(|one| wanted.is_in(&one.cluster.name));
    clusters
        .map(|one| {
            let failure = one.failure();
            let mut all = one.objects();
            if failure.is_some() {
                all.unread.clear();
            }
            Known { failure, ..known(&one.cluster.name, one.cluster.label(), None, &all) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failed(kind: ErrorKind) -> Piece {
        Piece::Failed(NetError { kind, ..NetError::refused("") })
    }

    #[test]
    fn a_cluster_has_failed_when_all_of_it_has() {
        let pods = (PODS, failed(ErrorKind::Forbidden));
        let jobs = (JOBS, failed(ErrorKind::NotFound));
        assert!(all_failed(&[(DEPLOYMENTS, Piece::Good), pods]).is_none());
        let pods = (PODS, failed(ErrorKind::Forbidden));
        // The pods say best what is wrong.
        let error = all_failed(&[jobs, pods]).unwrap();
        assert_eq!(error.kind, ErrorKind::Forbidden);
    }

    #[test]
    fn what_a_cluster_need_not_have_is_not_missed() {
        assert_eq!(unread(USAGE, failed(ErrorKind::NotFound)), None);
        assert_eq!(unread(PODS, Piece::Good), None);
        for (part, kind) in [
            (USAGE, ErrorKind::Forbidden),
            (CRON_JOBS, ErrorKind::CutOff),
            (REPLICA_SETS, ErrorKind::NotFound),
        ] {
            let said = unread(part, failed(kind)).unwrap();
            assert_eq!(said.what, part.title);
            assert!(!said.why.is_empty());
        }
    }
}
