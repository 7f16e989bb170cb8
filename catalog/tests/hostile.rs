//! Strings and documents that attack: kept as they are, refused with a reason, never a panic.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_catalog::assemble::{Assembled, Assembler};
use portico_catalog::entity::{Entity, descriptor_yaml};
use portico_catalog::record::{Record, SourceId};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};
use url::Url;

const SOURCE: SourceId = SourceId(0);

fn fixture() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/hostile-strings.json");
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Every string of the fixture with its id; long ones are made as the fixture says.
fn vectors() -> Vec<(String, String, Value)> {
    let fixture = fixture();
    let vectors = fixture["vectors"].as_array().unwrap().iter().map(|vector| {
        let written = vector["value"].as_str().unwrap();
        let unit = || {
            vector["gen"]["unit"]
                .as_str()
                .unwrap()
                .repeat(vector["gen"]["n"].as_u64().unwrap() as usize)
        };
        let value = match vector["gen"]["op"].as_str() {
            Some("repeat") => unit(),
            Some("repeat-inside") => format!("https://example.com/{}", unit()),
            _ => written.to_owned(),
        };
        (vector["id"].as_str().unwrap().to_owned(), value, vector.clone())
    });
    vectors.collect()
}

fn document(id: &str) -> Value {
    let fixture = fixture();
    fixture["documents"]
        .as_array()
        .unwrap()
        .iter()
        .find(|document| document["id"] == id)
        .unwrap()
        .clone()
}

fn text(id: &str) -> String {
    document(id)["value"].as_str().unwrap().to_owned()
}

/// The same text in every field of an entity.
fn filled(value: &str) -> Value {
    json!({
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "API",
        "metadata": {
            "name": value, "namespace": value, "title": value, "description": value,
            "tags": [value], "labels": {value: value}, "annotations": {value: value},
            "links": [{"url": value, "title": value, "icon": value, "type": value}],
        },
        "spec": {
            "type": value, "lifecycle": value, "owner": value, "system": value, "definition": value,
            "profile": {"displayName": value, "email": value, "picture": value},
        },
        "relations": [{"type": value, "targetRef": value}],
        "status": {"items": [{"type": value, "level": "error", "message": value}]},
    })
}

fn read(text: &[u8]) -> Assembled {
    let mut assembler = Assembler::new();
    assembler.add_file(SOURCE, "file.yaml", text);
    assembler.finish()
}

fn page(text: &[u8]) -> Assembled {
    let mut assembler = Assembler::new();
    assembler.add_api_page(SOURCE, "/entities", text);
    assembler.finish()
}

fn rules(assembled: &Assembled) -> Vec<&str> {
    assembled.issues.iter().map(|issue| issue.rule.as_str()).collect()
}

fn quickly<T>(what: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let result = what();
    // Generous, because a debug build on a busy machine is meant, too.
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    result
}

fn keeps_every_byte(record: &Record, value: &str, id: &str) {
    assert_eq!(record.entity.name, value, "{id}");
    assert_eq!(record.title.as_deref(), Some(value), "{id}");
    assert_eq!(record.description.as_deref(), Some(value), "{id}");
    assert_eq!(record.spec_type.as_deref(), Some(value), "{id}");
    assert_eq!(record.lifecycle.as_deref(), Some(value), "{id}");
    assert_eq!(record.email.as_deref(), Some(value), "{id}");
    assert_eq!(record.annotations, [(value.to_owned(), value.to_owned())], "{id}");
    assert_eq!(record.tags, [value], "{id}");
    let detail: Value = serde_json::from_slice(&record.detail).unwrap();
    assert_eq!(detail, filled(value), "{id}");
    let entity = Entity::from_json(&record.detail).unwrap();
    assert_eq!(entity.metadata.name, value, "{id}");
    assert_eq!(entity.metadata.links[0].url, value, "{id}");
}

#[test]
fn strings_go_through_every_field_and_stay_as_they_are() {
    for (id, value, _) in vectors() {
        let entity = filled(&value);
        let json = entity.to_string();
        let yaml = descriptor_yaml(json.as_bytes()).unwrap();
        let api = json!({"items": [entity]}).to_string();
        for assembled in [read(json.as_bytes()), read(yaml.as_bytes()), page(api.as_bytes())] {
            // A blank name is no name.
            if value.trim().is_empty() {
                assert!(
                    assembled.records.is_empty() && rules(&assembled).contains(&"field-missing")
                );
                continue;
            }
            assert_eq!(assembled.records.len(), 1, "{id}: {:?}", assembled.issues);
            keeps_every_byte(&assembled.records[0], &value, &id);
            for issue in &assembled.issues {
                assert!(
                    issue.message.len() < 1000 || issue.rule == "catalog-processing",
                    "{id}: {}",
                    issue.rule
                );
            }
        }
    }
}

#[test]
fn links_that_a_browser_would_run_are_named() {
    let mut refused = 0;
    for (id, value, vector) in
        vectors().into_iter().filter(|(_, _, vector)| vector["class"] == "url")
    {
        let assembled = read(filled(&value).to_string().as_bytes());
        let named = rules(&assembled)
            .iter()
            .any(|rule| rule.starts_with("link-url") || *rule == "link-scheme");
        if vector["allowed"] == true {
            assert!(!named, "{id}");
        } else if vector["executed_in_control"] == true {
            assert!(named, "{id}");
        }
        if !named {
            let url = Url::parse(&value).unwrap();
            assert!(matches!(url.scheme(), "https" | "http" | "mailto"), "{id}");
            assert!(url.username().is_empty() && url.password().is_none(), "{id}");
        }
        refused += usize::from(named);
    }
    assert!(refused >= 15, "the fixture bites: {refused}");
}

#[test]
fn bombs_and_deep_nests_are_refused_quickly() {
    assert_eq!(rules(&quickly(|| read(text("d01").as_bytes()))), ["yaml-too-many-copies"]);
    for id in ["d04", "d19"] {
        let generator = document(id)["gen"].clone();
        let times = generator["n"].as_u64().unwrap() as usize;
        let nest = generator["open"].as_str().unwrap().repeat(times)
            + &generator["close"].as_str().unwrap().repeat(times);
        assert_eq!(rules(&quickly(|| read(nest.as_bytes()))), ["yaml-too-deep"], "{id}");
        assert_eq!(rules(&quickly(|| page(nest.as_bytes()))), ["api-item-invalid"], "{id}");
        let item = format!(
            "{{\"items\": [{nest}, {{\"kind\": \"A\", \"metadata\": {{\"name\": \"a\"}}}}]}}"
        );
        let assembled = page(item.as_bytes());
        assert_eq!((assembled.records.len(), assembled.issues.len()), (1, 1), "{id}");
    }
    let bytes = document("d22")["gen"]["bytes"].as_u64().unwrap() as usize;
    let large = format!("[{}1]", "1,".repeat(bytes / 2));
    assert_eq!(rules(&quickly(|| read(large.as_bytes()))), ["file-too-large"]);
    assert_eq!(rules(&quickly(|| page(large.as_bytes()))), ["api-page-invalid"]);
}

#[test]
fn documents_are_read_or_refused_with_a_reason() {
    let merged = read(text("d03").as_bytes());
    assert_eq!(rules(&merged), ["field-missing"], "the merge is fine, the kind is not there");
    assert!(rules(&read(text("d05").as_bytes())).contains(&"yaml-tag"));
    let twice = read(text("d06").as_bytes());
    assert_eq!(rules(&twice).iter().filter(|rule| **rule == "yaml-duplicate-key").count(), 2);
    assert_eq!(twice.records[0].entity.to_string(), "component:default/a");
    let broken = read(text("d07").as_bytes());
    assert_eq!(broken.records.len(), 2);
    assert_eq!(rules(&broken).iter().filter(|rule| rule.starts_with("yaml")).count(), 1);
    for id in ["d08", "d09"] {
        let assembled = read(text(id).as_bytes());
        assert!(assembled.records.is_empty() && !assembled.issues.is_empty(), "{id}");
    }
    let custom = read(text("d10").as_bytes());
    assert_eq!(rules(&custom), [""; 0]);
    assert_eq!(custom.records[0].kind_label, "Spaceship");
    assert_eq!(rules(&page(text("d15").as_bytes())), ["api-page-invalid"]);
    for id in ["d17", "d18", "d20", "d23", "d26"] {
        assert!(read(text(id).as_bytes()).records.is_empty(), "{id}");
        assert!(page(text(id).as_bytes()).records.is_empty(), "{id}");
    }
    for body in document("d21")["value"].as_array().unwrap() {
        let body = body.as_str().unwrap();
        assert!(read(body.as_bytes()).records.is_empty(), "{body}");
        assert!(page(body.as_bytes()).records.is_empty(), "{body}");
    }
}

#[test]
fn numbers_that_json_cannot_say_stay_as_they_were_written() {
    let odd = "kind: A\nmetadata: {name: a}\nspec: {n: 1e309, i: 99999999999999999999, neg: -0, f: 0.1e-999, inf: .inf}\n";
    let assembled = read(odd.as_bytes());
    let detail = String::from_utf8(assembled.records[0].detail.clone()).unwrap();
    assert!(
        detail
            .contains(r#""n":"1e309","i":99999999999999999999,"neg":-0,"f":0.1e-999,"inf":".inf""#),
        "{detail}"
    );
    assert!(Entity::from_json(detail.as_bytes()).is_ok());
}

#[test]
fn relations_of_every_shape_are_read() {
    let entities: Vec<Value> = document("d11")["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entity| {
            let name = entity["ref"].as_str().unwrap().rsplit('/').next().unwrap();
            let relations = entity["relations"].as_array().unwrap().iter();
            let relations: Vec<Value> = relations
                .map(|relation| json!({"type": relation[0], "targetRef": relation[1]}))
                .collect();
            json!({"kind": "Component", "metadata": {"name": name}, "relations": relations})
        })
        .collect();
    let assembled = page(json!({"items": entities}).to_string().as_bytes());
    assert_eq!(assembled.records.len(), 3);
    assert_eq!(rules(&assembled), ["relation-invalid"; 3]);
    assert!(assembled.records[2].relations.iter().any(|(name, _)| name == "frobnicates"));
}

#[test]
fn a_fat_entity_is_read_quickly() {
    let list = |unit: &str| (0..10_000).map(|n| json!(format!("{unit}{n}"))).collect::<Vec<_>>();
    let links: Vec<Value> =
        (0..10_000).map(|n| json!({"url": format!("https://x.test/{n}")})).collect();
    let depends: Vec<Value> = (0..100_000).map(|n| json!(format!("component:c{n}"))).collect();
    let entity = json!({
        "apiVersion": "backstage.io/v1alpha1", "kind": "Resource",
        "metadata": {"name": "fat", "description": "x".repeat(1 << 20), "tags": list("t"), "links": links},
        "spec": {"type": "database", "owner": "a", "dependsOn": depends},
    });
    let started = Instant::now();
    let assembled = read(entity.to_string().as_bytes());
    assert!(
        started.elapsed() < Duration::from_secs(10),
        "{:?} in a debug build",
        started.elapsed()
    );
    assert_eq!(rules(&assembled), [""; 0]);
    assert_eq!(assembled.records[0].relations.len(), 100_001);
}
