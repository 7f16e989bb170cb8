//! The model on recorded answers, and on the cases that the recordings do not have.

use super::super::api::recorded;
use super::super::quantity::Quantity;
use super::*;
use crate::net::decode;

const NOW: &str = "2026-11-21T01:57:37Z";

fn now() -> i64 {
    instant(NOW).unwrap()
}

fn recorded_workloads() -> Vec<Workload> {
    read(&recorded::cluster(), now())
}

fn named<'a>(all: &'a [Workload], name: &str) -> &'a Workload {
    all.iter().find(|workload| workload.name == name).unwrap()
}

#[test]
fn every_pod_of_the_recording_has_its_workload() {
    let all = recorded_workloads();
    let counts: Vec<_> = all.iter().map(|one| (one.name.as_str(), one.pods.len())).collect();
    assert_eq!(all.iter().map(|one| one.pods.len()).sum::<usize>(), 11, "{counts:?}");
    assert_eq!(all.len(), 6, "{counts:?}");
    assert!(all.iter().all(|one| matches!(one.kind, Kind::Deployment | Kind::Job)));
}

#[test]
fn a_rollout_past_its_deadline_is_stuck() {
    let all = recorded_workloads();
    let checkout = named(&all, "checkout");
    assert_eq!((checkout.health, checkout.word), (Health::Stuck, "Rollout stuck"));
    let why = checkout.rollout.as_deref().unwrap();
    assert!(why.starts_with("The rollout does not get on: 2 of 3 pods have the new version."));
    assert_eq!(checkout.counts, Counts { desired: 3, ready: 3, updated: Some(2) });
    assert_eq!(checkout.scale, Some((2, 6)));
    let numbers: Vec<_> = checkout.revisions.iter().map(|revision| revision.number).collect();
    assert_eq!(numbers, [2, 1]);
    let leaving = checkout.pods.iter().filter(|pod| pod.word == "Terminating").count();
    assert_eq!(leaving, 1);
}

#[test]
fn what_is_wrong_is_said_in_words() {
    let all = recorded_workloads();
    for (name, health, title, says) in [
        (
            "checkout-crash",
            Health::Failing,
            "Crash loop",
            "Container app is started again and again: it ended with an error (exit code 2), \
             saying “error: unknown flag --bad-flag”.",
        ),
        ("checkout-pull", Health::Failing, "No image", "which cannot be pulled: Back-off pulling"),
        ("checkout-pending", Health::Failing, "No room", "1 Insufficient cpu"),
        ("checkout-oom", Health::Degraded, "Out of memory", "used more memory than"),
    ] {
        let workload = named(&all, name);
        let problem = workload.problems.first().unwrap();
        assert_eq!((workload.health, problem.title), (health, title), "{name}: {problem:?}");
        assert!(problem.text.contains(says), "{}", problem.text);
    }
    let crash = &named(&all, "checkout-crash").problems[0];
    assert_eq!((crash.restarts, crash.pods), (7, 1));
    assert_eq!(crash.at, instant("2026-11-21T01:54:55Z"));
}

#[test]
fn a_job_that_failed_says_so() {
    let all = recorded_workloads();
    let migrate = named(&all, "migrate");
    assert_eq!((migrate.health, migrate.word), (Health::Failing, "Failed"));
    assert!(migrate.rollout.as_deref().unwrap().contains("backoff limit"));
    // Both of its pods failed in the same way.
    assert_eq!(migrate.problems[0].pods, 2);
}

#[test]
fn the_worst_comes_first_and_is_what_a_glance_says() {
    let all = recorded_workloads();
    assert!(all.is_sorted_by_key(|workload| workload.health));
    let glance = glance(&all);
    assert_eq!((glance.well, glance.all), (0, 6));
    assert_eq!(glance.worst.map(|(health, ..)| health), Some(Health::Failing));
}

#[test]
fn pods_find_their_deployment_without_the_list_of_revisions() {
    let mut objects = recorded::cluster();
    objects.replica_sets = Default::default();
    let all = read(&objects, now());
    assert_eq!(named(&all, "checkout").pods.len(), 5);
    assert_eq!(all.len(), 6);
}

#[test]
fn use_is_summed_over_the_pods_that_are_measured() {
    let all = recorded_workloads();
    let checkout = named(&all, "checkout");
    assert_eq!(checkout.used.cpu, Quantity::parse("1002899312n"));
    // Four of five pods are measured, each with a limit of 256Mi.
    assert_eq!(checkout.limits.memory, Quantity::parse("1Gi"));
}

#[test]
fn events_are_the_newest_first_and_those_of_the_workload() {
    let all = recorded_workloads();
    let crash = named(&all, "checkout-crash");
    assert!(!crash.events.is_empty());
    assert!(crash.events.is_sorted_by_key(|event| std::cmp::Reverse(event.time)));
    assert!(crash.events.iter().all(|event| event.object.contains("checkout-crash")));
    assert!(crash.events.iter().any(|event| event.is_warning && event.count > 1));
}

/// A deployment of three with pods in this state, as JSON of one container status.
fn one(spec: &str, status: &str, container: &str, events: &str) -> Workload {
    let mut objects = Objects::default();
    let deployment = format!(
        r#"{{"items": [{{"metadata": {{"name": "a", "namespace": "n", "generation": 1}},
            "spec": {spec}, "status": {status}}}]}}"#
    );
    let pods = format!(
        r#"{{"items": [{{"metadata": {{"name": "a-1-x", "namespace": "n",
            "labels": {{"pod-template-hash": "1"}},
            "ownerReferences": [{{"kind": "ReplicaSet", "name": "a-1", "controller": true}}]}},
            "spec": {{"containers": [{{"name": "app",
                "resources": {{"limits": {{"memory": "512Mi"}}}}}}]}},
            "status": {{"phase": "Running", "containerStatuses": [{container}]}}}}]}}"#
    );
    let list = |text: &str| decode::json::<super::super::api::List<_>>(text.as_bytes()).unwrap();
    objects.deployments.add(list(&deployment).items, super::super::api::DEPLOYMENTS);
    let pods: super::super::api::List<Pod> = decode::json(pods.as_bytes()).unwrap();
    objects.pods.add(pods.items, super::super::api::PODS);
    let events: super::super::api::List<Event> = decode::json(events.as_bytes()).unwrap();
    objects.events.add(events.items, super::super::api::EVENTS);
    let [workload] = &read(&objects, now())[..] else { panic!("one workload") };
    workload.clone()
}

const GOOD: &str = r#"{"observedGeneration": 1, "replicas": 3, "updatedReplicas": 3,
    "readyReplicas": 3, "availableReplicas": 3}"#;
const RUNS: &str = r#"{"name": "app", "ready": true, "restartCount": 0,
    "state": {"running": {"startedAt": "2026-11-20T01:00:00Z"}}}"#;
const NONE: &str = r#"{"items": []}"#;

#[test]
fn all_states_of_a_rollout_have_words() {
    for (spec, status, health, word) in [
        (r#"{"replicas": 3}"#, GOOD, Health::Healthy, "Healthy"),
        (r#"{"replicas": 0}"#, GOOD, Health::Idle, "Scaled to zero"),
        (r#"{"replicas": 3, "paused": true}"#, GOOD, Health::Idle, "Paused"),
        (r#"{"replicas": 3}"#, "{}", Health::Progressing, "Rolling out"),
        (
            r#"{"replicas": 4}"#,
            r#"{"observedGeneration": 1, "replicas": 4, "updatedReplicas": 1, "readyReplicas": 4}"#,
            Health::Progressing,
            "Rolling out",
        ),
        (
            r#"{"replicas": 3}"#,
            r#"{"observedGeneration": 1, "replicas": 5, "updatedReplicas": 3, "readyReplicas": 4}"#,
            Health::Progressing,
            "Rolling out",
        ),
        (
            r#"{"replicas": 3}"#,
            r#"{"observedGeneration": 1, "replicas": 3, "updatedReplicas": 3, "readyReplicas": 2}"#,
            Health::Progressing,
            "Starting",
        ),
    ] {
        let workload = one(spec, status, RUNS, NONE);
        assert_eq!((workload.health, workload.word), (health, word), "{spec} {status}");
    }
}

#[test]
fn running_out_of_memory_names_the_limit() {
    let container = r#"{"name": "app", "ready": false, "restartCount": 11,
        "state": {"waiting": {"reason": "CrashLoopBackOff"}},
        "lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled",
            "finishedAt": "2026-11-21T01:50:00Z"}}}"#;
    let workload = one(r#"{"replicas": 3}"#, GOOD, container, NONE);
    let problem = &workload.problems[0];
    assert_eq!(workload.health, Health::Degraded);
    assert_eq!(
        problem.text,
        "Container app is started again and again: it used more memory than its limit of \
         512\u{a0}MiB (exit code 137)."
    );
    assert_eq!((problem.title, problem.restarts), ("Out of memory", 11));
    let container = &workload.pods[0].containers[0];
    assert_eq!(container.word, "Crash loop");
}

#[test]
fn a_probe_that_fails_is_quoted_from_the_events() {
    let container = r#"{"name": "app", "ready": false,
        "state": {"running": {"startedAt": "2026-11-21T01:00:00Z"}}}"#;
    let events = r#"{"items": [{"metadata": {"name": "e", "namespace": "n"}, "type": "Warning",
        "involvedObject": {"kind": "Pod", "name": "a-1-x", "namespace": "n"},
        "reason": "Unhealthy", "count": 9, "lastTimestamp": "2026-11-21T01:57:00Z",
        "message": "Readiness probe failed: HTTP probe failed with statuscode: 503"}]}"#;
    let status = r#"{"observedGeneration": 1, "updatedReplicas": 1, "replicas": 1}"#;
    let workload = one("{}", status, container, events);
    assert_eq!((workload.health, workload.problems[0].title), (Health::Failing, "Not ready"));
    assert_eq!(
        workload.worst(),
        Some(
            "Container app runs, but takes no requests: Readiness probe failed: HTTP probe failed \
             with statuscode: 503"
        )
    );
    assert_eq!(workload.problems[0].at, instant("2026-11-21T01:57:00Z"));
    let silent = one("{}", status, container, NONE);
    assert!(silent.worst().unwrap().ends_with("its readiness probe does not pass"));
}

#[test]
fn a_memory_accident_of_yesterday_is_over() {
    let container = r#"{"name": "app", "ready": true, "restartCount": 1,
        "state": {"running": {"startedAt": "2026-11-20T01:00:00Z"}},
        "lastState": {"terminated": {"exitCode": 137, "reason": "OOMKilled",
            "finishedAt": "2026-11-20T00:59:00Z"}}}"#;
    let workload = one(r#"{"replicas": 3}"#, GOOD, container, NONE);
    assert_eq!((workload.health, workload.restarts()), (Health::Healthy, 1));
    let (how, at) = workload.pods[0].containers[0].ended.clone().unwrap();
    assert!(how.starts_with("it used more memory than its limit"), "{how}");
    assert_eq!(at, instant("2026-11-20T00:59:00Z"));
}

#[test]
fn words_of_others_are_cut() {
    let message = "x ".repeat(5_000);
    let container = format!(
        r#"{{"name": "app", "state": {{"waiting": {{"reason": "CreateContainerConfigError",
            "message": "{message}"}}}}}}"#
    );
    let workload = one(r#"{"replicas": 3}"#, GOOD, &container, NONE);
    let text = workload.worst().unwrap();
    assert!(text.chars().count() < 300 && text.ends_with('…'), "{text}");
}

#[test]
fn nothing_at_all_is_nothing() {
    let all = read(&Objects::default(), now());
    assert_eq!(glance(&all), Glance::default());
}

/// What the demo's files say of one service in one cluster.
fn demo(cluster: &str, selector: &str) -> Vec<Workload> {
    use super::super::api::*;
    use super::super::selector::Selector;

    let read_file = |path: &str| {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/kubernetes");
        std::fs::read_to_string(format!("{root}/{cluster}/{path}.json")).unwrap()
    };
    let mut all = Objects::default();
    let apps = |name: &str| recorded::list(&read_file(&format!("apis/apps/v1/{name}")));
    all.deployments.add(apps("deployments"), DEPLOYMENTS);
    all.stateful_sets.add(apps("statefulsets"), STATEFUL_SETS);
    all.replica_sets.add(apps("replicasets"), REPLICA_SETS);
    let batch = |name: &str| recorded::list(&read_file(&format!("apis/batch/v1/{name}")));
    all.jobs.add(batch("jobs"), JOBS);
    all.cron_jobs.add(batch("cronjobs"), CRON_JOBS);
    all.pods.add(recorded::list(&read_file("api/v1/pods")), PODS);
    all.usage.add(recorded::list(&read_file("apis/metrics.k8s.io/v1beta1/pods")), USAGE);
    all.events.add(recorded::list(&read_file("api/v1/namespaces/checkout/events")), EVENTS);
    assert_eq!(all.broken().count(), 0);
    all.select(&Selector::parse(selector).unwrap(), None);
    // What is shown does not change as the demo grows older.
    let soon = read(&all, instant("2026-11-20T16:40:00Z").unwrap());
    assert_eq!(read(&all, instant("2027-11-20T16:40:00Z").unwrap()), soon);
    soon
}

#[test]
fn the_demo_has_one_sick_service_and_well_ones() {
    let checkout = demo("eu-west", "backstage.io/kubernetes-id=checkout-gateway");
    let [gateway] = &checkout[..] else { panic!("{}", checkout.len()) };
    assert_eq!((gateway.health, gateway.problems[0].title), (Health::Stuck, "Out of memory"));
    assert_eq!((gateway.problems[0].pods, gateway.pods.len()), (3, 10));
    assert!(gateway.events.iter().any(|event| event.is_warning));
    for (cluster, selector, expected) in [
        ("eu-north", "backstage.io/kubernetes-id=checkout-gateway", vec!["checkout-gateway"]),
        (
            "eu-west",
            "backstage.io/kubernetes-id=payments-ledger",
            vec!["payments-ledger", "payments-ledger-snapshot"],
        ),
        ("eu-west", "backstage.io/kubernetes-id=refunds-worker", vec!["refunds-worker"]),
        ("eu-north", "backstage.io/kubernetes-id=rollout", vec![]),
        (
            "eu-north",
            "app=parcel-tracking,component!=migrations",
            vec!["parcel-tracking-api", "parcel-tracking-stream"],
        ),
    ] {
        let all = demo(cluster, selector);
        let names: Vec<_> = all.iter().map(|workload| workload.name.as_str()).collect();
        assert_eq!(names, expected, "{cluster} {selector}");
        assert!(all.iter().all(|workload| workload.health == Health::Healthy), "{all:#?}");
    }
}
