//! What people looked for and did not find, kept in this browser for whoever wants to mend it.
//!
//! One key of `localStorage`, [`KEY`], holds a list, oldest first, of at most [`MOST`] objects:
//!
//! | field | what |
//! |---|---|
//! | `what` | `search` (a text without results) or `notFound` (an address without a page) |
//! | `subject` | the text, or the path below the portal's base; at most 120 characters |
//! | `count` | how often |
//! | `at` | when it happened last, in milliseconds since 1970 |
//!
//! Nothing leaves the browser.

use leptos::prelude::window;
use serde::{Deserialize, Serialize};

/// Key in `localStorage`.
pub const KEY: &str = "portico.misses.v1";
/// How many are kept; those that happened longest ago go.
pub const MOST: usize = 200;
const LONGEST: usize = 120;

/// What was missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// A search without results.
    Search,
    /// An address without a page.
    NotFound,
}

/// One thing that was not found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Miss {
    /// What was missed.
    pub what: What,
    /// The text or the path.
    pub subject: String,
    /// How often.
    pub count: u32,
    /// When it happened last, in milliseconds since 1970.
    pub at: u64,
}

/// Everything that is kept, oldest first. Garbage is nothing.
#[must_use]
pub fn all() -> Vec<Miss> {
    let kept = window().local_storage().ok().flatten().and_then(|kept| kept.get_item(KEY).ok()?);
    read(&kept.unwrap_or_default())
}

/// Notes that something was not found.
pub fn note(what: What, subject: &str) {
    let Some(storage) = window().local_storage().ok().flatten() else { return };
    let misses = with(all(), what, subject, js_sys::Date::now() as u64);
    if let Ok(text) = serde_json::to_string(&misses) {
        // A full or forbidden store loses the note, and nothing else.
        let _ = storage.set_item(KEY, &text);
    }
}

fn read(text: &str) -> Vec<Miss> {
    serde_json::from_str(text).unwrap_or_default()
}

fn with(mut misses: Vec<Miss>, what: What, subject: &str, at: u64) -> Vec<Miss> {
    let subject: String = subject.trim().chars().take(LONGEST).collect();
    if subject.is_empty() {
        return misses;
    }
    let known = misses.iter().position(|miss| miss.what == what && miss.subject == subject);
    let count = known.map_or(0, |place| misses.remove(place).count);
    misses.push(Miss { what, subject, count: count.saturating_add(1), at });
    let surplus = misses.len().saturating_sub(MOST);
    misses.drain(..surplus);
    misses
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_again_is_counted_and_the_oldest_goes() {
        let mut misses = with(Vec::new(), What::Search, " zebra ", 1);
        misses = with(misses, What::NotFound, "zebra", 2);
        misses = with(misses, What::Search, "zebra", 3);
        let seen: Vec<_> = misses.iter().map(|m| (m.what, m.count, m.at)).collect();
        assert_eq!(seen, [(What::NotFound, 1, 2), (What::Search, 2, 3)]);
        for number in 0..300 {
            misses = with(misses, What::Search, &number.to_string(), 4);
        }
        assert_eq!((misses.len(), misses[0].subject.as_str()), (MOST, "100"));
        assert_eq!(with(Vec::new(), What::Search, &"x".repeat(999), 1)[0].subject.len(), LONGEST);
    }

    #[test]
    fn what_is_written_is_read_back_and_garbage_is_nothing() {
        let misses = with(Vec::new(), What::NotFound, "/nowhere", 7);
        let text = serde_json::to_string(&misses).unwrap();
        assert_eq!(text, r#"[{"what":"notFound","subject":"/nowhere","count":1,"at":7}]"#);
        assert_eq!(read(&text), misses);
        assert_eq!(read("{}"), []);
    }
}
