//! The last step: one order, and each entity once.

use super::files::Files;
use super::{Assembled, Found};
use crate::finding::{Finding, Mark};
use crate::record::{Issue, Record, Severity};
use std::collections::HashMap;

pub(super) fn in_order(
    files: &Files,
    mut found: Vec<Found>,
    mut issues: Vec<(usize, Issue)>,
) -> Assembled {
    let ranks = files.ranks();
    let rank = |file: usize| ranks.get(file).copied().unwrap_or(usize::MAX);
    // Stable, so that the items of a page, which have no lines, stay in their order.
    found.sort_by_key(|found| (rank(found.file), found.record.place.line));

    let mut seen = HashMap::with_capacity(found.len());
    let mut kept: Vec<Found> = Vec::with_capacity(found.len());
    for next in found {
        match seen.get(&next.record.entity).and_then(|index: &usize| kept.get(*index)) {
            // Pages of an API are read one after the other, and an entity can move between them.
            Some(first) if first.api && next.api && first.record.source == next.record.source => {}
            Some(first) => issues.push((next.file, repeated(&first.record, &next.record))),
            None => {
                seen.insert(next.record.entity.clone(), kept.len());
                kept.push(next);
            }
        }
    }
    issues.sort_by_key(|(file, issue)| (rank(*file), issue.place.line, issue.place.column));
    Assembled {
        records: kept.into_iter().map(|found| found.record).collect(),
        issues: issues.into_iter().map(|(_, issue)| issue).collect(),
    }
}

fn repeated(first: &Record, second: &Record) -> Issue {
    let place = &first.place;
    let line = if place.line > 0 { format!(", line {}", place.line) } else { String::new() };
    let (severity, rule, help) = if first.source == second.source {
        (
            Severity::Error,
            "entity-duplicate",
            "Remove one of the two, or give it another name or namespace. Until then the first one is shown.",
        )
    } else {
        (
            Severity::Warning,
            "entity-in-two-sources",
            "Keep it in one source. Until then the one of the first source is shown.",
        )
    };
    let mark = Mark { line: second.place.line, column: second.place.column };
    let message = format!("{} is already described in {}{line}.", second.entity, place.file);
    let finding = Finding::new(severity, rule, (mark, ""), message, help);
    finding.issue(second.source, &second.place.file, Some(&second.entity.to_string()))
}
