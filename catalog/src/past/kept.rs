//! Catalogs that were kept, read and compared.

use super::{
    Changed, FIRST, FIRST_OF_1, GONE, MARK, PastError, Relations, State, Turn, file, fingerprint,
};
use crate::numbers::Numbers;
use crate::text::{number, push_hex};
use std::borrow::Cow;

/// Catalogs that were kept, in as little memory as is possible: each text once.
#[derive(Default)]
pub struct Past {
    texts: Numbers,
    moments: Vec<(String, Vec<Row>)>,
}

/// One entity at one moment, by numbers of texts.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Row {
    entity: u32,
    owner: u32,
    lifecycle: u32,
    /// All of them in one text, parted by tabulators, or their marked fingerprint.
    relations: u32,
    /// The fingerprint itself.
    rest: u32,
}

/// What a line says of an entity.
struct Line<'a> {
    entity: &'a str,
    owner: &'a str,
    lifecycle: &'a str,
    relations: Cow<'a, str>,
    rest: u32,
}

impl Past {
    /// Reads a file under a name; what had the name is forgotten. What a file builds on has to be
    /// here under the name that the file gives it. Says how many entities the catalog has.
    ///
    /// # Errors
    /// The first line that makes no sense; nothing is kept then.
    pub fn add(&mut self, moment: &str, text: &str) -> Result<usize, PastError> {
        let mut lines = (1..).zip(text.lines());
        let first = lines.next().map_or("", |(_, first)| first.trim_start_matches('\u{feff}'));
        let (version, base) = match first.split_once('\t') {
            Some((version, base)) => (version, Some(base)),
            None => (first, None),
        };
        let wrong = |reason| PastError { line: 1, reason };
        if version != FIRST && first != FIRST_OF_1 {
            return Err(wrong(
                "it does not begin with “portico-snapshot 2”, so it is no kept catalog.",
            ));
        }
        if version == FIRST && !text.ends_with('\n') {
            return Err(PastError {
                line: text.lines().count(),
                reason: "the file was cut off here.",
            });
        }
        let mut rows = match base.map(|base| self.rows(base)) {
            None => Vec::new(),
            Some(Some(rows)) => rows.to_vec(),
            Some(None) => {
                return Err(wrong(
                    "it tells only what is different from an earlier catalog, and that one was not read.",
                ));
            }
        };
        let (mut told, mut gone) = (Vec::new(), Vec::new());
        for (line, text) in lines.filter(|(_, text)| !text.is_empty()) {
            let wrong = |reason| PastError { line, reason };
            if let Some(entity) = text.strip_prefix(GONE).and_then(|rest| rest.strip_prefix('\t')) {
                gone.extend(self.texts.get(entity));
                continue;
            }
            let read = if version == FIRST { read(text) } else { read_of_1(text) };
            let Line { entity, owner, lifecycle, relations, rest } = read.map_err(wrong)?;
            if entity.is_empty() {
                return Err(wrong("it names no entity."));
            }
            let mut number = |text: &str| self.texts.add(text).0;
            let (entity, owner, lifecycle) = (number(entity), number(owner), number(lifecycle));
            told.push(Row { entity, owner, lifecycle, relations: number(&relations), rest });
        }
        told.sort_by_key(|row| row.entity);
        told.dedup_by_key(|row| row.entity);
        if !rows.is_empty() {
            gone.sort_unstable();
            rows.retain(|row| {
                let is_told = told.binary_search_by_key(&row.entity, |row| row.entity).is_ok();
                !is_told && gone.binary_search(&row.entity).is_err()
            });
        }
        rows.extend(told);
        rows.sort_by_key(|row| row.entity);
        rows.shrink_to_fit();
        let count = rows.len();
        self.moments.retain(|(name, _)| name != moment);
        self.moments.push((moment.to_owned(), rows));
        Ok(count)
    }

    /// Whether there is something under a name.
    #[must_use]
    pub fn has(&self, moment: &str) -> bool {
        self.rows(moment).is_some()
    }

    /// The file of a moment that stands alone.
    #[must_use]
    pub fn whole(&self, moment: &str) -> Option<String> {
        let rows = self.rows(moment)?;
        Some(file(FIRST.to_owned(), rows.iter().map(|row| self.line(row)).collect()))
    }

    /// The file of a moment that builds on another one.
    #[must_use]
    pub fn since(&self, base: &str, moment: &str) -> Option<String> {
        let lines = self.pairs(base, moment)?.into_iter().filter_map(|(before, after)| {
            let gone = |row: &Row| [GONE, "\t", self.texts.text(row.entity)].concat();
            after.map(|row| self.line(row)).or_else(|| before.map(gone))
        });
        Some(file([FIRST, "\t", base].concat(), lines.collect()))
    }

    fn line(&self, row: &Row) -> String {
        let columns = [row.entity, row.owner, row.lifecycle].map(|text| self.texts.text(text));
        let mut line = columns.join("\t");
        line.push('\t');
        push_hex(&mut line, row.rest, 8);
        let relations = self.texts.text(row.relations);
        if !relations.is_empty() {
            line.push('\t');
            line.push_str(relations);
        }
        line
    }

    fn rows(&self, moment: &str) -> Option<&[Row]> {
        self.moments.iter().find(|(name, _)| name == moment).map(|(_, rows)| rows.as_slice())
    }

    fn state(&self, row: &Row) -> State {
        State {
            owner: self.texts.text(row.owner).to_owned(),
            lifecycle: self.texts.text(row.lifecycle).to_owned(),
            rest: row.rest,
        }
    }

    /// The entities whose rows are not the same, in no order. Numbers are compared, no texts.
    fn pairs(&self, from: &str, to: &str) -> Option<Vec<(Option<&Row>, Option<&Row>)>> {
        let (mut old, mut new) = (self.rows(from)?, self.rows(to)?);
        let mut found = Vec::new();
        loop {
            match (old.split_first(), new.split_first()) {
                (None, None) => break,
                (Some((a, rest)), Some((b, others))) if a.entity == b.entity => {
                    (old, new) = (rest, others);
                    if a != b {
                        found.push((Some(a), Some(b)));
                    }
                }
                (Some((a, rest)), b) if b.is_none_or(|(b, _)| a.entity < b.entity) => {
                    old = rest;
                    found.push((Some(a), None));
                }
                (_, Some((b, others))) => {
                    new = others;
                    found.push((None, Some(b)));
                }
                (Some(_), None) => break,
            }
        }
        Some(found)
    }

    /// What is different, if anything is.
    fn changed(&self, before: Option<&Row>, after: Option<&Row>) -> Option<Changed> {
        let relations = match (before, after) {
            (Some(a), Some(b)) => self.relations(a.relations, b.relations),
            _ => Relations::default(),
        };
        if let (Some(a), Some(b)) = (before, after)
            && !relations.is_different()
            && (Row { relations: b.relations, ..*a }) == *b
        {
            return None;
        }
        Some(Changed {
            entity: self.texts.text(before.or(after)?.entity).to_owned(),
            before: before.map(|row| self.state(row)),
            after: after.map(|row| self.state(row)),
            relations,
        })
    }

    fn relations(&self, before: u32, after: u32) -> Relations {
        if before == after {
            return Relations::default();
        }
        let (before, after) = (self.texts.text(before), self.texts.text(after));
        if before.starts_with(MARK) || after.starts_with(MARK) {
            return Relations { untold: sum(before) != sum(after), ..Relations::default() };
        }
        // The text of none at all has one part, which is empty.
        let missing = |these: &str, those: &str| -> Vec<String> {
            let is_missing =
                |one: &&str| !one.is_empty() && those.split('\t').all(|other| other != *one);
            these.split('\t').filter(is_missing).map(str::to_owned).collect()
        };
        Relations { gained: missing(after, before), lost: missing(before, after), untold: false }
    }

    /// What is different from one moment to another, by name; `None` when one of them is not here.
    #[must_use]
    pub fn changes(&self, from: &str, to: &str) -> Option<Vec<Changed>> {
        let pairs = self.pairs(from, to)?.into_iter();
        let mut found: Vec<Changed> =
            pairs.filter_map(|(before, after)| self.changed(before, after)).collect();
        found.sort_unstable_by(|a, b| a.entity.cmp(&b.entity));
        Some(found)
    }

    /// When an entity changed, among these moments in their order. The first turn is the moment at
    /// which it is met for the first time.
    #[must_use]
    pub fn history(&self, entity: &str, moments: &[String]) -> Vec<Turn> {
        let Some(number) = self.texts.get(entity) else { return Vec::new() };
        let mut turns = Vec::new();
        let mut before: Option<&Row> = None;
        for moment in moments {
            let Some(rows) = self.rows(moment) else { continue };
            let found = rows.binary_search_by_key(&number, |row| row.entity).ok();
            let after = found.and_then(|at| rows.get(at));
            if after != before
                && let Some(changed) = self.changed(before, after)
            {
                turns.push(Turn { moment: moment.clone(), changed });
            }
            before = after;
        }
        turns
    }

    /// Bytes of memory.
    #[must_use]
    pub fn memory(&self) -> usize {
        let rows = self.moments.iter().map(|(_, rows)| rows.capacity() * size_of::<Row>());
        self.texts.memory() + rows.sum::<usize>()
    }
}

const FEW: &str = "it has too few columns: it was cut off or changed.";
const DIGITS: &str = "its fingerprint is not eight hexadecimal digits.";

fn read(text: &str) -> Result<Line<'_>, &'static str> {
    let mut columns = text.splitn(5, '\t');
    let mut next = || columns.next().ok_or(FEW);
    let (entity, owner, lifecycle) = (next()?, next()?, next()?);
    let rest = hex(next()?).ok_or(DIGITS)?;
    let relations = Cow::Borrowed(columns.next().unwrap_or_default());
    Ok(Line { entity, owner, lifecycle, relations, rest })
}

fn read_of_1(text: &str) -> Result<Line<'_>, &'static str> {
    let mut columns = text.split('\t');
    let mut next = || columns.next().ok_or(FEW);
    let (entity, owner, lifecycle) = (next()?, next()?, next()?);
    let relations = next()?;
    hex(relations).ok_or(DIGITS)?;
    let rest = hex(next()?).ok_or(DIGITS)?;
    let relations = Cow::Owned(["#", relations].concat());
    Ok(Line { entity, owner, lifecycle, relations, rest })
}

/// The fingerprint of relations, or the one that stands in their place.
fn sum(relations: &str) -> Option<u32> {
    match relations.strip_prefix(MARK) {
        Some(digits) => hex(digits),
        None => Some(fingerprint(&relations.replace('\t', "\0"))),
    }
}

fn hex(text: &str) -> Option<u32> {
    let value = number(text, 16).filter(|_| text.len() == 8)?;
    u32::try_from(value).ok()
}
