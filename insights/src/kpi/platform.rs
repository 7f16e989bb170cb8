//! Figures about the portal itself.

use std::collections::BTreeSet;

use super::group::{Figure, Obs, Plan, estimated};
use super::people::origin;
use super::{By, Estimate, Given, Group, Inputs, Kpi, Origin, Point, Settings, definition};
use crate::aggregate::{Aggregate, Cell};
use crate::rows::Contribution;
use crate::stats::{mean, wilson};
use crate::{Day, Milli};

/// The figures that the inputs allow.
pub(super) fn compute(inputs: &Inputs<'_>, settings: &Settings) -> Vec<Kpi> {
    let mut kpis = Vec::new();
    if let Some(plugins) = inputs.plugins {
        kpis.extend(plugins_of_teams(plugins, settings));
    }
    if let Some(contributions) = inputs.contributions {
        kpis.extend(outside(contributions, settings));
    }
    if let Some(events) = inputs.events {
        kpis.push(active(events, settings));
        kpis.push(daily(events));
        kpis.push(views(events));
    }
    kpis
}

fn counted(value: Milli, n: usize) -> Estimate {
    Estimate { value: Some(value), low: None, high: None, n: n as u32 }
}

/// A figure that is one count of today.
fn count(id: &str, now: Estimate, groups: Vec<Group>, rows: usize, settings: &Settings) -> Kpi {
    let as_of = settings.zone.start(settings.to.plus(1));
    Kpi {
        id: id.to_owned(),
        now,
        before: Estimate::default(),
        months: Vec::new(),
        groups,
        origins: vec![Origin {
            name: "Manifests of plugins".to_owned(),
            rows: rows as u32,
            broken: 0,
            as_of,
        }],
        notes: Vec::new(),
    }
}

fn plugins_of_teams(plugins: &[(String, String)], settings: &Settings) -> Vec<Kpi> {
    let owners: BTreeSet<&str> = plugins.iter().map(|(_, team)| team.as_str()).collect();
    let with = settings.teams.iter().filter(|team| owners.contains(team.as_str())).count();
    let all = settings.teams.len();
    let share = if all == 0 {
        Estimate::default()
    } else {
        counted(Milli::ratio(with as i64 * 100, all as i64), all)
    };
    let groups: Vec<Group> = owners
        .into_iter()
        .filter(|owner| !owner.is_empty())
        .map(|owner| {
            let own = plugins.iter().filter(|(_, team)| team == owner).count();
            Group {
                by: By::Team,
                name: owner.to_owned(),
                estimate: counted(Milli::whole(own as i64), own),
                withheld: false,
                months: Vec::new(),
            }
        })
        .collect();
    let total = counted(Milli::whole(plugins.len() as i64), plugins.len());
    vec![
        count("teams-with-plugin", share, Vec::new(), plugins.len(), settings),
        count("plugins", total, groups, plugins.len(), settings),
    ]
}

fn outside(contributions: Given<'_, Contribution>, settings: &Settings) -> Option<Kpi> {
    let observations = contributions.rows.iter().map(|change| Obs {
        team: &change.team,
        aspect: &change.plugin,
        flag: change.team != settings.central,
        ..Obs::on(settings.zone.day(change.at))
    });
    let figure: Figure<'_> = &|of, _| {
        let outside = of.iter().filter(|one| one.flag).count();
        wilson(outside as u64, of.len() as u64).map(|share| (share.times(100.0), of.len()))
    };
    let definition = definition("outside-share")?;
    let plan = Plan { definition, settings, by: &[By::Aspect], people: false };
    let origins = vec![origin(contributions, |row| Some(row.at))];
    let mut kpi = plan.make(observations.collect(), origins, figure);
    kpi.notes.push(format!("The central team is {}.", settings.central));
    Some(kpi)
}

fn of_events(events: &Aggregate) -> Vec<Origin> {
    vec![Origin {
        name: events.source.name.clone(),
        rows: u32::try_from(events.source.events).unwrap_or(u32::MAX),
        broken: u32::try_from(events.source.broken).unwrap_or(u32::MAX),
        as_of: events.source.as_of,
    }]
}

/// Months of the file, with a figure of each.
fn by_month(events: &Aggregate, figure: impl Fn(usize, Day) -> Estimate) -> Vec<Point> {
    let mut month = events.all.months.from;
    let mut points = Vec::new();
    for at in 0..events.all.months.len() {
        points.push(Point { from: month, estimate: figure(at, month) });
        month = month.next_month();
    }
    points
}

/// Daily active users: the mean of the workdays.
fn daily(events: &Aggregate) -> Kpi {
    let days = &events.all.days;
    let between = |from: Day, end: Day| {
        let people: Vec<f64> = days
            .users
            .iter()
            .enumerate()
            .filter(|(at, _)| {
                let day = days.from.plus(*at as i32);
                day >= from && day < end && day.is_workday()
            })
            .filter_map(|(_, cell)| cell.get().map(|people| people as f64))
            .collect();
        mean(&people).map(|found| estimated(found, people.len())).unwrap_or_default()
    };
    let end = events.to.plus(1);
    Kpi {
        id: "dau".to_owned(),
        now: between(end.plus(-28), end),
        before: between(end.plus(-56), end.plus(-28)),
        months: by_month(events, |_, month| between(month, month.next_month())),
        groups: Vec::new(),
        origins: of_events(events),
        notes: Vec::new(),
    }
}

/// Page views.
fn views(events: &Aggregate) -> Kpi {
    let shown = |cell: Option<Cell>| match cell.and_then(Cell::get) {
        Some(views) => counted(Milli::whole(views), usize::try_from(views).unwrap_or(0)),
        None => Estimate::default(),
    };
    let window = events.last(28);
    let compared = window.filter(|window| window.compared);
    Kpi {
        id: "page-views".to_owned(),
        now: shown(window.map(|window| window.views.now)),
        before: shown(compared.map(|window| window.views.before)),
        months: by_month(events, |at, _| shown(events.all.months.views.get(at).copied())),
        groups: Vec::new(),
        origins: of_events(events),
        notes: Vec::new(),
    }
}

/// Monthly active users, from the file of aggregated events.
fn active(events: &Aggregate, settings: &Settings) -> Kpi {
    let engineers = i64::from(settings.engineers);
    let estimate = |people: Option<Cell>| {
        let Some(people) = people.and_then(|cell| cell.get()) else {
            return Estimate::default();
        };
        let value = if engineers > 0 {
            Milli::ratio(people * 100, engineers)
        } else {
            Milli::whole(people)
        };
        counted(value, usize::try_from(people).unwrap_or(0))
    };
    let mau = &events.all.mau;
    let last = mau.len().checked_sub(1);
    let months = by_month(events, |at, _| estimate(events.all.months.users.get(at).copied()));
    let teams = events.teams.iter().map(|team| {
        let people = team.mau.last().copied();
        // Of a team the number is not known, so this is a count even where the total is a share.
        let shown = people.and_then(|cell| cell.get());
        Group {
            by: By::Team,
            name: team.name.clone(),
            estimate: shown.map_or_else(Estimate::default, |people| {
                counted(Milli::whole(people), usize::try_from(people).unwrap_or(0))
            }),
            withheld: people == Some(Cell::WITHHELD),
            months: Vec::new(),
        }
    });
    let mut notes =
        vec!["Teams are people, not shares: how many each has is not known.".to_owned()];
    if engineers == 0 {
        notes.push("The number of engineers is not known: this is people, not a share.".to_owned());
    }
    Kpi {
        id: "mau".to_owned(),
        now: estimate(last.and_then(|at| mau.get(at)).copied()),
        before: estimate(last.and_then(|at| mau.get(at.checked_sub(28)?)).copied()),
        months,
        groups: teams.collect(),
        origins: of_events(events),
        notes,
    }
}
