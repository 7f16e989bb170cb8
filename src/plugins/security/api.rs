//! Where findings are: endpoints and answers, nothing else.
//!
//! Source: GitHub REST, `code-scanning/alerts` and `dependabot/alerts`; files by the rules of
//! `docs/security-findings.md`.

use super::wanted::Slug;
use crate::net::{Get, Items};
use serde::Deserialize;
use serde_json::Value;

/// Alerts that are asked for; GitHub gives no more on a page.
pub const MOST_ALERTS: u32 = 100;

/// The open alerts of code scanning, the newest first.
#[must_use]
pub fn code_alerts(origin: &str, slug: &Slug) -> Get<Items<Value>> {
    alerts(origin, slug, "code-scanning")
}

/// The open alerts of Dependabot, the newest first.
#[must_use]
pub fn dependency_alerts(origin: &str, slug: &Slug) -> Get<Items<Value>> {
    alerts(origin, slug, "dependabot")
}

fn alerts(origin: &str, slug: &Slug, service: &str) -> Get<Items<Value>> {
    Get::new(origin)
        .path(["repos", slug.owner.as_str(), slug.repo.as_str(), service, "alerts"])
        .query("state", "open")
        .query("per_page", MOST_ALERTS)
}

/// What reports there are of a component.
#[derive(Clone, Debug, Deserialize)]
pub struct Index {
    /// The moments at which it was scanned.
    pub snapshots: Items<Snapshot>,
}

/// One moment at which a component was scanned.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Snapshot {
    /// When, RFC 3339.
    pub at: String,
    /// The reports of that moment, relative to the index.
    #[serde(default)]
    pub files: Vec<String>,
}

/// The index of the reports of a component.
#[must_use]
pub fn index(origin: &str, path: &str) -> Get<Index> {
    Get::new(origin).below(path)
}

/// A report that an index at `path` names. It is JSON, but few servers know that of a `.sarif`.
#[must_use]
pub fn report(origin: &str, path: &str, file: &str) -> Get<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let slash = if folder.is_empty() { "" } else { "/" };
    Get::text(origin).below(&[folder, slash, file].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::decode;

    #[test]
    fn a_bad_snapshot_is_one_error() {
        let text = br#"{"snapshots": [{"at": "2026-11-20T02:00:00Z", "files": ["a.sarif"]}, {"files": []}]}"#;
        let index: Index = decode::json(text).unwrap();
        assert_eq!((index.snapshots.items.len(), index.snapshots.broken.len()), (1, 1));
        assert!(decode::json::<Index>(br#"{"runs": []}"#).is_err());
    }
}
