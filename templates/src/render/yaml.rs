//! Writes a value as YAML: blocks for objects and lists, and texts in quotes where they need them.

use serde_json::Value;

/// A value as a document.
pub fn write(value: &Value) -> String {
    let mut out = String::new();
    node(value, 0, &mut out);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out.trim_start_matches('\n').to_owned()
}

fn node(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (at, (key, item)) in map.iter().enumerate() {
                if at > 0 || depth == 0 {
                    indent(depth, out);
                }
                out.push_str(&scalar(key));
                out.push(':');
                below(item, depth, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                if at > 0 || depth == 0 {
                    indent(depth, out);
                }
                out.push('-');
                match item {
                    Value::Object(map) if !map.is_empty() => {
                        out.push(' ');
                        node(item, depth + 1, out);
                    }
                    Value::Array(list) if !list.is_empty() => {
                        out.push(' ');
                        node(item, depth + 1, out);
                    }
                    other => leaf(other, out),
                }
            }
        }
        other => leaf(other, out),
    }
}

/// What stands behind a key.
fn below(item: &Value, depth: usize, out: &mut String) {
    match item {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            indent(depth + 1, out);
            node(item, depth + 1, out);
        }
        Value::Array(list) if !list.is_empty() => {
            out.push('\n');
            indent(depth + 1, out);
            node(item, depth + 1, out);
        }
        other => leaf(other, out),
    }
}

fn leaf(value: &Value, out: &mut String) {
    out.push(' ');
    match value {
        Value::String(text) => out.push_str(&scalar(text)),
        other => out.push_str(&other.to_string()),
    }
    out.push('\n');
}

fn indent(depth: usize, out: &mut String) {
    (0..depth).for_each(|_| out.push_str("  "));
}

/// A text, in JSON's quotes if YAML could take it for something else.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || " _-./,()@+".contains(c))
        && !text.ends_with(' ')
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf"]
            .contains(&text.to_ascii_lowercase().as_str());
    if plain { text.to_owned() } else { Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::write;

    #[test]
    fn blocks_and_quotes() {
        let value = json!({
            "kind": "Component",
            "metadata": { "name": "a", "tags": ["x", "1"], "annotations": {}, "description": "a: b" },
            "spec": { "deep": [{ "a": 1, "b": [true, null] }, []], "owner": "no" },
        });
        assert_eq!(
            write(&value),
            "kind: Component\nmetadata:\n  name: a\n  tags:\n    - x\n    - \"1\"\n  annotations: {}\n  \
             description: \"a: b\"\nspec:\n  deep:\n    - a: 1\n      b:\n        - true\n        - null\n    \
             - []\n  owner: \"no\"\n"
        );
    }
}
