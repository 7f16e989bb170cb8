//! How somebody reads, and what they read last, kept in the browser.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// Key in `localStorage`.
const KEY: &str = "portico.docs.v1";

/// Pages that are kept.
const MOST: usize = 12;

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Reading {
    /// Size of the text: empty for the usual one, or `small`, `large`.
    pub size: String,
    /// Width of the text: empty for the usual one, or `wide`.
    pub width: String,
    /// Pages, the last one first.
    pub recent: Vec<Recent>,
}

/// A page that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recent {
    /// Reference of the entity.
    pub entity: String,
    /// Path of the page.
    pub page: String,
    /// Name of the page.
    pub title: String,
}

impl Reading {
    /// What is kept; the defaults if that is nothing or makes no sense.
    #[must_use]
    pub fn load() -> Self {
        let text = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        let mut read: Self =
            text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        read.recent.truncate(MOST);
        read
    }

    /// Keeps it, if the browser lets us.
    pub fn save(&self) {
        if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(self)) {
            let _ = storage.set_item(KEY, &text);
        }
    }

    /// Puts a page first.
    pub fn visit(&mut self, recent: Recent) {
        self.recent.retain(|one| (&one.entity, &one.page) != (&recent.entity, &recent.page));
        self.recent.insert(0, recent);
        self.recent.truncate(MOST);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_kept_once() {
        let page = |page: &str| Recent {
            entity: "component:default/a".to_owned(),
            page: page.to_owned(),
            title: page.to_owned(),
        };
        let mut reading = Reading::default();
        for name in ["a", "b", "a"] {
            reading.visit(page(name));
        }
        assert_eq!(reading.recent, [page("a"), page("b")]);
    }
}
