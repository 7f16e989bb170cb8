//! The CI API: endpoints and answers, nothing else.
//!
//! Source: GitHub REST, Actions. Anything with the same paths will do, such as a proxy in front of
//! another CI system, or the recorded files of the demo.

use crate::net::{Get, Items, or_default};
use serde::Deserialize;

/// Annotation that names the repository: `owner/repo`.
pub const SLUG: &str = "github.com/project-slug";

/// `owner/repo`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RepoSlug {
    owner: String,
    repo: String,
}

impl RepoSlug {
    /// Reads the annotation; `None` when it is not of the form `owner/repo`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, repo) = text.trim().split_once('/')?;
        let good =
            |part: &str| !part.is_empty() && !part.contains('/') && part != "." && part != "..";
        (good(owner) && good(repo)).then(|| Self { owner: owner.into(), repo: repo.into() })
    }
}

/// Workflow runs of one repository, newest first.
/// Source: `GET /repos/{owner}/{repo}/actions/runs`, 100 on a page at most.
#[must_use]
pub fn runs(slug: &RepoSlug, per_page: u16) -> Get<Runs> {
    Get::new("ci")
        .path(["repos", slug.owner.as_str(), slug.repo.as_str(), "actions", "runs"])
        .query("per_page", Some(u32::from(per_page)))
}

/// One page of runs. A run that makes no sense is an error row; the others are shown.
#[derive(Clone, Debug, Deserialize)]
pub struct Runs {
    /// How many there are on all pages.
    #[serde(default)]
    pub total_count: u64,
    /// The runs of this page.
    #[serde(default)]
    pub workflow_runs: Items<Run>,
}

/// One run of one workflow.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Run {
    /// Larger than 2^31.
    pub id: u64,
    /// Name of the workflow.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// What the run is about: usually the title of the commit or of the pull request.
    #[serde(default, deserialize_with = "or_default")]
    pub display_title: String,
    /// Counts up within the workflow.
    #[serde(default, deserialize_with = "or_default")]
    pub run_number: u64,
    /// `queued`, `in_progress`, `completed`, `waiting`, `requested`, `pending`.
    #[serde(default, deserialize_with = "or_default")]
    pub status: String,
    /// How it ended; absent while it runs.
    #[serde(default)]
    pub conclusion: Option<String>,
    /// Branch.
    #[serde(default, deserialize_with = "or_default")]
    pub head_branch: String,
    /// Commit, 40 hexadecimal digits.
    #[serde(default, deserialize_with = "or_default")]
    pub head_sha: String,
    /// RFC 3339, UTC.
    pub created_at: String,
    /// RFC 3339, UTC.
    #[serde(default)]
    pub run_started_at: Option<String>,
    /// RFC 3339, UTC. The end of the run when it is completed.
    #[serde(default)]
    pub updated_at: Option<String>,
    /// Page of the run in the CI system.
    #[serde(default, deserialize_with = "or_default")]
    pub html_url: String,
    /// Who started it.
    #[serde(default)]
    pub actor: Option<Actor>,
}

/// Somebody who starts runs.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Actor {
    /// Account name.
    pub login: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_two_parts() {
        assert!(RepoSlug::parse("halyard/ledger").is_some());
        for wrong in ["", "halyard", "halyard/", "/ledger", "a/b/c", "../ledger"] {
            assert_eq!(RepoSlug::parse(wrong), None, "{wrong}");
        }
    }
}
