//! The sheet that shows states without a pointer or a keyboard: every rule that looks at one exists
//! in it again, with `[data-force~="hover"]` in place of `:hover`. The gallery's matrix loads it.

use anyhow::{Result, bail};

use super::css::{self, Piece};

/// The states, longest name first, and the words that force them. The states of an element are
/// also those of what is around it.
const STATES: [(&str, &str, bool); 5] = [
    (":focus-visible", "focus", false),
    (":focus-within", "focus", true),
    (":focus", "focus", false),
    (":active", "active", true),
    (":hover", "hover", true),
];

/// At-rules that hold rules for elements.
const GROUPS: [&str; 4] = ["@layer", "@media", "@supports", "@container"];

/// A rule of a sheet: its head and what is in it, declarations and rules, in order.
struct Rule {
    head: String,
    body: Vec<Part>,
}

enum Part {
    Declaration(String),
    Rule(Rule),
}

/// The rules of `sheet` that look at states, each with the rules around it.
///
/// # Errors
/// When blocks, comments or strings are not closed.
pub fn forced(sheet: &str) -> Result<String> {
    let mut out = String::from("/* Written from all other sheets. */\n");
    for part in parts(sheet)? {
        if let Part::Rule(rule) = part
            && let Some(text) = with_states(&rule)
        {
            out.push_str(&text);
            out.push('\n');
        }
    }
    Ok(out)
}

/// A sheet as a tree.
fn parts(sheet: &str) -> Result<Vec<Part>> {
    let mut open: Vec<Rule> = vec![Rule { head: String::new(), body: Vec::new() }];
    let mut text = String::new();
    for piece in css::pieces(sheet)? {
        match piece {
            Piece::Comment(_) => {}
            Piece::Space => text.push(' '),
            Piece::Mark('{') => {
                let head = std::mem::take(&mut text).trim().to_owned();
                open.push(Rule { head, body: Vec::new() });
            }
            Piece::Mark(end @ (';' | '}')) => {
                let declaration = std::mem::take(&mut text).trim().to_owned();
                if let Some(rule) = open.last_mut()
                    && !declaration.is_empty()
                {
                    rule.body.push(Part::Declaration(declaration));
                }
                if end == '}' {
                    let closed = open.pop();
                    let (Some(closed), Some(around)) = (closed, open.last_mut()) else {
                        bail!("a block is closed that was not opened");
                    };
                    around.body.push(Part::Rule(closed));
                }
            }
            Piece::Mark(mark) => text.push(mark),
            Piece::Text(word) | Piece::Word(word) => text.push_str(word),
        }
    }
    match (open.pop(), open.is_empty()) {
        (Some(root), true) => Ok(root.body),
        _ => bail!("a block is not closed"),
    }
}

/// What of a rule looks at states; nothing when no part of it does.
fn with_states(rule: &Rule) -> Option<String> {
    if rule.head.starts_with('@') && !GROUPS.iter().any(|group| rule.head.starts_with(group)) {
        return None;
    }
    let here = if rule.head.starts_with('@') { None } else { selector(&rule.head) };
    let mut body = String::new();
    for part in &rule.body {
        match (part, here.is_some()) {
            (Part::Declaration(text), true) => {
                body.push_str(text);
                body.push(';');
            }
            (Part::Rule(inner), true) => body.push_str(&whole(inner)),
            (Part::Rule(inner), false) => body.push_str(&with_states(inner).unwrap_or_default()),
            (Part::Declaration(_), false) => {}
        }
    }
    let head = here.unwrap_or_else(|| rule.head.clone());
    (!body.is_empty()).then(|| [&head, " {", &body, "}"].concat())
}

/// A rule inside of one that looks at a state.
fn whole(rule: &Rule) -> String {
    let mut out = [selector(&rule.head).as_ref().unwrap_or(&rule.head), " {"].concat();
    for part in &rule.body {
        match part {
            Part::Declaration(text) => {
                out.push_str(text);
                out.push(';');
            }
            Part::Rule(inner) => out.push_str(&whole(inner)),
        }
    }
    out.push('}');
    out
}

/// The selectors of a list that look at states, with the attribute instead.
fn selector(list: &str) -> Option<String> {
    let forced: Vec<String> = split(list).into_iter().filter_map(force).collect();
    (!forced.is_empty()).then(|| forced.join(", "))
}

/// The selectors of a list: commas inside brackets and strings divide nothing.
fn split(list: &str) -> Vec<&str> {
    let (mut found, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, character) in list.char_indices() {
        match (character, quote) {
            (end, Some(open)) if end == open => quote = None,
            (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some(character),
            ('(' | '[', None) => depth += 1,
            (')' | ']', None) => depth = depth.saturating_sub(1),
            (',', None) if depth == 0 => {
                found.extend(list.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    found.extend(list.get(start..));
    found
}

/// One selector with the attribute in place of states; nothing when it looks at none.
fn force(selector: &str) -> Option<String> {
    let (mut out, mut rest, mut found) = (String::new(), selector.trim(), false);
    while let Some(first) = rest.chars().next() {
        let state = STATES.iter().find(|(name, ..)| {
            rest.strip_prefix(name)
                .is_some_and(|after| !after.starts_with(|c: char| c == '-' || c.is_alphanumeric()))
        });
        let Some((name, word, spreads)) = state else {
            out.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        };
        let attribute = ["[data-force~=\"", word, "\"]"].concat();
        // `:has()` may not stand in another one.
        out.push_str(&match *spreads && !in_has(&out) {
            true => [":is(", &attribute, ", :has(", &attribute, "))"].concat(),
            false => attribute,
        });
        rest = rest.strip_prefix(name).unwrap_or_default();
        found = true;
    }
    found.then_some(out)
}

/// Whether what follows `before` stands in the brackets of `:has`.
fn in_has(before: &str) -> bool {
    let mut open = Vec::new();
    for (at, character) in before.char_indices() {
        match character {
            '(' => open.push(before.get(..at).is_some_and(|name| name.ends_with(":has"))),
            ')' => {
                open.pop();
            }
            _ => {}
        }
    }
    open.contains(&true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOVER: &str = ":is([data-force~=\"hover\"], :has([data-force~=\"hover\"]))";

    /// What comes out of a sheet, without the comment above it.
    fn of(sheet: &str) -> String {
        let text = forced(sheet).unwrap();
        text.split_once('\n').unwrap().1.trim().to_owned()
    }

    #[test]
    fn only_rules_with_states_are_repeated_and_stay_where_they_are() {
        assert_eq!(
            of("@layer components {.a.l-1 {color: red; & > b {c: d} &:hover {e: f; g: h} \
                @media (x: y) { &:focus-visible {i: j} }} .k:not(:checked) {l: m}}"),
            format!(
                "@layer components {{.a.l-1 {{&{HOVER} {{e: f;g: h;}}\
                 @media (x:y) {{&[data-force~=\"focus\"] {{i: j;}}}}}}}}"
            )
            .replace("(x:y)", "(x: y)")
        );
        assert_eq!(of("@layer a, b; .c {d: e} @keyframes f {to {g: h}}"), "");
    }

    #[test]
    fn of_a_list_only_the_selectors_with_states_are_repeated() {
        assert_eq!(of("a:hover, [b=\",\"], c > d {e: f}"), format!("a{HOVER} {{e: f;}}"));
        assert_eq!(of("&:is(:hover, [b]) {c: d}"), format!("&:is({HOVER}, [b]) {{c: d;}}"));
    }

    #[test]
    fn rules_inside_of_a_state_are_kept() {
        assert_eq!(of("a:hover {& > svg {b: c}}"), format!("a{HOVER} {{& > svg {{b: c;}}}}"));
    }

    #[test]
    fn nothing_stands_twice_in_has() {
        assert_eq!(of("a:has(> b:hover) {c: d}"), "a:has(> b[data-force~=\"hover\"]) {c: d;}");
    }

    #[test]
    fn names_that_only_begin_like_a_state_are_none() {
        assert_eq!(of("a:hovered, b:active-view-transition, c:focus-ring {d: e}"), "");
        let focus = "h1[data-force~=\"focus\"]:not([data-force~=\"focus\"]) {a: b;}";
        assert_eq!(of("h1:focus:not(:focus-visible) {a: b}"), focus);
    }

    #[test]
    fn what_is_not_closed_is_an_error() {
        for sheet in ["a:hover {b: c", "a {b: c}}"] {
            assert!(forced(sheet).is_err(), "{sheet}");
        }
    }
}
