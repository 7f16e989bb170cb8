//! From columns to the file: people and counts over days, weeks and months.

use std::collections::HashSet;

use super::collect::{Counts, Visit};
use super::quantile::quantile;
use super::{Aggregate, Cell, Collected, FindTrend, Scope, Steps, TaskTrend, TeamPlugin, VERSION};
use crate::event::Outcome;
use crate::{Day, Weekday};

/// How many days of a team and of a plugin are in the file.
const RECENT: i32 = 28;

/// Days, weeks or months, counted from the first one of the file.
#[derive(Clone, Copy)]
pub(super) enum Grid {
    Days(Day),
    Weeks(Day, Weekday),
    Months(Day),
}

impl Grid {
    /// The first day of the first step.
    pub(super) fn from(self) -> Day {
        match self {
            Self::Days(from) => from,
            Self::Weeks(from, starts) => from.week(starts),
            Self::Months(from) => from.month(),
        }
    }

    /// The step that a day is in.
    pub(super) fn step(self, day: Day) -> usize {
        let steps = match self {
            Self::Days(from) => day.0 - from.0,
            Self::Weeks(..) => (day.0 - self.from().0).div_euclid(7),
            Self::Months(from) => {
                let months = |(year, month, _): (i32, u8, u8)| year * 12 + i32::from(month);
                months(day.civil()) - months(from.civil())
            }
        };
        usize::try_from(steps).unwrap_or(0)
    }
}

impl Collected {
    /// The file.
    #[must_use]
    pub fn aggregate(&self) -> Aggregate {
        let (from, to) = self.span;
        let scopes =
            |names: &super::names::Names, own: fn(&Visit) -> u16, at: fn((u16, u16)) -> u16| {
                let mut scopes: Vec<Scope> = names
                    .all()
                    .filter(|(number, _)| *number > 0)
                    .map(|(number, name)| {
                        let number = number as u16;
                        let recent = Day(from.0.max(to.0 - RECENT + 1));
                        self.scope(name, recent, |v| own(v) == number, |key| at(key) == number)
                    })
                    .collect();
                scopes.sort_by(|a, b| a.name.cmp(&b.name));
                scopes
            };
        Aggregate {
            version: VERSION,
            settings: self.settings.clone(),
            source: self.source.clone(),
            from,
            to,
            all: self.scope("", from, |_| true, |_| true),
            teams: scopes(&self.teams, |visit| visit.team, |key| key.0),
            plugins: scopes(&self.plugins, |visit| visit.plugin, |key| key.1),
            cells: self.cells(),
            windows: [7, 28, 91, 364]
                .iter()
                .map(|days| self.window(to, *days, self.settings.limit))
                .collect(),
            tasks: self.task_trends(),
            find: self.find_trend(),
        }
    }

    /// The settings that figures are made by.
    #[must_use]
    pub fn settings(&self) -> &super::Settings {
        &self.settings
    }

    /// What was read.
    #[must_use]
    pub fn source(&self) -> &super::Source {
        &self.source
    }

    /// The first and the last day with an event.
    #[must_use]
    pub fn span(&self) -> (Day, Day) {
        self.span
    }

    fn scope(
        &self,
        name: &str,
        days_from: Day,
        visit: impl Fn(&Visit) -> bool,
        counted: impl Fn((u16, u16)) -> bool,
    ) -> Scope {
        let (from, to) = self.span;
        let mut seen: Vec<(u64, Day)> = self
            .visits
            .iter()
            .filter(|one| visit(one))
            .map(|one| (one.user, Day(one.day)))
            .collect();
        seen.dedup();
        let counts: Vec<(Day, Counts)> = self
            .counts
            .iter()
            .filter(|((_, team, plugin), _)| counted((*team, *plugin)))
            .map(|((day, ..), counts)| (Day(*day), *counts))
            .collect();
        let k = self.settings.k;
        let steps = |grid: Grid| steps(&seen, &counts, grid, to, k);
        let mut days = steps(Grid::Days(from));
        let mut wau = rolling(&seen, from, to, 7, k);
        let mut mau = rolling(&seen, from, to, 28, k);
        let skip = usize::try_from(days_from.0 - from.0).unwrap_or(0);
        let columns = [&mut days.users, &mut days.fresh, &mut days.views, &mut days.errors];
        for column in columns.into_iter().chain([&mut wau, &mut mau]) {
            column.drain(..skip.min(column.len()));
        }
        days.from = days_from;
        Scope {
            name: name.to_owned(),
            days,
            weeks: steps(Grid::Weeks(from, self.settings.week)),
            months: steps(Grid::Months(from)),
            wau,
            mau,
        }
    }

    fn cells(&self) -> Vec<TeamPlugin> {
        let grid = Grid::Months(self.span.0);
        let months = grid.step(self.span.1) + 1;
        let mut seen: Vec<(u16, u16, u64, usize)> = self
            .visits
            .iter()
            .filter(|visit| visit.team > 0 && visit.plugin > 0)
            .map(|visit| (visit.team, visit.plugin, visit.user, grid.step(Day(visit.day))))
            .collect();
        seen.sort_unstable();
        seen.dedup();
        let mut cells = Vec::new();
        for group in seen.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((team, plugin, ..)) = group.first() else { continue };
            let mut people = vec![0; months];
            for (.., month) in group {
                if let Some(people) = people.get_mut(*month) {
                    *people += 1;
                }
            }
            let mut users: Vec<Cell> = self.counted(&people);
            if users.iter().all(|cell| cell.0 <= 0) {
                users.clear();
            }
            let text =
                |names: &super::names::Names, number: u16| names.text(u32::from(number)).to_owned();
            let (team, plugin) = (text(&self.teams, *team), text(&self.plugins, *plugin));
            cells.push(TeamPlugin { team, plugin, users });
        }
        cells.sort_by(|a, b| (&a.team, &a.plugin).cmp(&(&b.team, &b.plugin)));
        cells
    }

    fn counted(&self, people: &[u32]) -> Vec<Cell> {
        people.iter().map(|people| Cell::of(u64::from(*people), *people, self.settings.k)).collect()
    }

    fn task_trends(&self) -> Vec<TaskTrend> {
        let grid = Grid::Months(self.span.0);
        let months = grid.step(self.span.1) + 1;
        let mut names: Vec<u32> = self.tasks.iter().map(|step| step.name).collect();
        names.sort_unstable();
        names.dedup();
        let mut trends: Vec<TaskTrend> = names
            .into_iter()
            .map(|name| {
                let mut trend = TaskTrend { name: self.title(name).1, ..TaskTrend::default() };
                for month in 0..months {
                    let steps = self
                        .tasks
                        .iter()
                        .filter(|step| step.name == name && grid.step(Day(step.day)) == month);
                    let (mut started, mut done) = (0, Vec::new());
                    let mut people = HashSet::new();
                    for step in steps {
                        people.insert(step.person);
                        match step.outcome {
                            Outcome::Started => started += 1,
                            Outcome::Done => done.push(step.ms),
                            Outcome::Failed => {}
                        }
                    }
                    let cell = |count| Cell::of(count, people.len() as u32, self.settings.k);
                    trend.started.push(cell(started));
                    trend.done.push(cell(done.len() as u64));
                    let shown = cell(done.len() as u64) != Cell::WITHHELD;
                    trend.p50.push(if shown { quantile(&mut done, 500) } else { 0 });
                }
                trend
            })
            .collect();
        trends.sort_by(|a, b| a.name.cmp(&b.name));
        trends
    }

    fn find_trend(&self) -> FindTrend {
        let grid = Grid::Months(self.span.0);
        let months = grid.step(self.span.1) + 1;
        let mut trend = FindTrend::default();
        for month in 0..months {
            let tries: Vec<_> =
                self.tries.iter().filter(|one| grid.step(Day(one.day)) == month).collect();
            let people: HashSet<u64> = tries.iter().map(|one| one.person).collect();
            let cell = |count: usize| Cell::of(count as u64, people.len() as u32, self.settings.k);
            let mut found: Vec<u32> = tries.iter().filter_map(|one| one.found_ms).collect();
            trend.tries.push(cell(tries.len()));
            trend.found.push(cell(found.len()));
            let shown = cell(found.len()) != Cell::WITHHELD;
            trend.p50.push(if shown { quantile(&mut found, 500) } else { 0 });
        }
        trend
    }
}

/// New people of all people: withheld if either they or the others are too few.
pub(super) fn split(fresh: u32, users: u32, k: u32) -> Cell {
    let few = |people: u32| people > 0 && people < k;
    let hidden = few(users) || few(fresh) || few(users.saturating_sub(fresh));
    if hidden { Cell::WITHHELD } else { Cell(i64::from(fresh)) }
}

/// `seen` is sorted by user, then day.
fn steps(seen: &[(u64, Day)], counts: &[(Day, Counts)], grid: Grid, to: Day, k: u32) -> Steps {
    let length = grid.step(to) + 1;
    let (mut users, mut fresh) = (vec![0u32; length], vec![0u32; length]);
    let (mut views, mut errors) = (vec![0u64; length], vec![0u64; length]);
    let mut last: Option<(u64, usize)> = None;
    for (user, day) in seen {
        let step = grid.step(*day);
        if last.is_none_or(|(other, _)| other != *user) {
            bump(&mut fresh, step, 1);
        }
        if last != Some((*user, step)) {
            bump(&mut users, step, 1);
        }
        last = Some((*user, step));
    }
    for (day, counts) in counts {
        let step = grid.step(*day);
        bump(&mut views, step, counts.views);
        bump(&mut errors, step, counts.errors);
    }
    let shown = |counts: Vec<u64>| -> Vec<Cell> {
        counts.iter().zip(&users).map(|(count, people)| Cell::of(*count, *people, k)).collect()
    };
    Steps {
        from: grid.from(),
        views: shown(views),
        errors: shown(errors),
        fresh: fresh.iter().zip(&users).map(|(fresh, users)| split(*fresh, *users, k)).collect(),
        users: users.iter().map(|people| Cell::of(u64::from(*people), *people, k)).collect(),
    }
}

fn bump<N: Copy + std::ops::AddAssign>(column: &mut [N], at: usize, by: N) {
    if let Some(entry) = column.get_mut(at) {
        *entry += by;
    }
}

/// How many people were there in the `span` days that end with each day. A day that somebody was
/// there covers itself and the days after it; where two such stretches meet, they are one.
fn rolling(seen: &[(u64, Day)], from: Day, to: Day, span: i32, k: u32) -> Vec<Cell> {
    let length = usize::try_from(to.0 - from.0).unwrap_or(0) + 1;
    let mut steps = vec![0i32; length + 1];
    let mut covered: Option<(u64, i32)> = None;
    for (user, day) in seen {
        let begin = match covered {
            Some((other, end)) if other == *user => end.max(day.0),
            _ => day.0,
        };
        let end = day.0 + span;
        let at = |day: i32| usize::try_from(day - from.0).unwrap_or(0).min(length);
        bump(&mut steps, at(begin), 1);
        bump(&mut steps, at(end), -1);
        covered = Some((*user, end));
    }
    let mut people = 0;
    steps
        .iter()
        .take(length)
        .map(|step| {
            people += step;
            let people = u32::try_from(people).unwrap_or(0);
            Cell::of(u64::from(people), people, k)
        })
        .collect()
}
