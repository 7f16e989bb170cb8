use super::Site;
use super::client::{get, send};

#[test]
fn pages_fall_back_to_the_start_page_and_build_files_do_not() {
    let site = Site::new();
    let page = get(&format!("{}/catalog/default/user/ana.lopez", site.at.portal));
    assert_eq!(page.status, 200);
    assert!(page.text().contains("start page"));
    let gone = get(&format!("{}/pkg-0/app.js", site.at.portal));
    assert_eq!(gone.status, 404);
    assert!(!gone.text().contains("start page"));
}

#[test]
fn the_policy_names_the_ports_of_this_server_in_header_and_page_alike() {
    let site = Site::new();
    let reply = get(&format!("{}/", site.at.portal));
    let expected = format!(
        "default-src 'none'; connect-src 'self' {} {} {} {}",
        site.at.ci, site.at.backstage, site.at.issuer, site.at.refused
    );
    assert_eq!(
        reply.header("content-security-policy"),
        Some(format!("{expected}; frame-ancestors 'none'").as_str())
    );
    assert!(reply.text().contains(&format!("content=\"{expected}\"")), "{}", reply.text());

    site.control("PUT", "/connect", r#"["foreign"]"#);
    let reply = get(&format!("{}/", site.at.portal));
    let policy = reply.header("content-security-policy").unwrap();
    assert!(policy.contains(&format!("connect-src 'self' {};", site.at.foreign)), "{policy}");
}

#[test]
fn answers_have_the_headers_that_the_build_wrote_down() {
    let site = Site::new();
    let file = get(&format!("{}/pkg-1/app.js", site.at.portal));
    assert_eq!(file.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(file.header("x-content-type-options"), Some("nosniff"));
    let settings = get(&format!("{}/portal.json", site.at.portal));
    assert_eq!(settings.header("cache-control"), Some("no-cache"));
    assert_eq!(settings.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn compressed_copies_are_sent_to_whoever_accepts_them_but_never_with_a_fault() {
    let site = Site::new();
    let ask = |url: String| send("GET", &url, &[("accept-encoding", "gzip, br")], "");
    let reply = ask(format!("{}/pkg-1/app.js", site.at.portal));
    assert_eq!(
        (reply.header("content-encoding"), reply.text().as_str()),
        (Some("br"), "compressed")
    );
    let plain = get(&format!("{}/pkg-1/app.js", site.at.portal));
    assert_eq!((plain.header("content-encoding"), plain.text().as_str()), (None, "export {}"));
    let half = ask(format!("{}/__f/truncated/pkg-1/app.js", site.at.portal));
    assert_eq!((half.header("content-encoding"), half.text().as_str()), (None, "expo"));
}

#[test]
fn portal_json_can_be_replaced() {
    let site = Site::new();
    let url = format!("{}/portal.json", site.at.portal);
    assert_eq!(get(&url).text(), "{}");
    site.control("PUT", "/portal", "{ not json");
    assert_eq!(get(&url).text(), "{ not json");
    site.control("DELETE", "", "");
    assert_eq!(get(&url).text(), "{}");
}
