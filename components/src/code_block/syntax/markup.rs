//! Tags and attributes.

use super::{Cutter, Token};

/// The pieces of a text with tags, in order; together they are the text.
pub(super) fn pieces(code: &str) -> Vec<(Token, &str)> {
    let mut cut = Cutter::new(code);
    let mut in_tag = false;
    while let Some(first) = cut.rest.chars().next() {
        let name = |letter: char| letter.is_alphanumeric() || "-_:.@#".contains(letter);
        match first {
            _ if first.is_whitespace() => cut.take(cut.run(char::is_whitespace), Token::Plain),
            '<' if cut.rest.starts_with("<!--") => {
                cut.take(cut.until("<!--", "-->"), Token::Comment)
            }
            '<' if cut.rest.starts_with("<![CDATA[") => {
                cut.take(cut.until("<![CDATA[", "]]>"), Token::Text);
            }
            '<' if cut.rest.starts_with(['<']) && begins(cut.rest) => {
                in_tag = true;
                cut.take(cut.run(|letter| matches!(letter, '<' | '/' | '!' | '?')), Token::Mark);
                cut.take(cut.run(name), Token::Key);
            }
            '>' if in_tag => {
                in_tag = false;
                cut.take(1, Token::Mark);
            }
            '"' | '\'' if in_tag => {
                let quote = if first == '"' { "\"" } else { "'" };
                cut.take(cut.until(quote, quote), Token::Text);
            }
            _ if in_tag && name(first) => cut.take(cut.run(name), Token::Variable),
            _ if in_tag => cut.take(first.len_utf8(), Token::Mark),
            '&' => {
                let end = cut.rest.find(';').filter(|end| *end < 10);
                let token = if end.is_some() { Token::Constant } else { Token::Plain };
                cut.take(end.map_or(1, |end| end + 1), token);
            }
            _ => {
                let words = cut.run(|letter| !matches!(letter, '<' | '&'));
                cut.take(words.max(1), Token::Plain);
            }
        }
    }
    cut.done
}

/// Whether a tag begins here, and not a comparison.
fn begins(text: &str) -> bool {
    let after = text.trim_start_matches(['<', '/', '!', '?']);
    after.starts_with(|letter: char| letter.is_ascii_alphabetic())
}
