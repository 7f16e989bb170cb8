//! An export as records, whatever form it has.

use crate::csv;
use crate::json::{Fault, Scan, Value};

/// What an export is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values; the first row names the columns.
    Csv,
    /// A list of objects, or an object with one list in it.
    Json,
    /// One object per line.
    NdJson,
}

/// Nested objects are followed so deep.
const DEPTH: usize = 6;

/// One record: columns with their texts.
pub(super) type Record = Vec<(String, String)>;

/// Records with their numbers, or what is wrong with them.
type Numbered = Vec<(u32, Result<Record, String>)>;

impl Format {
    /// What a text is written in, by its beginning.
    #[must_use]
    pub fn guess(text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}').trim_start();
        match text.as_bytes().first() {
            Some(b'[') => Self::Json,
            Some(b'{') if text.lines().nth(1).is_some_and(|line| line.starts_with('{')) => {
                Self::NdJson
            }
            Some(b'{') => {
                let mut scan = Scan::new(text);
                let mut lists = 0;
                let whole = scan.object(&mut |scan, _| {
                    lists += usize::from(scan.at_list());
                    scan.value().map(drop)
                });
                if whole.is_ok() && lists == 0 { Self::NdJson } else { Self::Json }
            }
            _ => Self::Csv,
        }
    }
}

/// Each record with its number (line or place in the list, from 1), or what is wrong with it.
pub(super) fn records(text: &str, format: Format) -> Numbered {
    match format {
        Format::Csv => of_csv(text),
        Format::NdJson => text
            .split('\n')
            .zip(1..)
            .filter(|(line, _)| !line.trim().is_empty())
            .map(|(line, number)| (number, of_line(line)))
            .collect(),
        Format::Json => of_json(text),
    }
}

fn of_csv(text: &str) -> Numbered {
    let mut rows = csv::read(text).into_iter();
    let Some(header) = rows.next() else { return Vec::new() };
    let header: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    rows.zip(2..)
        .map(|(row, number)| {
            let read = if row.len() > header.len() {
                Err(format!("{} cells under {} columns", row.len(), header.len()))
            } else {
                Ok(header.iter().cloned().zip(row).collect())
            };
            (number, read)
        })
        .collect()
}

fn of_line(line: &str) -> Result<Record, String> {
    let mut scan = Scan::new(line);
    let mut record = Record::new();
    flat(&mut scan, "", &mut record, 0).map_err(|fault| says(&fault))?;
    if scan.is_done() { Ok(record) } else { Err("something stands behind the object".to_owned()) }
}

fn of_json(text: &str) -> Numbered {
    let mut scan = Scan::new(text);
    let mut records = Vec::new();
    let mut element = |scan: &mut Scan<'_>| {
        let number = records.len() as u32 + 1;
        if scan.at_object() {
            let mut record = Record::new();
            flat(scan, "", &mut record, 0)?;
            records.push((number, Ok(record)));
        } else {
            scan.value()?;
            records.push((number, Err("this is no object".to_owned())));
        }
        Ok(())
    };
    let read = if scan.at_list() {
        scan.list(&mut element)
    } else {
        scan.object(&mut |scan, _| {
            if scan.at_list() { scan.list(&mut element) } else { scan.value().map(drop) }
        })
    };
    if let Err(fault) = read {
        records.push((records.len() as u32 + 1, Err(says(&fault))));
    }
    records
}

fn says(fault: &Fault) -> String {
    format!("{} at column {}", fault.what, fault.at + 1)
}

/// The records at a path such as `items[].status.history[]`, or what is wrong.
pub(super) fn at_path(text: &str, path: &str) -> Numbered {
    let steps: Vec<&str> = path.split('.').collect();
    let mut out = Vec::new();
    let mut scan = Scan::new(text);
    let read = match steps.as_slice() {
        ["[]", rest @ ..] => listed(&mut scan, "[]", rest, &Record::new(), &mut out),
        steps => element(&mut scan, steps, &Record::new(), true, &mut out),
    };
    if let Err(fault) = read {
        add(&mut out, Err(says(&fault)));
    }
    out
}

fn add(out: &mut Numbered, record: Result<Record, String>) {
    out.push((out.len() as u32 + 1, record));
}

/// Reads an object whose members are columns of all records within it, behind the records' own.
fn element(
    scan: &mut Scan<'_>,
    steps: &[&str],
    outer: &Record,
    is_root: bool,
    out: &mut Numbered,
) -> Result<(), Fault> {
    if !scan.at_object() {
        add(out, Err("this is no object".to_owned()));
        return scan.value().map(drop);
    }
    let mut record = Record::new();
    flat(&mut scan.clone(), "", &mut record, 0)?;
    record.extend(outer.iter().cloned());
    if steps.is_empty() {
        add(out, Ok(record));
        return scan.value().map(drop);
    }
    let found = within(scan, steps, &record, out)?;
    // What is missing deeper is empty: a server leaves out lists without entries.
    if let (true, false, Some(step)) = (is_root, found, steps.first()) {
        add(out, Err(format!("the answer has no “{}”", step.trim_end_matches("[]"))));
    }
    Ok(())
}

/// Follows the steps in an object, and says whether the first of them is there.
fn within(
    scan: &mut Scan<'_>,
    steps: &[&str],
    outer: &Record,
    out: &mut Numbered,
) -> Result<bool, Fault> {
    let Some((step, rest)) = steps.split_first() else { return Ok(true) };
    let name = step.trim_end_matches("[]");
    let mut found = false;
    scan.object(&mut |scan, key| {
        if key != name {
            return scan.value().map(drop);
        }
        found = true;
        if step.len() > name.len() {
            listed(scan, step, rest, outer, out)
        } else if rest.is_empty() {
            element(scan, rest, outer, false, out)
        } else if scan.at_object() {
            within(scan, rest, outer, out).map(drop)
        } else {
            scan.value().map(drop)
        }
    })?;
    Ok(found)
}

/// Reads each element of a list. `null` is a list without elements.
fn listed(
    scan: &mut Scan<'_>,
    step: &str,
    rest: &[&str],
    outer: &Record,
    out: &mut Numbered,
) -> Result<(), Fault> {
    if scan.at_list() {
        return scan.list(&mut |scan| element(scan, rest, outer, false, out));
    }
    if !matches!(scan.value()?, Value::Null) {
        add(out, Err(format!("“{step}” is no list")));
    }
    Ok(())
}

/// Reads an object; what is nested is named with dots.
fn flat(scan: &mut Scan<'_>, before: &str, out: &mut Record, depth: usize) -> Result<(), Fault> {
    scan.object(&mut |scan, key| {
        let name = format!("{before}{key}");
        if scan.at_object() && depth < DEPTH {
            return flat(scan, &format!("{name}."), out, depth + 1);
        }
        if scan.at_list() && depth < DEPTH {
            // Of a list its first object can be named: `teams[0].summary`.
            let mut is_first = true;
            return scan.list(&mut |scan| {
                if std::mem::take(&mut is_first) && scan.at_object() {
                    return flat(scan, &format!("{name}[0]."), out, depth + 1);
                }
                scan.value().map(drop)
            });
        }
        match scan.value()? {
            Value::Text(text) => out.push((name, text.into_owned())),
            Value::Number(text) => out.push((name, text.to_owned())),
            Value::Bool(yes) => out.push((name, yes.to_string())),
            Value::Null | Value::Nested => {}
        }
        Ok(())
    })
}
