//! Changing one value in the text of a descriptor. Comments, order and everything else stay as
//! they are.
//!
//! The text is changed where the parser says the value stands, and read again: what comes out has
//! to say the same as before but for the change. What cannot be done like that is not done.

mod page;
mod revise;
mod scalars;
mod steps;

pub use revise::{Change, Refusal, read, revise};

use crate::descriptor;
use crate::finding::Mark;
use crate::reference::EntityRef;
use crate::yaml::{self, Entry, Node, Value};
use steps::same_but;

/// A change of one entity's descriptor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Sets the text under a path of keys, such as `spec`, `owner`; parents that are missing are
    /// made.
    Set {
        /// Keys from the outermost one.
        path: Vec<String>,
        /// The new text.
        value: String,
    },
    /// Changes or takes out a reference to an entity.
    Refer {
        /// The relation that the reference says, such as `dependsOn`.
        relation: String,
        /// Whom it names now.
        target: EntityRef,
        /// What is written instead; it is taken out without.
        instead: Option<String>,
    },
    /// Takes the whole document out of its file.
    Remove,
}

/// The text of a file with the change in it. `line` is the line on which the document of the
/// entity starts, which tells it from others of the same name. `None` when the entity is not in
/// the text, or is written in a way that is not changed here.
#[must_use]
pub fn apply(text: &str, entity: &EntityRef, line: u32, edit: &Edit) -> Option<String> {
    let documents: Vec<Node> = yaml::documents(text).map(|document| document.root).collect();
    let place = find(&documents.iter().collect::<Vec<_>>(), entity, line)?;
    let root = documents.get(place)?;
    let lines = Lines::new(text);
    let (first, end) = lines.document(root.mark.line)?;
    let mut wanted = documents.clone();
    let changed = match edit {
        Edit::Remove => {
            wanted.remove(place);
            lines.without(first, end)?
        }
        Edit::Set { path, value } => {
            set_value(wanted.get_mut(place)?, path, value)?;
            lines.set(root, end, path, value)?
        }
        Edit::Refer { relation, target, instead } => {
            let (field, item) = descriptor::stated(root, relation, target)?;
            let node = wanted.get_mut(place)?;
            refer_value(node, field, item, instead.as_deref())?;
            lines.refer(root, end, field, item, instead.as_deref())?
        }
    };
    let after: Vec<Node> = yaml::documents(&changed).map(|document| document.root).collect();
    let is_same =
        after.len() == wanted.len() && after.iter().zip(&wanted).all(|(a, b)| says_the_same(a, b));
    is_same.then_some(changed)
}

/// Which of these documents is about an entity: the one that starts on a line, or else the first.
fn find(documents: &[&Node], entity: &EntityRef, line: u32) -> Option<usize> {
    let is_named = |root: &Node| {
        descriptor::name_of(root)
            .is_some_and(|name| crate::links::key(&name) == crate::links::key(entity))
    };
    documents
        .iter()
        .position(|root| root.mark.line == line && is_named(root))
        .or_else(|| documents.iter().position(|root| is_named(root)))
}

/// Whether two values are equal, wherever and in whatever order their keys stand.
fn says_the_same(a: &Node, b: &Node) -> bool {
    same_but(a, b, |one, other| one.value == other.value)
}

fn set_value(node: &mut Node, path: &[String], value: &str) -> Option<()> {
    let Some((key, rest)) = path.split_first() else {
        node.value = Value::Text(value.to_owned());
        return Some(());
    };
    if node.value == Value::Null {
        node.value = Value::Map(Vec::new());
    }
    let Value::Map(entries) = &mut node.value else { return None };
    let place = match entries.iter().position(|entry| entry.key == *key) {
        Some(place) => place,
        None => {
            let (key, mark) = (key.clone(), Mark::default());
            entries.push(Entry { key, mark, value: Node::default() });
            entries.len() - 1
        }
    };
    set_value(&mut entries.get_mut(place)?.value, rest, value)
}

fn refer_value(
    root: &mut Node,
    field: &str,
    item: Option<usize>,
    instead: Option<&str>,
) -> Option<()> {
    fn child<'a>(node: &'a mut Node, key: &str) -> Option<&'a mut Node> {
        let Value::Map(entries) = &mut node.value else { return None };
        entries.iter_mut().find(|entry| entry.key == key).map(|entry| &mut entry.value)
    }
    let value = child(child(root, "spec")?, field)?;
    let text = instead.map(|text| Value::Text(text.to_owned()));
    match (item, &mut value.value) {
        (Some(item), Value::List(items)) => match text {
            Some(text) => items.get_mut(item)?.value = text,
            None => {
                items.remove(item);
            }
        },
        (None, value) => *value = text.unwrap_or(Value::Null),
        _ => return None,
    }
    Some(())
}

/// Keys after which a new one stands, where they are there; otherwise it comes last.
const AFTER: [(&str, &[&str]); 12] = [
    ("owner", &["lifecycle", "type"]),
    ("system", &["owner", "lifecycle", "type"]),
    ("domain", &["owner", "type"]),
    ("subcomponentOf", &["system", "owner", "lifecycle", "type"]),
    ("lifecycle", &["type"]),
    ("parent", &["profile", "type"]),
    ("title", &["namespace", "name"]),
    ("description", &["title", "namespace", "name"]),
    ("labels", &["description", "title", "namespace", "name"]),
    ("annotations", &["labels", "description", "title", "namespace", "name"]),
    ("tags", &["annotations", "labels", "description", "title", "namespace", "name"]),
    ("links", &["tags", "annotations", "labels", "description", "title", "namespace", "name"]),
];

/// Fields that a descriptor has to have, also when there is nothing in them.
const REQUIRED: [&str; 2] = ["children", "memberOf"];

/// A text by its lines, which count from 1.
struct Lines<'a> {
    text: &'a str,
    /// Where each line starts, and where the last one ends.
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
        if starts.last() != Some(&text.len()) {
            starts.push(text.len());
        }
        Self { text, starts }
    }

    fn start(&self, line: u32) -> usize {
        let at = (line as usize).saturating_sub(1);
        self.starts.get(at).copied().unwrap_or(self.text.len())
    }

    fn line(&self, line: u32) -> &'a str {
        self.text.get(self.start(line)..self.start(line + 1)).unwrap_or("")
    }

    /// Where a mark is in the text.
    fn offset(&self, mark: Mark) -> Option<usize> {
        let line = self.line(mark.line);
        let column = (mark.column as usize).checked_sub(1)?;
        let within = line.char_indices().map(|(at, _)| at).chain([line.len()]).nth(column)?;
        Some(self.start(mark.line) + within)
    }

    /// The lines of the document that holds a line: its first, and the one after its last.
    fn document(&self, line: u32) -> Option<(u32, u32)> {
        yaml::chunks(self.text).find(|(first, end)| (*first..*end).contains(&line))
    }

    /// The text without these lines.
    fn without(&self, first: u32, end: u32) -> Option<String> {
        let (before, after) =
            (self.text.get(..self.start(first))?, self.text.get(self.start(end)..)?);
        Some([before, after].concat())
    }

    fn spliced(&self, from: usize, to: usize, new: &str) -> Option<String> {
        Some([self.text.get(..from)?, new, self.text.get(to..)?].concat())
    }

    /// The line after the last one of what is written before line `end`, at this column or
    /// deeper: blank lines and comments before the next key belong to that.
    fn end_of(&self, first: u32, end: u32, column: usize) -> u32 {
        let mut end = end;
        while end > first + 1 {
            let line = self.line(end - 1);
            let body = line.trim_start();
            let is_comment = body.starts_with('#') && line.len() - body.len() <= column;
            let is_marker = line.starts_with("...") || line.starts_with("---");
            if !(body.is_empty() || is_comment || is_marker) {
                break;
            }
            end -= 1;
        }
        end
    }

    fn set(&self, root: &Node, end: u32, path: &[String], value: &str) -> Option<String> {
        let (mut node, mut end) = (root, end);
        let mut rest = path;
        loop {
            let (key, deeper) = rest.split_first()?;
            let Some((entry, after)) = entry_and_end(node, key, end) else {
                return self.insert(node, end, rest, value);
            };
            let is_empty = entry.value.value == Value::Null;
            match deeper {
                [] if is_empty && entry.value.mark == entry.mark => {
                    let colon = self.after_colon(entry)?;
                    return self.spliced(colon, colon, &[" ", &self.scalar(value, node)].concat());
                }
                [] => {
                    let (from, to) = self.span(&entry.value, self.is_flow(node))?;
                    return self.spliced(from, to, &self.scalar(value, node));
                }
                _ if is_empty => return self.fill(entry, deeper, value),
                _ => (node, end, rest) = (&entry.value, after, deeper),
            }
        }
    }

    /// A text as it is written among the entries of a mapping.
    fn scalar(&self, text: &str, among: &Node) -> String {
        let node = Node { mark: Mark::default(), value: Value::Text(text.to_owned()) };
        let plain = yaml::to_yaml(&node).trim_end().to_owned();
        let in_flow = self.is_flow(among) && text.contains([',', '[', ']', '{', '}']);
        if self.is_json(among) || (in_flow && !plain.starts_with('"')) {
            let mut json = String::new();
            node.write_json(&mut json);
            return json;
        }
        plain
    }

    fn byte(&self, mark: Mark) -> Option<u8> {
        self.text.as_bytes().get(self.offset(mark)?).copied()
    }

    /// Whether a mapping or list is written in brackets.
    fn is_flow(&self, node: &Node) -> bool {
        matches!(self.byte(node.mark), Some(b'{' | b'['))
    }

    /// Whether the keys of a mapping are in quotes, as in JSON.
    fn is_json(&self, node: &Node) -> bool {
        self.is_flow(node)
            && node.entries().first().is_some_and(|entry| self.byte(entry.mark) == Some(b'"'))
    }

    /// Just behind the colon of an entry without a value.
    fn after_colon(&self, entry: &Entry) -> Option<usize> {
        let from = self.offset(entry.mark)?;
        let rest = self.text.get(from..self.start(entry.mark.line + 1))?;
        let key = rest.find(entry.key.as_str())? + entry.key.len();
        let colon = rest.get(key..)?.find(':')?;
        Some(from + key + colon + 1)
    }

    /// From where to where a scalar goes that ends on its own line.
    fn span(&self, node: &Node, in_flow: bool) -> Option<(usize, usize)> {
        let from = self.offset(node.mark)?;
        let rest = self.text.get(from..self.start(node.mark.line + 1))?;
        let body = rest.trim_end();
        let end = match body.chars().next()? {
            '|' | '>' | '{' | '[' | '&' | '*' | '!' => return None,
            '"' | '\'' => self.quoted_end(from)? - from,
            _ => {
                let comment = body.find(" #").unwrap_or(body.len());
                let flow = if in_flow { body.find([',', ']', '}']) } else { None };
                body.get(..comment.min(flow.unwrap_or(comment)))?.trim_end().len()
            }
        };
        Some((from, from + end))
    }

    /// Adds a key that is not there to a mapping whose lines end before `end`.
    fn insert(&self, map: &Node, end: u32, path: &[String], value: &str) -> Option<String> {
        let Value::Map(entries) = &map.value else { return None };
        let (key, deeper) = path.split_first()?;
        if self.is_flow(map) {
            return self.insert_in_flow(map, key, deeper, value);
        }
        let column = (entries.first()?.mark.column as usize).checked_sub(1)?;
        let wanted = AFTER.iter().find(|(name, _)| name == key).map_or(&[][..], |(_, list)| list);
        let before = wanted
            .iter()
            .find_map(|name| map.entry(name))
            .or_else(|| entries.iter().max_by_key(|entry| entry.mark.line))?;
        let (_, after) = entry_and_end(map, &before.key, end)?;
        let line = self.end_of(before.mark.line, after, column);
        self.insert_lines(line, column, path, value)
    }

    /// Adds what is below a key whose value is empty.
    fn fill(&self, entry: &Entry, path: &[String], value: &str) -> Option<String> {
        let at = self.after_colon(entry)?;
        let rest = self.text.get(at..self.start(entry.mark.line + 1))?.trim();
        if !(rest.is_empty() || rest.starts_with('#')) {
            return None;
        }
        let column = (entry.mark.column as usize).checked_sub(1)? + 2;
        self.insert_lines(entry.mark.line + 1, column, path, value)
    }

    /// Adds a path of keys as lines of their own before a line.
    fn insert_lines(
        &self,
        line: u32,
        column: usize,
        path: &[String],
        value: &str,
    ) -> Option<String> {
        let at = self.start(line);
        let end = if self.text.contains("\r\n") { "\r\n" } else { "\n" };
        let mut new = String::new();
        if at == self.text.len() && !self.text.ends_with('\n') {
            new.push_str(end);
        }
        let mut column = column;
        for (depth, key) in (1..).zip(path) {
            new.extend(std::iter::repeat_n(' ', column));
            new.push_str(&plain(key));
            new.push(':');
            if depth == path.len() {
                new.push(' ');
                new.push_str(&plain(value));
            }
            new.push_str(end);
            column += 2;
        }
        self.spliced(at, at, &new)
    }

    fn insert_in_flow(
        &self,
        map: &Node,
        key: &str,
        deeper: &[String],
        value: &str,
    ) -> Option<String> {
        let first = map.entries().first();
        let mut text = self.scalar(value, map);
        for key in deeper.iter().rev() {
            text = ["{ ", &self.scalar(key, map), ": ", &text, " }"].concat();
        }
        let pair = [&self.scalar(key, map), ": ", &text].concat();
        let open = self.offset(map.mark)? + 1;
        match first {
            None => self.spliced(open, open, &pair),
            Some(first) => {
                // Where the first key stands, on a line of its own if that has one.
                let at = self.offset(first.mark)?;
                let gap = self.text.get(open..at)?;
                let gap = if gap.contains('\n') { gap } else { " " };
                self.spliced(at, at, &[&pair, ",", gap].concat())
            }
        }
    }

    fn refer(
        &self,
        root: &Node,
        end: u32,
        field: &str,
        item: Option<usize>,
        instead: Option<&str>,
    ) -> Option<String> {
        let (spec, end) = entry_and_end(root, "spec", end)?;
        let (entry, end) = entry_and_end(&spec.value, field, end)?;
        let column = (entry.mark.column as usize).checked_sub(1)?;
        let within = if item.is_some() { &entry.value } else { &spec.value };
        let in_flow = self.is_flow(within);
        let value = match item {
            Some(item) => entry.value.items().get(item)?,
            None => &entry.value,
        };
        if let Some(text) = instead {
            let (from, to) = self.span(value, in_flow)?;
            return self.spliced(from, to, &self.scalar(text, within));
        }
        if in_flow {
            let (from, to) = self.span(value, true)?;
            let from = if item.is_some() { from } else { self.offset(entry.mark)? };
            let (from, to) = self.with_comma(from, to)?;
            return self.spliced(from, to, "");
        }
        if item.is_none() || entry.value.items().len() == 1 {
            if self.is_flow(&spec.value) {
                return None;
            }
            let last = self.end_of(entry.mark.line, end, column);
            if REQUIRED.contains(&field) {
                let colon = self.after_colon(entry)?;
                return self.spliced(colon, self.start(last), " []\n");
            }
            return self.without(entry.mark.line, last);
        }
        let dash = self.line(value.mark.line).trim_start();
        dash.starts_with('-').then(|| self.without(value.mark.line, value.mark.line + 1))?
    }

    /// A span among others with the comma that parts it from the next one, or the one before.
    fn with_comma(&self, from: usize, to: usize) -> Option<(usize, usize)> {
        let (before, after) = (self.text.get(..from)?, self.text.get(to..)?);
        let next = after.trim_start();
        if let Some(rest) = next.strip_prefix(',') {
            return Some((from, self.text.len() - rest.trim_start().len()));
        }
        let last = before.trim_end();
        Some((last.strip_suffix(',').map_or(from, str::len), to))
    }
}

fn plain(text: &str) -> String {
    let node = Node { mark: Mark::default(), value: Value::Text(text.to_owned()) };
    yaml::to_yaml(&node).trim_end().to_owned()
}

/// An entry of a mapping, and the line before which its value ends: that of the next entry, or
/// that of the mapping.
fn entry_and_end<'a>(map: &'a Node, key: &str, end: u32) -> Option<(&'a Entry, u32)> {
    let entry = map.entry(key)?;
    let next = map.entries().iter().map(|entry| entry.mark.line);
    let next = next.filter(|line| *line > entry.mark.line).min();
    Some((entry, next.unwrap_or(end)))
}

#[cfg(test)]
mod tests;
