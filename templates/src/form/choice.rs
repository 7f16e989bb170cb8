//! Lists of values to choose from: `enum`, and `oneOf` of constants.

use serde_json::{Map, Value};

use super::{Choice, Ui};
use crate::schema::same::same;
use crate::schema::words::in_words;

/// The values that a schema offers, if that is what it does.
pub(super) fn choices(schema: &Map<String, Value>, ui: &Ui) -> Option<Vec<Choice>> {
    let none = Vec::new();
    let disabled = match ui.options.get("enumDisabled") {
        Some(Value::Array(disabled)) => disabled,
        _ => &none,
    };
    let off = |value: &Value| disabled.iter().any(|disabled| same(disabled, value));
    if let Some(Value::Array(values)) = schema.get("enum") {
        let names = ui.options.get("enumNames").or_else(|| schema.get("enumNames"));
        let choices = values.iter().enumerate().map(|(number, value)| Choice {
            value: value.clone(),
            title: named(names, number, value),
            description: None,
            disabled: off(value),
        });
        return Some(choices.collect());
    }
    let alternatives = schema.get("oneOf").or_else(|| schema.get("anyOf"))?.as_array()?;
    if alternatives.is_empty() {
        return None;
    }
    alternatives
        .iter()
        .map(|alternative| {
            let value = constant(alternative)?;
            let text = |key: &str| alternative.get(key).and_then(Value::as_str).map(str::to_owned);
            Some(Choice {
                value: value.clone(),
                title: text("title").unwrap_or_else(|| in_words(value)),
                description: text("description"),
                disabled: off(value),
            })
        })
        .collect()
}

/// The one value that a schema takes.
fn constant(schema: &Value) -> Option<&Value> {
    if schema.get("properties").is_some() {
        return None;
    }
    match (schema.get("const"), schema.get("enum")) {
        (Some(value), _) => Some(value),
        (None, Some(Value::Array(values))) if values.len() == 1 => values.first(),
        _ => None,
    }
}

/// What a value is called; `ui:enumNames` may also be an object from values to names.
fn named(names: Option<&Value>, number: usize, value: &Value) -> String {
    let name = match names {
        Some(Value::Array(names)) => names.get(number),
        Some(Value::Object(names)) => names.get(&in_words(value)),
        _ => None,
    };
    match name {
        Some(Value::String(name)) if !name.trim().is_empty() => name.clone(),
        Some(name) if !name.is_null() && !name.is_string() => in_words(name),
        _ => in_words(value),
    }
}
