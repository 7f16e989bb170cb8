//! All that is known of one service in one cluster, wherever it came from.

use super::{Controller, Event, Meta, Part, Pod, PodUsage, Scaler};
use crate::net::{BrokenItem, Items};

use super::super::selector::Selector;

/// One list, with what of it could not be read.
#[derive(Clone, Debug)]
pub struct Kept<T> {
    /// The objects.
    pub items: Vec<T>,
    broken: Vec<BrokenItem>,
    title: &'static str,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { items: Vec::new(), broken: Vec::new(), title: "" }
    }
}

impl<T> Kept<T> {
    /// Adds what a list held.
    pub fn add(&mut self, list: Items<T>, part: Part) {
        self.items.extend(list.items);
        self.broken.extend(list.broken);
        self.title = part.title;
    }
}

/// A part of a cluster that nothing is known of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// `Jobs`, or a path of the API.
    pub what: String,
    /// One sentence.
    pub why: String,
}

/// The objects of one service in one cluster.
#[derive(Clone, Debug, Default)]
pub struct Objects {
    /// Deployments.
    pub deployments: Kept<Controller>,
    /// StatefulSets.
    pub stateful_sets: Kept<Controller>,
    /// DaemonSets.
    pub daemon_sets: Kept<Controller>,
    /// ReplicaSets.
    pub replica_sets: Kept<Controller>,
    /// Jobs.
    pub jobs: Kept<Controller>,
    /// CronJobs.
    pub cron_jobs: Kept<Controller>,
    /// Autoscalers.
    pub scalers: Kept<Scaler>,
    /// Pods.
    pub pods: Kept<Pod>,
    /// What the pods use.
    pub usage: Kept<PodUsage>,
    /// What happened.
    pub events: Kept<Event>,
    /// What could not be had.
    pub unread: Vec<Unread>,
}

impl Objects {
    /// Leaves only what the selector means. Events and use go by the names of what is left.
    pub fn select(&mut self, selector: &Selector, namespace: Option<&str>) {
        let fits = |meta: &Meta| {
            selector.fits(&meta.labels) && namespace.is_none_or(|name| meta.namespace == name)
        };
        let controllers = [
            &mut self.deployments,
            &mut self.stateful_sets,
            &mut self.daemon_sets,
            &mut self.replica_sets,
            &mut self.jobs,
            &mut self.cron_jobs,
        ];
        for kept in controllers {
            kept.items.retain(|item| fits(&item.metadata));
        }
        self.scalers.items.retain(|item| fits(&item.metadata));
        self.pods.items.retain(|item| fits(&item.metadata));
    }

    /// The objects that could not be read: where, and what is wrong.
    pub fn broken(&self) -> impl Iterator<Item = (&'static str, &BrokenItem)> {
        fn of<T>(kept: &Kept<T>) -> impl Iterator<Item = (&'static str, &BrokenItem)> {
            kept.broken.iter().map(|broken| (kept.title, broken))
        }
        of(&self.deployments)
            .chain(of(&self.stateful_sets))
            .chain(of(&self.daemon_sets))
            .chain(of(&self.replica_sets))
            .chain(of(&self.jobs))
            .chain(of(&self.cron_jobs))
            .chain(of(&self.scalers))
            .chain(of(&self.pods))
            .chain(of(&self.usage))
            .chain(of(&self.events))
    }
}
