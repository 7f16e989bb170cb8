//! A believable catalog, made by the generator that the benchmarks use.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_catalog::assemble::Assembler;
use portico_catalog::record::{Severity, SourceId};
use serde::Deserialize;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Generates a catalog; `None` without Node.js.
fn generate(entities: usize, name: &str) -> Option<PathBuf> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/gen-catalog.mjs");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let output = Command::new("node")
        .arg(script)
        .arg(entities.to_string())
        .arg(&folder)
        .arg("7")
        .arg("60")
        .output();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            Some(folder)
        }
        Err(error) => {
            eprintln!("skipped: node cannot be started ({error})");
            None
        }
    }
}

#[test]
fn a_generated_catalog_is_read_whole_and_without_errors() {
    let Some(folder) = generate(200, "generated-200") else { return };
    let source = SourceId(0);
    let mut assembler = Assembler::new();
    let mut expected: Vec<Value> = Vec::new();
    assembler.add_entry(source, "catalog/all.yaml");
    loop {
        let wanted = assembler.wanted();
        if wanted.is_empty() {
            break;
        }
        for wanted in wanted {
            let file = wanted.url.strip_prefix("catalog/").unwrap();
            let bytes = std::fs::read(folder.join(file)).unwrap();
            let documents = yaml_serde::Deserializer::from_slice(&bytes);
            expected.extend(documents.map(|document| Value::deserialize(document).unwrap()));
            assembler.give(source, &wanted.url, Ok(&bytes));
        }
    }
    let assembled = assembler.finish();
    let errors: Vec<_> =
        assembled.issues.iter().filter(|issue| issue.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(
        assembled.records.len(),
        201,
        "the entities and the Location that names their files"
    );
    for (record, expected) in assembled.records.iter().zip(&expected) {
        assert_eq!(&serde_json::from_slice::<Value>(&record.detail).unwrap(), expected);
    }
    let names: std::collections::HashSet<_> =
        assembled.records.iter().map(|record| &record.entity).collect();
    let relations = assembled.records.iter().flat_map(|record| &record.relations);
    for (relation, target) in relations {
        assert!(names.contains(target), "{relation} {target} leads to an entity of the catalog");
    }
}
