//! The design guide in `docs/design/` names what exists: its own files, the components of the
//! library, their examples, and the budgets of the build.

use portico_components::gallery::{all_examples, registry};
use portico_components::shelves::Shown;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The chapters, in the order in which they are read.
const CHAPTERS: [&str; 21] = [
    "01-principles",
    "02-before-you-build",
    "03-anatomy",
    "04-layout",
    "05-tokens",
    "06-components",
    "07-content",
    "08-icons",
    "09-states",
    "10-forms",
    "11-data",
    "12-navigation",
    "13-accessibility",
    "14-motion",
    "15-theming",
    "16-css",
    "17-performance",
    "18-testing",
    "19-review",
    "20-governance",
    "21-resources",
];

/// Pages of the portal that a chapter may link besides those of components.
const PAGES: [&str; 4] = ["/gallery", "/gallery/all", "/gallery/icons", "/settings"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/design")
}

fn chapter(name: &str) -> String {
    let file = folder().join(name).with_extension("md");
    fs::read_to_string(&file).unwrap_or_default()
}

/// The lines outside of code.
fn prose(text: &str) -> Vec<&str> {
    let mut in_code = false;
    text.lines()
        .filter(|line| {
            let fence = line.trim_start().starts_with("```");
            in_code ^= fence;
            !in_code && !fence
        })
        .collect()
}

/// The targets of all links.
fn links(text: &str) -> Vec<String> {
    let target = |rest: &str| rest.split_once(')').map(|(target, _)| target.to_owned());
    prose(text).iter().flat_map(|line| line.split("](").skip(1).filter_map(target)).collect()
}

#[test]
fn every_chapter_has_one_heading_of_the_first_level() {
    for name in CHAPTERS.into_iter().chain(["README"]) {
        let text = chapter(name);
        let prose = prose(&text);
        let headings = prose.iter().filter(|line| line.starts_with("# ")).count();
        assert_eq!(headings, 1, "{name}");
        assert!(text.starts_with("# "), "{name} begins with its heading");
        let html = prose.iter().find(|line| line.contains("</") || line.contains("<br"));
        assert_eq!(html, None, "{name} is Markdown without HTML");
    }
}

#[test]
fn the_guide_has_no_other_files_and_its_index_names_all_of_them() {
    let index = chapter("README");
    for name in CHAPTERS {
        assert!(links(&index).contains(&format!("{name}.md")), "README.md does not name {name}");
    }
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(name == "README" || CHAPTERS.contains(&name), "{name} is no chapter");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let components: BTreeSet<&str> = registry().iter().map(|entry| entry.id).collect();
    let examples: BTreeSet<String> = all_examples()
        .into_iter()
        .flat_map(|Shown { id: component, examples, .. }| {
            examples.iter().map(move |example| format!("{component}#{component}-{}", example.id))
        })
        .collect();
    let mut lost = Vec::new();
    for name in CHAPTERS.into_iter().chain(["README"]) {
        for link in links(&chapter(name)) {
            let exists = match link.strip_prefix("/gallery/c/") {
                Some(shown) => components.contains(shown) || examples.contains(shown),
                None if link.starts_with('/') => PAGES.contains(&link.as_str()),
                None => folder().join(&link).exists(),
            };
            if !exists {
                lost.push(format!("{name}: {link}"));
            }
        }
    }
    assert!(lost.is_empty(), "no such component, example, page or file:\n{}", lost.join("\n"));
}

#[test]
fn the_index_by_task_names_every_component() {
    let links: BTreeSet<String> = links(&chapter("06-components")).into_iter().collect();
    for entry in registry() {
        let page = format!("/gallery/c/{}", entry.id);
        assert!(links.contains(&page), "docs/design/06-components.md does not name {}", entry.name);
    }
}

#[test]
fn the_budgets_are_those_of_the_build() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("budgets.json");
    let budgets = fs::read_to_string(file).unwrap();
    let budgets: serde_json::Value = serde_json::from_str(&budgets).unwrap();
    let text = chapter("02-before-you-build");
    for name in ["pluginChunk", "firstView", "boot"] {
        let row = format!("| `{name}` | {} |", budgets[name]);
        assert!(text.contains(&row), "02-before-you-build.md does not say {row}");
    }
}
