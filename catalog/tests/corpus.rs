//! Descriptors as people write them. A good one has nothing wrong with it and means what another
//! YAML reader says; a broken one has exactly the issues that its neighbour `.expected` lists.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_catalog::assemble::{Assembled, Assembler};
use portico_catalog::record::SourceId;
use serde::Deserialize;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn corpus(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "yaml")).collect();
    files.sort();
    assert!(files.len() >= 10);
    files
}

fn read(bytes: &[u8]) -> Assembled {
    let mut assembler = Assembler::new();
    assembler.add_file(SourceId(0), "catalog/file.yaml", bytes);
    assembler.finish()
}

#[test]
fn good_descriptors_mean_what_another_reader_says() {
    for path in corpus("good") {
        let bytes = fs::read(&path).unwrap();
        let assembled = read(&bytes);
        assert_eq!(assembled.issues, [], "{}", path.display());
        let details = assembled
            .records
            .iter()
            .map(|record| serde_json::from_slice::<Value>(&record.detail).unwrap());
        let marked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        let documents = yaml_serde::Deserializer::from_slice(marked).map(Value::deserialize);
        let expected: Result<Vec<Value>, _> = documents.collect();
        let mut expected = expected.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        expected.retain(|value| !value.is_null());
        assert_eq!(details.collect::<Vec<_>>(), expected, "{}", path.display());
    }
}

#[test]
fn broken_descriptors_have_the_issues_that_are_listed() {
    for path in corpus("broken") {
        let assembled = read(&fs::read(&path).unwrap());
        let mut found = String::new();
        for issue in &assembled.issues {
            assert_eq!(issue.place.file, "catalog/file.yaml");
            assert!(issue.message.ends_with('.') && issue.help.ends_with('.'), "{issue:?}");
            let place = format!("{}:{}", issue.place.line, issue.place.column);
            found.push_str(format!("{} {place} {}", issue.rule, issue.path).trim_end());
            found.push('\n');
        }
        for record in &assembled.records {
            found.push_str(&format!("shown {}\n", record.entity));
        }
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        assert_eq!(found, expected, "{}", path.display());
    }
}
