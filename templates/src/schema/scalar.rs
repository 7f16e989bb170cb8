//! The keywords of single values: type, constants, numbers and texts.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::same::{compare, is_multiple, is_whole, same};
use super::walk::{Here, Place, Walk};
use super::{format, pattern};

impl<'s> Walk<'s> {
    /// Checks the keywords that need no other schema.
    pub(crate) fn scalar(&mut self, here: Here<'s>, value: &Value, at: &Place<'_>) {
        let map = here.map;
        if let Some(kind) = map.get("type")
            && !is_one_of(value, kind)
        {
            // What else the schema says about a value of another type helps nobody.
            self.miss("type", Some(map), at);
            return;
        }
        if let Some(Value::Array(values)) = map.get("enum")
            && !values.iter().any(|known| same(known, value))
        {
            self.miss("enum", Some(map), at);
        }
        if let Some(constant) = map.get("const")
            && !same(constant, value)
        {
            self.miss("const", Some(map), at);
        }
        match value {
            Value::Number(number) => {
                let bound = |keyword: &str| {
                    map.get(keyword)
                        .and_then(Value::as_number)
                        .and_then(|bound| compare(number, bound))
                };
                if bound("minimum") == Some(Ordering::Less) {
                    self.miss("minimum", Some(map), at);
                }
                if bound("maximum") == Some(Ordering::Greater) {
                    self.miss("maximum", Some(map), at);
                }
                if matches!(bound("exclusiveMinimum"), Some(Ordering::Less | Ordering::Equal)) {
                    self.miss("exclusiveMinimum", Some(map), at);
                }
                if matches!(bound("exclusiveMaximum"), Some(Ordering::Greater | Ordering::Equal)) {
                    self.miss("exclusiveMaximum", Some(map), at);
                }
                if let Some(Value::Number(of)) = map.get("multipleOf")
                    && !is_multiple(number, of)
                {
                    self.miss("multipleOf", Some(map), at);
                }
            }
            Value::String(text) => self.text(map, text, at),
            _ => {}
        }
    }

    fn text(&mut self, map: &'s Map<String, Value>, text: &str, at: &Place<'_>) {
        let (least, most) = (count(map, "minLength"), count(map, "maxLength"));
        if least.is_some() || most.is_some() {
            let length = text.chars().count() as u64;
            if least.is_some_and(|least| length < least) {
                self.miss("minLength", Some(map), at);
            }
            if most.is_some_and(|most| length > most) {
                self.miss("maxLength", Some(map), at);
            }
        }
        if let Some(Value::String(pattern)) = map.get("pattern")
            && pattern::matches(pattern, text) == Some(false)
        {
            self.miss("pattern", Some(map), at);
        }
        if self.rules.formats
            && let Some(Value::String(name)) = map.get("format")
            && !format::keeps(name, text)
        {
            self.miss("format", Some(map), at);
        }
    }
}

/// A keyword that counts: `2.0` is 2.
pub(crate) fn count(map: &Map<String, Value>, keyword: &str) -> Option<u64> {
    let number = map.get(keyword)?.as_number()?;
    if let Some(count) = number.as_u64() {
        return Some(count);
    }
    let float = number.as_f64().filter(|float| *float >= 0.0 && float.fract() == 0.0)?;
    Some(float as u64)
}

/// Whether a value is of a type, or of one of a list; a type that is none is everything.
pub(crate) fn is_one_of(value: &Value, kind: &Value) -> bool {
    match kind {
        Value::String(kind) => is(value, kind),
        Value::Array(kinds) => {
            kinds.is_empty() || kinds.iter().filter_map(Value::as_str).any(|kind| is(value, kind))
        }
        _ => true,
    }
}

fn is(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.as_number().is_some_and(is_whole),
        _ => true,
    }
}
