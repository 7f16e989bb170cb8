//! Writing YAML for people: the descriptor of an entity as a file would say it.

use super::{Node, Value, scalar};
use crate::text::push_hex;

/// A key before a colon may have 1,024 characters, with quotes and escapes; a longer one needs a
/// question mark before it.
const LONGEST_KEY: usize = 80;

/// A value as YAML in block style. Text that another reader could take for something else
/// (a number, a date, `yes`) is put in quotes.
#[must_use]
pub fn to_yaml(value: &Node) -> String {
    let mut out = String::new();
    node(value, 0, &mut out);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Writes a value after its key or dash; `indent` is the column of what it contains.
fn node(value: &Node, indent: usize, out: &mut String) {
    match &value.value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number),
        Value::Text(text) => string(text, indent, out),
        Value::List(items) if items.is_empty() => out.push_str("[]"),
        Value::Map(entries) if entries.is_empty() => out.push_str("{}"),
        Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                new_line(index, indent, out);
                out.push_str("- ");
                node(item, indent + 2, out);
            }
        }
        Value::Map(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                let (key, item) = (&entry.key, &entry.value);
                new_line(index, indent, out);
                if key.chars().count() > LONGEST_KEY {
                    out.push_str("? ");
                    quoted_if_needed(key, out);
                    new_line(1, indent, out);
                    out.push_str(": ");
                    node(item, indent + 2, out);
                    continue;
                }
                quoted_if_needed(key, out);
                out.push(':');
                if !item.items().is_empty() || !item.entries().is_empty() {
                    out.push('\n');
                    out.extend(std::iter::repeat_n(' ', indent + 2));
                } else {
                    out.push(' ');
                }
                node(item, indent + 2, out);
            }
        }
    }
}

/// Starts the line of an item; the first one stands where its parent left the pen.
fn new_line(index: usize, indent: usize, out: &mut String) {
    if index > 0 {
        if !out.ends_with('\n') {
            out.push('\n');
        }
        out.extend(std::iter::repeat_n(' ', indent));
    }
}

fn string(text: &str, indent: usize, out: &mut String) {
    if text.contains('\n') && as_block(text) {
        block(text, indent.max(2), out);
    } else {
        quoted_if_needed(text, out);
    }
}

/// Whether a literal block keeps a text as it is.
pub(crate) fn as_block(text: &str) -> bool {
    let hidden = |c: char| (c.is_control() && c != '\n') || special(c);
    let blank = |line: &str| !line.is_empty() && line.trim_matches([' ', '\t']).is_empty();
    !text.contains(hidden)
        && !text.starts_with([' ', '\t', '\n'])
        && !text.split('\n').any(blank)
        && text.len() > text.matches('\n').count()
}

fn block(text: &str, indent: usize, out: &mut String) {
    let body = text.trim_end_matches('\n');
    let ends = text.len() - body.len();
    out.push_str(match ends {
        0 => "|-",
        1 => "|",
        _ => "|+",
    });
    out.push('\n');
    let lines = if ends == 0 { text } else { text.strip_suffix('\n').unwrap_or(text) };
    for line in lines.split('\n') {
        if !line.is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line);
        }
        out.push('\n');
    }
}

fn quoted_if_needed(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if c.is_control() || special(c) => {
                let code = u32::from(c);
                let (letter, width) = if code > 0xffff { ("\\U", 8) } else { ("\\u", 4) };
                out.push_str(letter);
                push_hex(out, code, width);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Line ends and invisible characters that would not survive, or not show, outside of escapes.
fn special(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether a text means itself without quotes, for readers of YAML 1.1 as well.
fn is_plain(text: &str) -> bool {
    const WORDS: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];
    let Some(first) = text.chars().next() else { return false };
    let safe_start = !first.is_ascii()
        || first.is_ascii_alphabetic()
        || matches!(first, '/' | '_' | '$' | '(' | '+' | '.')
        || first.is_ascii_digit();
    let looks_numeric = first.is_ascii_digit() || matches!(first, '+' | '.');
    let like_a_number = looks_numeric
        && text.chars().all(|c| {
            c.is_ascii_hexdigit()
                || matches!(c, '.' | '_' | ':' | '-' | '+' | 'x' | 'o' | 'T' | 'Z' | ' ')
        });
    safe_start
        && !like_a_number
        && scalar::resolve(text).is_none()
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
        && !matches!(text.to_ascii_lowercase().as_str(), ".inf" | "+.inf" | ".nan")
        && !text.starts_with("...")
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| c.is_control() || special(c))
}
