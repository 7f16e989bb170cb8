//! Scorecards: tracks with levels, checks over entities and facts.
//!
//! A [`Scorecard`] is data from `portal.json`. A [`Check`] holds a condition such as
//! `has(annotation "backstage.io/techdocs-ref") and facts.coverage >= 80`, which [`Condition`]
//! parses once and evaluates for each [`Subject`]. Conditions are total: what an entity does not
//! say is missing, and a comparison with what is missing is not met, never an error.
//!
//! [`run`] makes [`Results`]; [`Results::by`] sums them by owner, domain or anything else that a
//! subject says; [`Snapshot`]s make trends. Scores are of entities, teams and domains, never of
//! persons.

use serde::{Deserialize, Serialize};

use crate::{Day, Milli};

mod evaluate;
mod lex;
mod parse;
mod ready;
mod run;
mod snapshot;

pub use evaluate::{Condition, Fact, Keyed, Subject, read_facts};
pub use parse::Mistake;
pub use ready::{READY, Ready};
pub use run::{Outcome, Results, Scored, Sum, run};
pub use snapshot::{Kept, Snapshot, Trend};

/// A track: an aim with levels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scorecard {
    /// Unique among scorecards.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Who keeps it: a team's reference.
    pub owner: String,
    /// Which entities it is about, as a condition; empty means all components.
    pub applies: String,
    /// Its levels, lowest first. An entity is on the highest level whose checks, and those of all
    /// levels below, it meets.
    pub levels: Vec<String>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// Who does not have to meet what until when.
    pub exemptions: Vec<Exemption>,
    /// What is wanted by when.
    pub campaigns: Vec<Campaign>,
}

/// One check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Check {
    /// Unique in its scorecard.
    pub id: String,
    /// What is met when it is met: `Has an owner that exists`.
    pub title: String,
    /// Why it matters.
    pub why: String,
    /// What to do to meet it.
    pub remedy: String,
    /// A page that helps.
    pub link: String,
    /// The condition.
    pub condition: String,
    /// The level it belongs to; one that is not listed is the lowest.
    pub level: String,
    /// What it counts in the score; 0 counts as 1.
    pub weight: u32,
}

/// An entity that does not have to meet a check for a while. It counts as neither met nor failed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exemption {
    /// The entity's reference.
    pub entity: String,
    /// The check; empty means all.
    pub check: String,
    /// Why.
    pub reason: String,
    /// The last day, as `2026-12-31`. An exemption without a day that can be read is none: nothing
    /// is exempt for ever.
    pub until: String,
}

/// Checks that are wanted by a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Campaign {
    /// Its title.
    pub title: String,
    /// The checks.
    pub checks: Vec<String>,
    /// The last day, as `2026-12-31`.
    pub due: String,
}

/// How a campaign stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Its title.
    pub title: String,
    /// The last day, if it can be read.
    pub due: Option<Day>,
    /// Days left; negative when it is over.
    pub days_left: i32,
    /// Entities that meet all of its checks.
    pub met: u32,
    /// Entities that it is about, without the exempt ones.
    pub of: u32,
    /// Their share in percent.
    pub share: Milli,
}
