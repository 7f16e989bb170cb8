//! The catalog as it was: what is kept of it on a day, and what is different between two days.
//!
//! A kept catalog is a text file with one line per entity, by name:
//!
//! ```text
//! portico-snapshot 2
//! component:default/ledger⇥group:default/crew⇥production⇥77b0e1d4⇥dependsOn resource:default/disk
//! ```
//!
//! The name, the owner, the lifecycle, a fingerprint of title, description, type, tags and
//! annotations, and the relations that the entity itself states, each in a column; all parted by
//! tabulators. A fingerprint tells that something is different, not what.
//!
//! Most of a catalog is the same next week. A file may tell only what is different: its first line
//! then names the catalog that it builds on, and the name of an entity that is gone follows a minus.
//!
//! ```text
//! portico-snapshot 2⇥2026-11-08
//! component:default/ledger⇥group:default/others⇥production⇥77b0e1d4
//! -⇥component:default/fax
//! ```
//!
//! Files of the first version (`portico-snapshot 1`) are read too. They have a fingerprint in the
//! place of the relations, before the other one.

mod kept;
#[cfg(test)]
mod tests;

pub use kept::Past;

use crate::catalog::{Catalog, Ix};
use crate::relations::{known, opposite};
use crate::snapshot::checksum;
use crate::text::{decimal, push_hex};
use serde::{Deserialize, Serialize};
use std::fmt;

/// First line of a file that stands alone.
pub const FIRST: &str = "portico-snapshot 2";
/// So many files build on each other at most, the one that stands alone with them: a quarter of a
/// year of weeks.
pub const CHAIN: usize = 13;
/// First line of files of the first version.
const FIRST_OF_1: &str = "portico-snapshot 1";
/// What stands before the name of an entity that is gone.
const GONE: &str = "-";
/// What stands before a fingerprint in the place of relations.
const MARK: char = '#';

/// Whether a relation is kept with the entity: the other direction is kept with the other end, and
/// the owner has a column of its own.
fn is_own(relation: &str) -> bool {
    relation != "ownedBy" && known(relation).is_none_or(|place| place < opposite(place))
}

/// What is kept of an entity, but for its relations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    /// Full name of its owner; empty without one.
    pub owner: String,
    /// Its lifecycle; empty without one.
    pub lifecycle: String,
    /// Fingerprint of its title, description, type, tags and annotations.
    pub rest: u32,
}

/// Which relations of an entity are different, each as `dependsOn resource:default/disk`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relations {
    /// Those that it did not state before.
    pub gained: Vec<String>,
    /// Those that it no longer states.
    pub lost: Vec<String>,
    /// They are different, and nobody knows how: one of the two files has only their fingerprint.
    pub untold: bool,
}

impl Relations {
    /// Whether they are different at all.
    #[must_use]
    pub fn is_different(&self) -> bool {
        self.untold || !self.gained.is_empty() || !self.lost.is_empty()
    }
}

/// An entity that is different.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changed {
    /// Its full name.
    pub entity: String,
    /// What it was; nothing when it came.
    pub before: Option<State>,
    /// What it is; nothing when it went.
    pub after: Option<State>,
    /// Which of its relations are different; none of one that came or went.
    pub relations: Relations,
}

/// In which way an entity is different.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It came.
    Added,
    /// It went.
    Removed,
    /// It has another owner.
    Owner,
    /// It has another lifecycle.
    Lifecycle,
    /// It states other relations.
    Relations,
    /// Its title, description, type, tags or annotations are different.
    Rest,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Added, Self::Removed, Self::Owner, Self::Lifecycle, Self::Relations, Self::Rest];
}

impl Changed {
    /// Whether it is different in a way.
    #[must_use]
    pub fn is(&self, way: Way) -> bool {
        match (&self.before, &self.after) {
            (None, Some(_)) => way == Way::Added,
            (Some(_), None) => way == Way::Removed,
            (Some(before), Some(after)) => match way {
                Way::Added | Way::Removed => false,
                Way::Owner => before.owner != after.owner,
                Way::Lifecycle => before.lifecycle != after.lifecycle,
                Way::Relations => self.relations.is_different(),
                Way::Rest => before.rest != after.rest,
            },
            (None, None) => false,
        }
    }
}

/// What an entity was from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Name of the moment, as it was given to [`Past::add`].
    pub moment: String,
    /// What is different then; the first time that it is met, it came.
    pub changed: Changed,
}

/// Why a file is none of these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastError {
    /// Line, from 1 on.
    pub line: usize,
    /// What is wrong there.
    pub reason: &'static str,
}

impl fmt::Display for PastError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("line ")?;
        f.write_str(&decimal(self.line))?;
        f.write_str(": ")?;
        f.write_str(self.reason)
    }
}

impl std::error::Error for PastError {}

/// Whether a file says that it is a kept catalog, of whichever version.
#[must_use]
pub fn is_kept(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    bytes.starts_with(b"portico-snapshot ")
}

/// The file to keep of a catalog.
#[must_use]
pub fn write(catalog: &Catalog) -> String {
    file(FIRST.to_owned(), catalog.all().map(|ix| line(catalog, ix)).collect())
}

/// A file of lines, in order, so that two files can be compared by eye.
fn file(first: String, mut lines: Vec<String>) -> String {
    lines.sort_unstable();
    lines.insert(0, first);
    lines.push(String::new());
    lines.join("\n")
}

/// The line of one entity, for those who write the file in pieces. The lines of a file may stand
/// in any order; [`write`] sorts them. Each one ends with a line end.
#[must_use]
pub fn line(catalog: &Catalog, ix: Ix) -> String {
    let entry = catalog.entry(ix);
    let owner = entry.owner().map(|owner| owner.entity_ref().to_string()).unwrap_or_default();
    let mut relations: Vec<String> = catalog
        .related(ix)
        .filter(|group| is_own(group.relation))
        .flat_map(|group| {
            let name = group.relation;
            group.targets().map(move |target| {
                one_line(&[name, " ", &catalog.target(target).entity_ref().to_string()].concat())
            })
        })
        .collect();
    relations.sort_unstable();
    relations.dedup();
    let mut rest = Vec::new();
    for text in [entry.title(), entry.description(), entry.spec_type()] {
        rest.push(text.unwrap_or_default().to_owned());
    }
    rest.extend(entry.tags().map(str::to_owned));
    rest.extend(entry.annotations().map(|(key, value)| [key, "=", value].concat()));
    let mut line = one_line(&entry.entity_ref().to_string());
    for text in [one_line(&owner), one_line(entry.lifecycle().unwrap_or_default())] {
        line.push('\t');
        line.push_str(&text);
    }
    line.push('\t');
    push_hex(&mut line, fingerprint(&rest.join("\0")), 8);
    for relation in relations {
        line.push('\t');
        line.push_str(&relation);
    }
    line
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Texts, parted by zeros, have the same fingerprint in every version of the portal.
fn fingerprint(texts: &str) -> u32 {
    let sum = checksum(texts.as_bytes());
    (sum ^ (sum >> 32)) as u32
}
