//! What is not as it should be in a catalog: entities that nobody owns, names that nothing has,
//! circles, repeats, and what nothing leads to.
//!
//! [`Survey`] looks at a few entities at a time, so that a page stays awake meanwhile.

mod circles;
mod coverage;

pub use coverage::{Coverage, Tally};

use crate::catalog::{Catalog, IssueIx, Ix, Target};
use crate::record::Severity;
use crate::relations::{CHILD_OF, DEPENDS_ON, OWNED_BY, PART_OF};
use circles::Circles;

/// A sort of finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Nobody owns it.
    Unowned,
    /// What owns it is not in the catalog.
    OwnerGone,
    /// It refers to something that is not in the catalog.
    Dangling,
    /// It depends on itself, is a part of itself or stands below itself, through others or not.
    Cyclic,
    /// It is described twice.
    Duplicate,
    /// Nothing leads to it.
    Orphaned,
    /// It lacks an annotation that it should have.
    Annotation,
    /// Its descriptor has another problem.
    Descriptor,
}

impl Kind {
    /// All of them, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Unowned,
        Self::OwnerGone,
        Self::Dangling,
        Self::Cyclic,
        Self::Duplicate,
        Self::Orphaned,
        Self::Annotation,
        Self::Descriptor,
    ];

    /// Its name in an address. Never changes: people keep links.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unowned => "unowned",
            Self::OwnerGone => "owner-gone",
            Self::Dangling => "dangling",
            Self::Cyclic => "cyclic",
            Self::Duplicate => "duplicate",
            Self::Orphaned => "orphaned",
            Self::Annotation => "annotation",
            Self::Descriptor => "descriptor",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The entity; none for what the reader refused and nobody else describes.
    pub entity: Option<Ix>,
    /// What is wrong.
    pub what: What,
}

/// What is wrong with an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Nobody owns it.
    Unowned,
    /// This owner is not in the catalog.
    OwnerGone(Target),
    /// Its relation leads to something that is not in the catalog.
    Dangling {
        /// Name of the relation.
        relation: String,
        /// The name that nothing has.
        target: Target,
    },
    /// A relation leads from the entity back to itself.
    Cyclic {
        /// Name of the relation.
        relation: &'static str,
        /// The way, from the entity to the one that leads back to it.
        way: Vec<Ix>,
    },
    /// It is described a second time: the issue says where.
    Duplicate(IssueIx),
    /// The catalog's backend says that no location names it any more, or nothing has a relation
    /// to it but its owner.
    Orphaned {
        /// Whether the backend says it.
        declared: bool,
    },
    /// It lacks the annotation of the rule with this number.
    Annotation(usize),
    /// The reader has a problem with its descriptor.
    Descriptor(IssueIx),
}

impl What {
    /// The sort of finding.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Unowned => Kind::Unowned,
            Self::OwnerGone(_) => Kind::OwnerGone,
            Self::Dangling { .. } => Kind::Dangling,
            Self::Cyclic { .. } => Kind::Cyclic,
            Self::Duplicate(_) => Kind::Duplicate,
            Self::Orphaned { .. } => Kind::Orphaned,
            Self::Annotation(_) => Kind::Annotation,
            Self::Descriptor(_) => Kind::Descriptor,
        }
    }
}

/// An annotation that entities should have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Key of the annotation.
    pub key: String,
    /// Lower-case kinds that should have it; all that need an owner when empty.
    pub kinds: Vec<String>,
    /// Types that should have it, without regard to case; all when empty.
    pub types: Vec<String>,
}

impl Wanted {
    /// Whether an entity should have it.
    fn fits(&self, catalog: &Catalog, ix: Ix) -> bool {
        let entry = catalog.entry(ix);
        let fits =
            |list: &[String], value: &str| list.iter().any(|one| one.eq_ignore_ascii_case(value));
        let kind = match self.kinds.is_empty() {
            true => needs_owner(entry.kind()),
            false => fits(&self.kinds, entry.kind()),
        };
        kind && (self.types.is_empty() || fits(&self.types, entry.spec_type().unwrap_or_default()))
    }
}

/// Kinds whose entities have an owner by their format.
#[must_use]
pub fn needs_owner(kind: &str) -> bool {
    matches!(kind, "component" | "api" | "resource" | "system" | "domain" | "template")
}

/// Annotation of a catalog's backend for entities that no location names any more.
const ORPHAN: &str = "backstage.io/orphan";

/// Relations that must not lead in circles.
const TREES: [&str; 3] = [DEPENDS_ON, PART_OF, CHILD_OF];

/// A look at everything, in pieces.
pub struct Survey {
    wanted: Vec<Wanted>,
    /// The next entity.
    next: u32,
    /// What has been looked at for circles, one relation after the other.
    circles: Vec<Circles>,
    /// Whether the issues have been read.
    has_issues: bool,
    found: Vec<Finding>,
}

impl Survey {
    /// A survey that also asks for these annotations.
    #[must_use]
    pub fn new(catalog: &Catalog, wanted: Vec<Wanted>) -> Self {
        let circles = TREES.iter().rev().map(|relation| Circles::new(catalog, relation)).collect();
        Self { wanted, next: 0, circles, has_issues: false, found: Vec::new() }
    }

    /// Looks at so many entities more; false when everything has been looked at. Always of the
    /// same catalog.
    pub fn read(&mut self, catalog: &Catalog, most: u32) -> bool {
        let end = (self.next.saturating_add(most)).min(catalog.columns.entities());
        if self.next < end {
            (self.next..end).for_each(|number| self.look(catalog, Ix(number)));
            self.next = end;
            return true;
        }
        if let Some(circles) = self.circles.last_mut() {
            if !circles.read(catalog, most) {
                let found = self.circles.pop().map(Circles::found).unwrap_or_default();
                self.found.extend(found);
            }
            return true;
        }
        if !self.has_issues {
            self.has_issues = true;
            self.issues(catalog);
        }
        false
    }

    /// What was found: by kind, then by entity.
    #[must_use]
    pub fn finish(mut self) -> Vec<Finding> {
        let mut kinds: [Vec<Finding>; Kind::ALL.len()] = Default::default();
        for finding in self.found.drain(..) {
            if let Some(kind) = kinds.get_mut(finding.what.kind() as usize) {
                kind.push(finding);
            }
        }
        // Most of them come in the order of entities, which costs nothing to see.
        for kind in &mut kinds {
            kind.sort_by_key(|finding| finding.entity.map_or(u32::MAX, |ix| ix.0));
        }
        kinds.into_iter().flatten().collect()
    }

    fn push(&mut self, ix: Ix, what: What) {
        self.found.push(Finding { entity: Some(ix), what });
    }

    fn look(&mut self, catalog: &Catalog, ix: Ix) {
        let entry = catalog.entry(ix);
        let kind = entry.kind();
        match entry.owner() {
            None if needs_owner(kind) && kind != "template" => self.push(ix, What::Unowned),
            Some(owner) if owner.entity().is_none() => {
                self.push(ix, What::OwnerGone(owner.target()));
            }
            _ => {}
        }
        let mut alone = true;
        for group in catalog.related(ix) {
            if group.relation == OWNED_BY {
                continue;
            }
            for target in group.targets() {
                alone &= target.0 == ix.0;
                if catalog.target(target).entity().is_none() {
                    let relation = group.relation.to_owned();
                    self.push(ix, What::Dangling { relation, target });
                }
            }
        }
        let declared = entry.annotation(ORPHAN) == Some("true");
        if declared || (alone && !matches!(kind, "location" | "template")) {
            self.push(ix, What::Orphaned { declared });
        }
        for number in 0..self.wanted.len() {
            let Some(wanted) = self.wanted.get(number) else { break };
            let lacks = wanted.fits(catalog, ix)
                && entry.annotation(&wanted.key).is_none_or(|value| value.trim().is_empty());
            if lacks {
                self.push(ix, What::Annotation(number));
            }
        }
    }

    fn issues(&mut self, catalog: &Catalog) {
        for issue in catalog.all_issues() {
            let what = match issue.rule() {
                "entity-duplicate" | "entity-in-two-sources" => What::Duplicate(issue.ix()),
                _ if issue.severity() == Severity::Info => continue,
                // Said already: nobody owns it.
                "field-missing" if issue.path() == "spec.owner" => continue,
                _ => What::Descriptor(issue.ix()),
            };
            self.found.push(Finding { entity: issue.entity(), what });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    fn survey(catalog: &Catalog, wanted: Vec<Wanted>, step: u32) -> Vec<Finding> {
        let mut survey = Survey::new(catalog, wanted);
        while survey.read(catalog, step) {}
        survey.finish()
    }

    fn words(catalog: &Catalog, findings: &[Finding]) -> Vec<String> {
        let name = |ix: Ix| catalog.entry(ix).name().to_owned();
        findings
            .iter()
            .filter(|finding| finding.what.kind() != Kind::Descriptor)
            .map(|finding| {
                let rest = match &finding.what {
                    What::OwnerGone(target) => catalog.target(*target).name().to_owned(),
                    What::Dangling { relation, target } => {
                        format!("{relation} {}", catalog.target(*target).name())
                    }
                    What::Cyclic { relation, way } => {
                        let way: Vec<String> = way.iter().map(|ix| name(*ix)).collect();
                        format!("{relation} {}", way.join(" "))
                    }
                    What::Annotation(number) => number.to_string(),
                    _ => String::new(),
                };
                let entity = finding.entity.map(name).unwrap_or_default();
                [finding.what.key(), &entity, &rest].join(" ").trim_end().to_owned()
            })
            .collect()
    }

    impl What {
        fn key(&self) -> &'static str {
            self.kind().key()
        }
    }

    const WORLD: &str = "
        Group crew
        Group lost parent:nobody
        User ana memberOf:crew
        System books owner:crew
        Component a owner:crew system:books dependsOn:component:b
        Component b owner:gone system:books dependsOn:component:c
        Component c system:books dependsOn:component:a,component:d
        Component d owner:crew system:books dependsOn:component:d,component:missing
        Component alone owner:crew
        Component part owner:crew subcomponentOf:whole
        Component whole owner:crew subcomponentOf:part
        Template make
    ";

    #[test]
    fn everything_that_is_wrong_is_found() {
        let catalog = samples::catalog(WORLD);
        let found = survey(&catalog, Vec::new(), 1000);
        assert_eq!(
            words(&catalog, &found),
            [
                "unowned c",
                "owner-gone b gone",
                "dangling d dependsOn missing",
                "dangling lost childOf nobody",
                "cyclic a dependsOn a b c",
                "cyclic d dependsOn d",
                "cyclic part partOf part whole",
                "orphaned alone",
            ]
        );
    }

    #[test]
    fn it_does_not_matter_how_much_is_read_at_once() {
        let catalog = samples::catalog(WORLD);
        let all = survey(&catalog, Vec::new(), 1000);
        for step in 1..5 {
            assert_eq!(survey(&catalog, Vec::new(), step), all, "{step}");
        }
    }

    #[test]
    fn annotations_are_missed_where_they_are_wanted() {
        let catalog = samples::catalog(WORLD);
        let wanted = |kinds: &[&str], types: &[&str]| Wanted {
            key: "a/b".to_owned(),
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            types: types.iter().map(|one| (*one).to_owned()).collect(),
        };
        let count = |wanted| {
            let found = survey(&catalog, vec![wanted], 1000);
            found.iter().filter(|finding| finding.what.kind() == Kind::Annotation).count()
        };
        assert_eq!(count(wanted(&["component"], &[])), 7);
        assert_eq!(count(wanted(&[], &[])), 9);
        assert_eq!(count(wanted(&["component"], &["service"])), 0);
        assert_eq!(count(wanted(&["system"], &["X"])), 1);
    }

    #[test]
    fn a_second_description_is_found_by_its_issue() {
        let catalog =
            samples::catalog("Group crew\nComponent a owner:crew\nComponent A owner:crew");
        let found = survey(&catalog, Vec::new(), 1000);
        let twice = found.iter().find(|finding| finding.what.kind() == Kind::Duplicate).unwrap();
        assert_eq!(twice.entity, catalog.lookup_parts("component", "default", "a"));
    }

    #[test]
    fn keys_are_read_back() {
        for kind in Kind::ALL {
            assert_eq!(Kind::of_key(kind.key()), Some(kind));
        }
    }
}
