//! Where in a JSON text: from the position of an error to a path such as `workflow_runs[3].id`.
//!
//! `serde_json` reports line and column only. Wrapping every deserializer to learn the path would
//! double the decoding code of each type in the download, so the path is found afterwards, by
//! walking the text up to the position, and only when something is wrong.

use serde_json::Value;

/// A mistake in a JSON text, by path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// Where: `items[0].name`; empty at the top.
    pub path: String,
    /// What, without the position.
    pub message: String,
}

impl JsonError {
    /// Explains an error that `serde_json` gave for this text.
    pub fn explain(json: &[u8], error: &serde_json::Error) -> Self {
        let text = error.to_string();
        let position = format!(" at line {} column {}", error.line(), error.column());
        let message = match (error.is_eof(), text.strip_suffix(&position)) {
            (true, _) => "the text ends too early".to_owned(),
            (false, Some(message)) => message.to_owned(),
            (false, None) => text,
        };
        Self { path: path_at(json, offset(json, error.line(), error.column())), message }
    }
}

/// Puts two paths together: `a` and `b` give `a.b`, `a` and `[0]` give `a[0]`.
pub fn join(parent: &str, child: &str) -> String {
    match (parent, child) {
        ("", path) | (path, "") => path.to_owned(),
        (parent, child) if child.starts_with('[') => format!("{parent}{child}"),
        (parent, child) => format!("{parent}.{child}"),
    }
}

/// A key as it stands in a path: `name`, or `["odd name"]` where dots would confuse.
pub fn key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-' || c == '$';
    match !name.is_empty() && name.chars().all(plain) {
        true => name.to_owned(),
        false => format!("[{}]", Value::from(name)),
    }
}

/// The paths of keys that stand twice in the same object. Of two equal keys a reader silently takes
/// one; a person meant both.
pub fn repeated_keys(json: &[u8]) -> Vec<String> {
    let mut walk = Walk::new(json);
    let mut repeated = Vec::new();
    while let Some(step) = walk.step() {
        if step == Step::RepeatedKey {
            repeated.push(walk.path());
        }
    }
    repeated
}

/// The path of the value that ends, or the key that stands, just before the byte `end`.
fn path_at(json: &[u8], end: usize) -> String {
    let mut walk = Walk::new(json);
    while walk.at < end && walk.step().is_some() {}
    walk.path()
}

/// The offset after the last byte of a position of `serde_json`: lines from 1, columns in bytes.
fn offset(json: &[u8], line: usize, column: usize) -> usize {
    let before: usize = json
        .split_inclusive(|byte| *byte == b'\n')
        .take(line.saturating_sub(1))
        .map(<[u8]>::len)
        .sum();
    before + column
}

/// A walk over a JSON text that knows where it is. It trusts the text to be JSON up to where it is
/// asked to go, and goes nowhere bad when it is not.
struct Walk<'a> {
    json: &'a [u8],
    at: usize,
    open: Vec<Open<'a>>,
}

enum Open<'a> {
    /// The keys so far, and whether the next string is one more.
    Object { keys: Vec<&'a [u8]>, key_next: bool },
    /// The number of commas so far. An error about the first element may stand right behind the
    /// bracket; one about the list as a whole stands before it, or behind the closing one.
    Array { commas: usize },
}

#[derive(PartialEq)]
enum Step {
    RepeatedKey,
    Other,
}

impl<'a> Walk<'a> {
    fn new(json: &'a [u8]) -> Self {
        Self { json, at: 0, open: Vec::new() }
    }

    fn step(&mut self) -> Option<Step> {
        let byte = *self.json.get(self.at)?;
        self.at += 1;
        match (byte, self.open.last_mut()) {
            (b'{', _) => self.open.push(Open::Object { keys: Vec::new(), key_next: true }),
            (b'[', _) => self.open.push(Open::Array { commas: 0 }),
            (b'}' | b']', _) => drop(self.open.pop()),
            (b',', Some(Open::Object { key_next, .. })) => *key_next = true,
            (b',', Some(Open::Array { commas })) => *commas += 1,
            (b':', Some(Open::Object { key_next, .. })) => *key_next = false,
            (b'"', _) => return Some(self.string()),
            _ => {}
        }
        Some(Step::Other)
    }

    /// The rest of a string whose opening quote is behind us.
    fn string(&mut self) -> Step {
        let from = self.at;
        let mut escaped = false;
        let rest = self.json.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| match (escaped, byte) {
            (true, _) => {
                escaped = false;
                false
            }
            (false, b'\\') => {
                escaped = true;
                false
            }
            (false, byte) => *byte == b'"',
        });
        let text = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
        self.at = from + text.len() + 1;
        match self.open.last_mut() {
            Some(Open::Object { keys, key_next: true }) => {
                let repeated = keys.contains(&text);
                keys.push(text);
                if repeated { Step::RepeatedKey } else { Step::Other }
            }
            _ => Step::Other,
        }
    }

    fn path(&self) -> String {
        self.open.iter().fold(String::new(), |path, open| match open {
            Open::Object { keys, .. } => match keys.last() {
                Some(name) => join(&path, &key(&unescaped(name))),
                None => path,
            },
            Open::Array { commas } => format!("{path}[{commas}]"),
        })
    }
}

fn unescaped(raw: &[u8]) -> String {
    let quoted = [b"\"", raw, b"\""].concat();
    serde_json::from_slice(&quoted).unwrap_or_else(|_| String::from_utf8_lossy(raw).into_owned())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code)]
    struct Outer {
        name: String,
        #[serde(default)]
        runs: Vec<Run>,
        #[serde(default)]
        labels: std::collections::BTreeMap<String, Option<u8>>,
        #[serde(default)]
        pair: Option<(u8, String)>,
    }

    #[derive(Deserialize, Debug)]
    #[allow(dead_code)]
    struct Run {
        id: u64,
        state: Option<State>,
    }

    #[derive(Deserialize, Debug)]
    #[serde(rename_all = "lowercase")]
    enum State {
        Queued,
        Done,
    }

    /// What `serde_path_to_error`, which wraps the deserializer, says about the same text.
    fn oracle(json: &str) -> String {
        let mut reader = serde_json::Deserializer::from_str(json);
        let error = serde_path_to_error::deserialize::<_, Outer>(&mut reader).unwrap_err();
        match error.path().to_string().as_str() {
            "." => String::new(),
            path => path.to_owned(),
        }
    }

    fn ours(json: &str) -> JsonError {
        let error = serde_json::from_str::<Outer>(json).unwrap_err();
        JsonError::explain(json.as_bytes(), &error)
    }

    #[test]
    fn the_path_is_the_one_a_wrapping_deserializer_finds() {
        for json in [
            "[]",
            "0",
            r#"{"name": 3}"#,
            r#"{"name": {"a": [1, 2]}}"#,
            r#"{"name": ["a", "b"]}"#,
            r#"{"runs": [{"id": 1}], "name": null}"#,
            r#"{"name":"a","runs":[{"id":1},{"id":"x"}]}"#,
            r#"{"name":"a","runs":[{"id":1}, {"id": 2, "state": "lost"}]}"#,
            r#"{"name":"a","runs":[{"id":1}, {"state": "done"}, {"id": 1}]}"#,
            r#"{"name":"a","runs":[{"id":1}, 7]}"#,
            r#"{"name":"a","runs":[[], 7]}"#,
            r#"{"name":"a","runs":{}}"#,
            r#"{"name":"a","runs":"},{[\"\\"}"#,
            r#"{"name":"a \"b\\","labels":{"x":1,"y":300}}"#,
            r#"{"name":"a","pair":[1,{"deep":[1]}]}"#,
            r#"{"name":"a","pair":[ {"deep":[1]}, "a"]}"#,
            r#"{"name":"a","pair":[]}"#,
            r#"{"name":"a","pair":[1]}"#,
            "{\n  \"name\": \"a\",\n  \"runs\": [\n    {\"id\": 1},\n    {\"id\": -2}\n  ]\n}",
            r#"{"name":"a","colour":"red"}"#,
            r#"{"runs":[]}"#,
        ] {
            assert_eq!(ours(json).path, oracle(json), "{json}");
        }
    }

    #[test]
    fn a_message_says_what_and_not_where() {
        let error = ours(r#"{"name":"a","runs":[{"id":"x"}]}"#);
        assert_eq!(error.path, "runs[0].id");
        assert_eq!(error.message, "invalid type: string \"x\", expected u64");
        assert_eq!(ours(r#"{"name":"a","runs":[{"id":"#).message, "the text ends too early");
    }

    #[test]
    fn odd_keys_are_quoted() {
        let error = ours(r#"{"name":"a","labels":{"a.b/c":-1}}"#);
        assert_eq!(error.path, r#"labels["a.b/c"]"#);
        let error = ours(r#"{"name":"a","labels":{"sa\"y":-1}}"#);
        assert_eq!(error.path, r#"labels["sa\"y"]"#);
    }

    #[test]
    fn keys_that_stand_twice_are_found_at_every_depth() {
        let json = br#"{"a":{"b":1,"c":"b","b":2},"list":[{"x":1},{"x":1,"x":2}],"a":0}"#;
        assert_eq!(repeated_keys(json), ["a.b", "list[1].x", "a"]);
        assert!(repeated_keys(br#"{"a":[{"b":1},{"b":2}],"c":"a"}"#).is_empty());
    }

    #[test]
    fn a_broken_text_ends_the_walk() {
        for json in ["", "]]}}", "{\"a", "{\"a\\", "[,,", ":::"] {
            assert!(repeated_keys(json.as_bytes()).is_empty(), "{json}");
        }
    }
}
