//! The filters, tests and methods that templates use: those of Nunjucks with its rules, the few of
//! JavaScript's methods that are seen on texts and lists, and Backstage's own.

use std::cmp::Ordering;

use minijinja::value::{Value, ValueKind};
use minijinja::{Error, ErrorKind};
use serde_json::Value as Json;

use super::case::{lower, upper};
use super::values::{fields, from_json, items, list, pairs, text, to_json};

/// What can stand behind `|`.
pub const FILTERS: &[&str] = &[
    "__items",
    "__length",
    "__pairs",
    "abs",
    "capitalize",
    "d",
    "default",
    "dictsort",
    "dump",
    "e",
    "escape",
    "first",
    "float",
    "indent",
    "int",
    "join",
    "jsonify",
    "last",
    "length",
    "list",
    "lower",
    "nl2br",
    "parseEntityRef",
    "parseRepoUrl",
    "pick",
    "projectSlug",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "string",
    "sum",
    "title",
    "trim",
    "truncate",
    "upper",
    "urlencode",
    "wordcount",
];

/// What can stand behind `is`.
pub const TESTS: &[&str] = &[
    "defined",
    "divisibleby",
    "eq",
    "equalto",
    "even",
    "falsy",
    "iterable",
    "mapping",
    "none",
    "null",
    "number",
    "odd",
    "sameas",
    "string",
    "truthy",
    "undefined",
];

/// Texts and lists may not grow beyond this by one filter, in bytes or items.
const MOST: usize = 1 << 20;

/// Applies a filter of [`FILTERS`].
pub fn filter(name: &str, value: &Value, arguments: &[Value]) -> Result<Value, Error> {
    let nothing = Value::UNDEFINED;
    let argument = |at: usize| arguments.get(at).unwrap_or(&nothing);
    let count = |at: usize, or: usize| argument(at).as_usize().unwrap_or(or);
    Ok(match name {
        "__items" => match value.kind() {
            ValueKind::Map => list(Vec::new()),
            _ => list(items(value)),
        },
        "__pairs" => match value.kind() {
            ValueKind::Map => {
                list(pairs(value).into_iter().map(|(key, item)| list(vec![key, item])).collect())
            }
            _ => list(items(value)),
        },
        // `a.length`: a field of that name, or how much there is; nothing of nothing.
        "__length" => match value.kind() {
            ValueKind::Map => value.get_attr("length").unwrap_or_default(),
            ValueKind::String | ValueKind::Seq | ValueKind::Iterable => length(value),
            _ => nothing,
        },
        "length" => match value.kind() {
            ValueKind::Map => Value::from(pairs(value).len()),
            _ => length(value),
        },
        "default" | "d" => {
            let missing =
                if argument(1).is_true() { !value.is_true() } else { value.is_undefined() };
            if missing { argument(0).clone() } else { value.clone() }
        }
        "dump" | "jsonify" => Value::from(dump(value, count(0, 0).min(10))),
        "safe" => value.clone(),
        "string" => Value::from(text(value)),
        "lower" => Value::from(lower(&text(value))),
        "upper" => Value::from(upper(&text(value))),
        "capitalize" => Value::from(capitalised(&text(value))),
        "title" => {
            let text = text(value);
            let words: Vec<String> = text.split(' ').map(capitalised).collect();
            Value::from(words.join(" "))
        }
        "trim" => Value::from(text(value).trim()),
        "replace" => Value::from(replaced(&text(value), argument(0), argument(1), argument(2))?),
        "first" => items(value).into_iter().next().unwrap_or_default(),
        "last" => items(value).pop().unwrap_or_default(),
        "join" => joined(value, &text(argument(0)), argument(1)),
        "sort" => sorted(value, argument(0).is_true(), argument(1).is_true(), argument(2)),
        "dictsort" => {
            let mut pairs = pairs(value);
            pairs.sort_by_key(|(key, _)| lower(&text(key)));
            list(pairs.into_iter().map(|(key, item)| list(vec![key, item])).collect())
        }
        "list" => match value.kind() {
            ValueKind::Map => list(
                pairs(value)
                    .into_iter()
                    .map(|(key, item)| fields(vec![("key", key), ("value", item)]))
                    .collect(),
            ),
            _ => list(items(value)),
        },
        "reverse" => {
            let mut all = items(value);
            all.reverse();
            match value.kind() {
                ValueKind::String => Value::from(all.iter().map(text).collect::<String>()),
                _ => list(all),
            }
        }
        "sum" => {
            let mut sum = Json::from(0);
            for item in items(value) {
                let item = match argument(0).as_str() {
                    Some(name) => item.get_attr(name).unwrap_or_default(),
                    None => item,
                };
                let item = to_json(&item).unwrap_or_default();
                sum = match (sum.as_i64(), item.as_i64()) {
                    (Some(a), Some(b)) => Json::from(a.saturating_add(b)),
                    _ => Json::from(
                        sum.as_f64().unwrap_or_default() + item.as_f64().unwrap_or_default(),
                    ),
                };
            }
            from_json(&sum)
        }
        "int" => whole(value).unwrap_or_else(|| argument(0).clone()),
        "float" => match decimal(value) {
            Some(number) => Value::from(number),
            None => argument(0).clone(),
        },
        "abs" => match (value.as_i64(), decimal(value)) {
            (Some(number), _) => Value::from(number.saturating_abs()),
            (None, Some(number)) => Value::from(number.abs()),
            (None, None) => nothing,
        },
        "round" => {
            let Some(number) = decimal(value) else { return Ok(nothing) };
            let factor = 10_f64.powi(i32::try_from(count(0, 0).min(12)).unwrap_or(0));
            let scaled = number * factor;
            let rounded = match argument(1).as_str() {
                Some("ceil") => scaled.ceil(),
                Some("floor") => scaled.floor(),
                // As JavaScript does it: halves go up.
                _ => (scaled + 0.5).floor(),
            };
            Value::from(rounded / factor)
        }
        "escape" | "e" => {
            let mut out = String::new();
            for c in text(value).chars() {
                match c {
                    '&' => out.push_str("&amp;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    '"' => out.push_str("&quot;"),
                    '\'' => out.push_str("&#39;"),
                    '`' => out.push_str("&#96;"),
                    _ => out.push(c),
                }
            }
            Value::from(out)
        }
        "nl2br" => Value::from(text(value).replace('\n', "<br />\n")),
        "indent" => {
            Value::from(indented(&text(value), count(0, 4).min(200), argument(1).is_true()))
        }
        "truncate" => Value::from(truncated(&text(value), count(0, 255), argument(1), argument(2))),
        "wordcount" => {
            let text = text(value);
            Value::from(
                text.split(|c: char| !c.is_alphanumeric() && c != '_')
                    .filter(|word| !word.is_empty())
                    .count(),
            )
        }
        "urlencode" => Value::from(encoded(&text(value))),
        "parseRepoUrl" => repository(&text(value))?,
        "projectSlug" => {
            let parts = repository(&text(value))?;
            let part = |name: &str| text(&parts.get_attr(name).unwrap_or_default());
            Value::from(format!("{}/{}", part("owner"), part("repo")))
        }
        "parseEntityRef" => entity(&text(value), argument(0))?,
        "pick" => picked(value, &text(argument(0))),
        _ => return Err(Error::new(ErrorKind::UnknownFilter, name.to_owned())),
    })
}

/// Applies a test of [`TESTS`].
pub fn test(name: &str, value: &Value, argument: &Value) -> bool {
    match name {
        "defined" => !value.is_undefined(),
        "undefined" => value.is_undefined(),
        "none" | "null" => value.is_none(),
        "truthy" => value.is_true(),
        "falsy" => !value.is_true(),
        "string" => value.kind() == ValueKind::String,
        "number" => value.kind() == ValueKind::Number,
        "mapping" => value.kind() == ValueKind::Map,
        "iterable" => {
            matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable | ValueKind::String)
        }
        "even" => value.as_i64().is_some_and(|number| number % 2 == 0),
        "odd" => value.as_i64().is_some_and(|number| number % 2 != 0),
        "divisibleby" => match (value.as_i64(), argument.as_i64()) {
            (Some(number), Some(by)) => number.checked_rem(by) == Some(0),
            _ => false,
        },
        _ => value == argument,
    }
}

/// Calls a method that JavaScript has on texts and lists.
pub fn method(value: &Value, name: &str, arguments: &[Value]) -> Result<Value, Error> {
    let nothing = Value::UNDEFINED;
    let first = arguments.first().unwrap_or(&nothing);
    let is_list = matches!(value.kind(), ValueKind::Seq | ValueKind::Iterable);
    let own = text(value);
    Ok(match name {
        "toLowerCase" => Value::from(lower(&own)),
        "toUpperCase" => Value::from(upper(&own)),
        "trim" => Value::from(own.trim()),
        "toString" => Value::from(own),
        "startsWith" => Value::from(own.starts_with(text(first).as_str())),
        "endsWith" => Value::from(own.ends_with(text(first).as_str())),
        "includes" if is_list => Value::from(items(value).contains(first)),
        "includes" => Value::from(own.contains(text(first).as_str())),
        "join" if first.is_undefined() => joined(value, ",", &nothing),
        "join" => joined(value, &text(first), &nothing),
        "concat" if is_list => {
            let more = arguments.iter().flat_map(|argument| match argument.kind() {
                ValueKind::Seq | ValueKind::Iterable => items(argument),
                _ => vec![argument.clone()],
            });
            list(items(value).into_iter().chain(more).collect())
        }
        "indexOf" if is_list => {
            let at = items(value).iter().position(|item| item == first);
            Value::from(at.and_then(|at| i64::try_from(at).ok()).unwrap_or(-1))
        }
        "split" => {
            let by = text(first);
            let parts: Vec<Value> = if first.is_undefined() {
                vec![Value::from(own)]
            } else if by.is_empty() {
                items(value)
            } else {
                own.split(by.as_str()).map(Value::from).collect()
            };
            list(parts)
        }
        "replace" => {
            let with = text(arguments.get(1).unwrap_or(&nothing));
            Value::from(own.replacen(text(first).as_str(), &with, 1))
        }
        "replaceAll" => {
            Value::from(replaced(&own, first, arguments.get(1).unwrap_or(&nothing), &nothing)?)
        }
        "slice" | "substring" => {
            let all = items(value);
            let length = i64::try_from(all.len()).unwrap_or(i64::MAX);
            let place = |at: usize, or: i64| {
                let at = arguments.get(at).and_then(Value::as_i64).unwrap_or(or);
                let at = if at < 0 { at.saturating_add(length) } else { at };
                usize::try_from(at.clamp(0, length)).unwrap_or(0)
            };
            let (from, to) = (place(0, 0), place(1, length));
            let part = all.get(from..to.max(from)).unwrap_or_default();
            if is_list {
                list(part.to_vec())
            } else {
                Value::from(part.iter().map(text).collect::<String>())
            }
        }
        _ => {
            let sentence = format!("there is no method `{name}` here");
            return Err(Error::new(ErrorKind::UnknownMethod, sentence));
        }
    })
}

fn refused(sentence: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, sentence)
}

fn length(value: &Value) -> Value {
    Value::from(match value.as_str() {
        // As JavaScript counts, in units of UTF-16.
        Some(text) => text.encode_utf16().count(),
        None => items(value).len(),
    })
}

fn dump(value: &Value, spaces: usize) -> String {
    let Some(json) = to_json(value) else { return String::new() };
    if spaces == 0 {
        return json.to_string();
    }
    let mut out = String::new();
    pretty(&json, spaces, 0, &mut out);
    out
}

/// JSON on several lines, as `JSON.stringify` with a number of spaces writes it.
fn pretty(value: &Json, spaces: usize, depth: usize, out: &mut String) {
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        (0..depth * spaces).for_each(|_| out.push(' '));
    };
    match value {
        Json::Array(items) if !items.is_empty() => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                line(out, depth + 1);
                pretty(item, spaces, depth + 1, out);
            }
            line(out, depth);
            out.push(']');
        }
        Json::Object(map) if !map.is_empty() => {
            out.push('{');
            for (at, (key, item)) in map.iter().enumerate() {
                if at > 0 {
                    out.push(',');
                }
                line(out, depth + 1);
                out.push_str(&Json::from(key.as_str()).to_string());
                out.push_str(": ");
                pretty(item, spaces, depth + 1, out);
            }
            line(out, depth);
            out.push('}');
        }
        other => out.push_str(&other.to_string()),
    }
}

fn capitalised(text: &str) -> String {
    let text = lower(text);
    let mut rest = text.chars();
    let first = rest.next().map(|first| upper(first.encode_utf8(&mut [0; 4])));
    [&*first.unwrap_or_default(), rest.as_str()].concat()
}

fn replaced(own: &str, old: &Value, new: &Value, most: &Value) -> Result<String, Error> {
    let (old, new) = (text(old), text(new));
    let most = most.as_usize().unwrap_or(usize::MAX);
    let places = own.matches(old.as_str()).count().min(most);
    if own.len().saturating_add(places.saturating_mul(new.len())) > MOST {
        return Err(refused("the text that `replace` makes is too long".to_owned()));
    }
    Ok(if most == usize::MAX { own.replace(&old, &new) } else { own.replacen(&old, &new, most) })
}

fn joined(value: &Value, between: &str, attribute: &Value) -> Value {
    let parts: Vec<String> = items(value)
        .iter()
        .map(|item| match attribute.as_str() {
            Some(name) => text(&item.get_attr(name).unwrap_or_default()),
            None => text(item),
        })
        .collect();
    Value::from(parts.join(between))
}

fn sorted(value: &Value, reverse: bool, cases: bool, attribute: &Value) -> Value {
    let mut all = items(value);
    let key = |item: &Value| match attribute.as_str() {
        Some(name) => item.get_attr(name).unwrap_or_default(),
        None => item.clone(),
    };
    all.sort_by(|a, b| {
        let (a, b) = (key(a), key(b));
        let order = match (a.as_str(), b.as_str()) {
            (Some(a), Some(b)) if !cases => lower(a).cmp(&lower(b)),
            _ => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
        };
        if reverse { order.reverse() } else { order }
    });
    list(all)
}

/// The whole number that a text begins with, as `parseInt` reads it.
fn whole(value: &Value) -> Option<Value> {
    if value.kind() == ValueKind::Number {
        return decimal(value).map(|number| Value::from(number.trunc()));
    }
    let text = text(value);
    let digits: String = text
        .trim()
        .char_indices()
        .take_while(|(at, c)| c.is_ascii_digit() || (*at == 0 && matches!(c, '-' | '+')))
        .map(|(_, c)| c)
        .collect();
    digits.parse::<i64>().ok().map(Value::from)
}

fn decimal(value: &Value) -> Option<f64> {
    match value.kind() {
        ValueKind::Number => f64::try_from(value.clone()).ok(),
        // JSON's numbers are what a text of a template holds.
        _ => serde_json::from_str::<serde_json::Number>(text(value).trim()).ok()?.as_f64(),
    }
}

fn indented(own: &str, width: usize, first: bool) -> String {
    let space = " ".repeat(width);
    let mut out = String::new();
    for (at, line) in own.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        if at > 0 || first {
            out.push_str(&space);
        }
        out.push_str(line);
    }
    out
}

fn truncated(own: &str, length: usize, cut: &Value, end: &Value) -> String {
    if own.chars().count() <= length {
        return own.to_owned();
    }
    let mut out: String = own.chars().take(length).collect();
    if !cut.is_true() && own.chars().nth(length) != Some(' ') {
        let at = out.rfind(' ').unwrap_or(out.len());
        out.truncate(at);
    }
    out.push_str(if end.is_undefined() { "..." } else { end.as_str().unwrap_or_default() });
    out
}

fn encoded(own: &str) -> String {
    let mut out = String::new();
    for byte in own.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for half in [byte >> 4, byte & 15] {
                let digit = char::from_digit(u32::from(half), 16).unwrap_or('0');
                out.push(digit.to_ascii_uppercase());
            }
        }
    }
    out
}

/// `host?owner=…&repo=…` of the field RepoUrlPicker, in its parts.
fn repository(own: &str) -> Result<Value, Error> {
    let (host, query) = own.split_once('?').unwrap_or((own, ""));
    let host = host.trim_end_matches('/');
    let known = ["owner", "repo", "organization", "workspace", "project"];
    let mut found: Vec<(&str, Value)> = vec![("host", Value::from(lower(host)))];
    for name in known {
        let part =
            query.split('&').filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name);
        if let Some((_, part)) = part {
            found.push((name, Value::from(decoded(part))));
        }
    }
    let has = |name: &str| found.iter().any(|(key, value)| *key == name && value.is_true());
    if host.is_empty() || !(has("repo") || has("project")) {
        return Err(refused(format!(
            "`{own}` is no repository: it must read like `github.com?owner=team&repo=name`"
        )));
    }
    Ok(fields(found))
}

/// A part of a query, decoded.
fn decoded(part: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        let ahead = rest.as_slice_pair();
        match (byte, ahead) {
            (b'+', _) => bytes.push(b' '),
            (b'%', Some((high, low))) => {
                bytes.push(high * 16 + low);
                rest.next();
                rest.next();
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Two hexadecimal digits ahead.
trait Ahead {
    fn as_slice_pair(&self) -> Option<(u8, u8)>;
}

impl Ahead for std::str::Bytes<'_> {
    fn as_slice_pair(&self) -> Option<(u8, u8)> {
        let mut ahead = self.clone();
        let mut digit =
            || char::from(ahead.next()?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        Some((digit()?, digit()?))
    }
}

/// A reference to an entity, in its parts.
fn entity(own: &str, context: &Value) -> Result<Value, Error> {
    let default = |name: &str| {
        let value = context.get_attr(name).unwrap_or_default();
        value.as_str().map(str::to_owned)
    };
    let own = own.trim();
    let (kind, rest) = match own.split_once(':') {
        Some((kind, rest)) => (Some(kind.to_owned()), rest),
        None => (default("defaultKind"), own),
    };
    let (namespace, name) = match rest.split_once('/') {
        Some((namespace, name)) => (namespace.to_owned(), name),
        None => (default("defaultNamespace").unwrap_or_else(|| "default".to_owned()), rest),
    };
    let bad = |part: &str| part.is_empty() || part.contains([':', '/']);
    if bad(name) || bad(&namespace) || kind.as_deref().is_some_and(bad) {
        return Err(refused(format!(
            "`{own}` is no reference to an entity: it must read like `group:default/payments`"
        )));
    }
    let Some(kind) = kind else {
        return Err(refused(format!("`{own}` does not say which kind it is")));
    };
    Ok(fields(vec![
        ("kind", Value::from(kind)),
        ("namespace", Value::from(namespace)),
        ("name", Value::from(name)),
    ]))
}

/// The value at a path such as `metadata.tags[0]`.
fn picked(value: &Value, path: &str) -> Value {
    if let Ok(found) = value.get_attr(path)
        && !found.is_undefined()
    {
        return found;
    }
    let parts = path.split(['.', '[', ']']).filter(|part| !part.is_empty());
    parts.fold(value.clone(), |value, part| {
        let key = match part.parse::<usize>() {
            Ok(at) if value.kind() == ValueKind::Seq => Value::from(at),
            _ => Value::from(part),
        };
        value.get_item(&key).unwrap_or_default()
    })
}
