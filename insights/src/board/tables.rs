//! Rows of the page's tables.

use super::{Asked, Figure};
use crate::aggregate::{Aggregate, Cell, Change, Item, Kind, Steps};

/// A plugin in the table of plugins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginRow {
    /// Its id.
    pub plugin: String,
    /// People in the period; for a team, in the last month that is over.
    pub users: Figure,
    /// Page views in the period.
    pub views: Figure,
    /// How those changed.
    pub change: Change,
    /// Errors of the last months of the period.
    pub errors: Figure,
    /// People by month.
    pub trend: Vec<Option<i64>>,
}

/// The plugins, most people first; withheld ones last, by name. Of a team the file has people by
/// month only.
#[must_use]
pub fn plugins(file: &Aggregate, asked: &Asked) -> Vec<PluginRow> {
    let mut rows: Vec<PluginRow> = match asked.team.is_empty() {
        true => whole(file, asked),
        false => within(file, &asked.team),
    };
    rows.retain(|row| asked.plugin.is_empty() || row.plugin == asked.plugin);
    let place = |figure: Figure| if let Figure::Count(count) = figure { -count } else { 1 };
    rows.sort_by(|one, other| {
        (place(one.users), &one.plugin).cmp(&(place(other.users), &other.plugin))
    });
    rows
}

fn whole(file: &Aggregate, asked: &Asked) -> Vec<PluginRow> {
    let Some(window) = file.last(asked.days) else { return Vec::new() };
    let row = |scope: &crate::aggregate::Scope| {
        let item = window.plugins.iter().find(|item| item.name == scope.name);
        let compared = item.filter(|_| window.compared);
        PluginRow {
            plugin: scope.name.clone(),
            users: item.map_or(Figure::Missing, |item| Figure::of(item.users)),
            views: item.map_or(Figure::Missing, |item| Figure::of(item.count.now)),
            change: compared.map_or(Change::Unknown, |item| item.count.change()),
            errors: errors(&scope.months, asked),
            trend: trend(&scope.months.users),
        }
    };
    file.plugins.iter().map(row).collect()
}

/// Errors of the months that the period touches: at least one.
fn errors(months: &Steps, asked: &Asked) -> Figure {
    let wanted = usize::try_from(asked.days / 28).unwrap_or_default().clamp(1, 12);
    let first = months.errors.len().saturating_sub(wanted);
    let sum: Option<i64> = months.errors.iter().skip(first).map(|cell| cell.get()).sum();
    sum.map_or(Figure::Withheld, Figure::Count)
}

fn within(file: &Aggregate, team: &str) -> Vec<PluginRow> {
    let is_over = file.to.plus(1).month() == file.to.plus(1);
    file.cells
        .iter()
        .filter(|cell| cell.team == team)
        .map(|cell| {
            let last = cell.users.len().checked_sub(if is_over { 1 } else { 2 });
            let users = last.and_then(|at| cell.users.get(at));
            PluginRow {
                plugin: cell.plugin.clone(),
                users: users.map_or(Figure::Withheld, |users| Figure::of(*users)),
                views: Figure::Missing,
                change: Change::Unknown,
                errors: Figure::Missing,
                trend: trend(&cell.users),
            }
        })
        .collect()
}

fn trend(users: &[Cell]) -> Vec<Option<i64>> {
    users.iter().map(|cell| cell.get()).collect()
}

/// The list of a kind, of a plugin if one was asked for, and how many of its names are withheld.
#[must_use]
pub fn items<'f>(file: &'f Aggregate, asked: &Asked, kind: Kind) -> (Vec<&'f Item>, u32) {
    let Some(top) = file.last(asked.days).and_then(|window| window.top(kind)) else {
        return (Vec::new(), 0);
    };
    let fits = |item: &&Item| asked.plugin.is_empty() || item.plugin == asked.plugin;
    (top.items.iter().filter(fits).collect(), top.withheld)
}
