//! The figures of the field's adoption guide and the four keys of DORA, each with its formula,
//! sample, confidence interval, source, and a split by team, domain or service.
//!
//! A [`Definition`] says what a figure means and what it must not be used for; a [`Kpi`] is what
//! was found. [`compute`] makes all that the given [`Inputs`] allow. Every interval is made by a
//! stated [`Method`] from fixed seeds, so that the same rows give the same figures everywhere.
//!
//! No figure is about a person, and no split goes below a team. A group with fewer than `k` people
//! behind it is withheld. Nothing here is a ranking: groups come by name, not by figure.

use serde::{Deserialize, Serialize};

use crate::aggregate::Aggregate;
use crate::rows::{
    Component, Contribution, Deploy, Incident, Joiner, JourneyStep, PullRequest, SurveyAnswer,
};
use crate::{Day, Milli, Weekday, Zone};

mod band;
mod csv;
mod define;
mod delivery;
mod group;
mod people;
mod platform;
mod report;
mod technology;

pub use band::{Band, Bands, band};
pub use csv::csv;
pub use define::{DEFINITIONS, Definition, definition};
pub use report::{Report, compute};

/// What a figure is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Whole days and parts of them.
    Days,
    /// Hours.
    Hours,
    /// A share of 100.
    Percent,
    /// So many per person and workday.
    PerPersonDay,
    /// So many per day.
    PerDay,
    /// A plain number.
    Count,
    /// From -100 to 100.
    Points,
    /// Between 0 (all the same) and 1 (all different).
    Index,
}

/// Which way is good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither is: it is to be looked at.
    Neither,
}

/// How an interval was made. All are for 95 %.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Wilson's score interval, for shares.
    Wilson,
    /// The exact (Garwood) interval of a Poisson count, for rates.
    Poisson,
    /// Percentiles of 1,000 samples drawn with replacement from a fixed seed.
    Bootstrap,
    /// The order statistics around the median, by the binomial distribution.
    OrderStatistics,
    /// Student's t, for means.
    StudentT,
    /// A full count: there is nothing to be unsure about.
    None,
}

/// A figure and how sure it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Estimate {
    /// The figure; `None` when there are too few rows to say one, or it is withheld.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Milli>,
    /// The lower end of the 95 % interval, made by the method of the [`Definition`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Milli>,
    /// The upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Milli>,
    /// How many observations it is made of: people, services, deploys, whatever the formula counts.
    pub n: u32,
}

/// A figure of some days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// The first day; the month of it is meant.
    pub from: Day,
    /// The figure.
    #[serde(flatten)]
    pub estimate: Estimate,
}

/// What a figure is split by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// The team.
    Team,
    /// The domain.
    Domain,
    /// The component.
    Service,
    /// An aspect of the figure itself: a question of the survey, a technology.
    Aspect,
}

/// A figure of one team, domain or service. Groups come by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// What kind of group.
    pub by: By,
    /// Its name.
    pub name: String,
    /// The figure of the same days as [`Kpi::now`].
    #[serde(flatten)]
    pub estimate: Estimate,
    /// Whether the figure is withheld, because fewer than `k` people are behind it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withheld: bool,
    /// Month by month, from the report's first month on. Empty where it would say little.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<Option<Milli>>,
}

/// Where the rows came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// In words: `pull-requests.csv`, `GitHub`.
    pub name: String,
    /// How many rows were used.
    pub rows: u32,
    /// How many rows could not be read.
    pub broken: u32,
    /// The moment of the last row, in milliseconds since 1970: the age of the figure.
    pub as_of: i64,
}

/// A figure as it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kpi {
    /// Id of its [`Definition`].
    pub id: String,
    /// The figure over the last 91 days of the period, or over all of it where the definition
    /// says so.
    pub now: Estimate,
    /// The figure of as many days before; `value` is `None` when there are no rows.
    pub before: Estimate,
    /// Month by month.
    pub months: Vec<Point>,
    /// By team, domain, service or aspect.
    pub groups: Vec<Group>,
    /// Where the rows came from.
    pub origins: Vec<Origin>,
    /// What a reader has to know: rows left out and why. Sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// What figures are computed from. What is not there makes figures that cannot be computed, not
/// zeros.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inputs<'i> {
    /// Pull requests.
    pub pull_requests: Option<Given<'i, PullRequest>>,
    /// Deploys.
    pub deploys: Option<Given<'i, Deploy>>,
    /// Incidents.
    pub incidents: Option<Given<'i, Incident>>,
    /// Answers to the survey.
    pub answers: Option<Given<'i, SurveyAnswer>>,
    /// Who joined when.
    pub joiners: Option<Given<'i, Joiner>>,
    /// Steps of jobs.
    pub journeys: Option<Given<'i, JourneyStep>>,
    /// Components.
    pub components: Option<Given<'i, Component>>,
    /// Changes to plugins.
    pub contributions: Option<Given<'i, Contribution>>,
    /// Plugins with their owners: pairs of plugin and team.
    pub plugins: Option<&'i [(String, String)]>,
    /// Aggregated events.
    pub events: Option<&'i Aggregate>,
}

/// Rows and where they are from.
#[derive(Debug)]
pub struct Given<'i, T> {
    /// The rows.
    pub rows: &'i [T],
    /// The source's name.
    pub name: &'i str,
    /// How many rows could not be read.
    pub broken: u32,
}

impl<T> Clone for Given<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Given<'_, T> {}

/// How figures are computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The zone whose days are counted.
    pub zone: Zone,
    /// What a week begins with.
    pub week: Weekday,
    /// Groups with fewer people are withheld.
    pub k: u32,
    /// The last day of the period, included.
    pub to: Day,
    /// How many months the period has, that of `to` included.
    pub months: u32,
    /// The team that owns the portal: what others contribute is from outside.
    pub central: String,
    /// All teams, for shares of teams.
    pub teams: Vec<String>,
    /// How many engineers there are in all; 0 when nobody said.
    pub engineers: u32,
}
