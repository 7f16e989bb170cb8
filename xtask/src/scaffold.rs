//! `new-plugin` and `new-component`: writes the files of the shortest one that is whole, and the
//! lines that make it known.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::check::DENIED;
use crate::wasm::TARGET;
use crate::{repo, run};

/// A file of a template: where it goes in the new folder, and its text.
type Template = (&'static str, &'static str);

const PLUGIN: [Template; 5] = [
    ("mod.rs", include_str!("../templates/plugin/mod.rs")),
    ("pages.rs", include_str!("../templates/plugin/pages.rs")),
    ("cards.rs", include_str!("../templates/plugin/cards.rs")),
    ("exhibit.rs", include_str!("../templates/plugin/exhibit.rs")),
    ("words.rs", include_str!("../templates/plugin/words.rs")),
];

const COMPONENT: [Template; 3] = [
    ("mod.rs", include_str!("../templates/component/mod.rs")),
    ("gallery.rs", include_str!("../templates/component/gallery.rs")),
    ("{{ident}}.css", include_str!("../templates/component/component.css")),
];

/// A name in all the ways it is written.
struct Name {
    /// `build-times`: in addresses and class names.
    id: String,
    /// `build_times`: a folder, a module, a chunk.
    ident: String,
    /// `BuildTimes`: a type.
    type_name: String,
    /// `Build times`: for people.
    title: String,
}

impl Name {
    fn parse(given: &str) -> Result<Self> {
        let words: Vec<&str> = given.split('-').collect();
        let plain = |word: &&str| {
            !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        };
        if !words.iter().all(plain) || !given.starts_with(|c: char| c.is_ascii_lowercase()) {
            bail!("`{given}` is no name: lower case letters and digits, words joined with `-`");
        }
        let capital = |word: &str| {
            let mut characters = word.chars();
            let first = characters.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(characters).collect::<String>()
        };
        Ok(Self {
            id: given.to_owned(),
            ident: words.join("_"),
            type_name: words.iter().map(|word| capital(word)).collect(),
            title: capital(&words.join(" ")),
        })
    }

    fn fill(&self, template: &str) -> String {
        let version: Vec<&str> = env!("CARGO_PKG_VERSION").split('.').take(2).collect();
        template
            .replace("{{id}}", &self.id)
            .replace("{{ident}}", &self.ident)
            .replace("{{type}}", &self.type_name)
            .replace("{{title}}", &self.title)
            .replace("{{version}}", &version.join("."))
    }
}

/// `cargo xtask new-plugin <id>`.
pub fn new_plugin(mut args: Args) -> Result<()> {
    let name = args.word().context("which one? cargo xtask new-plugin build-times")?;
    args.finish()?;
    plugin(&repo::root(), &Name::parse(&name)?)?;
    println!(
        "\nIt is part of the stock portal now (src/main.rs, public/portal.json).\n\
         See it with `cargo xtask serve --dev`; docs/plugins.md says how to go on."
    );
    Ok(())
}

/// `cargo xtask new-component <name>`.
pub fn new_component(mut args: Args) -> Result<()> {
    let name = args.word().context("which one? cargo xtask new-component build-time")?;
    args.finish()?;
    component(&repo::root(), &Name::parse(&name)?)?;
    println!(
        "\nIt is in the gallery (components/src/lib.rs); see it with `cargo xtask serve --dev`."
    );
    Ok(())
}

fn plugin(root: &Path, name: &Name) -> Result<()> {
    write_all(&root.join("src/plugins").join(&name.ident), &PLUGIN, name)?;
    edit(root, "src/plugins/mod.rs", |text| {
        insert_sorted(text, "", "pub mod ", &format!("pub mod {};", name.ident))
    })?;
    edit(root, "src/main.rs", |text| {
        let text = add_to_list(text, "use portico::plugins::{", "}", &name.ident)?;
        add_to_list(&text, "portico::plugins![", "]", &format!("{}::plugin()", name.ident))
    })?;
    edit(root, "public/portal.json", |text| {
        // Without the list all plugins are on.
        match text.contains("\"plugins\": [") {
            true => add_to_list(text, "\"plugins\": [", "]", &format!("\"{}\"", name.id)),
            false => Some(text.to_owned()),
        }
    })?;
    format(root, &["src/main.rs"])
}

fn component(root: &Path, name: &Name) -> Result<()> {
    write_all(&root.join("components/src").join(&name.ident), &COMPONENT, name)?;
    edit(root, "components/src/lib.rs", |text| {
        let section = "// Layout, data and feedback.";
        let text = insert_sorted(text, section, "mod ", &format!("mod {};", name.ident))?;
        let line = format!("pub use {}::{};", name.ident, name.type_name);
        insert_sorted(&text, section, "pub use ", &line)
    })?;
    edit(root, "components/src/shelves.rs", |text| {
        insert_sorted(text, "    data {", "        ", &format!("        {},", name.ident))
    })
}

fn write_all(folder: &Path, templates: &[Template], name: &Name) -> Result<()> {
    if folder.exists() {
        bail!("{} is there already", repo::shown(folder));
    }
    for (file, text) in templates {
        let path = folder.join(name.fill(file));
        repo::write(&path, name.fill(text))?;
        println!("written: {}", repo::shown(&path));
    }
    Ok(())
}

/// Changes a file; when it does not look as expected, says so instead of guessing.
fn edit(root: &Path, path: &str, change: impl Fn(&str) -> Option<String>) -> Result<()> {
    let file = root.join(path);
    let text = repo::read(&file)?;
    let changed = change(&text).with_context(|| {
        format!("{path} does not look as expected: make the new one known there by hand")
    })?;
    repo::write(&file, changed)?;
    println!("changed: {path}");
    Ok(())
}

/// Adds a line where it belongs among the sorted lines that start with `prefix`: the first such
/// lines behind `anchor`.
fn insert_sorted(text: &str, anchor: &str, prefix: &str, line: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let anchor = lines.iter().position(|line| line.contains(anchor))?;
    // An item may go over several lines; an empty one ends them all.
    let all = lines.iter().enumerate().skip(anchor);
    let items = all.skip_while(|(_, line)| !line.starts_with(prefix));
    let items = items.take_while(|(_, line)| !line.is_empty());
    let items: Vec<_> = items.filter(|(_, line)| line.starts_with(prefix)).collect();
    let (last, end) = items.last()?;
    let after = match end.ends_with('{') {
        true => last + 1 + lines.iter().skip(*last).position(|line| line.starts_with('}'))?,
        false => last + 1,
    };
    let next = items.iter().find(|(_, other)| **other >= line);
    let at = next.map_or(after, |(at, _)| *at);
    let (head, tail) = lines.split_at_checked(at)?;
    let mut all = head.to_vec();
    all.push(line);
    all.extend(tail);
    Some(all.join("\n") + "\n")
}

/// Adds an item at the end of a list that stands between `open` and `close`.
fn add_to_list(text: &str, open: &str, close: &str, item: &str) -> Option<String> {
    let (before, rest) = text.split_once(open)?;
    let (list, after) = rest.split_at_checked(end_of(rest, close)?)?;
    let after = after.strip_prefix(close)?;
    let kept = list.trim_end().trim_end_matches(',');
    let tail = list.strip_prefix(kept)?.trim_start_matches(',');
    // One item per line stays one item per line.
    let gap = match kept.rsplit_once('\n') {
        Some((_, last)) => {
            let indent: String = last.chars().take_while(|c| c.is_whitespace()).collect();
            format!(",\n{indent}")
        }
        None => ", ".to_owned(),
    };
    Some(format!("{before}{open}{kept}{gap}{item}{tail}{close}{after}"))
}

/// Where a list ends: its items may have lists of their own, and texts with anything in them.
fn end_of(list: &str, close: &str) -> Option<usize> {
    let (mut depth, mut in_text, mut escaped) = (0_usize, false, false);
    for (at, letter) in list.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if in_text => escaped = true,
            '"' => in_text = !in_text,
            _ if in_text => {}
            '[' | '{' | '(' => depth += 1,
            ']' | '}' | ')' if depth > 0 => depth -= 1,
            ']' | '}' | ')' => return list.get(at..)?.starts_with(close).then_some(at),
            _ => {}
        }
    }
    None
}

fn format(root: &Path, files: &[&str]) -> Result<()> {
    let mut command = run::program("rustfmt");
    command.current_dir(root).args(["--edition", "2024"]).args(files);
    run::run(&mut command)
}

/// The packages with a library that neither a plugin nor a component is put into.
const OTHERS: [&str; 6] =
    ["catalog", "components", "definitions", "insights", "templates", "tests/team-apis"];

/// Makes a plugin and a component in a copy of the repository, and sees that both compile, keep
/// to the lints and pass their own tests; and that what the gallery's playgrounds write compiles.
/// The lints for the browser see everything else of these two packages on the way.
pub fn prove(cargo: fn() -> Command) -> Result<()> {
    let copy = repo::target().join("portico/new-plugin");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    for entry in [
        ".cargo",
        "Cargo.toml",
        "Cargo.lock",
        "build.rs",
        "clippy.toml",
        "rustfmt.toml",
        "catalog",
        "definitions",
        "insights",
        "templates",
        "components",
        "public/portal.json",
        "src",
        "style",
        "tests",
        "xtask",
    ] {
        copy_all(&repo::root().join(entry), &copy.join(entry))?;
    }
    // Their tests have no part in this. The whole workspace is named below all the same, because
    // with fewer packages their dependencies have other features, and are compiled again.
    for package in OTHERS {
        let manifest = copy.join(package).join("Cargo.toml");
        repo::write(&manifest, repo::read(&manifest)? + "\n[lib]\ntest = false\n")?;
    }
    plugin(&copy, &Name::parse("hello-world")?)?;
    component(&copy, &Name::parse("hello-badge")?)?;
    // The same packages as in the stages before, so that nothing is compiled again.
    run::run(cargo().args(["build", "--quiet", "--workspace", "--example", "playground_code"]))?;
    let code = run::read(&mut run::program(repo::target().join("debug/examples/playground_code")))?;
    let in_copy = |args: &[&str]| {
        let mut cargo = run::cargo();
        // The dependencies are the same, so they are not compiled again.
        cargo.current_dir(&copy).env("CARGO_TARGET_DIR", repo::target());
        cargo.args(["--config", "profile.dev.package.portico-insights.opt-level=0"]).args(args);
        run::run(&mut cargo)
    };
    let both = ["--package", "portico", "--package", "portico-components"];
    let browser = ["--lib", "--bins", "--target", TARGET];
    in_copy(&["fmt", "--all", "--check"])?;
    repo::write(copy.join("components/tests/playground_code.rs"), code)?;
    in_copy(&[&["clippy"], &both[..], &browser, &DENIED].concat())?;
    let tests = ["--lib", "--test", "playground_code", "hello_world"];
    in_copy(&[&["test", "--quiet", "--workspace"], &tests[..]].concat())?;
    fs::remove_dir_all(&copy).context("the copy cannot be removed")
}

/// Copies a file, or a folder with what is in it except what tools put there.
fn copy_all(from: &Path, to: &Path) -> Result<()> {
    if from.is_file() {
        return repo::write(to, fs::read(from)?);
    }
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let path: PathBuf = entry?.path();
        let name = path.file_name().unwrap_or_default();
        if name != "target" && name != "node_modules" && name != "results" {
            copy_all(&path, &to.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_written_in_four_ways() {
        let name = Name::parse("build-times").unwrap();
        assert_eq!(
            name.fill("{{id}} {{ident}} {{type}} {{title}}"),
            "build-times build_times BuildTimes Build times"
        );
        for bad in ["", "Build", "a_b", "-a", "a--b", "1a", "a b", "../a"] {
            assert!(Name::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_line_is_put_where_it_belongs() {
        let text = "//! x\n\npub mod a;\npub mod c;\n\npub mod z;\n";
        let with = |line: &str| insert_sorted(text, "", "pub mod ", line).unwrap();
        assert_eq!(
            with("pub mod b;"),
            "//! x\n\npub mod a;\npub mod b;\npub mod c;\n\npub mod z;\n"
        );
        assert_eq!(
            with("pub mod d;"),
            "//! x\n\npub mod a;\npub mod c;\npub mod d;\n\npub mod z;\n"
        );
        assert!(insert_sorted(text, "// no such", "pub mod ", "pub mod b;").is_none());
        let long = "pub use a::{\n    A,\n};\npub use c::{\n    C,\n};\n\nfn x() {}\n";
        let with = |line: &str| insert_sorted(long, "", "pub use ", line).unwrap();
        assert!(with("pub use b::B;").contains("};\npub use b::B;\npub use c::{\n"));
        assert!(with("pub use d::D;").contains("};\npub use d::D;\n\nfn x"));
    }

    #[test]
    fn an_item_is_added_to_a_list() {
        let many = "x![\n        a,\n        b,\n    ];";
        assert_eq!(
            add_to_list(many, "x![", "]", "c").unwrap(),
            "x![\n        a,\n        b,\n        c\n    ];"
        );
        assert_eq!(add_to_list("use p::{a, b};", "p::{", "}", "c").unwrap(), "use p::{a, b, c};");
        assert!(add_to_list("use p::a;", "p::{", "}", "c").is_none());
        // Lists within the list, and brackets in texts, do not end it.
        assert_eq!(
            add_to_list(r#"[{"kinds": ["x"]}, "a]"]"#, "[", "]", r#""b""#).unwrap(),
            r#"[{"kinds": ["x"]}, "a]", "b"]"#
        );
    }

    /// The files that are edited look as the edits expect.
    #[test]
    fn the_places_to_edit_are_there() {
        let root = repo::target().join("xtask-tests/scaffold");
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        for file in [
            "src/plugins/mod.rs",
            "src/main.rs",
            "public/portal.json",
            "components/src/lib.rs",
            "components/src/shelves.rs",
        ] {
            copy_all(&repo::root().join(file), &root.join(file)).unwrap();
        }
        plugin(&root, &Name::parse("hello-world").unwrap()).unwrap();
        component(&root, &Name::parse("hello-badge").unwrap()).unwrap();
        let main = repo::read(root.join("src/main.rs")).unwrap();
        assert!(main.contains("hello_world::plugin()"), "{main}");
        let portal = repo::read(root.join("public/portal.json")).unwrap();
        let portal: serde_json::Value = serde_json::from_str(&portal).unwrap();
        let last = portal["plugins"].as_array().unwrap().last().unwrap();
        assert_eq!(last, "hello-world");
        let again = plugin(&root, &Name::parse("hello-world").unwrap());
        assert!(again.unwrap_err().to_string().contains("is there already"));
    }
}
