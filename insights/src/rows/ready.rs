//! Ready mappings: the answers of the APIs of teams, read without a column having to be named.

use serde::{Deserialize, Serialize};

/// Whose answer it is, as `"kind": "github-pulls"` in `portal.json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// `GET /repos/{owner}/{repo}/pulls?state=all`.
    GithubPulls,
    /// `GET /repos/{owner}/{repo}/deployments`, each with the `outcome` that its statuses say:
    /// the list itself does not.
    GithubDeployments,
    /// `GET /projects/{id}/merge_requests?state=all`, or that of a group.
    GitlabMergeRequests,
    /// `GET /projects/{id}/deployments`.
    GitlabDeployments,
    /// `GET /applications` of Argo CD: one row for each entry of each history.
    ArgocdApplications,
    /// `GET /incidents?statuses[]=triggered&statuses[]=acknowledged&statuses[]=resolved`.
    PagerdutyIncidents,
}

/// A field, the columns that are tried for it, and how much of the text counts.
pub(super) type Column = (&'static str, &'static [&'static str], Part);

/// How much of a text is the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// The project's own name in an address or in a reference: `checkout` in
    /// `https://api.github.com/repos/acme/checkout` and in `shop/checkout!12`.
    Project,
}

impl Part {
    pub(super) fn of(self, text: &str) -> &str {
        match self {
            Self::Whole => text,
            Self::Project => {
                let path = text.split('!').next().unwrap_or_default();
                path.rsplit('/').next().unwrap_or_default()
            }
        }
    }
}

use Part::{Project, Whole};

impl Kind {
    /// What rows it has: the name of a [`super::Row`].
    #[must_use]
    pub const fn of(self) -> &'static str {
        match self {
            Self::GithubPulls | Self::GitlabMergeRequests => "pull-requests",
            Self::GithubDeployments | Self::GitlabDeployments | Self::ArgocdApplications => {
                "deploys"
            }
            Self::PagerdutyIncidents => "incidents",
        }
    }

    /// Where its rows are: see [`super::Mapping::rows`].
    #[must_use]
    pub const fn rows(self) -> &'static str {
        match self {
            Self::ArgocdApplications => "items[].status.history[]",
            Self::PagerdutyIncidents => "incidents[]",
            _ => "[]",
        }
    }

    pub(super) const fn columns(self) -> &'static [Column] {
        match self {
            Self::GithubPulls => &[
                ("author", &["user.login"], Whole),
                ("component", &["base.repo.name"], Whole),
                ("opened", &["created_at"], Whole),
                ("merged", &["merged_at"], Whole),
                ("bot", &["user.type"], Whole),
            ],
            Self::GithubDeployments => &[
                ("component", &["repository_url"], Project),
                ("environment", &["environment"], Whole),
                ("at", &["outcome.created_at"], Whole),
                ("failed", &["outcome.state"], Whole),
            ],
            Self::GitlabMergeRequests => &[
                ("author", &["author.username"], Whole),
                ("component", &["references.full"], Project),
                ("opened", &["created_at"], Whole),
                ("merged", &["merged_at"], Whole),
            ],
            Self::GitlabDeployments => &[
                ("environment", &["environment.name"], Whole),
                ("at", &["finished_at", "deployable.finished_at", "updated_at"], Whole),
                ("failed", &["status"], Whole),
            ],
            Self::ArgocdApplications => &[
                ("component", &["metadata.name"], Whole),
                ("at", &["deployedAt"], Whole),
                // The history has only what reached the cluster; and the status of the outer
                // object is that of now.
                ("failed", &[], Whole),
            ],
            Self::PagerdutyIncidents => &[
                ("component", &["service.summary"], Whole),
                ("team", &["teams[0].summary"], Whole),
                ("opened", &["created_at"], Whole),
                ("resolved", &["resolved_at"], Whole),
            ],
        }
    }

    /// The column that says how far a row is, and what it says of rows that count.
    pub(super) const fn only(self) -> Option<(&'static str, &'static [&'static str])> {
        match self {
            Self::GithubDeployments => Some(("outcome.state", &["success", "failure", "error"])),
            Self::GitlabDeployments => Some(("status", &["success", "failed"])),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Deploy, Incident, Mapping, PullRequest, Read, Row, read};
    use super::*;
    use crate::event::user_hash;

    const GITHUB: &str = include_str!("../../../tests/contract/insights/github-pulls.json");
    const GITLAB: &str =
        include_str!("../../../tests/contract/insights/gitlab-merge-requests.json");
    const ARGO: &str = include_str!("../../../tests/contract/argocd/applications.json");
    const PAGER: &str = include_str!("../../../tests/contract/alerts/incidents.json");

    fn of<R: Row>(kind: Kind, text: &str) -> Read<R> {
        assert_eq!(kind.of(), R::NAME);
        let read = read::<R>(text, None, &Mapping { kind: Some(kind), ..Mapping::default() });
        assert_eq!((read.broken, &read.unknown), (0, &Vec::new()), "{:?}", read.named);
        read
    }

    fn at(text: &str) -> i64 {
        crate::time::instant(text, crate::Zone(0)).unwrap()
    }

    #[test]
    fn pull_requests_of_github() {
        let read = of::<PullRequest>(Kind::GithubPulls, GITHUB);
        assert_eq!(read.rows.len(), 3);
        let merged: Vec<_> = read.rows.iter().map(|row| row.merged).collect();
        assert_eq!(merged, [None, None, Some(at("2026-02-20T10:00:00Z"))]);
        for row in &read.rows {
            assert_eq!(row.author, Some(user_hash("", "jdoe")));
            assert_eq!((row.component.as_str(), row.bot), ("checkout", false));
            assert_eq!(row.opened, Some(at("2026-02-27T08:00:00Z")));
        }
        let bot = GITHUB.replace("\"User\"", "\"Bot\"");
        assert!(of::<PullRequest>(Kind::GithubPulls, &bot).rows.iter().all(|row| row.bot));
    }

    #[test]
    fn merge_requests_of_gitlab() {
        let read = of::<PullRequest>(Kind::GitlabMergeRequests, GITLAB);
        let [row] = read.rows.as_slice() else { panic!("{read:?}") };
        assert_eq!(row.author, Some(user_hash("", "jdoe")));
        assert_eq!((row.component.as_str(), row.merged, row.bot), ("checkout", None, false));
        assert_eq!(row.opened, Some(at("2026-02-27T08:00:00Z")));
        let token = GITLAB.replace("\"jdoe\"", "\"project_21_bot_5f0c\"");
        assert!(of::<PullRequest>(Kind::GitlabMergeRequests, &token).rows[0].bot);
        let person = GITLAB.replace("\"jdoe\"", "\"project_bot\"");
        assert!(!of::<PullRequest>(Kind::GitlabMergeRequests, &person).rows[0].bot);
    }

    #[test]
    fn each_entry_of_the_history_of_each_application() {
        let read = of::<Deploy>(Kind::ArgocdApplications, ARGO);
        let rows: Vec<_> = read.rows.iter().map(|row| (row.component.as_str(), row.at)).collect();
        let (first, second) = (at("2026-02-20T10:00:41Z"), at("2026-03-02T09:00:52Z"));
        // `legacy` never reached the cluster and has no history.
        let named = ["checkout", "catalog", "search-idx", "batch", "ledger"];
        let expected: Vec<_> =
            named.iter().flat_map(|name| [(*name, first), (*name, second)]).collect();
        assert_eq!(rows, expected);
        assert!(read.rows.iter().all(|row| !row.failed && row.environment.is_empty()));
        let mapping: Mapping = serde_json::from_str(
            r#"{"kind": "argocd-applications", "only": {"metadata.name": ["checkout", "ledger"]},
                "columns": {"team": "metadata.labels.team", "domain": "spec.project",
                            "failed": "metadata.nothing"}}"#,
        )
        .unwrap();
        let read = super::super::read::<Deploy>(ARGO, None, &mapping);
        assert_eq!((read.rows.len(), read.left_out, read.broken), (4, 6, 0));
        assert!(read.rows.iter().all(|row| row.team == "payments" && row.domain == "shop"));
        assert_eq!(read.unknown, ["metadata.nothing"]);
    }

    #[test]
    fn incidents_of_pagerduty() {
        let read = of::<Incident>(Kind::PagerdutyIncidents, PAGER);
        let ended: Vec<_> = read.rows.iter().map(|row| row.resolved).collect();
        assert_eq!(ended, [None, None, Some(at("2026-03-02T09:30:00Z"))]);
        for row in &read.rows {
            assert_eq!((row.component.as_str(), row.team.as_str()), ("Checkout", "Payments"));
            assert_eq!(row.opened, at("2026-03-02T09:05:00Z"));
        }
    }

    /// There is no recording of deployments: these have the members that the references name.
    #[test]
    fn deployments_that_are_over() {
        let gitlab = r#"[
            {"id": 41, "status": "success", "created_at": "2026-03-02T08:00:00Z",
             "updated_at": "2026-03-02T08:05:01Z", "environment": {"name": "production"},
             "deployable": {"finished_at": "2026-03-02T08:05:00Z"}},
            {"id": 42, "status": "failed", "created_at": "2026-03-02T09:00:00Z",
             "updated_at": "2026-03-02T09:05:00Z", "environment": {"name": "staging"},
             "deployable": null},
            {"id": 43, "status": "running", "created_at": "2026-03-02T10:00:00Z",
             "updated_at": "2026-03-02T10:00:00Z", "environment": {"name": "production"}}]"#;
        let read = of::<Deploy>(Kind::GitlabDeployments, gitlab);
        let rows: Vec<_> =
            read.rows.iter().map(|row| (&*row.environment, row.at, row.failed)).collect();
        let (first, second) = (at("2026-03-02T08:05:00Z"), at("2026-03-02T09:05:00Z"));
        assert_eq!(rows, [("production", first, false), ("staging", second, true)]);
        assert_eq!(read.left_out, 1);
        let github = r#"[
            {"id": 1, "environment": "production", "created_at": "2026-03-02T08:00:00Z",
             "repository_url": "https://api.github.com/repos/acme/checkout",
             "outcome": {"state": "failure", "created_at": "2026-03-02T08:05:00Z"}},
            {"id": 2, "environment": "production", "created_at": "2026-03-02T09:00:00Z",
             "repository_url": "https://api.github.com/repos/acme/checkout"}]"#;
        let read = of::<Deploy>(Kind::GithubDeployments, github);
        let [row] = read.rows.as_slice() else { panic!("{read:?}") };
        assert_eq!((&*row.component, row.at, row.failed), ("checkout", first, true));
        assert_eq!(read.left_out, 1);
    }

    #[test]
    fn what_is_at_no_path_is_said() {
        let path = |rows: &str, text: &str| {
            let mapping = Mapping { rows: rows.to_owned(), ..Mapping::default() };
            let read = read::<Deploy>(text, None, &mapping);
            (read.rows.len(), read.named.first().map(|broken| broken.what.clone()))
        };
        let said = |what: &str| Some(what.to_owned());
        let nested = r#"{"at": 7, "a": {"b": [{"at": 1}, {"c": 2}]}, "d": {"at": 3}, "e": null}"#;
        // The record's own column wins, and what it lacks is around it.
        assert_eq!(path("a.b[]", nested), (2, None));
        assert_eq!(path("d", nested), (1, None));
        assert_eq!(path("e[]", nested), (0, None));
        assert_eq!(path("d.x[]", nested), (0, None));
        assert_eq!(path("x[]", nested), (0, said("the answer has no “x”")));
        assert_eq!(path("d[]", nested), (0, said("“d[]” is no list")));
        assert_eq!(path("[]", nested), (0, said("“[]” is no list")));
        assert_eq!(path("[]", "[1]"), (0, said("this is no object")));
        assert_eq!(path("[]", "[{\"at\": 5}").0, 1);
        assert_eq!(path("items[]", "[]"), (0, said("this is no object")));
        assert_eq!(path("[].a[]", "[{\"at\": 5, \"a\": [{}, {}]}, {\"at\": 6}]"), (2, None));
    }
}
