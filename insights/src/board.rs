//! What the adoption page shows of aggregated events: tiles, charts and rows. A page only draws
//! them.
//!
//! A figure that is withheld stays withheld here: it is a gap in a chart and a word in a table,
//! never a zero.

use crate::aggregate::{Aggregate, Cell, Scope};
use crate::{Day, Milli};

mod charts;
mod tables;
mod tiles;

pub(crate) use charts::split;
pub use charts::{find_trend, people, plugin_errors, reach, task_trend, together, views};
pub use tables::{PluginRow, items, plugins};
pub use tiles::{Tile, tiles};

/// How far back a page may look: days, and how they are called. The lengths of
/// [`Aggregate::windows`].
pub const PERIODS: [(i32, &str); 4] =
    [(7, "7 days"), (28, "28 days"), (91, "91 days"), (364, "52 weeks")];

/// What a reader asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// A team; empty for all.
    pub team: String,
    /// A plugin; empty for all.
    pub plugin: String,
    /// One of [`PERIODS`].
    pub days: i32,
}

impl Asked {
    /// Reads what an address says; anything unknown is the default of 91 days.
    #[must_use]
    pub fn read(team: &str, plugin: &str, days: &str) -> Self {
        let days = days.parse().ok().filter(|days| PERIODS.iter().any(|(known, _)| known == days));
        Self { team: team.to_owned(), plugin: plugin.to_owned(), days: days.unwrap_or(91) }
    }

    /// The period in words: `91 days`.
    #[must_use]
    pub fn period(&self) -> &'static str {
        PERIODS.iter().find(|(days, _)| *days == self.days).map_or("91 days", |(_, words)| words)
    }

    /// The figures over time that were asked for. `None` for a team or a plugin that is not in the
    /// file, and for a plugin within a team: of that the file has people by month only.
    #[must_use]
    pub fn scope<'f>(&self, file: &'f Aggregate) -> Option<&'f Scope> {
        if !self.team.is_empty() && !self.plugin.is_empty() {
            return None;
        }
        file.scope(&self.team, &self.plugin)
    }

    /// Whether the team and the plugin are in the file.
    #[must_use]
    pub fn is_known(&self, file: &Aggregate) -> bool {
        let has = |scopes: &[Scope], name: &str| {
            name.is_empty() || scopes.iter().any(|scope| scope.name == name)
        };
        has(&file.teams, &self.team) && has(&file.plugins, &self.plugin)
    }

    /// The first day of the period.
    #[must_use]
    pub fn from(&self, file: &Aggregate) -> Day {
        file.to.plus(1 - self.days)
    }
}

/// A number that a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// So many.
    Count(i64),
    /// A share of 100.
    Percent(Milli),
    /// Milliseconds.
    Time(u32),
    /// Fewer people than the threshold are behind it.
    Withheld,
    /// The file does not have it.
    Missing,
}

impl Figure {
    /// A count that may be withheld.
    #[must_use]
    pub fn of(cell: Cell) -> Self {
        cell.get().map_or(Self::Withheld, Self::Count)
    }

    /// A share that may be withheld, or of nothing.
    #[must_use]
    pub fn share(part: Cell, whole: Cell) -> Self {
        match (part.get(), whole.get()) {
            (Some(_), Some(0)) => Self::Missing,
            (Some(part), Some(whole)) => Self::Percent(Milli::ratio(part * 100, whole)),
            _ => Self::Withheld,
        }
    }
}

/// A chart: names of the points, and series with one value per point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// What a point is: `Day`, `Week`, `Month`.
    pub points: &'static str,
    /// The points.
    pub labels: Vec<String>,
    /// Names and values; `None` is a gap.
    pub series: Vec<(String, Vec<Option<i64>>)>,
    /// How many values are withheld.
    pub withheld: usize,
}

impl Drawn {
    /// The last value of a series, with its point.
    #[must_use]
    pub fn last(&self, series: usize) -> Option<(&str, i64)> {
        let values = &self.series.get(series)?.1;
        let (label, value) = self.labels.iter().zip(values).rfind(|(_, value)| value.is_some())?;
        Some((label.as_str(), (*value)?))
    }

    /// The highest value of a series, with its point.
    #[must_use]
    pub fn highest(&self, series: usize) -> Option<(&str, i64)> {
        let values = &self.series.get(series)?.1;
        let known =
            self.labels.iter().zip(values).filter_map(|(label, value)| Some((label, (*value)?)));
        known.max_by_key(|(_, value)| *value).map(|(label, value)| (label.as_str(), value))
    }
}
