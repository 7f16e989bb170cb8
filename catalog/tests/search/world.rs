//! Catalogs and documents to search in.

use portico_catalog::assemble::Assembler;
use portico_catalog::catalog::Catalog;
use portico_catalog::record::{Record, SourceId};
use portico_catalog::search::{Document, Index, Weights};
use portico_catalog::snapshot;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, OnceLock};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub fn file(name: &str) -> Value {
    let path = top().join("tests/search").join(name);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Reads descriptors from an entry file, as the portal does.
fn read(folder: &Path, entry: &str) -> Vec<Record> {
    let source = SourceId(0);
    let mut assembler = Assembler::new();
    assembler.add_entry(source, entry);
    loop {
        let wanted = assembler.wanted();
        if wanted.is_empty() {
            return assembler.finish().records;
        }
        for wanted in wanted {
            let bytes = fs::read(folder.join(&wanted.url));
            let given = bytes.as_ref().map(Vec::as_slice).map_err(|_| "is missing".to_owned());
            assembler.give(source, &wanted.url, given);
        }
    }
}

/// The index of these entities, with all of their texts.
pub fn index(records: Vec<Record>) -> Index {
    let snapshot = snapshot::build(records, Vec::new());
    let catalog = Arc::new(Catalog::from_bytes(&snapshot.index).unwrap());
    let ranges = catalog.clone();
    let mut index = Index::new(catalog, Weights::default());
    let mut detail = |ix| Some(snapshot.details[ranges.detail_range(ix)].to_vec());
    while index.read(1000, &mut detail) {}
    index
}

/// The demo organisation with a few documents.
pub fn demo() -> Index {
    let mut index = index(read(&top().join("public"), "demo/catalog/all.yaml"));
    for document in documents() {
        index.add(0, document);
    }
    index.settle();
    index
}

fn documents() -> Vec<Document> {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let list = file("documents.json");
    let of = |value: &Value| {
        let entity = text(value, "entity");
        let name = entity.rsplit('/').next().unwrap();
        Document {
            title: text(value, "title"),
            breadcrumb: vec![text(value, "site")],
            heading: value["heading"].as_str().map(str::to_owned),
            href: format!("/docs/default/component/{name}/{}", text(value, "page")),
            anchor: text(value, "anchor"),
            text: text(value, "text"),
            entity: Some(entity.parse().unwrap()),
        }
    };
    list.as_array().unwrap().iter().map(of).collect()
}

/// A catalog made by the generator that the benchmarks of the browser use; `None` without Node.js.
pub fn generated() -> Option<Index> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(generate).as_deref()?;
    Some(index(read(folder, "all.yaml")))
}

fn generate() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated-for-search");
    let script = top().join("tests/fixtures/gen-catalog.mjs");
    let made = Command::new("node").arg(script).arg("200").arg(&folder).args(["7", "60"]).output();
    match made {
        Ok(made) => {
            assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
            Some(folder)
        }
        Err(error) => {
            eprintln!("skipped: node cannot be started ({error})");
            None
        }
    }
}
