//! Matchers of labels as Alertmanager writes them: `service="ledger",severity=~"page|ticket"`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Labels or annotations of an alert.
pub type Labels = BTreeMap<String, String>;

/// A condition on one label.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Matcher {
    /// The label. One that an alert does not have is empty.
    pub name: String,
    /// Its value, or a regular expression for the whole of it.
    pub value: String,
    /// Whether the value is a regular expression.
    #[serde(default)]
    pub is_regex: bool,
    /// Whether it has to fit, or must not. Old servers leave it away.
    #[serde(default = "yes")]
    pub is_equal: bool,
}

const fn yes() -> bool {
    true
}

impl Matcher {
    /// A label that has to have this value.
    #[must_use]
    pub fn equal(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), is_regex: false, is_equal: true }
    }

    /// Reads a list, in braces or without, each value in quotes or without. `None` when it is no
    /// such list, and when it says nothing that an alert has to have.
    #[must_use]
    pub fn parse(text: &str) -> Option<Vec<Self>> {
        let text = text.trim();
        let inner = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        let parts = split(inner.unwrap_or(text));
        let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
        let all = parts.map(Self::one).collect::<Option<Vec<_>>>()?;
        all.iter().any(|one| one.is_equal && !one.value.is_empty()).then_some(all)
    }

    fn one(text: &str) -> Option<Self> {
        let (name, rest) = text.split_at_checked(text.find(['=', '!'])?)?;
        let name = name.trim();
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty()
            || name.starts_with(|c: char| c.is_ascii_digit())
            || !name.chars().all(fits)
        {
            return None;
        }
        let operators =
            [("=~", true, true), ("!~", true, false), ("!=", false, false), ("=", false, true)];
        let (value, is_regex, is_equal) =
            operators.into_iter().find_map(|(sign, regex, equal)| {
                Some((rest.strip_prefix(sign)?.trim(), regex, equal))
            })?;
        let value = if value.starts_with('"') {
            // Quoted texts are written as in JSON.
            serde_json::from_str(value).ok()?
        } else if value.contains(['"', '{', '}']) {
            return None;
        } else {
            value.to_owned()
        };
        Some(Self { name: name.to_owned(), value, is_regex, is_equal })
    }

    /// As Alertmanager reads it, in an address too.
    #[must_use]
    pub fn text(&self) -> String {
        let operator = match (self.is_regex, self.is_equal) {
            (true, true) => "=~",
            (true, false) => "!~",
            (false, true) => "=",
            (false, false) => "!=",
        };
        let value = serde_json::to_string(&self.value).unwrap_or_default();
        [&self.name, operator, &value].concat()
    }

    /// Whether labels fit; `None` for a regular expression that only the server can tell.
    #[must_use]
    pub fn fits(&self, labels: &Labels) -> Option<bool> {
        let value = labels.get(&self.name).map_or("", String::as_str);
        let same =
            if self.is_regex { alternatives(&self.value, value)? } else { self.value == value };
        Some(same == self.is_equal)
    }
}

/// Whether labels fit all of them, as far as it can be told here.
#[must_use]
pub fn all_fit(matchers: &[Matcher], labels: &Labels) -> bool {
    matchers.iter().all(|one| one.fits(labels) != Some(false))
}

/// The most usual regular expressions: `.*`, `.+` and plain words between strokes.
fn alternatives(pattern: &str, value: &str) -> Option<bool> {
    match pattern {
        ".*" => return Some(true),
        ".+" => return Some(!value.is_empty()),
        _ => {}
    }
    let inner = pattern.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let inner = inner.unwrap_or(pattern);
    let plain = !inner.contains(['.', '*', '+', '?', '(', ')', '[', ']', '{', '}', '^', '$', '\\']);
    plain.then(|| inner.split('|').any(|word| word == value))
}

/// The parts between commas, where those in quotes part nothing.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for letter in text.chars() {
        if letter == ',' && !quoted {
            parts.push(String::new());
            continue;
        }
        quoted ^= letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        if let Some(part) = parts.last_mut() {
            part.push(letter);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(pairs: &[(&str, &str)]) -> Labels {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn all_ways_to_write_matchers_are_read() {
        let all =
            Matcher::parse(r#"{service="check,out", severity=~"page|ticket",env!=test,a!~b}"#);
        let all = all.unwrap();
        let texts: Vec<String> = all.iter().map(Matcher::text).collect();
        assert_eq!(
            texts,
            [r#"service="check,out""#, r#"severity=~"page|ticket""#, r#"env!="test""#, r#"a!~"b""#]
        );
        assert_eq!(
            Matcher::parse("service=ledger"),
            Some(vec![Matcher::equal("service", "ledger")])
        );
        let quoted = Matcher::parse(r#"a="say \"no, thanks\"""#).unwrap();
        assert_eq!(quoted[0].value, r#"say "no, thanks""#);
    }

    #[test]
    fn what_would_select_everything_is_no_list() {
        for text in ["", "{}", "ledger", "=x", "a b=c", "1a=b", "a=\"b", "a!=b", "a=", "a={b}"] {
            assert_eq!(Matcher::parse(text), None, "{text}");
        }
    }

    #[test]
    fn labels_fit_as_far_as_it_can_be_told() {
        let checkout = labels(&[("service", "checkout"), ("severity", "page")]);
        for (text, expected) in [
            ("service=checkout", Some(true)),
            ("service=catalog", Some(false)),
            ("severity=~\"page|ticket\"", Some(true)),
            ("severity=~(page|ticket)", Some(true)),
            ("severity=~ticket", Some(false)),
            ("severity=~.+", Some(true)),
            ("team=~.*", Some(true)),
            ("team=~.+", Some(false)),
            ("service=~check.*", None),
        ] {
            assert_eq!(Matcher::parse(text).unwrap()[0].fits(&checkout), expected, "{text}");
        }
        let not = Matcher { is_equal: false, ..Matcher::equal("team", "") };
        assert_eq!(not.fits(&checkout), Some(false));
        assert!(all_fit(&Matcher::parse("service=~check.*,severity=page").unwrap(), &checkout));
        assert!(!all_fit(&Matcher::parse("service=~check.*,severity=ticket").unwrap(), &checkout));
    }
}
