//! A node as JSON.

use super::scalar::json_number;
use super::{Node, Value};

impl Node {
    /// Writes the node as JSON, keys in their order.
    pub fn write_json(&self, out: &mut Vec<u8>) {
        match &self.value {
            Value::Null => out.extend_from_slice(b"null"),
            Value::Bool(true) => out.extend_from_slice(b"true"),
            Value::Bool(false) => out.extend_from_slice(b"false"),
            Value::Number(text) => match json_number(text) {
                Some(number) => out.extend_from_slice(number.as_bytes()),
                None => write_text(text, out),
            },
            Value::Text(text) => write_text(text, out),
            Value::List(items) => {
                out.push(b'[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    item.write_json(out);
                }
                out.push(b']');
            }
            Value::Map(entries) => {
                out.push(b'{');
                for (index, entry) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    write_text(&entry.key, out);
                    out.push(b':');
                    entry.value.write_json(out);
                }
                out.push(b'}');
            }
        }
    }
}

fn write_text(text: &str, out: &mut Vec<u8>) {
    // Writing text to memory has no way to fail.
    let _ = serde_json::to_writer(out, text);
}
