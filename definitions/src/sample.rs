//! Examples, made from a schema where none is given.

use portico_catalog::yaml::{Entry, Node, Value};

use crate::document::{Document, Place, of_text};

/// Most levels of an example.
const DEEPEST: usize = 6;
/// Most values of an example.
const MOST: usize = 250;

/// Which side an example is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// Sent: without what is read only.
    Request,
    /// Received: without what is write only.
    Response,
}

/// An example of a schema; nothing when it says too little.
pub(crate) fn sample(document: &Document, place: &Place<'_>, side: Side) -> Option<Node> {
    let mut maker = Maker { document, side, left: MOST, around: Vec::new() };
    let node = maker.value(place)?;
    (node.value != Value::Null).then_some(node)
}

struct Maker<'a> {
    document: &'a Document,
    side: Side,
    left: usize,
    /// The schemas around, so that a cycle ends.
    around: Vec<String>,
}

impl Maker<'_> {
    fn value(&mut self, place: &Place<'_>) -> Option<Node> {
        let document = self.document;
        let target = document.resolve(&Place { pointer: place.pointer.clone(), node: place.node });
        self.left = self.left.checked_sub(1)?;
        if self.around.len() >= DEEPEST || self.around.contains(&target.pointer) {
            return None;
        }
        if let Some(given) = given(&target) {
            return Some(given);
        }
        self.around.push(target.pointer.clone());
        let made = self.made(&target);
        self.around.pop();
        made
    }

    fn made(&mut self, place: &Place<'_>) -> Option<Node> {
        let mut entries: Vec<Entry> = Vec::new();
        for part in place.items("allOf") {
            match self.value(&part).map(|node| node.value) {
                Some(Value::Map(more)) => add(&mut entries, more),
                Some(value) if entries.is_empty() => return Some(of(value)),
                _ => {}
            }
        }
        for key in ["oneOf", "anyOf"] {
            if let Some(first) = place.items(key).first() {
                match self.value(first).map(|node| node.value) {
                    Some(Value::Map(more)) => add(&mut entries, more),
                    Some(value) if entries.is_empty() => return Some(of(value)),
                    _ => {}
                }
            }
        }
        for (name, property) in place.entries("properties") {
            let hidden = if self.side == Side::Request { "readOnly" } else { "writeOnly" };
            if self.document.resolve(&property).is_true(hidden) || property.is_true(hidden) {
                continue;
            }
            if let Some(value) = self.value(&property) {
                let entry = Entry { key: name.to_owned(), mark: place.node.mark, value };
                add(&mut entries, vec![entry]);
            }
        }
        if !entries.is_empty() {
            return Some(of(Value::Map(entries)));
        }
        let kind = place
            .node
            .get("type")
            .and_then(|node| node.items().iter().find_map(Node::scalar).or_else(|| node.scalar()));
        let shape = match kind.as_deref() {
            Some(kind) => kind,
            None if place.node.get("items").is_some() => "array",
            None if place.node.get("properties").is_some() => "object",
            None => return None,
        };
        Some(match shape {
            "array" => {
                let item = place.get("items").and_then(|items| self.value(&items));
                of(Value::List(item.into_iter().collect()))
            }
            "object" => {
                let other = place.get("additionalProperties");
                let value = other.and_then(|other| self.value(&other));
                let entry = |value| Entry { key: "key".into(), mark: place.node.mark, value };
                of(Value::Map(value.map(entry).into_iter().collect()))
            }
            "integer" | "number" => of(Value::Number(match &*place.scalar("minimum") {
                "" => "0".to_owned(),
                least => least.to_owned(),
            })),
            "boolean" => of(Value::Bool(true)),
            "null" => return None,
            _ => of_text(match &*place.scalar("format") {
                "date-time" => "2024-05-06T07:08:09Z",
                "date" => "2024-05-06",
                "time" => "07:08:09Z",
                "uuid" => "3fa85f64-5717-4562-b3fc-2c963f66afa6",
                "email" => "someone@example.com",
                "uri" | "url" | "uri-reference" => "https://example.com/",
                "hostname" => "example.com",
                "ipv4" => "192.0.2.1",
                "ipv6" => "2001:db8::1",
                "byte" => "cG9ydGljbw==",
                _ => "text",
            }),
        })
    }
}

/// The example that a schema gives itself.
fn given(place: &Place<'_>) -> Option<Node> {
    let node = place.node;
    let first = |key: &str| node.get(key).and_then(|list| list.items().first());
    let given = node
        .get("example")
        .or_else(|| first("examples"))
        .or_else(|| node.get("const"))
        .or_else(|| node.get("default"))
        .or_else(|| first("enum"));
    given.cloned()
}

fn of(value: Value) -> Node {
    Node { value, ..Node::default() }
}

fn add(entries: &mut Vec<Entry>, more: Vec<Entry>) {
    for entry in more {
        if !entries.iter().any(|known| known.key == entry.key) {
            entries.push(entry);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(json: &str, side: Side) -> String {
        let document = Document { root: Node::from_json(json).unwrap() };
        let place = document.place("/s").unwrap();
        let mut out = String::new();
        if let Some(node) = sample(&document, &place, side) {
            node.write_json(&mut out);
        }
        out
    }

    #[test]
    fn what_is_given_goes_before_what_is_made() {
        let json = r#"{"s":{"properties":{"a":{"type":"string","example":"x"},"b":{"enum":["y","z"]},"c":{"type":"integer","minimum":3},"d":{"type":"string","readOnly":true},"e":{"type":"array","items":{"type":"boolean"}}}}}"#;
        assert_eq!(made(json, Side::Request), r#"{"a":"x","b":"y","c":3,"e":[true]}"#);
        assert_eq!(made(json, Side::Response), r#"{"a":"x","b":"y","c":3,"d":"text","e":[true]}"#);
    }

    #[test]
    fn cycles_end() {
        let json = r##"{"s":{"type":"object","properties":{"next":{"$ref":"#/s"},"name":{"type":"string"}}}}"##;
        assert_eq!(made(json, Side::Request), r#"{"name":"text"}"#);
        assert_eq!(made(r##"{"s":{"allOf":[{"$ref":"#/s"}]}}"##, Side::Request), "");
    }
}
