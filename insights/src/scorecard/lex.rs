//! The words of a condition, with their places.

use super::Mistake;
use crate::Milli;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word<'t> {
    Name(&'t str),
    Text(String),
    Number(Milli),
    /// `(`, `)`, `,`, `==`, `!=`, `>=`, `<=`, `>`, `<`.
    Sign(&'static str),
}

/// A word and the byte at which it begins.
pub(super) type Placed<'t> = (usize, Word<'t>);

const SIGNS: [&str; 9] = ["==", "!=", ">=", "<=", ">", "<", "(", ")", ","];

/// Takes a condition apart.
pub(super) fn words(text: &str) -> Result<Vec<Placed<'_>>, Mistake> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            words.push((at, Word::Sign(sign)));
            at += sign.len();
            continue;
        }
        if c == '"' || c == '\'' {
            let (content, length) = quoted(rest, c)
                .ok_or_else(|| Mistake::new(at, "this text has no closing quote"))?;
            words.push((at, Word::Text(content)));
            at += length;
            continue;
        }
        let of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
        let end = rest.find(|c| !of_word(c)).unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        if word.is_empty() {
            let hint = match c {
                '=' => "equality is written `==`".to_owned(),
                '&' => "write `and`".to_owned(),
                '|' => "write `or`".to_owned(),
                '!' => "write `not`".to_owned(),
                other => format!("`{other}` means nothing here"),
            };
            return Err(Mistake::new(at, hint));
        }
        let number = c.is_ascii_digit() || c == '-' || c == '.';
        words.push(match Milli::read(word) {
            Some(number) => (at, Word::Number(number)),
            None if number => return Err(Mistake::new(at, format!("`{word}` is no number"))),
            None => (at, Word::Name(word)),
        });
        at += end;
    }
    Ok(words)
}

/// The content of a text in quotes and its length with them; a backslash keeps what follows.
fn quoted(rest: &str, quote: char) -> Option<(String, usize)> {
    let mut content = String::new();
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => content.push(chars.next()?.1),
            c if c == quote => return Some((content, at + 1)),
            c => content.push(c),
        }
    }
    None
}
