//! Backstage's Kubernetes backend: one question for all clusters.
//!
//! Source: `@backstage/plugin-kubernetes-backend` 0.21 and `-common` 0.9.

use super::super::quantity::{Quantity, Resources};
use super::{
    CRON_JOBS, ContainerUsage, DAEMON_SETS, DEPLOYMENTS, JOBS, Meta, Objects, PODS, PodUsage,
    REPLICA_SETS, SCALERS, STATEFUL_SETS, Unread,
};
use crate::net::{Get, Items, decode, or_default};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// What the workloads of an entity are. The backend knows the clusters and its own way in.
/// Source: `POST /api/kubernetes/resources/workloads/query`.
#[must_use]
pub fn workloads(origin: &str, entity_ref: &str) -> Get<Fetched> {
    let question = Question { entity_ref, auth: Auth {} };
    Get::new(origin)
        .path(["api", "kubernetes", "resources", "workloads", "query"])
        .asking(&question)
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Question<'a> {
    entity_ref: &'a str,
    auth: Auth,
}

/// No token of a provider: the backend uses its own.
#[derive(Serialize)]
struct Auth {}

/// All clusters.
#[derive(Clone, Debug, Deserialize)]
pub struct Fetched {
    /// One of each.
    pub items: Items<FetchedCluster>,
}

/// A cluster by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Cluster {
    /// In configuration and annotations.
    pub name: String,
    /// For people.
    #[serde(default)]
    pub title: Option<String>,
}

impl Cluster {
    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        self.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&self.name)
    }
}

/// What is known of one cluster.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FetchedCluster {
    /// Which.
    pub cluster: Cluster,
    #[serde(default, deserialize_with = "or_default")]
    resources: Items<FetchedPart>,
    #[serde(default, deserialize_with = "or_default")]
    pod_metrics: Items<FetchedUsage>,
    #[serde(default, deserialize_with = "or_default")]
    errors: Items<FetchError>,
}

#[derive(Clone, Debug, Deserialize)]
struct FetchedPart {
    #[serde(rename = "type")]
    kind: String,
    resources: Box<RawValue>,
}

#[derive(Clone, Debug, Deserialize)]
struct FetchedUsage {
    pod: FetchedPod,
    #[serde(default, deserialize_with = "or_default")]
    containers: Vec<FetchedContainer>,
}

#[derive(Clone, Debug, Deserialize)]
struct FetchedPod {
    metadata: Meta,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FetchedContainer {
    container: String,
    #[serde(default, deserialize_with = "or_default")]
    cpu_usage: Used,
    #[serde(default, deserialize_with = "or_default")]
    memory_usage: Used,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Used {
    #[serde(deserialize_with = "or_default")]
    current_usage: Option<Quantity>,
}

/// What the backend could not fetch.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct FetchError {
    #[serde(deserialize_with = "or_default")]
    error_type: String,
    #[serde(deserialize_with = "or_default")]
    message: String,
    #[serde(deserialize_with = "or_default")]
    resource_path: String,
    status_code: Option<u16>,
}

impl FetchError {
    fn words(&self) -> Unread {
        let why = match self.error_type.as_str() {
            "FETCH_ERROR" => "Backstage cannot reach the cluster",
            "UNAUTHORIZED_ERROR" => "Backstage is not allowed to read it",
            "NOT_FOUND" => "the cluster does not have it",
            "BAD_REQUEST" => "the cluster did not accept the request",
            _ => "the cluster did not answer as it should",
        };
        let status = self.status_code.map(|status| format!(" (status {status})"));
        let said = (!self.message.is_empty()).then(|| [": ", &self.message].concat());
        let why = [why, status.as_deref().unwrap_or(""), said.as_deref().unwrap_or("")].concat();
        let what = match self.resource_path.as_str() {
            "" => "Everything".to_owned(),
            path => path.to_owned(),
        };
        Unread { what, why }
    }
}

impl FetchedCluster {
    /// Why nothing at all is known of it.
    #[must_use]
    pub fn failure(&self) -> Option<Unread> {
        let empty = self.resources.items.is_empty() && self.resources.broken.is_empty();
        self.errors.items.first().filter(|_| empty).map(FetchError::words)
    }

    /// The objects in it.
    #[must_use]
    pub fn objects(&self) -> Objects {
        let mut all = Objects::default();
        for part in &self.resources.items {
            let json = part.resources.get();
            match part.kind.as_str() {
                "deployments" => all.deployments.add(items(json), DEPLOYMENTS),
                "statefulsets" => all.stateful_sets.add(items(json), STATEFUL_SETS),
                "daemonsets" => all.daemon_sets.add(items(json), DAEMON_SETS),
                "replicasets" => all.replica_sets.add(items(json), REPLICA_SETS),
                "jobs" => all.jobs.add(items(json), JOBS),
                "cronjobs" => all.cron_jobs.add(items(json), CRON_JOBS),
                "horizontalpodautoscalers" => all.scalers.add(items(json), SCALERS),
                "pods" => all.pods.add(items(json), PODS),
                // Services, ingresses and so on are not shown.
                _ => {}
            }
        }
        all.usage.items = self.pod_metrics.items.iter().map(usage).collect();
        all.unread = self.errors.items.iter().map(FetchError::words).collect();
        all
    }
}

fn items<T: DeserializeOwned>(json: &str) -> Items<T> {
    decode::json(json.as_bytes()).unwrap_or_default()
}

fn usage(fetched: &FetchedUsage) -> PodUsage {
    let one = |used: &FetchedContainer| ContainerUsage {
        name: used.container.clone(),
        usage: Resources {
            cpu: used.cpu_usage.current_usage,
            memory: used.memory_usage.current_usage,
        },
    };
    PodUsage {
        metadata: fetched.pod.metadata.clone(),
        containers: fetched.containers.iter().map(one).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::recorded;
    use super::*;

    #[test]
    fn clusters_fail_apart() {
        let fetched: Fetched = decode::json(recorded::BACKSTAGE.as_bytes()).unwrap();
        let [prod, staging] = fetched.items.items.as_slice() else { panic!("two clusters") };
        assert_eq!((prod.cluster.label(), staging.cluster.label()), ("Production", "staging"));
        assert_eq!(prod.failure(), None);
        let failure = staging.failure().unwrap();
        assert!(failure.why.starts_with("Backstage cannot reach the cluster: request to"));
        let objects = prod.objects();
        assert_eq!((objects.deployments.items.len(), objects.pods.items.len()), (5, 11));
        assert_eq!(objects.broken().count(), 0);
        let unread = Unread {
            what: "/apis/batch/v1/namespaces/shop/cronjobs".into(),
            why: "Backstage is not allowed to read it (status 403)".into(),
        };
        assert_eq!(objects.unread, [unread]);
    }

    #[test]
    fn use_is_a_number_or_a_text() {
        let fetched: Fetched = decode::json(recorded::BACKSTAGE.as_bytes()).unwrap();
        let objects = fetched.items.items[0].objects();
        let used = &objects.usage.items[0].containers[0].usage;
        assert_eq!(used.cpu, Quantity::parse("2487312n"));
        assert_eq!(used.memory, Quantity::parse("41236Ki"));
    }

    #[test]
    fn the_question_names_the_entity() {
        let question = Question { entity_ref: "component:default/checkout", auth: Auth {} };
        assert_eq!(
            serde_json::to_string(&question).unwrap(),
            r#"{"entityRef":"component:default/checkout","auth":{}}"#
        );
    }
}
