//! Reading JSON without building it, and writing it. What stands in the text without escapes is
//! borrowed from it. Depth is bounded; a number keeps its text.

use std::borrow::Cow;

/// How deep values may stand in each other.
const DEPTH: u32 = 64;

/// A place in a JSON text.
#[derive(Clone)]
pub(crate) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

/// What a value is, with what is needed of it.
pub(crate) enum Value<'a> {
    /// A text.
    Text(Cow<'a, str>),
    /// A number as written.
    Number(&'a str),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// An object or a list, which was passed over.
    Nested,
}

/// What is wrong, and where: a byte of the text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub at: usize,
    pub what: &'static str,
}

type Read<T> = Result<T, Fault>;

impl<'a> Scan<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    pub(crate) fn fault<T>(&self, what: &'static str) -> Read<T> {
        Err(Fault { at: self.at, what })
    }

    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Whether nothing but space is left.
    pub(crate) fn is_done(&mut self) -> bool {
        self.peek().is_none()
    }

    /// Whether an object begins here.
    pub(crate) fn at_object(&mut self) -> bool {
        self.peek() == Some(b'{')
    }

    /// Reads an object: `member` is called with each key while the scanner stands at its value,
    /// which it must read.
    pub(crate) fn object(
        &mut self,
        member: &mut dyn FnMut(&mut Self, Cow<'a, str>) -> Read<()>,
    ) -> Read<()> {
        if !self.take(b'{') {
            return self.fault("an object was expected");
        }
        if self.take(b'}') {
            return Ok(());
        }
        loop {
            if self.peek() != Some(b'"') {
                return self.fault("a key in quotes was expected");
            }
            let key = self.string()?;
            if !self.take(b':') {
                return self.fault("a colon was expected");
            }
            member(self, key)?;
            if self.take(b',') {
                continue;
            }
            if self.take(b'}') {
                return Ok(());
            }
            return self.fault("a comma or a closing brace was expected");
        }
    }

    /// Whether a list begins here.
    pub(crate) fn at_list(&mut self) -> bool {
        self.peek() == Some(b'[')
    }

    /// Reads a list: `element` is called while the scanner stands at each element, which it must
    /// read.
    pub(crate) fn list(&mut self, element: &mut dyn FnMut(&mut Self) -> Read<()>) -> Read<()> {
        if !self.take(b'[') {
            return self.fault("a list was expected");
        }
        if self.take(b']') {
            return Ok(());
        }
        loop {
            element(self)?;
            if self.take(b',') {
                continue;
            }
            if self.take(b']') {
                return Ok(());
            }
            return self.fault("a comma or a closing bracket was expected");
        }
    }

    /// Reads any value; what is nested is passed over.
    pub(crate) fn value(&mut self) -> Read<Value<'a>> {
        self.value_at(0)
    }

    fn value_at(&mut self, depth: u32) -> Read<Value<'a>> {
        match self.peek() {
            Some(b'"') => Ok(Value::Text(self.string()?)),
            Some(b'-' | b'0'..=b'9') => Ok(Value::Number(self.number())),
            Some(b't') => self.word("true", Value::Bool(true)),
            Some(b'f') => self.word("false", Value::Bool(false)),
            Some(b'n') => self.word("null", Value::Null),
            Some(b'{' | b'[') if depth >= DEPTH => self.fault("nested too deep"),
            Some(b'{') => {
                self.object(&mut |scan, _| scan.value_at(depth + 1).map(drop))?;
                Ok(Value::Nested)
            }
            Some(b'[') => {
                self.list(&mut |scan| scan.value_at(depth + 1).map(drop))?;
                Ok(Value::Nested)
            }
            Some(_) => self.fault("this is no JSON value"),
            None => self.fault("the line ends too early"),
        }
    }

    fn word(&mut self, word: &'static str, value: Value<'a>) -> Read<Value<'a>> {
        if self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word)) {
            self.at += word.len();
            return Ok(value);
        }
        self.fault("this is no JSON value")
    }

    fn number(&mut self) -> &'a str {
        let start = self.at;
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Reads a text; the scanner stands at its opening quote.
    fn string(&mut self) -> Read<Cow<'a, str>> {
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let Some(length) = rest.iter().position(|b| matches!(b, b'"' | b'\\' | 0..0x20)) else {
            self.at = self.text.len();
            return self.fault("a text has no end");
        };
        self.at = start + length;
        let plain = self.text.get(start..self.at).unwrap_or_default();
        if rest.get(length) == Some(&b'"') {
            self.at += 1;
            return Ok(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        loop {
            let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
                return self.fault("a text has no end");
            };
            match c {
                '"' => {
                    self.at += 1;
                    return Ok(Cow::Owned(text));
                }
                '\\' => {
                    let escaped = self.escape()?;
                    text.push(escaped);
                }
                '\0'..='\u{1f}' => return self.fault("a control character in a text"),
                other => {
                    text.push(other);
                    self.at += other.len_utf8();
                }
            }
        }
    }

    fn escape(&mut self) -> Read<char> {
        let kind = self.text.as_bytes().get(self.at + 1).copied();
        let known = match kind {
            Some(b'n') => Some('\n'),
            Some(b't') => Some('\t'),
            Some(b'r') => Some('\r'),
            Some(b'b') => Some('\u{8}'),
            Some(b'f') => Some('\u{c}'),
            Some(b'"') => Some('"'),
            Some(b'\\') => Some('\\'),
            Some(b'/') => Some('/'),
            _ => None,
        };
        if let Some(c) = known {
            self.at += 2;
            return Ok(c);
        }
        if kind != Some(b'u') {
            return self.fault("an unknown escape");
        }
        let Some(first) = self.hex(self.at + 2) else { return self.fault("an unknown escape") };
        self.at += 6;
        if !(0xd800..0xdc00).contains(&first) {
            // Half of a pair alone stands for nothing.
            return Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let second = self
            .text
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with("\\u"))
            .then(|| self.hex(self.at + 2))
            .flatten()
            .filter(|second| (0xdc00..0xe000).contains(second));
        let Some(second) = second else { return Ok(char::REPLACEMENT_CHARACTER) };
        self.at += 6;
        let code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let digits = self.text.get(at..at + 4)?;
        let all = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        if all { u32::from_str_radix(digits, 16).ok() } else { None }
    }
}

/// An object that is being written.
pub(crate) struct Object<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> Object<'o> {
    pub(crate) fn new(out: &'o mut String) -> Self {
        out.push('{');
        Self { out, first: true }
    }

    pub(crate) fn key(&mut self, key: &str) -> &mut String {
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        quote(self.out, key);
        self.out.push(':');
        self.out
    }

    /// A text; nothing is written for an empty one.
    pub(crate) fn text(&mut self, key: &str, value: &str) {
        if !value.is_empty() {
            quote(self.key(key), value);
        }
    }

    pub(crate) fn number(&mut self, key: &str, value: &str) {
        self.key(key).push_str(value);
    }

    pub(crate) fn end(self) {
        self.out.push('}');
    }
}

/// Writes a text in quotes.
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Line ends of JavaScript and what ends a script stay harmless wherever this lands.
            '\0'..='\u{1f}' | '\u{2028}' | '\u{2029}' | '<' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> Result<String, Fault> {
        match Scan::new(json).value()? {
            Value::Text(text) => Ok(text.into_owned()),
            _ => Ok("?".to_owned()),
        }
    }

    #[test]
    fn texts_with_escapes_as_serde_reads_them() {
        for json in
            [r#""plain""#, r#""a\"b\\c\/d\n\t\b\f\r""#, r#""\u00e9 \ud83d\ude00 ü 😀""#, r#""""#]
        {
            let expected: String = serde_json::from_str(json).unwrap();
            assert_eq!(text(json).unwrap(), expected, "{json}");
        }
        assert_eq!(text(r#""\ud83d x""#).unwrap(), "\u{fffd} x");
        for json in [r#""open"#, r#""\q""#, r#""\u12"#, "\"a\nb\""] {
            assert!(text(json).is_err(), "{json}");
        }
    }

    #[test]
    fn what_is_nested_is_passed_over_and_depth_is_bounded() {
        let mut scan = Scan::new(r#"{"a":[1,{"b":null}],"c":-1.5e3,"d":true}"#);
        let mut keys = Vec::new();
        scan.object(&mut |scan, key| {
            keys.push(key.into_owned());
            scan.value().map(drop)
        })
        .unwrap();
        assert_eq!(keys, ["a", "c", "d"]);
        assert!(scan.is_done());
        let deep = "[".repeat(100_000);
        assert_eq!(Scan::new(&deep).value().err().unwrap().what, "nested too deep");
    }

    #[test]
    fn what_is_written_is_read() {
        let wild = "a\"b\\c\n\u{1}<script>\u{2028}é😀";
        let mut out = String::new();
        quote(&mut out, wild);
        assert!(!out.contains('<'));
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), wild);
        assert_eq!(text(&out).unwrap(), wild);
    }
}
