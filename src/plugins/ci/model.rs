//! What a build is, whoever built it. Each adapter in `api` makes these of its answers.

use super::words::State;
use crate::net::{BrokenItem, Items};
use serde::Deserialize;

/// The newest runs of a project, the newest first.
///
/// Never read from JSON as it is: `Deserialize` is what a load asks of its answers.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Runs {
    /// The readable ones.
    pub runs: Vec<Run>,
    /// The others: where, and why.
    #[serde(skip)]
    pub broken: Vec<BrokenItem>,
    /// How many there are on all pages, if the API says so.
    pub total: Option<u64>,
}

/// One run of a workflow, a pipeline, a job or a builder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Run {
    /// What its address needs; with slashes where it is below something.
    pub id: String,
    /// What people call it.
    pub number: u64,
    /// What it is about: usually the title of the commit or of the pull request.
    pub title: String,
    /// Name of the workflow, where a project has several.
    pub workflow: String,
    /// Branch; empty where there is none.
    pub branch: String,
    /// Revision; empty where there is none.
    pub commit: String,
    /// Who started it, or who wrote what it is about.
    pub author: String,
    /// How it stands.
    pub state: State,
    /// Milliseconds since 1970.
    pub started: Option<i64>,
    /// How long it took, in seconds; none while it runs.
    pub seconds: Option<u64>,
    /// Its page: an address, or a `#/…` below the pages of the server. Not checked yet.
    pub web: String,
}

/// What a run consists of.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Jobs {
    /// The readable ones, in the order in which they run.
    pub jobs: Vec<Job>,
    /// The others: where, and why.
    #[serde(skip)]
    pub broken: Vec<BrokenItem>,
}

/// One job of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Job {
    /// Tells it from the others of the run.
    pub id: String,
    /// What it is called; empty where a run has no jobs but steps only.
    pub name: String,
    /// The stage it belongs to; empty where there are none.
    pub stage: String,
    /// How it stands.
    pub state: State,
    /// Milliseconds since 1970.
    pub started: Option<i64>,
    /// How long it took, in seconds.
    pub seconds: Option<u64>,
    /// Its page. Not checked yet.
    pub web: String,
    /// Its steps, in order.
    pub steps: Vec<Step>,
    /// What its log is asked for with; empty where it has none.
    pub log: String,
}

/// One step of a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Step {
    /// What it is called.
    pub name: String,
    /// What it says about itself.
    pub detail: String,
    /// How it stands.
    pub state: State,
    /// How long it took, in seconds.
    pub seconds: Option<u64>,
    /// What its log is asked for with; empty where it has none of its own.
    pub log: String,
}

/// The logs of a step, where it may have several.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Logs {
    /// In order.
    pub logs: Vec<LogEntry>,
}

/// A log, before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct LogEntry {
    /// What it is asked for with.
    pub id: String,
    /// `stdio`, `warnings`.
    pub name: String,
    /// How many lines it has by now.
    pub lines: u64,
}

/// A log as the API sends it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Log {
    /// All of it, or the part that was asked for.
    pub text: String,
}

impl From<String> for Log {
    fn from(text: String) -> Self {
        Self { text }
    }
}

impl Runs {
    /// What a list of an API comes to.
    #[must_use]
    pub fn of<W>(items: Items<W>, total: Option<u64>, read: impl Fn(W) -> Run) -> Self {
        let runs = items.items.into_iter().map(read).collect();
        Self { runs, broken: items.broken, total }
    }

    /// One run, where one was asked for.
    #[must_use]
    pub fn one(run: Run) -> Self {
        Self { runs: vec![run], broken: Vec::new(), total: None }
    }
}

impl Jobs {
    /// What a list of an API comes to.
    #[must_use]
    pub fn of<W>(items: Items<W>, read: impl Fn(W) -> Job) -> Self {
        Self { jobs: items.items.into_iter().map(read).collect(), broken: items.broken }
    }
}

/// Whole seconds between two moments in milliseconds; none where they make no sense.
#[must_use]
pub fn between(start: Option<i64>, end: Option<i64>) -> Option<u64> {
    u64::try_from((end? - start?) / 1000).ok()
}

/// The first line of a text, without the spaces around it.
#[must_use]
pub fn first_line(text: &str) -> &str {
    text.trim().lines().next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_ends_before_it_starts_took_no_time() {
        assert_eq!(between(Some(1000), Some(253_999)), Some(252));
        assert_eq!(between(Some(9000), Some(1000)), None);
        assert_eq!(between(Some(9000), None), None);
        assert_eq!(first_line("\n  Round half to even\n\nWhy"), "Round half to even");
    }
}
