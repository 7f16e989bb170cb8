//! The last step: one order, and each entity once.

use super::files::Files;
use super::{Assembled, Found};
use crate::finding::{Finding, Mark, error, warning};
use crate::links::key;
use crate::numbers::Numbers;
use crate::order::{arrange, sorted};
use crate::record::{Issue, Record};
use crate::text::decimal;

pub(super) fn in_order(
    files: &Files,
    mut found: Vec<Found>,
    mut issues: Vec<(usize, Issue)>,
) -> Assembled {
    let ranks = files.ranks();
    let rank = |file: usize| ranks.get(file).copied().unwrap_or(usize::MAX);
    // Stable, so that the items of a page, which have no lines, stay in their order.
    let place = |number: u32| {
        let found = found.get(number as usize);
        found.map(|found| (rank(found.file), found.record.place.line))
    };
    let order = sorted(found.len(), &|a, b| place(a).cmp(&place(b)));

    // Numbers of those that are kept.
    let mut seen = Numbers::default();
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    arrange(&mut found, &order);
    for next in found {
        let (number, new) = seen.add(&key(&next.record.entity));
        match kept.get(number as usize) {
            _ if new => kept.push(next),
            // Pages of an API are read one after the other, and an entity can move between them.
            Some(first) if first.api && next.api && first.record.source == next.record.source => {}
            Some(first) => issues.push((next.file, repeated(&first.record, &next.record))),
            None => {}
        }
    }
    let place = |number: u32| {
        let issue = issues.get(number as usize);
        issue.map(|(file, issue)| (rank(*file), issue.place.line, issue.place.column))
    };
    let order = sorted(issues.len(), &|a, b| place(a).cmp(&place(b)));
    arrange(&mut issues, &order);
    Assembled {
        records: kept.into_iter().map(|found| found.record).collect(),
        issues: issues.into_iter().map(|(_, issue)| issue).collect(),
    }
}

fn repeated(first: &Record, second: &Record) -> Issue {
    let place = &first.place;
    let line = decimal(place.line as usize);
    let line = if place.line > 0 { [", line ", &line].concat() } else { String::new() };
    const MESSAGE: &str = "{} is already described in {}{}.";
    let rule = if first.source == second.source {
        const {
            &error(
                "entity-duplicate",
                MESSAGE,
                "Remove one of the two, or give it another name or namespace. Until then the first one is shown.",
            )
        }
    } else {
        const {
            &warning(
                "entity-in-two-sources",
                MESSAGE,
                "Keep it in one source. Until then the one of the first source is shown.",
            )
        }
    };
    let mark = Mark { line: second.place.line, column: second.place.column };
    let name = second.entity.full();
    let finding = Finding::new(rule, (mark, ""), &[&name, &place.file, &line]);
    finding.issue(second.source, &second.place.file, Some(&name))
}
