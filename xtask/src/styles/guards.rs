//! What scoped styles must keep to. `stylers` is small: some constructs it drops without a
//! word, and two sheets of the same length can get the same class. These checks say so, with
//! the way out (docs/decisions/0002-stylers-on-stable.md).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};

use super::css::{self, Piece};
use crate::guards::{File, has_word};
use crate::repo;

/// Runs all checks on this repository.
///
/// # Errors
/// Names every fault.
pub fn check() -> Result<()> {
    let mut sheets = Vec::new();
    let mut code = Vec::new();
    for folder in super::SCOPED {
        let folder = repo::root().join(folder);
        sheets.extend(File::read(repo::files_with(&folder, "css")?)?);
        code.extend(File::read(repo::files_with(&folder, "rs")?)?);
    }
    let global = File::read(repo::files_with(repo::root().join("style"), "css")?)?;
    let mut faults = forbidden(&sheets);
    faults.extend(uses(&sheets, &code));
    faults.extend(emitted(&sheets, &super::collected()?));
    faults.extend(unknown_variables(&global, &sheets));
    faults.extend(restyled(global.iter().chain(&sheets)));
    if faults.is_empty() {
        return Ok(());
    }
    bail!("styles:\n  {}", faults.join("\n  "))
}

/// What stands on the top level of a sheet: the head of each rule.
fn heads(text: &str) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut head = String::new();
    for piece in css::pieces(text)? {
        match piece {
            Piece::Mark('{') => {
                if depth == 0 {
                    found.push(head.trim().to_owned());
                }
                depth += 1;
                head.clear();
            }
            Piece::Mark('}') => {
                depth = depth.saturating_sub(1);
                head.clear();
            }
            Piece::Mark(';') if depth == 0 => found.push(std::mem::take(&mut head)),
            Piece::Mark(mark) => head.push(mark),
            Piece::Text(text) | Piece::Word(text) => head.push_str(text),
            Piece::Space => head.push(' '),
            Piece::Comment(_) => {}
        }
    }
    Ok(found)
}

/// The root class of a sheet that keeps to the rules.
fn root_class(head: &str) -> Option<&str> {
    let name = head.strip_prefix('.')?;
    let plain = name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    (plain && name.starts_with(|c: char| c.is_ascii_lowercase())).then_some(name)
}

/// The one root class of a sheet, if it has exactly one.
fn root_of(sheet: &File) -> Option<String> {
    let heads = heads(&sheet.text).ok()?;
    let mut roots = heads.iter().filter_map(|head| root_class(head));
    roots.next().filter(|_| roots.next().is_none()).map(str::to_owned)
}

/// Constructs that `stylers` drops or breaks.
pub fn forbidden(sheets: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    for File { path, text } in sheets {
        let pieces = match css::pieces(text) {
            Ok(pieces) => pieces,
            Err(error) => {
                faults.push(format!("{path}: {error}"));
                continue;
            }
        };
        let strings = pieces.iter().filter_map(|piece| match piece {
            Piece::Text(text) => Some(*text),
            _ => None,
        });
        if strings.clone().any(|text| text.contains(['{', '}'])) {
            faults.push(format!(
                "{path}: a brace in a string makes the rule vanish; write it as \\7b or \\7d"
            ));
        }
        let words: Vec<Piece> =
            pieces.iter().filter(|piece| !matches!(piece, Piece::Comment(_))).copied().collect();
        let has_root = words.windows(2).any(|pair| {
            matches!(pair, [Piece::Mark(':'), Piece::Word(word)] if word.starts_with("root"))
        });
        if has_root {
            faults.push(format!(
                "{path}: `:root` loses everything that stands with it; themes belong in style/"
            ));
        }
        let heads = heads(text).unwrap_or_default();
        let roots: Vec<&str> = heads.iter().filter_map(|head| root_class(head)).collect();
        let [root] = roots.as_slice() else {
            faults.push(format!(
                "{path}: {} root classes; a sheet has one, and everything else is nested in it",
                roots.len()
            ));
            continue;
        };
        for head in heads.iter().filter(|head| root_class(head).is_none()) {
            let keyframes = head.strip_prefix("@keyframes ").map(str::trim);
            match keyframes {
                Some(name) if name.starts_with(&format!("{root}-")) => {}
                Some(name) => faults.push(format!(
                    "{path}: `@keyframes {name}` is seen by every component; name it `{root}-{name}`"
                )),
                None => faults.push(format!(
                    "{path}: `{head}` stands beside the root class; nest it in `.{root}` with `&`"
                )),
            }
        }
    }
    faults
}

/// Every sheet is named by exactly one `style_sheet!`, and every `style_sheet!` names a sheet.
pub fn uses(sheets: &[File], code: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in code {
        let path = &file.path;
        for rest in file.code().flat_map(|(_, line)| line.split("style_sheet!(").skip(1)) {
            match rest.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) {
                Some(named) => users.entry(named).or_default().push(path),
                None => faults.push(format!("{path}: `style_sheet!` wants a path in quotes")),
            }
        }
        let banned = ["style!", "style_str!", "style_sheet_str!"];
        for name in banned.iter().filter(|name| file.code().any(|(_, line)| has_word(line, name))) {
            faults.push(format!("{path}: `{name}` is not used here; write a sheet and name it"));
        }
    }
    let known: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.path.as_str()).collect();
    for (named, by) in &users {
        if !known.contains(named) {
            faults.push(format!("{}: there is no sheet `{named}`", by.join(", ")));
        } else if by.len() > 1 {
            faults.push(format!(
                "{named}: named in {}; a sheet belongs to one function, which hands its class on",
                by.join(" and ")
            ));
        }
    }
    for path in known.iter().filter(|path| !users.contains_key(*path)) {
        faults.push(format!("{path}: no `style_sheet!` names it; delete it, or use it"));
    }
    faults
}

/// Every sheet came out, each with a class of its own.
pub fn emitted(sheets: &[File], collected: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut files: BTreeMap<String, &str> = BTreeMap::new();
    for sheet in sheets {
        let Some(root) = root_of(sheet) else { continue };
        if let Some(other) = files.insert(root.clone(), &sheet.path) {
            faults.push(format!("{} and {other} both call their root `.{root}`", sheet.path));
        }
    }

    // A root comes out as `.button.l--10086`.
    let mut scopes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut roots = BTreeSet::new();
    for (rules, _, _) in css::declarations(collected).unwrap_or_default() {
        let selector = rules.iter().find(|rule| rule.starts_with('.'));
        let Some((root, scope)) = selector.and_then(|s| s.strip_prefix('.')?.split_once('.'))
        else {
            continue;
        };
        roots.insert(root.to_owned());
        scopes.entry(scope.to_owned()).or_default().insert(root.to_owned());
    }
    for sharing in scopes.values().filter(|sharing| sharing.len() > 1) {
        let paths: Vec<&str> =
            sharing.iter().map(|root| files.get(root).copied().unwrap_or(root)).collect();
        faults.push(format!(
            "{} got the same class; add or remove one character in the header comment of one",
            paths.join(" and ")
        ));
    }
    for (root, path) in files.iter().filter(|(root, _)| !roots.contains(*root)) {
        faults.push(format!(
            "{path}: `.{root}` did not come out; `let … = style_sheet!(…);` has to be a \
             statement of a function on the top level of its file (not in `impl`, `mod` or a block)"
        ));
    }
    faults
}

/// A custom property that nobody defines makes a declaration invalid without a word.
pub fn unknown_variables(global: &[File], sheets: &[File]) -> Vec<String> {
    let mut faults = Vec::new();
    let defined_in = |text: &str| -> BTreeSet<String> {
        let declarations = css::declarations(text).unwrap_or_default().into_iter();
        declarations.map(|(_, name, _)| name).filter(|name| name.starts_with("--")).collect()
    };
    let everywhere: BTreeSet<String> =
        global.iter().flat_map(|file| defined_in(&file.text)).collect();
    for File { path, text } in global.iter().chain(sheets) {
        let declarations = match css::declarations(text) {
            Ok(declarations) => declarations,
            Err(error) => {
                faults.push(format!("{path}: {error}"));
                continue;
            }
        };
        let here = defined_in(text);
        let used = declarations.iter().flat_map(|(_, _, value)| css::variables(value));
        let unknown: BTreeSet<String> =
            used.filter(|name| !everywhere.contains(name) && !here.contains(name)).collect();
        for name in unknown {
            faults.push(format!(
                "{path}: `{name}` is not a token, and the file does not declare it either"
            ));
        }
    }
    faults
}

/// `*` for what is styled, below something with `:has()`: whenever any `:has()` of the page may
/// have changed, such as with the focus, the browser then styles everything in it again. A name
/// instead of the star, and it styles what is called so.
pub fn restyled<'a>(sheets: impl IntoIterator<Item = &'a File>) -> Vec<String> {
    let mut faults = BTreeSet::new();
    for File { path, text } in sheets {
        for (rules, _, _) in css::declarations(text).unwrap_or_default() {
            let rules: Vec<&str> =
                rules.iter().map(String::as_str).filter(|rule| !rule.starts_with('@')).collect();
            let selector = rules.join(" ");
            if selector.contains(":has(") && selector.ends_with(" *") {
                faults.insert(format!(
                    "{path}: `{selector}`: name what is meant by the star, or the focus costs a \
                     style for everything around it"
                ));
            }
        }
    }
    faults.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), text: text.to_owned() }
    }

    /// The faults of one sheet, joined.
    fn faults(text: &str) -> String {
        forbidden(&[file("a.css", text)]).join("; ")
    }

    const GOOD: &str = "/* Button */\n.button {\n  color: red;\n  &:hover > .icon { color: blue; }\n  \
         @media (width > 1rem) { animation: button-spin 1s; }\n}\n\
         @keyframes button-spin { to { rotate: 1turn; } }\n";

    #[test]
    fn a_sheet_that_keeps_to_the_rules_passes() {
        assert_eq!(faults(GOOD), "");
    }

    #[test]
    fn what_stylers_would_drop_is_named() {
        for (sheet, says) in [
            (".a { b: c } .d > .e { f: g }", "`.d > .e` stands beside the root class"),
            (".a { b: c } @media (x) { .a { b: d } }", "`@media (x)` stands beside"),
            (".a, .b { c: d }", "0 root classes"),
            (".a { b: c } .d { e: f }", "2 root classes"),
            (".a { content: \"{\"; }", "a brace in a string"),
            (".a { :root & { b: c } }", "`:root` loses"),
            (".a { b: c } @keyframes spin { to { x: y } }", "name it `a-spin`"),
            (".a { b: c } /* open", "not closed"),
            ("* { b: c }", "0 root classes"),
        ] {
            assert!(faults(sheet).contains(says), "{sheet}: {}", faults(sheet));
        }
    }

    #[test]
    fn a_sheet_is_named_once() {
        let sheets = [file("components/src/a/a.css", ".a{}")];
        let named = |code: &str| uses(&sheets, &[file("components/src/a/mod.rs", code)]).join("; ");
        let good = "let s = style_sheet!(\"components/src/a/a.css\");";
        assert_eq!(named(good), "");
        assert!(named("").contains("no `style_sheet!` names it"));
        assert!(named("// style_sheet!(\"components/src/a/a.css\")").contains("names it"));
        assert!(
            named("let s = style_sheet!(\"a/a.css\");").contains("there is no sheet `a/a.css`")
        );
        assert!(named(&format!("{good}\n{good}")).contains("belongs to one function"));
        assert!(named(&format!("{good}\nlet t = style! {{}};")).contains("`style!` is not used"));
        assert!(named("let s = style_sheet!(PATH);").contains("wants a path"));
    }

    #[test]
    fn a_sheet_that_did_not_come_out_is_named() {
        let sheets = [file("a.css", ".a{b:c}"), file("d.css", ".d{e:f}")];
        assert!(emitted(&sheets, "@layer x {.a.l-1{b:c}.d.l-2{e:f}}").is_empty());
        let faults = emitted(&sheets, "@layer x {.a.l-1{b:c}}").join("; ");
        assert!(faults.contains("d.css: `.d` did not come out"), "{faults}");
    }

    #[test]
    fn two_sheets_with_one_class_are_named() {
        let sheets = [file("a.css", ".a{b:c}"), file("d.css", ".d{e:f}")];
        let faults = emitted(&sheets, "@layer x {.a.l-1{b:c}.d.l-1{&:hover{e:f}}}").join("; ");
        assert!(faults.contains("a.css and d.css got the same class"), "{faults}");
        let same = [file("a.css", ".a{b:c}"), file("d.css", ".a{e:f}")];
        let faults = emitted(&same, "@layer x {.a.l-1{b:c}.a.l-2{e:f}}").join("; ");
        assert!(faults.contains("both call their root `.a`"), "{faults}");
    }

    #[test]
    fn a_variable_nobody_defines_is_named() {
        let tokens = [file("style/01-tokens.css", ":root{--dp-fg:red}")];
        let unknown = |text: &str| unknown_variables(&tokens, &[file("a.css", text)]).join("; ");
        assert_eq!(unknown(".a{color:var(--dp-fg);--own:1px;width:calc(var(--own)*2)}"), "");
        assert!(unknown(".a{color:var(--dp-fgg)}").contains("`--dp-fgg` is not a token"));
        assert!(unknown(".a{&:hover{color:var(--x, var(--y))}}").contains("`--y`"));
    }

    #[test]
    fn a_star_below_has_is_named() {
        let found = |text: &str| restyled(&[file("a.css", text)]).join("; ");
        assert_eq!(found(".a{&:has(> b) > i{c:d} & > *{c:d} & b:has(> *){c:d}}"), "");
        assert!(found(".a{& b:has(> i) > *{c:d}}").contains("`.a & b:has(> i) > *`"));
        assert!(found(".a{@media (x){&:has(i){& *{c:d}}}}").contains("name what is meant"));
    }
}
