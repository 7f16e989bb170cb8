//! What to do about a miss, in words.

use serde_json::{Map, Value};

use super::Miss;
use super::scalar::count;

/// What the schema's author wants to be said: `errorMessage`, one text or one for a keyword.
#[must_use]
pub fn said(miss: &Miss<'_>) -> Option<String> {
    let message = miss.schema?.get("errorMessage")?;
    let name = || miss.pointer.rsplit('/').next().unwrap_or_default();
    let text = match message {
        Value::String(text) => Some(text),
        Value::Object(texts) => match texts.get(miss.keyword) {
            Some(Value::String(text)) => Some(text),
            Some(Value::Object(names)) => names.get(name()).and_then(|text| match text {
                Value::String(text) => Some(text),
                _ => None,
            }),
            _ => match texts.get("_") {
                Some(Value::String(text)) => Some(text),
                _ => None,
            },
        },
        _ => None,
    };
    text.filter(|text| !text.trim().is_empty()).cloned()
}

/// What to do about it.
#[must_use]
pub fn text(miss: &Miss<'_>) -> String {
    if let Some(text) = said(miss) {
        return text;
    }
    let Some(map) = miss.schema else { return "Take this away: it is not asked for".to_owned() };
    let word = |keyword: &str| map.get(keyword).map(in_words).unwrap_or_default();
    let many = |keyword: &str| count(map, keyword).unwrap_or_default();
    match miss.keyword {
        "required" => "Fill this in".to_owned(),
        "type" => kind(map.get("type")),
        "enum" => match map.get("enum") {
            Some(Value::Array(values)) => one_of(values),
            _ => "Choose one of the values that are offered".to_owned(),
        },
        "const" => format!("This has to be {}", word("const")),
        "minLength" if many("minLength") == 1 => "Fill this in".to_owned(),
        "minLength" => format!("Use at least {} characters", many("minLength")),
        "maxLength" => format!("Use at most {}", counted(many("maxLength"), "character")),
        "pattern" => match map.get("pattern").and_then(Value::as_str) {
            Some(pattern) => letters(pattern)
                .unwrap_or_else(|| format!("Write it in the form that {pattern} describes")),
            None => "Write it in another form".to_owned(),
        },
        "format" => format(&word("format")),
        "minimum" => format!("Use {} or more", word("minimum")),
        "maximum" => format!("Use {} or less", word("maximum")),
        "exclusiveMinimum" => format!("Use more than {}", word("exclusiveMinimum")),
        "exclusiveMaximum" => format!("Use less than {}", word("exclusiveMaximum")),
        "multipleOf" => format!("Use a multiple of {}", word("multipleOf")),
        "minItems" => format!("Add at least {}", counted(many("minItems"), "item")),
        "maxItems" => format!("Keep at most {}", counted(many("maxItems"), "item")),
        "uniqueItems" => "Change this: it is in the list already".to_owned(),
        "contains" => "Add an item of the kind that is asked for".to_owned(),
        "minContains" => {
            format!("Add at least {} of the kind that is asked for", many("minContains"))
        }
        "maxContains" => {
            format!("Keep at most {} of the kind that is asked for", many("maxContains"))
        }
        "minProperties" => format!("Add at least {}", counted(many("minProperties"), "entry")),
        "maxProperties" => format!("Keep at most {}", counted(many("maxProperties"), "entry")),
        "propertyNames" => "Use another name for this entry".to_owned(),
        "anyOf" | "oneOf" => alternatives(map, miss.keyword),
        "not" => "Use another value: this one is ruled out".to_owned(),
        _ => "Take this away: it is not asked for".to_owned(),
    }
}

fn counted(many: u64, what: &str) -> String {
    match (many, what) {
        (1, what) => format!("1 {what}"),
        (many, "entry") => format!("{many} entries"),
        (many, what) => format!("{many} {what}s"),
    }
}

fn kind(kind: Option<&Value>) -> String {
    let first = match kind {
        Some(Value::Array(kinds)) => kinds.iter().find(|kind| *kind != "null"),
        kind => kind,
    };
    match first.and_then(Value::as_str) {
        Some("string") => "Enter a text",
        Some("integer") => "Enter a whole number",
        Some("number") => "Enter a number",
        Some("boolean") => "Choose yes or no",
        Some("array") => "Give a list",
        Some("object") => "Give a group of values",
        Some("null") => "Leave this empty",
        _ => "Use another kind of value",
    }
    .to_owned()
}

/// "Choose one of a, b and c"; a long list is not repeated.
fn one_of(values: &[Value]) -> String {
    let names: Vec<String> = values.iter().map(in_words).collect();
    match names.as_slice() {
        [] => "Nothing can be chosen here: the template offers no value".to_owned(),
        [only] => format!("Choose {only}"),
        [first @ .., last] if names.len() <= 6 => {
            format!("Choose one of {} and {last}", first.join(", "))
        }
        _ => "Choose one of the values that are offered".to_owned(),
    }
}

fn alternatives(map: &Map<String, Value>, keyword: &str) -> String {
    let Some(Value::Array(list)) = map.get(keyword) else { return String::new() };
    let names: Vec<Value> = list
        .iter()
        .filter_map(|schema| schema.get("title").or_else(|| schema.get("const")))
        .cloned()
        .collect();
    if names.len() == list.len() && keyword == "anyOf" || list.iter().all(is_constant) {
        return one_of(&names);
    }
    "Answer for one of the choices only: these answers fit several".to_owned()
}

fn is_constant(schema: &Value) -> bool {
    schema.get("const").is_some()
}

/// A value as a reader would say it.
#[must_use]
pub fn in_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "nothing".to_owned(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        other => other.to_string(),
    }
}

fn format(name: &str) -> String {
    match name {
        "date" => "Enter a day such as 2024-03-31",
        "time" => "Enter a time such as 14:30:00Z",
        "date-time" => "Enter a day and time such as 2024-03-31T14:30:00Z",
        "duration" => "Enter a length of time such as PT36H or P3D",
        "email" | "idn-email" => "Enter an email address such as name@example.com",
        "uri" | "url" | "iri" => "Enter a full address such as https://example.com",
        "uri-reference" | "iri-reference" => "Enter an address without spaces",
        "hostname" | "idn-hostname" => "Enter a host name such as www.example.com",
        "ipv4" => "Enter an IPv4 address such as 192.168.0.1",
        "ipv6" => "Enter an IPv6 address such as 2001:db8::1",
        "uuid" => "Enter a UUID such as 123e4567-e89b-12d3-a456-426614174000",
        "regex" => "Enter a regular expression that can be read",
        "json-pointer" => "Enter a JSON pointer such as /spec/owner",
        "color" => "Enter a colour such as #1a2b3c",
        "data-url" => "Choose a file",
        _ => return format!("Enter a value of the format {name}"),
    }
    .to_owned()
}

/// "Use lowercase letters, digits and hyphens" for a pattern such as `^[a-z0-9-]+$`.
fn letters(pattern: &str) -> Option<String> {
    let rest = pattern.strip_prefix("^[")?.strip_suffix('$')?;
    let (class, count) = rest.split_once(']')?;
    let counted = matches!(count, "+" | "*")
        || (count.starts_with('{') && count.ends_with('}') && !count.contains(']'));
    if !counted || class.starts_with('^') {
        return None;
    }
    let mut names: Vec<&str> = Vec::new();
    let mut rest = class;
    while !rest.is_empty() {
        let known = CLASSES.iter().find_map(|(sign, name)| Some((rest.strip_prefix(sign)?, *name)));
        let (after, name) = known?;
        if !names.contains(&name) {
            names.push(name);
        }
        rest = after;
    }
    match names.as_slice() {
        [] => None,
        [only] => Some(format!("Use {only} only")),
        [first @ .., last] => Some(format!("Use {} and {last} only", first.join(", "))),
    }
}

/// What stands between the brackets of a pattern, longest first.
const CLASSES: [(&str, &str); 16] = [
    ("a-zA-Z", "letters"),
    ("A-Za-z", "letters"),
    ("a-z", "lowercase letters"),
    ("A-Z", "capital letters"),
    ("0-9", "digits"),
    ("\\d", "digits"),
    ("\\w", "letters, digits, underscores"),
    ("\\-", "hyphens"),
    ("\\.", "dots"),
    ("\\/", "slashes"),
    ("\\s", "spaces"),
    ("-", "hyphens"),
    ("_", "underscores"),
    (".", "dots"),
    ("/", "slashes"),
    (" ", "spaces"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_said_in_words() {
        let said = |pattern: &str| letters(pattern).unwrap_or_default();
        assert_eq!(said("^[a-z0-9-]+$"), "Use lowercase letters, digits and hyphens only");
        assert_eq!(said("^[a-zA-Z]{3,20}$"), "Use letters only");
        assert_eq!(said("^(a|b)$"), "");
        assert_eq!(said("^[^a]+$"), "");
    }
}
