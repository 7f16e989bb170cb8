//! Just enough of CSS to look at a style sheet and to make it smaller: strings, comments and
//! blocks are told apart (CSS Syntax Level 3), values are left as they are.

use anyhow::{Result, bail};

/// A piece of a style sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'t> {
    Comment(&'t str),
    /// A string with its quotes.
    Text(&'t str),
    Space,
    /// One of `{ } ( ) [ ] ; , :`.
    Mark(char),
    /// Everything else, and what stands inside `url(…)` without quotes.
    Word(&'t str),
}

/// A declaration: the rules around it from the outside in, its name, its value.
pub type Declaration = (Vec<String>, String, String);

/// Cuts a style sheet into pieces.
///
/// # Errors
/// When a comment or a string is not closed.
pub fn pieces(sheet: &str) -> Result<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let in_url = matches!(
            found.as_slice(),
            [.., Piece::Word(word), Piece::Mark('(')] | [.., Piece::Word(word), Piece::Mark('('), Piece::Space]
                if word.to_ascii_lowercase().ends_with("url")
        );
        let length = if rest.starts_with("/*") {
            let Some(end) = rest.find("*/") else { bail!("a comment is not closed") };
            end + 2
        } else if matches!(first, '"' | '\'') {
            match string_length(rest, first) {
                Some(length) => length,
                None => bail!("a string is not closed: {}", first_line(rest)),
            }
        } else if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len())
        } else if in_url {
            rest.find(')').unwrap_or(rest.len()).max(first.len_utf8())
        } else if is_mark(first) {
            first.len_utf8()
        } else {
            word_length(rest)
        };
        let (piece, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        found.push(match first {
            '/' if piece.starts_with("/*") => Piece::Comment(piece),
            '"' | '\'' => Piece::Text(piece),
            space if space.is_whitespace() => Piece::Space,
            mark if is_mark(mark) => Piece::Mark(mark),
            _ => Piece::Word(piece),
        });
        rest = after;
    }
    Ok(found)
}

fn is_mark(c: char) -> bool {
    matches!(c, '{' | '}' | '(' | ')' | '[' | ']' | ';' | ',' | ':')
}

/// Bytes of a string with its quotes; nothing when it has no end.
fn string_length(text: &str, quote: char) -> Option<usize> {
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '\n' => return None,
            end if end == quote => return Some(at + end.len_utf8()),
            _ => {}
        }
    }
    None
}

fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        let ends = character.is_whitespace()
            || is_mark(character)
            || matches!(character, '"' | '\'')
            || text.get(at..).is_some_and(|rest| rest.starts_with("/*"));
        if ends {
            return at;
        }
        if character == '\\' {
            characters.next();
        }
    }
    text.len()
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// All declarations, in order. Rules that hold no block (`@import …;`) are left out.
///
/// # Errors
/// When blocks, comments or strings are not closed.
pub fn declarations(sheet: &str) -> Result<Vec<Declaration>> {
    let mut found = Vec::new();
    let mut rules: Vec<String> = Vec::new();
    let mut current = String::new();
    for piece in pieces(sheet)? {
        match piece {
            Piece::Mark('{') => rules.push(std::mem::take(&mut current).trim().to_owned()),
            Piece::Mark(end @ (';' | '}')) => {
                let text = std::mem::take(&mut current);
                if let Some((name, value)) = text.split_once(':')
                    && !text.trim_start().starts_with('@')
                {
                    let (name, value) = (name.trim().to_owned(), value.trim().to_owned());
                    found.push((rules.clone(), name, value));
                }
                if end == '}' && rules.pop().is_none() {
                    bail!("a block is closed that was not opened");
                }
            }
            Piece::Comment(_) => {}
            Piece::Space => current.push(' '),
            Piece::Mark(mark) => current.push(mark),
            Piece::Text(text) | Piece::Word(text) => current.push_str(text),
        }
    }
    if let Some(open) = rules.last() {
        bail!("the block `{open}` is not closed");
    }
    Ok(found)
}

/// The names in `var(--name)`, each as often as it is used.
pub fn variables(value: &str) -> Vec<String> {
    let uses = value.split("var(").skip(1);
    uses.filter_map(|rest| {
        let name: String = rest
            .trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
            .collect();
        name.starts_with("--").then_some(name)
    })
    .collect()
}

/// The same sheet without comments and without white space that says nothing. Values and
/// selectors stay as they are, so it cannot change what the sheet means.
///
/// # Errors
/// When a comment or a string is not closed.
pub fn minify(sheet: &str) -> Result<String> {
    let mut out = String::with_capacity(sheet.len());
    // What parts two pieces: nothing, a comment (which does not part `.a` from `.b`), a space.
    let mut gap = "";
    for piece in pieces(sheet)? {
        let (text, tight_before) = match piece {
            Piece::Comment(_) => {
                gap = if gap.is_empty() { "/**/" } else { gap };
                continue;
            }
            Piece::Space => {
                gap = " ";
                continue;
            }
            Piece::Mark('{') => ("{", true),
            Piece::Mark('}') => {
                while out.ends_with(';') {
                    out.pop();
                }
                ("}", true)
            }
            Piece::Mark(';') => (";", true),
            Piece::Mark(',') => (",", true),
            Piece::Mark(')') => (")", true),
            Piece::Mark(']') => ("]", true),
            Piece::Mark('(') => ("(", false),
            Piece::Mark('[') => ("[", false),
            Piece::Mark(_) => (":", false),
            Piece::Text(text) | Piece::Word(text) => (text, false),
        };
        let tight_after = out.is_empty() || out.ends_with(['{', '}', ';', ',', '(', '[', ':']);
        if !tight_before && !tight_after {
            out.push_str(gap);
        }
        gap = "";
        out.push_str(text);
    }
    out.push('\n');
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small(sheet: &str) -> String {
        minify(sheet).unwrap().trim_end().to_owned()
    }

    #[test]
    fn white_space_and_comments_go() {
        assert_eq!(
            small("/* head */\n.a > .b,\n.c {\n  color: red;\n  margin: 0 auto;\n}\n"),
            ".a > .b,.c{color:red;margin:0 auto}"
        );
        assert_eq!(
            small("@media (width >= 40rem) and (pointer: coarse) { a { b: c; } }"),
            "@media (width >= 40rem) and (pointer:coarse){a{b:c}}"
        );
    }

    #[test]
    fn what_means_something_stays() {
        // A descendant is not the element itself, a sum needs its spaces, a string is a string.
        assert_eq!(small(".a :hover { x: y }"), ".a :hover{x:y}");
        assert_eq!(small(".a [b] { x: y }"), ".a [b]{x:y}");
        assert_eq!(small("& :is( .a , .b ) {}"), "& :is(.a,.b){}");
        assert_eq!(small("a { w: calc( 1px + 2px ) }"), "a{w:calc(1px + 2px)}");
        assert_eq!(small("a { w: calc(1px + (2px)) auto }"), "a{w:calc(1px + (2px)) auto}");
        assert_eq!(small("a { content: \"  ; }  /* no */ \" }"), "a{content:\"  ; }  /* no */ \"}");
        assert_eq!(small("a { content: 'it\\'s { '; b: c }"), "a{content:'it\\'s { ';b:c}");
        assert_eq!(small("a/* x */b{}"), "a/**/b{}");
        assert_eq!(small("a /* x */ b{}"), "a b{}");
        assert_eq!(small("@media screen and (x: y) {}"), "@media screen and (x:y){}");
        assert_eq!(
            small("a { b: url( data:image/svg+xml;utf8,<svg/> ) }"),
            "a{b:url(data:image/svg+xml;utf8,<svg/> )}"
        );
        assert_eq!(small("a { b: url(x/*.png) }"), "a{b:url(x/*.png)}");
        assert_eq!(
            small("a { font: 600 1rem/1.5rem var(--x) }"),
            "a{font:600 1rem/1.5rem var(--x)}"
        );
    }

    #[test]
    fn smaller_twice_is_the_same() {
        let once = small("a { b: c ; } /* x */ @media ( x : y ) { .d .e:hover { f: g h } }");
        assert_eq!(small(&once), once);
    }

    #[test]
    fn what_is_not_closed_is_an_error() {
        for sheet in ["a { /* b }", "a { b: \"c }\n\" }"] {
            assert!(minify(sheet).is_err(), "{sheet}");
        }
        for sheet in ["a { b: c", "a { b: c } }"] {
            assert!(declarations(sheet).is_err(), "{sheet}");
        }
    }

    #[test]
    fn declarations_know_their_rules() {
        let sheet =
            "@layer a, b; .x { --c: 1px; &:hover { d: var(--c) } } @media (e) { f { g: h } }";
        let found = declarations(sheet).unwrap();
        let shown: Vec<String> =
            found.iter().map(|(rules, name, value)| format!("{rules:?} {name}={value}")).collect();
        assert_eq!(
            shown,
            [r#"[".x"] --c=1px"#, r#"[".x", "&:hover"] d=var(--c)"#, r#"["@media (e)", "f"] g=h"#]
        );
    }

    #[test]
    fn variables_are_found_inside_each_other() {
        assert_eq!(variables("calc(var(--a) * var( --b-c, var(--d)))"), ["--a", "--b-c", "--d"]);
    }
}
