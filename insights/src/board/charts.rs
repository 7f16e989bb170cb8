//! Figures over time.

use super::{Asked, Drawn};
use crate::Day;
use crate::aggregate::{Aggregate, Cell, Scope, Steps};

/// Which steps a period is drawn in: few enough to be read.
fn steps(scope: &Scope, days: i32) -> (&'static str, &Steps) {
    match days {
        ..=28 => ("Day", &scope.days),
        29..=91 => ("Week", &scope.weeks),
        _ => ("Month", &scope.months),
    }
}

/// Places of the steps from a day on, with their first days.
fn places(step: &str, steps: &Steps, from: Day) -> Vec<(usize, Day)> {
    let mut day = steps.from;
    let mut places = Vec::new();
    for at in 0..steps.len() {
        let next = match step {
            "Day" => day.plus(1),
            "Week" => day.plus(7),
            _ => day.next_month(),
        };
        // A week and a month count when any day of them is in the period.
        if next > from {
            places.push((at, day));
        }
        day = next;
    }
    places
}

fn label(step: &str, day: Day) -> String {
    if step == "Month" { day.month_name() } else { day.day_name() }
}

fn at(cells: &[Cell], place: usize) -> Option<i64> {
    cells.get(place).and_then(|cell| cell.get())
}

/// A column as a series over the period.
fn column(
    scope: &Scope,
    file: &Aggregate,
    asked: &Asked,
    name: &str,
    pick: fn(&Steps) -> &[Cell],
) -> Drawn {
    let (points, steps) = steps(scope, asked.days);
    let places = places(points, steps, asked.from(file));
    let values: Vec<Option<i64>> =
        places.iter().map(|(place, _)| at(pick(steps), *place)).collect();
    Drawn {
        points,
        labels: places.iter().map(|(_, day)| label(points, *day)).collect(),
        withheld: values.iter().filter(|value| value.is_none()).count(),
        series: vec![(name.to_owned(), values)],
    }
}

/// People, new and returning, stacked.
#[must_use]
pub fn people(file: &Aggregate, scope: &Scope, asked: &Asked) -> Drawn {
    let (points, steps) = steps(scope, asked.days);
    let places = places(points, steps, asked.from(file)).into_iter();
    let counts =
        |(place, day)| (label(points, day), at(&steps.users, place), at(&steps.fresh, place));
    split(points, places.map(counts))
}

/// People and how many of them are new, by steps with a name. Where the parts are withheld and the
/// whole is not, the whole stands as a series of its own.
pub(crate) fn split(
    points: &'static str,
    steps: impl Iterator<Item = (String, Option<i64>, Option<i64>)>,
) -> Drawn {
    let mut drawn = Drawn { points, ..Drawn::default() };
    let (mut back, mut fresh, mut whole) = (Vec::new(), Vec::new(), Vec::new());
    for (name, users, new) in steps {
        drawn.labels.push(name);
        match (users, new) {
            (Some(users), Some(new)) => {
                back.push(Some(users - new));
                fresh.push(Some(new));
                whole.push(Some(0));
            }
            (users, _) => {
                drawn.withheld += usize::from(users.is_none());
                back.push(None);
                fresh.push(None);
                whole.push(users);
            }
        }
    }
    let is_split = whole.iter().all(|value| value.is_none_or(|value| value == 0));
    drawn.series = vec![("Returning".to_owned(), back), ("New".to_owned(), fresh)];
    if !is_split {
        drawn.series.push(("Not told apart".to_owned(), whole));
    }
    drawn
}

/// People in the 7 and the 28 days that end with a day: every day of a short period, every
/// seventh of a long one.
#[must_use]
pub fn reach(file: &Aggregate, scope: &Scope, asked: &Asked) -> Drawn {
    let every = if asked.days > 91 { 7 } else { 1 };
    let days = places("Day", &scope.days, asked.from(file));
    let last = days.len().saturating_sub(1);
    let kept: Vec<(usize, Day)> = days
        .into_iter()
        .enumerate()
        .filter(|(number, _)| (last - number).is_multiple_of(every))
        .map(|(_, place)| place)
        .collect();
    let series = |name: &str, cells: &[Cell]| {
        (name.to_owned(), kept.iter().map(|(place, _)| at(cells, *place)).collect::<Vec<_>>())
    };
    let series = vec![series("28 days", &scope.mau), series("7 days", &scope.wau)];
    let gaps = |values: &[Option<i64>]| values.iter().filter(|value| value.is_none()).count();
    Drawn {
        points: "Day",
        labels: kept.iter().map(|(_, day)| day.day_name()).collect(),
        withheld: series.iter().map(|(_, values)| gaps(values)).sum(),
        series,
    }
}

/// Page views.
#[must_use]
pub fn views(file: &Aggregate, scope: &Scope, asked: &Asked) -> Drawn {
    column(scope, file, asked, "Page views", |steps| &steps.views)
}

/// People and errors of a plugin by month, from the beginning: what happened to it.
#[must_use]
pub fn plugin_errors(file: &Aggregate, plugin: &str) -> Option<Drawn> {
    let scope = file.plugins.iter().find(|scope| scope.name == plugin)?;
    let places = places("Month", &scope.months, scope.months.from);
    let values = |cells: &[Cell]| {
        places.iter().map(|(place, _)| at(cells, *place)).collect::<Vec<Option<i64>>>()
    };
    let (users, errors) = (values(&scope.months.users), values(&scope.months.errors));
    Some(Drawn {
        points: "Month",
        labels: places.iter().map(|(_, day)| day.month_name()).collect(),
        withheld: users.iter().filter(|value| value.is_none()).count(),
        series: vec![("People".to_owned(), users), ("Errors".to_owned(), errors)],
    })
}

/// People of a plugin within a team by month.
#[must_use]
pub fn together(file: &Aggregate, team: &str, plugin: &str) -> Option<Drawn> {
    let cell = file.cells.iter().find(|cell| cell.team == team && cell.plugin == plugin)?;
    let months = places("Month", &file.all.months, file.all.months.from);
    let values: Vec<Option<i64>> =
        months.iter().map(|(place, _)| at(&cell.users, *place)).collect();
    Some(Drawn {
        points: "Month",
        labels: months.iter().map(|(_, day)| day.month_name()).collect(),
        withheld: values.iter().filter(|value| value.is_none()).count(),
        series: vec![("People".to_owned(), values)],
    })
}

/// Share of tries that ended with an opened result, in percent, by month.
#[must_use]
pub fn find_trend(file: &Aggregate) -> Drawn {
    shares(file, "Found", &file.find.found, &file.find.tries)
}

/// Share of starts of a task that were done, in percent, by month: one series per task.
#[must_use]
pub fn task_trend(file: &Aggregate) -> Drawn {
    let mut all = Drawn::default();
    for task in &file.tasks {
        let one = shares(file, &task.name, &task.done, &task.started);
        all.points = one.points;
        all.labels = one.labels;
        all.withheld += one.withheld;
        all.series.extend(one.series);
    }
    all
}

fn shares(file: &Aggregate, name: &str, parts: &[Cell], wholes: &[Cell]) -> Drawn {
    let months = places("Month", &file.all.months, file.all.months.from);
    let mut withheld = 0;
    let values = months
        .iter()
        .map(|(place, _)| match (at(parts, *place), at(wholes, *place)) {
            (Some(part), Some(whole)) if whole > 0 => Some((part * 100 + whole / 2) / whole),
            // Nothing was begun: there is no share, and nothing is hidden.
            (_, Some(0)) => None,
            _ => {
                withheld += 1;
                None
            }
        })
        .collect();
    Drawn {
        points: "Month",
        labels: months.iter().map(|(_, day)| day.month_name()).collect(),
        series: vec![(name.to_owned(), values)],
        withheld,
    }
}
