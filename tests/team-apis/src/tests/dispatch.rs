//! The CI that runs templates.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Site;
use super::client::{Reply, send};

const TOKEN: &[(&str, &str)] = &[("authorization", "Bearer demo")];

impl Site {
    fn actions(&self, path: &str) -> String {
        format!("{}/demo/actions/repos/halyard/topics/actions{path}", self.at.ci)
    }

    fn dispatch(&self, file: &str, body: &Value) -> Reply {
        let address = self.actions(&format!("/workflows/{file}/dispatches"));
        send("POST", &address, TOKEN, &body.to_string())
    }

    fn asked(&self, path: &str) -> Value {
        let reply = send("GET", &self.actions(path), TOKEN, "");
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        reply.json()
    }

    fn newest(&self, file: &str) -> Value {
        self.asked(&format!("/workflows/{file}/runs?event=workflow_dispatch"))["workflow_runs"][0]
            .clone()
    }
}

fn topic() -> Value {
    json!({ "ref": "main", "inputs": { "name": "parcels.weights.v1", "owner": "group:default/a" } })
}

#[test]
fn a_run_waits_runs_and_ends() {
    let site = Site::new();
    site.control("PUT", "/pace", "30");
    let begun = site.dispatch("new-topic.yml", &topic());
    assert_eq!((begun.status, begun.body.len()), (204, 0));
    let run = site.newest("new-topic.yml");
    assert_eq!(run["status"], "queued");
    assert_eq!((&run["event"], &run["head_branch"]), (&json!("workflow_dispatch"), &json!("main")));
    let id = run["id"].as_u64().unwrap();
    let (start, mut seen) = (Instant::now(), vec!["queued".to_owned()]);
    loop {
        let run = site.asked(&format!("/runs/{id}"));
        let status = run["status"].as_str().unwrap().to_owned();
        if seen.last() != Some(&status) {
            seen.push(status);
        }
        if run["status"] == "completed" {
            assert_eq!(run["conclusion"], "success");
            break;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "{run}");
        std::thread::sleep(Duration::from_millis(30));
    }
    assert_eq!(seen, ["queued", "in_progress", "completed"]);
    let jobs = site.asked(&format!("/runs/{id}/jobs"));
    let steps = jobs["jobs"][0]["steps"].as_array().unwrap();
    assert!(steps.len() > 2 && steps.iter().all(|step| step["conclusion"] == "success"));
}

#[test]
fn a_run_that_fails_names_its_step() {
    let site = Site::new();
    site.control("PUT", "/pace", "0");
    assert_eq!(site.dispatch("always-fails.yml", &json!({ "ref": "main" })).status, 204);
    let run = site.newest("always-fails.yml");
    assert_eq!((&run["status"], &run["conclusion"]), (&json!("completed"), &json!("failure")));
    let jobs = site.asked(&format!("/runs/{}/jobs", run["id"]));
    let of = |at: usize| jobs["jobs"][0]["steps"][at]["conclusion"].clone();
    assert_eq!([of(1), of(2), of(3)], [json!("success"), json!("failure"), json!("skipped")]);
}

#[test]
fn the_id_of_the_run_is_said_to_those_who_ask() {
    let site = Site::new();
    let mut body = topic();
    body["return_run_details"] = true.into();
    let begun = site.dispatch("new-topic.yml", &body);
    assert_eq!(begun.status, 200);
    assert_eq!(begun.json()["workflow_run_id"], site.newest("new-topic.yml")["id"]);
}

#[test]
fn what_does_not_fit_is_refused_and_starts_nothing() {
    let site = Site::new();
    for (file, body, status, words) in [
        ("nowhere.yml", topic(), 404, "Not Found"),
        ("new-topic.yml", json!({ "ref": "main", "inputs": {} }), 422, "Required input 'name'"),
        ("new-topic.yml", json!({ "ref": "old", "inputs": {} }), 422, "No ref found"),
        ("new-topic.yml", json!({ "ref": "main", "inputs": { "colour": "red" } }), 422, "colour"),
        ("new-topic.yml", json!({ "ref": "main", "inputs": { "name": 3 } }), 422, "not a string"),
    ] {
        let reply = site.dispatch(file, &body);
        assert_eq!(reply.status, status, "{}", reply.text());
        assert!(reply.json()["message"].as_str().unwrap().contains(words), "{}", reply.text());
    }
    let many: Value =
        (0..26).map(|at| (format!("i{at}"), json!("x"))).collect::<serde_json::Map<_, _>>().into();
    assert_eq!(
        site.dispatch("new-topic.yml", &json!({ "ref": "main", "inputs": many })).status,
        422
    );
    let path = site.actions("/workflows/new-topic.yml/runs");
    for headers in [&[][..], &[("authorization", "Bearer wrong")]] {
        let reply = send("GET", &path, headers, "");
        assert_eq!((reply.status, &reply.json()["message"]), (401, &json!("Bad credentials")));
    }
    assert_eq!(site.asked("/workflows/new-topic.yml/runs")["total_count"], 0);
}

#[test]
fn gitlab_says_the_id_at_once() {
    let site = Site::new();
    site.control("PUT", "/pace", "0");
    let project = format!("{}/demo/gitlab/projects/halyard%2Fplatform%2Ftopics", site.at.ci);
    let body = json!({ "ref": "main", "variables": [{ "key": "name", "value": "x" }] });
    let begun = send("POST", &format!("{project}/pipeline"), TOKEN, &body.to_string());
    assert_eq!(begun.status, 201);
    let id = begun.json()["id"].as_u64().unwrap();
    let get =
        |path: &str| send("GET", &format!("{project}/pipelines/{id}{path}"), TOKEN, "").json();
    assert_eq!(get("")["status"], "success");
    assert_eq!(get("/jobs").as_array().unwrap().len(), 4);
    assert_eq!(get("/variables")[0]["value"], "x");
    let other = json!({ "ref": "nowhere" }).to_string();
    assert_eq!(send("POST", &format!("{project}/pipeline"), TOKEN, &other).status, 400);
    assert_eq!(send("POST", &format!("{project}/pipeline"), &[], &other).status, 401);
}
