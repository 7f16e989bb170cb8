//! Reading a JSON value strictly: each getter takes a key, checks its type, notes the value and
//! goes on after a mistake with the default, so that one reading finds every mistake.

use serde_json::{Map, Value};

use super::{
    ConfigError, ConfigErrors, ConfigValue, ValueFrom,
    error::list,
    json::{join, key},
};

/// What one reading of the file has found so far.
#[derive(Default)]
pub(super) struct Reader {
    pub errors: ConfigErrors,
    pub values: Vec<ConfigValue>,
}

/// An object of the file with its path.
#[derive(Clone)]
pub(super) struct Object<'a> {
    pub path: String,
    pub map: &'a Map<String, Value>,
}

impl Object<'_> {
    /// The path of one key of this object.
    pub fn at(&self, name: &str) -> String {
        join(&self.path, &key(name))
    }
}

impl Reader {
    pub fn error(&mut self, path: impl Into<String>, message: impl Into<String>) {
        self.errors.push(ConfigError::new(path, message));
    }

    /// The value as an object that has no other keys than the known ones.
    pub fn object<'a>(
        &mut self,
        path: String,
        value: &'a Value,
        known: &[&str],
    ) -> Option<Object<'a>> {
        let Value::Object(map) = value else {
            self.wrong_type(path, "an object", value);
            return None;
        };
        let object = Object { path, map };
        for name in map.keys().filter(|name| !known.contains(&name.as_str())) {
            let at = object.at(name);
            self.errors.push(match looks_secret(name) {
                true => secret(at),
                false => ConfigError::unknown_key(at, name, known),
            });
        }
        Some(object)
    }

    /// The keys of an object that may have any, and their values.
    pub fn entries<'a>(
        &mut self,
        path: String,
        value: &'a Value,
    ) -> Vec<(Object<'a>, &'a String, &'a Value)> {
        let Value::Object(map) = value else {
            self.wrong_type(path, "an object", value);
            return Vec::new();
        };
        let object = Object { path, map };
        map.iter().map(|(name, value)| (object.clone(), name, value)).collect()
    }

    pub fn list<'a>(&mut self, path: &str, value: &'a Value) -> &'a [Value] {
        match value {
            Value::Array(items) => items,
            other => {
                self.wrong_type(path.to_owned(), "a list", other);
                &[]
            }
        }
    }

    /// A text that is not empty; one line, as long as a title may be.
    pub fn text(&mut self, object: &Object<'_>, name: &str) -> Option<String> {
        let value = object.map.get(name)?;
        let path = object.at(name);
        let text = self.plain_text(&path, value)?;
        self.note(path, value);
        Some(text)
    }

    pub fn text_or(&mut self, object: &Object<'_>, name: &str, default: &str) -> String {
        self.text(object, name).unwrap_or_else(|| {
            self.note_default(object, name, default);
            default.to_owned()
        })
    }

    /// A text that must be there.
    pub fn required(&mut self, object: &Object<'_>, name: &str, what: &str) -> Option<String> {
        if !object.map.contains_key(name) {
            self.error(object.path.clone(), format!("`{name}` is missing: {what}"));
        }
        self.text(object, name)
    }

    pub fn plain_text(&mut self, path: &str, value: &Value) -> Option<String> {
        match value {
            Value::String(text) if text.trim().is_empty() => {
                self.error(path, "is empty");
                None
            }
            Value::String(text) if text.len() > 2048 || text.chars().any(char::is_control) => {
                self.error(path, "must be one line of at most 2048 bytes");
                None
            }
            Value::String(text) => Some(text.clone()),
            other => {
                self.wrong_type(path.to_owned(), "a text", other);
                None
            }
        }
    }

    pub fn flag(&mut self, object: &Object<'_>, name: &str, default: bool) -> bool {
        match object.map.get(name) {
            None => {
                self.note_default(object, name, default);
                default
            }
            Some(value @ Value::Bool(flag)) => {
                self.note(object.at(name), value);
                *flag
            }
            Some(other) => {
                self.wrong_type(object.at(name), "true or false", other);
                default
            }
        }
    }

    pub fn number(
        &mut self,
        object: &Object<'_>,
        name: &str,
        default: f64,
        range: ([f64; 2], &str),
    ) -> f64 {
        let ([least, most], between) = range;
        match object.map.get(name).map(|value| (value, value.as_f64())) {
            None => {
                self.note_default(object, name, default);
                default
            }
            Some((value, Some(number))) if (least..=most).contains(&number) => {
                self.note(object.at(name), value);
                number
            }
            Some((_, Some(_))) => {
                self.error(object.at(name), format!("must be between {between}"));
                default
            }
            Some((other, None)) => {
                self.wrong_type(object.at(name), "a number", other);
                default
            }
        }
    }

    /// One of a few words, as its place in `words`.
    pub fn one_of(&mut self, path: &str, text: &str, words: &[&str]) -> Option<usize> {
        let found = words.iter().position(|word| *word == text);
        if found.is_none() {
            self.error(path, format!("`{text}` is not one of {}", list(words)));
        }
        found
    }

    /// A short name: lower-case letters, digits and single dashes, as in addresses.
    pub fn name(&mut self, path: &str, text: String) -> Option<String> {
        let part = |part: &str| {
            !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if text.len() <= 63 && text.split('-').all(part) {
            return Some(text);
        }
        self.error(path, format!("`{text}` must be lower-case letters, digits and single dashes"));
        None
    }

    /// Refuses keys that look like secrets at any depth of a value that somebody else will read.
    pub fn refuse_secrets(&mut self, path: &str, value: &Value) {
        match value {
            Value::Object(map) => {
                for (name, value) in map {
                    let at = join(path, &key(name));
                    match looks_secret(name) {
                        true => self.errors.push(secret(at)),
                        false => self.refuse_secrets(&at, value),
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.refuse_secrets(&format!("{path}[{index}]"), item);
                }
            }
            _ => {}
        }
    }

    pub fn note(&mut self, path: String, value: &Value) {
        self.values.push(ConfigValue { path, value: value.to_string(), from: ValueFrom::File });
    }

    pub fn note_default(&mut self, object: &Object<'_>, name: &str, value: impl Into<Value>) {
        let value = value.into().to_string();
        self.values.push(ConfigValue { path: object.at(name), value, from: ValueFrom::Default });
    }

    pub fn wrong_type(&mut self, path: String, expected: &str, found: &Value) {
        let found = match found {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        self.error(path, format!("expected {expected}, found {found}"));
    }
}

/// Whether a key of this name would hold something that must not be public.
fn looks_secret(name: &str) -> bool {
    let bare: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    let inside =
        ["password", "passwd", "passphrase", "secret", "apikey", "accesskey", "privatekey"];
    bare.ends_with("token")
        || bare == "authorization"
        || inside.iter().any(|word| bare.contains(word))
}

fn secret(path: String) -> ConfigError {
    let message = "looks like a secret, and everybody who can open the portal can read this file; \
                   remove it and let people sign in (see `auth` of the origin)";
    ConfigError { path, message: message.into() }
}
