//! The figures at the top of the page.

use super::{Asked, Figure};
use crate::Milli;
use crate::aggregate::{Aggregate, Cell, Change, Pair, Scope};
use crate::kpi::Better;

/// One figure with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Its name.
    pub title: &'static str,
    /// The figure.
    pub figure: Figure,
    /// What it says, or is a part of: a few words.
    pub note: String,
    /// How it changed.
    pub change: Change,
    /// Which way is good.
    pub better: Better,
}

/// The tiles of what was asked for: of the whole portal, of a team or of a plugin.
#[must_use]
pub fn tiles(file: &Aggregate, scope: &Scope, asked: &Asked) -> Vec<Tile> {
    let is_all = scope.name.is_empty();
    let last = scope.days.len().checked_sub(1);
    let pair = |cells: &[Cell], back: usize| {
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied();
        let now = cell(last).unwrap_or_default();
        Pair {
            now,
            before: cell(last.and_then(|at| at.checked_sub(back))).unwrap_or(Cell::WITHHELD),
        }
    };
    let month = pair(&scope.mau, 28);
    let engineers = file.settings.engineers;
    let share = match file.share(month.now).filter(|_| is_all) {
        Some(share) => format!("{} % of {engineers} engineers, last 28 days", share.text(0)),
        None => "last 28 days".to_owned(),
    };
    let people = |title, note: String, pair: Pair| Tile {
        title,
        figure: Figure::of(pair.now),
        note,
        change: pair.change(),
        better: Better::Higher,
    };
    let mut tiles = vec![
        people("Monthly active users", share, month),
        people("Weekly active users", "last 7 days".to_owned(), pair(&scope.wau, 7)),
        daily(scope),
    ];
    if is_all {
        tiles.extend(whole(file, asked));
    } else {
        tiles.push(views(file, scope, asked));
    }
    tiles
}

/// People on a workday, the mean of those of the last 28 days that are not withheld.
fn daily(scope: &Scope) -> Tile {
    let first = scope.days.len().saturating_sub(28);
    let workdays: Vec<Cell> = (first..scope.days.len())
        .filter(|at| scope.days.from.plus(*at as i32).is_workday())
        .filter_map(|at| scope.days.users.get(at).copied())
        .collect();
    let known: Vec<i64> = workdays.iter().filter_map(|cell| cell.get()).collect();
    let mean = Milli::ratio(known.iter().sum(), known.len() as i64);
    let figure = match known.len() * 2 > workdays.len() {
        true => Figure::Count((mean.0 + 500) / 1000),
        false if workdays.is_empty() => Figure::Missing,
        false => Figure::Withheld,
    };
    let note = match scope.stickiness() {
        Some(share) => {
            format!("on a workday: {} % of those who come in 28 days", share.text(0))
        }
        None => "on a workday of the last 28 days".to_owned(),
    };
    let change = Change::Unknown;
    Tile { title: "Daily active users", figure, note, change, better: Better::Higher }
}

/// Page views of a team or a plugin: withheld as soon as a step of the period is.
fn views(file: &Aggregate, scope: &Scope, asked: &Asked) -> Tile {
    let drawn = super::views(file, scope, asked);
    let values = drawn.series.first().map(|(_, values)| values.as_slice()).unwrap_or_default();
    let sum = values.iter().copied().sum::<Option<i64>>();
    let figure = if values.is_empty() {
        Figure::Missing
    } else {
        sum.map_or(Figure::Withheld, Figure::Count)
    };
    let note = match drawn.points {
        "Day" => format!("last {}", asked.period()),
        step => format!("by whole {}s of the last {}", step.to_ascii_lowercase(), asked.period()),
    };
    let (title, change) = ("Page views", Change::Unknown);
    Tile { title, figure, note, change, better: Better::Neither }
}

/// What the file has of the whole portal only.
fn whole(file: &Aggregate, asked: &Asked) -> Vec<Tile> {
    let Some(window) = file.last(asked.days) else { return Vec::new() };
    let known = |pair: Pair| if window.compared { pair.change() } else { Change::Unknown };
    let period = format!("last {}", asked.period());
    let found = Figure::share(window.find.found.now, window.find.tries.now);
    let zero = Figure::share(window.zero.now, window.searches.now);
    let shares = |part: Pair, whole: Pair| {
        let share = |part: Cell, whole: Cell| match Figure::share(part, whole) {
            Figure::Percent(share) => Cell(share.0),
            _ => Cell::WITHHELD,
        };
        Pair { now: share(part.now, whole.now), before: share(part.before, whole.before) }
    };
    let number =
        |cell: Cell| cell.get().map_or("a withheld number of".to_owned(), |n| n.to_string());
    vec![
        Tile {
            title: "Page views",
            figure: Figure::of(window.views.now),
            note: period.clone(),
            change: known(window.views),
            better: Better::Neither,
        },
        Tile {
            title: "Searches that found",
            figure: found,
            note: format!("of {} tries, {period}", number(window.find.tries.now)),
            change: known(shares(window.find.found, window.find.tries)),
            better: Better::Higher,
        },
        Tile {
            title: "Searches without a result",
            figure: zero,
            note: format!("of {} searches, {period}", number(window.searches.now)),
            change: known(shares(window.zero, window.searches)),
            better: Better::Lower,
        },
        Tile {
            title: "Errors",
            figure: Figure::of(window.errors.now),
            note: period,
            change: known(window.errors),
            better: Better::Lower,
        },
    ]
}
