//! Figures about delivery: deploys, recovery, and the four keys of DORA.

use std::collections::BTreeMap;

use super::group::{Figure, Found, Obs, Plan, Span};
use super::people::{averaged, origin};
use super::{By, Given, Inputs, Kpi, Settings, definition};
use crate::rows::{Deploy, Incident};
use crate::stats::{median, poisson, wilson};

const HOUR: f64 = 3_600_000.0;

const SPLITS: &[By] = &[By::Domain, By::Team, By::Service];

/// The figures that the inputs allow.
pub(super) fn compute(inputs: &Inputs<'_>, settings: &Settings) -> Vec<Kpi> {
    let mut kpis = Vec::new();
    if let Some(deploys) = inputs.deploys {
        kpis.extend(deploys_per_engineer(deploys, settings));
    }
    if let Some(incidents) = inputs.incidents {
        kpis.extend(recovery(incidents, settings));
    }
    if let Some(deploys) = inputs.deploys {
        kpis.extend(frequency(deploys, settings));
        kpis.extend(lead_time(deploys, settings));
        kpis.extend(failures(deploys, settings));
    }
    if let Some(incidents) = inputs.incidents {
        kpis.extend(deploy_recovery(incidents, settings));
    }
    kpis
}

/// Whether an environment is production: its name says so, or there is none.
fn is_production(environment: &str) -> bool {
    ["", "production", "prod", "live"].iter().any(|name| environment.eq_ignore_ascii_case(name))
}

/// Deploys to production; the flag is whether it failed, the value is the lead time in hours.
fn observed<'i>(deploys: Given<'i, Deploy>, settings: &Settings) -> Vec<Obs<'i>> {
    let production = deploys.rows.iter().filter(|deploy| is_production(&deploy.environment));
    production
        .map(|deploy| Obs {
            team: &deploy.team,
            domain: &deploy.domain,
            service: &deploy.component,
            value: deploy.committed.map_or(-1.0, |at| (deploy.at - at) as f64 / HOUR),
            flag: deploy.failed,
            ..Obs::on(settings.zone.day(deploy.at))
        })
        .collect()
}

/// Makes a figure of deploys, with a note on those to other environments.
fn of_deploys(
    id: &str,
    deploys: Given<'_, Deploy>,
    settings: &Settings,
    by: &[By],
    keep: impl Fn(&Obs<'_>) -> bool,
    figure: Figure<'_>,
) -> Option<Kpi> {
    let plan = Plan { definition: definition(id)?, settings, by, people: false };
    let all = observed(deploys, settings);
    let elsewhere = deploys.rows.len() - all.len();
    let kept: Vec<Obs<'_>> = all.into_iter().filter(|one| keep(one)).collect();
    let mut kpi = plan.make(kept, vec![origin(deploys, |row| Some(row.at))], figure);
    if elsewhere > 0 {
        kpi.notes.push(format!("{elsewhere} deploys to other environments are left out."));
    }
    Some(kpi)
}

fn deploys_per_engineer(deploys: Given<'_, Deploy>, settings: &Settings) -> Option<Kpi> {
    let engineers = f64::from(settings.engineers.max(1));
    let figure: Figure<'_> = &|of, span| {
        let exposure = engineers * span.workdays();
        (!of.is_empty()).then(|| (poisson(of.len() as u64).times(1.0 / exposure), of.len()))
    };
    // A team's or a domain's engineers are not known, so there is no split.
    let mut kpi = of_deploys("deploys", deploys, settings, &[], |one| !one.flag, figure)?;
    kpi.notes.push(if settings.engineers == 0 {
        "The number of engineers is not known: this is per workday.".to_owned()
    } else {
        format!("Divided by {} engineers, for all months.", settings.engineers)
    });
    Some(kpi)
}

fn frequency(deploys: Given<'_, Deploy>, settings: &Settings) -> Option<Kpi> {
    let figure: Figure<'_> = &|of, span| {
        let mut services: BTreeMap<&str, u64> = BTreeMap::new();
        for one in of {
            *services.entry(one.service).or_default() += 1;
        }
        // Of one service the count is what is unsure, of several the services are.
        if let (1, Some(count)) = (services.len(), services.values().next()) {
            return Some((poisson(*count).times(1.0 / span.days()), 1));
        }
        let rates: Vec<f64> = services.values().map(|count| *count as f64 / span.days()).collect();
        median(&rates).map(|found| (found, rates.len()))
    };
    of_deploys("deploy-frequency", deploys, settings, SPLITS, |_| true, figure)
}

fn middle(of: &[Obs<'_>], _: Span) -> Found {
    median(&of.iter().map(|one| one.value).collect::<Vec<f64>>()).map(|found| (found, of.len()))
}

fn lead_time(deploys: Given<'_, Deploy>, settings: &Settings) -> Option<Kpi> {
    let figure: Figure<'_> = &middle;
    of_deploys("lead-time", deploys, settings, SPLITS, |one| one.value >= 0.0, figure)
}

fn failures(deploys: Given<'_, Deploy>, settings: &Settings) -> Option<Kpi> {
    let figure: Figure<'_> = &|of, _| {
        let failed = of.iter().filter(|one| one.flag).count();
        wilson(failed as u64, of.len() as u64).map(|share| (share.times(100.0), of.len()))
    };
    of_deploys("change-failure", deploys, settings, SPLITS, |_| true, figure)
}

/// Incidents that are over; the value is how long they took in hours, the flag whether a deploy
/// caused them.
fn over<'i>(incidents: Given<'i, Incident>, settings: &Settings) -> Vec<Obs<'i>> {
    incidents
        .rows
        .iter()
        .filter_map(|incident| {
            Some(Obs {
                team: &incident.team,
                domain: &incident.domain,
                service: &incident.component,
                value: (incident.resolved? - incident.opened) as f64 / HOUR,
                flag: incident.from_deploy,
                ..Obs::on(settings.zone.day(incident.opened))
            })
        })
        .collect()
}

fn note_open(kpi: &mut Kpi, incidents: Given<'_, Incident>) {
    let open = incidents.rows.iter().filter(|incident| incident.resolved.is_none()).count();
    if open > 0 {
        kpi.notes.push(format!("{open} incidents that are not over are left out."));
    }
}

fn recovery(incidents: Given<'_, Incident>, settings: &Settings) -> Option<Kpi> {
    let plan = Plan { definition: definition("mttr")?, settings, by: SPLITS, people: false };
    let figure: Figure<'_> = &|of, _| {
        let hours: Vec<f64> = of.iter().map(|one| one.value).collect();
        averaged(&hours)
    };
    let origins = vec![origin(incidents, |row| Some(row.opened))];
    let mut kpi = plan.make(over(incidents, settings), origins, figure);
    note_open(&mut kpi, incidents);
    Some(kpi)
}

fn deploy_recovery(incidents: Given<'_, Incident>, settings: &Settings) -> Option<Kpi> {
    let plan = Plan { definition: definition("recovery")?, settings, by: SPLITS, people: false };
    let mut observations = over(incidents, settings);
    let marked = observations.iter().any(|one| one.flag);
    if marked {
        observations.retain(|one| one.flag);
    }
    let figure: Figure<'_> = &middle;
    let mut kpi = plan.make(observations, vec![origin(incidents, |row| Some(row.opened))], figure);
    if !marked {
        kpi.notes.push("No incident says that a deploy caused it: all are taken.".to_owned());
    }
    note_open(&mut kpi, incidents);
    Some(kpi)
}
