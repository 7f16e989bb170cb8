//! The catalog as two pieces of bytes, made once and read many times.
//!
//! `index` is what [`crate::catalog::Catalog`] answers from; `details` is the JSON of every entity,
//! one after the other, which stays outside and is cut by [`crate::catalog::Catalog::detail_range`].
//! Both are little-endian and self-contained, so they can cross a thread or wait in a cache.
//!
//! Layout of the index: `PORTICO\0`, the version (u32), the length of the body (u32), the checksum
//! of the body (u64), and the body: each column of `Columns::pass` as its length (u32: bytes of a
//! text, numbers of a column) and its content. A version that is not ours, like any damage, is an
//! error and not a catalog: a cache that gives one is treated as empty.

use crate::builder;
use crate::columns::{Columns, Pass};
use crate::record::{Issue, Record};
use std::fmt;

const MAGIC: &[u8; 8] = b"PORTICO\0";
const HEADER: usize = 24;

/// Version of the layout. Every change of a column changes it.
pub const VERSION: u32 = 1;

/// What [`build`] makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Bytes for [`crate::catalog::Catalog::from_bytes`].
    pub index: Vec<u8>,
    /// The JSON of every entity, to be kept next to the catalog.
    pub details: Vec<u8>,
}

/// Why bytes are not an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotError {
    /// They do not start like one.
    NotASnapshot,
    /// Another build of the portal wrote them, with this version of the layout.
    Version(u32),
    /// They are cut off or changed.
    Damaged,
}

impl fmt::Display for SnapshotError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotASnapshot => f.write_str("the bytes are not a catalog snapshot"),
            Self::Version(version) => {
                write!(f, "the catalog snapshot has version {version}, this portal reads {VERSION}")
            }
            Self::Damaged => f.write_str("the catalog snapshot is damaged"),
        }
    }
}

impl std::error::Error for SnapshotError {}

/// Makes the index of these entities and findings. The order of the records does not matter,
/// but of two records with the same full name (compared without case) the first is kept; saying so
/// is up to the reader, which knows both places.
pub fn build(records: Vec<Record>, issues: Vec<Issue>) -> Snapshot {
    let (mut columns, details) = builder::build(records, &issues);
    let sum = checksum(&details);
    columns.details = vec![sum as u32, (sum >> 32) as u32];
    let mut writer = Writer { out: vec![0; HEADER] };
    // Writing to memory does not fail.
    let _ = columns.pass(&mut writer);
    let mut index = writer.out;
    seal(&mut index);
    Snapshot { index, details }
}

/// Writes the header into the room left for it.
fn seal(index: &mut [u8]) {
    let body = index.get(HEADER..).unwrap_or(&[]);
    let mut header = Vec::with_capacity(HEADER);
    header.extend(MAGIC);
    header.extend(VERSION.to_le_bytes());
    header.extend(crate::columns::size(body.len()).to_le_bytes());
    header.extend(checksum(body).to_le_bytes());
    for (to, from) in index.iter_mut().zip(header) {
        *to = from;
    }
}

/// Reads an index; with it, the checksum that names this snapshot.
pub(crate) fn read(bytes: &[u8]) -> Result<(Columns, u64), SnapshotError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(SnapshotError::NotASnapshot)?;
    let mut reader = Reader { rest };
    let version = reader.number()?;
    if version != VERSION {
        return Err(SnapshotError::Version(version));
    }
    let length = reader.number()? as usize;
    let sum = u64::from_le_bytes(*reader.take::<8>()?);
    if reader.rest.len() != length || checksum(reader.rest) != sum {
        return Err(SnapshotError::Damaged);
    }
    let mut columns = Columns::default();
    columns.pass(&mut reader)?;
    if reader.rest.is_empty() && columns.consistent() {
        Ok((columns, sum))
    } else {
        Err(SnapshotError::Damaged)
    }
}

/// A checksum for accidents, not for enemies: eight bytes at a time, and each step is invertible,
/// so a change within any eight bytes is always seen.
pub(crate) fn checksum(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let step = |sum: u64, word: u64| (sum.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    let (words, tail) = bytes.as_chunks::<8>();
    let sum =
        words.iter().fold(bytes.len() as u64, |sum, word| step(sum, u64::from_le_bytes(*word)));
    tail.iter().fold(sum, |sum, byte| step(sum, u64::from(*byte)))
}

struct Writer {
    out: Vec<u8>,
}

impl Pass for Writer {
    fn numbers(&mut self, column: &mut Vec<u32>) -> Result<(), SnapshotError> {
        self.out.extend(crate::columns::size(column.len()).to_le_bytes());
        self.out.extend(column.iter().flat_map(|number| number.to_le_bytes()));
        Ok(())
    }

    fn text(&mut self, text: &mut String) -> Result<(), SnapshotError> {
        self.out.extend(crate::columns::size(text.len()).to_le_bytes());
        self.out.extend(text.as_bytes());
        Ok(())
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Result<&'a [u8; N], SnapshotError> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(SnapshotError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    fn number(&mut self) -> Result<u32, SnapshotError> {
        self.take::<4>().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// The next `length` bytes; checked against what is there before anything is allocated.
    fn bytes(&mut self, length: usize) -> Result<&'a [u8], SnapshotError> {
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(SnapshotError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }
}

impl Pass for Reader<'_> {
    fn numbers(&mut self, column: &mut Vec<u32>) -> Result<(), SnapshotError> {
        let length = self.number()? as usize;
        let bytes = self.bytes(length.checked_mul(4).ok_or(SnapshotError::Damaged)?)?;
        let (numbers, _) = bytes.as_chunks::<4>();
        *column = numbers.iter().map(|number| u32::from_le_bytes(*number)).collect();
        Ok(())
    }

    fn text(&mut self, text: &mut String) -> Result<(), SnapshotError> {
        let length = self.number()? as usize;
        let bytes = self.bytes(length)?;
        *text = std::str::from_utf8(bytes).map_err(|_| SnapshotError::Damaged)?.to_owned();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Catalog, Ix};
    use crate::export::Column;
    use crate::filter::{Facet, Filter};
    use crate::query::{Sort, SortBy};
    use crate::record::{Place, Severity, SourceId};
    use crate::reference::EntityRef;
    use proptest::prelude::*;

    fn small() -> Vec<u8> {
        let entity = |text: &str| text.parse::<EntityRef>().unwrap();
        let record = |name: &str, owner: &str, relation: &str, target: &str| Record {
            entity: entity(name),
            kind_label: "Component".to_owned(),
            title: Some("Café ledger".to_owned()),
            description: Some("Größe".to_owned()),
            spec_type: Some("service".to_owned()),
            lifecycle: Some("beta".to_owned()),
            owner: Some(entity(owner)),
            tags: vec!["java".to_owned(), "c++".to_owned()],
            annotations: vec![("a/b".to_owned(), "c".to_owned())],
            relations: vec![(relation.to_owned(), entity(target))],
            source: SourceId(1),
            place: Place { file: "x.yaml".to_owned(), line: 1, column: 1 },
            detail: b"{}".to_vec(),
            email: Some("a@acme.test".to_owned()),
        };
        let records = vec![
            record("component:a", "group:team", "partOf", "system:shop"),
            record("system:shop", "group:gone", "partOf", "domain:retail"),
            record("group:team", "user:ana", "childOf", "group:team"),
            record("user:ana", "user:ana", "memberOf", "group:team"),
        ];
        let issue = Issue {
            source: SourceId(1),
            place: Place::default(),
            severity: Severity::Warning,
            rule: "x".to_owned(),
            path: String::new(),
            message: "m".to_owned(),
            help: String::new(),
            entity: Some("component:default/a".to_owned()),
        };
        build(records, vec![issue]).index
    }

    /// Asks every question. What the answers are does not matter.
    fn ask_everything(catalog: Catalog) {
        let numbers = (0..10).chain([u32::MAX - 1, u32::MAX]);
        for ix in numbers.map(Ix) {
            let entry = catalog.entry(ix);
            for target in [entry.owner(), entry.system(), entry.domain()].into_iter().flatten() {
                let _ = (target.entity_ref(), target.display_name(), target.kind_label());
                let _ = catalog.mentions(target.target()).flat_map(|it| it.targets()).count();
            }
            let _ = (entry.annotations().count(), entry.email(), entry.kind_label());
            let _ = (
                catalog.detail_range(ix),
                catalog.teams_of(ix),
                catalog.lookup(&entry.entity_ref()),
            );
            for issue in catalog.issues(ix) {
                let _ = (issue.place(), issue.entity_name(), issue.help());
            }
        }
        let filter = Filter::new().with_text("a").with_issues(true).among(["user:default/ana"]);
        let chosen = Filter::new().with(Facet::Tag, "java").owned_by(["team"]);
        for filter in [Filter::new(), filter, chosen] {
            for by in SortBy::ALL {
                let rows = catalog.query(&filter, Sort::down(by));
                let _ = catalog.csv(&rows, &Column::ALL);
            }
            let _ = catalog.facets(&filter, &Facet::ALL);
        }
        for text in ["a", "cafe ledg", "ledgre", "cl", "component:default/a"] {
            let _ = catalog.near(Some("user"), None, text, 3);
        }
        let _ = (catalog.summary(), catalog.details_len());
        let mut index = crate::search::Index::new(std::sync::Arc::new(catalog), Default::default());
        while index.read(100, &mut |_| None) {}
        for text in ["a", "cafe ledg", "ledgre", "cl", "component:default/a"] {
            let answer = index.ask(text, None);
            let _ = index.choices(&answer, &crate::search::Scope::default());
            for hit in index.hits(&answer, 0..3) {
                let _ = index.why(&answer, &hit);
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2048, ..ProptestConfig::default() })]

        /// A wrong index under a right checksum, as no accident makes it.
        #[test]
        fn a_forged_index_never_panics(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
            cut in prop::option::weighted(0.2, any::<prop::sample::Index>()),
        ) {
            let mut index = small();
            for (place, byte) in changes {
                let place = HEADER + place.index(index.len() - HEADER);
                index[place] = byte;
            }
            if let Some(cut) = cut {
                index.truncate(HEADER + cut.index(index.len() - HEADER));
            }
            seal(&mut index);
            if let Ok(catalog) = Catalog::from_bytes(&index) {
                ask_everything(catalog);
            }
        }
    }

    #[test]
    fn every_question_has_an_answer() {
        ask_everything(Catalog::from_bytes(&small()).unwrap());
    }
}
