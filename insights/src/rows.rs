//! Rows from exports: what KPIs are computed from.
//!
//! A row type lists its fields with the column names that the common exports have; a
//! [`Mapping`] from `portal.json` names others. CSV, a JSON list, and NDJSON are read alike
//! ([`read`]): broken rows are counted and named, not fatal. People become pseudonyms
//! ([`UserHash`]) while reading, and no row keeps a name of a person.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Zone;
use crate::event::UserHash;

mod read;
mod ready;
mod table;
mod typed;

pub use read::{Cells, Field, Read, Row, read};
pub use ready::Kind;
pub use table::Format;

/// How an export's columns are called, as it stands in `portal.json`:
/// `{"columns": {"merged": "merged_at"}, "time": "+01:00"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// From the field's name (see [`Row::FIELDS`]) to the column's. A dotted name reaches into
    /// nested JSON: `user.login`.
    pub columns: BTreeMap<String, String>,
    /// Whose answer it is: its columns, and where its rows are, are known. What `columns` and
    /// `rows` say themselves wins.
    pub kind: Option<Kind>,
    /// Where the rows are in JSON: `items[].status.history[]` is one row for each entry of the
    /// history of each item. Its columns are those of the entry, and those of the objects around
    /// it: `metadata.name` of the item. Empty: a list, or the list in an object.
    pub rows: String,
    /// Texts of fields that are the same in all rows: `{"component": "checkout"}`.
    pub values: BTreeMap<String, String>,
    /// Rows that count, by column: `{"environment": ["production"]}`. Others are left out.
    pub only: BTreeMap<String, Vec<String>>,
    /// The zone of times that say none: `UTC` if left out.
    pub time: String,
    /// The key of pseudonyms: the same as for events, if both are to be counted as one.
    pub key: String,
}

impl Mapping {
    /// The zone of times that say none.
    #[must_use]
    pub fn zone(&self) -> Zone {
        Zone::read(&self.time).unwrap_or_default()
    }

    /// Where the rows are; empty where nobody says.
    #[must_use]
    pub fn path(&self) -> &str {
        if self.rows.is_empty() { self.kind.map_or("", Kind::rows) } else { &self.rows }
    }
}

/// A pull or merge request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PullRequest {
    /// Who wrote it.
    pub author: Option<UserHash>,
    /// The author's team.
    pub team: String,
    /// The component or repository that it changes.
    pub component: String,
    /// The domain of that component.
    pub domain: String,
    /// The team that owns the component.
    pub owner: String,
    /// When it was opened.
    pub opened: Option<i64>,
    /// When it was merged; `None` if it was not.
    pub merged: Option<i64>,
    /// When its first commit was made.
    pub committed: Option<i64>,
    /// Whether a machine wrote it. Such rows count in no figure about people.
    pub bot: bool,
}

/// A deploy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deploy {
    /// What was deployed.
    pub component: String,
    /// Its owner.
    pub team: String,
    /// Its domain.
    pub domain: String,
    /// Where to; empty counts as production.
    pub environment: String,
    /// When it was done.
    pub at: i64,
    /// Whether it failed in production, or had to be rolled back or fixed at once.
    pub failed: bool,
    /// When the oldest commit in it was made, for the lead time.
    pub committed: Option<i64>,
}

/// An incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incident {
    /// What broke.
    pub component: String,
    /// Who was on call for it.
    pub team: String,
    /// Its domain.
    pub domain: String,
    /// When it began.
    pub opened: i64,
    /// When it was over; `None` while it is not.
    pub resolved: Option<i64>,
    /// Whether a deploy caused it.
    pub from_deploy: bool,
}

/// An answer to the survey.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveyAnswer {
    /// Who answered, so that the last answer of a person in a quarter counts once.
    pub person: Option<UserHash>,
    /// The person's team.
    pub team: String,
    /// When.
    pub at: i64,
    /// How likely one is to recommend this place for building software, 0 to 10.
    pub recommend: u8,
    /// "I can get productive work done", 1 to 5.
    pub productive: Option<u8>,
    /// "I find the information that I need", 1 to 5.
    pub informed: Option<u8>,
    /// "I am satisfied with our tools", 1 to 5.
    pub satisfied: Option<u8>,
}

/// Somebody who joined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joiner {
    /// Who.
    pub person: Option<UserHash>,
    /// The team they joined.
    pub team: String,
    /// The domain of that team.
    pub domain: String,
    /// The first day at work.
    pub started: i64,
}

/// One step of one job that somebody wanted to get done, with the tool it was done in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JourneyStep {
    /// Who; only used to tell apart.
    pub person: Option<UserHash>,
    /// The person's team.
    pub team: String,
    /// The kind of job: `deploy a change`.
    pub job: String,
    /// This one time: steps with the same run belong together.
    pub run: String,
    /// The tool: a host name, or the portal.
    pub tool: String,
    /// When.
    pub at: i64,
}

/// A component and the technologies it is made with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Component {
    /// Its reference.
    pub name: String,
    /// Its owner.
    pub team: String,
    /// Its domain.
    pub domain: String,
    /// Main language.
    pub language: String,
    /// Main framework.
    pub framework: String,
    /// Version of the language or framework.
    pub version: String,
    /// What builds it.
    pub ci: String,
    /// What deploys it.
    pub deploy: String,
}

/// A change to a plugin of the portal, from its history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    /// The plugin.
    pub plugin: String,
    /// The team that owns the plugin.
    pub owner: String,
    /// The team of whoever made the change.
    pub team: String,
    /// When.
    pub at: i64,
}
