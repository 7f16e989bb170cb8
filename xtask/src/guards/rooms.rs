//! Who may use whom. The house is drawn in docs/decisions; this reads the paths in the code and
//! fails on an arrow that is not drawn.

use std::collections::BTreeMap;

use anyhow::{Result, bail};

use super::File;
use crate::repo;

/// A room: what it may use, and the way out for who wants more.
struct Room {
    name: &'static str,
    may_use: &'static [&'static str],
    way_out: &'static str,
}

const ROOMS: [Room; 14] = [
    Room {
        name: "plugins/*",
        may_use: &[
            "plugin",
            "net",
            "crash",
            "readers",
            "components",
            "catalog",
            "definitions",
            "insights",
            "templates",
        ],
        way_out: "ask for it through an extension point or a utility of `plugin`; reach another \
                  plugin's page through a route reference; what two plugins need belongs into \
                  `components` or `catalog`",
    },
    Room {
        name: "shell",
        may_use: &["plugin", "config", "crash", "readers", "components", "catalog"],
        way_out: "the shell knows plugins from the registry only, and data from `plugin`",
    },
    Room {
        name: "plugin",
        may_use: &[
            "config",
            "sources",
            "net",
            "chunk",
            "crash",
            "readers",
            "components",
            "catalog",
            "insights",
        ],
        way_out: "the contract knows no plugin and no page; turn it round: let the shell hand it in",
    },
    Room {
        name: "sources",
        may_use: &["config", "net", "chunk", "crash", "readers", "catalog"],
        way_out: "a source reads and reports; who shows it is `plugin` and `shell`",
    },
    Room {
        name: "net",
        may_use: &["config", "crash", "readers"],
        way_out: "`net` knows requests and answers, not what they mean; take a closure or a type \
                  parameter",
    },
    Room { name: "config", may_use: &[], way_out: "`config` says what the file says, and no more" },
    Room {
        name: "chunk",
        may_use: &[],
        way_out: "`chunk` loads code and does not ask what it is for",
    },
    Room {
        name: "readers",
        may_use: &[],
        way_out: "`readers` knows signals and who has read them, not what is in them",
    },
    Room { name: "crash", may_use: &[], way_out: "`crash` has to work when nothing else does" },
    Room {
        name: "components",
        may_use: &[],
        way_out: "a component knows no entity, no route and no request: take the value as a prop",
    },
    Room {
        name: "catalog",
        may_use: &[],
        way_out: "the domain runs natively and in a worker: no browser, no Leptos; take a trait or \
                  plain data",
    },
    Room {
        name: "definitions",
        may_use: &["catalog"],
        way_out: "definitions are read natively and in a worker, like the catalog: give plain data",
    },
    Room {
        name: "insights",
        may_use: &[],
        way_out: "figures are made natively, in a page and in a worker: give plain rows",
    },
    Room {
        name: "templates",
        may_use: &["catalog"],
        way_out: "templates are rendered natively, in a page and in a worker: give plain data",
    },
];

/// Crates that the domain must not know.
const NOT_IN_CATALOG: [&str; 7] =
    ["leptos", "leptos_router", "web_sys", "js_sys", "wasm_bindgen", "gloo_net", "gloo_timers"];

/// Checks this repository.
///
/// # Errors
/// Names every arrow that is not drawn, with the way out.
pub fn check() -> Result<()> {
    let mut files = Vec::new();
    let rooms = [
        "src",
        "components/src",
        "catalog/src",
        "definitions/src",
        "insights/src",
        "templates/src",
    ];
    for folder in rooms {
        files.extend(File::read(repo::files_with(repo::root().join(folder), "rs")?)?);
    }
    let faults = faults(&files);
    if faults.is_empty() {
        return Ok(());
    }
    bail!("architecture:\n  {}", faults.join("\n  "))
}

fn faults(files: &[File]) -> Vec<String> {
    let plugins: Vec<String> = files
        .iter()
        .filter_map(|file| file.path.strip_prefix("src/plugins/")?.split('/').next())
        .map(|name| format!("plugins/{}", name.trim_end_matches(".rs")))
        .collect();
    let mut faults = Vec::new();
    for file in files {
        let Some(home) = home(&file.path) else { continue };
        let rule = if home.starts_with("plugins/") { "plugins/*" } else { &home };
        let Some(room) = ROOMS.iter().find(|room| room.name == rule) else {
            faults.push(format!(
                "{}: the room `{home}` is new; say in xtask/src/guards/rooms.rs whom it may use",
                file.path
            ));
            continue;
        };
        // One message per room and file is enough.
        let mut told: BTreeMap<String, String> = BTreeMap::new();
        for (number, path) in paths(file) {
            for target in targets(&path, &file.path, &home, &plugins) {
                let allowed = target == home || room.may_use.contains(&target.as_str());
                if !allowed && !told.contains_key(&target) {
                    let place = format!("{}:{number}", file.path);
                    told.insert(
                        target.clone(),
                        format!("{place}: `{}` uses `{target}` ({})", home, path.join("::")),
                    );
                }
            }
        }
        faults.extend(told.into_values().map(|text| {
            let may = match room.may_use {
                [] => "nothing of ours".to_owned(),
                list => list.join(", "),
            };
            format!("{text}. It may use: {may}. Way out: {}.", room.way_out)
        }));
    }
    faults
}

/// The room that a file is in; nothing for the two files that put the rooms together.
fn home(path: &str) -> Option<String> {
    if path.starts_with("components/src/") {
        return Some("components".to_owned());
    }
    if path.starts_with("catalog/src/") {
        return Some("catalog".to_owned());
    }
    if path.starts_with("definitions/src/") {
        return Some("definitions".to_owned());
    }
    if path.starts_with("insights/src/") {
        return Some("insights".to_owned());
    }
    if path.starts_with("templates/src/") {
        return Some("templates".to_owned());
    }
    let inner = path.strip_prefix("src/")?;
    let mut parts = inner.split('/');
    let first = parts.next()?.trim_end_matches(".rs");
    match (first, parts.next()) {
        ("lib" | "main", None) | ("plugins", Some("mod.rs") | None) => None,
        ("plugins", Some(name)) => Some(format!("plugins/{}", name.trim_end_matches(".rs"))),
        _ => Some(first.to_owned()),
    }
}

/// The rooms that a path leads to: none for what is no room of ours.
fn targets(path: &[String], file: &str, home: &str, plugins: &[String]) -> Vec<String> {
    let words: Vec<&str> = path.iter().map(String::as_str).collect();
    let of_app = |rest: &[&str]| match rest {
        ["plugins", name, ..] => Some(format!("plugins/{name}")),
        ["plugins"] => Some("plugins".to_owned()),
        [first, ..] => {
            let known = ROOMS.iter().any(|room| room.name == *first) && *first != "bin";
            let in_app = !matches!(
                *first,
                "components" | "catalog" | "definitions" | "insights" | "templates"
            );
            (known && in_app).then(|| (*first).to_owned())
        }
        [] => None,
    };
    let target = match words.as_slice() {
        ["portico_components", ..] => Some("components".to_owned()),
        ["portico_catalog", ..] => Some("catalog".to_owned()),
        ["portico_definitions", ..] => Some("definitions".to_owned()),
        ["portico_insights", ..] => Some("insights".to_owned()),
        ["portico_templates", ..] => Some("templates".to_owned()),
        ["portico", rest @ ..] => of_app(rest).or_else(|| Some("the app".to_owned())),
        ["crate", rest @ ..] if file.starts_with("src/") => of_app(rest),
        ["super", ..] if file.starts_with("src/") => {
            let ups = words.iter().take_while(|word| **word == "super").count();
            let mut module: Vec<&str> = file.trim_start_matches("src/").split('/').collect();
            let last = module.pop().unwrap_or_default().trim_end_matches(".rs");
            if last != "mod" {
                module.push(last);
            }
            // In a module inside a file the way up is longer than it looks from here; only ways
            // that end in a room that exists are arrows.
            let left = module.len().saturating_sub(ups);
            let mut full: Vec<&str> = module.into_iter().take(left).collect();
            full.extend(words.iter().skip(ups));
            of_app(&full)
                .filter(|target| !target.starts_with("plugins") || plugins.contains(target))
        }
        [name, ..]
            if matches!(home, "catalog" | "definitions" | "insights")
                && NOT_IN_CATALOG.contains(name) =>
        {
            Some((*name).to_owned())
        }
        _ => None,
    };
    target.into_iter().collect()
}

/// All paths of a file, `use` lists taken apart: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn paths(file: &File) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let lines: Vec<(usize, &str)> = file.code().collect();
    for (at, (number, line)) in lines.iter().enumerate() {
        let code = line.split(" // ").next().unwrap_or_default();
        // A list may go over many lines.
        let statement = if code.contains('{') && code.contains("use ") {
            let rest = lines.iter().skip(at).map(|(_, line)| *line);
            let mut text = String::new();
            for line in rest {
                text.push_str(line);
                text.push(' ');
                if line.contains(';') {
                    break;
                }
            }
            text
        } else {
            code.to_owned()
        };
        for start in path_starts(&statement) {
            let mut rest = statement.get(start..).unwrap_or_default();
            found.extend(tree(&mut rest).into_iter().map(|path| (*number, path)));
        }
    }
    found
}

/// Where a path begins: a name with `::` behind it and no part of a path before it.
fn path_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut previous = ' ';
    let mut name: Option<usize> = None;
    let mut before_name = ' ';
    for (at, c) in text.char_indices() {
        let of_name = c.is_alphanumeric() || c == '_';
        if of_name && name.is_none() {
            name = Some(at);
            before_name = previous;
        }
        if !of_name {
            if let Some(start) = name.take() {
                let path = text.get(at..).is_some_and(|rest| rest.starts_with("::"));
                if path && before_name != ':' {
                    starts.push(start);
                }
            }
            previous = c;
        }
    }
    starts
}

/// Reads one path with its lists.
fn tree(rest: &mut &str) -> Vec<Vec<String>> {
    *rest = rest.trim_start();
    if let Some(inner) = rest.strip_prefix('{') {
        *rest = inner;
        let mut all = Vec::new();
        loop {
            *rest = rest.trim_start();
            if rest.is_empty() {
                return all;
            }
            if let Some(after) = rest.strip_prefix('}') {
                *rest = after;
                return all;
            }
            if let Some(after) = rest.strip_prefix(',') {
                *rest = after;
                continue;
            }
            let before = rest.len();
            all.extend(tree(rest));
            if rest.len() == before {
                // Something that is no path: step over it.
                let mut characters = rest.chars();
                characters.next();
                *rest = characters.as_str();
            }
        }
    }
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*'));
    let (name, after) = rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, ""));
    *rest = after;
    if name.is_empty() {
        return Vec::new();
    }
    let mut paths = match rest.strip_prefix("::") {
        Some(after) => {
            *rest = after;
            tree(rest)
        }
        None => Vec::new(),
    };
    if let Some(after) = rest.trim_start().strip_prefix("as ") {
        let end = after.find([',', '}', ';']).unwrap_or(after.len());
        *rest = after.get(end..).unwrap_or_default();
    }
    if paths.is_empty() {
        paths.push(Vec::new());
    }
    for path in &mut paths {
        path.insert(0, name.to_owned());
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(path: &str, text: &str) -> String {
        let others = ["src/plugins/ci/mod.rs", "src/plugins/catalog/mod.rs"];
        let mut files: Vec<File> = others
            .iter()
            .map(|path| File { path: (*path).to_owned(), text: String::new() })
            .collect();
        files.push(File { path: path.to_owned(), text: text.to_owned() });
        faults(&files).join("\n")
    }

    #[test]
    fn arrows_that_are_drawn_pass() {
        for (path, code) in [
            (
                "src/plugins/ci/api.rs",
                "use crate::plugin::prelude::*;\nuse crate::net::{Get, Page};",
            ),
            (
                "src/plugins/ci/pages/run.rs",
                "use super::super::api;\nuse super::card;\nuse portico_catalog::EntityRef;",
            ),
            ("src/shell/frame.rs", "use crate::{plugin::Registry, config::Config};"),
            ("src/plugin/load.rs", "use crate::sources::Source; let x = crate::net::Get::new();"),
            ("src/net/client.rs", "use crate::config::Origin;\nuse web_sys::Request;"),
            ("src/lib.rs", "pub use shell::App; use crate::plugins::ci;"),
            ("components/src/button/mod.rs", "use leptos::prelude::*;\nuse crate::icon::Icon;"),
            ("catalog/src/query.rs", "use crate::filter::Filter;\nuse serde::Deserialize;"),
            ("src/shell/frame.rs", "// not crate::net::Get\nlet x = 1;"),
        ] {
            assert_eq!(one(path, code), "", "{path}: {code}");
        }
    }

    #[test]
    fn arrows_that_are_not_drawn_are_named_with_the_way_out() {
        for (path, code, says) in [
            ("src/plugins/ci/api.rs", "use crate::shell::toast;", "`plugins/ci` uses `shell`"),
            (
                "src/plugins/ci/api.rs",
                "use crate::{\n    net::Get,\n    config::{Portal, x::Y},\n};",
                "`plugins/ci` uses `config`",
            ),
            (
                "src/plugins/ci/api.rs",
                "crate::plugins::catalog::pages::index()",
                "uses `plugins/catalog`",
            ),
            ("src/plugins/ci/mod.rs", "use super::catalog::api;", "uses `plugins/catalog`"),
            (
                "src/plugins/ci/pages/run.rs",
                "use super::super::super::catalog::api;",
                "uses `plugins/catalog`",
            ),
            ("src/shell/frame.rs", "use crate::net::Get as Other;", "`shell` uses `net`"),
            ("src/shell/frame.rs", "use crate::plugins::ci;", "`shell` uses `plugins/ci`"),
            ("src/net/client.rs", "fn f(x: &portico_catalog::Catalog) {}", "`net` uses `catalog`"),
            ("src/config/read.rs", "use crate::net::Url;", "`config` uses `net`"),
            (
                "components/src/a/mod.rs",
                "use portico_catalog::Kind;",
                "`components` uses `catalog`",
            ),
            ("components/src/a/mod.rs", "use portico::shell::x;", "`components` uses `shell`"),
            ("catalog/src/a.rs", "use leptos::prelude::*;", "`catalog` uses `leptos`"),
            ("src/attic/mod.rs", "", "the room `attic` is new"),
        ] {
            let found = one(path, code);
            assert!(found.contains(says), "{path}: {code}: {found}");
            assert!(found.contains("Way out") || found.contains("is new"), "{found}");
        }
    }

    #[test]
    fn lists_are_taken_apart() {
        let mut text = "a::{b, c::{d as x, e::*}, self}; rest";
        let paths: Vec<String> = tree(&mut text).iter().map(|path| path.join("::")).collect();
        assert_eq!(paths, ["a::b", "a::c::d", "a::c::e::*", "a::self"]);
    }
}
