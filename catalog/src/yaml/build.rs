//! From the events of the parser to a tree, on a stack of our own.

use super::budget::{Budget, Cost, cost_of};
use super::faults::{core_name, explained, written};
use super::meter::{Meter, Metered};
use super::prepare::prepared;
use super::split::Chunk;
use super::{DEEPEST, Document, Entry, MOST_VALUES, Node, Value, repeated, scalar};
use crate::finding::{Finding, Findings, Mark, error, info, quoted};
use crate::numbers::Numbers;
use crate::text::{decimal, push_index, push_key};
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span, Tag};
use std::borrow::Cow;

/// A value that aliases can name.
struct Anchored {
    node: Node,
    cost: Cost,
    height: usize,
}

/// A list or mapping that has not ended yet.
struct Open {
    mark: Mark,
    anchor: usize,
    held: Held,
}

enum Held {
    List(Vec<Node>),
    Map {
        entries: Vec<Entry>,
        key: Option<Key>,
        /// Positions of the entries whose key is a plain `<<`.
        merges: Vec<usize>,
    },
}

struct Key {
    text: String,
    mark: Mark,
    merge: bool,
}

struct Builder<'b> {
    /// The line of the file on which the text of the parser starts.
    first_line: u32,
    /// What its first line is short of in columns.
    first_columns: i32,
    /// The end of the last line that says something.
    end: Mark,
    stack: Vec<Open>,
    root: Option<Node>,
    anchors: Vec<Option<Anchored>>,
    budget: &'b mut Budget,
    findings: Findings,
    values: usize,
}

fn end_of(chunk: &Chunk<'_>) -> Mark {
    let text = chunk.text.trim_end();
    let last = text.rsplit('\n').next().unwrap_or(text);
    let lines = text.matches('\n').count() as u32;
    Mark { line: chunk.first_line.saturating_add(lines), column: last.chars().count() as u32 + 1 }
}

/// Reads one document.
pub(super) fn build(chunk: &Chunk<'_>, budget: &mut Budget) -> Document {
    budget.refill();
    let prepared = prepared(chunk.text);
    let mut builder = Builder {
        first_line: chunk.first_line.saturating_add(prepared.lines),
        first_columns: prepared.columns,
        end: end_of(chunk),
        stack: Vec::new(),
        root: None,
        anchors: Vec::new(),
        budget,
        findings: Findings::default(),
        values: 0,
    };
    let meter = Meter::new();
    let mut parser = Parser::new(Metered::new(&prepared.text, &meter));
    let complete = loop {
        let next = parser.next_event();
        meter.fill();
        let outcome = match next {
            _ if meter.is_empty() => Err(builder.too_large(builder.end)),
            None | Some(Ok((Event::StreamEnd, _))) => break true,
            Some(Ok((event, span))) => builder.event(event, span),
            Some(Err(error)) => Err(builder.syntax(&error)),
        };
        if let Err(finding) = outcome {
            builder.findings.push(finding);
            break false;
        }
    };
    if !complete {
        builder.close_all();
    }
    Document {
        root: builder.root.unwrap_or_default(),
        complete,
        findings: builder.findings.into_vec(),
    }
}

impl Builder<'_> {
    fn mark(&self, marker: &saphyr_parser::Marker) -> Mark {
        let columns = if marker.line() == 1 { self.first_columns } else { 0 };
        let mark = Mark {
            line: (marker.line() as u32).saturating_add(self.first_line).saturating_sub(1),
            column: (marker.col() as u32).saturating_add_signed(columns).saturating_add(1),
        };
        // What is missing at the end of a document is not missing in the next one.
        mark.min(self.end)
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Finding> {
        let mark = self.mark(&span.start);
        match event {
            Event::Scalar(text, style, anchor, tag) => self.scalar(text, style, anchor, tag, mark),
            Event::Alias(id) => self.alias(id, mark),
            Event::SequenceStart(anchor, tag) => {
                self.collection_tag(tag.as_deref(), "seq", mark);
                self.open(Open { mark, anchor, held: Held::List(Vec::new()) })
            }
            Event::MappingStart(anchor, tag) => {
                self.collection_tag(tag.as_deref(), "map", mark);
                let held = Held::Map { entries: Vec::new(), key: None, merges: Vec::new() };
                self.open(Open { mark, anchor, held })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::DocumentStart(_) if self.root.is_some() => Err(Finding::new(
                const {
                    &error(
                        "yaml-syntax",
                        "A second document starts here without a line of three dashes before it.",
                        "Put a line that says --- between the two.",
                    )
                },
                (mark, ""),
                &[],
            )),
            _ => Ok(()),
        }
    }

    fn open(&mut self, open: Open) -> Result<(), Finding> {
        if self.stack.len() == DEEPEST {
            return Err(self.too_deep(open.mark));
        }
        self.stack.push(open);
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        style: ScalarStyle,
        anchor: usize,
        tag: Option<Cow<'_, Tag>>,
        mark: Mark,
    ) -> Result<(), Finding> {
        let plain = style == ScalarStyle::Plain;
        if let Some(Open { held: Held::Map { key: key @ None, .. }, .. }) = self.stack.last_mut() {
            let merge = plain && text == "<<";
            *key = Some(Key { text: text.clone().into_owned(), mark, merge });
            if anchor > 0 {
                let node = Node { mark, value: Value::Text(text.into_owned()) };
                self.remember(anchor, &node)?;
            }
            return Ok(());
        }
        let value = match tag.as_deref() {
            None if plain => scalar::resolve(&text),
            None => None,
            Some(tag) => self.tagged(tag, &text, plain, mark),
        };
        let value = value.unwrap_or_else(|| Value::Text(text.into_owned()));
        self.complete(Node { mark, value }, anchor)
    }

    /// The value of a scalar with a tag; `None` for text.
    fn tagged(&mut self, tag: &Tag, text: &str, plain: bool, mark: Mark) -> Option<Value> {
        let name = core_name(tag);
        let value = scalar::resolve(text);
        match (name, &value) {
            (Some("str" | "binary" | ""), _) => None,
            (Some("int" | "float"), Some(Value::Number(_)))
            | (Some("bool"), Some(Value::Bool(_)))
            | (Some("null"), Some(Value::Null)) => value,
            _ => {
                self.unknown_tag(tag, mark);
                value.filter(|_| plain)
            }
        }
    }

    fn collection_tag(&mut self, tag: Option<&Tag>, expected: &str, mark: Mark) {
        if let Some(tag) = tag.filter(
            |tag| !matches!(core_name(tag), Some(name) if name == expected || name.is_empty()),
        ) {
            self.unknown_tag(tag, mark);
        }
    }

    fn unknown_tag(&mut self, tag: &Tag, mark: Mark) {
        let finding = Finding::new(
            const {
                &info(
                    "yaml-tag",
                    "The tag {} means nothing in a descriptor.",
                    "Leave it out; the value is read without it.",
                )
            },
            (mark, &self.path()),
            &[&quoted(&written(tag))],
        );
        self.findings.push(finding);
    }

    fn alias(&mut self, id: usize, mark: Mark) -> Result<(), Finding> {
        let Some(Some(anchored)) = self.anchors.get(id) else {
            return Err(Finding::new(
                const {
                    &error(
                        "yaml-alias",
                        "The alias stands inside the value that it names.",
                        "Write the value out instead of the alias.",
                    )
                },
                (mark, &self.path()),
                &[],
            ));
        };
        if self.stack.len() + anchored.height > DEEPEST {
            return Err(self.too_deep(mark));
        }
        if !self.budget.spend(anchored.cost) {
            return Err(self.too_many_copies(mark));
        }
        let node = anchored.node.clone();
        if let Some(Open { held: Held::Map { key: key @ None, .. }, .. }) = self.stack.last_mut()
            && let Some(text) = node.scalar()
        {
            *key = Some(Key { text: text.into_owned(), mark, merge: false });
            return Ok(());
        }
        self.attach(node)
    }

    fn close(&mut self) -> Result<(), Finding> {
        let Some(open) = self.stack.pop() else { return Ok(()) };
        let value = match open.held {
            Held::List(items) => Value::List(items),
            Held::Map { entries, merges, .. } => Value::Map(self.mapping(entries, &merges)),
        };
        self.complete(Node { mark: open.mark, value }, open.anchor)
    }

    /// Ends everything that is open, so that what was read can be looked at.
    fn close_all(&mut self) {
        while let Some(open) = self.stack.pop() {
            let value = match open.held {
                Held::List(items) => Value::List(items),
                Held::Map { entries, .. } => Value::Map(entries),
            };
            // A half-read value of a key that is a list or mapping has no place; it is let go.
            let _ = self.attach(Node { mark: open.mark, value });
        }
    }

    fn complete(&mut self, node: Node, anchor: usize) -> Result<(), Finding> {
        if anchor > 0 {
            self.remember(anchor, &node)?;
        }
        self.attach(node)
    }

    fn attach(&mut self, mut node: Node) -> Result<(), Finding> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(self.too_large(node.mark));
        }
        match self.stack.last_mut().map(|open| &mut open.held) {
            None => self.root = Some(node),
            Some(Held::List(items)) => items.push(node),
            Some(Held::Map { entries, key, merges }) => match key.take() {
                Some(key) => {
                    if node.value == Value::Null {
                        node.mark = key.mark;
                    }
                    if key.merge {
                        merges.push(entries.len());
                    }
                    entries.push(Entry { key: key.text, mark: key.mark, value: node });
                }
                None => {
                    return Err(Finding::new(
                        const {
                            &error(
                                "yaml-key",
                                "The key of this mapping is {}.",
                                "A key has to be text: put it in quotes.",
                            )
                        },
                        (node.mark, &self.path()),
                        &[node.described()],
                    ));
                }
            },
        }
        Ok(())
    }

    fn remember(&mut self, anchor: usize, node: &Node) -> Result<(), Finding> {
        let cost = cost_of(node);
        if !self.budget.spend(cost) {
            return Err(self.too_many_copies(node.mark));
        }
        if self.anchors.len() <= anchor {
            self.anchors.resize_with(anchor + 1, || None);
        }
        if let Some(slot) = self.anchors.get_mut(anchor) {
            *slot = Some(Anchored { node: node.clone(), cost, height: node.height() });
        }
        Ok(())
    }

    /// The entries of a mapping that has ended: merged, and each key once.
    fn mapping(&mut self, mut entries: Vec<Entry>, merges: &[usize]) -> Vec<Entry> {
        if !merges.is_empty() {
            entries = self.merged(entries, merges);
        }
        let repeated = repeated(&entries);
        if repeated.is_empty() {
            return entries;
        }
        for (second, first) in &repeated {
            let (Some(second), Some(first)) = (entries.get(*second), entries.get(*first)) else {
                continue;
            };
            self.findings.push(Finding::new(
                const {
                    &error(
                        "yaml-duplicate-key",
                        "The key {} stands here for the second time; the first is on line {}.",
                        "Remove one of the two. Until then the first one counts.",
                    )
                },
                (second.mark, &self.path_to(&second.key)),
                &[&quoted(&second.key), &decimal(first.mark.line as usize)],
            ));
        }
        let mut repeated = repeated.into_iter().map(|(second, _)| second).peekable();
        let mut index = 0;
        entries.retain(|_| {
            let keep = repeated.next_if_eq(&index).is_none();
            index += 1;
            keep
        });
        entries
    }

    /// Puts the keys of `<<` in its place, unless the mapping has them itself.
    fn merged(&mut self, entries: Vec<Entry>, merges: &[usize]) -> Vec<Entry> {
        let is_merge = |index: usize| merges.contains(&index);
        let own = entries.iter().enumerate().filter(|(index, _)| !is_merge(*index));
        let mut taken = Numbers::default();
        own.for_each(|(_, entry)| {
            taken.add(&entry.key);
        });
        let mut result = Vec::with_capacity(entries.len());
        for (index, entry) in entries.into_iter().enumerate() {
            if !is_merge(index) {
                result.push(entry);
                continue;
            }
            let sources = match entry.value.value {
                Value::List(items) => items,
                value => vec![Node { mark: entry.value.mark, value }],
            };
            for source in sources {
                if let Value::Map(merged) = source.value {
                    result.extend(merged.into_iter().filter(|new| taken.add(&new.key).1));
                } else {
                    let finding = Finding::new(
                        const {
                            &error(
                                "yaml-merge",
                                "The key << merges mappings, and this is {}.",
                                "Name the anchor of a mapping, such as <<: *defaults, or put the key in quotes.",
                            )
                        },
                        (source.mark, &self.path_to("<<")),
                        &[source.described()],
                    );
                    self.findings.push(finding);
                }
            }
        }
        result
    }

    /// The path of the value that is being read.
    fn path(&self) -> String {
        let mut path = String::new();
        for open in &self.stack {
            match &open.held {
                Held::List(items) => push_index(&mut path, items.len()),
                Held::Map { key: Some(key), .. } => push_key(&mut path, &key.text),
                Held::Map { key: None, .. } => {}
            }
        }
        path
    }

    fn path_to(&self, key: &str) -> String {
        let mut path = self.path();
        push_key(&mut path, key);
        path
    }

    fn syntax(&self, fault: &ScanError) -> Finding {
        if fault.info().contains("recursion limit") {
            return self.too_deep(self.mark(fault.marker()));
        }
        let (message, help) = explained(fault.info());
        Finding::new(
            const { &error("yaml-syntax", "This document is not YAML: {}.", "{}") },
            (self.mark(fault.marker()), &self.path()),
            &[message, help],
        )
    }

    fn too_deep(&self, mark: Mark) -> Finding {
        Finding::new(
            const {
                &error(
                    "yaml-too-deep",
                    "Lists and mappings are nested more than {} deep.",
                    "Flatten the document.",
                )
            },
            (mark, &self.path()),
            &[&decimal(DEEPEST)],
        )
    }

    fn too_large(&self, mark: Mark) -> Finding {
        Finding::new(
            const {
                &error(
                    "yaml-too-large",
                    "The document has more than {} values.",
                    "Move a long definition into a file of its own and name it with $text.",
                )
            },
            (mark, &self.path()),
            &[&decimal(MOST_VALUES)],
        )
    }

    fn too_many_copies(&self, mark: Mark) -> Finding {
        Finding::new(
            const {
                &error(
                    "yaml-too-many-copies",
                    "The anchors and aliases up to here stand for too many values.",
                    "Write the values out instead of aliases to aliases.",
                )
            },
            (mark, &self.path()),
            &[],
        )
    }
}
