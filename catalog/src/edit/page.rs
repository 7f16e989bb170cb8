//! One step in the text of one document.

use super::scalars::{Written, double};
use super::steps::{Act, Part, Step, is_nothing};
use super::{AFTER, Lines, entry_and_end};
use crate::finding::Mark;
use crate::yaml::{self, Entry, Node, Value};

/// Said where nothing better is known.
pub(super) const UNSAFE: &str = "It is written in a way that cannot be changed without touching more than itself. Change it by hand.";

/// Where a step cannot be made, and why.
pub(super) type Refused = (Mark, String);

/// The text of one document.
pub(super) struct Page<'a> {
    lines: Lines<'a>,
    root: &'a Node,
    crlf: bool,
    json: bool,
}

/// The mapping or list that holds what is changed.
struct Holder<'a> {
    node: &'a Node,
    /// The line after its last one.
    end: u32,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str, root: &'a Node, crlf: bool) -> Self {
        let lines = Lines::new(text);
        let json = lines.is_json(root);
        Self { lines, root, crlf, json }
    }

    /// A text or key as it stands in brackets.
    fn flow_scalar(&self, text: &str, among: &Node) -> String {
        if self.json { double(text) } else { self.lines.scalar(text, among) }
    }

    /// The text after a step, and where it was made.
    pub(super) fn take(&self, step: &Step) -> Result<(String, Mark), Refused> {
        let (last, way) = step.way.split_last().ok_or((self.root.mark, UNSAFE.to_owned()))?;
        let holder = self.holder(way)?;
        let mark = match last {
            Part::Key(key) => {
                let entry = holder.node.entry(key);
                if let Some(entry) = entry {
                    self.check_entry(holder.node, entry)?;
                }
                entry.map_or(holder.node.mark, |entry| entry.mark)
            }
            Part::Item(at) => {
                holder.node.items().get(*at).map_or(holder.node.mark, |item| item.mark)
            }
        };
        let flow = self.lines.is_flow(holder.node);
        let text = match (last, &step.act) {
            (Part::Key(key), Act::Put(value)) => self.put_entry(&holder, key, value),
            (Part::Key(key), Act::Add(value)) if flow => self.add_flow_entry(&holder, key, value),
            (Part::Key(key), Act::Add(value)) => self.add_entry(&holder, key, value),
            (Part::Key(key), Act::Take) if flow => self.take_flow_entry(&holder, key),
            (Part::Key(key), Act::Take) => self.take_entry(&holder, key),
            (Part::Item(at), Act::Put(value)) => self.put_item(&holder, *at, value),
            (Part::Item(at), Act::Add(value)) if flow => self.add_flow_item(&holder, *at, value),
            (Part::Item(at), Act::Add(value)) => self.add_item(&holder, *at, value),
            (Part::Item(at), Act::Take) if flow => self.take_flow_item(&holder, *at),
            (Part::Item(at), Act::Take) => self.take_item(&holder, *at),
        };
        text.map(|text| (text, mark)).ok_or((mark, UNSAFE.to_owned()))
    }

    /// Goes down to what holds the place.
    fn holder(&self, way: &[Part]) -> Result<Holder<'_>, Refused> {
        let last = self.lines.starts.len();
        let mut holder = Holder { node: self.root, end: u32::try_from(last).unwrap_or(u32::MAX) };
        for part in way {
            let lost = || (holder.node.mark, UNSAFE.to_owned());
            holder = match part {
                Part::Key(key) => {
                    let (entry, end) =
                        entry_and_end(holder.node, key, holder.end).ok_or_else(lost)?;
                    self.check_entry(holder.node, entry)?;
                    Holder { node: &entry.value, end }
                }
                Part::Item(at) => {
                    let items = holder.node.items();
                    let item = items.get(*at).ok_or_else(lost)?;
                    check_alias(holder.node.mark, item.mark)?;
                    let next = items.get(at + 1).map(|next| next.mark.line);
                    let end = next.filter(|line| *line > item.mark.line).unwrap_or(holder.end);
                    Holder { node: item, end }
                }
            };
        }
        Ok(holder)
    }

    /// That an entry is written where it stands, and so is its value.
    fn check_entry(&self, map: &Node, entry: &Entry) -> Result<(), Refused> {
        check_alias(map.mark, entry.mark)?;
        check_alias(entry.mark, entry.value.mark)?;
        let at = self.lines.offset(entry.mark);
        let rest = at.and_then(|at| self.lines.text.get(at..)).unwrap_or_default();
        if rest.starts_with("<<") {
            return Err((
                entry.mark,
                "It comes from an anchor by way of “<<”: change it where the anchor is.".to_owned(),
            ));
        }
        let elsewhere = entry.value.entries().iter().find(|entry| entry.key.starts_with('$'));
        if let Some(elsewhere) = elsewhere {
            let reason =
                format!("It is read from another file by {}: change that file.", elsewhere.key);
            return Err((entry.mark, reason));
        }
        Ok(())
    }

    fn eol(&self) -> &'static str {
        if self.crlf { "\r\n" } else { "\n" }
    }

    /// A value as it stands in brackets among others.
    fn in_flow(&self, value: &Node, among: &Node) -> String {
        let parts: Vec<String> = match &value.value {
            Value::List(items) => items.iter().map(|item| self.in_flow(item, among)).collect(),
            Value::Map(entries) => {
                let pair = |entry: &Entry| {
                    let key = self.flow_scalar(&entry.key, among);
                    [&key, ": ", &self.in_flow(&entry.value, among)].concat()
                };
                entries.iter().map(pair).collect()
            }
            _ => return self.flow_scalar(&value.scalar().unwrap_or_default(), among),
        };
        match value.value {
            Value::List(_) => format!("[{}]", parts.join(", ")),
            _ if parts.is_empty() => "{}".to_owned(),
            _ => format!("{{ {} }}", parts.join(", ")),
        }
    }

    /// Whether the lists of the document have their dashes below the first letter of their key.
    fn has_flush_lists(&self) -> bool {
        fn flush(lines: &Lines<'_>, node: &Node, found: &mut Option<bool>) {
            for entry in node.entries() {
                if let Some(item) = entry.value.items().first()
                    && item.mark.line > entry.mark.line
                    && !lines.is_flow(&entry.value)
                {
                    let line = lines.line(item.mark.line);
                    let dash = line.len() - line.trim_start().len();
                    found.get_or_insert(dash + 1 == entry.mark.column as usize);
                }
                flush(lines, &entry.value, found);
            }
        }
        let mut found = None;
        flush(&self.lines, self.root, &mut found);
        found.unwrap_or_default()
    }

    /// An entry as lines of its own, the first at this column.
    fn block_entry(&self, key: &str, value: &Node, column: usize) -> String {
        let value = value.clone();
        let entry = Entry { key: key.to_owned(), mark: Mark::default(), value };
        let is_list = !entry.value.items().is_empty();
        let map = Node { mark: Mark::default(), value: Value::Map(vec![entry]) };
        let mut text = yaml::to_yaml(&map);
        if is_list && self.has_flush_lists() {
            text = text.replace("\n  ", "\n");
        }
        self.indented(&text, column)
    }

    /// Lines moved to the right, with the line ends of the file.
    fn indented(&self, text: &str, column: usize) -> String {
        let mut moved = String::new();
        for line in text.lines() {
            if !line.is_empty() {
                moved.extend(std::iter::repeat_n(' ', column));
                moved.push_str(line);
            }
            moved.push_str(self.eol());
        }
        moved
    }

    fn with_lines(&self, line: u32, new: &str) -> Option<String> {
        with_lines(&self.lines, line, new, self.eol())
    }

    fn put_entry(&self, holder: &Holder<'_>, key: &str, value: &Node) -> Option<String> {
        let (entry, end) = entry_and_end(holder.node, key, holder.end)?;
        let in_flow = self.lines.is_flow(holder.node);
        let column = (entry.mark.column as usize).checked_sub(1)?;
        if is_nothing(value) {
            let after = self.lines.after_colon(entry)?;
            if in_flow || self.lines.is_flow(&entry.value) {
                let (from, to) = self.lines.flow_extent(&entry.value)?;
                return self.lines.spliced(from, to, "[]");
            }
            let last = self.lines.end_of(entry.mark.line, end, column);
            let comment = self.lines.text.get(after..self.lines.start(entry.mark.line + 1))?;
            let new = [" []", comment.trim_end(), self.eol()].concat();
            return self.lines.spliced(after, self.lines.start(last), &new);
        }
        match &entry.value.value {
            Value::Null => {
                // `key:`, `key: ~` and `key: null`, with or without a comment.
                let after = self.lines.after_colon(entry)?;
                let rest = self.lines.text.get(after..self.lines.start(entry.mark.line + 1))?;
                let word = rest.trim_start();
                let length = ["null", "Null", "NULL", "~"]
                    .into_iter()
                    .find(|null| word.starts_with(null))
                    .map_or(0, str::len);
                let to = if length == 0 { after } else { after + rest.len() - word.len() + length };
                if in_flow {
                    let new = [" ", &self.in_flow(value, holder.node)].concat();
                    return self.lines.spliced(after, to, &new);
                }
                if value.scalar().is_none() {
                    let without =
                        [self.lines.text.get(..after)?, self.lines.text.get(to..)?].concat();
                    let lines = self.block_entry(key, value, column);
                    let (_, body) = lines.split_once('\n')?;
                    return with_lines(
                        &Lines::new(&without),
                        entry.mark.line + 1,
                        body,
                        self.eol(),
                    );
                }
                let new = Written::new(&value.scalar()?, "", column + 2, self.eol());
                self.lines.spliced(after, to, &[" ", new.as_str()].concat())
            }
            Value::List(_) | Value::Map(_) => None,
            _ => {
                let extent =
                    self.extent(&entry.value, holder.node, || self.lines.value_extent(entry, end))?;
                self.put_scalar(extent, value, holder.node, column)
            }
        }
    }

    /// From where to where a scalar goes: among others in brackets, or as `block` tells.
    fn extent(
        &self,
        old: &Node,
        among: &Node,
        block: impl Fn() -> Option<(usize, usize)>,
    ) -> Option<(usize, usize)> {
        if self.lines.is_flow(among) { self.lines.flow_extent(old) } else { block() }
    }

    /// Writes another text in the place of one, in the way of the old one.
    fn put_scalar(
        &self,
        (from, to): (usize, usize),
        value: &Node,
        among: &Node,
        column: usize,
    ) -> Option<String> {
        let new = value.scalar()?;
        let was = self.lines.text.get(from..to)?;
        if self.lines.is_flow(among) {
            let plain = self.flow_scalar(&new, among);
            let text = if self.json { plain } else { Written::quoted_like(&new, was, plain) };
            return self.lines.spliced(from, to, &text);
        }
        let text = Written::new(&new, was, column + 2, self.eol());
        self.lines.spliced(from, to, text.as_str())
    }

    fn add_entry(&self, holder: &Holder<'_>, key: &str, value: &Node) -> Option<String> {
        let entries = holder.node.entries();
        let Some(first) = entries.first() else {
            // An empty mapping is one in brackets, which is not here.
            return None;
        };
        check_alias(holder.node.mark, first.mark).ok()?;
        let column = (first.mark.column as usize).checked_sub(1)?;
        let wanted = AFTER.iter().find(|(name, _)| *name == key).map_or(&[][..], |(_, list)| list);
        let before = wanted
            .iter()
            .find_map(|name| holder.node.entry(name))
            .or_else(|| entries.iter().max_by_key(|entry| entry.mark.line))?;
        let (_, after) = entry_and_end(holder.node, &before.key, holder.end)?;
        let line = self.lines.end_of(before.mark.line, after, column);
        self.with_lines(line, &self.block_entry(key, value, column))
    }

    fn add_flow_entry(&self, holder: &Holder<'_>, key: &str, value: &Node) -> Option<String> {
        let among = holder.node;
        let pair = [&self.flow_scalar(key, among), ": ", &self.in_flow(value, among)].concat();
        self.add_in_brackets(among, among.entries().len(), &pair, &|at| {
            let entry = among.entries().get(at)?;
            let start = self.lines.offset(entry.mark)?;
            let end = match entry.value.value {
                Value::Null => self.lines.after_colon(entry)?,
                _ => self.lines.flow_extent(&entry.value)?.1,
            };
            Some((start, end))
        })
    }

    fn add_flow_item(&self, holder: &Holder<'_>, at: usize, value: &Node) -> Option<String> {
        let among = holder.node;
        let like = among.items().first().and_then(|item| self.lines.flow_extent(item));
        let plain = self.in_flow(value, among);
        let text = match (value.scalar(), like.and_then(|(from, to)| self.lines.text.get(from..to)))
        {
            (Some(text), Some(like)) if !self.json => Written::quoted_like(&text, like, plain),
            _ => plain,
        };
        self.add_in_brackets(among, at, &text, &|at| self.lines.flow_extent(among.items().get(at)?))
    }

    /// Puts something in brackets before the one of this number; `extent` tells where each goes.
    fn add_in_brackets(
        &self,
        among: &Node,
        at: usize,
        new: &str,
        extent: &dyn Fn(usize) -> Option<(usize, usize)>,
    ) -> Option<String> {
        let open = self.lines.offset(among.mark)? + 1;
        let Some(before) = at.checked_sub(1) else {
            let Some((start, _)) = extent(0) else {
                // `[]` and `{ }` have nothing in them; brackets with a comment are left alone.
                let inner = self.lines.text.get(open..)?;
                let close = inner.find([']', '}'])?;
                inner.get(..close)?.trim().is_empty().then_some(())?;
                let is_map = self.lines.byte(among.mark) == Some(b'{');
                let new = if is_map { [" ", new, " "].concat() } else { new.to_owned() };
                return self.lines.spliced(open, open + close, &new);
            };
            let gap = self.gap(open, start)?;
            return self.lines.spliced(start, start, &[new, ",", &gap].concat());
        };
        let (start, end) = extent(before)?;
        let from = match before.checked_sub(1).and_then(extent) {
            Some((_, end)) => end,
            None => open,
        };
        let gap = self.gap(from, start)?;
        self.lines.spliced(end, end, &[",", &gap, new].concat())
    }

    /// What parts two values in brackets: a line of its own, where there is one.
    fn gap(&self, from: usize, to: usize) -> Option<String> {
        let between = self.lines.text.get(from..to)?;
        Some(match between.rfind('\n') {
            Some(at) => [self.eol(), between.get(at + 1..)?].concat(),
            None => " ".to_owned(),
        })
    }

    fn take_flow_entry(&self, holder: &Holder<'_>, key: &str) -> Option<String> {
        let entry = holder.node.entry(key)?;
        let start = self.lines.offset(entry.mark)?;
        let end = match entry.value.value {
            Value::Null => self.lines.after_colon(entry)?,
            _ => self.lines.flow_extent(&entry.value)?.1,
        };
        self.take_in_brackets(start, end)
    }

    fn take_flow_item(&self, holder: &Holder<'_>, at: usize) -> Option<String> {
        let (from, to) = self.lines.flow_extent(holder.node.items().get(at)?)?;
        self.take_in_brackets(from, to)
    }

    fn take_in_brackets(&self, from: usize, to: usize) -> Option<String> {
        let (from, to) = self.lines.with_comma(from, to)?;
        self.lines.spliced(from, to, "")
    }

    fn take_entry(&self, holder: &Holder<'_>, key: &str) -> Option<String> {
        let (entry, end) = entry_and_end(holder.node, key, holder.end)?;
        let column = (entry.mark.column as usize).checked_sub(1)?;
        let start = self.lines.offset(entry.mark)?;
        let before = self.lines.text.get(self.lines.start(entry.mark.line)..start)?;
        if before.trim().is_empty() {
            let last = self.lines.end_of(entry.mark.line, end, column);
            return self.lines.without(entry.mark.line, last);
        }
        // Behind the dash of an item: the next key takes its place.
        let entries = holder.node.entries();
        let next = entries
            .iter()
            .find(|next| next.mark.line >= end && next.mark.column == entry.mark.column)?;
        self.lines.spliced(start, self.lines.offset(next.mark)?, "")
    }

    /// From which line to which an item of a block list goes.
    fn item_lines(&self, holder: &Holder<'_>, at: usize) -> Option<(u32, u32, usize)> {
        let items = holder.node.items();
        let item = items.get(at)?;
        check_alias(holder.node.mark, item.mark).ok()?;
        let line = self.lines.line(item.mark.line);
        let column = line.len() - line.trim_start().len();
        line.trim_start().starts_with('-').then_some(())?;
        let next = items.get(at + 1).map_or(holder.end, |next| next.mark.line);
        (next > item.mark.line).then_some(())?;
        Some((item.mark.line, self.lines.end_of(item.mark.line, next, column), column))
    }

    fn put_item(&self, holder: &Holder<'_>, at: usize, value: &Node) -> Option<String> {
        let item = holder.node.items().get(at)?;
        check_alias(holder.node.mark, item.mark).ok()?;
        if item.scalar().is_none() || value.scalar().is_none() {
            return None;
        }
        if self.lines.is_flow(holder.node) {
            return self.put_scalar(self.lines.flow_extent(item)?, value, holder.node, 0);
        }
        let (_, end, column) = self.item_lines(holder, at)?;
        self.put_scalar(self.lines.block_extent(item, end, column)?, value, holder.node, column)
    }

    fn add_item(&self, holder: &Holder<'_>, at: usize, value: &Node) -> Option<String> {
        let before = at.checked_sub(1);
        let (start, end, column) = self.item_lines(holder, before.unwrap_or(0))?;
        let line = if before.is_some() { end } else { start };
        let mut new = String::from("- ");
        let like = holder.node.items().first().and_then(|item| {
            item.scalar()?;
            let (from, to) = self.lines.block_extent(item, end, column)?;
            self.lines.text.get(from..to)
        });
        match (value.scalar(), like) {
            (Some(text), like) => {
                let like = like.filter(|like| like.starts_with(['"', '\'']));
                new.push_str(Written::new(&text, like.unwrap_or_default(), 2, "\n").as_str());
                new.push('\n');
            }
            _ => {
                let body = yaml::to_yaml(value);
                new.push_str(&body.trim_end_matches('\n').replace('\n', "\n  "));
                new.push('\n');
            }
        }
        self.with_lines(line, &self.indented(&new, column))
    }

    fn take_item(&self, holder: &Holder<'_>, at: usize) -> Option<String> {
        let (start, end, _) = self.item_lines(holder, at)?;
        if holder.node.items().len() == 1 {
            return None;
        }
        self.lines.without(start, end)
    }
}

/// A text with whole lines before a line.
fn with_lines(lines: &Lines<'_>, line: u32, new: &str, eol: &str) -> Option<String> {
    let at = lines.start(line);
    if at == lines.text.len() && !lines.text.ends_with('\n') {
        return lines.spliced(at, at, &[eol, new.strip_suffix(eol).unwrap_or(new)].concat());
    }
    lines.spliced(at, at, new)
}

/// A value that stands before what holds it was written elsewhere, under an anchor.
fn check_alias(holder: Mark, value: Mark) -> Result<(), Refused> {
    if value < holder {
        return Err((
            holder,
            "It is an alias of a value that is written further up: change it there.".to_owned(),
        ));
    }
    Ok(())
}
