//! KPIs that changed their level.

use super::{About, Notable};
use crate::aggregate::Aggregate;
use crate::kpi::{Better, Definition, Kpi, Report, definition};
use crate::words::is_better;
use crate::{Day, Milli};

/// Months that a level has at least.
const LEAST: usize = 3;
/// A level that differs by less than a quarter is none of its own.
const QUARTER: f64 = 0.25;
/// How many standard errors apart two levels are at least.
const APART: f64 = 4.0;

/// The KPIs whose months fall into two levels that differ by a quarter and by four standard errors.
/// Figures that grow with a portal by themselves (people, views, plugins) are left out.
#[must_use]
pub fn changed(report: &Report, events: Option<&Aggregate>) -> Vec<Notable> {
    report.kpis.iter().filter_map(|kpi| one(kpi, events)).collect()
}

fn one(kpi: &Kpi, events: Option<&Aggregate>) -> Option<Notable> {
    let definition = definition(&kpi.id)?;
    let grows = definition.needs.iter().any(|need| matches!(*need, "events" | "plugins"));
    if grows || definition.better == Better::Neither {
        return None;
    }
    let months: Vec<(Day, f64)> = kpi
        .months
        .iter()
        .filter_map(|point| Some((point.from, point.estimate.value?.float())))
        .collect();
    let (at, before, now) = step(&months.iter().map(|(_, value)| *value).collect::<Vec<_>>())?;
    let since = months.get(at)?.0;
    let (before, now) = (Milli::of(before), Milli::of(now));
    let good = is_better(definition.better, before, now);
    let mut text = vec![format!(
        "From about {} to about {} since {}.",
        definition.unit.words(before),
        definition.unit.words(now),
        since.month_name()
    )];
    text.extend(events.and_then(|events| beginning(events, since)));
    Some(Notable { about: About::Kpi(definition.id), title: title(definition, good), text, good })
}

fn title(definition: &Definition, good: Option<bool>) -> String {
    let word = if good == Some(true) { "got better" } else { "got worse" };
    format!("{} {word}", definition.title)
}

/// What people began to use in that month or the one before.
fn beginning(events: &Aggregate, since: Day) -> Option<String> {
    let began = |from: Day, users: &[crate::aggregate::Cell]| {
        let at = users.iter().position(|cell| cell.0 != 0).filter(|at| *at > 0)?;
        Some((0..at).fold(from, |day, _| day.next_month()))
    };
    let near = |day: Day| day == since.month() || day.next_month() == since.month();
    let names: Vec<&str> = events
        .plugins
        .iter()
        .filter(|one| began(one.months.from, &one.months.users).is_some_and(near))
        .map(|one| one.name.as_str())
        .collect();
    (!names.is_empty()).then(|| {
        format!(
            "At that time people began to use {}. That is no proof, and worth a question.",
            names.join(" and ")
        )
    })
}

/// Where the values fall into two levels best, and the means of both.
fn step(values: &[f64]) -> Option<(usize, f64, f64)> {
    let mut best: Option<(f64, usize, f64, f64)> = None;
    for at in LEAST..=values.len().checked_sub(LEAST)? {
        let (before, after) = values.split_at_checked(at)?;
        let ((mean_before, error_before), (mean_after, error_after)) = (mean(before), mean(after));
        let apart = (mean_after - mean_before).abs();
        let error = (error_before + error_after).sqrt().max(f64::EPSILON);
        let score = apart / error;
        let is_large = apart >= QUARTER * mean_before.abs();
        if is_large && score >= APART && best.is_none_or(|(least, ..)| score > least) {
            best = Some((score, at, mean_before, mean_after));
        }
    }
    best.map(|(_, at, before, after)| (at, before, after))
}

/// Mean, and the square of its standard error.
fn mean(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let spread: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, spread / (n - 1.0).max(1.0) / n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_levels_are_found_where_they_part() {
        let found = step(&[90.0, 80.0, 85.0, 88.0, 40.0, 45.0, 42.0]).unwrap();
        assert_eq!(found.0, 4);
        assert!((found.1 - 85.75).abs() < 1e-9);
        assert_eq!(step(&[90.0, 80.0, 85.0, 88.0, 84.0, 86.0, 83.0]), None);
        assert_eq!(step(&[1.0, 9.0, 1.0, 9.0, 2.0, 8.0, 1.0]), None, "noise is no level");
        assert_eq!(step(&[1.0, 2.0]), None);
    }
}
