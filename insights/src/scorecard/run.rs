//! Running a scorecard over entities, and summing what came out.

use std::collections::BTreeMap;

use super::{Condition, Exemption, Mistake, Progress, Scorecard, Subject};
use crate::{Day, Milli};

/// How one check came out for one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Met.
    Met,
    /// Not met.
    Failed,
    /// Not met, and a fact that it asks for is missing: look at the source first.
    NoData,
    /// Does not have to be met for now.
    Exempt,
    /// The condition has a mistake, so nobody can meet it. Counts nowhere.
    Broken,
}

/// How an entity came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// Its reference.
    pub reference: String,
    /// Its owner; may be empty.
    pub owner: String,
    /// The team that owns it; empty when nobody or one person does.
    pub team: String,
    /// Its domain; may be empty.
    pub domain: String,
    /// One outcome per check, in the order of the scorecard.
    pub outcomes: Vec<Outcome>,
    /// Weights met over weights that count, in percent; `None` when nothing counts.
    pub score: Option<Milli>,
    /// Place of its level in [`Scorecard::levels`], from 0; `None` when it is below the lowest.
    pub level: Option<usize>,
}

/// How all came out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// One per entity that the scorecard is about, in the order given.
    pub entities: Vec<Scored>,
    /// Checks whose condition has a mistake: id and mistake. The id is empty for `applies`.
    pub mistakes: Vec<(String, Mistake)>,
    /// How its campaigns stand.
    pub campaigns: Vec<Progress>,
}

/// A sum over some entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// The team, domain or whatever was summed by; empty for entities that say none.
    pub name: String,
    /// How many entities.
    pub entities: u32,
    /// The mean of their scores in percent.
    pub score: Option<Milli>,
    /// How many are on each level; the first number is of those below the lowest.
    pub levels: Vec<u32>,
    /// How many meet each check, of how many that count.
    pub checks: Vec<(u32, u32)>,
}

/// A check with its condition parsed.
struct Ready<'s> {
    condition: Option<Condition>,
    level: usize,
    weight: u32,
    /// Entities that are exempt from it, sorted.
    exempt: Vec<&'s str>,
}

/// Runs a scorecard on a day.
#[must_use]
pub fn run(scorecard: &Scorecard, subjects: &[&dyn Subject], today: Day) -> Results {
    let mut results = Results::default();
    let applies = match scorecard.applies.trim() {
        "" => "kind == \"Component\"",
        other => other,
    };
    let applies = match Condition::parse(applies) {
        Ok(condition) => condition,
        Err(mistake) => {
            results.mistakes.push((String::new(), mistake));
            return results;
        }
    };
    let checks: Vec<Ready<'_>> =
        scorecard.checks.iter().map(|check| ready(scorecard, check, today, &mut results)).collect();
    for subject in subjects.iter().filter(|subject| applies.ask(**subject).0) {
        results.entities.push(score(*subject, &checks, scorecard.levels.len()));
    }
    results.campaigns = campaigns(scorecard, &results.entities, today);
    results
}

fn ready<'s>(
    scorecard: &'s Scorecard,
    check: &super::Check,
    today: Day,
    results: &mut Results,
) -> Ready<'s> {
    let condition = Condition::parse(&check.condition);
    let holds = |exemption: &&Exemption| {
        let current = Day::read(&exemption.until).is_some_and(|until| today <= until);
        current && (exemption.check.is_empty() || exemption.check == check.id)
    };
    let mut exempt: Vec<&str> =
        scorecard.exemptions.iter().filter(holds).map(|one| one.entity.as_str()).collect();
    exempt.sort_unstable();
    let condition = match condition {
        Ok(condition) => Some(condition),
        Err(mistake) => {
            results.mistakes.push((check.id.clone(), mistake));
            None
        }
    };
    Ready {
        condition,
        level: scorecard.levels.iter().position(|level| *level == check.level).unwrap_or(0),
        weight: check.weight.max(1),
        exempt,
    }
}

fn score(subject: &dyn Subject, checks: &[Ready<'_>], levels: usize) -> Scored {
    let reference = subject.reference().into_owned();
    let (mut met, mut of) = (0i64, 0i64);
    // The lowest level with a check that is not met.
    let mut stop = levels;
    let outcomes = checks
        .iter()
        .map(|check| {
            let outcome = outcome(subject, &reference, check);
            match outcome {
                Outcome::Met => {
                    met += i64::from(check.weight);
                    of += i64::from(check.weight);
                }
                Outcome::Failed | Outcome::NoData => {
                    of += i64::from(check.weight);
                    stop = stop.min(check.level);
                }
                Outcome::Exempt | Outcome::Broken => {}
            }
            outcome
        })
        .collect();
    let field = |name: &str| subject.field(name).unwrap_or_default().to_owned();
    Scored {
        reference,
        owner: field("owner"),
        team: subject.team().unwrap_or_default().to_owned(),
        domain: field("domain"),
        outcomes,
        score: (of > 0).then(|| Milli::ratio(met * 100, of)),
        level: stop.checked_sub(1),
    }
}

fn outcome(subject: &dyn Subject, reference: &str, check: &Ready<'_>) -> Outcome {
    if check.exempt.binary_search(&reference).is_ok() {
        return Outcome::Exempt;
    }
    match check.condition.as_ref().map(|condition| condition.ask(subject)) {
        None => Outcome::Broken,
        Some((true, _)) => Outcome::Met,
        Some((false, true)) => Outcome::NoData,
        Some((false, false)) => Outcome::Failed,
    }
}

fn campaigns(scorecard: &Scorecard, entities: &[Scored], today: Day) -> Vec<Progress> {
    scorecard
        .campaigns
        .iter()
        .map(|campaign| {
            let places: Vec<usize> = scorecard
                .checks
                .iter()
                .enumerate()
                .filter(|(_, check)| campaign.checks.contains(&check.id))
                .map(|(place, _)| place)
                .collect();
            let (mut met, mut of) = (0, 0);
            for entity in entities {
                let wanted: Vec<Outcome> = places
                    .iter()
                    .filter_map(|place| entity.outcomes.get(*place).copied())
                    .filter(|outcome| !matches!(outcome, Outcome::Exempt | Outcome::Broken))
                    .collect();
                if !wanted.is_empty() {
                    of += 1;
                    met += u32::from(wanted.iter().all(|outcome| *outcome == Outcome::Met));
                }
            }
            let due = Day::read(&campaign.due);
            Progress {
                title: campaign.title.clone(),
                due,
                days_left: due.map_or(0, |due| due.0 - today.0),
                met,
                of,
                share: Milli::ratio(i64::from(met) * 100, i64::from(of)),
            }
        })
        .collect()
}

impl Results {
    /// Adds the results of more entities of the same scorecard on the same day, so that many
    /// entities can be run a few at a time.
    pub fn join(&mut self, more: Self) {
        if self.entities.is_empty() && self.campaigns.is_empty() {
            *self = more;
            return;
        }
        self.entities.extend(more.entities);
        for (mine, theirs) in self.campaigns.iter_mut().zip(more.campaigns) {
            mine.met += theirs.met;
            mine.of += theirs.of;
            mine.share = Milli::ratio(i64::from(mine.met) * 100, i64::from(mine.of));
        }
    }

    /// Sums by anything that an entity says, such as `|entity| &entity.team`, by name.
    #[must_use]
    pub fn by(&self, scorecard: &Scorecard, of: impl Fn(&Scored) -> &str) -> Vec<Sum> {
        let mut parts: BTreeMap<&str, Vec<&Scored>> = BTreeMap::new();
        for entity in &self.entities {
            parts.entry(of(entity)).or_default().push(entity);
        }
        parts.into_iter().map(|(name, entities)| sum(scorecard, name, &entities)).collect()
    }

    /// The sum of all.
    #[must_use]
    pub fn all(&self, scorecard: &Scorecard) -> Sum {
        sum(scorecard, "", &self.entities.iter().collect::<Vec<_>>())
    }
}

fn sum(scorecard: &Scorecard, name: &str, entities: &[&Scored]) -> Sum {
    let mut sum = Sum {
        name: name.to_owned(),
        entities: entities.len() as u32,
        score: None,
        levels: vec![0; scorecard.levels.len() + 1],
        checks: vec![(0, 0); scorecard.checks.len()],
    };
    let (mut scores, mut scored) = (0i64, 0i64);
    for entity in entities {
        if let Some(score) = entity.score {
            scores += score.0;
            scored += 1;
        }
        let place = entity.level.map_or(0, |level| level + 1);
        if let Some(count) = sum.levels.get_mut(place) {
            *count += 1;
        }
        for (outcome, count) in entity.outcomes.iter().zip(&mut sum.checks) {
            match outcome {
                Outcome::Met => *count = (count.0 + 1, count.1 + 1),
                Outcome::Failed | Outcome::NoData => count.1 += 1,
                Outcome::Exempt | Outcome::Broken => {}
            }
        }
    }
    sum.score = (scored > 0).then(|| Milli(scores / scored));
    sum
}
