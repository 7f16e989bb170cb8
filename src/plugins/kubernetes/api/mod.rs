//! What is asked of a Kubernetes API and of Backstage's Kubernetes backend, and what they answer.

pub mod backstage;
mod objects;
mod shapes;

pub use objects::{Objects, Unread};
pub use shapes::*;

use super::selector::Selector;
use crate::net::{Get, Items};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// Where one list of objects is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// What people call it.
    pub title: &'static str,
    /// The group and version, then the name of the list.
    path: &'static [&'static str],
    name: &'static str,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident: $title:literal, $path:expr, $name:literal;)*) => {
        $($(#[$doc])* pub const $part: Part = Part { title: $title, path: $path, name: $name };)*
    };
}

parts! {
    /// What runs without a state of its own.
    DEPLOYMENTS: "Deployments", &["apis", "apps", "v1"], "deployments";
    /// What runs with names and disks of its own.
    STATEFUL_SETS: "StatefulSets", &["apis", "apps", "v1"], "statefulsets";
    /// What runs on every node.
    DAEMON_SETS: "DaemonSets", &["apis", "apps", "v1"], "daemonsets";
    /// The revisions of deployments.
    REPLICA_SETS: "ReplicaSets", &["apis", "apps", "v1"], "replicasets";
    /// What runs once.
    JOBS: "Jobs", &["apis", "batch", "v1"], "jobs";
    /// What runs at times. In `batch/v1` since 1.21.
    CRON_JOBS: "CronJobs", &["apis", "batch", "v1"], "cronjobs";
    /// How many there should be. `v1` is everywhere, `v2` only since 1.23.
    SCALERS: "HorizontalPodAutoscalers", &["apis", "autoscaling", "v1"], "horizontalpodautoscalers";
    /// The pods.
    PODS: "Pods", &["api", "v1"], "pods";
    /// What the pods use, where a metrics server is installed.
    USAGE: "Resource use", &["apis", "metrics.k8s.io", "v1beta1"], "pods";
    /// What happened, about an hour back.
    EVENTS: "Events", &["api", "v1"], "events";
}

/// Events that are read at most; a namespace may have thousands.
const MOST_EVENTS: u32 = 1000;

/// A list of objects of one cluster.
#[must_use]
pub fn list<T: DeserializeOwned + Send + Sync + 'static>(
    origin: &str,
    part: Part,
    namespace: Option<&str>,
    selector: &Selector,
) -> Get<List<T>> {
    place(origin, part, namespace).query("labelSelector", selector.text())
}

/// Events of a namespace, or of all; they have no labels to select by.
#[must_use]
pub fn events(origin: &str, namespace: Option<&str>) -> Get<List<Event>> {
    place(origin, EVENTS, namespace).query("limit", MOST_EVENTS)
}

fn place<T: DeserializeOwned + Send + Sync + 'static>(
    origin: &str,
    part: Part,
    namespace: Option<&str>,
) -> Get<List<T>> {
    let get = Get::new(origin).path(part.path);
    match namespace {
        Some(namespace) => get.path(["namespaces", namespace, part.name]),
        None => get.path([part.name]),
    }
}

/// The newest lines that a container wrote.
#[must_use]
pub fn log(
    origin: &str,
    namespace: &str,
    pod: &str,
    container: &str,
    lines: u32,
    previous: bool,
) -> Get<String> {
    Get::text(origin)
        .path(["api", "v1", "namespaces", namespace, "pods", pod, "log"])
        .query("container", container)
        .query("tailLines", lines)
        .query("previous", previous.then_some(true))
}

/// A list, as the API wraps it. Old servers say `null` for an empty one.
#[derive(Clone, Debug, Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
pub struct List<T> {
    /// The objects.
    #[serde(deserialize_with = "crate::net::or_default")]
    pub items: Items<T>,
}

#[cfg(test)]
pub(super) mod recorded {
    //! Answers of a real API server, and those of Backstage's backend.

    use super::*;
    use crate::net::decode;

    macro_rules! recording {
        ($name:literal) => {
            include_str!(concat!("../../../../tests/contract/kubernetes/", $name, ".json"))
        };
    }

    pub fn list<T: DeserializeOwned>(text: &str) -> Items<T> {
        decode::json::<List<T>>(text.as_bytes()).unwrap().items
    }

    /// All that the recorded cluster says of the service `checkout`.
    pub fn cluster() -> Objects {
        let mut objects = Objects::default();
        objects.deployments.add(list(recording!("deployments")), DEPLOYMENTS);
        objects.replica_sets.add(list(recording!("replicasets")), REPLICA_SETS);
        objects.jobs.add(list(recording!("jobs")), JOBS);
        objects.scalers.add(list(recording!("hpas")), SCALERS);
        objects.pods.add(list(recording!("pods")), PODS);
        objects.usage.add(list(recording!("pod-metrics")), USAGE);
        objects.events.add(list(recording!("events")), EVENTS);
        objects
    }

    pub const BACKSTAGE: &str = recording!("backstage-workloads");
    pub const EMPTY: &str = recording!("empty");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::decode;

    #[test]
    fn every_recorded_object_is_read() {
        let all = recorded::cluster();
        assert_eq!(all.broken().count(), 0);
        let pods = all.pods.items.len();
        assert_eq!((all.deployments.items.len(), pods, all.jobs.items.len()), (5, 11, 1));
        assert_eq!(all.usage.items.len(), 4);
        assert!(all.events.items.len() > 20);
        assert_eq!(recorded::list::<Pod>(recorded::EMPTY), Items::default());
    }

    #[test]
    fn a_bad_object_is_one_error_and_null_is_an_empty_list() {
        let text = br#"{"items": [{"metadata": {"name": "a"}}, {"metadata": {}}, {"metadata":
            {"name": "b", "labels": null}, "status": {"conditions": null, "phase": null}}]}"#;
        let pods: List<Pod> = decode::json(text).unwrap();
        assert_eq!(pods.items.items.len(), 2);
        assert_eq!(pods.items.broken.len(), 1);
        assert!(decode::json::<List<Pod>>(br#"{"items": null}"#).unwrap().items.items.is_empty());
        // What is no list is no empty one.
        assert!(decode::json::<List<Pod>>(br#"{"kind": "Status"}"#).is_err());
    }
}
