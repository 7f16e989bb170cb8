//! How complete the entities of each team are.

use super::{Finding, Kind, Wanted, needs_owner};
use crate::catalog::{Catalog, Ix, Target};
use std::collections::BTreeMap;

/// The figures of one owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// The owner; none for what nobody owns.
    pub owner: Option<Target>,
    /// Entities.
    pub entities: usize,
    /// Of those, the ones without any finding.
    pub clean: usize,
    /// Facts that its entities should state.
    pub facts: usize,
    /// Of those, the ones that they state.
    pub stated: usize,
    /// Findings of each kind, in the order of [`Kind::ALL`].
    pub findings: [usize; Kind::ALL.len()],
}

impl Coverage {
    /// How many of a hundred facts are stated.
    #[must_use]
    pub fn percent(&self) -> usize {
        (self.stated * 100).checked_div(self.facts).unwrap_or(100)
    }

    /// All findings.
    #[must_use]
    pub fn total(&self) -> usize {
        self.findings.iter().sum()
    }
}

/// The figures of every owner of something that has owners by its format, worst first: lowest
/// share of facts, then most findings. What a complete entity states: a description, an owner that
/// exists, a system if it is a component, an API or a resource, a lifecycle if it is a component or
/// an API, and the annotations that are wanted of it.
#[must_use]
pub fn coverage(catalog: &Catalog, wanted: &[Wanted], findings: &[Finding]) -> Vec<Coverage> {
    let mut all: BTreeMap<Option<Target>, Coverage> = BTreeMap::new();
    let mut marked = vec![false; catalog.len()];
    let mut lacks = vec![0_usize; catalog.len()];
    let owner = |ix: Ix| catalog.entry(ix).owner().map(|owner| owner.target());
    for finding in findings {
        let Some(ix) = finding.entity.filter(|ix| needs_owner(catalog.entry(*ix).kind())) else {
            continue;
        };
        if let Some(is_marked) = marked.get_mut(ix.0 as usize) {
            *is_marked = true;
        }
        let kind = finding.what.kind();
        if kind == Kind::Annotation
            && let Some(count) = lacks.get_mut(ix.0 as usize)
        {
            *count += 1;
        }
        if let Some(count) = all.entry(owner(ix)).or_default().findings.get_mut(kind as usize) {
            *count += 1;
        }
    }
    for ix in catalog.all() {
        let entry = catalog.entry(ix);
        let kind = entry.kind();
        if !needs_owner(kind) {
            continue;
        }
        let is_part = matches!(kind, "component" | "api" | "resource");
        let facts = [
            Some(entry.description().is_some()),
            Some(entry.owner().is_some_and(|owner| owner.entity().is_some())),
            is_part.then(|| entry.system().is_some()),
            matches!(kind, "component" | "api").then(|| entry.lifecycle().is_some()),
        ];
        let figures = all.entry(owner(ix)).or_default();
        figures.entities += 1;
        figures.clean += usize::from(marked.get(ix.0 as usize) != Some(&true));
        let asked = wanted.iter().filter(|wanted| wanted.fits(catalog, ix)).count();
        let lacking = lacks.get(ix.0 as usize).copied().unwrap_or(0);
        figures.facts += facts.iter().flatten().count() + asked;
        figures.stated += facts.iter().flatten().filter(|is_stated| **is_stated).count()
            + asked.saturating_sub(lacking);
    }
    let mut list: Vec<Coverage> =
        all.into_iter().map(|(owner, figures)| Coverage { owner, ..figures }).collect();
    list.sort_by_key(|figures| (figures.percent(), usize::MAX - figures.total()));
    list
}

#[cfg(test)]
mod tests {
    use super::super::Survey;
    use super::*;
    use crate::samples;

    #[test]
    fn a_team_is_as_complete_as_what_it_owns() {
        let catalog = samples::catalog(
            "Group crew\nGroup other\nSystem books owner:crew\n\
             Component a owner:crew system:books lifecycle:production\n\
             Component b owner:other\nComponent c",
        );
        let mut survey = Survey::new(&catalog, Vec::new());
        while survey.read(&catalog, 10) {}
        let list = coverage(&catalog, &[], &survey.finish());
        let row = |figures: &Coverage| {
            let owner = figures.owner.map_or("", |owner| catalog.target(owner).name());
            (owner.to_owned(), figures.entities, figures.stated, figures.facts)
        };
        let rows: Vec<_> = list.iter().map(row).collect();
        assert_eq!(
            rows,
            [("".into(), 1, 0, 4), ("other".into(), 1, 1, 4), ("crew".into(), 2, 4, 6)]
        );
        assert_eq!(list.iter().map(Coverage::percent).collect::<Vec<_>>(), [0, 25, 66]);
    }
}
