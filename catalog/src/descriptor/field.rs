//! One field of a document, there or not, and how findings speak of it.

use crate::finding::{Finding, Findings, Mark, Rule, error, quoted, warning};
use crate::substitution;
use crate::text::{push_index, push_key};
use crate::yaml::{Entry, Node, Value};

/// A place in a document. The path is put together only when a finding needs it.
pub(super) struct Field<'a> {
    parent: Option<&'a Self>,
    step: Step<'a>,
    node: Option<&'a Node>,
    mark: Mark,
}

enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

/// What a field has to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text,
    List,
    Map,
    /// One mapping or a list of them.
    MapOrList,
}

impl<'a> Field<'a> {
    pub(super) fn root(node: &'a Node) -> Self {
        Self { parent: None, step: Step::Root, node: Some(node), mark: node.mark }
    }

    /// The field under a key. One that is missing stands where this one starts.
    pub(super) fn child<'c>(&'c self, key: &'c str) -> Field<'c> {
        let entry = self.node.and_then(|node| node.entry(key));
        let mark = entry.map_or(self.mark, |entry| entry.mark);
        let node = entry.map(|entry| &entry.value).filter(|node| node.value != Value::Null);
        Field { parent: Some(self), step: Step::Key(key), node, mark }
    }

    /// The items of a list.
    pub(super) fn items<'c>(&'c self) -> impl Iterator<Item = Field<'c>> {
        let items = self.node.map_or(&[][..], Node::items);
        items.iter().enumerate().map(move |(index, node)| Field {
            parent: Some(self),
            step: Step::Index(index),
            node: Some(node),
            mark: node.mark,
        })
    }

    /// The entries of a mapping.
    pub(super) fn entries<'c>(&'c self) -> impl Iterator<Item = (&'c str, Field<'c>)> {
        let entries: &[Entry] = self.node.map_or(&[], Node::entries);
        entries.iter().map(move |entry| {
            let field = Field {
                parent: Some(self),
                step: Step::Key(&entry.key),
                node: Some(&entry.value),
                mark: entry.mark,
            };
            (entry.key.as_str(), field)
        })
    }

    /// What it holds; nothing when it is missing or null.
    pub(super) fn node(&self) -> Option<&'a Node> {
        self.node
    }

    /// Its text, in the form it was written in when it is a number or the like.
    pub(super) fn text(&self) -> Option<String> {
        Some(self.node?.scalar()?.into_owned())
    }

    pub(super) fn path(&self) -> String {
        let mut path = self.parent.map(Field::path).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Key(key) => push_key(&mut path, key),
            Step::Index(index) => push_index(&mut path, index),
        }
        path
    }

    pub(super) fn finding(&self, rule: &Rule, values: &[&str]) -> Finding {
        // A value says more about the place than its key, but a block starts a line below.
        let mark = self.node.map_or(self.mark, |node| match node.value {
            Value::Map(_) | Value::List(_) => self.mark,
            _ => node.mark,
        });
        Finding::new(rule, (mark, &self.path()), values)
    }

    pub(super) fn missing(&self, findings: &mut Findings) {
        let path = self.path();
        let rule = const { &error("field-missing", "{} is missing.", "Add {}.") };
        findings.push(self.finding(rule, &[&path, &path]));
    }

    pub(super) fn wrong_type(&self, expected: &str, findings: &mut Findings) {
        let found = self.node.map_or("nothing", Node::described);
        let rule = const { &error("type-mismatch", "{} is {}, not {}.", "Write {} here.") };
        findings.push(self.finding(rule, &[&self.path(), found, expected, expected]));
    }

    /// Says what is wrong when it is not text.
    pub(super) fn check_text(&self, required: bool, findings: &mut Findings) {
        match self.node.map(|node| &node.value) {
            None if required => self.missing(findings),
            Some(Value::Text(text)) if text.trim().is_empty() && required => {
                let path = self.path();
                let rule =
                    const { &error("field-missing", "{} is empty.", "Write a value for {}.") };
                findings.push(self.finding(rule, &[&path, &path]));
            }
            Some(Value::Number(_) | Value::Bool(_)) => {
                let text = self.text().unwrap_or_default();
                findings.push(self.finding(
                    const {
                        &warning(
                            "type-mismatch",
                            "{} is {}, which YAML does not read as text.",
                            "Put it in quotes: \"{}\".",
                        )
                    },
                    &[&self.path(), &quoted(&text), &text],
                ));
            }
            Some(Value::List(_) | Value::Map(_)) if !self.is_substituted() => {
                self.wrong_type("text", findings);
            }
            _ => {}
        }
    }

    /// Says what is wrong when it does not have the shape.
    pub(super) fn check(&self, shape: Shape, required: bool, findings: &mut Findings) {
        let Some(node) = self.node else {
            if required {
                self.missing(findings);
            }
            return;
        };
        match (shape, &node.value) {
            (Shape::Text, _) => self.check_text(required, findings),
            (Shape::List | Shape::MapOrList, Value::List(_))
            | (Shape::Map | Shape::MapOrList, Value::Map(_)) => {}
            _ if self.is_substituted() => {}
            (Shape::List, Value::Text(text)) => findings.push(self.finding(
                const {
                    &warning(
                        "type-mismatch",
                        "{} is text, not a list.",
                        "Write a list, such as [{}]; it is read as one.",
                    )
                },
                &[&self.path(), text],
            )),
            (Shape::List, _) => self.wrong_type("a list", findings),
            (Shape::Map | Shape::MapOrList, _) => self.wrong_type("a mapping", findings),
        }
    }

    /// Whether the value comes from another file that is not there yet.
    fn is_substituted(&self) -> bool {
        self.node.is_some_and(|node| substitution::placeholder(node).is_some())
    }
}
