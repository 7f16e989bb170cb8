//! Descriptors as people write them, changed as a form changes them: what comes out says the same
//! but for the change, and lines that have nothing to do with it are those that were there.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_catalog::assemble::Assembler;
use portico_catalog::diff::unified;
use portico_catalog::edit::{Change, revise};
use portico_catalog::record::{Record, SourceId};
use portico_catalog::yaml::decode;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn descriptors(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "templates" && name != "archive" {
            descriptors(&path, found);
        } else if name.ends_with(".yaml") && !name.contains("api.") {
            found.push(path);
        }
    }
}

/// Texts of descriptors with what they say.
fn corpus() -> Vec<(String, Vec<Record>)> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    descriptors(&here.join("tests/corpus/good"), &mut paths);
    descriptors(&here.join("../public/demo/catalog"), &mut paths);
    paths.sort();
    assert!(paths.len() > 25, "{}", paths.len());
    let text = |path: &PathBuf| decode(&fs::read(path).unwrap()).unwrap().into_owned();
    paths.iter().map(text).map(|text| (text.clone(), read(&text))).collect()
}

fn read(text: &str) -> Vec<Record> {
    let mut assembler = Assembler::new();
    assembler.add_file(SourceId(0), "file.yaml", text.as_bytes());
    assembler.finish().records
}

fn detail(record: &Record) -> Value {
    serde_json::from_slice(&record.detail).unwrap()
}

/// Leaves out what has nothing in it, and writes scalars as texts.
fn plain(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(map) => {
            let map: Map<String, Value> =
                map.iter().filter_map(|(key, value)| Some((key.clone(), plain(value)?))).collect();
            (!map.is_empty()).then_some(Value::Object(map))
        }
        Value::Array(items) if items.is_empty() => None,
        Value::Array(items) => {
            Some(items.iter().map(|item| plain(item).unwrap_or_default()).collect())
        }
        Value::String(text) => Some(json!(text)),
        other => Some(json!(other.to_string())),
    }
}

/// What the entity says after a change.
fn changed(mut entity: Value, path: &[String], value: Option<Value>) -> Value {
    let (last, way) = path.split_last().unwrap();
    let mut place = &mut entity;
    for key in way {
        if !place[key].is_object() {
            place[key] = json!({});
        }
        place = &mut place[key];
    }
    match value {
        Some(value) => place[last] = value,
        None => drop(place.as_object_mut().unwrap().remove(last)),
    }
    entity
}

/// A change and what it means.
#[derive(Clone, Debug)]
struct Wanted {
    change: Change,
    value: Option<Value>,
}

fn text(path: &[&str], text: &str) -> Wanted {
    let value = (!text.is_empty()).then(|| json!(text));
    Wanted { change: Change::text(path, text), value }
}

fn texts(path: &[&str], texts: &[String]) -> Wanted {
    let value = (!texts.is_empty()).then(|| json!(texts));
    Wanted { change: Change::texts(path, texts), value }
}

fn map(path: &[&str], pairs: &[(String, String)]) -> Wanted {
    let map: Map<String, Value> =
        pairs.iter().map(|(key, text)| (key.clone(), json!(text))).collect();
    let value = (!map.is_empty()).then_some(Value::Object(map));
    Wanted { change: Change::map(path, pairs), value }
}

fn links(links: &[Vec<(String, String)>]) -> Wanted {
    let path = &["metadata", "links"];
    let value = links.iter().map(|pairs| map(path, pairs).value.unwrap_or_default()).collect();
    let value = (!links.is_empty()).then_some(Value::Array(value));
    Wanted { change: Change::maps(path, links), value }
}

const WORDS: &str = "[a-zA-Z0-9 '\":#{}\\[\\],&*!|>%@`ä–-]{0,24}";
const LINES: &str = "([a-z:# '-]{0,30}\n?){0,4}";

fn any_change() -> impl Strategy<Value = Wanted> {
    let scalar = prop::sample::select(vec![
        ["metadata", "title"],
        ["metadata", "description"],
        ["spec", "owner"],
        ["spec", "lifecycle"],
        ["spec", "system"],
        ["spec", "type"],
        ["spec", "subcomponentOf"],
    ]);
    let list = prop::sample::select(vec![
        ["metadata", "tags"],
        ["spec", "dependsOn"],
        ["spec", "providesApis"],
        ["spec", "consumesApis"],
    ]);
    let pairs = prop::sample::select(vec![["metadata", "labels"], ["metadata", "annotations"]]);
    let pair = ("[a-z]{1,4}(/[a-z]{1,4})?", WORDS);
    let pair = prop::collection::btree_map(pair.0, pair.1, 0..4);
    let link = ("[a-z:/]{1,12}", WORDS).prop_map(|(url, title)| {
        let title = (!title.is_empty()).then(|| ("title".to_owned(), title));
        [Some(("url".to_owned(), url)), title].into_iter().flatten().collect::<Vec<_>>()
    });
    prop_oneof![
        (scalar.clone(), WORDS).prop_map(|(path, value)| text(&path, &value)),
        (scalar, LINES).prop_map(|(path, value)| text(&path, &value)),
        (list, prop::collection::vec("[a-z:/,#]{1,10}", 0..5))
            .prop_map(|(path, value)| texts(&path, &value)),
        (pairs, pair).prop_map(|(path, value)| map(&path, &value.into_iter().collect::<Vec<_>>())),
        prop::collection::vec(link, 0..3).prop_map(|value| links(&value)),
    ]
}

/// Makes a change in the text of an entity and looks at what came out; `false` when it is refused.
fn check(text: &str, records: &[Record], number: usize, wanted: &Wanted) -> bool {
    let record = &records[number];
    let Ok(new) =
        revise(text, &record.entity, record.place.line, std::slice::from_ref(&wanted.change))
    else {
        return false;
    };
    let after = read(&new);
    assert_eq!(after.len(), records.len(), "{new}");
    for (at, (before, after)) in records.iter().zip(&after).enumerate() {
        let before = detail(before);
        let expected = match at == number {
            true => changed(before, &wanted.change.path, wanted.value.clone()),
            false => before,
        };
        assert_eq!(plain(&detail(after)), plain(&expected), "{}", unified(text, &new, "file.yaml"));
    }
    let comments = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(comments(text), comments(&new), "{}", unified(text, &new, "file.yaml"));
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn what_comes_out_says_the_same_but_for_the_change(
        file in any::<prop::sample::Index>(),
        entity in any::<prop::sample::Index>(),
        wanted in any_change(),
        windows in any::<bool>(),
    ) {
        thread_local! {
            static CORPUS: Vec<(String, Vec<Record>)> = corpus();
        }
        CORPUS.with(|corpus| {
            let (text, records) = file.get(corpus);
            if records.is_empty() {
                return;
            }
            let text = if windows { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text.clone() };
            check(&text, &records_of(&text, records), entity.index(records.len()), &wanted);
        });
    }
}

/// What a text with other line ends says: block texts are the same, places too.
fn records_of(text: &str, records: &[Record]) -> Vec<Record> {
    if text.contains("\r\n") { read(text) } else { records.to_vec() }
}

#[test]
fn every_descriptor_of_the_demo_can_be_changed_in_the_usual_places() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/demo/catalog");
    let mut paths = Vec::new();
    descriptors(&folder, &mut paths);
    let mut count = 0;
    for path in paths {
        let file = fs::read_to_string(&path).unwrap();
        let records = read(&file);
        for (number, record) in records.iter().enumerate() {
            let mut all = vec![
                text(&["metadata", "title"], "Another title"),
                text(&["metadata", "description"], "Another description: a short one."),
                texts(&["metadata", "tags"], &["one".to_owned(), "two".to_owned()]),
                map(&["metadata", "labels"], &[("tier".to_owned(), "1".to_owned())]),
                links(&[vec![("url".to_owned(), "https://a.example".to_owned())]]),
            ];
            if record.owner.is_some() {
                all.push(text(&["spec", "owner"], "group:default/somebody-else"));
            }
            for wanted in all {
                let place =
                    format!("{} {} {:?}", path.display(), record.entity, wanted.change.path);
                assert!(check(&file, &records, number, &wanted), "{place}");
                count += 1;
            }
        }
    }
    assert!(count > 300, "{count}");
}
