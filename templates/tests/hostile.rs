//! Whatever a schema and the answers are, the form comes to an end and says something sensible.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use portico_templates::form::{Context, Form, set};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const ALL: Context<'_> = Context { flag: &|_| true };

/// Any JSON whose keys are mostly keywords.
fn anything() -> impl Strategy<Value = Value> {
    let words = vec![
        "string",
        "integer",
        "array",
        "object",
        "null",
        "a",
        "b",
        "*",
        "#",
        "#/properties/a",
        "#/definitions/a",
        "(",
        "^a",
        "Secret",
        "hidden",
        "email",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-3i64..5).prop_map(Value::from),
        Just(json!(1e300)),
        prop::sample::select(words).prop_map(Value::from),
        "\\PC{0,6}".prop_map(Value::String),
    ];
    let keys = vec![
        "type",
        "properties",
        "items",
        "required",
        "enum",
        "const",
        "default",
        "oneOf",
        "anyOf",
        "allOf",
        "if",
        "then",
        "else",
        "not",
        "dependencies",
        "$ref",
        "definitions",
        "a",
        "b",
        "additionalProperties",
        "patternProperties",
        "minItems",
        "uniqueItems",
        "pattern",
        "format",
        "prefixItems",
        "ui:options",
        "ui:order",
        "ui:field",
        "ui:widget",
        "ui:backstage",
        "enumNames",
        "title",
        "errorMessage",
        "multipleOf",
        "minLength",
        "contains",
        "~",
        "/",
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            1 => prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            4 => prop::collection::vec((prop::sample::select(keys.clone()), inner), 0..5).prop_map(
                |entries| {
                    let entries = entries.into_iter().map(|(key, value)| (key.to_owned(), value));
                    Value::Object(entries.collect())
                }
            ),
        ]
    })
}

/// A schema with at least properties to ask for.
fn schema() -> impl Strategy<Value = Value> {
    (anything(), anything(), anything(), anything()).prop_map(|(a, b, more, definition)| {
        let mut map = match more {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        map.insert("properties".to_owned(), json!({"a": a, "b": b}));
        map.insert("definitions".to_owned(), json!({"a": definition}));
        Value::Object(map)
    })
}

/// The answers without those that somebody took away or left empty.
fn typed(answers: &Value) -> Value {
    let there = |value: &&Value| !value.is_null() && *value != "";
    match answers {
        Value::Object(map) => {
            let entries = map.iter().filter(|(_, value)| there(value));
            Value::Object(entries.map(|(key, value)| (key.clone(), typed(value))).collect())
        }
        Value::Array(items) => Value::Array(items.iter().filter(there).map(typed).collect()),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_form_ends(schema in schema(), answers in anything(), other in anything()) {
        let form = Form::from_parameters(&schema);
        for fault in form.faults() {
            prop_assert!(!fault.text.is_empty());
            let there = schema.pointer(&fault.at).is_some() || fault.at == "#";
            prop_assert!(there, "{} is not in {}", fault.at, schema);
        }
        let second = |_: &str| Some(1);
        let _ = form.fields(0, &answers, &second, ALL);
        let _ = form.defaults(ALL);
        for problem in form.problems(0, &answers, ALL) {
            prop_assert!(!problem.text.is_empty());
        }
        let _ = form.submission(&answers, ALL);
        // What is posted is what would be posted for it: nothing is added or lost by a second
        // look. An answer that was taken away is not in what is posted, so it would get its
        // default again; the claim is about answers that are there.
        let (values, _) = form.submission(&typed(&answers), ALL);
        let (again, _) = form.submission(&values, ALL);
        prop_assert_eq!(&values, &again, "{}", schema);
        let _ = Form::from_parameter_schema(&other);
        let _ = Form::from_parameters(&other);
    }

    #[test]
    fn any_place_can_be_set(mut answers in anything(), at in "(/[a-c0-3~/-]{0,3}){0,4}", value in anything()) {
        set(&mut answers, &at, Some(value));
        set(&mut answers, &at, None);
    }
}
