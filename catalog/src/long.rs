//! Entities with a value that is megabytes long: the definition of an API.
//!
//! It is shown in a place of its own and read there. Everybody else gets the entity without it,
//! because reading it would hold up the page.

use crate::json::{JsonError, Reader};
use crate::text::decimal;
use crate::yaml::{Node, Value};

/// Details up to this size are left as they are, in bytes.
const LONG: usize = 256 << 10;

/// The JSON of an entity, without a definition that is too long to be read in passing.
#[must_use]
pub fn without_long_definition(detail: Vec<u8>) -> Vec<u8> {
    if detail.len() <= LONG {
        return detail;
    }
    let short = std::str::from_utf8(&detail).ok().and_then(|text| shortened(text).ok());
    short.map_or(detail, String::into_bytes)
}

fn shortened(text: &str) -> Result<String, JsonError> {
    let mut out = String::new();
    let mut reader = Reader::new(text);
    reader.inside(b'{', &mut |reader, key| {
        push_key(&key, &mut out);
        if key != "spec" || reader.peek() != Some(b'{') {
            out.push_str(reader.cut()?);
            return Ok(());
        }
        let mut spec = String::new();
        reader.inside(b'{', &mut |reader, key| {
            push_key(&key, &mut spec);
            let value = reader.cut()?;
            if key == "definition" && value.len() > LONG / 2 {
                let size = decimal(value.len() / 1_000);
                let words = ["Left out here, because it has ", &size, " kB."].concat();
                push_text(&words, &mut spec);
            } else {
                spec.push_str(value);
            }
            Ok(())
        })?;
        out.push_str(&["{", &spec, "}"].concat());
        Ok(())
    })?;
    Ok(["{", &out, "}"].concat())
}

fn push_key(key: &str, out: &mut String) {
    if !out.is_empty() {
        out.push(',');
    }
    push_text(key, out);
    out.push(':');
}

fn push_text(text: &str, out: &mut String) {
    Node { value: Value::Text(text.to_owned()), ..Node::default() }.write_json(out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(definition: &str) -> Vec<u8> {
        format!(
            r#"{{ "kind": "API", "metadata": {{"name": "a\"b"}}, "spec": {{"type": "openapi", "definition": {definition}, "owner": "o"}}, "status": [1, 2] }}"#
        )
        .into_bytes()
    }

    #[test]
    fn only_what_is_long_is_left_out() {
        let short = entity("\"x\"");
        assert_eq!(without_long_definition(short.clone()), short);
        let long = entity(&format!("\"{}\"", "openapi\\n".repeat(40_000)));
        let text = String::from_utf8(without_long_definition(long)).unwrap();
        assert_eq!(
            text,
            r#"{"kind":"API","metadata":{"name": "a\"b"},"spec":{"type":"openapi","definition":"Left out here, because it has 360 kB.","owner":"o"},"status":[1, 2]}"#
        );
    }

    #[test]
    fn what_is_no_entity_is_left_as_it_is() {
        let nonsense = vec![b'['; LONG + 1];
        assert_eq!(without_long_definition(nonsense.clone()), nonsense);
    }
}
