//! Figures about how it is to work here: onboarding, merges, switching, breadth, the survey.

use std::collections::{HashMap, HashSet};

use super::group::{Figure, Found, Obs, Plan, Span};
use super::{By, Given, Inputs, Kpi, Origin, Settings, definition};
use crate::rows::{Joiner, JourneyStep, PullRequest, SurveyAnswer};
use crate::stats::{bootstrap, mean, poisson, survival};
use crate::time::DAY_MS;

/// Which merged pull request ends the onboarding.
const TENTH: usize = 10;

/// The figures that the inputs allow.
pub(super) fn compute(inputs: &Inputs<'_>, settings: &Settings) -> Vec<Kpi> {
    let mut kpis = Vec::new();
    if let (Some(joiners), Some(pulls)) = (inputs.joiners, inputs.pull_requests) {
        kpis.extend(onboarding(joiners, pulls, settings));
    }
    if let Some(pulls) = inputs.pull_requests {
        kpis.extend(merges(pulls, settings));
    }
    if let Some(journeys) = inputs.journeys {
        kpis.extend(switching(journeys, settings));
    }
    if let Some(pulls) = inputs.pull_requests {
        kpis.extend(breadth(pulls, settings));
    }
    if let Some(answers) = inputs.answers {
        kpis.extend(survey(answers, settings));
    }
    kpis
}

/// Where rows are from, with the moment of the last one.
pub(super) fn origin<T>(given: Given<'_, T>, at: impl Fn(&T) -> Option<i64>) -> Origin {
    Origin {
        name: given.name.to_owned(),
        rows: given.rows.len() as u32,
        broken: given.broken,
        as_of: given.rows.iter().filter_map(at).max().unwrap_or_default(),
    }
}

/// When a person's merges were, in order.
fn merged_by_person(pulls: &[PullRequest]) -> HashMap<u64, Vec<i64>> {
    let mut merged: HashMap<u64, Vec<i64>> = HashMap::new();
    for pull in pulls.iter().filter(|pull| !pull.bot) {
        if let (Some(author), Some(at)) = (pull.author, pull.merged) {
            merged.entry(author.0).or_default().push(at);
        }
    }
    merged.values_mut().for_each(|times| times.sort_unstable());
    merged
}

fn onboarding(
    joiners: Given<'_, Joiner>,
    pulls: Given<'_, PullRequest>,
    settings: &Settings,
) -> Option<Kpi> {
    let merged = merged_by_person(pulls.rows);
    let end = settings.zone.start(settings.to.plus(1));
    let observations = joiners.rows.iter().filter_map(|joiner| {
        let person = joiner.person?.0;
        let tenth = merged
            .get(&person)
            .and_then(|times| times.iter().filter(|at| **at >= joiner.started).nth(TENTH - 1))
            .filter(|at| **at < end);
        let until = tenth.copied().unwrap_or(end);
        Some(Obs {
            person,
            team: &joiner.team,
            domain: &joiner.domain,
            value: ((until - joiner.started).max(0)) as f64 / DAY_MS as f64,
            flag: tenth.is_some(),
            ..Obs::on(settings.zone.day(joiner.started))
        })
    });
    let plan = Plan {
        definition: definition("onboarding")?,
        settings,
        by: &[By::Domain, By::Team],
        people: true,
    };
    let figure: Figure<'_> = &|of, _| {
        let times: Vec<(f64, bool)> = of.iter().map(|one| (one.value, one.flag)).collect();
        survival(&times).map(|found| (found, times.len()))
    };
    let origins = vec![origin(joiners, |row| Some(row.started)), origin(pulls, |row| row.merged)];
    let mut kpi = plan.make(observations.collect(), origins, figure);
    kpi.notes.push("Months and spans are those in which people joined.".to_owned());
    Some(kpi)
}

/// Merged pull requests of people as observations.
fn merged<'i>(pulls: Given<'i, PullRequest>, settings: &Settings) -> Vec<Obs<'i>> {
    pulls
        .rows
        .iter()
        .filter(|pull| !pull.bot)
        .filter_map(|pull| {
            Some(Obs {
                person: pull.author?.0,
                team: &pull.team,
                domain: &pull.domain,
                service: &pull.component,
                ..Obs::on(settings.zone.day(pull.merged?))
            })
        })
        .collect()
}

fn people(of: &[Obs<'_>]) -> usize {
    of.iter().map(|one| one.person).collect::<HashSet<u64>>().len()
}

fn merges(pulls: Given<'_, PullRequest>, settings: &Settings) -> Option<Kpi> {
    let definition = definition("merges")?;
    let plan = Plan { definition, settings, by: &[By::Domain, By::Team], people: true };
    let figure: Figure<'_> = &|of, span| {
        let people = people(of);
        (people > 0).then(|| {
            let rate = poisson(of.len() as u64).times(1.0 / (people as f64 * span.workdays()));
            (rate, of.len())
        })
    };
    let mut kpi = plan.make(merged(pulls, settings), vec![origin(pulls, |row| row.merged)], figure);
    let machines = pulls.rows.iter().filter(|pull| pull.bot).count();
    if machines > 0 {
        kpi.notes.push(format!("{machines} pull requests of machines are left out."));
    }
    Some(kpi)
}

fn breadth(pulls: Given<'_, PullRequest>, settings: &Settings) -> Option<Kpi> {
    let definition = definition("t-shape")?;
    let plan = Plan { definition, settings, by: &[By::Team], people: true };
    let figure: Figure<'_> = &|of, _| {
        let mut pairs: Vec<(u64, &str)> = of.iter().map(|one| (one.person, one.domain)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let domains: Vec<f64> =
            pairs.chunk_by(|a, b| a.0 == b.0).map(|of| of.len() as f64).collect();
        averaged(&domains)
    };
    let all = merged(pulls, settings);
    let known: Vec<Obs<'_>> = all.iter().filter(|one| !one.domain.is_empty()).copied().collect();
    let left_out = all.len() - known.len();
    let mut kpi = plan.make(known, vec![origin(pulls, |row| row.merged)], figure);
    if left_out > 0 {
        kpi.notes.push(format!("{left_out} merges into components without a domain are left out."));
    }
    Some(kpi)
}

fn switching(journeys: Given<'_, JourneyStep>, settings: &Settings) -> Option<Kpi> {
    // One observation per job: the number of its tools, on the day it began.
    let mut jobs: HashMap<&str, (&JourneyStep, HashSet<&str>)> = HashMap::new();
    for step in journeys.rows {
        let job = jobs.entry(&step.run).or_insert_with(|| (step, HashSet::new()));
        if step.at < job.0.at {
            job.0 = step;
        }
        job.1.insert(&step.tool);
    }
    let mut runs: Vec<_> = jobs.into_iter().collect();
    // The order decides which values a bootstrap draws.
    runs.sort_by_key(|(run, (first, _))| (first.at, *run));
    let observations = runs.into_iter().map(|(_, (first, tools))| Obs {
        person: first.person.map_or(0, |person| person.0),
        team: &first.team,
        aspect: &first.job,
        value: tools.len() as f64,
        ..Obs::on(settings.zone.day(first.at))
    });
    let definition = definition("context-switching")?;
    let plan = Plan { definition, settings, by: &[By::Aspect, By::Team], people: true };
    let origins = vec![origin(journeys, |row| Some(row.at))];
    Some(plan.make(observations.collect(), origins, &means))
}

fn means(of: &[Obs<'_>], _: Span) -> Found {
    mean(&of.iter().map(|one| one.value).collect::<Vec<f64>>()).map(|found| (found, of.len()))
}

/// The mean with percentiles of a bootstrap.
pub(super) fn averaged(values: &[f64]) -> Found {
    let average = |values: &[f64]| {
        (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
    };
    bootstrap(values, &average).map(|found| (found, values.len()))
}

/// Of each person the last observation; observations come by day. All who are not known are kept.
fn last_of_each<'i>(of: &[Obs<'i>]) -> Vec<Obs<'i>> {
    let mut seen = HashSet::new();
    let mut kept: Vec<Obs<'i>> =
        of.iter().rev().filter(|one| one.person == 0 || seen.insert(one.person)).copied().collect();
    kept.reverse();
    kept
}

fn survey(answers: Given<'_, SurveyAnswer>, settings: &Settings) -> Vec<Kpi> {
    type Ask = fn(&SurveyAnswer) -> Option<u8>;
    let questions: [(&str, Ask); 4] = [
        ("enps", |answer| Some(answer.recommend)),
        ("survey-productive", |answer| answer.productive),
        ("survey-informed", |answer| answer.informed),
        ("survey-satisfied", |answer| answer.satisfied),
    ];
    let mut rows: Vec<&SurveyAnswer> = answers.rows.iter().collect();
    rows.sort_by_key(|answer| answer.at);
    let mut kpis = Vec::new();
    for (id, ask) in questions {
        let Some(definition) = definition(id) else { continue };
        let observations: Vec<Obs<'_>> = rows
            .iter()
            .filter_map(|answer| {
                Some(Obs {
                    person: answer.person.map_or(0, |person| person.0),
                    team: &answer.team,
                    value: f64::from(ask(answer)?),
                    ..Obs::on(settings.zone.day(answer.at))
                })
            })
            .collect();
        let plan = Plan { definition, settings, by: &[By::Team], people: true };
        let figure: Figure<'_> = if id == "enps" {
            &|of, _| {
                let points: Vec<f64> =
                    last_of_each(of).iter().map(|one| points(one.value)).collect();
                averaged(&points)
            }
        } else {
            &|of, span| means(&last_of_each(of), span)
        };
        let origins = vec![origin(answers, |row| Some(row.at))];
        kpis.push(plan.make(observations, origins, figure));
    }
    kpis
}

/// What an answer adds to the score: 9 and 10 promote, 0 to 6 detract.
fn points(answer: f64) -> f64 {
    if answer >= 9.0 {
        100.0
    } else if answer <= 6.0 {
        -100.0
    } else {
        0.0
    }
}
