//! Our walker against another validator, on schemas and values that chance makes.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use jsonschema::Draft as Theirs;
use portico_templates::schema::{Draft, Rules};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-4i64..8).prop_map(Value::from),
        (-8i32..16).prop_map(|quarters| json!(f64::from(quarters) / 4.0)),
        "[abc1 é-]{0,4}".prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec(("[abc]", inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// One or more keywords that need no other schema.
fn simple() -> impl Strategy<Value = Value> {
    let kinds = || prop::sample::select(KINDS.to_vec());
    prop_oneof![
        kinds().prop_map(|kind| json!({"type": kind})),
        (kinds(), kinds())
            .prop_filter("two types", |(a, b)| a != b)
            .prop_map(|(a, b)| json!({"type": [a, b]})),
        value().prop_map(|value| json!({"const": value})),
        prop::collection::vec(value(), 1..4).prop_map(|values| json!({"enum": values})),
        (0u8..4, 0u8..4).prop_map(|(a, b)| json!({"minLength": a, "maxLength": b})),
        (0u8..3, 0u8..4).prop_map(|(a, b)| json!({"minItems": a, "maxItems": b})),
        (0u8..3, 0u8..4).prop_map(|(a, b)| json!({"minProperties": a, "maxProperties": b})),
        (-3i32..6, -3i32..6).prop_map(|(a, b)| json!({"minimum": a, "exclusiveMaximum": b})),
        (-3i32..6, -3i32..6).prop_map(|(a, b)| json!({"exclusiveMinimum": a, "maximum": b})),
        (1u8..4).prop_map(|of| json!({"multipleOf": of})),
        Just(json!({"uniqueItems": true})),
        prop::sample::select(vec!["^a", "b$", "[0-9]", "^[abc]+$", "é", "^.{2}$"])
            .prop_map(|pattern| json!({"pattern": pattern})),
        prop::collection::vec("[abc]", 1..3).prop_map(|mut names| {
            names.dedup();
            json!({"required": names})
        }),
        Just(json!({"$ref": "#/definitions/one"})),
        any::<bool>().prop_map(Value::Bool),
    ]
}

const KINDS: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];

fn schema(later: bool) -> impl Strategy<Value = Value> {
    simple().prop_recursive(3, 24, 4, move |inner| {
        let one = || inner.clone();
        let some = || prop::collection::vec(inner.clone(), 1..4);
        let named = || {
            prop::collection::vec(("[abc]", inner.clone()), 1..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect()))
        };
        let shared = prop_oneof![
            (named(), one()).prop_map(|(own, rest)| json!({
                "properties": own, "additionalProperties": rest
            })),
            (named(), one()).prop_map(|(own, rest)| json!({
                "patternProperties": own, "additionalProperties": rest
            })),
            one().prop_map(|names| json!({"propertyNames": names})),
            one().prop_map(|items| json!({"items": items})),
            one().prop_map(|item| json!({"contains": item})),
            some().prop_map(|all| json!({"allOf": all})),
            some().prop_map(|any| json!({"anyOf": any})),
            some().prop_map(|one| json!({"oneOf": one})),
            one().prop_map(|not| json!({"not": not})),
            (one(), one(), one()).prop_map(|(test, yes, no)| json!({
                "if": test, "then": yes, "else": no
            })),
            (named(), some()).prop_map(|(own, all)| json!({"properties": own, "allOf": all})),
        ];
        let of_draft = if later {
            prop_oneof![
                (some(), one()).prop_map(|(first, rest)| json!({
                    "prefixItems": first, "items": rest
                })),
                named().prop_map(|needs| json!({"dependentSchemas": needs})),
                Just(json!({"dependentRequired": {"a": ["b"], "c": ["a", "b"]}})),
                (one(), 0u8..3, 1u8..4).prop_map(|(item, least, most)| json!({
                    "contains": item, "minContains": least, "maxContains": most
                })),
                (named(), one()).prop_map(|(own, rest)| json!({
                    "properties": own, "unevaluatedProperties": rest
                })),
                (some(), some(), one()).prop_map(|(first, any, rest)| json!({
                    "prefixItems": first, "anyOf": any, "unevaluatedItems": rest
                })),
                (some(), named(), one()).prop_map(|(any, own, rest)| json!({
                    "anyOf": any, "properties": own, "unevaluatedProperties": rest
                })),
            ]
            .boxed()
        } else {
            prop_oneof![
                (some(), one()).prop_map(|(first, rest)| json!({
                    "items": first, "additionalItems": rest
                })),
                named().prop_map(|needs| json!({"dependencies": needs})),
                Just(json!({"dependencies": {"a": ["b"], "c": ["a", "b"]}})),
            ]
            .boxed()
        };
        prop_oneof![3 => shared, 2 => of_draft]
    })
}

/// The schema with what its references mean.
fn whole(schema: Value) -> Value {
    let mut map = match schema {
        Value::Object(map) => map,
        other => Map::from_iter([("allOf".to_owned(), json!([other]))]),
    };
    if map.contains_key("$ref") {
        map = Map::from_iter([("allOf".to_owned(), json!([map]))]);
    }
    map.insert("definitions".to_owned(), json!({"one": {"type": ["string", "object"]}}));
    Value::Object(map)
}

fn agree(schema: Value, value: &Value, ours: Draft, theirs: Theirs) -> Result<(), TestCaseError> {
    let schema = whole(schema);
    let oracle = jsonschema::options()
        .with_draft(theirs)
        .should_validate_formats(false)
        .build(&schema)
        .map_err(|fault| TestCaseError::fail(format!("{schema}: {fault}")))?;
    let rules = Rules::with(&schema, ours, &[]);
    let checked = rules.check(value);
    prop_assert_eq!(&checked.fault, &None, "{}", schema);
    prop_assert_eq!(
        checked.misses.is_empty(),
        oracle.is_valid(value),
        "schema {} value {} misses {:?}",
        schema,
        value,
        checked.misses
    );
    for miss in &checked.misses {
        let text = portico_templates::schema::text(miss);
        prop_assert!(!text.is_empty(), "{} has no words", miss.keyword);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, ..ProptestConfig::default() })]

    #[test]
    fn draft_seven_agrees(schema in schema(false), value in value()) {
        agree(schema, &value, Draft::Seven, Theirs::Draft7)?;
    }

    #[test]
    fn draft_2020_12_agrees(schema in schema(true), value in value()) {
        agree(schema, &value, Draft::Later, Theirs::Draft202012)?;
    }
}

/// What a branch has looked at that does not hold is still to be looked at.
#[test]
fn a_branch_that_fails_looks_at_nothing() {
    let schema = json!({
        "anyOf": [
            {"type": "string", "unevaluatedProperties": true},
            {"anyOf": [{"type": "string"}], "unevaluatedProperties": true},
            true
        ],
        "unevaluatedProperties": {"type": "string"}
    });
    for (value, holds) in [(json!({"b": null}), false), (json!({"b": "b"}), true)] {
        agree(schema.clone(), &value, Draft::Later, Theirs::Draft202012).unwrap();
        assert_eq!(Rules::with(&schema, Draft::Later, &[]).check(&value).misses.is_empty(), holds);
    }
}
