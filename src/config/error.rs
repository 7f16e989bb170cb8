//! What is wrong with `portal.json`, in words.

use std::fmt;

/// One mistake in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// Where: `plugins[1].config.branch`; empty for the file as a whole.
    pub path: String,
    /// What is wrong and what would be right, one sentence.
    pub message: String,
}

/// Every mistake in the file, in the order of reading; never empty.
pub type ConfigErrors = Vec<ConfigError>;

impl ConfigError {
    /// A mistake at `path`.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }

    /// The same mistake, seen from outside: `foo` inside `plugins[1].config` is
    /// `plugins[1].config.foo`.
    pub(super) fn within(mut self, parent: &str) -> Self {
        self.path = super::json::join(parent, &self.path);
        self
    }

    pub(super) fn unknown_key(path: String, key: &str, known: &[&str]) -> Self {
        let known_keys = list(known);
        let message = match nearest(key, known) {
            Some(near) => format!("unknown key; did you mean `{near}`? Known here: {known_keys}"),
            None => format!("unknown key. Known here: {known_keys}"),
        };
        Self { path, message }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "portal.json: {}", self.message),
            path => write!(f, "portal.json, {path}: {}", self.message),
        }
    }
}

impl std::error::Error for ConfigError {}

/// `` `a`, `b`, `c` ``
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}

/// The known name that a typist most likely meant, or none that is close.
pub(super) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let limit = word.chars().count() / 3 + 1;
    known
        .iter()
        .map(|candidate| {
            (distance(&word.to_ascii_lowercase(), &candidate.to_ascii_lowercase()), *candidate)
        })
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters have to be added, removed or changed: Levenshtein distance, by rows.
pub fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, l) in left.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((r, above_left), above) in right.iter().zip(&row).zip(row.iter().skip(1)) {
            let beside = next.last().copied().unwrap_or_default();
            let replaced = above_left + usize::from(l != *r);
            next.push(replaced.min(above + 1).min(beside + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_the_one_meant() {
        let known = ["enabled", "config", "id", "timeoutSeconds"];
        assert_eq!(nearest("enabld", &known), Some("enabled"));
        assert_eq!(nearest("timeoutseconds", &known), Some("timeoutSeconds"));
        assert_eq!(nearest("confg", &known), Some("config"));
        assert_eq!(nearest("colour", &known), None);
    }

    #[test]
    fn distance_counts_single_edits() {
        for (left, right, edits) in [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3)] {
            assert_eq!(distance(left, right), edits, "{left} to {right}");
            assert_eq!(distance(right, left), edits, "{right} to {left}");
        }
    }
}
