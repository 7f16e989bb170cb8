//! Results of a day, kept for trends.

use serde::{Deserialize, Serialize};

use super::{Results, Scorecard, Sum};
use crate::{Day, Milli};

/// What is kept of the results of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The day.
    pub day: Day,
    /// Id of the scorecard.
    pub scorecard: String,
    /// All entities.
    pub all: Kept,
    /// By team.
    pub teams: Vec<Kept>,
    /// By domain.
    pub domains: Vec<Kept>,
}

/// What is kept of a sum.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The team or the domain; empty for all.
    pub name: String,
    /// How many entities.
    pub entities: u32,
    /// The mean of their scores in percent.
    pub score: Option<Milli>,
    /// How many of all are on each level; the first number is of those below the lowest. Empty
    /// for a team and a domain.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<u32>,
}

/// How a team, a domain or all went from snapshot to snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// Day and score, oldest first.
    pub scores: Vec<(Day, Milli)>,
    /// The last score less the one before it.
    pub change: Option<Milli>,
}

impl Snapshot {
    /// Keeps the results of a day.
    #[must_use]
    pub fn of(scorecard: &Scorecard, results: &Results, day: Day) -> Self {
        let kept = |sums: Vec<Sum>| {
            sums.into_iter().map(|sum| Kept { levels: Vec::new(), ..sum.into() }).collect()
        };
        Self {
            day,
            scorecard: scorecard.id.clone(),
            all: results.all(scorecard).into(),
            teams: kept(results.by(scorecard, |entity| &entity.team)),
            domains: kept(results.by(scorecard, |entity| &entity.domain)),
        }
    }
}

impl From<Sum> for Kept {
    fn from(sum: Sum) -> Self {
        Self { name: sum.name, entities: sum.entities, score: sum.score, levels: sum.levels }
    }
}

impl Trend {
    /// The trend of what `pick` picks: `|snapshot| Some(&snapshot.all)`. Snapshots may come in any
    /// order; of two of one day the later in the list counts.
    #[must_use]
    pub fn of(
        snapshots: &[Snapshot],
        scorecard: &str,
        pick: impl Fn(&Snapshot) -> Option<&Kept>,
    ) -> Self {
        let mut scores: Vec<(Day, Milli)> = Vec::new();
        for snapshot in snapshots.iter().filter(|snapshot| snapshot.scorecard == scorecard) {
            let Some(score) = pick(snapshot).and_then(|kept| kept.score) else { continue };
            match scores.iter_mut().find(|(day, _)| *day == snapshot.day) {
                Some(same) => same.1 = score,
                None => scores.push((snapshot.day, score)),
            }
        }
        scores.sort_unstable();
        let change = match scores.as_slice() {
            [.., before, last] => Some(Milli(last.1.0 - before.1.0)),
            _ => None,
        };
        Self { scores, change }
    }
}
