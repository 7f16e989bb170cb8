//! Colours for code in many languages: keywords, words in quotes, numbers, comments. Nothing is
//! parsed and nothing can fail; what is taken wrongly has a wrong colour.
//!
//! All of it is a few kilobytes, data included, and travels alone: whoever calls [`syntax`] does it
//! from a chunk.

mod grammars;
mod markup;

use super::logic::Token;
use grammars::Grammar;

/// The coloured pieces of one line.
pub type CodeLine = Vec<(Token, String)>;

/// Longest code that is coloured, in bytes.
const LONGEST: usize = 60_000;

/// The coloured lines of a code in a language, by the name that stands at a fence: `rust`, `ts`.
/// `None` for a language that is not known and for a code that is too long.
#[must_use]
pub fn syntax(language: &str, code: &str) -> Option<Vec<CodeLine>> {
    if code.len() > LONGEST {
        return None;
    }
    let language = crate::lower(language);
    let language = language.trim_start_matches("language-");
    let pieces = match language {
        "html" | "xml" | "svg" | "xhtml" | "vue" | "svelte" | "pom" => markup::pieces(code),
        "diff" | "patch" => diff(code),
        _ => pieces(grammars::of(language)?, code),
    };
    Some(lines(&pieces))
}

/// Cuts pieces at the ends of lines.
fn lines(pieces: &[(Token, &str)]) -> Vec<CodeLine> {
    let mut lines = vec![Vec::new()];
    for (token, text) in pieces {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            let part = part.trim_end_matches('\r');
            if let Some(line) = lines.last_mut()
                && !part.is_empty()
            {
                line.push((*token, part.to_owned()));
            }
        }
    }
    lines
}

/// A change: what comes is green, what goes is red.
fn diff(code: &str) -> Vec<(Token, &str)> {
    let token = |line: &str| match line.as_bytes().first() {
        Some(b'+') => Token::Added,
        Some(b'-') => Token::Removed,
        Some(b'@') => Token::Keyword,
        _ => Token::Plain,
    };
    code.split_inclusive('\n').map(|line| (token(line), line)).collect()
}

/// A code that is being cut up.
struct Cutter<'c> {
    done: Vec<(Token, &'c str)>,
    rest: &'c str,
    /// The last letter of what is done.
    before: char,
}

impl<'c> Cutter<'c> {
    fn new(code: &'c str) -> Self {
        Self { done: Vec::new(), rest: code, before: '\n' }
    }

    /// Cuts so many bytes off, or everything if there are fewer.
    fn take(&mut self, length: usize, token: Token) {
        let (piece, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.before = piece.chars().next_back().unwrap_or(self.before);
        self.rest = rest;
        if !piece.is_empty() {
            self.done.push((token, piece));
        }
    }

    /// How far the letters reach that are such.
    fn run(&self, such: impl Fn(char) -> bool) -> usize {
        self.rest.find(|letter| !such(letter)).unwrap_or(self.rest.len())
    }

    /// Where a text ends that begins with `open` here and goes on to `close`, or to the end.
    fn until(&self, open: &str, close: &str) -> usize {
        let after = self.rest.get(open.len()..).and_then(|after| after.find(close));
        after.map_or(self.rest.len(), |at| open.len() + at + close.len())
    }
}

/// The pieces of a code, in order; together they are the code.
fn pieces<'c>(grammar: &Grammar, code: &'c str) -> Vec<(Token, &'c str)> {
    let mut cut = Cutter::new(code);
    while let Some(first) = cut.rest.chars().next() {
        if first.is_whitespace() {
            cut.take(cut.run(char::is_whitespace), Token::Plain);
        } else if let Some(length) = comment(grammar, &cut) {
            cut.take(length, Token::Comment);
        } else if let Some(length) = quoted(grammar, cut.rest) {
            let key = grammar.keys && follows(cut.rest, length, ':');
            cut.take(length, if key { Token::Key } else { Token::Text });
        } else if first.is_ascii_digit() {
            cut.take(number(cut.rest), Token::Constant);
        } else if let Some(sigil) = grammar.sigils.iter().find(|one| cut.rest.starts_with(**one)) {
            let name = cut.rest.get(sigil.len()..).unwrap_or_default();
            let length = name.find(|letter| !grammar.is_word(letter)).unwrap_or(name.len());
            let token = if length == 0 { Token::Mark } else { Token::Variable };
            cut.take(sigil.len() + length, token);
        } else if grammar.is_word(first) {
            let length = cut.run(|letter| grammar.is_word(letter));
            let word = cut.rest.get(..length).unwrap_or_default();
            let token = grammar.word(word, follows(cut.rest, length, '('));
            let key = grammar.keys && follows(cut.rest, length, grammar.key_mark);
            cut.take(length, if key { Token::Key } else { token });
        } else {
            let token = if first.is_ascii() { Token::Mark } else { Token::Plain };
            cut.take(first.len_utf8(), token);
        }
    }
    cut.done
}

/// Whether the next thing after so many bytes on the same line is this letter.
fn follows(text: &str, length: usize, letter: char) -> bool {
    let after = text.get(length..).unwrap_or_default();
    after.trim_start_matches([' ', '\t']).starts_with(letter)
}

fn comment(grammar: &Grammar, cut: &Cutter<'_>) -> Option<usize> {
    if let Some((open, close)) = grammar.blocks.iter().find(|(open, _)| cut.rest.starts_with(open))
    {
        return Some(cut.until(open, close));
    }
    let mark = grammar.comments.iter().find(|mark| cut.rest.starts_with(**mark))?;
    // `$#` and `a#b` of a shell begin none.
    let begins = *mark != "#"
        || cut.before.is_whitespace()
        || matches!(cut.before, ';' | '(' | ')' | '{' | '}' | ',');
    begins.then(|| cut.run(|letter| letter != '\n'))
}

/// How long the words in quotes are that begin here.
fn quoted(grammar: &Grammar, text: &str) -> Option<usize> {
    let quote = grammar.quotes.iter().find(|quote| text.starts_with(quote.open))?;
    let inside = text.get(quote.open.len()..)?;
    if quote.one_letter {
        // One letter, or one with a backslash: other such marks are lifetimes.
        let escaped = inside.starts_with('\\');
        let end = inside.char_indices().nth(1).map(|(at, _)| at);
        let closed = end
            .is_some_and(|end| inside.get(end..).is_some_and(|rest| rest.starts_with(quote.close)));
        if !escaped && !closed {
            return None;
        }
    }
    let mut skip = false;
    for (at, letter) in inside.char_indices() {
        if skip {
            skip = false;
        } else if quote.escapes && letter == '\\' {
            skip = true;
        } else if inside.get(at..).is_some_and(|rest| rest.starts_with(quote.close)) {
            return Some(quote.open.len() + at + quote.close.len());
        } else if letter == '\n' && !quote.lines {
            return Some(quote.open.len() + at);
        }
    }
    Some(text.len())
}

/// How long a number is: `1_000`, `0xff`, `1.5e-3`, `10ms`.
fn number(text: &str) -> usize {
    let mut before = '0';
    for (at, letter) in text.char_indices() {
        let next_digit = || {
            text.get(at + 1..)
                .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_digit()))
        };
        let inside = letter.is_ascii_alphanumeric()
            || letter == '_'
            || letter == '.' && next_digit()
            || matches!(letter, '-' | '+') && matches!(before, 'e' | 'E') && next_digit();
        if !inside {
            return at;
        }
        before = letter;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::Token::*;
    use super::*;
    use proptest::prelude::*;

    /// The coloured pieces but for marks.
    fn coloured(language: &str, code: &str) -> Vec<(Token, String)> {
        let lines = syntax(language, code).unwrap();
        let all = lines.into_iter().flatten();
        all.filter(|(token, _)| !matches!(token, Plain | Mark)).collect()
    }

    fn are(language: &str, code: &str, wanted: &[(Token, &str)]) {
        let wanted: Vec<_> =
            wanted.iter().map(|(token, text)| (*token, (*text).to_owned())).collect();
        assert_eq!(coloured(language, code), wanted, "{language}: {code}");
    }

    #[test]
    fn rust() {
        are(
            "rust",
            "pub fn pay(to: &'a Account) -> u64 { '\\'' /* a\nb */ }",
            &[
                (Keyword, "pub"),
                (Keyword, "fn"),
                (Function, "pay"),
                (Type, "Account"),
                (Type, "u64"),
                (Text, "'\\''"),
                (Comment, "/* a"),
                (Comment, "b */"),
            ],
        );
        are(
            "rs",
            "r#\"a \"b\" c\"# 1_000.5 0..2",
            &[(Text, "r#\"a \"b\" c\"#"), (Constant, "1_000.5"), (Constant, "0"), (Constant, "2")],
        );
    }

    #[test]
    fn typescript_and_python() {
        are(
            "ts",
            "const a = await load(`x\n${b}`); // why",
            &[
                (Keyword, "const"),
                (Keyword, "await"),
                (Function, "load"),
                (Text, "`x"),
                (Text, "${b}`"),
                (Comment, "// why"),
            ],
        );
        are(
            "python",
            "@cached\ndef f(x): return None  # no\n\"\"\"a\n\"b\" \"\"\"",
            &[
                (Variable, "@cached"),
                (Keyword, "def"),
                (Function, "f"),
                (Keyword, "return"),
                (Constant, "None"),
                (Comment, "# no"),
                (Text, "\"\"\"a"),
                (Text, "\"b\" \"\"\""),
            ],
        );
    }

    #[test]
    fn shells_and_queries() {
        are(
            "bash",
            "if [ $# -gt 1 ]; then echo \"$a\" ${HOME} # x\nfi",
            &[
                (Keyword, "if"),
                (Constant, "1"),
                (Keyword, "then"),
                (Text, "\"$a\""),
                (Variable, "${HOME"),
                (Comment, "# x"),
                (Keyword, "fi"),
            ],
        );
        are(
            "SQL",
            "select Count(*) from t -- all",
            &[(Keyword, "select"), (Function, "Count"), (Keyword, "from"), (Comment, "-- all")],
        );
    }

    #[test]
    fn data() {
        are(
            "json",
            "{\"a\": [1, true, \"b\"]}",
            &[(Key, "\"a\""), (Constant, "1"), (Constant, "true"), (Text, "\"b\"")],
        );
        are("toml", "[a.b]\nc-d = \"e\" # f", &[(Key, "c-d"), (Text, "\"e\""), (Comment, "# f")]);
    }

    #[test]
    fn markup_and_changes() {
        are(
            "html",
            "<!-- a --><a href=\"b\" c>d &lt;</a>",
            &[
                (Comment, "<!-- a -->"),
                (Key, "a"),
                (Variable, "href"),
                (Text, "\"b\""),
                (Variable, "c"),
                (Constant, "&lt;"),
                (Key, "a"),
            ],
        );
        are("diff", "@@ 1 @@\n-a\n+b\n c", &[(Keyword, "@@ 1 @@"), (Removed, "-a"), (Added, "+b")]);
    }

    #[test]
    fn what_is_not_known_or_too_long_is_left_alone() {
        assert_eq!(syntax("brainfudge", "+"), None);
        assert_eq!(syntax("rust", &"a".repeat(LONGEST + 1)), None);
    }

    #[test]
    fn words_of_a_language_are_its_own() {
        let mut names = std::collections::BTreeSet::new();
        for grammar in grammars::ALL {
            for name in grammar.names {
                assert!(names.insert(name), "{name} is named twice");
            }
            for list in [grammar.keywords, grammar.types, grammar.constants] {
                assert!(!list.contains("  ") && list.trim() == list, "{:?}", grammar.names);
            }
        }
    }

    proptest! {
        #[test]
        fn the_pieces_are_the_code(
            language in "(rust|ts|python|bash|sql|json|toml|css|html|diff|kotlin|go|dockerfile|graphql)",
            code in "([a-z]|[0-9]|[ \n\"'`\\\\<>/*#$@{}():=.-]|é|fn|--|<!--|/\\*|\"\"\"){0,60}",
        ) {
            let lines = syntax(&language, &code).unwrap();
            let joined: Vec<String> = lines.into_iter().map(|line| line.into_iter().map(|(_, text)| text).collect()).collect();
            prop_assert_eq!(joined.join("\n"), code);
        }
    }
}
