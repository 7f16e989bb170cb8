//! The events of a Backstage backend that brings a site up to date.

use std::sync::Arc;

use leptos::prelude::{Get as _, *};
use serde_json::Value;

use super::api;
use super::place::Place;
use crate::net::{ErrorKind, Load, LoadState};
use crate::plugin::prelude::*;

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

/// Asks a Backstage backend to bring the site up to date, shows what is new, and says so.
pub fn watch(place: &Arc<Place>, load: Load<String>) -> AnyView {
    let Some(ask) = api::sync(place) else { return ().into_any() };
    let synced = use_load(move || ask.clone());
    let said = RwSignal::new(String::new());
    // An answer that is here at once is one from before: what it says is no news.
    Effect::new(move |waited: Option<bool>| {
        let slow = synced.slow.get();
        let (waits, words, updated) = synced.state.with(|state| match state {
            LoadState::Ready { value, refreshing: false, .. } => {
                let synced = read(value);
                (false, synced.words(), synced.updated)
            }
            LoadState::Failed { error, .. } if matches!(error.kind, ErrorKind::Timeout { .. }) => {
                (false, "A newer version is still being built.".to_owned(), false)
            }
            LoadState::Failed { .. } => (false, String::new(), false),
            _ if slow => (true, "Bringing this documentation up to date…".to_owned(), false),
            _ => (true, String::new(), false),
        });
        if waits || waited == Some(true) {
            said.set(words);
            if updated {
                load.reload();
            }
        }
        waits
    });
    view! { <p class="u-note" role="status">{move || said.get()}</p> }.into_any()
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
