use std::net::TcpStream;
use std::time::Duration;

use super::Site;
use super::client::{End, get, send};

#[test]
fn without_a_fault_the_answer_is_whole() {
    let site = Site::new();
    let reply = get(&format!("{}/repos/acme/checkout/actions/runs", site.at.ci));
    assert_eq!((reply.status, reply.end), (200, End::Complete));
    assert_eq!(reply.json()["total_count"], 45);
}

#[test]
fn latency_delays_the_first_byte() {
    let site = Site::new();
    let reply = get(&site.runs("latency.300"));
    assert_eq!((reply.status, reply.end), (200, End::Complete));
    assert!(reply.first_byte >= Duration::from_millis(300), "{:?}", reply.first_byte);
}

#[test]
fn hanging_servers_are_silent_before_or_within_the_body() {
    let site = Site::new();
    let before = get(&site.runs("hang"));
    assert_eq!((before.status, before.end), (0, End::Silent));
    let within = get(&site.runs("hang-body"));
    assert_eq!((within.status, within.end), (200, End::Silent));
    let announced: usize = within.header("content-length").unwrap().parse().unwrap();
    assert_eq!(within.body.len(), announced / 2);
}

#[test]
fn drips_come_one_by_one() {
    let site = Site::new();
    // 327 bytes in drops of 110: the third comes two seconds after the first.
    let reply = get(&site.runs("drip.110"));
    assert_eq!((reply.status, reply.end, reply.body.len()), (200, End::Complete, 327));
    let took = reply.last_byte - reply.first_byte;
    assert!(took >= Duration::from_millis(1900), "{took:?}");
}

#[test]
fn resets_are_resets() {
    let site = Site::new();
    let before = get(&site.runs("reset"));
    assert_eq!((before.status, before.end), (0, End::Reset));
    let within = get(&site.runs("reset-body"));
    assert_eq!((within.status, within.end), (200, End::Reset));
    assert!(!within.body.is_empty());
}

#[test]
fn a_short_body_ends_before_its_length() {
    let site = Site::new();
    let reply = get(&site.runs("short"));
    assert_eq!((reply.status, reply.end), (200, End::Closed));
    let announced: usize = reply.header("content-length").unwrap().parse().unwrap();
    assert_eq!(reply.body.len(), announced - 100);
}

#[test]
fn errors_have_the_status_and_the_words_of_the_api() {
    let site = Site::new();
    let reply = get(&site.runs("status.503"));
    assert_eq!(reply.status, 503);
    assert_eq!(reply.json()["message"], "Service Unavailable");

    let page = get(&site.runs("status.502.html"));
    assert_eq!((page.status, page.header("content-type")), (502, Some("text/html; charset=utf-8")));

    let limited = get(&site.runs("status.429.retry-2"));
    assert_eq!((limited.status, limited.header("retry-after")), (429, Some("2")));
    assert_eq!(get(&site.runs("status.429")).header("retry-after"), None);

    let backstage =
        get(&format!("{}/__f/status.500/api/catalog/entities/by-query", site.at.backstage));
    assert_eq!(backstage.json()["error"]["name"], "InternalServerErrorError");
}

#[test]
fn bodies_are_wrong_in_every_way() {
    let site = Site::new();
    for (fault, body) in
        [("null", "null"), ("array", "[]"), ("zero", "0"), ("string", "\"ok\""), ("empty", "")]
    {
        let reply = get(&site.runs(fault));
        assert_eq!((reply.status, reply.text().as_str()), (200, body));
    }
    let parse =
        |fault: &str| serde_json::from_slice::<serde_json::Value>(&get(&site.runs(fault)).body);
    assert!(parse("invalid-json").is_err());
    let cut = get(&site.runs("truncated"));
    assert_eq!(cut.end, End::Complete);
    assert!(serde_json::from_slice::<serde_json::Value>(&cut.body).is_err());

    let typed = get(&site.runs("octet-stream"));
    assert_eq!(typed.header("content-type"), Some("application/octet-stream"));
    assert_eq!(typed.json()["total_count"], 45);
    assert_eq!(get(&site.runs("html")).header("content-type"), Some("text/html; charset=utf-8"));

    let big = get(&site.runs("big.5"));
    assert!(big.body.len().abs_diff(5_000_000) < 10_000, "{}", big.body.len());
    assert_eq!(big.json()["total_count"], 1);
}

#[test]
fn lists_lose_their_items_or_have_a_bad_one() {
    let site = Site::new();
    let items =
        |fault: &str| get(&site.runs(fault)).json()["workflow_runs"].as_array().unwrap().clone();
    assert_eq!(items("no-items").len(), 0);
    let bad = items("bad-item");
    assert_eq!(bad.len(), 30);
    assert!(bad[0]["id"].is_u64() && bad[1]["id"].is_object() && bad[2]["id"].is_u64());
}

#[test]
fn redirects_lead_home_away_and_in_circles() {
    let site = Site::new();
    let target = |fault: &str| {
        let reply = get(&site.runs(fault));
        assert_eq!(reply.status, 302);
        reply.header("location").unwrap().to_owned()
    };
    assert_eq!(target("redirect-same"), "/repos/acme/checkout/actions/runs");
    assert_eq!(
        target("redirect-foreign"),
        format!("{}/repos/acme/checkout/actions/runs", site.at.foreign)
    );
    assert_eq!(target("redirect-loop"), "/__f/redirect-loop/repos/acme/checkout/actions/runs");
}

#[test]
fn a_flaky_server_is_flaky_the_same_way_each_time() {
    let site = Site::new();
    let statuses = |site: &Site| -> Vec<u16> {
        (0..20).map(|_| get(&site.runs("flaky.50.3")).status).collect()
    };
    let first = statuses(&site);
    assert!(first.contains(&200) && first.contains(&503), "{first:?}");
    assert_eq!(statuses(&Site::new()), first);
}

#[test]
fn a_closed_port_refuses() {
    let site = Site::new();
    let address = site.at.refused.strip_prefix("http://").unwrap();
    let error = TcpStream::connect(address).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionRefused);
}

#[test]
fn controlled_faults_end_after_their_count_and_with_the_controls() {
    let site = Site::new();
    let url = format!("{}/repos/acme/checkout/actions/runs", site.at.ci);
    site.control(
        "POST",
        "/faults",
        r#"{"origin":"ci","path":"*/runs","fault":"status.500","count":1}"#,
    );
    assert_eq!([get(&url).status, get(&url).status], [500, 200]);

    site.control("POST", "/faults", r#"{"origin":"ci","path":"*/runs","fault":"status.500"}"#);
    assert_eq!([get(&url).status, get(&url).status], [500, 500]);
    site.control("DELETE", "", "");
    assert_eq!(get(&url).status, 200);
}

#[test]
fn a_mistyped_fault_is_refused_instead_of_ignored() {
    let site = Site::new();
    assert_eq!(get(&site.runs("stattus.500")).status, 404);
    let control = format!("{}/__control/faults", site.at.ci);
    let reply = send("POST", &control, &[], r#"{"path":"*","fault":"hangs"}"#);
    assert_eq!(reply.status, 400);
    assert!(reply.text().contains("hangs"), "{}", reply.text());
}
