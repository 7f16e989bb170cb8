//! The whole command against a server on this machine that answers as the APIs do.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::*;

const PULLS: &str = include_str!("../../../../tests/contract/insights/github-pulls.json");
const MERGES: &str = include_str!("../../../../tests/contract/insights/gitlab-merge-requests.json");
const ARGO: &str = include_str!("../../../../tests/contract/argocd/applications.json");
const INCIDENTS: &str = include_str!("../../../../tests/contract/alerts/incidents.json");

/// What was asked: the path, and the header `Authorization`.
type Asked = Arc<Mutex<Vec<(String, String)>>>;

/// Status, further headers, body.
type Said = (u16, String, String);

/// Starts a server that lives as long as the tests. Says where it is.
fn serve(answer: impl Fn(&str, &str) -> Said + Send + 'static) -> (String, Asked) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let asked = Asked::default();
    let (noted, here) = (asked.clone(), base.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (path, token) = request(&stream);
            let (status, headers, body) = answer(&path, &here);
            noted.lock().unwrap().push((path, token));
            let head = format!(
                "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n",
                body.len()
            );
            (&stream).write_all(format!("{head}{body}").as_bytes()).unwrap();
        }
    });
    (base, asked)
}

fn request(stream: &TcpStream) -> (String, String) {
    let (mut path, mut token) = (String::new(), String::new());
    for line in BufReader::new(stream).lines().map_while(Result::ok) {
        if line.is_empty() {
            break;
        }
        if let Some(rest) = line.strip_prefix("GET ") {
            path = rest.trim_end_matches(" HTTP/1.1").to_owned();
        }
        if let Some(value) = line.strip_prefix("Authorization: ") {
            token = value.to_owned();
        }
    }
    (path, token)
}

/// An answer of the APIs: two pages by the header `Link`, two by `more`, one of Argo CD, and one
/// of numbered pages.
fn apis(path: &str, base: &str) -> Said {
    let link = |to: &str, rel: &str| format!("Link: <{base}{to}>; rel=\"{rel}\"\r\n");
    let none = String::new;
    match path {
        "/repos/acme/checkout/pulls?state=all" => {
            (200, link("/repositories/7/pulls?state=all&page=2", "next"), PULLS.to_owned())
        }
        "/repositories/7/pulls?state=all&page=2" => {
            let later =
                PULLS.replace("\"merged_at\": null", "\"merged_at\": \"2026-03-01T10:00:00Z\"");
            (200, link("/repos/acme/checkout/pulls?state=all", "first"), later)
        }
        "/repos/acme/ledger/pulls?state=all" => (200, none(), "[]".to_owned()),
        "/incidents?statuses[]=resolved&limit=25" => {
            (200, none(), INCIDENTS.replace("\"more\": false", "\"more\": true"))
        }
        "/incidents?statuses[]=resolved&limit=25&offset=25" => {
            (200, none(), INCIDENTS.replace("\"offset\": 0", "\"offset\": 25"))
        }
        "/api/v1/applications" => (200, none(), ARGO.to_owned()),
        "/merges?page=1" => (200, none(), MERGES.to_owned()),
        "/merges?page=2" => (200, none(), "[]".to_owned()),
        "/deployments" => {
            let one = |id: u8| {
                format!(
                    r#"{{"id": {id}, "environment": "production",
                        "repository_url": "{base}/repos/acme/checkout",
                        "statuses_url": "{base}/deployments/{id}/statuses"}}"#
                )
            };
            (200, none(), format!("[{}, {}, {}]", one(1), one(2), one(3)))
        }
        "/deployments/1/statuses" => (200, none(), statuses(&["inactive", "success", "pending"])),
        "/deployments/2/statuses" => (200, none(), statuses(&["failure", "in_progress"])),
        "/deployments/3/statuses" => (200, none(), statuses(&["queued"])),
        "/moved" => (301, format!("Location: {base}/elsewhere\r\n"), "{}".to_owned()),
        "/away" => {
            (200, "Link: <https://other.example/2>; rel=\"next\"\r\n".to_owned(), "[]".to_owned())
        }
        "/error" => (200, none(), r#"{"message": "Bad credentials"}"#.to_owned()),
        _ => (404, none(), "{}".to_owned()),
    }
}

/// Statuses as GitHub lists them, the newest first.
fn statuses(states: &[&str]) -> String {
    let one = |(at, state): (usize, &&str)| {
        format!(r#"{{"state": "{state}", "created_at": "2026-03-02T08:{:02}:00Z"}}"#, 59 - at)
    };
    format!("[{}]", states.iter().enumerate().map(one).collect::<Vec<_>>().join(", "))
}

fn export(text: &str) -> Export {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_whole_command_asks_the_apis_and_writes_figures() {
    let (base, asked) = serve(apis);
    let folder = std::env::temp_dir().join(format!("portico-kpis-server-{}", std::process::id()));
    let portal = serde_json::json!({ "plugins": [{ "id": "insights", "config": { "exports": {
        "pullRequests": { "kind": "github-pulls", "tokenFrom": "CARGO_PKG_NAME",
            "url": format!("{base}/repos/acme/{{component}}/pulls?state=all"),
            "components": ["checkout", "ledger"], "values": { "domain": "shop" } },
        "deploys": { "kind": "argocd-applications", "url": format!("{base}/api/v1/applications") },
        "incidents": { "kind": "pagerduty-incidents", "tokenFrom": "CARGO_PKG_NAME",
            "url": format!("{base}/incidents?statuses[]=resolved&limit=25") },
        "k": 1 } } }] });
    repo::write(folder.join("portal.json"), portal.to_string()).unwrap();
    let out = folder.join("kpis.json");
    let words = ["--portal", "portal.json", "--out", "kpis.json"];
    let words = words.map(|word| match word.strip_suffix(".json") {
        Some(_) => folder.join(word).to_string_lossy().into_owned(),
        None => word.to_owned(),
    });
    run(Args::new(words)).unwrap();
    let report = Report::read(&repo::read(&out).unwrap()).unwrap();
    assert_eq!(report.settings.to, Day::read("2026-03-02").unwrap());
    let kpi = |id: &str| report.kpis.iter().find(|kpi| kpi.id == id).unwrap();
    // Four merged pull requests of six, ten entries of histories, two incidents of 25 minutes.
    assert_eq!(kpi("merges").now.n, 4);
    assert_eq!(kpi("deploys").now.n, 10);
    assert_eq!(kpi("mttr").now.n, 2);
    assert_eq!(kpi("mttr").now.value.map(|hours| hours.0), Some(417));
    assert_eq!(kpi("merges").origins[0].name, base.trim_start_matches("http://"));
    let asked = asked.lock().unwrap();
    let paths: Vec<_> = asked.iter().map(|(path, token)| (path.as_str(), token.as_str())).collect();
    assert_eq!(
        paths,
        [
            ("/repos/acme/checkout/pulls?state=all", "Bearer xtask"),
            ("/repositories/7/pulls?state=all&page=2", "Bearer xtask"),
            ("/repos/acme/ledger/pulls?state=all", "Bearer xtask"),
            ("/api/v1/applications", ""),
            ("/incidents?statuses[]=resolved&limit=25", "Token token=xtask"),
            ("/incidents?statuses[]=resolved&limit=25&offset=25", "Token token=xtask"),
        ]
    );
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn numbered_pages_and_the_outcome_of_deployments() {
    let (base, asked) = serve(apis);
    let merges = export(r#"{"kind": "gitlab-merge-requests", "columns": {"team": "nobody"}}"#);
    let read = ask::rows::<rows::PullRequest>(&format!("{base}/merges?page={{page}}"), &merges);
    let read = read.unwrap();
    assert_eq!((read.rows.len(), &*read.unknown), (1, &["nobody".to_owned()][..]));
    let deploys = export(r#"{"kind": "github-deployments", "tokenFrom": "CARGO_PKG_NAME"}"#);
    let read = ask::rows::<rows::Deploy>(&format!("{base}/deployments"), &deploys).unwrap();
    let at = |minute: i64| 1_772_438_400_000 + minute * 60_000;
    let rows: Vec<_> = read.rows.iter().map(|row| (row.at, row.failed, &*row.component)).collect();
    assert_eq!(rows, [(at(58), false, "checkout"), (at(59), true, "checkout")]);
    assert_eq!(read.left_out, 1, "one is not over");
    let asked = asked.lock().unwrap();
    let statuses = asked.iter().filter(|(path, _)| path.ends_with("/statuses"));
    assert!(
        statuses.clone().count() == 3 && statuses.clone().all(|(_, token)| token == "Bearer xtask")
    );
}

#[test]
fn a_page_that_cannot_be_had_ends_the_command() {
    let (base, _) = serve(apis);
    let pulls = export(r#"{"kind": "github-pulls"}"#);
    for (path, what) in [
        ("/nothing", "404"),
        ("/moved", "answered 301: it is now at 127.0.0.1"),
        ("/away", "the next page is on another host: other.example"),
        ("/error", "nothing can be read: “[]” is no list"),
        ("/x\"y", "no address"),
        ("/{component}", "go together"),
    ] {
        let error = ask::rows::<rows::PullRequest>(&format!("{base}{path}"), &pulls).unwrap_err();
        assert!(format!("{error:#}").contains(what), "{path}: {error:#}");
    }
}
