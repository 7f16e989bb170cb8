//! Domains that differ from all the others.

use super::{About, Notable};
use crate::Milli;
use crate::kpi::{By, Definition, Group, Report, definition};

/// Fewer domains say nothing about what is usual.
const LEAST: usize = 3;

/// A figure in which a domain differs.
struct Apart {
    definition: &'static Definition,
    value: Milli,
    others: (Milli, Milli),
    is_less: bool,
}

/// Domains whose whole interval lies beyond half, or twice, of the intervals of all other domains.
/// Each is named once, with all of its figures: a question to ask there, never a mark.
#[must_use]
pub fn differing(report: &Report) -> Vec<Notable> {
    let mut found: Vec<(String, Vec<Apart>)> = Vec::new();
    for kpi in &report.kpis {
        let Some(definition) = definition(&kpi.id) else { continue };
        let domains: Vec<&Group> =
            kpi.groups.iter().filter(|group| group.by == By::Domain).collect();
        for domain in &domains {
            let Some(apart) = apart(definition, domain, &domains) else { continue };
            match found.iter_mut().find(|(name, _)| *name == domain.name) {
                Some((_, all)) => all.push(apart),
                None => found.push((domain.name.clone(), vec![apart])),
            }
        }
    }
    found.into_iter().filter_map(|(name, all)| notable(name, &all)).collect()
}

fn apart(definition: &'static Definition, one: &Group, all: &[&Group]) -> Option<Apart> {
    let ends = |group: &Group| {
        let estimate = group.estimate;
        Some((estimate.value?, estimate.low.or(estimate.value)?, estimate.high.or(estimate.value)?))
    };
    let (value, low, high) = ends(one)?;
    let others: Vec<(Milli, Milli, Milli)> =
        all.iter().filter(|other| other.name != one.name).filter_map(|other| ends(other)).collect();
    if others.len() + 1 < LEAST {
        return None;
    }
    let lowest = others.iter().map(|(_, low, _)| low.0).min()?;
    let highest = others.iter().map(|(.., high)| high.0).max()?;
    let is_less = high.0.saturating_mul(2) < lowest;
    let is_more = low.0 > highest.saturating_mul(2) && highest > 0;
    (is_less || is_more).then_some(())?;
    let values = || others.iter().map(|(value, ..)| *value);
    Some(Apart { definition, value, others: (values().min()?, values().max()?), is_less })
}

fn notable(name: String, all: &[Apart]) -> Option<Notable> {
    // The plainest figure leads: one of which neither way is good is a question and no mark.
    let first = all.iter().find(|one| one.definition.id == "merges").or(all.first())?;
    let word = if first.is_less { "far below" } else { "far above" };
    let say = |one: &Apart| {
        let unit = one.definition.unit;
        let (low, high) = one.others;
        let elsewhere = match low == high {
            true => unit.words(low),
            false => format!("{} to {}", unit.words(low), unit.words(high)),
        };
        format!("{}: {}, elsewhere {elsewhere}.", one.definition.title, unit.words(one.value))
    };
    let mut text: Vec<String> = vec![say(first)];
    text.extend(all.iter().filter(|one| one.definition.id != first.definition.id).map(say));
    text.push("A question to ask there, not a mark.".to_owned());
    Some(Notable {
        title: format!("{name}: {} {word} elsewhere", lower(first.definition.title)),
        about: About::Domain(name, first.definition.id),
        text,
        good: None,
    })
}

/// A title within a sentence.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kpi::Estimate;

    fn group(name: &str, low: i64, value: i64, high: i64) -> Group {
        let estimate = Estimate {
            value: Some(Milli(value)),
            low: Some(Milli(low)),
            high: Some(Milli(high)),
            n: 9,
        };
        let name = name.to_owned();
        Group { by: By::Domain, name, estimate, withheld: false, months: Vec::new() }
    }

    #[test]
    fn only_an_interval_beyond_all_others_differs() {
        let merges = definition("merges").unwrap();
        let all = [group("a", 53, 57, 62), group("b", 266, 275, 285), group("c", 203, 214, 226)];
        let refs: Vec<&Group> = all.iter().collect();
        let found = apart(merges, &all[0], &refs).unwrap();
        assert!(found.is_less);
        assert_eq!(found.others, (Milli(214), Milli(275)));
        assert!(apart(merges, &all[1], &refs).is_none());
        let two: Vec<&Group> = all.iter().take(2).collect();
        assert!(apart(merges, &all[0], &two).is_none(), "two say nothing about what is usual");
    }
}
