//! JSON documents as the parser takes them best.
//!
//! JSON says characters beyond the basic plane with two escapes, `\ud83d\ude80`; YAML has one
//! escape for them, `\U0001f680`, and refuses halves. And a document that starts with a bracket
//! might be a key for the parser, which then keeps all of it in mind; after three dashes on the
//! same line it cannot be one.

use crate::text::{number, push_hex};
use std::borrow::Cow;

const DASHES: &str = "--- ";

/// A text for the parser, and what was changed before its first character.
pub(super) struct Prepared<'a> {
    pub(super) text: Cow<'a, str>,
    /// Lines that were left out.
    pub(super) lines: u32,
    /// Columns of the first line that were left out, less the ones that were put in.
    pub(super) columns: i32,
}

pub(super) fn prepared(text: &str) -> Prepared<'_> {
    let json = text.trim_start();
    if !json.starts_with(['{', '[']) {
        return Prepared { text: Cow::Borrowed(text), lines: 0, columns: 0 };
    }
    let before = text.strip_suffix(json).unwrap_or("");
    let indent = before.rsplit('\n').next().unwrap_or("");
    Prepared {
        text: Cow::Owned(joined(json)),
        lines: before.matches('\n').count() as u32,
        columns: indent.chars().count() as i32 - DASHES.len() as i32,
    }
}

/// The text of a JSON document after three dashes, with each pair as one escape of YAML.
fn joined(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + DASHES.len());
    result.push_str(DASHES);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\\') {
        result.push_str(before);
        if let Some((code, after)) = pair(after) {
            result.push_str("\\U");
            push_hex(&mut result, code, 8);
            rest = after;
        } else {
            // What a backslash escapes goes with it: the second of two starts nothing.
            let end = after.chars().next().map_or(0, char::len_utf8);
            let (escaped, after) = after.split_at_checked(end).unwrap_or((after, ""));
            result.push('\\');
            result.push_str(escaped);
            rest = after;
        }
    }
    result.push_str(rest);
    result
}

/// The character of a pair, whose first backslash has been read, and what follows.
fn pair(text: &str) -> Option<(u32, &str)> {
    let (high, rest) = half(text, 0xd800)?;
    let (low, rest) = half(rest.strip_prefix('\\')?, 0xdc00)?;
    Some((0x1_0000 + (high << 10) + low, rest))
}

fn half(text: &str, base: u32) -> Option<(u32, &str)> {
    let (digits, rest) = text.strip_prefix('u')?.split_at_checked(4)?;
    let unit = number(digits, 16)? as u32;
    (unit & 0xfc00 == base).then_some((unit & 0x3ff, rest))
}

#[cfg(test)]
mod tests {
    use super::prepared;

    #[test]
    fn only_pairs_in_json_are_joined() {
        for (text, expected) in [
            (r#"{"a": "\ud83d\ude80!"}"#, r#"--- {"a": "\U0001f680!"}"#),
            (r#"["\uD83D\uDE80\u00e9"]"#, r#"--- ["\U0001f680\u00e9"]"#),
            (r#"["\\ud83d\\ude80"]"#, r#"--- ["\\ud83d\\ude80"]"#),
            (r#"["\\\ud83d\ude80"]"#, r#"--- ["\\\U0001f680"]"#),
            (r#"["\ud83d", "\ud83dx\ude80\"#, r#"--- ["\ud83d", "\ud83dx\ude80\"#),
            (r"a: \ud83d\ude80", r"a: \ud83d\ude80"),
        ] {
            assert_eq!(prepared(text).text, expected);
        }
    }
}
