//! A ZIP archive whose files are stored as they are: no compressor to download, and a skeleton is
//! small. Source: PKWARE's APPNOTE, 4.3.

use super::File;

/// The first of January 1980, the earliest a ZIP can say: the same files, the same bytes.
const DATE: u16 = 0x21;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// Made on Unix, so that the bit for running a file is heeded.
const MADE_BY: u16 = 3 << 8 | 20;

/// An archive (ZIP) of files, the same bytes for the same files.
#[must_use]
pub fn archive(files: &[File]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let mut count = 0_u16;
    for file in files {
        let (Ok(size), Ok(at), Ok(name)) = (
            u32::try_from(file.bytes.len()),
            u32::try_from(out.len()),
            u16::try_from(file.path.len()),
        ) else {
            continue;
        };
        let Some(next) = count.checked_add(1) else { break };
        count = next;
        let mut common = Vec::with_capacity(26);
        short(&mut common, 20);
        short(&mut common, UTF8);
        short(&mut common, 0);
        short(&mut common, 0);
        short(&mut common, DATE);
        long(&mut common, checksum(&file.bytes));
        long(&mut common, size);
        long(&mut common, size);
        short(&mut common, name);
        short(&mut common, 0);

        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&common);
        out.extend_from_slice(file.path.as_bytes());
        out.extend_from_slice(&file.bytes);

        let mode: u32 = if file.executable { 0o100_755 } else { 0o100_644 };
        directory.extend_from_slice(b"PK\x01\x02");
        short(&mut directory, MADE_BY);
        directory.extend_from_slice(&common);
        short(&mut directory, 0);
        short(&mut directory, 0);
        short(&mut directory, 0);
        long(&mut directory, mode << 16);
        long(&mut directory, at);
        directory.extend_from_slice(file.path.as_bytes());
    }
    let (at, size) = (out.len(), directory.len());
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06");
    long(&mut out, 0);
    short(&mut out, count);
    short(&mut out, count);
    long(&mut out, u32::try_from(size).unwrap_or(u32::MAX));
    long(&mut out, u32::try_from(at).unwrap_or(u32::MAX));
    short(&mut out, 0);
    out
}

fn short(out: &mut Vec<u8>, number: u16) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn long(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

/// CRC-32 as ZIP uses it.
fn checksum(bytes: &[u8]) -> u32 {
    let rest = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    });
    !rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(checksum(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn an_empty_archive_is_one() {
        assert_eq!(archive(&[]).len(), 22);
    }
}
