//! From observations to a figure with its months and groups: the same for all figures.

use std::collections::BTreeMap;

use super::{By, Definition, Estimate, Group, Kpi, Origin, Point, Settings};
use crate::stats::Interval;
use crate::{Day, Milli};

/// One observation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Obs<'i> {
    /// The day it belongs to.
    pub day: Day,
    /// Who is behind it; 0 for nobody known.
    pub person: u64,
    pub team: &'i str,
    pub domain: &'i str,
    pub service: &'i str,
    /// What else it can be split by.
    pub aspect: &'i str,
    pub value: f64,
    pub flag: bool,
}

impl Obs<'_> {
    /// An observation that says nothing yet.
    pub(super) fn on(day: Day) -> Self {
        Self {
            day,
            person: 0,
            team: "",
            domain: "",
            service: "",
            aspect: "",
            value: 0.0,
            flag: false,
        }
    }
}

/// Days from `from` up to, and without, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub from: Day,
    pub end: Day,
}

impl Span {
    fn has(self, day: Day) -> bool {
        day >= self.from && day < self.end
    }

    pub(super) fn days(self) -> f64 {
        f64::from((self.end.0 - self.from.0).max(1))
    }

    pub(super) fn workdays(self) -> f64 {
        f64::from(self.from.workdays_until(self.end).max(1))
    }
}

/// A figure with the number of what it is made of.
pub(super) type Found = Option<(Interval, usize)>;

/// How a figure is made of observations.
pub(super) type Figure<'f> = &'f dyn Fn(&[Obs<'_>], Span) -> Found;

/// What a figure is split by, and what it is about.
pub(super) struct Plan<'p> {
    pub definition: &'static Definition,
    pub settings: &'p Settings,
    /// Splits; those by domain also get months.
    pub by: &'p [By],
    /// Whether persons are behind observations, so that the threshold holds.
    pub people: bool,
}

/// The days of the whole period.
pub(super) fn period(settings: &Settings) -> Span {
    let mut from = settings.to.month();
    for _ in 1..settings.months.max(1) {
        from = Day(from.0 - 1).month();
    }
    Span { from, end: settings.to.plus(1) }
}

/// The first days of the months of the period.
fn months(settings: &Settings) -> Vec<Span> {
    let whole = period(settings);
    let mut months = Vec::new();
    let mut from = whole.from;
    while from < whole.end {
        let end = from.next_month().min(whole.end);
        months.push(Span { from, end });
        from = from.next_month();
    }
    months
}

/// An interval in thousandths.
pub(super) fn estimated(found: Interval, n: usize) -> Estimate {
    Estimate {
        value: Some(Milli::of(found.value)),
        low: Some(Milli::of(found.low)),
        high: Some(Milli::of(found.high)),
        n: n as u32,
    }
}

impl Plan<'_> {
    fn estimate(&self, observations: &[Obs<'_>], span: Span, figure: Figure<'_>) -> Estimate {
        if self.too_few(observations) {
            return Estimate::default();
        }
        figure(observations, span).map(|(found, n)| estimated(found, n)).unwrap_or_default()
    }

    /// Whether there are people behind it, but too few. All who are not known count as one.
    fn too_few(&self, observations: &[Obs<'_>]) -> bool {
        if !self.people || observations.is_empty() {
            return false;
        }
        let mut people: Vec<u64> = observations.iter().map(|one| one.person).collect();
        people.sort_unstable();
        people.dedup();
        (people.len() as u32) < self.settings.k
    }

    /// Makes the figure. Observations may come in any order.
    pub(super) fn make(
        &self,
        mut all: Vec<Obs<'_>>,
        origins: Vec<Origin>,
        figure: Figure<'_>,
    ) -> Kpi {
        let whole = period(self.settings);
        all.sort_by_key(|one| one.day);
        let days = self.definition.days;
        let now =
            if days == 0 { whole } else { Span { from: whole.end.plus(-days), end: whole.end } };
        let before = Span { from: now.from.plus(-days), end: now.from };
        let within = |span: Span| -> Vec<Obs<'_>> {
            all.iter().filter(|one| span.has(one.day)).copied().collect()
        };
        let months = months(self.settings);
        let current = within(now);
        Kpi {
            id: self.definition.id.to_owned(),
            now: self.estimate(&current, now, figure),
            before: self.estimate(&within(before), before, figure),
            months: months
                .iter()
                .map(|month| Point {
                    from: month.from,
                    estimate: self.estimate(&within(*month), *month, figure),
                })
                .collect(),
            groups: self.groups(&all, &current, now, &months, figure),
            origins,
            notes: Vec::new(),
        }
    }

    fn groups(
        &self,
        all: &[Obs<'_>],
        current: &[Obs<'_>],
        now: Span,
        months: &[Span],
        figure: Figure<'_>,
    ) -> Vec<Group> {
        let mut groups = Vec::new();
        for by in self.by {
            let mut parts: BTreeMap<&str, Vec<Obs<'_>>> = BTreeMap::new();
            for one in current {
                let name = name(one, *by);
                if !name.is_empty() {
                    parts.entry(name).or_default().push(*one);
                }
            }
            for (part, observations) in parts {
                let by_month = |month: &Span| {
                    let of: Vec<Obs<'_>> = all
                        .iter()
                        .filter(|one| name(one, *by) == part && month.has(one.day))
                        .copied()
                        .collect();
                    self.estimate(&of, *month, figure).value
                };
                groups.push(Group {
                    by: *by,
                    name: part.to_owned(),
                    estimate: self.estimate(&observations, now, figure),
                    withheld: self.too_few(&observations),
                    months: if *by == By::Domain {
                        months.iter().map(by_month).collect()
                    } else {
                        Vec::new()
                    },
                });
            }
        }
        groups
    }
}

fn name<'i>(one: &Obs<'i>, by: By) -> &'i str {
    match by {
        By::Team => one.team,
        By::Domain => one.domain,
        By::Service => one.service,
        By::Aspect => one.aspect,
    }
}
