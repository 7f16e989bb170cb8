//! Who is connected to whom.
//!
//! Every relation that a descriptor states is known from both ends: the index adds the opposite
//! direction of the relations of the field. A relation with a name of its own is known from its
//! source only, because nobody says what its opposite is called.

use crate::catalog::{Catalog, Ix, Target};
use crate::columns::at;

pub(crate) const OWNED_BY: &str = "ownedBy";
pub(crate) const PART_OF: &str = "partOf";
pub(crate) const OWNER_OF: &str = "ownerOf";
const HAS_PART: &str = "hasPart";
pub(crate) const DEPENDS_ON: &str = "dependsOn";
pub(crate) const CHILD_OF: &str = "childOf";
pub(crate) const PARENT_OF: &str = "parentOf";
pub(crate) const MEMBER_OF: &str = "memberOf";
pub(crate) const HAS_MEMBER: &str = "hasMember";

/// The relations of the field in the order in which a page shows them; each pair is one relation
/// seen from its two ends. Source: the Backstage catalog's well-known relations.
pub const ORDER: [&str; 14] = [
    OWNED_BY,
    OWNER_OF,
    PART_OF,
    HAS_PART,
    "providesApi",
    "apiProvidedBy",
    "consumesApi",
    "apiConsumedBy",
    DEPENDS_ON,
    "dependencyOf",
    CHILD_OF,
    PARENT_OF,
    MEMBER_OF,
    HAS_MEMBER,
];

/// The place of a relation in [`ORDER`], compared without case.
pub(crate) fn known(name: &str) -> Option<usize> {
    ORDER.iter().position(|known| known.eq_ignore_ascii_case(name))
}

/// The place of the same relation seen from its other end.
pub(crate) fn opposite(known: usize) -> usize {
    known ^ 1
}

/// The targets of one relation of an entity.
#[derive(Clone, Copy)]
pub struct Related<'a> {
    /// Name of the relation, such as `ownedBy`.
    pub relation: &'a str,
    edges: &'a [[u32; 2]],
}

impl<'a> Related<'a> {
    /// The targets, each once: entities by display name, then the names that are not in the
    /// catalog.
    pub fn targets(&self) -> impl ExactSizeIterator<Item = Target> + use<'a> {
        self.edges.iter().map(|[_, target]| Target(*target))
    }
}

impl Catalog {
    /// The neighbours of an entity, grouped by relation in the order of [`ORDER`]; relations with
    /// names of their own follow by name.
    pub fn related(&self, ix: Ix) -> impl Iterator<Item = Related<'_>> {
        self.mentions(Target(ix.0))
    }

    /// The same for a target: of a name that is not in the catalog, the entities that mention it.
    pub fn mentions(&self, target: Target) -> impl Iterator<Item = Related<'_>> {
        let (edges, _) = self.columns.edges.get(target.0).as_chunks::<2>();
        edges.chunk_by(|[one, _], [other, _]| one == other).map(|edges| {
            let relation = edges.first().map_or(crate::columns::NONE, |[relation, _]| *relation);
            let name = at(&self.columns.relations, relation);
            Related { relation: self.columns.strings.get(name), edges }
        })
    }

    /// The targets of one relation.
    pub fn targets(&self, from: Target, relation: &str) -> impl Iterator<Item = Target> {
        let group = self.mentions(from).find(|group| group.relation == relation);
        group.into_iter().flat_map(|group| group.targets())
    }

    /// What an entity is made of (`hasPart`).
    pub fn parts(&self, ix: Ix) -> impl Iterator<Item = Target> {
        self.targets(Target(ix.0), HAS_PART)
    }

    /// What names a team or a person as its owner (`ownerOf`).
    pub fn owned_by(&self, ix: Ix) -> impl Iterator<Item = Target> {
        self.targets(Target(ix.0), OWNER_OF)
    }

    /// The people of a group (`hasMember`).
    pub fn members(&self, ix: Ix) -> impl Iterator<Item = Target> {
        self.targets(Target(ix.0), HAS_MEMBER)
    }

    /// The groups directly under a group (`parentOf`).
    pub fn children(&self, ix: Ix) -> impl Iterator<Item = Target> {
        self.targets(Target(ix.0), PARENT_OF)
    }

    /// The groups of a person, and the groups above those: nearest first, each once. Of a group,
    /// the groups above it. Groups that are not in the catalog are among them, because they may
    /// own something all the same.
    pub fn teams_of(&self, ix: Ix) -> Vec<Target> {
        let mut seen = vec![false; self.columns.kind.len()];
        let mut see = |team: &Target| {
            let seen = seen.get_mut(team.0 as usize);
            seen.is_some_and(|seen| !std::mem::replace(seen, true))
        };
        see(&Target(ix.0));
        let mut teams = Vec::new();
        let mut level = vec![Target(ix.0)];
        while !level.is_empty() {
            let above = level.iter().flat_map(|team| {
                self.targets(*team, MEMBER_OF).chain(self.targets(*team, CHILD_OF))
            });
            level = above.filter(&mut see).collect();
            teams.extend(&level);
        }
        teams
    }
}
