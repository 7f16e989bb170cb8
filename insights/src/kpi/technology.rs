//! Fragmentation: how much components differ in what they are made with.

use std::collections::BTreeMap;

use super::group::{estimated, period};
use super::{By, Estimate, Group, Inputs, Kpi, Origin, Settings, definition};
use crate::rows::Component;
use crate::stats::bootstrap;

type Aspect = fn(&Component) -> &str;

const ASPECTS: [(&str, Aspect); 5] = [
    ("language", |component| &component.language),
    ("framework", |component| &component.framework),
    ("version", |component| &component.version),
    ("CI", |component| &component.ci),
    ("deploy method", |component| &component.deploy),
];

/// The figure, if there are components.
pub(super) fn compute(inputs: &Inputs<'_>, settings: &Settings) -> Option<Kpi> {
    let given = inputs.components?;
    let definition = definition("fragmentation")?;
    let all: Vec<&Component> = given.rows.iter().collect();
    let mut groups: Vec<Group> = ASPECTS
        .iter()
        .map(|aspect| group(By::Aspect, aspect.0, estimate(&all, &[*aspect])))
        .collect();
    type Of = fn(&Component) -> &str;
    let splits: [(By, Of); 2] =
        [(By::Domain, |component| &component.domain), (By::Team, |component| &component.team)];
    for (by, of) in splits {
        let mut parts: BTreeMap<&str, Vec<&Component>> = BTreeMap::new();
        for component in given.rows {
            if !of(component).is_empty() {
                parts.entry(of(component)).or_default().push(component);
            }
        }
        groups.extend(
            parts
                .into_iter()
                .map(|(name, components)| group(by, name, estimate(&components, &ASPECTS))),
        );
    }
    let as_of = settings.zone.start(period(settings).end);
    Some(Kpi {
        id: definition.id.to_owned(),
        now: estimate(&all, &ASPECTS),
        before: Estimate::default(),
        months: Vec::new(),
        groups,
        origins: vec![Origin {
            name: given.name.to_owned(),
            rows: given.rows.len() as u32,
            broken: given.broken,
            as_of,
        }],
        notes: vec![
            "A component that does not say an aspect is left out of that aspect.".to_owned(),
        ],
    })
}

fn group(by: By, name: &str, estimate: Estimate) -> Group {
    Group { by, name: name.to_owned(), estimate, withheld: false, months: Vec::new() }
}

fn estimate(components: &[&Component], aspects: &[(&str, Aspect)]) -> Estimate {
    bootstrap(components, &|of| index(of, aspects))
        .map(|found| estimated(found, components.len()))
        .unwrap_or_default()
}

/// The mean, over aspects that at least one component says, of the chance that two draws differ.
fn index(components: &[&Component], aspects: &[(&str, Aspect)]) -> Option<f64> {
    let (mut sum, mut said) = (0.0, 0.0);
    for (_, aspect) in aspects {
        let mut values: Vec<&str> = components
            .iter()
            .map(|component| aspect(component))
            .filter(|value| !value.is_empty())
            .collect();
        if values.is_empty() {
            continue;
        }
        values.sort_unstable();
        sum += differ(&values);
        said += 1.0;
    }
    (said > 0.0).then(|| sum / said)
}

/// One minus the sum of squared shares of sorted values.
fn differ(sorted: &[&str]) -> f64 {
    let n = sorted.len() as f64;
    let squares: f64 =
        sorted.chunk_by(|a, b| a == b).map(|same| (same.len() as f64 / n).powi(2)).sum();
    1.0 - squares
}

#[cfg(test)]
mod tests {
    use super::differ;

    /// The values of `simpson` in `tests/stats.json`.
    #[test]
    fn two_draws_differ() {
        assert_eq!(differ(&["a"]), 0.0);
        assert!((differ(&["a", "a", "b", "c"]) - 0.625).abs() < 1e-12);
        assert!((differ(&["a", "a", "b", "b", "c", "c", "d", "d", "e", "e"]) - 0.8).abs() < 1e-12);
    }
}
