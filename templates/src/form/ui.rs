//! The `ui:*` keys of a schema, and what its answer is called.

use serde_json::{Map, Value};

use super::{Review, Ui};

impl Ui {
    /// Reads them from the schema and from its `ui:options`.
    pub(super) fn read(schema: &Map<String, Value>) -> Self {
        let mut options = Map::new();
        if let Some(Value::Object(given)) = schema.get("ui:options") {
            options = given.clone();
        }
        for (key, value) in schema {
            if let Some(name) = key.strip_prefix("ui:")
                && name != "options"
            {
                options.insert(name.to_owned(), value.clone());
            }
        }
        let text = |key: &str| options.get(key).and_then(Value::as_str).map(str::to_owned);
        let is = |key: &str| options.get(key) == Some(&Value::Bool(true));
        Self {
            field: text("field"),
            widget: text("widget"),
            help: text("help"),
            placeholder: text("placeholder"),
            autocomplete: text("autocomplete"),
            autofocus: is("autofocus"),
            readonly: is("readonly") || schema.get("readOnly") == Some(&Value::Bool(true)),
            disabled: is("disabled"),
            empty_value: options.get("emptyValue").cloned(),
            options,
        }
    }

    /// What the last step shows.
    pub(super) fn review(&self) -> Review {
        let review = match self.options.get("backstage") {
            Some(Value::Object(backstage)) => backstage.get("review"),
            _ => self.options.get("backstage.review"),
        };
        if let Some(Value::Object(review)) = review {
            if review.get("show") == Some(&Value::Bool(false)) {
                return Review::Hidden;
            }
            if let Some(Value::String(mask)) = review.get("mask") {
                return Review::Masked(mask.clone());
            }
        }
        let hidden =
            self.widget.as_deref() == Some("password") || self.field.as_deref() == Some("Secret");
        if hidden { Review::Masked("••••••".to_owned()) } else { Review::Shown }
    }

    /// A switch that is on unless it says no.
    pub(super) fn allows(&self, key: &str) -> bool {
        self.options.get(key) != Some(&Value::Bool(false))
    }
}

/// What a field is called.
pub(super) fn title(schema: &Map<String, Value>, ui: &Ui, name: &str) -> String {
    ["title"]
        .iter()
        .filter_map(|key| ui.options.get(*key).or_else(|| schema.get(*key)))
        .filter_map(Value::as_str)
        .find(|title| !title.trim().is_empty())
        .map_or_else(|| in_words(name), str::to_owned)
}

/// What is said about it.
pub(super) fn description(schema: &Map<String, Value>, ui: &Ui) -> Option<String> {
    ui.options
        .get("description")
        .or_else(|| schema.get("description"))
        .and_then(Value::as_str)
        .map(str::to_owned)
}

/// A name in words: `repoUrl` is "Repo url", `build_tool` is "Build tool".
pub(super) fn in_words(name: &str) -> String {
    let mut words = String::new();
    let mut small = false;
    for letter in name.chars() {
        if matches!(letter, '_' | '-') {
            if !words.is_empty() {
                words.push(' ');
            }
            small = false;
            continue;
        }
        if words.is_empty() {
            words.push(letter.to_ascii_uppercase());
        } else if letter.is_ascii_uppercase() && small {
            words.push(' ');
            words.push(letter.to_ascii_lowercase());
        } else {
            words.push(letter);
        }
        small = letter.is_ascii_lowercase() || letter.is_ascii_digit();
    }
    words
}

/// The names of properties in the order of `ui:order`; `*` is all that it does not name.
pub(super) fn ordered<'a>(properties: &'a Map<String, Value>, ui: &Ui) -> Vec<&'a str> {
    let order: Vec<&str> = match ui.options.get("order") {
        Some(Value::Array(order)) => order.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let named = |name: &str| order.contains(&name);
    let rest = || properties.keys().map(String::as_str).filter(|name| !named(name));
    let mut names: Vec<&str> = Vec::with_capacity(properties.len());
    for name in &order {
        if *name == "*" {
            names.extend(rest());
        } else if let Some((name, _)) = properties.get_key_value(*name)
            && !names.contains(&name.as_str())
        {
            names.push(name);
        }
    }
    if !named("*") {
        names.extend(rest());
    }
    names
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn names_become_words() {
        assert_eq!(in_words("repoUrl"), "Repo url");
        assert_eq!(in_words("build_tool"), "Build tool");
        assert_eq!(in_words("URL"), "URL");
        assert_eq!(in_words("0"), "0");
    }
}
