//! What a document holds: values with the place they were written in.

use crate::finding::Mark;
use crate::numbers::Numbers;
use std::borrow::Cow;

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
    let mut keys = Numbers::default();
    // The entry of each key.
    let mut first = Vec::new();
    let mut found = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let (number, new) = keys.add(&entry.key);
        if new {
            first.push(index);
        } else {
            found.extend(first.get(number as usize).map(|first| (index, *first)));
        }
    }
    found
}
