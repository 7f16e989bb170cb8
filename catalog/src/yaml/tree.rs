//! What a document holds: values with the place they were written in.

use crate::finding::Mark;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A value and where it starts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Where it starts. An empty value stands where its key does.
    pub mark: Mark,
    /// The value.
    pub value: Value,
}

/// A value of YAML's core schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// `null`, `~` or nothing at all.
    #[default]
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number as it was written, such as `1.10`, so that it can still serve as text.
    Number(String),
    /// Text.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order it was written. Keys are text and differ from each other.
    Map(Vec<Entry>),
}

/// One key of a mapping with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as text.
    pub key: String,
    /// Where the key starts.
    pub mark: Mark,
    /// What it holds.
    pub value: Node,
}

impl Node {
    /// The entry of a mapping under a key.
    #[must_use]
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key == key)
    }

    /// The value of a mapping under a key, unless it is null.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.entry(key).map(|entry| &entry.value).filter(|node| node.value != Value::Null)
    }

    /// The entries of a mapping; none for anything else.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        if let Value::Map(entries) = &self.value { entries } else { &[] }
    }

    /// The items of a list; none for anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The text of a scalar as it was written: `1.10` stays `1.10`.
    #[must_use]
    pub fn scalar(&self) -> Option<Cow<'_, str>> {
        match &self.value {
            Value::Text(text) | Value::Number(text) => Some(Cow::Borrowed(text)),
            Value::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        }
    }

    /// What kind of value it is, for a sentence.
    pub(crate) fn described(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::Text(_) => "text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// How many levels of lists and mappings it has.
    pub(crate) fn height(&self) -> usize {
        let deepest = |nodes: &mut dyn Iterator<Item = &Self>| nodes.map(Self::height).max();
        match &self.value {
            Value::List(items) => 1 + deepest(&mut items.iter()).unwrap_or(0),
            Value::Map(entries) => {
                1 + deepest(&mut entries.iter().map(|entry| &entry.value)).unwrap_or(0)
            }
            _ => 0,
        }
    }

    /// Gives the value and everything inside it the same place.
    pub(crate) fn place_at(&mut self, mark: Mark) {
        self.mark = mark;
        match &mut self.value {
            Value::List(items) => items.iter_mut().for_each(|item| item.place_at(mark)),
            Value::Map(entries) => {
                for entry in entries {
                    entry.mark = mark;
                    entry.value.place_at(mark);
                }
            }
            _ => {}
        }
    }
}

/// The entries whose key an earlier one has: their positions, in order, with the earlier one's.
pub(crate) fn repeated(entries: &[Entry]) -> Vec<(usize, usize)> {
    let key = |index: usize| entries.get(index).map(|entry| entry.key.as_str());
    if entries.len() <= 16 {
        let earlier = |index: usize| (0..index).find(|other| key(*other) == key(index));
        return (1..entries.len()).filter_map(|at| Some((at, earlier(at)?))).collect();
    }
    let mut order: Vec<usize> = (0..entries.len()).collect();
    order.sort_by(|a, b| key(*a).cmp(&key(*b)).then(a.cmp(b)));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for same in order.chunk_by(|a, b| key(*a) == key(*b)) {
        if let Some((first, later)) = same.split_first() {
            found.extend(later.iter().map(|at| (*at, *first)));
        }
    }
    found.sort_unstable();
    found
}

/// Reads a node from JSON (an API answer, a `$json` file). Such nodes have no place.
impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader).map(|value| Self { mark: Mark::default(), value })
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<String, Node>()? {
            entries.push(Entry { key, mark: Mark::default(), value });
        }
        match repeated(&entries).first().and_then(|(index, _)| entries.get(*index)) {
            Some(entry) => {
                Err(A::Error::custom(format_args!("the key {:?} stands twice", entry.key)))
            }
            None => Ok(Value::Map(entries)),
        }
    }
}
