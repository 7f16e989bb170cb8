//! Reading YAML 1.2 with positions: every value knows its line and column.
//!
//! The text is cut into documents first, so that a broken one loses only itself. Each is built
//! from the events of `saphyr-parser`, on a stack of our own, with limits on depth and on what
//! aliases may multiply: a hostile file costs a finding, not the tab. JSON is YAML, so `.json`
//! files are read here, too.

mod budget;
mod build;
mod faults;
mod meter;
mod prepare;
mod print;
mod scalar;
mod split;
mod tree;

pub(crate) use print::as_block;
pub use print::to_yaml;
pub(crate) use scalar::{fits, json_number};
pub(crate) use tree::repeated;
pub use tree::{Entry, Node, Value};

pub use crate::finding::{Finding, Mark};

use crate::finding::error;
use crate::text::decimal;
use std::borrow::Cow;

/// Largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 16 << 20;
/// Most documents that are read from one file.
pub const MOST_DOCUMENTS: usize = 10_000;
/// Most values that are read from one document.
pub const MOST_VALUES: usize = 500_000;
/// Deepest nesting of lists and mappings that is read.
pub const DEEPEST: usize = 64;

/// One document of a file.
#[derive(Debug)]
pub struct Document {
    /// What it holds; as far as it could be read when `complete` is false.
    pub root: Node,
    /// Whether the document could be read to its end.
    pub complete: bool,
    /// What there is to say about its YAML.
    pub findings: Vec<Finding>,
}

/// The lines of each document of a text, and what stands before it: the first, and the one after
/// the last.
pub(crate) fn chunks(text: &str) -> impl Iterator<Item = (u32, u32)> + '_ {
    split::Chunks::new(text).map(|chunk| {
        let lines = chunk.text.split_inclusive('\n').count();
        (chunk.first_line, chunk.first_line + crate::columns::size(lines))
    })
}

/// The documents of a text, one after the other. Empty ones are left out.
pub struct Documents<'a> {
    chunks: split::Chunks<'a>,
    budget: budget::Budget,
    count: usize,
}

/// Reads the documents of a text from [`decode`].
#[must_use]
pub fn documents(text: &str) -> Documents<'_> {
    Documents { chunks: split::Chunks::new(text), budget: budget::Budget::default(), count: 0 }
}

impl Iterator for Documents<'_> {
    type Item = Document;

    fn next(&mut self) -> Option<Document> {
        loop {
            let chunk = self.chunks.next()?;
            if self.count == MOST_DOCUMENTS {
                self.chunks = split::Chunks::new("");
                let at = (Mark { line: chunk.first_line, column: 1 }, "");
                return Some(Document::failed(Finding::new(
                    const {
                        &error(
                            "too-many-documents",
                            "The file has more than {} documents; the rest is not read.",
                            "Split it into several files and name them in a Location.",
                        )
                    },
                    at,
                    &[&decimal(MOST_DOCUMENTS)],
                )));
            }
            let document = build::build(&chunk, &mut self.budget);
            if document.root.value != Value::Null || !document.findings.is_empty() {
                self.count += 1;
                return Some(document);
            }
        }
    }
}

impl Document {
    fn failed(finding: Finding) -> Self {
        Self { root: Node::default(), complete: false, findings: vec![finding] }
    }
}

/// The text of a file: UTF-8 with or without a byte order mark, with any line ends.
///
/// # Errors
/// When the file is too large, not UTF-8, or a web page.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Finding> {
    let start = (Mark { line: 1, column: 1 }, "");
    if bytes.len() > LARGEST_FILE {
        return Err(Finding::new(
            const {
                &error(
                    "file-too-large",
                    "The file has {} bytes; {} is the most that is read.",
                    "Split it into several files and name them in a Location.",
                )
            },
            start,
            &[&decimal(bytes.len()), &decimal(LARGEST_FILE)],
        ));
    }
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        let good = bytes.get(..fault.valid_up_to()).unwrap_or_default();
        let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = good.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        Finding::new(
            const { &error("file-encoding", "The file is not UTF-8 text.", "Save it as UTF-8.") },
            (Mark { line: line as u32, column: column as u32 }, ""),
            &[],
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let opening = text.trim_start().get(..9).unwrap_or_default();
    if opening.eq_ignore_ascii_case("<!doctype")
        || opening.to_ascii_lowercase().starts_with("<html")
    {
        return Err(Finding::new(
            const {
                &error(
                    "file-is-web-page",
                    "A web page came instead of the file.",
                    "Check the address; some servers answer with a page when a file is missing or a sign-in is needed.",
                )
            },
            start,
            &[],
        ));
    }
    Ok(unix_lines(text))
}

/// A carriage return on its own is a line end in YAML; as a line feed it is one for the splitter.
fn unix_lines(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let lone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if text.match_indices('\r').any(|(at, _)| lone(at)) {
        let mut chars = text.chars().peekable();
        let mut lines = String::with_capacity(text.len());
        while let Some(c) = chars.next() {
            let lone = c == '\r' && chars.peek() != Some(&'\n');
            lines.push(if lone { '\n' } else { c });
        }
        return Cow::Owned(lines);
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests;
