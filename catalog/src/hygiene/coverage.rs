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

/// The figures of every owner, counted in pieces.
pub struct Tally<'a> {
    catalog: &'a Catalog,
    wanted: &'a [Wanted],
    findings: &'a [Finding],
    /// The next finding, and then the next entity.
    next_finding: usize,
    next: u32,
    owners: BTreeMap<Option<Target>, Coverage>,
    marked: Vec<bool>,
    lacks: Vec<usize>,
}

impl<'a> Tally<'a> {
    /// A tally of the findings of a survey with these annotations.
    #[must_use]
    pub fn new(catalog: &'a Catalog, wanted: &'a [Wanted], findings: &'a [Finding]) -> Self {
        Self {
            catalog,
            wanted,
            findings,
            next_finding: 0,
            next: 0,
            owners: BTreeMap::new(),
            marked: vec![false; catalog.len()],
            lacks: vec![0; catalog.len()],
        }
    }

    /// Counts so many findings or entities more; false when everything is counted.
    pub fn read(&mut self, most: u32) -> bool {
        let rest = self.findings.get(self.next_finding..).unwrap_or_default();
        if !rest.is_empty() {
            let piece = rest.iter().take(most as usize);
            self.next_finding += piece.len();
            piece.for_each(|finding| self.finding(finding));
            return true;
        }
        let end = self.next.saturating_add(most).min(self.catalog.columns.entities());
        (self.next..end).for_each(|number| self.entity(Ix(number)));
        let is_more = self.next < end;
        self.next = end;
        is_more
    }

    /// The figures, worst first: lowest share of facts, then most findings. What a complete entity
    /// states: a description, an owner that exists, a system if it is a component, an API or a
    /// resource, a lifecycle if it is a component or an API, and the annotations that are wanted
    /// of it. Owners of what has no owner by its format are not among them.
    #[must_use]
    pub fn finish(self) -> Vec<Coverage> {
        let with_owner = self.owners.into_iter();
        let mut list: Vec<Coverage> =
            with_owner.map(|(owner, figures)| Coverage { owner, ..figures }).collect();
        list.sort_by_key(|figures| (figures.percent(), usize::MAX - figures.total()));
        list
    }

    fn of_owner(&mut self, ix: Ix) -> &mut Coverage {
        let owner = self.catalog.entry(ix).owner().map(|owner| owner.target());
        self.owners.entry(owner).or_default()
    }

    fn finding(&mut self, finding: &Finding) {
        let Some(ix) = finding.entity.filter(|ix| needs_owner(self.catalog.entry(*ix).kind()))
        else {
            return;
        };
        if let Some(is_marked) = self.marked.get_mut(ix.0 as usize) {
            *is_marked = true;
        }
        let kind = finding.what.kind();
        if kind == Kind::Annotation
            && let Some(count) = self.lacks.get_mut(ix.0 as usize)
        {
            *count += 1;
        }
        if let Some(count) = self.of_owner(ix).findings.get_mut(kind as usize) {
            *count += 1;
        }
    }

    fn entity(&mut self, ix: Ix) {
        let entry = self.catalog.entry(ix);
        let kind = entry.kind();
        if !needs_owner(kind) {
            return;
        }
        let is_part = matches!(kind, "component" | "api" | "resource");
        let facts = [
            Some(entry.description().is_some()),
            Some(entry.owner().is_some_and(|owner| owner.entity().is_some())),
            is_part.then(|| entry.system().is_some()),
            matches!(kind, "component" | "api").then(|| entry.lifecycle().is_some()),
        ];
        let is_clean = self.marked.get(ix.0 as usize) != Some(&true);
        let asked = self.wanted.iter().filter(|wanted| wanted.fits(self.catalog, ix)).count();
        let lacking = self.lacks.get(ix.0 as usize).copied().unwrap_or(0);
        let stated = facts.iter().flatten().filter(|is_stated| **is_stated).count();
        let figures = self.of_owner(ix);
        figures.entities += 1;
        figures.clean += usize::from(is_clean);
        figures.facts += facts.iter().flatten().count() + asked;
        figures.stated += stated + asked.saturating_sub(lacking);
    }
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
        let findings = survey.finish();
        let mut tally = Tally::new(&catalog, &[], &findings);
        while tally.read(2) {}
        let list = tally.finish();
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
