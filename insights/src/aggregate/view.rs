//! Reading figures out of the file: series for charts, changes, shares.

use super::{Aggregate, Cell, Kind, Pair, Scope, Steps, Top, Window};
use crate::{Day, Milli};

/// A column for a chart and its table twin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// The first day of each step, with the figure; `None` where it is withheld.
    pub points: Vec<(Day, Option<i64>)>,
    /// How many figures are withheld.
    pub withheld: usize,
}

/// How a figure changed against the days before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// By so many percent; negative is less.
    By(Milli),
    /// There was nothing before, and there is something now.
    New,
    /// One of the two is withheld, or the days before are not in the file.
    Unknown,
}

impl Pair {
    /// The change from before to now.
    #[must_use]
    pub fn change(self) -> Change {
        match (self.now.get(), self.before.get()) {
            (Some(now), Some(before)) if before > 0 => {
                Change::By(Milli::ratio((now - before).saturating_mul(100), before))
            }
            (Some(0), Some(0)) => Change::By(Milli(0)),
            (Some(_), Some(_)) => Change::New,
            _ => Change::Unknown,
        }
    }
}

impl Steps {
    /// How many steps there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.users.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.users.is_empty()
    }
}

impl Scope {
    /// A column of `days` (`&scope.days.users`, `&scope.wau`) as a series, from `from` on.
    #[must_use]
    pub fn daily(&self, column: &[Cell], from: Day) -> Series {
        let day = |at: usize| self.days.from.plus(at as i32);
        series(column.iter().enumerate().map(|(at, cell)| (day(at), *cell)), from)
    }

    /// A column of `weeks` as a series, from the week of `from` on.
    #[must_use]
    pub fn weekly(&self, column: &[Cell], from: Day) -> Series {
        let week = |at: usize| self.weeks.from.plus(7 * at as i32);
        series(column.iter().enumerate().map(|(at, cell)| (week(at), *cell)), Day(from.0 - 6))
    }

    /// A column of `months` as a series, from the month of `from` on.
    #[must_use]
    pub fn monthly(&self, column: &[Cell], from: Day) -> Series {
        let mut month = self.months.from;
        let points = column.iter().map(|cell| {
            let this = month;
            month = month.next_month();
            (this, *cell)
        });
        series(points.collect::<Vec<_>>().into_iter(), from.month())
    }

    /// People of the last day over people of the last 28 days, in percent: how many of those who
    /// come at all come on a day. The mean of the workdays of the last 28 days.
    #[must_use]
    pub fn stickiness(&self) -> Option<Milli> {
        let (mut sum, mut days) = (0, 0);
        let last = self.days.len();
        for at in last.saturating_sub(28)..last {
            if !self.days.from.plus(at as i32).is_workday() {
                continue;
            }
            let users = self.days.users.get(at).and_then(|cell| cell.get());
            let month = self.mau.get(at).and_then(|cell| cell.get());
            if let (Some(users), Some(month)) = (users, month)
                && month > 0
            {
                sum += Milli::ratio(users * 100, month).0;
                days += 1;
            }
        }
        (days > 0).then(|| Milli(sum / days))
    }
}

impl Aggregate {
    /// The scope of a team or, when `team` is empty, of a plugin; of the portal when both are.
    #[must_use]
    pub fn scope(&self, team: &str, plugin: &str) -> Option<&Scope> {
        let named =
            |scopes: &'_ [Scope], name: &str| scopes.iter().position(|scope| scope.name == name);
        match (team, plugin) {
            ("", "") => Some(&self.all),
            ("", plugin) => named(&self.plugins, plugin).and_then(|at| self.plugins.get(at)),
            (team, _) => named(&self.teams, team).and_then(|at| self.teams.get(at)),
        }
    }

    /// The window of so many days; the longest for a length that is not in the file.
    #[must_use]
    pub fn last(&self, days: i32) -> Option<&Window> {
        let length = |window: &Window| window.to.0 - window.from.0 + 1;
        self.windows.iter().find(|window| length(window) == days).or(self.windows.last())
    }

    /// `people` as a share of all engineers in percent, if their number is known.
    #[must_use]
    pub fn share(&self, people: Cell) -> Option<Milli> {
        let engineers = i64::from(self.settings.engineers);
        let people = people.get()?;
        (engineers > 0).then(|| Milli::ratio(people * 100, engineers))
    }
}

impl Window {
    /// The list of a kind.
    #[must_use]
    pub fn top(&self, kind: Kind) -> Option<&Top> {
        self.tops.iter().find(|top| top.kind == kind)
    }
}

fn series(points: impl Iterator<Item = (Day, Cell)>, from: Day) -> Series {
    let points: Vec<(Day, Option<i64>)> =
        points.filter(|(day, _)| *day >= from).map(|(day, cell)| (day, cell.get())).collect();
    let withheld = points.iter().filter(|(_, figure)| figure.is_none()).count();
    Series { points, withheld }
}
