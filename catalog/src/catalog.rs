//! The catalog: every entity of the organisation, in a form that answers questions at once.
//!
//! A [`Catalog`] is immutable and replaced as a whole. Entities are [`Ix`] handles, which are valid
//! for the catalog that gave them; a handle of another one answers with other entities or with
//! empty values, never with a panic. The questions live next to their subject: lists in
//! [`crate::query`] and [`crate::facets`], neighbours in [`crate::relations`], the search in
//! [`crate::search`], misspelt names in [`crate::near`].

use crate::columns::{Columns, NONE, at, span};
use crate::lower::{lower, small};
use crate::record::{Severity, SourceId};
use crate::reference::EntityRef;
use crate::snapshot::{self, SnapshotError};
use crate::view::{EntityView, IssueView, TargetView};
use std::cmp::Ordering;
use std::ops::Range;

/// An entity of one catalog. Smaller numbers come first by display name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ix(pub u32);

/// What a relation, an owner or a system points to: an entity, or a name that is mentioned but not
/// in the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target(pub(crate) u32);

/// An issue of one catalog, by its place in the list of all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IssueIx(pub u32);

/// All entities, indexed.
pub struct Catalog {
    pub(crate) columns: Columns,
    stamp: u64,
}

impl Catalog {
    /// Reads the `index` of a [`snapshot::Snapshot`].
    ///
    /// # Errors
    /// When the bytes are damaged, or written by a version with another layout.
    pub fn from_bytes(index: &[u8]) -> Result<Self, SnapshotError> {
        let (columns, stamp) = snapshot::read(index)?;
        Ok(Self { columns, stamp })
    }

    /// Names the content, details included: equal for equal snapshots, and as good as always
    /// different for different ones.
    pub fn stamp(&self) -> u64 {
        self.stamp
    }

    /// How many entities there are.
    pub fn len(&self) -> usize {
        self.columns.entities() as usize
    }

    /// Whether there is no entity.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every entity, by display name.
    pub fn all(&self) -> impl ExactSizeIterator<Item = Ix> + DoubleEndedIterator + use<> {
        (0..self.columns.entities()).map(Ix)
    }

    /// What the catalog knows of an entity.
    pub fn entry(&self, ix: Ix) -> EntityView<'_> {
        EntityView { catalog: self, ix }
    }

    /// What the catalog knows of the target of a relation.
    pub fn target(&self, target: Target) -> TargetView<'_> {
        TargetView { catalog: self, node: target.0 }
    }

    /// The entity with this full name, compared without case.
    pub fn lookup(&self, entity: &EntityRef) -> Option<Ix> {
        self.lookup_parts(&entity.kind, &entity.namespace, &entity.name)
    }

    /// The entity with this kind, namespace and name, compared without case.
    pub fn lookup_parts(&self, kind: &str, namespace: &str, name: &str) -> Option<Ix> {
        self.target_parts(kind, namespace, name).and_then(|target| self.target(target).entity())
    }

    /// The entity with this name, or the place it would have if others mention it.
    pub fn target_parts(&self, kind: &str, namespace: &str, name: &str) -> Option<Target> {
        let (kind, namespace) = (lower(kind), lower(namespace));
        let named = self.named(name);
        let place = |node: &&u32| {
            let view = self.target(Target(**node));
            *view.kind() == kind && *view.namespace() == namespace
        };
        named.iter().find(place).copied().map(Target)
    }

    /// All nodes with this name, whatever their kind and namespace.
    pub(crate) fn named(&self, name: &str) -> &[u32] {
        let name = lower(name);
        let order = &self.columns.by_name;
        let compare = |node: u32| {
            let other = self.columns.strings.get(at(&self.columns.name, node));
            other.chars().map(small).cmp(name.chars())
        };
        let start = order.partition_point(|node| compare(*node) == Ordering::Less);
        let rest = order.get(start..).unwrap_or(&[]);
        let length = rest.iter().take_while(|node| compare(**node) == Ordering::Equal).count();
        rest.get(..length).unwrap_or(&[])
    }

    /// Where the entity's JSON lies in the details of the same snapshot, in bytes.
    pub fn detail_range(&self, ix: Ix) -> Range<usize> {
        span(&self.columns.detail_end, ix.0)
    }

    /// How long the details of the same snapshot are, in bytes. Other details belong to another
    /// snapshot.
    pub fn details_len(&self) -> usize {
        self.columns.detail_end.last().map_or(0, |end| *end as usize)
    }

    /// Issues of an entity, worst first.
    pub fn issues(&self, ix: Ix) -> impl ExactSizeIterator<Item = IssueView<'_>> {
        let numbers = self.columns.entity_issues.get(ix.0);
        numbers.iter().map(|number| self.issue(IssueIx(*number)))
    }

    /// Every issue, in the order of the readers.
    pub fn all_issues(&self) -> impl ExactSizeIterator<Item = IssueView<'_>> {
        (0..crate::columns::size(self.columns.issue_severity.len()))
            .map(|number| self.issue(IssueIx(number)))
    }

    /// One issue.
    pub fn issue(&self, ix: IssueIx) -> IssueView<'_> {
        IssueView { catalog: self, ix }
    }

    /// The figures of the whole catalog.
    pub fn summary(&self) -> Summary<'_> {
        let values = &self.columns.kinds;
        let mut kinds: Vec<KindCount> = values
            .value
            .iter()
            .zip(&values.label)
            .map(|(kind, label)| KindCount {
                kind: self.columns.strings.get(*kind),
                label: self.columns.strings.get(*label),
                entities: 0,
            })
            .collect();
        let mut sources: Vec<SourceCount> = Vec::new();
        for ix in self.all() {
            let kind = at(&self.columns.kind, ix.0);
            if let Some(count) = kinds.get_mut(kind as usize) {
                count.entities += 1;
            }
            if let Some(count) = SourceCount::of(&mut sources, self.entry(ix).source()) {
                count.entities += 1;
            }
        }
        let mut issues = IssueCount::default();
        for issue in self.all_issues() {
            issues.add(issue.severity());
            if let Some(count) = SourceCount::of(&mut sources, issue.source()) {
                count.issues.add(issue.severity());
            }
        }
        kinds.retain(|count| count.entities > 0);
        let teams = kinds.iter().find(|count| count.kind == "group");
        Summary {
            entities: self.len(),
            teams: teams.map_or(0, |count| count.entities),
            kinds,
            sources,
            issues,
        }
    }

    /// A number of a per-entity column that may be missing.
    pub(crate) fn number(&self, column: &[u32], ix: Ix) -> Option<u32> {
        Some(at(column, ix.0)).filter(|number| *number != NONE)
    }
}

/// The figures of the whole catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary<'a> {
    /// How many entities there are.
    pub entities: usize,
    /// How many of them are groups.
    pub teams: usize,
    /// Entities of each kind that has any, by label.
    pub kinds: Vec<KindCount<'a>>,
    /// Entities and issues of each source that has any, by its number.
    pub sources: Vec<SourceCount>,
    /// All issues.
    pub issues: IssueCount,
}

/// How many entities a kind has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindCount<'a> {
    /// Lower-case kind.
    pub kind: &'a str,
    /// The kind as most descriptors write it.
    pub label: &'a str,
    /// Its entities.
    pub entities: usize,
}

/// What came from one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceCount {
    /// The source.
    pub source: SourceId,
    /// Its entities.
    pub entities: usize,
    /// Its issues.
    pub issues: IssueCount,
}

impl SourceCount {
    /// The figures of a source in a list by number; new ones if there are none.
    fn of(list: &mut Vec<Self>, source: SourceId) -> Option<&mut Self> {
        let place = list.partition_point(|count| count.source < source);
        if list.get(place).is_none_or(|count| count.source != source) {
            list.insert(place, Self { source, entities: 0, issues: IssueCount::default() });
        }
        list.get_mut(place)
    }
}

/// Issues by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IssueCount {
    /// Of severity [`Severity::Error`].
    pub errors: usize,
    /// Of severity [`Severity::Warning`].
    pub warnings: usize,
    /// Of severity [`Severity::Info`].
    pub infos: usize,
}

impl IssueCount {
    fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }

    /// All of them.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.infos
    }
}
