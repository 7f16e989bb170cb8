//! Values as expressions see them, with the truths and texts that JavaScript gives them.

use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value, ValueKind};
use serde_json::{Map, Number, Value as Json};

/// How deep values may be.
const DEEPEST: usize = 128;

/// A list. Unlike the engine's own, an empty one is true.
#[derive(Debug)]
struct List(Vec<Value>);

/// An object in the order it was written. Unlike the engine's own, an empty one is true.
#[derive(Debug)]
struct Fields(Vec<(Arc<str>, Value)>);

impl Object for List {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.get(key.as_usize()?).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.0.len())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

impl Object for Fields {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.iter().find(|(name, _)| &**name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(name.clone())).collect())
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}

/// A list of values.
pub fn list(items: Vec<Value>) -> Value {
    Value::from_object(List(items))
}

/// An object of values.
pub fn fields(items: Vec<(&str, Value)>) -> Value {
    Value::from_object(Fields(
        items.into_iter().map(|(name, value)| (name.into(), value)).collect(),
    ))
}

/// A value of a template's answers.
pub fn from_json(value: &Json) -> Value {
    match value {
        Json::Null => Value::from(()),
        Json::Bool(is) => Value::from(*is),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(number), _) => Value::from(number),
            (None, Some(number)) => Value::from(number),
            (None, None) => Value::UNDEFINED,
        },
        Json::String(text) => Value::from(text.as_str()),
        Json::Array(items) => list(items.iter().map(from_json).collect()),
        Json::Object(map) => Value::from_object(Fields(
            map.iter().map(|(name, value)| (name.as_str().into(), from_json(value))).collect(),
        )),
    }
}

/// A value as JSON; nothing for what is undefined.
pub fn to_json(value: &Value) -> Option<Json> {
    json_at(value, 0)
}

fn json_at(value: &Value, depth: usize) -> Option<Json> {
    if depth > DEEPEST {
        return None;
    }
    Some(match value.kind() {
        ValueKind::Undefined => return None,
        ValueKind::None => Json::Null,
        ValueKind::Bool => Json::Bool(value.is_true()),
        ValueKind::Number => number(value),
        ValueKind::Seq | ValueKind::Iterable => Json::Array(
            items(value).iter().map(|item| json_at(item, depth + 1).unwrap_or_default()).collect(),
        ),
        ValueKind::Map => Json::Object(
            pairs(value)
                .into_iter()
                .filter_map(|(key, value)| Some((text(&key), json_at(&value, depth + 1)?)))
                .collect::<Map<String, Json>>(),
        ),
        _ => Json::String(value.as_str().unwrap_or_default().to_owned()),
    })
}

/// A number: whole if it is whole, as JavaScript has only one kind of them.
fn number(value: &Value) -> Json {
    if let Some(number) = value.as_i64() {
        return Json::from(number);
    }
    let Ok(number) = f64::try_from(value.clone()) else { return Json::Null };
    Number::from_f64(number).map_or(Json::Null, Json::Number)
}

/// The items of a list.
pub fn items(value: &Value) -> Vec<Value> {
    match value.kind() {
        ValueKind::Seq | ValueKind::Iterable => {
            value.try_iter().map(Iterator::collect).unwrap_or_default()
        }
        ValueKind::String => {
            value.as_str().unwrap_or_default().chars().map(|c| Value::from(c.to_string())).collect()
        }
        _ => Vec::new(),
    }
}

/// The fields of an object.
pub fn pairs(value: &Value) -> Vec<(Value, Value)> {
    if value.kind() != ValueKind::Map {
        return Vec::new();
    }
    let Ok(keys) = value.try_iter() else { return Vec::new() };
    keys.map(|key| {
        let found = value.get_item(&key).unwrap_or_default();
        (key, found)
    })
    .collect()
}

/// What a value is written as: nothing for what is missing, items with commas between them.
pub fn text(value: &Value) -> String {
    if let Some(text) = value.as_str() {
        return text.to_owned();
    }
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => String::new(),
        ValueKind::Bool => if value.is_true() { "true" } else { "false" }.to_owned(),
        ValueKind::Number => number(value).to_string(),
        ValueKind::Seq | ValueKind::Iterable => {
            let items: Vec<String> = items(value).iter().map(text).collect();
            items.join(",")
        }
        ValueKind::Map => "[object Object]".to_owned(),
        _ => String::new(),
    }
}
