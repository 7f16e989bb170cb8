//! Lines of code, and the little YAML that is coloured.

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// Anything that gets no colour.
    Plain,
    /// Key of a mapping, name of a tag.
    Key,
    /// Quoted text.
    Text,
    /// Number, boolean or null.
    Constant,
    /// What the language does not read, such as from `#` to the end of the line.
    Comment,
    /// `:`, `-`, `---`.
    Mark,
    /// Word of the language.
    Keyword,
    /// Name of a type.
    Type,
    /// Name of something that is called.
    Function,
    /// Name of a variable, an attribute, an option.
    Variable,
    /// Line of a change that comes.
    Added,
    /// Line of a change that goes.
    Removed,
}

impl Token {
    /// Value of the `data-token` attribute; none for plain text.
    #[must_use]
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Key => Some("key"),
            Self::Text => Some("text"),
            Self::Constant => Some("constant"),
            Self::Comment => Some("comment"),
            Self::Mark => Some("mark"),
            Self::Keyword => Some("keyword"),
            Self::Type => Some("type"),
            Self::Function => Some("function"),
            Self::Variable => Some("variable"),
            Self::Added => Some("added"),
            Self::Removed => Some("removed"),
        }
    }
}

/// The pieces of one line of YAML, in order; together they are the line.
///
/// Line by line: block scalars and multi-line quotes are shown plainly or as keys, which is only
/// a colour. Nothing is parsed, nothing can fail.
#[must_use]
pub fn yaml_line(line: &str) -> Vec<(Token, &str)> {
    let mut pieces = Pieces { done: Vec::new(), rest: line };
    // Indentation and the dashes of sequence items.
    loop {
        pieces.take_blanks();
        match pieces.rest {
            "---" | "-" => pieces.take(pieces.rest.len(), Token::Mark),
            rest if rest.starts_with("- ") => pieces.take(1, Token::Mark),
            _ => break,
        }
    }
    if let Some(colon) = key_end(pieces.rest) {
        pieces.take(colon, Token::Key);
        pieces.take(1, Token::Mark);
        pieces.take_blanks();
    }
    // A value, then perhaps a comment.
    let (value, _) = pieces.rest.split_at_checked(comment_start(pieces.rest)).unwrap_or_default();
    let value = value.trim_end();
    pieces.take(value.len(), value_token(value));
    pieces.take_blanks();
    pieces.take(pieces.rest.len(), Token::Comment);
    pieces.done
}

/// A line that is being cut up.
struct Pieces<'a> {
    done: Vec<(Token, &'a str)>,
    rest: &'a str,
}

impl Pieces<'_> {
    /// Cuts `length` bytes off the rest, if there are any.
    fn take(&mut self, length: usize, token: Token) {
        if let Some((piece, rest)) = self.rest.split_at_checked(length).filter(|_| length > 0) {
            self.done.push((token, piece));
            self.rest = rest;
        }
    }

    fn take_blanks(&mut self) {
        self.take(self.rest.len() - self.rest.trim_start().len(), Token::Plain);
    }
}

/// Where the colon after a key stands, if the text begins with a key.
fn key_end(text: &str) -> Option<usize> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''));
    let from = match quote {
        Some(quote) => text.get(1..)?.find(quote)? + 2,
        None if text.starts_with(['#', '[', '{', '&', '*', '!', '|', '>']) => return None,
        None => 0,
    };
    let after = text.get(from..)?;
    let limit = comment_start(text);
    let colon = after
        .char_indices()
        .find(|(at, c)| {
            *c == ':'
                && after.get(at + 1..).is_none_or(|next| next.is_empty() || next.starts_with(' '))
        })?
        .0
        + from;
    (colon > 0 && colon < limit && (quote.is_none() || colon == from)).then_some(colon)
}

/// Where a comment begins: at a `#` after a space and outside of quotes, else at the end.
fn comment_start(text: &str) -> usize {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '#') if before == ' ' => return at,
            (None, '"' | '\'') if before == ' ' => quote = Some(c),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
        before = c;
    }
    text.len()
}

/// What a value looks like.
fn value_token(value: &str) -> Token {
    if value.starts_with(['"', '\'']) {
        Token::Text
    } else if matches!(value, "true" | "false" | "null" | "~") || is_number(value) {
        Token::Constant
    } else {
        Token::Plain
    }
}

/// Whether a value is a decimal number, such as `-1.5e3`.
fn is_number(value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = |text: &str| text.strip_prefix(['-', '+']).unwrap_or(text).to_owned();
    let value = unsigned(value);
    let (number, exponent) = value.split_once(['e', 'E']).unwrap_or((&value, "0"));
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    digits(&[whole, rest].concat()) && digits(&unsigned(exponent))
}

#[cfg(test)]
mod tests {
    use super::Token::*;
    use super::*;
    use proptest::prelude::*;

    fn coloured(line: &str) -> Vec<(Token, &str)> {
        yaml_line(line).into_iter().filter(|(token, _)| *token != Plain).collect()
    }

    #[test]
    fn numbers() {
        for number in ["0", "3", "-1.5", "+2", ".5", "7.", "1e9", "1.5E-3"] {
            assert!(is_number(number), "{number}");
        }
        for text in ["", ".", "-", "e5", "1.2.3", "v1", "1 2", "nan", "1e", "--1"] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn keys_and_values() {
        assert_eq!(coloured("kind: Component"), [(Key, "kind"), (Mark, ":")]);
        assert_eq!(coloured("  replicas: 3"), [(Key, "replicas"), (Mark, ":"), (Constant, "3")]);
        assert_eq!(
            coloured("a: 'it: is # text'"),
            [(Key, "a"), (Mark, ":"), (Text, "'it: is # text'")]
        );
        assert_eq!(coloured("spec:"), [(Key, "spec"), (Mark, ":")]);
        assert_eq!(
            coloured("    sentry.io/project-slug: ledger"),
            [(Key, "sentry.io/project-slug"), (Mark, ":")]
        );
        assert_eq!(
            coloured("\"quoted key\": ~"),
            [(Key, "\"quoted key\""), (Mark, ":"), (Constant, "~")]
        );
    }

    #[test]
    fn sequences_and_documents() {
        assert_eq!(coloured("---"), [(Mark, "---")]);
        assert_eq!(coloured("  - rust"), [(Mark, "-")]);
        assert_eq!(coloured("- url: https://a.example"), [(Mark, "-"), (Key, "url"), (Mark, ":")]);
        assert_eq!(coloured("- - true"), [(Mark, "-"), (Mark, "-"), (Constant, "true")]);
    }

    #[test]
    fn comments() {
        assert_eq!(coloured("# whole line"), [(Comment, "# whole line")]);
        assert_eq!(
            coloured("a: b # why: because"),
            [(Key, "a"), (Mark, ":"), (Comment, "# why: because")]
        );
        assert_eq!(coloured("a: b#c"), [(Key, "a"), (Mark, ":")]);
        assert_eq!(coloured("text # note: x"), [(Comment, "# note: x")]);
    }

    #[test]
    fn a_url_is_not_a_key() {
        assert_eq!(coloured("https://a.example/b"), []);
        assert_eq!(coloured("{ a: 1 }"), []);
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_line(line in "[ a-z#:'\"\\-é{}0-9]{0,40}") {
            let joined: String = yaml_line(&line).iter().map(|(_, piece)| *piece).collect();
            prop_assert_eq!(joined, line);
        }
    }
}
