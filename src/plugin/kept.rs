//! What a page keeps in this browser: announcements that were put away, steps that are done, how
//! a page is arranged.
//!
//! Storage may be refused, or full; then nothing is kept and everything else works.

use leptos::prelude::*;
use std::collections::BTreeSet;

/// A set of ids under a key of its own.
#[derive(Clone, Copy)]
pub struct Kept {
    key: &'static str,
    ids: RwSignal<BTreeSet<String>>,
}

impl Kept {
    /// What was kept under `key`.
    #[must_use]
    pub fn start(key: &'static str) -> Self {
        Self { key, ids: RwSignal::new(read(key).map(|text| parse(&text)).unwrap_or_default()) }
    }

    /// Whether the id is in it. Tracked.
    #[must_use]
    pub fn has(self, id: &str) -> bool {
        self.ids.try_with(|ids| ids.contains(id)).unwrap_or_default()
    }

    /// How many of these are in it. Tracked.
    #[must_use]
    pub fn count<'a>(self, ids: impl Iterator<Item = &'a str>) -> usize {
        self.ids.try_with(|kept| ids.filter(|id| kept.contains(*id)).count()).unwrap_or_default()
    }

    /// Puts an id in or takes it out.
    pub fn set(self, id: &str, is_in: bool) {
        self.ids.try_update(|ids| {
            if is_in {
                ids.insert(id.to_owned());
            } else {
                ids.remove(id);
            }
        });
        self.write();
    }

    /// Takes these out.
    pub fn forget<'a>(self, gone: impl Iterator<Item = &'a str>) {
        self.ids.try_update(|ids| {
            for id in gone {
                ids.remove(id);
            }
        });
        self.write();
    }

    fn write(self) {
        let text = self.ids.try_with_untracked(|ids| {
            ids.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
        });
        write(self.key, &text.unwrap_or_default());
    }
}

fn parse(text: &str) -> BTreeSet<String> {
    text.lines().filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// What is kept under a key. Nothing is, where there is no browser.
#[must_use]
pub fn read(key: &str) -> Option<String> {
    if !cfg!(target_arch = "wasm32") {
        return None;
    }
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps a text under a key, if the browser lets us.
pub fn write(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, text);
    }
}

/// What is kept under a key until this tab is closed.
#[must_use]
pub fn read_here(key: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(key).ok()?
}

/// Keeps a text under a key until this tab is closed, if the browser lets us; an empty one takes
/// it away.
pub fn write_here(key: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = match text {
            "" => storage.remove_item(key),
            text => storage.set_item(key, text),
        };
    }
}
