//! A definition in JSON or YAML: pointers into it, and its values as text.

use portico_catalog::yaml::{Entry, Mark, Node, Value};
use std::borrow::Cow;

use crate::shape::Fact;

/// Most references that are followed from one to the next.
const LONGEST_CHAIN: usize = 16;

/// The whole of it.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) root: Node,
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Place<'a> {
    /// From the root: `/components/schemas/Pet`.
    pub(crate) pointer: String,
    pub(crate) node: &'a Node,
}

impl Document {
    /// The value at a pointer such as `/paths/~1pets/get`.
    pub(crate) fn at(&self, pointer: &str) -> Option<&Node> {
        let mut node = &self.root;
        for part in pointer.split('/').skip(1) {
            let key = part.replace("~1", "/").replace("~0", "~");
            node = match &node.value {
                Value::List(items) => items.get(key.parse::<usize>().ok()?)?,
                _ => &node.entry(&key)?.value,
            };
        }
        Some(node)
    }

    pub(crate) fn place(&self, pointer: &str) -> Option<Place<'_>> {
        Some(Place { pointer: pointer.to_owned(), node: self.at(pointer)? })
    }

    pub(crate) fn root(&self) -> Place<'_> {
        Place { pointer: String::new(), node: &self.root }
    }

    /// What a place refers to with `$ref`, from one to the next; itself when it refers to nothing
    /// that is in this document.
    pub(crate) fn resolve<'a>(&'a self, place: &Place<'a>) -> Place<'a> {
        let mut found = place.clone();
        for _ in 0..LONGEST_CHAIN {
            match found.reference().and_then(local).and_then(|pointer| self.place(&pointer)) {
                Some(next) => found = next,
                None => break,
            }
        }
        found
    }
}

/// Stands in for what is not there.
static NOTHING: Node = Node { mark: Mark { line: 0, column: 0 }, value: Value::Null };

impl<'a> Place<'a> {
    pub(crate) fn nothing() -> Self {
        Self { pointer: String::new(), node: &NOTHING }
    }

    pub(crate) fn reference(&self) -> Option<&'a str> {
        text(self.node.get("$ref")?)
    }

    /// The value under a key, with where it stands.
    pub(crate) fn get(&self, key: &str) -> Option<Self> {
        Some(Self { pointer: joined(&self.pointer, key), node: self.node.get(key)? })
    }

    pub(crate) fn text(&self, key: &str) -> &'a str {
        self.node.get(key).and_then(text).unwrap_or_default()
    }

    pub(crate) fn scalar(&self, key: &str) -> Cow<'a, str> {
        self.node.get(key).and_then(Node::scalar).unwrap_or_default()
    }

    pub(crate) fn is_true(&self, key: &str) -> bool {
        self.node.get(key).is_some_and(|node| node.value == Value::Bool(true))
    }

    /// The values of a mapping under a key, each with its name.
    pub(crate) fn entries(&self, key: &str) -> Vec<(&'a str, Self)> {
        self.get(key).map(|place| place.each()).unwrap_or_default()
    }

    /// The values of this mapping.
    pub(crate) fn each(&self) -> Vec<(&'a str, Self)> {
        let place = |entry: &'a Entry| {
            let pointer = joined(&self.pointer, &entry.key);
            (entry.key.as_str(), Self { pointer, node: &entry.value })
        };
        self.node.entries().iter().map(place).collect()
    }

    /// The items of a list under a key.
    pub(crate) fn items(&self, key: &str) -> Vec<Self> {
        let Some(list) = self.get(key) else { return Vec::new() };
        let place = |(at, node)| Self { pointer: joined(&list.pointer, &at_text(at)), node };
        list.node.items().iter().enumerate().map(place).collect()
    }

    /// Facts of all entries but those that are shown elsewhere.
    pub(crate) fn facts_but(&self, shown: &[&str]) -> Vec<Fact> {
        let rest = self.node.entries().iter().filter(|entry| !shown.contains(&entry.key.as_str()));
        rest.map(|entry| Fact::new(entry.key.as_str(), written(&entry.value))).collect()
    }
}

fn at_text(at: usize) -> String {
    let mut digits = Vec::new();
    let mut rest = at;
    loop {
        digits.push(b'0' + (rest % 10) as u8);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    digits.iter().rev().map(|digit| char::from(*digit)).collect()
}

/// A whole number as text.
pub(crate) fn number(value: usize) -> String {
    at_text(value)
}

pub(crate) fn joined(pointer: &str, key: &str) -> String {
    [pointer, "/", &key.replace('~', "~0").replace('/', "~1")].concat()
}

/// The pointer of a reference into the same document.
pub(crate) fn local(reference: &str) -> Option<String> {
    let pointer = reference.strip_prefix('#')?;
    (pointer.is_empty() || pointer.starts_with('/')).then(|| percent_decoded(pointer))
}

/// The last part of a pointer or a reference, as a name.
pub(crate) fn last_name(pointer: &str) -> String {
    let last = pointer.rsplit('/').next().unwrap_or(pointer);
    percent_decoded(last).replace("~1", "/").replace("~0", "~")
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = code.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(crate) fn text(node: &Node) -> Option<&str> {
    if let Value::Text(text) = &node.value { Some(text) } else { None }
}

pub(crate) fn of_text(text: impl Into<String>) -> Node {
    Node { value: Value::Text(text.into()), ..Node::default() }
}

/// A value in one line: scalars as they were written, lists and mappings of them with commas, the
/// rest as JSON.
pub(crate) fn written(node: &Node) -> String {
    if let Some(scalar) = node.scalar() {
        return scalar.into_owned();
    }
    let items = node.items();
    if !items.is_empty() && items.iter().all(|item| item.scalar().is_some()) {
        let words: Vec<_> = items.iter().filter_map(Node::scalar).collect();
        return words.join(", ");
    }
    let entries = node.entries();
    if !entries.is_empty() && entries.iter().all(|entry| entry.value.scalar().is_some()) {
        let pair = |entry: &Entry| {
            let value = entry.value.scalar().unwrap_or_default();
            [&*entry.key, ": ", &*value].concat()
        };
        let pairs: Vec<String> = entries.iter().map(pair).collect();
        return pairs.join(", ");
    }
    let mut out = String::new();
    node.write_json(&mut out);
    out
}

/// A value as JSON with a line for each entry.
pub(crate) fn pretty(node: &Node) -> String {
    let mut out = String::new();
    write_pretty(node, 0, &mut out);
    out
}

fn write_pretty(node: &Node, depth: usize, out: &mut String) {
    let (open, close) = match &node.value {
        Value::List(items) if !items.is_empty() => ('[', ']'),
        Value::Map(entries) if !entries.is_empty() => ('{', '}'),
        _ => return node.write_json(out),
    };
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        (0..depth).for_each(|_| out.push_str("  "));
    };
    out.push(open);
    for (at, item) in node.items().iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        line(out, depth + 1);
        write_pretty(item, depth + 1, out);
    }
    for (at, entry) in node.entries().iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        line(out, depth + 1);
        of_text(entry.key.as_str()).write_json(out);
        out.push_str(": ");
        write_pretty(&entry.value, depth + 1, out);
    }
    line(out, depth);
    out.push(close);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(json: &str) -> Document {
        Document { root: Node::from_json(json).unwrap() }
    }

    #[test]
    fn references_are_followed_and_end() {
        let document = document(
            r##"{"a":{"$ref":"#/b~1c/0"},"b/c":[{"$ref":"#/d%20e"}],"d e":{"x":1},"l":{"$ref":"#/l"},"o":{"$ref":"x.yaml#/y"}}"##,
        );
        let root = document.root();
        let at = |key| document.resolve(&root.get(key).unwrap());
        assert_eq!(at("a").pointer, "/d e");
        assert_eq!(at("l").pointer, "/l");
        assert_eq!(at("o").pointer, "/o");
        assert_eq!((last_name("#/a/b~1c"), last_name("./x.yaml")), ("b/c".into(), "x.yaml".into()));
    }

    #[test]
    fn values_are_text() {
        let node = Node::from_json(r#"{"a":[1,2],"b":{},"c":[{"d":null}]}"#).unwrap();
        let text = "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": [\n    {\n      \"d\": null\n    }\n  ]\n}";
        assert_eq!(pretty(&node), text);
        assert_eq!(written(node.get("a").unwrap()), "1, 2");
        assert_eq!(written(node.get("c").unwrap()), r#"[{"d":null}]"#);
        assert_eq!((number(0), number(1_203)), ("0".into(), "1203".into()));
    }
}
