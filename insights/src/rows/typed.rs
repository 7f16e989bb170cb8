//! How each row is read.

use super::read::{Cells, Field, Row};
use super::{
    Component, Contribution, Deploy, Incident, Joiner, JourneyStep, PullRequest, SurveyAnswer,
};

const fn needed(name: &'static str, also: &'static [&'static str]) -> Field {
    Field { name, needed: true, also }
}

const fn maybe(name: &'static str, also: &'static [&'static str]) -> Field {
    Field { name, needed: false, also }
}

const TEAM: Field = maybe("team", &["group", "owner"]);
const DOMAIN: Field = maybe("domain", &[]);
const COMPONENT: Field = maybe("component", &["service", "repository", "repo", "project"]);

impl Row for PullRequest {
    const NAME: &'static str = "pull-requests";
    const FIELDS: &'static [Field] = &[
        needed("author", &["user.login", "author.username", "user"]),
        maybe("team", &["group"]),
        COMPONENT,
        DOMAIN,
        maybe("owner", &[]),
        maybe("opened", &["created_at", "createdAt", "created"]),
        maybe("merged", &["merged_at", "mergedAt"]),
        maybe("committed", &["first_commit_at", "firstCommitAt"]),
        maybe("bot", &["user.type"]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        let author = cells.text("author");
        Ok(Self {
            author: cells.person("author"),
            team: cells.own("team"),
            component: cells.own("component"),
            domain: cells.own("domain"),
            owner: cells.own("owner"),
            opened: cells.moment("opened")?,
            merged: cells.moment("merged")?,
            committed: cells.moment("committed")?,
            bot: cells.yes("bot") || author.ends_with("[bot]") || is_token(author),
        })
    }
}

/// Whether a name is that of a token of GitLab: `project_21_bot_5f0c`.
fn is_token(author: &str) -> bool {
    let rest = author.strip_prefix("project_").or_else(|| author.strip_prefix("group_"));
    rest.and_then(|rest| rest.split_once("_bot"))
        .is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Row for Deploy {
    const NAME: &'static str = "deploys";
    const FIELDS: &'static [Field] = &[
        COMPONENT,
        TEAM,
        DOMAIN,
        maybe("environment", &["env", "cluster"]),
        needed("at", &["deployed_at", "deployedAt", "finished_at", "created_at", "time"]),
        maybe("failed", &["status", "result"]),
        maybe("committed", &["first_commit_at", "committed_at"]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            component: cells.own("component"),
            team: cells.own("team"),
            domain: cells.own("domain"),
            environment: cells.own("environment"),
            at: cells.at("at")?,
            failed: cells.yes("failed"),
            committed: cells.moment("committed")?,
        })
    }
}

impl Row for Incident {
    const NAME: &'static str = "incidents";
    const FIELDS: &'static [Field] = &[
        COMPONENT,
        TEAM,
        DOMAIN,
        needed("opened", &["created_at", "createdAt", "started_at", "startedAt"]),
        maybe("resolved", &["resolved_at", "resolvedAt", "ended_at", "closed_at"]),
        maybe("from_deploy", &["caused_by_deploy"]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        let (opened, resolved) = (cells.at("opened")?, cells.moment("resolved")?);
        if resolved.is_some_and(|resolved| resolved < opened) {
            return Err("it was resolved before it was opened".to_owned());
        }
        Ok(Self {
            component: cells.own("component"),
            team: cells.own("team"),
            domain: cells.own("domain"),
            opened,
            resolved,
            from_deploy: cells.yes("from_deploy"),
        })
    }
}

impl Row for SurveyAnswer {
    const NAME: &'static str = "survey-answers";
    const FIELDS: &'static [Field] = &[
        maybe("person", &["user"]),
        TEAM,
        needed("at", &["answered_at", "submitted_at", "timestamp", "date"]),
        needed("recommend", &["enps", "score"]),
        maybe("productive", &[]),
        maybe("informed", &[]),
        maybe("satisfied", &[]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            person: cells.person("person"),
            team: cells.own("team"),
            at: cells.at("at")?,
            recommend: cells.whole("recommend", 0, 10)?.unwrap_or_default(),
            productive: cells.whole("productive", 1, 5)?,
            informed: cells.whole("informed", 1, 5)?,
            satisfied: cells.whole("satisfied", 1, 5)?,
        })
    }
}

impl Row for Joiner {
    const NAME: &'static str = "joiners";
    const FIELDS: &'static [Field] = &[
        needed("person", &["user", "login", "employee"]),
        TEAM,
        DOMAIN,
        needed("started", &["start_date", "startDate", "hired", "hire_date"]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            person: cells.person("person"),
            team: cells.own("team"),
            domain: cells.own("domain"),
            started: cells.at("started")?,
        })
    }
}

impl Row for JourneyStep {
    const NAME: &'static str = "journeys";
    const FIELDS: &'static [Field] = &[
        maybe("person", &["user"]),
        TEAM,
        needed("job", &["task"]),
        needed("run", &["session"]),
        needed("tool", &["host"]),
        needed("at", &["timestamp", "time"]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            person: cells.person("person"),
            team: cells.own("team"),
            job: cells.own("job"),
            run: cells.own("run"),
            tool: cells.own("tool"),
            at: cells.at("at")?,
        })
    }
}

impl Row for Component {
    const NAME: &'static str = "components";
    const FIELDS: &'static [Field] = &[
        needed("name", &["component", "entityRef", "repository"]),
        TEAM,
        DOMAIN,
        maybe("language", &["lang"]),
        maybe("framework", &[]),
        maybe("version", &[]),
        maybe("ci", &["build"]),
        maybe("deploy", &["deployment"]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            name: cells.own("name"),
            team: cells.own("team"),
            domain: cells.own("domain"),
            language: cells.own("language"),
            framework: cells.own("framework"),
            version: cells.own("version"),
            ci: cells.own("ci"),
            deploy: cells.own("deploy"),
        })
    }
}

impl Row for Contribution {
    const NAME: &'static str = "contributions";
    const FIELDS: &'static [Field] = &[
        needed("plugin", &[]),
        maybe("owner", &[]),
        needed("team", &["group"]),
        needed("at", &["merged_at", "committed_at", "date"]),
    ];

    fn from(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            plugin: cells.own("plugin"),
            owner: cells.own("owner"),
            team: cells.own("team"),
            at: cells.at("at")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Mapping, read};
    use super::*;

    #[test]
    fn the_same_pull_requests_from_three_forms() {
        let csv = "author,component,created_at,merged_at\nkofi,ledger,2026-03-01T08:00:00Z,\n\
                   ines,checkout,2026-03-01T08:00:00Z,2026-03-02T09:00:00Z\n";
        let json = r#"{"total": 2, "items": [
            {"user": {"login": "kofi"}, "repo": "ledger", "created_at": "2026-03-01T08:00:00Z",
             "merged_at": null, "labels": [{"name": "x"}]},
            {"user": {"login": "ines"}, "repo": "checkout", "created_at": "2026-03-01T08:00:00Z",
             "merged_at": "2026-03-02T09:00:00Z"}]}"#;
        let lines = "{\"author\":\"kofi\",\"component\":\"ledger\",\"opened\":1772352000}\n\
            {\"author\":\"ines\",\"component\":\"checkout\",\"opened\":1772352000000,\
             \"merged\":1772442000}\n";
        let mapping = Mapping::default();
        let of_csv = read::<PullRequest>(csv, None, &mapping);
        assert_eq!((of_csv.rows.len(), of_csv.broken), (2, 0));
        assert_eq!(of_csv.rows[1].merged, Some(1_772_442_000_000));
        assert_eq!(read::<PullRequest>(json, None, &mapping), of_csv);
        assert_eq!(read::<PullRequest>(lines, None, &mapping), of_csv);
    }

    #[test]
    fn a_mapping_names_columns_zone_and_key() {
        let mapping: Mapping = serde_json::from_str(
            r#"{"columns": {"author": "Who", "merged": "Gemergt", "team": "Nobody"},
                "time": "+01:00", "key": "pepper"}"#,
        )
        .unwrap();
        let read = read::<PullRequest>("Who;Gemergt\nkofi;2026-03-02 10:00\n", None, &mapping);
        assert_eq!(read.rows[0].merged, Some(1_772_442_000_000));
        assert_eq!(read.rows[0].author, Some(crate::event::user_hash("pepper", "kofi")));
        assert_eq!(read.unknown, ["Nobody"]);
    }

    #[test]
    fn broken_rows_are_named_and_the_rest_is_read() {
        let csv = "person,at,recommend\na,2026-03-01,11\nb,yesterday,3\nc,2026-03-01,\n\
                   d,2026-03-01,9,extra\ne,2026-03-01,9\n";
        let read = read::<SurveyAnswer>(csv, None, &Mapping::default());
        assert_eq!((read.rows.len(), read.broken), (1, 4));
        let what: Vec<&str> = read.named.iter().map(|broken| &*broken.what).collect();
        assert_eq!(
            what,
            [
                "recommend is no number from 0 to 10: 11",
                "at is no time: yesterday",
                "recommend is missing",
                "4 cells under 3 columns",
            ]
        );
        let bad = super::super::read::<Deploy>("[1, {\"at\": 5", None, &Mapping::default());
        assert_eq!((bad.rows.len(), bad.broken), (0, 2));
        let incident = "opened,resolved\n2026-03-02,2026-03-01\n";
        let read = super::super::read::<Incident>(incident, None, &Mapping::default());
        assert_eq!(read.named[0].what, "it was resolved before it was opened");
    }
}
