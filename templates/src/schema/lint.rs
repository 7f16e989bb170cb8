//! What is wrong with a schema itself.

use serde_json::{Map, Value};

use super::{LIST, NAMED, ONE, Rules, pattern};

/// Schemas within each other before nobody reads on.
const DEEPEST: usize = 100;

/// What is wrong with a schema: a pointer into it, and a sentence.
#[must_use]
pub fn lint(root: &Value) -> Vec<(String, String)> {
    let rules = Rules::new(root);
    let mut lint = Lint { rules: &rules, found: Vec::new() };
    lint.schema(root, &mut String::new(), 0);
    lint.found
}

struct Lint<'a> {
    rules: &'a Rules<'a>,
    found: Vec<(String, String)>,
}

impl<'a> Lint<'a> {
    fn say(&mut self, at: &str, key: &str, text: String) {
        // A schema that is wrong in a thousand places needs no thousand sentences.
        if self.found.len() < 100 {
            self.found.push((format!("{at}/{}", escaped(key)), text));
        }
    }

    fn schema(&mut self, schema: &'a Value, at: &mut String, depth: usize) {
        let map = match schema {
            Value::Object(map) => map,
            Value::Bool(_) => return,
            _ => {
                if self.found.len() < 100 {
                    self.found.push((at.clone(), "A schema is an object here".to_owned()));
                }
                return;
            }
        };
        if depth > DEEPEST {
            self.found.push((at.clone(), "Schemas are too deep within each other".to_owned()));
            return;
        }
        for (key, value) in map {
            if let Some(text) = self.fault(key, value, map) {
                self.say(at, key, text);
                continue;
            }
            let length = at.len();
            match value {
                Value::Object(named) if NAMED.contains(&key.as_str()) => {
                    for (name, inner) in named.iter().filter(|(_, inner)| !inner.is_array()) {
                        at.push_str(&format!("/{}/{}", escaped(key), escaped(name)));
                        self.schema(inner, at, depth + 1);
                        at.truncate(length);
                    }
                }
                Value::Array(list) if LIST.contains(&key.as_str()) => {
                    for (number, inner) in list.iter().enumerate() {
                        at.push_str(&format!("/{key}/{number}"));
                        self.schema(inner, at, depth + 1);
                        at.truncate(length);
                    }
                }
                value if ONE.contains(&key.as_str()) => {
                    at.push_str(&format!("/{}", escaped(key)));
                    self.schema(value, at, depth + 1);
                    at.truncate(length);
                }
                _ => {}
            }
        }
    }

    /// What is wrong with the value of a keyword.
    fn fault(&self, key: &str, value: &Value, map: &Map<String, Value>) -> Option<String> {
        let wants = match key {
            "type" => return kind(value),
            "properties" | "patternProperties" | "dependencies" | "dependentSchemas"
            | "dependentRequired" | "$defs" | "definitions" | "ui:options" | "ui:backstage" => {
                (!value.is_object()).then_some("an object")
            }
            "required" => {
                let names = value.as_array().is_some_and(|list| list.iter().all(Value::is_string));
                // A boolean is a common slip, and says nothing.
                (!names).then_some("a list of names of properties")
            }
            "enum" | "allOf" | "anyOf" | "oneOf" | "prefixItems" | "enumNames" | "examples" => {
                (!value.is_array()).then_some("a list")
            }
            "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties"
            | "maxProperties" | "minContains" | "maxContains" => {
                super::scalar::count(map, key).is_none().then_some("a whole number, nought or more")
            }
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
                (!value.is_number()).then_some("a number")
            }
            "uniqueItems" | "readOnly" | "ui:autofocus" | "ui:readonly" | "ui:disabled" => {
                (!value.is_boolean()).then_some("true or false")
            }
            "title"
            | "description"
            | "format"
            | "ui:field"
            | "ui:widget"
            | "ui:help"
            | "ui:placeholder"
            | "backstage:featureFlag" => (!value.is_string()).then_some("a text"),
            "ui:order" => (!value.is_array()).then_some("a list of names of properties"),
            "pattern" => match value {
                Value::String(pattern) if pattern::reads(pattern) => None,
                Value::String(_) => Some("a regular expression; this one cannot be read"),
                _ => Some("a text"),
            },
            "$ref" => return self.reference(value),
            key if ONE.contains(&key) && key != "items" => {
                (!value.is_object() && !value.is_boolean()).then_some("a schema")
            }
            _ => None,
        };
        wants.map(|wants| format!("`{key}` has to be {wants}"))
    }

    fn reference(&self, value: &Value) -> Option<String> {
        let Value::String(reference) = value else {
            return Some("`$ref` has to be a text".to_owned());
        };
        if self.rules.refer(reference).is_none() {
            return Some(format!("`$ref` leads nowhere: there is no {reference} in this schema"));
        }
        // References that only lead to each other.
        let mut at = reference.as_str();
        let mut seen: Vec<&str> = Vec::new();
        while let Some(Value::String(next)) = self.rules.refer(at).and_then(|next| next.get("$ref"))
        {
            if seen.contains(&next.as_str()) {
                return Some(format!("`$ref` leads back to itself: {reference} never ends"));
            }
            seen.push(next);
            at = next;
        }
        None
    }
}

fn kind(value: &Value) -> Option<String> {
    const KINDS: [&str; 7] = ["string", "number", "integer", "boolean", "array", "object", "null"];
    let unknown = match value {
        Value::String(kind) => (!KINDS.contains(&kind.as_str())).then_some(kind.as_str()),
        Value::Array(kinds) => {
            let names = kinds.iter().map(Value::as_str);
            if kinds.iter().any(|kind| !kind.is_string()) {
                return Some("`type` has to be the name of a type, or a list of them".to_owned());
            }
            names.flatten().find(|kind| !KINDS.contains(kind))
        }
        _ => return Some("`type` has to be the name of a type, or a list of them".to_owned()),
    };
    unknown.map(|kind| format!("There is no type `{kind}`: use one of {}", KINDS.join(", ")))
}

fn escaped(token: &str) -> String {
    token.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn faults_say_where_and_what() {
        let found = lint(&json!({
            "properties": {
                "a": {"type": "strin"},
                "b": {"$ref": "#/definitions/x"},
                "c": {"pattern": "("},
                "d": {"minLength": -1},
                "e": 5
            },
            "required": "a"
        }));
        let at: Vec<&str> = found.iter().map(|(at, _)| at.as_str()).collect();
        assert_eq!(
            at,
            [
                "/properties/a/type",
                "/properties/b/$ref",
                "/properties/c/pattern",
                "/properties/d/minLength",
                "/properties/e",
                "/required"
            ]
        );
    }

    #[test]
    fn references_to_each_other_are_told() {
        let found = lint(&json!({
            "properties": {"a": {"$ref": "#/definitions/x"}},
            "definitions": {"x": {"$ref": "#/definitions/y"}, "y": {"$ref": "#/definitions/x"}}
        }));
        assert!(found.iter().all(|(_, text)| text.contains("never ends")), "{found:?}");
        assert_eq!(found.len(), 3);
    }
}
