use serde::Deserialize;

use super::*;
use crate::config::{ValueFrom, WebUrl};

const FULL: &str = r#"{
  "title": "Halyard",
  "sources": [
    {"id": "demo", "title": "Demo organisation", "type": "files", "index": ["demo/catalog/all.yaml"]},
    {"id": "backstage", "type": "backstage", "url": "https://backstage.example.com", "auth": "guest"}
  ],
  "origins": {
    "ci": {"title": "CI", "url": "demo/ci", "static": true, "auth": "none", "timeoutSeconds": 5},
    "metrics": {"url": "https://metrics.example.com/api", "auth": {"header": "X-Api-Key"}}
  },
  "plugins": ["catalog", {"id": "ci", "enabled": true, "config": {"branch": "main"}}, {"id": "gallery", "enabled": false}],
  "user": "user:default/ines.calloway",
  "net": {"timeScale": 0.1}
}"#;

/// The mistakes in a file, as lines.
fn errors(text: &str) -> Vec<String> {
    Config::parse(text).unwrap_err().iter().map(ToString::to_string).collect()
}

fn only_error(text: &str) -> ConfigError {
    let errors = Config::parse(text).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    errors[0].clone()
}

#[test]
fn a_full_file_is_read() {
    let config = Config::parse(FULL).unwrap();
    assert_eq!(config.title, "Halyard");
    assert_eq!(config.user.as_deref(), Some("user:default/ines.calloway"));
    assert_eq!(config.time_scale, 0.1);
    let names: Vec<_> = config.origins.iter().map(|origin| origin.name.as_str()).collect();
    assert_eq!(names, ["portal", "ci", "metrics", "demo", "backstage"]);
    let ci = config.origin("ci").unwrap();
    assert_eq!((ci.title.as_str(), ci.is_static, ci.timeout_seconds), ("CI", true, 5.0));
    assert_eq!(config.origin("metrics").unwrap().auth, Auth::Header("X-Api-Key".into()));
    assert_eq!(config.origin("backstage").unwrap().auth, Auth::Guest);
    let portal = WebUrl::parse("https://example.org/portal").unwrap();
    let demo = config.origin("demo").unwrap().url.resolve(&portal).to_string();
    assert_eq!(demo, "https://example.org/portal");
    assert_eq!(
        config.sources[0].kind,
        SourceKind::Files { index: vec!["demo/catalog/all.yaml".into()] }
    );
    let plugins = config.plugins.unwrap();
    let order: Vec<_> = plugins.iter().map(|entry| (entry.id.as_str(), entry.enabled)).collect();
    assert_eq!(order, [("catalog", true), ("ci", true), ("gallery", false)]);
}

#[test]
fn an_empty_file_is_the_default() {
    let config = Config::parse("{}").unwrap();
    assert_eq!(Config { values: Vec::new(), ..config }, Config::default());
}

#[test]
fn every_value_says_who_decided() {
    let config = Config::parse(FULL).unwrap();
    let find = |path: &str| {
        let value = config.values.iter().find(|value| value.path == path).unwrap();
        (value.value.as_str(), value.from)
    };
    assert_eq!(find("title"), ("\"Halyard\"", ValueFrom::File));
    assert_eq!(find("origins.ci.timeoutSeconds"), ("5", ValueFrom::File));
    assert_eq!(find("origins.metrics.timeoutSeconds"), ("10.0", ValueFrom::Default));
    assert_eq!(find("sources[1].title"), ("\"backstage\"", ValueFrom::Default));
    assert_eq!(find("plugins[2].enabled"), ("false", ValueFrom::File));
}

#[test]
fn all_mistakes_are_reported_at_once_with_their_paths() {
    let text = r#"{
      "titel": "Halyard",
      "title": 3,
      "sources": [{"id": "Demo", "type": "file"}, {"type": "files", "index": "a"}, 7],
      "origins": {"ci": {"url": "demo/../ci", "timeoutSeconds": 0, "auth": "basic"}, "x_y": {"url": "a"}},
      "plugins": ["catalog", {"id": "catalog", "enabled": "yes"}, {"config": []}]
    }"#;
    assert_eq!(
        errors(text),
        [
            "portal.json, titel: unknown key; did you mean `title`? Known here: `title`, `sources`, `origins`, `plugins`, `preset`, `home`, `navigation`, `search`, `user`, `net`",
            "portal.json, title: expected a text, found a number",
            "portal.json, origins.ci.url: `demo/../ci` has empty, `.` or `..` segments in its path",
            "portal.json, origins.ci.auth: `basic` is not one of `none`, `cookie`, `guest`, `session`",
            "portal.json, origins.ci.timeoutSeconds: must be between 0.1 and 300",
            "portal.json, origins.x_y: `x_y` must be lower-case letters, digits and single dashes",
            "portal.json, sources[0].id: `Demo` must be lower-case letters, digits and single dashes",
            "portal.json, sources[0].type: `file` is not one of `files`, `backstage`",
            "portal.json, sources[1]: `id` is missing: a short name for this source",
            "portal.json, sources[1].index: expected a list, found a text",
            "portal.json, sources[2]: expected an object, found a number",
            "portal.json, plugins[1].enabled: expected true or false, found a text",
            "portal.json, plugins[1].id: `catalog` stands twice",
            "portal.json, plugins[2]: `id` is missing: which plugin",
            "portal.json, plugins[2].config: expected an object, found a list",
        ]
    );
}

#[test]
fn secrets_are_refused_wherever_they_stand() {
    for (text, path) in [
        (r#"{"token": "x"}"#, "token"),
        (r#"{"origins": {"ci": {"url": "a", "apiKey": "x"}}}"#, "origins.ci.apiKey"),
        (
            r#"{"plugins": [{"id": "ci", "config": {"a": [{"client_secret": "x"}]}}]}"#,
            "plugins[0].config.a[0].client_secret",
        ),
        (
            r#"{"plugins": [{"id": "ci", "config": {"DB-Password": "x"}}]}"#,
            "plugins[0].config.DB-Password",
        ),
    ] {
        let error = only_error(text);
        assert_eq!(error.path, path);
        assert!(error.message.contains("looks like a secret"), "{error}");
    }
    Config::parse(r#"{"plugins": [{"id": "ci", "config": {"tokenUrl": "x", "designTokens": 1}}]}"#)
        .unwrap();
}

#[test]
fn names_are_unique_among_origins_and_sources() {
    let text = r#"{"origins": {"ci": {"url": "a"}}, "sources": [{"id": "ci", "type": "backstage", "url": "b"}]}"#;
    assert_eq!(only_error(text).path, "sources[0].id");
    assert_eq!(only_error(r#"{"origins": {"portal": {"url": "a"}}}"#).path, "origins.portal");
}

#[test]
fn a_key_that_stands_twice_is_an_error() {
    assert_eq!(errors(r#"{"title": "A", "title": "B"}"#), ["portal.json, title: stands twice"]);
}

#[test]
fn what_is_no_json_says_where() {
    assert_eq!(
        errors("{\n  \"title\": \"A\",\n  \"user\": ?\n}"),
        ["portal.json, user: is not JSON: expected value (line 3, column 11)"]
    );
    assert_eq!(
        errors(""),
        ["portal.json: is not JSON: the text ends too early (line 1, column 0)"]
    );
    assert_eq!(errors("[]"), ["portal.json: expected an object, found a list"]);
    assert_eq!(errors(&" ".repeat(MAX_BYTES + 1)), ["portal.json: is longer than 64 KiB"]);
    Config::parse("\u{feff}{}").unwrap();
}

#[test]
fn headers_that_a_page_may_not_set_are_refused() {
    for header in ["Cookie", "host", "Sec-Fetch-Mode", "X Y", "Accept"] {
        let text =
            format!(r#"{{"origins": {{"a": {{"url": "b", "auth": {{"header": "{header}"}}}}}}}}"#);
        assert_eq!(only_error(&text).path, "origins.a.auth.header", "{header}");
    }
}

#[test]
fn index_paths_stay_below_their_source() {
    for path in ["https://evil.example/a.yaml", "/a.yaml", "../a.yaml", "//evil.example/a"] {
        let text =
            format!(r#"{{"sources": [{{"id": "a", "type": "files", "index": ["{path}"]}}]}}"#);
        assert_eq!(only_error(&text).path, "sources[0].index[0]", "{path}");
    }
}

#[test]
fn a_user_is_a_reference() {
    for user in ["ines", "group:default/x", "user:", "user:a/b/c", "user:/a", "user:a b"] {
        assert_eq!(only_error(&format!(r#"{{"user": "{user}"}}"#)).path, "user", "{user}");
    }
    Config::parse(r#"{"user": "user:ines"}"#).unwrap();
}

#[derive(Deserialize, Debug, PartialEq, Default)]
#[serde(default, deny_unknown_fields)]
struct CiConfig {
    branch: Option<String>,
    columns: Vec<String>,
}

#[test]
fn a_plugin_reads_its_own_part_and_errors_carry_the_whole_path() {
    let read = |config: &str| {
        let text = format!(r#"{{"plugins": ["catalog", {{"id": "ci", "config": {config}}}]}}"#);
        Config::parse(&text).unwrap().plugins.unwrap()[1].config.parse::<CiConfig>()
    };
    assert_eq!(read(r#"{"branch": "main"}"#).unwrap().branch.as_deref(), Some("main"));
    assert_eq!(read(r#"{"columns": ["a", 1]}"#).unwrap_err().path, "plugins[1].config.columns[1]");
    let error = read(r#"{"brnch": 1}"#).unwrap_err();
    assert_eq!(error.path, "plugins[1].config.brnch");
    assert!(error.message.contains("`branch`"), "{error}");
    let bare = Config::parse(r#"{"plugins": ["ci"]}"#).unwrap().plugins.unwrap();
    assert_eq!(bare[0].config.parse::<CiConfig>().unwrap(), CiConfig::default());
}

#[test]
fn a_starting_order_and_what_wins_over_it() {
    let config = Config::parse(
        r#"{"preset": "large", "home": "/explore", "navigation": ["docs", "catalog"]}"#,
    )
    .unwrap();
    assert_eq!(config.preset.as_deref(), Some("large"));
    assert_eq!(config.home.as_deref(), Some("/explore"));
    assert_eq!(config.navigation, ["docs", "catalog"]);
    let named = |path: &str| config.values.iter().any(|value| value.path == path);
    assert!(named("preset") && named("home") && named("navigation"));
    for (text, path) in [
        (r#"{"preset": "huge"}"#, "preset"),
        (r#"{"home": "explore"}"#, "home"),
        (r#"{"home": "//elsewhere.example"}"#, "home"),
        (r#"{"navigation": "docs"}"#, "navigation"),
        (r#"{"navigation": [1]}"#, "navigation"),
    ] {
        assert_eq!(only_error(text).path, path, "{text}");
    }
}
