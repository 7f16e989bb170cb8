//! JSON (RFC 8259) as nodes: reading it, cutting it into pieces without reading it, writing it.
//!
//! Numbers stay the text they are, because nothing here calculates, so the tables that turn text
//! into floats and back are not part of the page.

use crate::finding::{Mark, quoted};
use crate::text::{decimal, push_hex};
use crate::yaml::{Entry, Node, Value, fits, json_number, repeated};
use std::fmt;

/// Deepest nesting that is read.
const DEEPEST: usize = 128;

/// Why a text is not JSON, with line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError(pub(crate) String);

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for JsonError {}

/// A place in a JSON text.
pub(crate) struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    pub(crate) fn peek(&mut self) -> Option<u8> {
        while matches!(self.byte(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        self.byte()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    pub(crate) fn fault(&self, what: &str) -> JsonError {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
        JsonError([what, " at line ", &decimal(line), " column ", &decimal(column)].concat())
    }

    /// Nothing but white space may follow.
    pub(crate) fn end(&mut self) -> Result<(), JsonError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fault("something follows after its end")),
        }
    }

    /// Calls `each` in front of every item of a list (`[`) or every value of a mapping (`{`), with
    /// the value's key.
    pub(crate) fn inside(
        &mut self,
        open: u8,
        each: &mut dyn FnMut(&mut Self, String) -> Result<(), JsonError>,
    ) -> Result<(), JsonError> {
        let map = open == b'{';
        if !self.take(open) {
            return Err(self.fault(if map {
                "a mapping is expected"
            } else {
                "a list is expected"
            }));
        }
        let close = if map { b'}' } else { b']' };
        if self.take(close) {
            return Ok(());
        }
        loop {
            let mut key = String::new();
            if map {
                key = self.string()?;
                if !self.take(b':') {
                    return Err(self.fault("a colon is missing"));
                }
            }
            each(self, key)?;
            if self.take(close) {
                return Ok(());
            }
            if !self.take(b',') {
                return Err(self.fault("a comma or a closing bracket is missing"));
            }
        }
    }

    /// The text of the next value. Only its brackets and quotes are looked at, so that what is
    /// wrong inside is found by whoever reads it.
    pub(crate) fn cut(&mut self) -> Result<&'a str, JsonError> {
        self.peek();
        let start = self.at;
        let mut depth = 0_usize;
        loop {
            let Some(byte) = self.byte() else {
                if depth > 0 {
                    return Err(self.fault("it ends too early"));
                }
                break;
            };
            match byte {
                b'"' => self.past_string()?,
                b'[' | b'{' => {
                    depth += 1;
                    self.at += 1;
                    continue;
                }
                b']' | b'}' if depth > 0 => {
                    depth -= 1;
                    self.at += 1;
                }
                b',' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r' if depth == 0 => break,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            if depth == 0 {
                break;
            }
        }
        match self.text.get(start..self.at) {
            Some(value) if !value.is_empty() => Ok(value),
            _ => Err(self.fault("a value is missing")),
        }
    }

    fn past_string(&mut self) -> Result<(), JsonError> {
        self.at += 1;
        loop {
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => self.at += 2,
                Some(_) => self.at += 1,
                None => return Err(self.fault("a quote is never closed")),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<Value, JsonError> {
        if depth == DEEPEST {
            return Err(self.fault("lists and mappings are nested too deep"));
        }
        match self.peek() {
            Some(b'"') => self.string().map(Value::Text),
            Some(b'[') => {
                let mut items = Vec::new();
                self.inside(b'[', &mut |reader, _| {
                    items.push(node(reader.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Value::List(items))
            }
            Some(b'{') => {
                let mut entries = Vec::new();
                self.inside(b'{', &mut |reader, key| {
                    let value = node(reader.value(depth + 1)?);
                    entries.push(Entry { key, mark: Mark::default(), value });
                    Ok(())
                })?;
                match repeated(&entries).first().and_then(|(index, _)| entries.get(*index)) {
                    Some(entry) => {
                        Err(self
                            .fault(&["the key ", &quoted(&entry.key), " stands twice"].concat()))
                    }
                    None => Ok(Value::Map(entries)),
                }
            }
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => self.word(),
        }
    }

    fn word(&mut self) -> Result<Value, JsonError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        for (word, value) in
            [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))]
        {
            if rest.starts_with(word) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err(self.fault("a value is missing"))
    }

    fn number(&mut self) -> Result<Value, JsonError> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        let whole = self.digits();
        let mut fraction = Some("");
        if self.byte() == Some(b'.') {
            self.at += 1;
            fraction = Some(self.digits()).filter(|digits| !digits.is_empty());
        }
        let mut exponent = Some("");
        if matches!(self.byte(), Some(b'e' | b'E')) {
            self.at += 1;
            let from = self.at;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            let written = !self.digits().is_empty();
            exponent = self.text.get(from..self.at).filter(|_| written);
        }
        let plain = whole == "0" || !(whole.is_empty() || whole.starts_with('0'));
        match (fraction, exponent, self.text.get(start..self.at)) {
            (Some(fraction), Some(exponent), Some(text)) if plain => {
                if fits(whole, fraction, exponent) {
                    Ok(Value::Number(text.to_owned()))
                } else {
                    Err(self.fault("a number is too large"))
                }
            }
            _ => Err(self.fault("a number is not spelled like one")),
        }
    }

    fn digits(&mut self) -> &'a str {
        let start = self.at;
        while matches!(self.byte(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    fn string(&mut self) -> Result<String, JsonError> {
        if !self.take(b'"') {
            return Err(self.fault("a text in double quotes is missing"));
        }
        let mut text = String::new();
        let mut start = self.at;
        loop {
            let byte = self.byte();
            if matches!(byte, Some(b'"' | b'\\')) {
                text.push_str(self.text.get(start..self.at).unwrap_or_default());
            }
            self.at += 1;
            match byte {
                Some(b'"') => return Ok(text),
                Some(b'\\') => {
                    let c = self.escaped();
                    let Some(c) = c else {
                        return Err(self.fault("an escape is not one of JSON's"));
                    };
                    text.push(c);
                    start = self.at;
                }
                Some(0x20..) => {}
                Some(_) => return Err(self.fault("a control character stands in a text")),
                None => return Err(self.fault("a quote is never closed")),
            }
        }
    }

    /// The character of an escape, whose backslash has been read.
    fn escaped(&mut self) -> Option<char> {
        let byte = self.byte()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                if unit & 0xfc00 != 0xd800 {
                    return char::from_u32(unit);
                }
                let rest = self.text.get(self.at..)?;
                self.at += 2;
                let low =
                    self.unit().filter(|low| rest.starts_with("\\u") && low & 0xfc00 == 0xdc00)?;
                return char::from_u32(0x1_0000 + ((unit & 0x3ff) << 10) + (low & 0x3ff));
            }
            _ => return None,
        })
    }

    /// Four hexadecimal digits.
    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit << 4 | char::from(self.byte()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}

fn node(value: Value) -> Node {
    Node { mark: Mark::default(), value }
}

impl Node {
    /// Reads JSON (an API answer, the detail of a record). Such nodes have no place, and their
    /// keys differ from each other.
    ///
    /// # Errors
    /// When it is not JSON, is nested more than 128 deep, or has a number of 1e308 and more.
    pub fn from_json(text: &str) -> Result<Self, JsonError> {
        let mut reader = Reader::new(text);
        let value = reader.value(0)?;
        reader.end()?;
        Ok(node(value))
    }

    /// Writes the node as JSON, keys in their order.
    pub fn write_json(&self, out: &mut String) {
        match &self.value {
            Value::Null => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Number(text) => match json_number(text) {
                Some(number) => out.push_str(&number),
                None => write_text(text, out),
            },
            Value::Text(text) => write_text(text, out),
            Value::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    item.write_json(out);
                }
                out.push(']');
            }
            Value::Map(entries) => {
                out.push('{');
                for (index, entry) in entries.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(&entry.key, out);
                    out.push(':');
                    entry.value.write_json(out);
                }
                out.push('}');
            }
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    let mut rest = text;
    let special = |byte: u8| byte < 0x20 || byte == b'"' || byte == b'\\';
    while let Some(at) = rest.bytes().position(special) {
        let (plain, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(plain);
        let Some((first, after)) = after.split_at_checked(1) else { break };
        out.push('\\');
        match first {
            "\u{8}" => out.push('b'),
            "\u{c}" => out.push('f'),
            "\n" => out.push('n'),
            "\r" => out.push('r'),
            "\t" => out.push('t'),
            "\"" | "\\" => out.push_str(first),
            _ => {
                out.push('u');
                push_hex(out, first.bytes().next().map_or(0, u32::from), 4);
            }
        }
        rest = after;
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests;
