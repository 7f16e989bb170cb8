//! What the gallery shows of the plugin: findings in figures and over time, and what is said
//! without any.

use super::cards::off_words;
use super::model::{Finding, Severity};
use super::pages::{chart, compared};
use super::parts::{figures, no_sources, none_open};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "security-findings",
    name: "Security: findings",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "What scanners found, how bad it is, and what mends it.",
    when_not: "Failing builds and alerts: those have cards of their own.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "figures", title: "In figures", view: some },
    Example { id: "undated", title: "Of unknown age and without a fix", view: undated },
    Example { id: "trend", title: "Over time", view: trend },
    Example { id: "none", title: "Nothing is open", view: none_open },
    Example { id: "off", title: "Nothing is switched on", view: off_words },
    Example { id: "no-sources", title: "No scanner in portal.json", view: no_sources },
];

fn some() -> AnyView {
    let finding = |severity, fix: &str| Finding {
        severity,
        fix: fix.to_owned(),
        since: instant("2026-06-14T08:12:30Z"),
        ..Finding::default()
    };
    figures(&[
        finding(Severity::Critical, "Update openssl to 3.0.9"),
        finding(Severity::High, ""),
        finding(Severity::High, "Update ring to 0.18"),
        finding(Severity::Medium, ""),
        finding(Severity::Unknown, ""),
    ])
}

fn undated() -> AnyView {
    figures(&[Finding { severity: Severity::Low, ..Finding::default() }])
}

fn trend() -> AnyView {
    let points = [
        ("2026-09-01".to_owned(), [0, 3, 6, 2, 0]),
        ("2026-09-08".to_owned(), [1, 3, 6, 2, 0]),
        ("2026-09-15".to_owned(), [0, 2, 5, 2, 0]),
    ];
    let [first, _, last] = &points;
    chart(&points, &compared(first, last))
}
