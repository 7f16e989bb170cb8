//! The command, with files and with servers.

mod server;

use super::*;

const PORTAL: &str = r#"{"plugins": ["catalog", {"id": "insights", "config": {"exports": {
    "survey-answers": {"file": "answers.csv"},
    "surveyAnswers": {"file": "answers.csv", "columns": {"recommend": "How likely"}},
    "deploys": {"file": "deploys.ndjson"}, "k": 2, "zone": "+01:00"}}}]}"#;

#[test]
fn columns_that_portal_json_names_become_figures() {
    let folder = tempfile();
    repo::write(
        folder.join("answers.csv"),
        "user,date,How likely\na,2026-11-02,10\nb,2026-11-03,9\nc,2026-11-04,3\n",
    )
    .unwrap();
    repo::write(
        folder.join("deploys.ndjson"),
        "{\"service\":\"x\",\"at\":\"2026-11-05T23:30:00Z\"}\n",
    )
    .unwrap();
    let portal = PORTAL.replace(r#""survey-answers": {"file": "answers.csv"},"#, "");
    let report = report(&exports(&portal).unwrap(), &folder, None, None).unwrap();
    let score = report.kpis.iter().find(|kpi| kpi.id == "enps").unwrap();
    assert_eq!(score.now.value.map(|value| value.0), Some(33_333));
    assert_eq!(report.settings.to, Day::read("2026-11-06").unwrap(), "the last row, in that zone");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_export_is_a_file_or_an_api_of_its_kind() {
    let both = Export { file: Some("a".into()), url: Some("b".into()), ..Export::default() };
    let error = read::<rows::Deploy>(Some(&both), Path::new("")).unwrap_err();
    assert!(error.to_string().contains("either a file or a url"), "{error}");
    let export: Export = serde_json::from_str(r#"{"file": "a", "kind": "github-pulls"}"#).unwrap();
    let error = read::<rows::Deploy>(Some(&export), Path::new("")).unwrap_err();
    assert!(error.to_string().contains("GithubPulls has pull-requests"), "{error}");
    let error = serde_json::from_str::<Export>(r#"{"file": "a", "kind": "jira"}"#).unwrap_err();
    assert!(error.to_string().contains("github-pulls"), "{error}");
}

#[test]
fn mistakes_are_named() {
    let error = exports(PORTAL).unwrap_err();
    assert!(format!("{error:#}").contains("unknown field `survey-answers`"), "{error:#}");
    let error = exports(r#"{"plugins": ["insights"]}"#).unwrap_err();
    assert!(error.to_string().contains("names no `exports`"), "{error}");
}

fn tempfile() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("portico-kpis-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    folder
}
