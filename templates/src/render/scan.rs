//! Turns the spelling of Backstage's templates (Nunjucks with `${{ … }}`) into that of the engine.
//!
//! Only what stands in tags is changed: `===`, `.length`, `null`, texts joined with `+`, loops over
//! the fields of an object. A literal `{{`, which means nothing to Backstage, stays a literal.

/// A template in the spelling of the engine.
#[derive(Debug, PartialEq, Eq)]
pub struct Scanned {
    /// The text, line by line as long as the original.
    pub source: String,
    /// Whether a block keeps what it renders instead of writing it.
    pub captures: bool,
}

/// What cannot be read, and in which line.
#[derive(Debug, PartialEq, Eq)]
pub struct Bad {
    /// From 1 on.
    pub line: usize,
    /// A sentence.
    pub text: &'static str,
}

const OPEN_EXPRESSION: &str = "An expression begins with `${{` and does not end: `}}` is missing.";
const OPEN_BLOCK: &str = "A block begins with `{%` and does not end: `%}` is missing.";
const OPEN_COMMENT: &str = "A comment begins with `{#` and does not end: `#}` is missing.";
const OPEN_RAW: &str = "A `{% raw %}` has no `{% endraw %}`.";
const REGEX: &str = "Regular expressions (`r/…/`) cannot be rendered here. \
                     Use `replace` with a text.";

/// Reads a template.
pub fn scan(text: &str) -> Result<Scanned, Bad> {
    let mut scanner = Scanner { whole: text, rest: text, out: String::new(), captures: false };
    scanner.run()?;
    Ok(Scanned { source: scanner.out, captures: scanner.captures })
}

/// The expression in a text that is one expression and nothing else, in the spelling of the engine.
pub fn lone(text: &str) -> Option<Result<String, Bad>> {
    let body = text.strip_prefix("${{")?;
    let (inside, after) = until(body, "}}")?;
    if !after.is_empty() {
        return None;
    }
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    let inside = inside.strip_suffix('-').unwrap_or(inside);
    let mut out = String::new();
    Some(tokens(inside, &mut out).map(|()| out).map_err(|text| Bad { line: 1, text }))
}

struct Scanner<'t> {
    whole: &'t str,
    rest: &'t str,
    out: String,
    captures: bool,
}

impl<'t> Scanner<'t> {
    fn run(&mut self) -> Result<(), Bad> {
        while let Some((before, after)) = self.rest.split_once('{') {
            let mut behind = after.chars();
            match behind.next() {
                Some('{') if before.ends_with('$') => {
                    self.out.push_str(before.strip_suffix('$').unwrap_or(before));
                    let body = behind.as_str();
                    let (inside, after) =
                        until(body, "}}").ok_or_else(|| self.bad(OPEN_EXPRESSION))?;
                    self.expression(inside)?;
                    self.rest = after;
                }
                Some('%') => {
                    self.out.push_str(before);
                    let (inside, after) =
                        until(behind.as_str(), "%}").ok_or_else(|| self.bad(OPEN_BLOCK))?;
                    self.block(inside, after)?;
                }
                Some('#') => {
                    self.out.push_str(before);
                    let body = behind.as_str();
                    let (inside, after) =
                        body.split_once("#}").ok_or_else(|| self.bad(OPEN_COMMENT))?;
                    self.out.push_str("{#");
                    self.out.push_str(inside);
                    self.out.push_str("#}");
                    self.rest = after;
                }
                // A bracket that the engine would take for the begin of a tag.
                Some('{' | '$') | None => {
                    self.out.push_str(before);
                    self.out.push_str("{{'{'}}");
                    self.rest = after;
                }
                Some(_) => {
                    self.out.push_str(before);
                    self.out.push('{');
                    self.rest = after;
                }
            }
        }
        self.out.push_str(self.rest);
        Ok(())
    }

    /// The line that `rest` begins in.
    fn bad(&self, text: &'static str) -> Bad {
        let read = self.whole.len().saturating_sub(self.rest.len());
        let begin = self.rest.find('{').unwrap_or(0);
        let lines = self.whole.bytes().take(read + begin).filter(|byte| *byte == b'\n').count();
        Bad { line: lines + 1, text }
    }

    fn expression(&mut self, inside: &str) -> Result<(), Bad> {
        self.out.push_str("{{");
        let result = tokens(inside, &mut self.out);
        self.out.push_str("}}");
        result.map_err(|text| self.bad(text))
    }

    /// A block with what is `inside` it; `after` begins behind its end.
    fn block(&mut self, inside: &'t str, after: &'t str) -> Result<(), Bad> {
        let (start, inner) = match inside.strip_prefix('-') {
            Some(inner) => ("{%-", inner),
            None => ("{%", inside),
        };
        let (inner, end) = match inner.strip_suffix('-') {
            Some(inner) => (inner, "-%}"),
            None => (inner, "%}"),
        };
        let word = first_word(inner);
        if matches!(word, "raw" | "verbatim") {
            let (content, closing, rest) =
                raw_end(after, word).ok_or_else(|| self.bad(OPEN_RAW))?;
            self.out.extend([start, " raw ", end, content, closing]);
            self.rest = rest;
            return Ok(());
        }
        self.captures |= word == "filter" || (word == "set" && !inner.contains('='));
        self.out.push_str(start);
        let result = match word {
            "for" => each(inner, &mut self.out),
            "elseif" => {
                self.out.push_str(" elif ");
                let condition = inner.trim_start().strip_prefix("elseif").unwrap_or_default();
                tokens(condition, &mut self.out)
            }
            _ => tokens(inner, &mut self.out),
        };
        result.map_err(|text| self.bad(text))?;
        self.out.push_str(end);
        self.rest = after;
        Ok(())
    }
}

/// `for a in b`: nothing is no item, and two names take the fields of an object apart.
fn each(inner: &str, out: &mut String) -> Result<(), &'static str> {
    let Some((names, list)) = inner.split_once(" in ") else {
        out.push_str(inner);
        return Ok(());
    };
    out.push_str(names);
    out.push_str(" in (");
    tokens(list, out)?;
    out.push_str(if names.contains(',') { ")|__pairs " } else { ")|__items " });
    Ok(())
}

/// What is between here and `end`, and what follows, where texts in quotes do not count.
fn until<'t>(text: &'t str, end: &str) -> Option<(&'t str, &'t str)> {
    let mut quote = None;
    let mut skip = false;
    for (at, c) in text.char_indices() {
        if skip {
            skip = false;
            continue;
        }
        match quote {
            Some(_) if c == '\\' => skip = true,
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if c == '"' || c == '\'' => quote = Some(c),
            None => {
                let rest = text.get(at..)?;
                if let Some(after) = rest.strip_prefix(end) {
                    return Some((text.get(..at)?, after));
                }
            }
        }
    }
    None
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// What stands before the end of a raw block, the end as the engine spells it, and what follows.
fn raw_end<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'static str, &'t str)> {
    for (at, _) in text.match_indices("{%") {
        let tag = text.get(at + 2..)?;
        let (inside, after) = tag.split_once("%}")?;
        let (left, inner) = match inside.strip_prefix('-') {
            Some(inner) => (true, inner),
            None => (false, inside),
        };
        let (inner, right) = match inner.strip_suffix('-') {
            Some(inner) => (inner, true),
            None => (inner, false),
        };
        if inner.trim().strip_prefix("end") == Some(word) {
            let closing = match (left, right) {
                (false, false) => "{% endraw %}",
                (true, false) => "{%- endraw %}",
                (false, true) => "{% endraw -%}",
                (true, true) => "{%- endraw -%}",
            };
            return Some((text.get(..at)?, closing, after));
        }
    }
    None
}

/// Writes an expression in the spelling of the engine.
fn tokens(text: &str, out: &mut String) -> Result<(), &'static str> {
    let mut rest = text;
    // Per open bracket: whether the sum so far holds a text, which makes the next `+` join texts.
    let mut joins = vec![false];
    // Per open bracket: whether it is that of an object.
    let mut objects = vec![false];
    // The name or the point before, to tell `loop.length` and `a.null` from others.
    let mut before = "";
    while let Some(c) = rest.chars().next() {
        let (token, after) = token(rest, c);
        match token {
            "===" => out.push_str("=="),
            "!==" => out.push_str("!="),
            // The name of a field needs no quotes in JavaScript.
            _ if is_name(c)
                && objects.last() == Some(&true)
                && matches!(before, "{" | ",")
                && after.trim_start().starts_with(':') =>
            {
                out.extend(["\"", token, "\""]);
            }
            "null" if before != "." => out.push_str("none"),
            "r" if before != "." && after.starts_with('/') => return Err(REGEX),
            "+" if joins.last() == Some(&true) || after.trim_start().starts_with(['"', '\'']) => {
                out.push('~');
                if let Some(last) = joins.last_mut() {
                    *last = true;
                }
            }
            ".length" if before != "loop" && !after.starts_with('(') => out.push_str("|__length"),
            _ => out.push_str(token),
        }
        match c {
            '(' | '[' | '{' => {
                joins.push(false);
                objects.push(c == '{');
            }
            ')' | ']' | '}' if joins.len() > 1 => {
                joins.pop();
                objects.pop();
            }
            '"' | '\'' => set(&mut joins, true),
            ',' | ':' | '=' | '<' | '>' | '!' => set(&mut joins, false),
            _ if matches!(token, "and" | "or" | "if" | "else" | "in" | "is") => {
                set(&mut joins, false);
            }
            _ => {}
        }
        if !c.is_whitespace() {
            before = token;
        }
        rest = after;
    }
    Ok(())
}

fn set(joins: &mut [bool], is: bool) {
    if let Some(last) = joins.last_mut() {
        *last = is;
    }
}

/// The token that a text begins with, and what follows.
fn token(text: &str, first: char) -> (&str, &str) {
    let length = match first {
        '"' | '\'' => {
            let mut skip = false;
            let inner = text.char_indices().skip(1).find(|(_, c)| {
                let ends = *c == first && !skip;
                skip = *c == '\\' && !skip;
                ends
            });
            inner.map_or(text.len(), |(at, _)| at + 1)
        }
        _ if is_name(first) => {
            text.find(|c: char| !is_name(c) && !c.is_ascii_digit()).unwrap_or(text.len())
        }
        _ => {
            let known = ["===", "!==", "==", "!=", "<=", ">=", "**", "//"];
            let is_length = text
                .strip_prefix(".length")
                .is_some_and(|rest| !rest.starts_with(|c: char| is_name(c) || c.is_ascii_digit()));
            match known.iter().find(|operator| text.starts_with(**operator)) {
                _ if is_length => ".length".len(),
                Some(operator) => operator.len(),
                None => first.len_utf8(),
            }
        }
    };
    text.split_at_checked(length).unwrap_or((text, ""))
}

fn is_name(c: char) -> bool {
    c.is_alphabetic() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> String {
        scan(text).unwrap().source
    }

    #[test]
    fn only_what_stands_in_tags_is_respelt() {
        for (text, expected) in [
            ("${{ values.name }}", "{{ values.name }}"),
            ("a {{ b }} c", "a {{'{'}}{ b }} c"),
            ("{${{ x }}}", "{{'{'}}{{ x }}}"),
            ("${#array[@]} #}", "${#array[@]} #}"),
            ("$${{ x }}", "${{ x }}"),
            (
                "{% if a === 'b' %}x{% elseif b !== null %}y{% endif %}",
                "{% if a == 'b' %}x{% elif  b != none %}y{% endif %}",
            ),
            (
                "${{ a.length }} ${{ loop.length }} ${{ a.lengths }}",
                "{{ a|__length }} {{ loop.length }} {{ a.lengths }}",
            ),
            ("{% raw %}${{ github.ref }}{% endraw %}", "{% raw %}${{ github.ref }}{% endraw %}"),
            ("{%- verbatim -%}{{ a }}{% endverbatim -%}", "{%- raw -%}{{ a }}{% endraw -%}"),
            ("{% for k, v in a.b %}", "{% for k, v in (a.b )|__pairs %}"),
            ("${{ a + 'x' + b }}${{ a + b }}", "{{ a ~ 'x' ~ b }}{{ a + b }}"),
            ("${{ '}}' }}", "{{ '}}' }}"),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }

    #[test]
    fn what_does_not_end_is_told_with_its_line() {
        for (text, line) in [("a\n${{ b", 2), ("\n\n{% if", 3), ("{# a", 1), ("{% raw %}", 1)] {
            assert_eq!(scan(text).unwrap_err().line, line, "{text}");
        }
        assert_eq!(scan("x\n${{ a | replace(r/b/g, 'c') }}").unwrap_err().text, REGEX);
    }

    #[test]
    fn a_text_that_is_one_expression() {
        assert_eq!(lone("${{ a.b }}"), Some(Ok(" a.b ".to_owned())));
        for text in ["${{ a }}-${{ b }}", "x${{ a }}", "${{ a }} ", "a", "${{ a"] {
            assert_eq!(lone(text), None, "{text}");
        }
    }
}
