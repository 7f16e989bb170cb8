//! Several changes of one descriptor at once, as a form makes them.
//!
//! The change is taken apart into small steps. Each is made in the text where the parser says that
//! the value stands, and the text is read again: it has to say what it said before, and the step.
//! So comments, order, quotes, indentation and line ends stay, and what cannot be changed without
//! touching anything else is refused, with the line and the reason.

use super::page::{Page, UNSAFE};
use super::steps::{self, Part, is_nothing, same};
use super::{Lines, REQUIRED, find};
use crate::finding::Mark;
use crate::reference::EntityRef;
use crate::yaml::{self, Entry, Node, Value};

/// Most steps of one revision.
const MOST_STEPS: usize = 5_000;

/// A field and what it shall say.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Keys from the outermost one, such as `spec`, `owner`.
    pub path: Vec<String>,
    /// The new value; `Null`, or an empty list or mapping, to take the field out.
    pub value: Value,
}

impl Change {
    /// Sets a text, or takes the field out when there is none.
    #[must_use]
    pub fn text(path: &[&str], text: &str) -> Self {
        let value = if text.is_empty() { Value::Null } else { Value::Text(text.to_owned()) };
        Self::to(path, value)
    }

    /// Sets a list of texts.
    #[must_use]
    pub fn texts(path: &[&str], texts: &[String]) -> Self {
        Self::to(path, Value::List(texts.iter().map(|text| text_node(text)).collect()))
    }

    /// Sets a mapping of texts.
    #[must_use]
    pub fn map(path: &[&str], pairs: &[(String, String)]) -> Self {
        Self::to(path, mapping(pairs))
    }

    /// Sets a list of mappings of texts.
    #[must_use]
    pub fn maps(path: &[&str], maps: &[Vec<(String, String)>]) -> Self {
        let node = |pairs: &Vec<_>| Node { mark: Mark::default(), value: mapping(pairs) };
        Self::to(path, Value::List(maps.iter().map(node).collect()))
    }

    fn to(path: &[&str], value: Value) -> Self {
        Self { path: path.iter().map(|key| (*key).to_owned()).collect(), value }
    }
}

fn text_node(text: &str) -> Node {
    Node { mark: Mark::default(), value: Value::Text(text.to_owned()) }
}

fn mapping(pairs: &[(String, String)]) -> Value {
    let entry = |(key, text): &(String, String)| Entry {
        key: key.clone(),
        mark: Mark::default(),
        value: text_node(text),
    };
    Value::Map(pairs.iter().map(entry).collect())
}

/// Why a descriptor is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Line of the file, from 1 on; 0 when it is about the whole file.
    pub line: u32,
    /// The field, such as `spec.owner`; empty for the whole document.
    pub path: String,
    /// One or two sentences.
    pub reason: String,
}

/// What a field of a descriptor says, for a form to begin with.
///
/// # Errors
/// When the entity is not in the text, or its document cannot be read to its end.
pub fn read(text: &str, entity: &EntityRef, line: u32) -> Result<Node, Refusal> {
    document(text, entity, line).map(|(root, ..)| root)
}

/// The text of a file with the changes in it. `line` is the line on which the document of the
/// entity starts, which tells it from others of the same name.
///
/// # Errors
/// When a change would touch something else, with the place.
pub fn revise(
    text: &str,
    entity: &EntityRef,
    line: u32,
    changes: &[Change],
) -> Result<String, Refusal> {
    let (root, from, to) = document(text, entity, line)?;
    let head = text.get(..from).unwrap_or_default();
    let lines_before = u32::try_from(head.matches('\n').count()).unwrap_or_default();
    let mut chunk = text.get(from..to).unwrap_or_default().to_owned();
    let mut goal = root;
    for change in changes {
        put(&mut goal, &change.path, &change.value).ok_or_else(|| Refusal {
            line,
            path: change.path.join("."),
            reason: "The descriptor has something else in this place.".to_owned(),
        })?;
    }
    let crlf = text.contains("\r\n");
    for _ in 0..MOST_STEPS {
        let Some(now) = only(&chunk) else { break };
        let Some(step) = steps::first(&now, &goal) else {
            return Ok([head, &chunk, text.get(to..).unwrap_or_default()].concat());
        };
        let page = Page::new(&chunk, &now, crlf);
        let refused = |(mark, reason): (Mark, String)| Refusal {
            line: mark.line + lines_before,
            path: written(&step.way),
            reason,
        };
        let (new, mark) = page.take(&step).map_err(refused)?;
        let wanted = steps::after(&now, &step);
        let is_right = only(&new).zip(wanted).is_some_and(|(new, wanted)| same(&new, &wanted));
        if !is_right {
            return Err(refused((mark, UNSAFE.to_owned())));
        }
        chunk = new;
    }
    Err(Refusal { line, path: String::new(), reason: UNSAFE.to_owned() })
}

/// The document of an entity, and from where to where it goes.
fn document(text: &str, entity: &EntityRef, line: u32) -> Result<(Node, usize, usize), Refusal> {
    let whole = |reason: &str| Refusal { line, path: String::new(), reason: reason.to_owned() };
    let all: Vec<_> = yaml::documents(text).collect();
    let roots: Vec<&Node> = all.iter().map(|document| &document.root).collect();
    let place = find(&roots, entity, line).ok_or_else(|| {
        whole("The file does not have this entity any more. Read the catalog again.")
    })?;
    let found = all.into_iter().nth(place).ok_or_else(|| whole(UNSAFE))?;
    if !found.complete {
        let first = found.findings.first();
        return Err(Refusal {
            line: first.map_or(line, |finding| finding.mark.line),
            path: String::new(),
            reason: first.map_or_else(
                || "The descriptor cannot be read to its end.".to_owned(),
                |finding| format!("The descriptor cannot be read to its end. {}", finding.message),
            ),
        });
    }
    let root = found.root;
    let lines = Lines::new(text);
    let (first, end) = lines.document(root.mark.line).ok_or_else(|| whole(UNSAFE))?;
    let is_one_line = lines.is_flow(&root)
        && lines
            .text
            .get(lines.start(root.mark.line)..lines.start(end))
            .is_some_and(|text| text.lines().filter(|line| !line.trim().is_empty()).count() == 1);
    if is_one_line {
        return Err(Refusal {
            line: root.mark.line,
            path: String::new(),
            reason: "The whole descriptor stands on one line, so that a patch could not show what changes. Break it into lines first.".to_owned(),
        });
    }
    Ok((root, lines.start(first), lines.start(end)))
}

/// The document of a text that has one and is whole.
fn only(text: &str) -> Option<Node> {
    let mut all = yaml::documents(text);
    let first = all.next()?;
    (first.complete && all.next().is_none()).then_some(first.root)
}

/// Sets or takes out a value in what is wanted.
fn put(node: &mut Node, path: &[String], value: &Value) -> Option<()> {
    let (key, rest) = path.split_first()?;
    let empty = Node { mark: Mark::default(), value: value.clone() };
    let is_gone = is_nothing(&empty) && !(rest.is_empty() && REQUIRED.contains(&key.as_str()));
    if node.value == Value::Null {
        node.value = Value::Map(Vec::new());
    }
    let Value::Map(entries) = &mut node.value else { return None };
    let found = entries.iter().position(|entry| entry.key == *key);
    if rest.is_empty() {
        match found {
            Some(at) if is_gone => drop(entries.remove(at)),
            Some(at) => entries.get_mut(at)?.value.value = value.clone(),
            None if is_gone => {}
            None => entries.push(Entry { key: key.clone(), mark: Mark::default(), value: empty }),
        }
        return Some(());
    }
    let at = match found {
        Some(at) => at,
        None if is_gone => return Some(()),
        None => {
            let (key, mark) = (key.clone(), Mark::default());
            entries.push(Entry { key, mark, value: Node::default() });
            entries.len() - 1
        }
    };
    put(&mut entries.get_mut(at)?.value, rest, value)
}

fn written(way: &[Part]) -> String {
    let mut path = String::new();
    for part in way {
        match part {
            Part::Key(key) if path.is_empty() => path.push_str(key),
            Part::Key(key) => path.extend([".", key]),
            Part::Item(at) => path.push_str(&format!("[{at}]")),
        }
    }
    path
}
