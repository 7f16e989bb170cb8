//! What the gallery shows of the plugin: workloads in their states, and what is said without any.

use super::api::{DEPLOYMENTS, List, Objects, PODS};
use super::cards::row;
use super::clusters::Known;
use super::model;
use super::pages::list;
use super::parts::{bad_selector, no_clusters, nothing_runs};
use super::workload::{Around, LogLink};
use crate::net::{Items, decode};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "kubernetes-workloads",
    name: "Kubernetes: workloads",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "What runs of a service in a cluster, and why it does not.",
    when_not: "What was built: the list of builds. What is to run where: deploys.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "states", title: "Workloads and their states", view: states },
    Example { id: "glance", title: "A cluster at a glance", view: || row(&cluster(), None) },
    Example {
        id: "nothing",
        title: "Nothing runs",
        view: || nothing_runs("backstage.io/kubernetes-id=ledger"),
    },
    Example { id: "no-clusters", title: "No cluster in portal.json", view: no_clusters },
    Example {
        id: "bad-selector",
        title: "An annotation that is no label selector",
        view: || bad_selector("app is ledger"),
    },
];

const WORKLOADS: &str = r#"{"items": [
    {"metadata": {"name": "ledger", "namespace": "payments"}, "spec": {"replicas": 2},
        "status": {"replicas": 2, "updatedReplicas": 2, "readyReplicas": 2}},
    {"metadata": {"name": "checkout", "namespace": "checkout"}, "spec": {"replicas": 3},
        "status": {"replicas": 4, "updatedReplicas": 1, "readyReplicas": 3}},
    {"metadata": {"name": "risk", "namespace": "risk"}, "spec": {"replicas": 1},
        "status": {"replicas": 1, "updatedReplicas": 1}},
    {"metadata": {"name": "a-service-with-a-name-that-somebody-made-up-without-thinking-of-tables",
        "namespace": "logistics"}, "spec": {"replicas": 0}}
]}"#;

const POD: &str = r#"{"items": [
    {"metadata": {"name": "risk-5c9d7b6f4-x2x7q", "namespace": "risk",
        "labels": {"pod-template-hash": "5c9d7b6f4"}, "creationTimestamp": "2026-09-14T08:12:30Z",
        "ownerReferences": [{"kind": "ReplicaSet", "name": "risk-5c9d7b6f4", "controller": true}]},
        "spec": {"nodeName": "node-17", "containers": [{"name": "app", "image": "registry.example/risk:4.2.0",
            "resources": {"limits": {"cpu": "500m", "memory": "512Mi"}}}]},
        "status": {"phase": "Running", "containerStatuses": [{"name": "app", "restartCount": 11,
            "state": {"waiting": {"reason": "CrashLoopBackOff"}},
            "lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled",
                "finishedAt": "2026-09-14T09:03:12Z"}}}]}}
]}"#;

fn items<T: DeserializeOwned>(json: &str) -> Items<T> {
    decode::json::<List<T>>(json.as_bytes()).map(|list| list.items).unwrap_or_default()
}

fn cluster() -> Known {
    let mut all = Objects::default();
    all.deployments.add(items(WORKLOADS), DEPLOYMENTS);
    all.pods.add(items(POD), PODS);
    let now = instant("2026-09-14T09:10:00Z").unwrap_or_default();
    Known {
        name: "prod".to_owned(),
        title: "Production".to_owned(),
        origin: None,
        workloads: model::read(&all, now),
        unread: Vec::new(),
        broken: Vec::new(),
        failure: None,
    }
}

fn states() -> AnyView {
    let open = RwSignal::new(vec!["prod/Deployment/risk/risk".to_owned()]);
    let choose = Callback::new(move |ids| open.set(ids));
    let log: LogLink = Arc::new(|_, _, _| Some("#log".to_owned()));
    let around = Around { log, parts: RwSignal::new(BTreeMap::new()) };
    list(&cluster(), open.into(), choose, &around, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_has_what_its_title_says() {
        let words: Vec<_> = cluster().workloads.iter().map(|one| one.word).collect();
        assert_eq!(words, ["Failing", "Rolling out", "Healthy", "Scaled to zero"]);
    }
}
