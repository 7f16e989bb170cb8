//! Words, signs and texts of GraphQL's schema language and of protobuf.

use crate::shape::Problem;

/// What a token is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or a number, with the dots in it.
    Word,
    /// Quoted text, without its quotes.
    Text,
    /// A single character.
    Sign,
    /// After the last one.
    #[default]
    End,
}

/// One token.
#[derive(Clone, Debug, Default)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) text: String,
    /// Line, from 1.
    pub(crate) line: u32,
    /// The comments between the one before and this.
    pub(crate) before: String,
    /// The comment behind it on its line.
    pub(crate) after: String,
}

/// How a language writes comments.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comments {
    /// From `#` to the end of the line.
    Hash,
    /// From `//` to the end of the line, and between `/*` and `*/`.
    Slashes,
}

struct Lexer<'a> {
    rest: &'a str,
    line: u32,
    comments: Comments,
    tokens: Vec<Token>,
    /// Comments for the next token.
    pending: String,
}

/// The tokens of a text.
pub(crate) fn tokens(text: &str, comments: Comments) -> Result<Vec<Token>, Problem> {
    let mut lexer =
        Lexer { rest: text, line: 1, comments, tokens: Vec::new(), pending: String::new() };
    while lexer.step()? {}
    let before = std::mem::take(&mut lexer.pending);
    lexer.tokens.push(Token { line: lexer.line, before, ..Token::default() });
    Ok(lexer.tokens)
}

impl<'a> Lexer<'a> {
    fn step(&mut self) -> Result<bool, Problem> {
        let Some(first) = self.rest.chars().next() else { return Ok(false) };
        let line = self.line;
        let token =
            |kind, text: &str| Token { kind, text: text.to_owned(), line, ..Token::default() };
        let is_space = first.is_whitespace() || first == '\u{feff}';
        // A comma means nothing in GraphQL.
        if is_space || (first == ',' && self.comments == Comments::Hash) {
            self.take(first.len_utf8());
        } else if let Some(comment) = self.comment()? {
            self.keep(&comment, line);
        } else if first == '"' || first == '\'' {
            let text = self.quoted(first)?;
            self.push(token(Kind::Text, &text));
        } else if let length @ 1.. = word_length(self.rest) {
            let word = self.take(length);
            self.push(token(Kind::Word, word));
        } else {
            let sign = self.take(first.len_utf8());
            self.push(token(Kind::Sign, sign));
        }
        Ok(true)
    }

    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += taken.bytes().filter(|byte| *byte == b'\n').count() as u32;
        self.rest = rest;
        taken
    }

    fn push(&mut self, token: Token) {
        let before = std::mem::take(&mut self.pending);
        self.tokens.push(Token { before, ..token });
    }

    fn comment(&mut self) -> Result<Option<String>, Problem> {
        let marker = match self.comments {
            Comments::Hash => "#",
            Comments::Slashes if self.rest.starts_with("/*") => {
                let line = self.line;
                let Some(end) = self.rest.find("*/") else {
                    return Err(Problem { line, text: "A comment is never closed.".to_owned() });
                };
                let text = self.take(end + 2).trim_start_matches(['/', '*']).to_owned();
                let text = text.trim_end_matches(['/', '*']);
                let bare = |line: &str| {
                    let line = line.trim();
                    line.strip_prefix('*').unwrap_or(line).trim().to_owned()
                };
                let lines: Vec<String> = text.lines().map(bare).collect();
                return Ok(Some(lines.join("\n").trim().to_owned()));
            }
            Comments::Slashes => "//",
        };
        if !self.rest.starts_with(marker) {
            return Ok(None);
        }
        let end = self.rest.find('\n').unwrap_or(self.rest.len());
        let text = self.take(end).trim_start_matches(marker).trim_start_matches('/');
        Ok(Some(text.strip_prefix(' ').unwrap_or(text).trim_end().to_owned()))
    }

    /// Keeps a comment: behind the token on its line, or for the next one.
    fn keep(&mut self, comment: &str, line: u32) {
        let last = self
            .tokens
            .last_mut()
            .filter(|last| last.line == line && self.pending.is_empty() && last.after.is_empty());
        let place = match last {
            Some(last) => &mut last.after,
            None => &mut self.pending,
        };
        if !place.is_empty() {
            place.push('\n');
        }
        place.push_str(comment);
    }

    fn quoted(&mut self, quote: char) -> Result<String, Problem> {
        let line = self.line;
        let open = || Problem { line, text: "A quote is never closed.".to_owned() };
        if let Some(inside) = self.rest.strip_prefix("\"\"\"") {
            let mut length = 0;
            let end = loop {
                let from = inside.get(length..).unwrap_or_default();
                let end = length + from.find("\"\"\"").ok_or_else(open)?;
                if !inside.get(..end).unwrap_or_default().ends_with('\\') {
                    break end;
                }
                length = end + 3;
            };
            let text = block(&inside.get(..end).unwrap_or_default().replace("\\\"\"\"", "\"\"\""));
            self.take(end + 6);
            return Ok(text);
        }
        let mut text = String::new();
        let mut length = quote.len_utf8();
        let mut chars = self.rest.chars().skip(1);
        loop {
            let c = chars.next().filter(|c| *c != '\n').ok_or_else(open)?;
            length += c.len_utf8();
            if c == quote {
                break;
            }
            if c != '\\' {
                text.push(c);
                continue;
            }
            let escaped = chars.next().ok_or_else(open)?;
            length += escaped.len_utf8();
            match escaped {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'r' => text.push('\r'),
                '"' | '\'' | '\\' | '/' => text.push(escaped),
                // Shown as it was written: codes are rare in what people read.
                other => text.extend(['\\', other]),
            }
        }
        self.take(length);
        Ok(text)
    }
}

/// Length of the name or number at the start; 0 when there is none.
fn word_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let at = |index: usize| bytes.get(index).copied().unwrap_or_default();
    let signed = matches!(at(0), b'-' | b'+') && (at(1).is_ascii_digit() || at(1) == b'.');
    let dotted = at(0) == b'.' && is_word(at(1));
    if !(is_word(at(0)) || signed || dotted) {
        return 0;
    }
    let is_number = signed || at(0).is_ascii_digit();
    let mut length = 1;
    loop {
        let byte = at(length);
        let exponent = is_number
            && matches!(byte, b'-' | b'+')
            && matches!(at(length.saturating_sub(1)), b'e' | b'E');
        if is_word(byte) || (byte == b'.' && is_word(at(length + 1))) || exponent {
            length += 1;
        } else {
            return length;
        }
    }
}

/// The text of a block string: without the indentation that all of its lines share.
fn block(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let filled = text.lines().skip(1).filter(|line| !line.trim().is_empty());
    let common = filled.map(indent).min().unwrap_or_default();
    let cut = |(at, line): (usize, &str)| match at {
        0 => line.trim_start().to_owned(),
        _ => line.get(common..).unwrap_or_default().to_owned(),
    };
    let lines: Vec<String> = text.lines().enumerate().map(cut).collect();
    lines.join("\n").trim().to_owned()
}

/// Reads tokens one after the other.
pub(crate) struct Cursor {
    tokens: std::vec::IntoIter<Token>,
    next: Token,
}

impl Cursor {
    pub(crate) fn new(tokens: Vec<Token>) -> Self {
        let mut tokens = tokens.into_iter();
        let next = tokens.next().unwrap_or_default();
        Self { tokens, next }
    }

    pub(crate) fn peek(&self) -> &Token {
        &self.next
    }

    /// The one after the next.
    pub(crate) fn second(&self) -> Option<&Token> {
        self.tokens.as_slice().first()
    }

    pub(crate) fn take(&mut self) -> Token {
        let end = Token { line: self.next.line, ..Token::default() };
        std::mem::replace(&mut self.next, self.tokens.next().unwrap_or(end))
    }

    pub(crate) fn is_sign(&self, sign: &str) -> bool {
        self.next.kind == Kind::Sign && self.next.text == sign
    }

    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.next.kind == Kind::Word && self.next.text == word
    }

    /// Takes a sign or a word if it is the next.
    pub(crate) fn eat(&mut self, text: &str) -> bool {
        let is = self.is_sign(text) || self.is_word(text);
        if is {
            self.take();
        }
        is
    }

    pub(crate) fn expect(&mut self, sign: &str) -> Result<Token, Problem> {
        if self.is_sign(sign) {
            return Ok(self.take());
        }
        Err(self.fault(&["“", sign, "” is expected"].concat()))
    }

    pub(crate) fn word(&mut self, what: &str) -> Result<Token, Problem> {
        if self.next.kind == Kind::Word {
            return Ok(self.take());
        }
        Err(self.fault(&[what, " is expected"].concat()))
    }

    pub(crate) fn is_end(&self) -> bool {
        self.next.kind == Kind::End
    }

    pub(crate) fn fault(&self, what: &str) -> Problem {
        let found = match self.next.kind {
            Kind::End => "the end of the text".to_owned(),
            _ => ["“", &self.next.text, "”"].concat(),
        };
        Problem { line: self.next.line, text: [what, ", but here is ", &found, "."].concat() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str, comments: Comments) -> Vec<String> {
        tokens(text, comments).unwrap().into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn texts_become_tokens() {
        assert_eq!(
            words("a.b: [-1.5e-3!] \"x\\\"y\" 'z'", Comments::Hash),
            ["a.b", ":", "[", "-1.5e-3", "!", "]", "x\"y", "z", ""]
        );
        assert_eq!(
            words("\"\"\"\n    one\n      two\n    \"\"\"", Comments::Hash),
            ["one\n  two", ""]
        );
    }

    #[test]
    fn comments_stay_with_what_they_are_about() {
        let all = tokens(
            "// head\n/* more\n * and more */\nint32 a; // tail\n// next\nb",
            Comments::Slashes,
        )
        .unwrap();
        assert_eq!(all[0].before, "head\nmore\nand more");
        assert_eq!(all[2].after, "tail");
        assert_eq!((all[3].before.as_str(), all[3].line), ("next", 6));
    }

    #[test]
    fn what_is_not_closed_has_a_line() {
        for (text, comments) in [
            ("a\n\"b", Comments::Hash),
            ("a\n/* b", Comments::Slashes),
            ("a\n\"\"\"b\"\"", Comments::Hash),
        ] {
            assert_eq!(tokens(text, comments).unwrap_err().line, 2);
        }
    }

    proptest! {
        #[test]
        fn any_text_ends(text in "[a-z\"'/*#\\\\.\n -]{0,40}") {
            let _ = tokens(&text, Comments::Hash);
            let _ = tokens(&text, Comments::Slashes);
        }
    }
}
