//! The catalog as a file beside the portal: read from the descriptors when the portal was built,
//! so that the first visit shows it without reading a descriptor.
//!
//! Layout, little-endian: the stamp of the sources it was read from (u64), when it was read
//! (u64, milliseconds since 1970), the length of the index (u64), the index and the details of a
//! [`Snapshot`].

use crate::snapshot::{Snapshot, checksum};

/// Bytes before the index.
pub const HEADER: usize = 24;

/// What stands before the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// [`stamp`] of the sources it was read from.
    pub stamp: u64,
    /// When it was read, in milliseconds since 1970.
    pub read_at: u64,
    /// Bytes of the index; the details are the rest.
    pub index: u32,
}

/// Names sources by what is read: of each one its id and its first files, in their order. A catalog
/// that was read from others is not shown.
#[must_use]
pub fn stamp<'a>(sources: impl Iterator<Item = (&'a str, Vec<&'a str>)>) -> u64 {
    let mut text = String::new();
    for (id, files) in sources {
        for part in [id].into_iter().chain(files) {
            text.push_str(part);
            text.push('\n');
        }
        text.push('\n');
    }
    checksum(text.as_bytes())
}

/// The file.
#[must_use]
pub fn write(stamp: u64, read_at: u64, catalog: &Snapshot) -> Vec<u8> {
    let mut out = Vec::with_capacity(HEADER + catalog.index.len() + catalog.details.len());
    out.extend(stamp.to_le_bytes());
    out.extend(read_at.to_le_bytes());
    out.extend((catalog.index.len() as u64).to_le_bytes());
    out.extend(&catalog.index);
    out.extend(&catalog.details);
    out
}

impl Header {
    /// Reads the first bytes of a file; `None` when there are too few, or they say what no file is.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (stamp, rest) = bytes.split_first_chunk::<8>()?;
        let (read_at, rest) = rest.split_first_chunk::<8>()?;
        let (index, _) = rest.split_first_chunk::<8>()?;
        Some(Self {
            stamp: u64::from_le_bytes(*stamp),
            read_at: u64::from_le_bytes(*read_at),
            index: u64::from_le_bytes(*index).try_into().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::snapshot;

    #[test]
    fn what_is_written_is_read() {
        let built = snapshot::build(Vec::new(), Vec::new());
        let bytes = write(7, 1_700_000_000_000, &built);
        let header = Header::read(&bytes).unwrap();
        assert_eq!((header.stamp, header.read_at), (7, 1_700_000_000_000));
        let (index, details) = bytes[HEADER..].split_at(header.index as usize);
        assert!(Catalog::from_bytes(index).is_ok());
        assert_eq!(details, built.details);
    }

    #[test]
    fn other_sources_have_another_stamp() {
        let of = |sources: &[(&'static str, &[&'static str])]| {
            stamp(sources.iter().map(|(id, files)| (*id, files.to_vec())))
        };
        let one = of(&[("a", &["x.yaml", "y.yaml"])]);
        assert_eq!(one, of(&[("a", &["x.yaml", "y.yaml"])]));
        for other in [
            of(&[]),
            of(&[("b", &["x.yaml", "y.yaml"])]),
            of(&[("a", &["y.yaml", "x.yaml"])]),
            of(&[("a", &["x.yaml"]), ("y.yaml", &[])]),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_file_that_is_cut_off_is_no_file() {
        let bytes = write(1, 2, &snapshot::build(Vec::new(), Vec::new()));
        assert_eq!(Header::read(&bytes[..HEADER - 1]), None);
        assert_eq!(Header::read(&[]), None);
        assert_eq!(Header::read(&[0xff; HEADER]), None);
    }
}
