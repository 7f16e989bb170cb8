//! Where a scalar goes in a text, and another one written in the same way.

use super::Lines;
use crate::finding::Mark;
use crate::yaml::{self, Entry, Node, Value};

/// Width to which folded text is filled at least.
const NARROWEST: usize = 60;

/// A scalar as it stands in a file, without the line end after it.
pub(super) struct Written(String);

impl Written {
    /// A text in the way that `was` is written, as the value of a key or dash in block style.
    /// `indent` is the column of further lines, where `was` has none.
    pub(super) fn new(text: &str, was: &str, indent: usize, eol: &str) -> Self {
        let column = was.lines().skip(1).find(|line| !line.trim().is_empty());
        let column = column.map_or(indent, |line| line.len() - line.trim_start().len());
        let first = was.chars().next();
        let block = match first {
            Some('>') => folded(text, was, column, eol).or_else(|| literal(text, was, column, eol)),
            Some('|') => literal(text, was, column, eol),
            Some('\'' | '"') => None,
            _ if text.contains('\n') => literal(text, "", indent, eol),
            _ => None,
        };
        let inline = || match first {
            Some('|' | '>') => double(text),
            _ if text.contains('\n') => double(text),
            _ => Self::quoted_like(text, was, yaml::to_yaml(&node(text)).trim_end().to_owned()),
        };
        Self(block.unwrap_or_else(inline))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// A text in the quotes of another; `plain` where that has none.
    pub(super) fn quoted_like(text: &str, was: &str, plain: String) -> String {
        match was.chars().next() {
            Some('\'') if !text.chars().any(char::is_control) => {
                ["'", &text.replace('\'', "''"), "'"].concat()
            }
            Some('\'' | '"') => double(text),
            _ => plain,
        }
    }
}

fn node(text: &str) -> Node {
    Node { mark: Mark::default(), value: Value::Text(text.to_owned()) }
}

/// A text in double quotes: what JSON says is YAML, too.
pub(super) fn double(text: &str) -> String {
    let mut json = String::new();
    node(text).write_json(&mut json);
    json
}

/// First line of a block: the sign, how it ends, and the comment that stood there.
fn header(sign: char, text: &str, was: &str) -> Option<String> {
    let end = match text.len() - text.trim_end_matches('\n').len() {
        0 => "-",
        1 => "",
        _ => return None,
    };
    let first = was.lines().next().unwrap_or_default();
    let comment = first.find(" #").and_then(|at| first.get(at..)).unwrap_or_default();
    Some(format!("{sign}{end}{}", comment.trim_end()))
}

fn literal(text: &str, was: &str, column: usize, eol: &str) -> Option<String> {
    if !yaml::as_block(text) {
        return None;
    }
    let mut out = header('|', text, was)?;
    push_lines(&mut out, text.trim_end_matches('\n').split('\n'), column, eol);
    Some(out)
}

fn push_lines<'a>(
    out: &mut String,
    lines: impl Iterator<Item = &'a str>,
    column: usize,
    eol: &str,
) {
    for line in lines {
        out.push_str(eol);
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', column));
            out.push_str(line);
        }
    }
}

/// A folded block, filled as wide as the old one was.
fn folded(text: &str, was: &str, column: usize, eol: &str) -> Option<String> {
    let body = text.trim_end_matches('\n');
    // A line that starts with a space is not folded.
    let is_plain = |line: &str| !line.starts_with([' ', '\t']) && !line.ends_with([' ', '\t']);
    if !yaml::as_block(text) || !body.split('\n').all(is_plain) {
        return None;
    }
    let mut out = header('>', text, was)?;
    let widest = was.lines().skip(1).map(|line| line.trim_end().chars().count()).max();
    let width = widest.unwrap_or_default().saturating_sub(column).max(NARROWEST);
    let mut lines: Vec<String> = Vec::new();
    for (at, paragraph) in body.split('\n').enumerate() {
        if at > 0 && !paragraph.is_empty() {
            lines.push(String::new());
        }
        // Of several line ends, the first one folds away as well.
        if paragraph.is_empty() {
            lines.push(String::new());
            continue;
        }
        let mut line = String::new();
        for word in paragraph.split(' ') {
            let would_be = line.chars().count() + 1 + word.chars().count();
            // Only between two words, so that no space is lost.
            if !line.is_empty() && !line.ends_with(' ') && !word.is_empty() && would_be > width {
                lines.push(std::mem::take(&mut line));
            } else if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    push_lines(&mut out, lines.iter().map(String::as_str), column, eol);
    Some(out)
}

impl Lines<'_> {
    /// Where the quotes that open at a place are closed: just behind them.
    pub(super) fn quoted_end(&self, from: usize) -> Option<usize> {
        let rest = self.text.get(from..)?;
        let quote = rest.chars().next()?;
        let mut chars = rest.char_indices().skip(1).peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' if quote == '"' => drop(chars.next()),
                '\'' if quote == c && chars.peek().is_some_and(|(_, next)| *next == c) => {
                    chars.next();
                }
                c if c == quote => return Some(from + at + 1),
                _ => {}
            }
        }
        None
    }

    /// From where to where a value goes among others in brackets.
    pub(super) fn flow_extent(&self, node: &Node) -> Option<(usize, usize)> {
        let from = self.offset(node.mark)?;
        let rest = self.text.get(from..)?;
        match rest.chars().next()? {
            '&' | '*' | '!' | '|' | '>' => return None,
            '"' | '\'' => return Some((from, self.quoted_end(from)?)),
            _ => {}
        }
        let (mut depth, mut skip, mut before) = (0_usize, 0, ' ');
        for (at, c) in rest.char_indices() {
            if at < skip {
                continue;
            }
            match c {
                '[' | '{' => depth += 1,
                ']' | '}' if depth > 1 => depth -= 1,
                ']' | '}' if depth == 1 => return Some((from, from + at + 1)),
                ',' | ']' | '}' if depth == 0 => {
                    return Some((from, from + rest.get(..at)?.trim_end().len()));
                }
                '#' if before.is_whitespace() && depth == 0 => {
                    return Some((from, from + rest.get(..at)?.trim_end().len()));
                }
                '#' if before.is_whitespace() => skip = at + rest.get(at..)?.find('\n')?,
                // Quotes open where a value does.
                '"' | '\'' if depth > 0 && (before.is_whitespace() || "[{,:".contains(before)) => {
                    skip = self.quoted_end(from + at)? - from;
                }
                _ => {}
            }
            before = c;
        }
        None
    }

    /// Where the sign of a block text stands that is the value of a key: the parser tells where its
    /// first line is.
    fn block_sign(&self, entry: &Entry) -> Option<usize> {
        let after = self.after_colon(entry)?;
        let rest = self.text.get(after..self.start(entry.mark.line + 1))?;
        let sign = rest.trim_start();
        (sign.starts_with(['|', '>']) && entry.value.mark.line > entry.mark.line)
            .then(|| after + rest.len() - sign.len())
    }

    /// From where to where the value of a key goes, in block style.
    pub(super) fn value_extent(&self, entry: &Entry, end: u32) -> Option<(usize, usize)> {
        let column = (entry.mark.column as usize).checked_sub(1)?;
        let Some(from) = self.block_sign(entry) else {
            return self.block_extent(&entry.value, end, column);
        };
        let last = self.end_of(entry.mark.line, end, column);
        let whole = self.text.get(from..self.start(last))?;
        Some((from, from + whole.trim_end_matches(['\n', '\r']).len()))
    }

    /// From where to where a scalar goes that stands behind a key or dash at `column`, and whose
    /// lines end before line `end`.
    pub(super) fn block_extent(
        &self,
        node: &Node,
        end: u32,
        column: usize,
    ) -> Option<(usize, usize)> {
        let from = self.offset(node.mark)?;
        let last = self.end_of(node.mark.line, end, column);
        let whole = self.text.get(from..self.start(last))?;
        match whole.chars().next()? {
            '&' | '*' | '!' | '{' | '[' | '|' | '>' => None,
            '"' | '\'' => Some((from, self.quoted_end(from)?)),
            _ if last <= node.mark.line + 1 => self.span(node, false),
            _ if whole.contains(" #") => None,
            _ => Some((from, from + whole.trim_end().len())),
        }
    }
}
