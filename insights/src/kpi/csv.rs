//! A figure as a table for a spreadsheet.

use super::{By, Estimate, Kpi, Method, definition};
use crate::csv::write;
use crate::time::rfc3339;
use crate::{Day, Milli};

/// All that is known of a figure: now, before, each month, each group. Withheld figures are empty
/// and say so.
#[must_use]
pub fn csv(kpi: &Kpi) -> String {
    let mut out = String::new();
    write(
        &mut out,
        &[
            "kpi", "formula", "split", "name", "from", "value", "low", "high", "n", "method",
            "note", "source", "as of",
        ],
    );
    let definition = definition(&kpi.id);
    let title = definition.map_or(kpi.id.as_str(), |one| one.title);
    let formula = definition.map(|one| one.formula).unwrap_or_default();
    let method = definition.map_or("", |one| one.method.name());
    let source: Vec<&str> = kpi.origins.iter().map(|origin| origin.name.as_str()).collect();
    let source = source.join("; ");
    let as_of = kpi.origins.iter().map(|origin| origin.as_of).max().map(rfc3339);
    let mut line = |split: &str, name: &str, from: Option<Day>, of: &Estimate, note: &str| {
        let number = |value: Option<Milli>| value.map(Milli::exact).unwrap_or_default();
        write(
            &mut out,
            &[
                title,
                formula,
                split,
                name,
                &from.map(Day::iso).unwrap_or_default(),
                &number(of.value),
                &number(of.low),
                &number(of.high),
                &of.n.to_string(),
                method,
                note,
                &source,
                as_of.as_deref().unwrap_or_default(),
            ],
        );
    };
    line("now", "", None, &kpi.now, "");
    line("before", "", None, &kpi.before, "");
    for point in &kpi.months {
        line("month", "", Some(point.from), &point.estimate, "");
    }
    for group in &kpi.groups {
        let note = if group.withheld { "withheld: too few people" } else { "" };
        line(group.by.name(), &group.name, None, &group.estimate, note);
    }
    out
}

impl Method {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Wilson => "Wilson",
            Self::Poisson => "Poisson (exact)",
            Self::Bootstrap => "Bootstrap",
            Self::OrderStatistics => "Order statistics",
            Self::StudentT => "Student's t",
            Self::None => "Full count",
        }
    }
}

impl By {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Domain => "domain",
            Self::Service => "service",
            Self::Aspect => "aspect",
        }
    }
}
