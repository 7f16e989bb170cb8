use super::Site;
use super::client::{get, send};

#[test]
fn builds_are_paged_by_link_headers() {
    let site = Site::new();
    let mut next = Some(format!("{}/repos/acme/checkout/actions/runs?per_page=20", site.at.ci));
    let mut sizes = Vec::new();
    while let Some(url) = next {
        let reply = get(&url);
        sizes.push(reply.json()["workflow_runs"].as_array().unwrap().len());
        next = reply.header("link").and_then(|links| {
            let link = links.split(", ").find(|link| link.ends_with("rel=\"next\""))?;
            Some(link.split_once('<')?.1.split_once('>')?.0.to_owned())
        });
    }
    assert_eq!(sizes, [20, 20, 5]);
}

#[test]
fn a_known_body_is_not_sent_again() {
    let site = Site::new();
    let url = format!("{}/repos/acme/checkout/actions/runs", site.at.ci);
    let tag = get(&url).header("etag").unwrap().to_owned();
    let again = send("GET", &url, &[("if-none-match", &tag)], "");
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn what_is_not_there_is_missing_in_githubs_words() {
    let site = Site::new();
    let reply = get(&format!("{}/repos/acme/nope/actions/runs", site.at.ci));
    assert_eq!(reply.status, 404);
    assert_eq!(reply.json()["message"], "Not Found");
}

#[test]
fn descriptors_come_from_the_folder() {
    let site = Site::new();
    let reply = get(&format!("{}/files/all.yaml", site.at.ci));
    assert_eq!(reply.text(), "kind: Location\n");
    assert_eq!(reply.header("content-type"), Some("application/yaml; charset=utf-8"));
}

fn token(site: &Site) -> String {
    let reply = send("POST", &format!("{}/api/auth/guest/refresh", site.at.backstage), &[], "");
    reply.json()["backstageIdentity"]["token"].as_str().unwrap().to_owned()
}

fn ask(site: &Site, path: &str, token: &str) -> super::client::Reply {
    let authorization = format!("Bearer {token}");
    send("GET", &format!("{}{path}", site.at.backstage), &[("authorization", &authorization)], "")
}

#[test]
fn the_search_has_pages_and_is_not_ready_when_it_is_told_so() {
    let site = Site::new();
    let token = token(&site);
    let first = ask(&site, "/api/search/query?term=service", &token).json();
    assert_eq!(first["nextPageCursor"], "MQ==");
    let next = ask(&site, "/api/search/query?term=service&pageCursor=MQ%3D%3D", &token).json();
    assert_ne!(next["results"][0]["document"], first["results"][0]["document"]);
    let nothing = ask(&site, "/api/search/query?term=nothing", &token).json();
    assert_eq!(nothing["results"].as_array().map(Vec::len), Some(0));
    let reply = ask(&site, "/__f/no-index/api/search/query?term=service", &token);
    assert_eq!(reply.status, 500);
    assert_eq!(reply.json()["error"]["name"], "MissingIndexError");
}

#[test]
fn without_a_good_token_the_recorded_errors_are_answered() {
    let site = Site::new();
    let path = "/api/catalog/entities/by-query?limit=1";
    let without = get(&format!("{}{path}", site.at.backstage));
    assert_eq!(without.status, 401);
    assert_eq!(without.json()["error"]["message"], "Missing credentials");
    assert_eq!(without.json()["request"]["url"], "/entities/by-query?limit=1");
    let wrong = ask(&site, path, "abc.def.ghi");
    assert_eq!(
        (wrong.status, wrong.json()["error"]["message"].as_str()),
        (401, Some("Illegal token"))
    );
}

#[test]
fn tokens_grow_old_and_can_be_revoked() {
    let site = Site::new();
    let path = "/api/catalog/entity-facets?facet=kind";
    let good = token(&site);
    assert_eq!(ask(&site, path, &good).status, 200);
    site.control("DELETE", "/tokens", "");
    assert_eq!(ask(&site, path, &good).status, 401);
    site.control("PUT", "/token-life", "0");
    assert_eq!(ask(&site, path, &token(&site)).status, 401);
}

#[test]
fn the_recorded_catalog_is_read_through_cursors() {
    let site = Site::new();
    let token = token(&site);
    let mut query = "limit=50&orderField=metadata.name,asc".to_owned();
    let mut names = Vec::new();
    let total = loop {
        let page = ask(&site, &format!("/api/catalog/entities/by-query?{query}"), &token).json();
        for item in page["items"].as_array().unwrap() {
            assert!(item["apiVersion"].is_string() && item["relations"].is_array(), "{item}");
            names.push(item["metadata"]["name"].as_str().unwrap().to_owned());
        }
        let Some(next) = page["pageInfo"]["nextCursor"].as_str() else {
            break page["totalItems"].as_u64().unwrap();
        };
        let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
        query = format!("limit=50&cursor={next}");
    };
    assert_eq!(names.len() as u64, total);
    assert!(names.is_sorted());
    assert!(names.contains(&"example-website".to_owned()));
}

#[test]
fn entities_are_found_by_name_whatever_the_case() {
    let site = Site::new();
    let token = token(&site);
    let found =
        ask(&site, "/api/catalog/entities/by-name/Component/Default/Example-Website", &token);
    assert_eq!(found.json()["metadata"]["name"], "example-website");
    let missing = ask(&site, "/api/catalog/entities/by-name/component/default/nope", &token);
    assert_eq!(missing.status, 404);
    assert_eq!(missing.json()["error"]["name"], "NotFoundError");
    assert_eq!(missing.json()["request"]["url"], "/entities/by-name/component/default/nope");
}

#[test]
fn bad_queries_get_the_recorded_errors() {
    let site = Site::new();
    let token = token(&site);
    for query in ["limit=abc", "cursor=garbage"] {
        let reply = ask(&site, &format!("/api/catalog/entities/by-query?{query}"), &token);
        assert_eq!(reply.status, 400);
        assert_eq!(reply.json()["error"]["name"], "InputError");
    }
}

#[test]
fn each_origin_lets_in_whom_its_model_lets_in() {
    let site = Site::new();
    let allowed = |url: &str, asker: &str| {
        let reply = send("GET", url, &[("origin", asker)], "");
        let credentials = reply.header("access-control-allow-credentials").is_some();
        (reply.header("access-control-allow-origin").map(str::to_owned), credentials)
    };
    let runs = format!("{}/repos/acme/checkout/actions/runs", site.at.ci);
    let query = format!("{}/api/catalog/entities/by-query", site.at.backstage);
    let portal = site.at.portal.as_str();
    assert_eq!(allowed(&runs, portal), (Some("*".into()), false));
    assert_eq!(allowed(&query, portal), (Some(portal.into()), true));
    assert_eq!(allowed(&query, "http://evil.example"), (None, false));
    assert_eq!(allowed(&format!("{}/x", site.at.foreign), portal), (Some(portal.into()), true));
    assert_eq!(allowed(&site.runs("no-cors"), portal), (None, false));
    assert_eq!(allowed(&site.runs("status.500"), portal), (Some("*".into()), false));
}

#[test]
fn preflights_are_answered_and_use_up_no_fault() {
    let site = Site::new();
    let url = format!("{}/api/catalog/entities/by-query", site.at.backstage);
    let ask = |url: &str| {
        let headers = [
            ("origin", site.at.portal.as_str()),
            ("access-control-request-method", "GET"),
            ("access-control-request-headers", "authorization"),
        ];
        send("OPTIONS", url, &headers, "")
    };
    site.control(
        "POST",
        "/faults",
        r#"{"origin":"backstage","path":"*","fault":"status.500","count":1}"#,
    );
    let reply = ask(&url);
    assert_eq!(reply.status, 204);
    assert_eq!(reply.header("access-control-allow-headers"), Some("authorization"));
    assert_eq!(get(&url).status, 500);
    assert_eq!(ask(&format!("{}/__f/preflight.500/x", site.at.backstage)).status, 500);
}

#[test]
fn the_log_says_who_asked_for_what() {
    let site = Site::new();
    send("GET", &format!("{}/leak?x=1", site.at.foreign), &[("x-api-key", "secret")], "");
    let log = site.log();
    assert_eq!(log.len(), 1);
    assert_eq!(log[0]["origin"], "foreign");
    assert_eq!(log[0]["method"], "GET");
    assert_eq!(log[0]["path"], "/leak?x=1");
    assert_eq!(log[0]["headers"]["x-api-key"], "secret");
    assert_eq!(log[0]["bytes"], r#"{"foreign":true}"#.len());
    send("DELETE", &format!("{}/__log", site.at.foreign), &[], "");
    assert_eq!(site.log().len(), 0);
}

#[test]
fn the_log_counts_requests_in_flight() {
    let site = Site::new();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| get(&site.runs("hang")));
        }
    });
    let mut counts: Vec<u64> =
        site.log().iter().map(|entry| entry["inFlight"].as_u64().unwrap()).collect();
    counts.sort_unstable();
    assert_eq!(counts, [1, 2, 3]);
}

#[test]
fn documentation_needs_a_token_or_the_cookie_and_pages_are_plain_text() {
    let site = Site::new();
    let page = "/api/techdocs/static/docs/default/component/docs-demo/index.html";
    let url = format!("{}{page}", site.at.backstage);
    let without = get(&url);
    assert_eq!(without.status, 401);
    assert_eq!(without.json()["error"]["message"], "Missing credentials");

    let token = token(&site);
    let with = ask(&site, page, &token);
    assert_eq!(with.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(with.text().contains("md-content__inner"));

    let cookie = ask(&site, "/api/techdocs/.backstage/auth/v1/cookie", &token);
    let cookie = cookie.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    assert_eq!(send("GET", &url, &[("cookie", &cookie)], "").status, 200);

    let other = page.replace("component", "Component");
    assert_eq!(ask(&site, &other, &token).header("location"), Some(page));
    assert_eq!(ask(&site, &page.replace("index", "nope"), &token).status, 404);
    let metadata = "/api/techdocs/metadata/techdocs/default/component";
    assert_eq!(
        ask(&site, &format!("{metadata}/docs-demo"), &token).json()["site_name"],
        "Docs Demo"
    );
    assert_eq!(ask(&site, &format!("{metadata}/nobody"), &token).status, 404);
}

#[test]
fn a_site_with_newer_sources_is_built_once() {
    let site = Site::new();
    let token = token(&site);
    let sync = "/api/techdocs/sync/default/component/docs-demo";
    assert!(ask(&site, sync, &token).text().contains("\"updated\":false"));
    let folder = site.folder.join("files/techdocs/default/component/docs-demo");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("index.html"), "newer").unwrap();
    let page = "/api/techdocs/static/docs/default/component/docs-demo/";
    assert!(ask(&site, page, &token).text().contains("md-content__inner"));
    assert!(ask(&site, sync, &token).text().contains("\"updated\":true"));
    assert_eq!(ask(&site, page, &token).text(), "newer");
    assert!(ask(&site, sync, &token).text().contains("\"updated\":false"));
    assert!(
        ask(&site, &sync.replace("docs-demo", "nobody"), &token).text().contains("event: error")
    );
}

#[test]
fn a_silence_needs_a_token_a_reason_and_an_end_to_come() {
    let site = Site::new();
    let url = format!("{}/alertmanager/api/v2/silences", site.at.ci);
    let silence = |why: &str, end: &str| {
        format!(
            r#"{{"matchers": [{{"name": "service", "value": "x", "isRegex": false}}], "comment": "{why}",
                "createdBy": "me", "startsAt": "2020-01-01T00:00:00Z", "endsAt": "{end}"}}"#
        )
    };
    let post = |body: &str| send("POST", &url, &[("authorization", "Bearer mine")], body);
    let later = "2999-01-01T00:00:00Z";
    assert_eq!(send("POST", &url, &[], &silence("why", later)).status, 401);
    assert_eq!(post(&silence("", later)).status, 422);
    assert_eq!(post(&silence("why", "2020-01-02T00:00:00Z")).status, 400);
    let made = post(&silence("why", later)).json();
    let all = get(&url).json();
    assert_eq!(all[0]["id"], made["silenceID"]);
    assert_eq!(all[0]["status"]["state"], "active");
    assert_eq!(get(&format!("{}/pagerduty/services/NOBODY", site.at.ci)).status, 404);
}
