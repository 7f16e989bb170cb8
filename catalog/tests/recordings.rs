//! Answers recorded from a real Backstage backend, read as the portal reads them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use portico_catalog::assemble::{Assembled, Assembler};
use portico_catalog::backstage::{ApiError, Page, PageError, page_info};
use portico_catalog::entity::{Entity, descriptor_yaml};
use portico_catalog::record::SourceId;
use serde_json::Value;
use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/contract/backstage")
}

/// Request, HTTP status and body of a recording.
fn recording(name: &str) -> (String, u64, Value) {
    let path = folder().join(format!("{name}.json"));
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let recording: Value = serde_json::from_slice(&text).unwrap();
    let response = &recording["response"];
    let url = recording["request"]["url"].as_str().unwrap().to_owned();
    (url, response["status"].as_u64().unwrap(), response["body"].clone())
}

fn read(name: &str) -> Assembled {
    let (url, _, body) = recording(name);
    let mut assembler = Assembler::new();
    assembler.add_api_page(SourceId(0), &url, body.to_string().as_bytes());
    assembler.finish()
}

#[test]
fn pages_say_where_the_next_one_is() {
    let (_, _, body) = recording("catalog-by-query-page1");
    let page = page_info(body.to_string().as_bytes()).unwrap();
    assert_eq!((page.count, page.total), (20, body["totalItems"].as_u64()));
    assert_eq!(page.next_cursor.as_deref(), body["pageInfo"]["nextCursor"].as_str());
    assert!(page.next_cursor.is_some());
    let (_, _, list) = recording("catalog-entities-legacy");
    let page = page_info(list.to_string().as_bytes());
    assert_eq!(page, Ok(Page { next_cursor: None, total: None, count: 3 }));
    let (_, _, none) = recording("catalog-by-query-limit0");
    assert_eq!(page_info(none.to_string().as_bytes()).unwrap().count, 0);
}

#[test]
fn every_entity_of_every_page_becomes_a_record() {
    for name in [
        "catalog-by-query-page1",
        "catalog-by-query-page2-cursor",
        "catalog-by-query-filter-relations",
        "catalog-by-query-fulltext",
        "catalog-entities-legacy",
        "catalog-by-refs",
        "n10000-by-query-page1",
        "n10000-by-query-page2",
        "n10000-by-query-filter",
    ] {
        let (_, _, body) = recording(name);
        let items = body.as_array().or_else(|| body["items"].as_array()).unwrap();
        let items: Vec<&Value> = items.iter().filter(|item| !item.is_null()).collect();
        let assembled = read(name);
        assert_eq!(assembled.issues, [], "{name}");
        assert_eq!(assembled.records.len(), items.len(), "{name}");
        for (record, item) in assembled.records.iter().zip(items) {
            assert_eq!(
                &serde_json::from_slice::<Value>(&record.detail).unwrap(),
                item,
                "nothing is dropped"
            );
            assert_eq!(record.entity.name, item["metadata"]["name"]);
            assert_eq!(record.kind_label, item["kind"]);
            assert_eq!(
                record.title.as_deref(),
                item["metadata"]["title"]
                    .as_str()
                    .or(item["spec"]["profile"]["displayName"].as_str())
            );
            let relations: Vec<(String, String)> = record
                .relations
                .iter()
                .map(|(name, target)| (name.clone(), target.to_string()))
                .collect();
            let expected: Vec<(String, String)> = item["relations"]
                .as_array()
                .unwrap()
                .iter()
                .map(|relation| {
                    (
                        relation["type"].as_str().unwrap().to_owned(),
                        relation["targetRef"].as_str().unwrap().to_owned(),
                    )
                })
                .collect();
            assert_eq!(relations, expected, "{}", record.entity);
            let owner = expected
                .iter()
                .find(|(name, _)| name == "ownedBy")
                .map(|(_, target)| target.clone());
            assert_eq!(record.owner.as_ref().map(ToString::to_string), owner);
        }
    }
}

#[test]
fn relations_from_fields_are_the_ones_the_backend_finds() {
    // The same entities, once with the backend's relations and once with spec alone. The backend
    // also lists what others say about an entity; what spec says must be among it.
    let (_, _, mut body) = recording("catalog-by-query-page1");
    let stated = read("catalog-by-query-page1");
    for item in body["items"].as_array_mut().unwrap() {
        item.as_object_mut().unwrap().shift_remove("relations");
    }
    let mut assembler = Assembler::new();
    assembler.add_api_page(SourceId(0), "/entities", body.to_string().as_bytes());
    let derived = assembler.finish();
    let inverse = ["dependencyOf", "hasPart", "ownerOf", "apiProvidedBy", "apiConsumedBy"];
    for (stated, derived) in stated.records.iter().zip(&derived.records) {
        let mut stated: Vec<_> = stated
            .relations
            .iter()
            .filter(|(name, _)| !inverse.contains(&name.as_str()))
            .cloned()
            .collect();
        let mut derived = derived.relations.clone();
        stated.sort();
        derived.sort();
        assert_eq!(derived, stated);
    }
}

#[test]
fn single_entities_have_a_typed_view_and_a_descriptor() {
    for name in [
        "catalog-entity-by-name",
        "catalog-entity-by-name-api-example-grpc-api",
        "catalog-entity-by-name-component-docs-demo",
        "catalog-entity-by-name-group-guests",
        "catalog-entity-by-name-system-examples",
        "catalog-entity-by-name-template-demo-service",
        "catalog-entity-by-name-user-guest",
        "catalog-registered-entity",
    ] {
        let (_, _, body) = recording(name);
        let entity = Entity::from_json(body.to_string().as_bytes()).unwrap();
        assert_eq!(entity.metadata.name, body["metadata"]["name"]);
        assert_eq!(entity.kind, body["kind"]);
        let mut spec = String::new();
        entity.spec.write_json(&mut spec);
        assert_eq!(serde_json::from_str::<Value>(&spec).unwrap(), body["spec"]);
        assert_eq!(entity.relations.len(), body["relations"].as_array().unwrap().len());
        assert_eq!(
            entity.metadata.annotations.len(),
            body["metadata"]["annotations"].as_object().unwrap().len()
        );
        let text = descriptor_yaml(body.to_string().as_bytes()).unwrap();
        assert_eq!(yaml_serde::from_str::<Value>(&text).unwrap(), body, "{text}");
    }
}

#[test]
fn errors_of_the_backend_are_typed() {
    for (name, expected) in [
        ("catalog-by-query-bad-cursor-400", "InputError"),
        ("catalog-by-query-bad-limit-400", "InputError"),
        ("catalog-entity-by-name-404", "NotFoundError"),
        ("error-bad-token-401", "AuthenticationError"),
        ("error-malformed-json-400", "SyntaxError"),
        ("authpolicy-catalog-no-token-401", "AuthenticationError"),
    ] {
        let (_, status, body) = recording(name);
        let body = body.to_string();
        let error = ApiError::from_json(body.as_bytes()).unwrap();
        assert_eq!(
            (error.name.as_str(), error.status.map(u64::from)),
            (expected, Some(status)),
            "{name}"
        );
        assert!(!error.message.is_empty());
        assert_eq!(page_info(body.as_bytes()), Err(PageError::Api(error)), "{name}");
        assert_eq!(read(name).issues[0].rule, "api-page-invalid");
    }
    let (_, _, validation) = recording("catalog-validate-entity-400");
    assert_eq!(ApiError::from_json(validation.to_string().as_bytes()).unwrap().name, "InputError");
}

#[test]
fn any_field_may_be_of_any_type() {
    // Every value of one entity, replaced by each kind of JSON value or taken away.
    let (_, _, body) = recording("catalog-entity-by-name-component-docs-demo");
    let mut pointers = Vec::new();
    collect(&body, String::new(), &mut pointers);
    // An entity that is null as a whole is one that was asked for and is not there.
    pointers.retain(|pointer| !pointer.is_empty());
    assert!(pointers.len() > 20);
    let good = r#"{"kind": "A", "metadata": {"name": "good"}}"#;
    for pointer in pointers {
        for other in ["null", "true", "17", "\"text\"", "[]", "{}", "[{\"a\": [null]}]"] {
            let mut changed = body.clone();
            *changed.pointer_mut(&pointer).unwrap() = serde_json::from_str(other).unwrap();
            let mut assembler = Assembler::new();
            let page = format!("{{\"items\": [{changed}, {good}]}}");
            assembler.add_api_page(SourceId(0), "/entities", page.as_bytes());
            let assembled = assembler.finish();
            assert!(
                assembled.records.iter().any(|record| record.entity.name == "good"),
                "{pointer} = {other}"
            );
            let shown = assembled.records.len() == 2;
            assert!(
                shown || !assembled.issues.is_empty(),
                "{pointer} = {other}: lost without a word"
            );
            assert_eq!(
                shown,
                Entity::from_json(changed.to_string().as_bytes()).is_ok(),
                "{pointer} = {other}"
            );
        }
    }
}

fn collect(value: &Value, pointer: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let step = key.replace('~', "~0").replace('/', "~1");
                collect(value, format!("{pointer}/{step}"), found);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                collect(value, format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
    found.push(pointer);
}
