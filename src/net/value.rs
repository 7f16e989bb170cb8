//! Answers with hundreds of fields of which few count: read where they are needed, by RFC 6901
//! pointers, so that no type has to be made for all of them.

use serde_json::Value;

/// The text at a place of an answer; empty where there is none.
#[must_use]
pub fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// The list at a place of an answer; empty where there is none.
#[must_use]
pub fn list<'a>(value: &'a Value, pointer: &str) -> &'a [Value] {
    value.pointer(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_there_or_of_another_kind_is_empty() {
        let value = json!({"a": {"b": "x", "c": [1, 2]}});
        assert_eq!((text(&value, "/a/b"), list(&value, "/a/c").len()), ("x", 2));
        assert_eq!((text(&value, "/a/c"), list(&value, "/a/b").len()), ("", 0));
        assert_eq!((text(&value, "/z"), list(&value, "/z").len()), ("", 0));
    }
}
