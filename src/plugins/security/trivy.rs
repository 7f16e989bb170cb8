//! Reports of Trivy.
//!
//! Source: aquasecurity/trivy, `pkg/types/report.go`. Empty lists are left out of a report.

use super::github::{first, package_in, update};
use super::model::{Finding, Kind, Severity};
use super::sarif::line_of;
use crate::net::value::{list, text};
use serde_json::Value;

/// The findings of a report.
#[must_use]
pub fn read(report: &Value) -> Vec<Finding> {
    let mut all = Vec::new();
    for result in list(report, "/Results") {
        let target = text(result, "/Target");
        let packages = list(result, "/Vulnerabilities").iter();
        all.extend(packages.filter(|one| affects(one)).map(|one| package(one, target)));
        let settings = list(result, "/Misconfigurations").iter();
        let failed = settings.filter(|one| matches!(text(one, "/Status"), "FAIL" | ""));
        all.extend(failed.map(|one| setting(one, target)));
        all.extend(list(result, "/Secrets").iter().map(|one| secret(one, target)));
        all.extend(list(result, "/Licenses").iter().map(|one| licence(one, target)));
    }
    all
}

fn affects(one: &Value) -> bool {
    text(one, "/Status") != "not_affected"
}

fn package(one: &Value, target: &str) -> Finding {
    let (name, id) = (text(one, "/PkgName"), text(one, "/VulnerabilityID"));
    let installed = [name, " ", text(one, "/InstalledVersion")].concat();
    Finding {
        title: first(&[text(one, "/Title"), id]),
        ids: vec![id.to_owned()],
        at: name.to_owned(),
        places: vec![package_in(installed.trim(), target)],
        fix: update(name, text(one, "/FixedVersion")),
        url: text(one, "/PrimaryURL").to_owned(),
        ..finding(one, Kind::Dependency)
    }
}

fn setting(one: &Value, target: &str) -> Finding {
    let at = line_of(target, one.pointer("/CauseMetadata/StartLine"));
    Finding {
        title: first(&[text(one, "/Title"), text(one, "/Message")]),
        ids: vec![text(one, "/ID").to_owned()],
        places: vec![at.clone()],
        at,
        fix: text(one, "/Resolution").to_owned(),
        url: text(one, "/PrimaryURL").to_owned(),
        ..finding(one, Kind::Settings)
    }
}

/// A secret is never shown, not even the part of it that Trivy leaves.
fn secret(one: &Value, target: &str) -> Finding {
    let at = line_of(target, one.pointer("/StartLine"));
    Finding {
        title: first(&[text(one, "/Title"), text(one, "/RuleID")]),
        ids: vec![text(one, "/RuleID").to_owned()],
        places: vec![at.clone()],
        at,
        ..finding(one, Kind::Secret)
    }
}

fn licence(one: &Value, target: &str) -> Finding {
    let (name, package) = (text(one, "/Name"), text(one, "/PkgName"));
    let at = first(&[package, text(one, "/FilePath"), target]);
    Finding {
        title: ["Licence ", name, ", ", text(one, "/Category")].concat(),
        ids: vec![name.to_owned()],
        places: vec![package_in(&at, target)],
        at,
        url: text(one, "/Link").to_owned(),
        ..finding(one, Kind::Licence)
    }
}

fn finding(one: &Value, kind: Kind) -> Finding {
    Finding {
        severity: Severity::of_word(text(one, "/Severity")),
        kind,
        tools: vec!["Trivy".to_owned()],
        ..Finding::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recorded_report() {
        let report = include_str!("../../../tests/contract/security/trivy-image.json");
        let found = read(&serde_json::from_str(report).unwrap());
        let kinds: Vec<_> = found.iter().map(|one| one.kind).collect();
        assert_eq!(
            kinds,
            [Kind::Dependency, Kind::Dependency, Kind::Settings, Kind::Secret, Kind::Licence]
        );
        let [first, second, setting, secret, licence] = &found[..] else { panic!("{found:?}") };
        assert_eq!((first.severity, first.id()), (Severity::Critical, "CVE-2026-1001"));
        assert_eq!(first.fix, "Update libexample1 to 1.2.3-1+deb12u1");
        assert_eq!(second.fix, "");
        assert_eq!(setting.at, "Dockerfile:1");
        assert_eq!(secret.places, ["config/app.env:3"]);
        assert_eq!(licence.places, ["gplcrate in Cargo.lock"]);
    }

    #[test]
    fn a_clean_report_has_no_lists() {
        let report = include_str!("../../../tests/contract/security/trivy-empty.json");
        assert!(read(&serde_json::from_str(report).unwrap()).is_empty());
    }
}
