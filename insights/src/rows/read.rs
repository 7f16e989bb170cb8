//! Records as typed rows.

use super::table::{Format, Record, at_path, records};
use super::{Kind, Mapping};
use crate::event::{Broken, UserHash, user_hash};
use crate::{Milli, Zone, time};

/// How many broken rows are kept with their place; all are counted.
const NAMED: usize = 20;

/// A field of a row: its name, and the column names that common exports have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name, as in a [`Mapping`].
    pub name: &'static str,
    /// Whether a row without it is broken.
    pub needed: bool,
    /// Other names that are tried.
    pub also: &'static [&'static str],
}

/// A row that can be read from an export.
pub trait Row: Sized {
    /// What a row is called in messages and in `portal.json`.
    const NAME: &'static str;
    /// Its fields.
    const FIELDS: &'static [Field];

    /// Makes a row.
    ///
    /// # Errors
    /// Says what is wrong, as a clause.
    fn from(cells: &Cells<'_>) -> Result<Self, String>;
}

/// What was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read<R> {
    /// The rows that could be read.
    pub rows: Vec<R>,
    /// How many could not.
    pub broken: u32,
    /// The first of them.
    pub named: Vec<Broken>,
    /// Rows that [`Mapping::only`], or the state of what they are about, leaves out.
    pub left_out: u32,
    /// Columns of the mapping that no record has: most likely misspelled.
    pub unknown: Vec<String>,
}

/// One record, asked by the names of fields.
#[derive(Debug)]
pub struct Cells<'r> {
    record: &'r Record,
    fields: &'static [Field],
    mapping: &'r Mapping,
    zone: Zone,
}

impl<'r> Cells<'r> {
    /// The text of a field; empty when it is missing.
    #[must_use]
    pub fn text(&self, field: &str) -> &'r str {
        let column = |name: &str| cell(self.record, name);
        if let Some(mapped) = self.mapping.columns.get(field) {
            return column(mapped).unwrap_or_default();
        }
        if let Some(value) = self.mapping.values.get(field) {
            return value;
        }
        let ready = self.mapping.kind.map(Kind::columns).unwrap_or_default();
        if let Some((_, names, part)) = ready.iter().find(|(known, ..)| *known == field) {
            let found = names.iter().find_map(|name| column(name).filter(|text| !text.is_empty()));
            return part.of(found.unwrap_or_default());
        }
        let also = self.fields.iter().find(|known| known.name == field).map(|known| known.also);
        column(field)
            .filter(|text| !text.is_empty())
            .or_else(|| also?.iter().find_map(|name| column(name).filter(|text| !text.is_empty())))
            .unwrap_or_default()
    }

    /// An owned text.
    #[must_use]
    pub fn own(&self, field: &str) -> String {
        self.text(field).to_owned()
    }

    /// A moment: a date and time, or seconds or milliseconds since 1970. `None` when it is empty.
    ///
    /// # Errors
    /// When there is something that is no moment.
    pub fn moment(&self, field: &str) -> Result<Option<i64>, String> {
        let text = self.text(field);
        if text.is_empty() || text == "null" {
            return Ok(None);
        }
        let number = text.split('.').next().and_then(|whole| whole.parse::<i64>().ok());
        let at = match number.filter(|_| !text.contains('-')) {
            // Seconds reach the year 5138 before they are taken for milliseconds.
            Some(seconds) if seconds < 100_000_000_000 => Some(seconds * 1000),
            Some(millis) => Some(millis),
            None => time::instant(text, self.zone),
        };
        at.filter(|at| (0..253_402_300_800_000).contains(at))
            .map(Some)
            .ok_or_else(|| format!("{field} is no time: {}", cut(text)))
    }

    /// A moment that must be there.
    ///
    /// # Errors
    /// When there is none.
    pub fn at(&self, field: &str) -> Result<i64, String> {
        self.moment(field)?.ok_or_else(|| format!("{field} is missing"))
    }

    /// A whole number. `None` when it is empty.
    ///
    /// # Errors
    /// When there is something that is no number between `from` and `to`.
    pub fn whole(&self, field: &str, from: u8, to: u8) -> Result<Option<u8>, String> {
        let text = self.text(field);
        if text.is_empty() {
            return Ok(None);
        }
        Milli::read(text)
            .filter(|number| number.0 % 1000 == 0)
            .and_then(|number| u8::try_from(number.0 / 1000).ok())
            .filter(|number| (from..=to).contains(number))
            .map(Some)
            .ok_or_else(|| format!("{field} is no number from {from} to {to}: {}", cut(text)))
    }

    /// Whether a field says yes: `true`, `1`, `yes`, `failed`, `failure`, `error`.
    #[must_use]
    pub fn yes(&self, field: &str) -> bool {
        let text = self.text(field);
        ["true", "1", "yes", "y", "failed", "failure", "error", "bot"]
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word))
    }

    /// The pseudonym of a person; `None` when nobody is named.
    #[must_use]
    pub fn person(&self, field: &str) -> Option<UserHash> {
        let text = self.text(field);
        (!text.is_empty())
            .then(|| UserHash::read(text).unwrap_or_else(|| user_hash(&self.mapping.key, text)))
    }
}

/// The text of a column.
fn cell<'r>(record: &'r Record, name: &str) -> Option<&'r str> {
    let found = record.iter().find(|(column, _)| column.eq_ignore_ascii_case(name));
    found.map(|(_, text)| text.trim())
}

/// Whether a record counts.
fn counts(record: &Record, mapping: &Mapping) -> bool {
    let says = |column: &str, word: &str| {
        cell(record, column).unwrap_or_default().eq_ignore_ascii_case(word)
    };
    let ready = mapping.kind.and_then(Kind::only);
    ready.is_none_or(|(column, words)| words.iter().any(|word| says(column, word)))
        && mapping.only.iter().all(|(column, words)| words.iter().any(|word| says(column, word)))
}

/// Reads an export. `format` may be left to [`Format::guess`].
#[must_use]
pub fn read<R: Row>(text: &str, format: Option<Format>, mapping: &Mapping) -> Read<R> {
    let mut result =
        Read { rows: Vec::new(), broken: 0, named: Vec::new(), left_out: 0, unknown: Vec::new() };
    let mut seen: Vec<&String> = mapping.columns.values().chain(mapping.only.keys()).collect();
    let records = match mapping.path() {
        "" => records(text, format.unwrap_or_else(|| Format::guess(text))),
        path => at_path(text, path),
    };
    for (number, record) in records {
        if let Ok(record) = &record {
            seen.retain(|name| cell(record, name).is_none());
            if !counts(record, mapping) {
                result.left_out += 1;
                continue;
            }
        }
        let row = record.and_then(|record| {
            let fields = R::FIELDS;
            let cells = Cells { record: &record, fields, mapping, zone: mapping.zone() };
            let missing = fields.iter().find(|f| f.needed && cells.text(f.name).is_empty());
            match missing {
                Some(field) => Err(format!("{} is missing", field.name)),
                None => R::from(&cells),
            }
        });
        match row {
            Ok(row) => result.rows.push(row),
            Err(what) => {
                result.broken += 1;
                if result.named.len() < NAMED {
                    result.named.push(Broken { line: u64::from(number), what });
                }
            }
        }
    }
    result.unknown = seen.into_iter().cloned().collect();
    result
}

/// The beginning of a text for a message.
fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}
