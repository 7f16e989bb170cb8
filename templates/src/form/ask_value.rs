//! Fields of one value: texts and numbers, and when nothing is posted for one.

use serde_json::{Map, Value};

use super::ask::Question;
use super::{Kind, Ui};

/// Whether `null` is an answer.
pub(super) fn is_nullable(schema: &Map<String, Value>) -> bool {
    let has = |key: &str, test: &dyn Fn(&Value) -> bool| match schema.get(key) {
        Some(Value::Array(list)) => list.iter().any(test),
        Some(value) => test(value),
        None => false,
    };
    let null = |value: &Value| value.get("const").is_some_and(Value::is_null);
    has("type", &|kind| kind == "null")
        || has("enum", &Value::is_null)
        || has("oneOf", &null)
        || has("anyOf", &null)
}

/// What is posted for a field of one value: nothing for an empty text, `ui:emptyValue` for an
/// answer that was taken away.
pub(super) fn single(
    start: Option<&Value>,
    default: Option<&Value>,
    question: &Question<'_>,
    schema: &Map<String, Value>,
    ui: &Ui,
) -> Option<Value> {
    let taken = question.value.is_some_and(|value| match value {
        Value::Null => true,
        // An empty text that is the default is an answer like any other.
        Value::String(text) => text.is_empty() && default != Some(value),
        _ => false,
    });
    match start {
        _ if taken => match &ui.empty_value {
            Some(empty) => Some(empty.clone()),
            None if question.value == Some(&Value::Null) && is_nullable(schema) => {
                Some(Value::Null)
            }
            None => None,
        },
        // A default of `null` is none where nothing takes it.
        start => start.filter(|value| !value.is_null() || is_nullable(schema)).cloned(),
    }
}

pub(super) fn text(schema: &Map<String, Value>) -> Kind {
    let count = |key: &str| schema.get(key).and_then(Value::as_u64);
    let examples = match schema.get("examples") {
        Some(Value::Array(examples)) => {
            examples.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        _ => Vec::new(),
    };
    Kind::Text {
        min: count("minLength"),
        max: count("maxLength"),
        format: schema.get("format").and_then(Value::as_str).map(str::to_owned),
        examples,
    }
}

pub(super) fn number(schema: &Map<String, Value>, whole: bool) -> Kind {
    let number = |key: &str| schema.get(key).and_then(Value::as_number).cloned();
    Kind::Number {
        whole,
        min: number("minimum"),
        max: number("maximum"),
        step: number("multipleOf"),
    }
}
