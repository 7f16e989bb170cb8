#![allow(clippy::string_slice)]
use std::path::Path;
use std::time::{Duration, Instant};

use portico_templates::render::{FolderIndex, skeleton};
use serde_json::{Value, json};

use super::Site;
use super::client::{End, Reply, get, send};

/// How long something may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

impl Site {
    fn at_once(self) -> Self {
        self.control("PUT", "/pace", "0");
        self
    }

    fn scaffolder(&self, path: &str) -> String {
        format!("{}/api/scaffolder/v2{path}", self.at.portal)
    }

    fn start(&self, template: &str, values: &Value) -> String {
        let body =
            json!({ "templateRef": format!("template:default/{template}"), "values": values });
        let reply = send("POST", &self.scaffolder("/tasks"), &[], &body.to_string());
        assert_eq!(reply.status, 201, "{}", reply.text());
        reply.json()["id"].as_str().unwrap().to_owned()
    }

    fn events(&self, id: &str) -> Vec<Value> {
        let reply = get(&self.scaffolder(&format!("/tasks/{id}/events")));
        reply.json().as_array().unwrap().clone()
    }

    /// The last event of a task, once it is over.
    fn end(&self, id: &str) -> Value {
        until(|| {
            let last = self.events(id).pop()?;
            (last["type"] == "completion").then_some(last)
        })
    }
}

/// Asks until there is an answer.
fn until<T>(mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = ask() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "it takes too long");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn templates() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public/demo/catalog/templates")
}

fn yaml(path: &Path) -> Value {
    yaml_serde::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Answers that each template of the demo takes.
fn answers(template: &str) -> Value {
    match template {
        "rust-service" => json!({
            "name": "parcel-weigher", "description": "Weighs parcels, and \"tells\" the carrier: how heavy.",
            "owner": "group:default/last-mile", "system": "system:default/last-mile", "interface": "http",
            "tier": 1, "pagerdutyService": "PWEIGH1", "regions": ["eu-west", "eu-north"], "database": true,
            "databaseSize": "medium",
        }),
        "typescript-website" => json!({
            "name": "merchant-guides", "title": "Guides & more", "owner": "group:default/merchant-tools",
            "audience": "everybody", "pages": ["about", "help"], "status": true,
            "statusUrl": "https://checkout.halyard.example/healthz",
        }),
        "rust-library" => json!({
            "name": "halyard-postcodes", "description": "Reads postcodes.", "owner": "group:default/last-mile",
            "stability": "stable", "oldest": "1.85", "extras": ["example", "benchmark"],
        }),
        "data-pipeline" => json!({
            "name": "parcel-scans-daily", "grain": "one parcel and one day", "owner": "group:default/data-platform",
            "columns": [{ "name": "parcel", "type": "text", "required": true }, { "name": "day", "type": "date", "required": true },
                        { "name": "scans", "type": "integer" }],
            "schedule": "daily", "freshMinutes": 90, "personalData": true, "retentionDays": 30,
            "repoUrl": "github.example?owner=halyard&repo=scans",
        }),
        _ => json!({}),
    }
}

const DEMO: [&str; 4] = ["rust-service", "typescript-website", "rust-library", "data-pipeline"];

fn walk(folder: &Path, below: &str, found: &mut Vec<(String, bool)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{below}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), found);
        } else if name != FolderIndex::NAME {
            use std::os::unix::fs::PermissionsExt;
            let executable = entry.metadata().unwrap().permissions().mode() & 0o100 != 0;
            found.push((name, executable));
        }
    }
}

#[test]
fn indexes_name_the_files_that_are_there() {
    let mut checked = 0;
    for template in DEMO {
        for folder in ["skeleton", "database"] {
            let folder = templates().join(template).join(folder);
            if !folder.exists() {
                continue;
            }
            let index: Value =
                serde_json::from_str(&std::fs::read_to_string(folder.join("files.json")).unwrap())
                    .unwrap();
            let mut named: Vec<(String, bool)> = FolderIndex::read(&index)
                .unwrap()
                .files
                .into_iter()
                .map(|file| (file.path, file.executable))
                .collect();
            let mut there = Vec::new();
            walk(&folder, "", &mut there);
            named.sort();
            there.sort();
            assert_eq!(named, there, "{}", folder.display());
            checked += 1;
        }
    }
    assert_eq!(checked, 5);
}

/// The whole way: from a template to a repository that builds and an entity in the catalog.
fn whole_way(template: &str, slug: &str, reference: &str) -> Value {
    let site = Site::new().at_once();
    let id = site.start(template, &answers(template));
    let end = site.end(&id);
    assert_eq!(
        end["body"]["message"],
        "Run completed with status: completed",
        "{:#?}",
        site.events(&id)
    );
    let output = &end["body"]["output"];
    assert_eq!(output["build"]["slug"], slug);
    assert_eq!(output["links"][2]["entityRef"], reference);

    let run = output["build"]["run"].as_u64().unwrap();
    let url = format!("{}/repos/{slug}/actions/runs/{run}", site.at.ci);
    let jobs = || get(&format!("{url}/jobs")).json();
    let done = until(|| Some(get(&url).json()).filter(|run| run["status"] == "completed"));
    let log = || {
        let job = jobs()["jobs"][0]["id"].as_u64().unwrap();
        get(&format!("{}/repos/{slug}/actions/jobs/{job}/logs", site.at.ci)).text()
    };
    assert_eq!(done["conclusion"], "success", "{:#}\n{}", jobs(), log());
    assert_eq!(done["head_sha"].as_str().unwrap().len(), 40);
    assert!(log().contains("##[group]Run ./ci.sh"));
    assert!(jobs()["jobs"].as_array().unwrap().iter().all(|job| job["conclusion"] == "success"));

    let index = get(&format!("{}/files/catalog/created/all.yaml", site.at.ci)).json();
    let target = index["spec"]["targets"][0].as_str().unwrap().trim_start_matches("./").to_owned();
    let descriptor = get(&format!("{}/files/catalog/created/{target}", site.at.ci)).text();
    let mut entity = None;
    for document in yaml_serde::Deserializer::from_str(&descriptor) {
        let document = <Value as serde::Deserialize>::deserialize(document).unwrap();
        entity.get_or_insert(document);
    }

    let page = get(output["links"][0]["url"].as_str().unwrap());
    assert_eq!(page.status, 200);
    let clone_url = page.text();
    let clone_url =
        clone_url.split_once("git clone ").unwrap().1.split_once('<').unwrap().0.to_owned();
    let folder = site.folder.join("clone");
    let cloned = std::process::Command::new("git")
        .args(["clone", "--quiet", &clone_url, folder.to_str().unwrap()])
        .output()
        .unwrap();
    assert!(cloned.status.success(), "{}", String::from_utf8_lossy(&cloned.stderr));
    assert!(folder.join("README.md").exists() && !folder.join("files.json").exists());
    assert_eq!(get(output["links"][1]["url"].as_str().unwrap()).status, 200);
    entity.unwrap()
}

#[test]
fn a_service_comes_out() {
    let entity =
        whole_way("rust-service", "halyard/parcel-weigher", "component:default/parcel-weigher");
    assert_eq!(entity["metadata"]["description"], answers("rust-service")["description"]);
    assert_eq!(entity["spec"]["dependsOn"][0], "resource:default/parcel-weigher-db");
    assert_eq!(entity["metadata"]["annotations"]["pagerduty.com/service-id"], "PWEIGH1");
}

#[test]
fn a_website_comes_out() {
    let entity = whole_way(
        "typescript-website",
        "halyard/merchant-guides",
        "component:default/merchant-guides",
    );
    assert_eq!(entity["spec"]["type"], "website");
    assert_eq!(entity["metadata"]["title"], "Guides & more");
}

#[test]
fn a_library_comes_out() {
    let entity = whole_way(
        "rust-library",
        "halyard/halyard-postcodes",
        "component:default/halyard-postcodes",
    );
    assert_eq!(entity["spec"]["lifecycle"], "production");
}

#[test]
fn a_pipeline_comes_out() {
    let entity =
        whole_way("data-pipeline", "halyard/scans", "component:default/parcel-scans-daily");
    assert_eq!(entity["metadata"]["tags"], json!(["python", "data", "personal-data"]));
}

#[test]
fn every_template_of_the_demo_takes_the_least_answers() {
    let site = Site::new().at_once();
    for (template, values) in [
        (
            "rust-service",
            json!({ "name": "least-a", "description": "Twenty letters are enough here.", "owner": "x", "interface": "worker", "tier": 3 }),
        ),
        ("typescript-website", json!({ "name": "least-b", "title": "Site", "owner": "x" })),
        ("rust-library", json!({ "name": "least-c", "description": "Ten letters.", "owner": "x" })),
        ("data-pipeline", json!({ "name": "least-d", "grain": "one event", "owner": "x" })),
    ] {
        let id = site.start(template, &values);
        let end = site.end(&id);
        assert!(end["body"]["output"].is_object(), "{template}: {:#?}", site.events(&id));
    }
    // What is left out leaves no trace.
    let files = site.folder.join("repositories/halyard/least-b/content");
    let names: Vec<_> =
        std::fs::read_dir(files).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert_eq!(names, ["index.md"]);
}

#[test]
fn no_file_of_a_skeleton_is_broken() {
    for template in DEMO {
        let folder = templates().join(template).join("skeleton");
        let mut there = Vec::new();
        walk(&folder, "", &mut there);
        let files: Vec<_> = there
            .into_iter()
            .map(|(path, executable)| portico_templates::render::File {
                bytes: std::fs::read(folder.join(&path)).unwrap(),
                path,
                executable,
            })
            .collect();
        // Even without any answers.
        let (_, faults) = skeleton(&files, &json!({}));
        let faults: Vec<_> =
            faults.iter().filter(|fault| !fault.text.contains("reference to an entity")).collect();
        assert!(faults.is_empty(), "{template}: {faults:#?}");
        let descriptor = yaml(&templates().join(template).join("template.yaml"));
        portico_templates::render::Template::read(&descriptor).unwrap();
    }
}

/// The names of the fields in a value, in any order, without the values.
fn keys(value: &Value) -> Vec<String> {
    let mut keys: Vec<String> =
        value.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect();
    keys.sort();
    keys
}

fn recorded(name: &str) -> Value {
    let path =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../contract/scaffolder/{name}.json"));
    let recording: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    recording["response"]["body"].clone()
}

#[test]
fn answers_have_the_recorded_shapes() {
    let site = Site::new().at_once();
    let id = site.start("slow", &json!({ "seconds": 1 }));
    site.end(&id);
    let task = get(&site.scaffolder(&format!("/tasks/{id}"))).json();
    let mut like = recorded("scaffolder-cancelled-task-get");
    assert_eq!(keys(&task), keys(&like));
    let spec = keys(&like["spec"].take());
    assert_eq!(keys(&task["spec"]), spec);
    assert_eq!(task["status"], "completed");
    assert_eq!(task["createdBy"], "user:default/ines.calloway");

    let list = get(&site.scaffolder("/tasks")).json();
    let like = recorded("scaffolder-tasks-list-by-creator-paged");
    assert_eq!(keys(&list), keys(&like));
    assert_eq!(keys(&list["tasks"][0]), keys(&like["tasks"][0]));

    let schema =
        get(&site.scaffolder("/templates/default/template/rust-service/parameter-schema")).json();
    let like = recorded("scaffolder-parameter-schema");
    assert_eq!(keys(&schema), keys(&like));
    assert_eq!(keys(&schema["steps"][0]), keys(&like["steps"][0]));
    assert_eq!(schema["steps"][0]["title"], "The service");

    let events = site.events(&id);
    let like = recorded("scaffolder-failed-task-events");
    assert_eq!(keys(&events[0]), keys(&like[0]));
    assert_eq!(keys(&events[1]["body"]), keys(&like[1]["body"]));
    assert!(
        events[2]["body"]["message"].as_str().unwrap().starts_with("\u{1b}[32minfo\u{1b}[39m: ")
    );

    let fail = site.start("failing", &json!({ "name": "x" }));
    let end = site.end(&fail);
    assert_eq!(keys(&end["body"]), keys(&like[8]["body"]));
    assert_eq!(end["body"]["message"], "Run completed with status: failed");
    assert_eq!(get(&site.scaffolder(&format!("/tasks/{fail}"))).json()["status"], "failed");

    let page = get(&site.scaffolder("/tasks?status=failed&limit=1")).json();
    assert_eq!(
        (page["totalTasks"].as_u64(), page["tasks"][0]["id"].as_str()),
        (Some(1), Some(fail.as_str()))
    );
    let nobody = get(&site.scaffolder("/tasks?createdBy=user:default/nobody")).json();
    assert_eq!(nobody["totalTasks"], 0);
    let actions = get(&site.scaffolder("/actions")).json();
    assert!(actions.as_array().unwrap().iter().any(|action| action["id"] == "publish:github"));
}

fn same_error(reply: &Reply, name: &str, status: u16) {
    assert_eq!(reply.status, status, "{}", reply.text());
    let (body, like) = (reply.json(), recorded(name));
    assert_eq!(keys(&body), keys(&like));
    for part in ["error", "request", "response"] {
        assert_eq!(keys(&body[part]), keys(&like[part]), "{part}");
    }
    assert_eq!(body["error"]["name"], like["error"]["name"]);
    assert_eq!(
        body["request"]["url"].as_str().unwrap().get(..4),
        like["request"]["url"].as_str().unwrap().get(..4)
    );
}

#[test]
fn errors_are_as_recorded() {
    let site = Site::new().at_once();
    let post =
        |path: &str, body: Value| send("POST", &site.scaffolder(path), &[], &body.to_string());
    let nowhere = "00000000-0000-0000-0000-000000000000";
    same_error(
        &get(&site.scaffolder(&format!("/tasks/{nowhere}"))),
        "scaffolder-task-get-404",
        404,
    );
    same_error(
        &get(&site.scaffolder("/templates/default/template/nope/parameter-schema")),
        "scaffolder-parameter-schema-404",
        404,
    );
    same_error(
        &post("/tasks", json!({ "templateRef": "template:default/nope", "values": {} })),
        "scaffolder-task-create-unknown-template",
        404,
    );
    same_error(
        &post("/autocomplete/github/repositories", json!({})),
        "scaffolder-autocomplete-400",
        400,
    );
    let dry = json!({ "template": { "spec": { "steps": [{ "id": "x", "action": "no:such" }] } }, "values": {} });
    same_error(&post("/dry-run", dry), "scaffolder-dry-run-unknown-action-404", 404);

    let wrong = post(
        "/tasks",
        json!({ "templateRef": "template:default/rust-service", "values": { "name": "BAD NAME" } }),
    );
    assert_eq!(wrong.status, 400);
    let like = recorded("scaffolder-task-create-invalid-400");
    let errors = wrong.json();
    assert_eq!(keys(&errors["errors"][0]), keys(&like["errors"][0]));
    assert_eq!(errors["errors"][0]["message"], "requires property \"description\"");
    let pattern = errors["errors"]
        .as_array()
        .unwrap()
        .iter()
        .find(|error| error["name"] == "pattern")
        .unwrap()
        .clone();
    assert_eq!(pattern["path"], json!(["name"]));
}

#[test]
fn the_backstage_origin_wants_a_token() {
    let site = Site::new().at_once();
    let url = format!("{}/api/scaffolder/v2/tasks", site.at.backstage);
    same_error(&get(&url), "authpolicy-scaffolder-no-token-401", 401);
    let token = send("POST", &format!("{}/api/auth/guest/refresh", site.at.backstage), &[], "");
    let token = format!("Bearer {}", token.json()["backstageIdentity"]["token"].as_str().unwrap());
    let body = json!({ "templateRef": "template:default/failing", "values": {} }).to_string();
    let made = send("POST", &url, &[("authorization", &token)], &body);
    assert_eq!(made.status, 201);
    let id = made.json()["id"].as_str().unwrap().to_owned();
    let task = send("GET", &format!("{url}/{id}"), &[("authorization", &token)], "").json();
    assert_eq!(task["createdBy"], "user:default/guest");
    site.control("DELETE", "/tokens", "");
    let stream = send("GET", &format!("{url}/{id}/eventstream"), &[("authorization", &token)], "");
    assert_eq!(stream.status, 401);
}

/// A body that came in pieces, each with its length before it; the last is empty.
fn joined(pieces: &str) -> String {
    let (mut rest, mut out) = (pieces, String::new());
    loop {
        let (length, after) = rest.split_once("\r\n").unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            assert_eq!(after, "\r\n");
            return out;
        }
        out += &after[..length];
        rest = &after[length + 2..];
    }
}

#[test]
fn events_are_streamed_to_their_end_and_from_anywhere() {
    let site = Site::new();
    site.control("PUT", "/pace", "1");
    let id = site.start("slow", &json!({ "seconds": 20 }));
    let stream = get(&site.scaffolder(&format!("/tasks/{id}/eventstream")));
    assert_eq!(stream.header("content-type"), Some("text/event-stream"));
    let text = joined(&stream.text());
    assert!(text.starts_with("event: log\ndata: {\"id\":"), "{text}");
    assert!(text.contains("event: completion\ndata: {"));
    let events = site.events(&id);
    assert_eq!(text.matches("\ndata: ").count(), events.len());
    let after = events[events.len() - 3]["id"].as_u64().unwrap();
    let rest = get(&site.scaffolder(&format!("/tasks/{id}/eventstream?after={after}"))).text();
    let rest = joined(&rest);
    assert_eq!(rest.matches("\ndata: ").count(), 2);
    let polled = get(&site.scaffolder(&format!("/tasks/{id}/events?after={after}"))).json();
    assert_eq!(polled.as_array().unwrap().len(), 2);

    let cut = format!("{}/__f/reset-body/api/scaffolder/v2/tasks/{id}/eventstream", site.at.portal);
    let cut = get(&cut);
    assert_eq!(cut.end, End::Reset);
    assert!(!cut.body.is_empty() && text.starts_with(&cut.text()));
}

#[test]
fn a_task_is_cancelled_and_begins_again() {
    let site = Site::new();
    let id = site.start("slow", &json!({ "seconds": 300 }));
    until(|| site.events(&id).iter().any(|event| event["body"]["stepId"] == "wait").then_some(()));
    let cancel = send("POST", &site.scaffolder(&format!("/tasks/{id}/cancel")), &[], "");
    assert_eq!((cancel.status, cancel.json()), (200, json!({ "status": "cancelled" })));
    let end = site.end(&id);
    let message = format!("Step wait (Wait) of task {id} has been cancelled.");
    assert_eq!(end["body"]["error"]["message"], message);
    assert!(site.events(&id).iter().any(|event| event["type"] == "cancelled"));

    site.control("PUT", "/pace", "0");
    let retry = send("POST", &site.scaffolder(&format!("/tasks/{id}/retry")), &[], "");
    assert_eq!((retry.status, retry.json()), (201, json!({ "id": id })));
    let end = until(|| {
        let end = site.events(&id).pop()?;
        (end["body"]["output"].is_object()).then_some(end)
    });
    assert_eq!(end["body"]["output"]["text"][0]["content"], "It waited for 300 seconds.");
    assert!(site.events(&id).iter().any(|event| event["type"] == "recovered"));
}

#[test]
fn a_repository_that_exists_is_not_written_over() {
    let site = Site::new().at_once();
    let values = answers("rust-library");
    let first = site.start("rust-library", &values);
    assert!(site.end(&first)["body"]["output"].is_object());
    let second = site.start("rust-library", &values);
    assert_eq!(
        site.end(&second)["body"]["error"]["message"],
        "The repository halyard/halyard-postcodes exists already. Choose another name."
    );
}

#[test]
fn a_dry_run_leaves_nothing_behind() {
    let site = Site::new().at_once();
    let body = json!({
        "template": {
            "apiVersion": "scaffolder.backstage.io/v1beta3", "kind": "Template", "metadata": { "name": "dry" },
            "spec": {
                "parameters": [{ "title": "P", "properties": { "name": { "type": "string" } } }],
                "steps": [
                    { "id": "f", "name": "Fetch", "action": "fetch:template", "input": { "url": "./content", "values": { "name": "${{ parameters.name }}" } } },
                    { "id": "p", "name": "Publish", "action": "publish:github", "input": { "repoUrl": "x?owner=a&repo=b" } },
                ],
                "output": { "text": [{ "title": "T", "content": "done ${{ parameters.name }}" }] },
            },
        },
        "values": { "name": "abc" }, "secrets": {},
        "directoryContents": [{ "path": "content/README.md", "base64Content": "IyAke3sgdmFsdWVzLm5hbWUgfX0K" }],
    });
    let reply = send("POST", &site.scaffolder("/dry-run"), &[], &body.to_string());
    assert_eq!(reply.status, 200, "{}", reply.text());
    let (dry, like) = (reply.json(), recorded("scaffolder-dry-run"));
    assert_eq!(keys(&dry), keys(&like));
    assert_eq!(dry["directoryContents"], like["directoryContents"]);
    assert_eq!(dry["output"], json!({ "text": [{ "title": "T", "content": "done abc" }] }));
    assert_eq!(dry["log"][1], like["log"][1]);
    assert!(!site.folder.join("repositories").exists());
}

#[test]
fn a_workflow_that_fails_fails_its_build_and_cancelling_ends_one() {
    let site = Site::new().at_once();
    // Templates of a folder of its own.
    let made = site.folder.join("repositories");
    assert!(!made.exists());
    let id = site.start("rust-service", &json!({
        "name": "never-built", "description": "Twenty letters are enough here.", "owner": "x", "interface": "http", "tier": 3,
    }));
    site.end(&id);
    let runs = format!("{}/demo/ci/repos/halyard/never-built/actions/runs.json", site.at.portal);
    let listed = get(&runs).json();
    assert_eq!(listed["total_count"], 1);
    site.control("DELETE", "", "");
    // What was forgotten is the file of the demo again, or the page of the portal.
    assert_ne!(get(&runs).header("content-type"), Some("application/json; charset=utf-8"));
}
