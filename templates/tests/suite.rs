//! The official JSON-Schema-Test-Suite, where it is at hand: nothing may fall below what was
//! reached, and `docs/templates-schema.md` says what that is.
//!
//! `PORTICO_RENEW=1 cargo test -p portico-templates --test suite` writes the page again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use portico_templates::schema::{Draft, Rules};
use serde_json::Value;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Documents that the suite refers to, under the address that it uses.
fn remotes(folder: &Path, address: &str, found: &mut Vec<(String, Value)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let address = format!("{address}/{name}");
        if entry.path().is_dir() {
            remotes(&entry.path(), &address, found);
        } else if name.ends_with(".json") {
            found.push((address, json(&entry.path())));
        }
    }
}

struct Tally {
    passed: usize,
    all: usize,
    /// What did not pass: group and case.
    failed: Vec<String>,
}

/// Runs a draft's files: keyword to what it reached.
fn run(suite: &Path, folder: &str, draft: Draft) -> BTreeMap<String, Tally> {
    let mut documents = Vec::new();
    remotes(&suite.join("remotes"), "http://localhost:1234", &mut documents);
    // Documents of another draft say other things under the same words.
    documents.retain(|(address, _)| !address.contains("/draft") || address.contains(folder));
    let documents: Vec<(&str, &Value)> =
        documents.iter().map(|(address, document)| (address.as_str(), document)).collect();
    let mut tallies = BTreeMap::new();
    for entry in std::fs::read_dir(suite.join("tests").join(folder)).unwrap().flatten() {
        let path = entry.path();
        let keyword = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut tally = Tally { passed: 0, all: 0, failed: Vec::new() };
        for group in json(&path).as_array().unwrap() {
            let rules = Rules::with(&group["schema"], draft, &documents).without_formats();
            for case in group["tests"].as_array().unwrap() {
                let checked = rules.check(&case["data"]);
                let valid = checked.misses.is_empty();
                tally.all += 1;
                if checked.fault.is_none() && Some(valid) == case["valid"].as_bool() {
                    tally.passed += 1;
                } else {
                    let fault = checked.fault.map(|fault| format!(" ({fault})"));
                    tally.failed.push(format!(
                        "{} / {}{}",
                        group["description"].as_str().unwrap_or_default(),
                        case["description"].as_str().unwrap_or_default(),
                        fault.unwrap_or_default()
                    ));
                }
            }
        }
        tallies.insert(keyword, tally);
    }
    tallies
}

fn table(title: &str, tallies: &BTreeMap<String, Tally>) -> String {
    let (passed, all) =
        tallies.values().fold((0, 0), |sum, tally| (sum.0 + tally.passed, sum.1 + tally.all));
    let mut text =
        format!("### {title}: {passed} of {all}\n\n| keyword | passed | of |\n|---|---:|---:|\n");
    for (keyword, tally) in tallies {
        let _ = writeln!(text, "| {keyword} | {} | {} |", tally.passed, tally.all);
    }
    let missing: Vec<_> = tallies
        .iter()
        .flat_map(|(keyword, tally)| tally.failed.iter().map(move |case| (keyword, case)))
        .collect();
    if !missing.is_empty() {
        text.push_str("\nNot passed:\n\n");
        for (keyword, case) in missing {
            let _ = writeln!(text, "- {keyword}: {}", case.replace('|', "\\|"));
        }
    }
    text
}

#[test]
fn the_page_says_what_the_suite_says() {
    let suite = here("../shared/fixtures/json-schema-test-suite");
    if !suite.is_dir() {
        println!("the JSON-Schema-Test-Suite is not at hand: nothing was compared");
        return;
    }
    let seven = run(&suite, "draft7", Draft::Seven);
    let later = run(&suite, "draft2020-12", Draft::Later);
    let passed = |tallies: &BTreeMap<String, Tally>| -> usize {
        tallies.values().map(|tally| tally.passed).sum()
    };
    let tables = format!("{}\n{}", table("Draft 7", &seven), table("Draft 2020-12", &later));
    let path = here("docs/templates-schema.md");
    const MARK: &str =
        "<!-- What follows is written by `cargo test -p portico-templates --test suite`. -->\n";
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    let head = page.split(MARK).next().unwrap_or_default();
    let now = format!("{head}{MARK}\n{tables}");
    if std::env::var_os("PORTICO_RENEW").is_some() {
        std::fs::write(&path, now).unwrap();
    } else {
        assert_eq!(
            page, now,
            "docs/templates-schema.md is of yesterday: PORTICO_RENEW=1 renews it"
        );
    }
    assert!(passed(&seven) >= LEAST.0, "draft 7 fell to {}", passed(&seven));
    assert!(passed(&later) >= LEAST.1, "draft 2020-12 fell to {}", passed(&later));
}

/// What was reached: draft 7, draft 2020-12.
const LEAST: (usize, usize) = (923, 1294);
