//! Alerts of GitHub: code scanning and Dependabot.
//!
//! Source: GitHub REST, `code-scanning/alerts` and `dependabot/alerts`.

use super::model::{Finding, Kind, Severity};
use super::sarif::{line_of, weaknesses};
use crate::net::value::{list, text};
use crate::plugin::time::instant;
use serde_json::Value;

/// The alerts of code scanning that are open.
#[must_use]
pub fn code(alerts: &[Value]) -> Vec<Finding> {
    alerts.iter().filter(|alert| is_open(alert)).filter_map(code_alert).collect()
}

/// The alerts of Dependabot that are open.
#[must_use]
pub fn dependencies(alerts: &[Value]) -> Vec<Finding> {
    alerts.iter().filter(|alert| is_open(alert)).filter_map(dependency).collect()
}

/// An alert without a state is shown rather than lost.
fn is_open(alert: &Value) -> bool {
    matches!(text(alert, "/state"), "open" | "")
}

fn code_alert(alert: &Value) -> Option<Finding> {
    let rule = alert.pointer("/rule")?;
    let level = text(rule, "/security_severity_level");
    let word = if level.is_empty() { text(rule, "/severity") } else { level };
    let place = alert.pointer("/most_recent_instance/location").unwrap_or(&Value::Null);
    let at = line_of(text(place, "/path"), place.pointer("/start_line"));
    let mut ids = vec![text(rule, "/id").to_owned()];
    ids.extend(weaknesses(list(rule, "/tags")));
    Some(Finding {
        severity: Severity::of_word(word),
        kind: Kind::Code,
        title: first(&[
            text(rule, "/description"),
            text(alert, "/most_recent_instance/message/text"),
            text(rule, "/id"),
        ]),
        ids,
        places: vec![at.clone()],
        at,
        fix: String::new(),
        url: text(alert, "/html_url").to_owned(),
        since: instant(text(alert, "/created_at")),
        tools: vec![first(&[text(alert, "/tool/name"), "Code scanning"])],
    })
}

fn dependency(alert: &Value) -> Option<Finding> {
    let advisory = alert.pointer("/security_advisory")?;
    let package = text(alert, "/dependency/package/name");
    let fixed = [
        "/security_vulnerability/first_patched_version/identifier",
        "/security_vulnerability/first_patched_version",
    ];
    let fixed = first(&fixed.map(|place| text(alert, place)));
    let ids = [text(advisory, "/cve_id"), text(advisory, "/ghsa_id")];
    let words = [text(alert, "/security_vulnerability/severity"), text(advisory, "/severity")];
    Some(Finding {
        severity: Severity::of_word(&first(&words)),
        kind: Kind::Dependency,
        title: first(&[text(advisory, "/summary"), package]),
        ids: ids.into_iter().filter(|id| !id.is_empty()).map(str::to_owned).collect(),
        at: package.to_owned(),
        places: vec![package_in(package, text(alert, "/dependency/manifest_path"))],
        fix: update(package, &fixed),
        url: text(alert, "/html_url").to_owned(),
        since: instant(text(alert, "/created_at")),
        tools: vec!["Dependabot".to_owned()],
    })
}

/// The first text that says something.
#[must_use]
pub fn first(all: &[&str]) -> String {
    all.iter().copied().find(|text| !text.is_empty()).unwrap_or_default().to_owned()
}

/// `openssl in Cargo.lock`.
#[must_use]
pub fn package_in(package: &str, place: &str) -> String {
    if place.is_empty() { package.to_owned() } else { [package, " in ", place].concat() }
}

/// `Update openssl to 3.0.9`; nothing while there is no version to update to.
#[must_use]
pub fn update(package: &str, version: &str) -> String {
    if version.is_empty() { String::new() } else { ["Update ", package, " to ", version].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recorded(text: &str) -> Vec<Value> {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn recorded_code_scanning_alerts() {
        let alerts =
            recorded(include_str!("../../../tests/contract/security/code-scanning-alerts.json"));
        let found = code(&alerts);
        assert!(found.len() < alerts.len(), "closed alerts are left out");
        let one = found.first().unwrap();
        assert_eq!((one.severity, one.id()), (Severity::High, "js/sql-injection"));
        assert_eq!(one.at, "src/db/query.js:42");
        assert_eq!(one.ids, ["js/sql-injection", "cwe-89"]);
        assert!(one.since.is_some());
        assert_eq!(one.tools, ["CodeQL"]);
    }

    #[test]
    fn recorded_dependabot_alerts() {
        let alerts =
            recorded(include_str!("../../../tests/contract/security/dependabot-alerts.json"));
        let found = dependencies(&alerts);
        let one = found.first().unwrap();
        assert_eq!((one.severity, one.id()), (Severity::High, "CVE-2026-1001"));
        assert_eq!(one.places, ["example-http in Cargo.lock"]);
        assert_eq!(one.fix, "Update example-http to 0.4.7");
        assert!(found.len() < alerts.len(), "closed alerts are left out");
    }

    #[test]
    fn alerts_that_make_no_sense_are_left_out() {
        let alerts = recorded(r#"[1, {}, {"state": "open"}, {"rule": {"id": "x"}, "tool": null}]"#);
        assert_eq!(code(&alerts).len(), 1);
        assert_eq!(dependencies(&alerts).len(), 0);
    }
}
