//! A stream of events made into one small file, and what is read from it.
//!
//! A [`Collector`] takes events in any order. [`Collected::aggregate`] makes the file that a
//! dashboard opens ([`Aggregate`]); [`Collected::window`] answers for any days, which is what a
//! weekly digest is made of.
//!
//! **People.** Distinct people are counted exactly, by their pseudonyms. The file holds counts
//! only. A figure made by fewer than `k` people is withheld ([`Cell`]); so is a split of a figure
//! (new and returning) when either part is. A figure that nobody made is zero and is shown. What
//! this does not hide: a withheld team may be the difference between a total and the other teams.
//!
//! **Time.** Days are those of [`Settings::zone`]. "Weekly" and "monthly" of a day are the 7 and
//! the 28 days that end with it (28, so that every span has the same weekdays); weeks and months
//! in [`Scope`] are those of the calendar.

use serde::{Deserialize, Serialize};

use crate::{Day, Weekday, Zone};

mod collect;
mod count;
mod finish;
mod names;
mod quantile;
mod tops;
mod tries;
mod view;

pub use collect::{Collected, Collector};
pub use count::{Order, file_name, is_lines};
pub use view::{Change, Series};

/// The version of the file that this code writes, and the only one that it reads.
pub const VERSION: u32 = 1;

/// What figures are made by. In the file, so that a reader sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The zone whose days are counted.
    pub zone: Zone,
    /// What a week begins with.
    pub week: Weekday,
    /// Figures of fewer people are withheld; 1 withholds nothing.
    pub k: u32,
    /// How many engineers there are in all, for shares; 0 when nobody said.
    pub engineers: u32,
    /// How long the lists of a window are at most.
    pub limit: usize,
    /// From how many milliseconds on a route counts as slow.
    pub slow_ms: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let (zone, week) = (Zone(0), Weekday::Monday);
        Self { zone, week, k: 5, engineers: 0, limit: 10, slow_ms: 1000 }
    }
}

/// A count that may be withheld: `-1` in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell(pub i64);

impl Cell {
    /// Withheld, because fewer than `k` people are behind it.
    pub const WITHHELD: Self = Self(-1);

    /// `count`, if `people` are none or at least `k`.
    #[must_use]
    pub fn of(count: u64, people: u32, k: u32) -> Self {
        if people > 0 && people < k { Self::WITHHELD } else { Self(count as i64) }
    }

    /// The count, if it is shown.
    #[must_use]
    pub fn get(self) -> Option<i64> {
        (self.0 >= 0).then_some(self.0)
    }
}

/// The file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aggregate {
    /// [`VERSION`].
    pub version: u32,
    /// What the figures are made by.
    pub settings: Settings,
    /// What was read.
    pub source: Source,
    /// The first day with an event.
    pub from: Day,
    /// The last day with an event.
    pub to: Day,
    /// The whole portal; its name is empty.
    pub all: Scope,
    /// Each team that was named, by name.
    pub teams: Vec<Scope>,
    /// Each plugin, by id.
    pub plugins: Vec<Scope>,
    /// Each plugin within each team.
    pub cells: Vec<TeamPlugin>,
    /// The last 7, 28, 91 and 364 days, each beside the days before.
    pub windows: Vec<Window>,
    /// How tasks went, month by month.
    pub tasks: Vec<TaskTrend>,
    /// How finding went, month by month.
    pub find: FindTrend,
}

/// What a file was made of.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it was read from, in words: `12 files of NDJSON`.
    pub name: String,
    /// Events that were counted.
    pub events: u64,
    /// Lines that were no event.
    pub broken: u64,
    /// Events that were there more than once, and were counted once.
    #[serde(default, skip_serializing_if = "is_none")]
    pub repeated: u64,
    /// Events that say no person; they count as views, not as users.
    pub anonymous: u64,
    /// Names beyond the number that is kept apart; they count in totals, not in lists.
    pub unlisted: u64,
    /// The moment of the last event, in milliseconds since 1970: the age of the figures.
    pub as_of: i64,
}

// Serde asks for a reference.
#[allow(clippy::trivially_copy_pass_by_ref)]
fn is_none(count: &u64) -> bool {
    *count == 0
}

/// Figures over time of the whole portal, a team or a plugin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The team's or the plugin's id; empty for the whole portal.
    pub name: String,
    /// Day by day: the whole time for the portal, the last 28 days for the others.
    pub days: Steps,
    /// Week by week, named by the first day.
    pub weeks: Steps,
    /// Month by month, named by the first day.
    pub months: Steps,
    /// People in the 7 days that end with each of `days`.
    pub wau: Vec<Cell>,
    /// People in the 28 days that end with each of `days`.
    pub mau: Vec<Cell>,
}

/// Columns of figures, one entry per day, week or month. All columns are equally long.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Steps {
    /// The first step's first day.
    pub from: Day,
    /// People.
    pub users: Vec<Cell>,
    /// People never seen before in this scope; the rest of `users` returned.
    pub fresh: Vec<Cell>,
    /// Page views.
    pub views: Vec<Cell>,
    /// Errors.
    pub errors: Vec<Cell>,
}

/// One plugin in one team, month by month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamPlugin {
    /// The team.
    pub team: String,
    /// The plugin.
    pub plugin: String,
    /// People, from the first month of the file on; an empty list when all are withheld or zero.
    pub users: Vec<Cell>,
}

/// The days from `from` to `to`, both included, beside as many days before them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Whether the days before are all within what was read: if not, there is no change to show.
    pub compared: bool,
    /// People, and people before.
    pub users: Pair,
    /// People never seen before.
    pub fresh: Pair,
    /// Page views.
    pub views: Pair,
    /// Errors.
    pub errors: Pair,
    /// Searches.
    pub searches: Pair,
    /// Searches without a result.
    pub zero: Pair,
    /// The most used plugins.
    pub plugins: Vec<Item>,
    /// Lists of what was used most, and of what went wrong most.
    pub tops: Vec<Top>,
    /// Routes by how slow they were, slowest first.
    pub routes: Vec<Route>,
    /// How tasks went.
    pub tasks: Vec<Task>,
    /// How finding went.
    pub find: Find,
}

/// A figure and the same figure in the days before: a list of two in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(Cell, Cell)", into = "(Cell, Cell)")]
pub struct Pair {
    /// In the window.
    pub now: Cell,
    /// Before.
    pub before: Cell,
}

impl From<(Cell, Cell)> for Pair {
    fn from((now, before): (Cell, Cell)) -> Self {
        Self { now, before }
    }
}

impl From<Pair> for (Cell, Cell) {
    fn from(pair: Pair) -> Self {
        (pair.now, pair.before)
    }
}

/// What a list is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Paths that were opened.
    Page,
    /// Entities whose pages were opened.
    Entity,
    /// Templates from which something was created.
    Template,
    /// Entities whose documentation was opened.
    Document,
    /// Pages of documentation that somebody said did not help.
    Unhelpful,
    /// Search terms.
    Search,
    /// Search terms with no result.
    ZeroSearch,
    /// Paths that led nowhere.
    NotFound,
    /// Errors, by title.
    Error,
}

/// One list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Top {
    /// What it is about.
    pub kind: Kind,
    /// Most first.
    pub items: Vec<Item>,
    /// How many names are withheld, because fewer than `k` people are behind them.
    pub withheld: u32,
    /// How many names there are beyond `items` that could be shown.
    pub more: u32,
}

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The path, reference, term or title.
    pub name: String,
    /// The plugin it belongs to; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub plugin: String,
    /// How often.
    pub count: Pair,
    /// By how many people.
    pub users: Cell,
}

/// How fast one route could be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// The plugin.
    pub plugin: String,
    /// The route.
    pub route: String,
    /// How many times were measured.
    pub count: u64,
    /// Half of them were faster than this, in milliseconds.
    pub p50: u32,
    /// Three in four were faster than this.
    pub p75: u32,
    /// The same before; 0 when it was not measured.
    pub p75_before: u32,
    /// How many took [`Settings::slow_ms`] or longer.
    pub slow: u64,
}

/// How one task went. Never how long people stayed: only whether and how soon they were done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The task's name.
    pub name: String,
    /// How often it was started.
    pub started: Pair,
    /// How often it was done.
    pub done: Pair,
    /// How often it failed.
    pub failed: Cell,
    /// Half of those done took less, in milliseconds.
    pub p50: u32,
    /// The same before; 0 when none was done.
    pub p50_before: u32,
}

/// How finding went: from a search to the first result opened in the same session within ten
/// minutes, searches in between included.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    /// Sessions' tries: one or more searches in a row.
    pub tries: Pair,
    /// Tries that ended with an opened result.
    pub found: Pair,
    /// Half of those took less, in milliseconds, from the try's first search on.
    pub p50: u32,
    /// The same before; 0 when there was none.
    pub p50_before: u32,
}

/// One task, month by month, from the first month of the file on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskTrend {
    /// The task's name.
    pub name: String,
    /// How often it was started.
    pub started: Vec<Cell>,
    /// How often it was done.
    pub done: Vec<Cell>,
    /// The median time in milliseconds; 0 when none was done or it is withheld.
    pub p50: Vec<u32>,
}

/// Finding, month by month, from the first month of the file on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindTrend {
    /// Tries.
    pub tries: Vec<Cell>,
    /// Tries that ended with an opened result.
    pub found: Vec<Cell>,
    /// The median time in milliseconds; 0 when there was none or it is withheld.
    pub p50: Vec<u32>,
}

impl Aggregate {
    /// Reads the file.
    ///
    /// # Errors
    /// Says what is wrong with it, as a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let file: Self = serde_json::from_str(text)
            .map_err(|error| format!("This is no file of aggregated events: {error}."))?;
        if file.version != VERSION {
            return Err(format!(
                "This file of aggregated events has version {}, and this portal reads version \
                 {VERSION}: aggregate the events again.",
                file.version
            ));
        }
        Ok(file)
    }

    /// Writes the file, on one line.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
