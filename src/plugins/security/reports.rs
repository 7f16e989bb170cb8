//! Reports in files: the newest snapshot in full, and the older ones for age and trend.

use super::api::{self, Snapshot};
use super::model::{Finding, counts, merge};
use super::{sarif, trivy};
use crate::net::{Load, NetClient, decode};
use crate::plugin::loaded::good;
use crate::plugin::time::instant;
use futures_util::future::abortable;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use std::collections::BTreeMap;

/// What has been read so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Archive {
    /// What was found at each moment, the newest first.
    pub moments: Vec<Moment>,
    /// Files that could not be read: which, and why.
    pub failed: Vec<String>,
    /// Whether the newest moment is there.
    pub ready: bool,
}

/// What was found at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Its day, as the index writes it.
    pub day: String,
    /// What.
    pub findings: Vec<Finding>,
}

impl Archive {
    /// The findings of the newest moment.
    #[must_use]
    pub fn newest(&self) -> &[Finding] {
        self.moments.first().map_or(&[], |moment| &moment.findings)
    }

    /// Says of findings since when they are known: since the first moment that has them.
    pub fn date(&self, findings: &mut [Finding]) {
        let mut first: BTreeMap<String, i64> = BTreeMap::new();
        for moment in &self.moments {
            for key in moment.findings.iter().flat_map(Finding::keys) {
                let at = first.entry(key).or_insert(moment.at);
                *at = moment.at.min(*at);
            }
        }
        for finding in findings {
            let seen = finding.keys().filter_map(|key| first.get(&key).copied()).min();
            finding.since = match (finding.since, seen) {
                (Some(said), Some(seen)) => Some(said.min(seen)),
                (said, seen) => said.or(seen),
            };
        }
    }

    /// How many there were of each severity, the oldest moment first.
    #[must_use]
    pub fn trend(&self) -> Vec<(String, [usize; 5])> {
        let all = self.moments.iter().rev();
        all.map(|moment| (moment.day.clone(), counts(&moment.findings))).collect()
    }
}

/// The snapshots of an index that make sense, the newest first, with their time.
#[must_use]
pub fn in_order(all: &[Snapshot], most: usize) -> Vec<(i64, Snapshot)> {
    let dated = all.iter().filter_map(|one| Some((instant(&one.at)?, one.clone())));
    let mut dated: Vec<_> = dated.collect();
    dated.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    dated.truncate(most);
    dated
}

/// The findings of a report of any kind that is known.
///
/// # Errors
/// That it is of no such kind.
pub fn read(report: &str) -> Result<Vec<Finding>, &'static str> {
    let report = &decode::json::<Value>(report.as_bytes()).map_err(|_| "it is not JSON")?;
    if report.get("runs").is_some_and(Value::is_array) {
        Ok(sarif::read(report))
    } else if report.get("SchemaVersion").is_some() || report.get("Results").is_some() {
        Ok(trivy::read(report))
    } else {
        Err("it is neither SARIF nor a report of Trivy")
    }
}

/// Reads the reports that an index names, `most` moments of them, and again when `again` changes.
pub fn use_archive(
    client: Option<NetClient>,
    (origin, path): (String, String),
    index: Load<api::Index>,
    most: usize,
    again: RwSignal<u32>,
) -> RwSignal<Archive> {
    let archive = RwSignal::new(Archive::default());
    let wanted = Memo::new(move |_| {
        index.state.with(|state| good(state).map(|index| in_order(&index.snapshots.items, most)))
    });
    Effect::new(move |_| {
        again.track();
        let (Some(wanted), Some(client)) = (wanted.get(), client.clone()) else { return };
        let (origin, path) = (origin.clone(), path.clone());
        let reading = async move {
            let mut so_far = Archive::default();
            for (at, snapshot) in wanted {
                let mut found = Vec::new();
                for file in snapshot.files {
                    match client.get(&api::report(&origin, &path, &file)).await {
                        Ok(answer) => match read(&answer.value) {
                            Ok(findings) => found.extend(findings),
                            Err(why) => so_far.failed.push([&*file, ": ", why].concat()),
                        },
                        Err(error) => so_far.failed.push([&*file, ": ", &error.title()].concat()),
                    }
                }
                let day = snapshot.at.get(..10).unwrap_or_default().to_owned();
                so_far.moments.push(Moment { at, day, findings: merge(found) });
                so_far.ready = true;
                archive.try_set(so_far.clone());
            }
            so_far.ready = true;
            archive.try_set(so_far);
        };
        // When the page goes, or asks again, nobody waits for the rest.
        let (reading, handle) = abortable(reading);
        on_cleanup(move || handle.abort());
        spawn_local(async move {
            let _ = reading.await;
        });
    });
    archive
}

#[cfg(test)]
mod tests {
    use super::super::model::Severity;
    use super::*;

    fn finding(id: &str, severity: Severity) -> Finding {
        Finding { ids: vec![id.to_owned()], severity, ..Finding::default() }
    }

    #[test]
    fn a_finding_is_as_old_as_the_first_moment_that_has_it() {
        let moment = |at: i64, ids: &[&str]| Moment {
            at,
            day: at.to_string(),
            findings: ids.iter().map(|id| finding(id, Severity::High)).collect(),
        };
        let archive = Archive {
            moments: vec![moment(30, &["a", "b"]), moment(20, &["a"]), moment(10, &["a", "c"])],
            ..Archive::default()
        };
        let mut all = vec![
            finding("a", Severity::High),
            Finding { since: Some(5), ..finding("b", Severity::High) },
            finding("x", Severity::High),
        ];
        archive.date(&mut all);
        assert_eq!(all.iter().map(|one| one.since).collect::<Vec<_>>(), [Some(10), Some(5), None]);
        let counted: Vec<_> =
            archive.trend().into_iter().map(|(day, counts)| (day, counts[1])).collect();
        let expected =
            [("10", 2), ("20", 1), ("30", 2)].map(|(day, count)| (day.to_owned(), count));
        assert_eq!(counted, expected);
    }

    #[test]
    fn snapshots_are_in_order_and_bounded() {
        let one = |at: &str| Snapshot { at: at.to_owned(), files: vec![at.to_owned()] };
        let all = [one("2026-11-01T00:00:00Z"), one("yesterday"), one("2026-11-08T00:00:00Z")];
        let order = in_order(&all, 5);
        assert_eq!(order.len(), 2);
        assert_eq!(order[0].1.at, "2026-11-08T00:00:00Z");
        assert_eq!(in_order(&all, 1).len(), 1);
    }

    #[test]
    fn what_is_no_report_is_said_to_be_none() {
        assert!(read(r#"{"runs": []}"#).unwrap().is_empty());
        assert!(read(r#"{"SchemaVersion": 2}"#).unwrap().is_empty());
        for other in [r#"{"hello": "world"}"#, "[]", "<html>", ""] {
            assert!(read(other).is_err(), "{other}");
        }
    }
}
