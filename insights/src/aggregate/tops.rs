//! The figures of some days beside those of as many days before.

use std::collections::HashSet;

use super::collect::Hit;
use super::finish::split;
use super::quantile::quantile;
use super::{Cell, Collected, Find, Item, Kind, Pair, Route, Task, Top, Window};
use crate::Day;
use crate::event::Outcome;

/// Days now, and days before.
#[derive(Clone, Copy)]
struct Span {
    before: i32,
    from: i32,
    to: i32,
}

impl Span {
    /// `Some(true)` for a day of now, `Some(false)` for one of before.
    fn side(self, day: i32) -> Option<bool> {
        (day >= self.before && day <= self.to).then_some(day >= self.from)
    }
}

/// Something counted on both sides, with the people behind it.
#[derive(Default)]
struct Tally {
    now: u64,
    before: u64,
    people: HashSet<u64>,
    people_before: HashSet<u64>,
}

impl Tally {
    fn add(&mut self, now: bool, count: u64, person: u64) {
        if now {
            self.now += count;
            self.people.insert(person);
        } else {
            self.before += count;
            self.people_before.insert(person);
        }
    }

    fn pair(&self, k: u32) -> Pair {
        Pair {
            now: Cell::of(self.now, self.people.len() as u32, k),
            before: Cell::of(self.before, self.people_before.len() as u32, k),
        }
    }
}

impl Collected {
    /// The figures of the `days` days that end with `to`, in lists of at most `limit` lines.
    #[must_use]
    pub fn window(&self, to: Day, days: i32, limit: usize) -> Window {
        let days = days.max(1);
        let span = Span { before: to.0 - 2 * days + 1, from: to.0 - days + 1, to: to.0 };
        let k = self.settings.k;
        let mut window = Window {
            from: Day(span.from),
            to,
            compared: span.before >= self.span.0.0,
            plugins: self.plugin_items(span),
            tops: Kind::ALL.iter().map(|kind| self.top(*kind, span, limit)).collect(),
            routes: self.routes(span, limit),
            tasks: self.task_figures(span),
            find: self.find_figures(span),
            ..Window::default()
        };
        self.people(span, &mut window);
        let (mut views, mut errors) = (Tally::default(), Tally::default());
        for ((day, ..), counts) in &self.counts {
            if let Some(now) = span.side(*day) {
                views.add(now, counts.views, 0);
                errors.add(now, counts.errors, 0);
            }
        }
        // Behind the totals stand all the people of those days.
        let total = |tally: &Tally| Pair {
            now: if window.users.now == Cell::WITHHELD {
                Cell::WITHHELD
            } else {
                Cell(tally.now as i64)
            },
            before: if window.users.before == Cell::WITHHELD {
                Cell::WITHHELD
            } else {
                Cell(tally.before as i64)
            },
        };
        (window.views, window.errors) = (total(&views), total(&errors));
        window.searches = self.total(Kind::Search, span).pair(k);
        window.zero = self.total(Kind::ZeroSearch, span).pair(k);
        window
    }

    fn people(&self, span: Span, window: &mut Window) {
        // Now and before: people, and those of them who are new.
        let (mut now, mut before) = ((0, 0), (0, 0));
        for visits in self.visits.chunk_by(|a, b| a.user == b.user) {
            let first = visits.first().map_or(0, |visit| visit.day);
            let (mut there, mut was) = (false, false);
            for visit in visits {
                there |= span.side(visit.day) == Some(true);
                was |= span.side(visit.day) == Some(false);
            }
            now.0 += u32::from(there);
            now.1 += u32::from(span.side(first) == Some(true));
            before.0 += u32::from(was);
            before.1 += u32::from(span.side(first) == Some(false));
        }
        let k = self.settings.k;
        let cell = |people: u32| Cell::of(u64::from(people), people, k);
        window.users = Pair { now: cell(now.0), before: cell(before.0) };
        window.fresh = Pair { now: split(now.1, now.0, k), before: split(before.1, before.0, k) };
    }

    fn plugin_items(&self, span: Span) -> Vec<Item> {
        let mut items: Vec<Item> = Vec::new();
        for (number, name) in self.plugins.all().filter(|(number, _)| *number > 0) {
            let mut tally = Tally::default();
            for visit in self.visits.iter().filter(|visit| u32::from(visit.plugin) == number) {
                if let Some(now) = span.side(visit.day) {
                    tally.add(now, 0, visit.user);
                }
            }
            for ((day, _, plugin), counts) in &self.counts {
                match span.side(*day) {
                    Some(true) if u32::from(*plugin) == number => tally.now += counts.views,
                    Some(false) if u32::from(*plugin) == number => tally.before += counts.views,
                    _ => {}
                }
            }
            let people = tally.people.len() as u32;
            if tally.now == 0 && tally.before == 0 && people == 0 {
                continue;
            }
            items.push(Item {
                name: name.to_owned(),
                plugin: String::new(),
                count: tally.pair(self.settings.k),
                users: Cell::of(u64::from(people), people, self.settings.k),
            });
        }
        most_first(&mut items);
        items
    }

    /// The hits of a kind, those of one name in a row.
    fn groups(&self, kind: Kind) -> impl Iterator<Item = &[Hit]> {
        self.hits.chunk_by(|a, b| a.name == b.name).filter(move |group| {
            group.first().is_some_and(|hit| {
                self.names.text(hit.name).as_bytes().first() == Some(&kind.letter())
            })
        })
    }

    fn total(&self, kind: Kind, span: Span) -> Tally {
        let mut tally = Tally::default();
        for hit in self.groups(kind).flatten() {
            if let Some(now) = span.side(hit.day) {
                tally.add(now, u64::from(hit.count), hit.person);
            }
        }
        tally
    }

    fn top(&self, kind: Kind, span: Span, limit: usize) -> Top {
        let k = self.settings.k;
        let mut top = Top { kind, items: Vec::new(), withheld: 0, more: 0 };
        for group in self.groups(kind) {
            let mut tally = Tally::default();
            for hit in group {
                if let Some(now) = span.side(hit.day) {
                    tally.add(now, u64::from(hit.count), hit.person);
                }
            }
            let (plugin, name) = group.first().map(|hit| self.title(hit.name)).unwrap_or_default();
            // Searches whose term is not kept are counted, but no line of a list.
            if tally.now == 0 || name.is_empty() {
                continue;
            }
            let count = tally.pair(k);
            if count.now == Cell::WITHHELD {
                top.withheld += 1;
                continue;
            }
            let people = tally.people.len() as u32;
            top.items.push(Item { name, plugin, count, users: Cell(i64::from(people)) });
        }
        most_first(&mut top.items);
        top.more = top.items.len().saturating_sub(limit) as u32;
        top.items.truncate(limit);
        top
    }

    /// Plugin and name behind a number.
    pub(super) fn title(&self, name: u32) -> (String, String) {
        let text = self.names.text(name).get(1..).unwrap_or_default();
        let (plugin, name) = text.split_once('\n').unwrap_or(("", text));
        (plugin.to_owned(), name.to_owned())
    }

    fn routes(&self, span: Span, limit: usize) -> Vec<Route> {
        let mut timings: Vec<_> = self
            .timings
            .iter()
            .filter_map(|timing| span.side(timing.day).map(|now| (timing.name, now, timing)))
            .collect();
        timings.sort_unstable_by_key(|(name, now, _)| (*name, !*now));
        let mut routes = Vec::new();
        for group in timings.chunk_by(|a, b| a.0 == b.0) {
            let people: HashSet<u64> =
                group.iter().filter(|one| one.1).map(|one| one.2.person).collect();
            let people = people.len() as u32;
            if people == 0 || Cell::of(0, people, self.settings.k) == Cell::WITHHELD {
                continue;
            }
            let of = |side: bool| -> Vec<u32> {
                group.iter().filter(|one| one.1 == side).map(|one| one.2.ms).collect()
            };
            let (mut now, mut before) = (of(true), of(false));
            let (plugin, route) = group.first().map(|one| self.title(one.0)).unwrap_or_default();
            routes.push(Route {
                plugin,
                route,
                count: now.len() as u64,
                p50: quantile(&mut now, 500),
                p75: quantile(&mut now, 750),
                p75_before: quantile(&mut before, 750),
                slow: now.iter().filter(|ms| **ms >= self.settings.slow_ms).count() as u64,
            });
        }
        routes.sort_by(|a, b| (b.p75, &a.route, &a.plugin).cmp(&(a.p75, &b.route, &b.plugin)));
        routes.truncate(limit);
        routes
    }

    fn task_figures(&self, span: Span) -> Vec<Task> {
        let mut steps: Vec<_> = self
            .tasks
            .iter()
            .filter_map(|step| span.side(step.day).map(|now| (step.name, now, step)))
            .collect();
        steps.sort_by_key(|(name, ..)| *name);
        let k = self.settings.k;
        let mut tasks = Vec::new();
        for group in steps.chunk_by(|a, b| a.0 == b.0) {
            let tally = |outcome: Option<Outcome>| {
                let mut tally = Tally::default();
                for (_, now, step) in group {
                    tally.add(*now, u64::from(outcome == Some(step.outcome)), step.person);
                }
                tally
            };
            let (started, done) = (tally(Some(Outcome::Started)), tally(Some(Outcome::Done)));
            let median = |side: bool| {
                let times = group
                    .iter()
                    .filter(|(_, now, step)| *now == side && step.outcome == Outcome::Done);
                quantile(&mut times.map(|(.., step)| step.ms).collect::<Vec<_>>(), 500)
            };
            let done = done.pair(k);
            let shown = |cell: Cell, ms: u32| if cell == Cell::WITHHELD { 0 } else { ms };
            tasks.push(Task {
                name: group.first().map(|one| self.title(one.0).1).unwrap_or_default(),
                started: started.pair(k),
                done,
                failed: tally(Some(Outcome::Failed)).pair(k).now,
                p50: shown(done.now, median(true)),
                p50_before: shown(done.before, median(false)),
            });
        }
        tasks.sort_by(|a, b| a.name.cmp(&b.name));
        tasks
    }

    fn find_figures(&self, span: Span) -> Find {
        let (mut tries, mut found) = (Tally::default(), Tally::default());
        let (mut now_ms, mut before_ms) = (Vec::new(), Vec::new());
        for one in &self.tries {
            let Some(now) = span.side(one.day) else { continue };
            tries.add(now, 1, one.person);
            found.add(now, u64::from(one.found_ms.is_some()), one.person);
            if let Some(ms) = one.found_ms {
                if now { &mut now_ms } else { &mut before_ms }.push(ms);
            }
        }
        let found = found.pair(self.settings.k);
        let shown = |cell: Cell, mut ms: Vec<u32>| {
            if cell == Cell::WITHHELD { 0 } else { quantile(&mut ms, 500) }
        };
        Find {
            tries: tries.pair(self.settings.k),
            found,
            p50: shown(found.now, now_ms),
            p50_before: shown(found.before, before_ms),
        }
    }
}

fn most_first(items: &mut [Item]) {
    items.sort_by(|a, b| {
        (b.count.now.0, &a.name, &a.plugin).cmp(&(a.count.now.0, &b.name, &b.plugin))
    });
}
