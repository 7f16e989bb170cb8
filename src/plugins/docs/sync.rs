//! The events of a Backstage backend that brings a site up to date.

use serde_json::Value;

/// How it ended.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synced {
    /// Whether there is something newer than what was there before.
    pub updated: bool,
    /// Why it failed, in the backend's words.
    pub error: Option<String>,
    /// What it said while it built.
    pub log: Vec<String>,
}

impl Synced {
    /// What a reader is told; nothing when the site was up to date.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.error {
            Some(why) => {
                ["A newer version could not be built: ", why, "."].concat().replace("..", ".")
            }
            None if self.updated => "A newer version was built and is shown now.".to_owned(),
            None => String::new(),
        }
    }
}

/// Reads a stream of events that is over.
#[must_use]
pub fn read(text: &str) -> Synced {
    let mut synced = Synced::default();
    for event in text.replace("\r\n", "\n").split("\n\n") {
        let field = |name: &str| {
            let lines = event.lines().filter_map(|line| line.strip_prefix(name));
            lines.map(str::trim_start).collect::<Vec<_>>().join("\n")
        };
        let data: Value = serde_json::from_str(&field("data:")).unwrap_or_default();
        match field("event:").as_str() {
            "log" => synced.log.extend(data.as_str().map(plain)),
            "error" => synced.error = data.as_str().map(plain),
            "finish" => {
                synced.updated = data.get("updated").and_then(Value::as_bool).unwrap_or_default();
            }
            _ => {}
        }
    }
    synced
}

/// A line without the colours of a terminal.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            let _ = letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            out.push(letter);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_that_was_recorded() {
        let synced = read(include_str!("../../../tests/contract/techdocs/sync.sse.txt"));
        assert_eq!((synced.updated, &synced.error), (true, &None));
        assert!(synced.log.iter().any(|line| line.starts_with("info: Step 1 of 3")));
    }

    #[test]
    fn nothing_is_said_of_a_site_that_is_up_to_date() {
        let synced = read(include_str!("../../../tests/contract/techdocs/sync-again.sse.txt"));
        assert_eq!(synced.words(), "");
        assert_eq!(synced, Synced::default());
    }

    #[test]
    fn a_failure_that_was_recorded() {
        let synced = read(include_str!("../../../tests/contract/techdocs/sync-error.sse.txt"));
        assert!(!synced.updated);
        assert!(synced.words().starts_with("A newer version could not be built: No backstage.io"));
    }
}
