//! Cutting a text into documents before any of them is parsed.
//!
//! A line that starts with `---` begins a document wherever it stands: YAML forbids such a line
//! inside every kind of scalar. So the cut needs no parser, and what is broken stays in its piece.

/// The text of one document, with the directives and comments before it.
pub(super) struct Chunk<'a> {
    pub(super) text: &'a str,
    /// 1-based line of the file on which the text starts.
    pub(super) first_line: u32,
}

pub(super) struct Chunks<'a> {
    rest: &'a str,
    line: u32,
}

impl<'a> Chunks<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text, line: 1 }
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        if self.rest.is_empty() {
            return None;
        }
        let (mut end, mut lines) = (0, 0);
        let mut begun = false;
        for line in self.rest.split_inclusive('\n') {
            let starts = is_marker(line, "---");
            if starts && begun {
                break;
            }
            begun |= starts || !is_preamble(line);
            end += line.len();
            lines += 1;
            if is_marker(line, "...") {
                break;
            }
        }
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        let chunk = Chunk { text, first_line: self.line };
        self.rest = rest;
        self.line += lines;
        Some(chunk)
    }
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker)
        .is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\n', '\r']))
}

/// Whether a line may stand before a `---` without being a document of its own.
fn is_preamble(line: &str) -> bool {
    match line.as_bytes().first() {
        None | Some(b'#' | b'%' | b'\n') => true,
        Some(b' ' | b'\t' | b'\r') => {
            let text = line.trim_start();
            text.is_empty() || text.starts_with('#')
        }
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<(u32, &str)> {
        Chunks::new(text).map(|chunk| (chunk.first_line, chunk.text)).collect()
    }

    #[test]
    fn documents_begin_at_markers_and_keep_what_belongs_to_them() {
        assert_eq!(cut("a: 1\n---\nb: 2\n"), [(1, "a: 1\n"), (2, "---\nb: 2\n")]);
        assert_eq!(cut("# top\n%YAML 1.2\n---\na: 1\n"), [(1, "# top\n%YAML 1.2\n---\na: 1\n")]);
        assert_eq!(
            cut("a\n...\n%YAML 1.2\n---\nb\r\n--- c"),
            [(1, "a\n...\n"), (3, "%YAML 1.2\n---\nb\r\n"), (6, "--- c")]
        );
        assert_eq!(cut("---\n---\n"), [(1, "---\n"), (2, "---\n")]);
        assert_eq!(cut("----\na---\n ---\n").len(), 1);
        assert_eq!(cut("").len(), 0);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_lines_add_up(text in "(---|\\.\\.\\.|#|%|a: 1| |\r?\n){0,20}") {
            let pieces = cut(&text);
            let whole: String = pieces.iter().map(|(_, piece)| *piece).collect();
            prop_assert_eq!(&whole, &text);
            let mut line = 1;
            for (first, piece) in pieces {
                prop_assert_eq!(first, line);
                line += piece.matches('\n').count() as u32;
            }
        }
    }
}
