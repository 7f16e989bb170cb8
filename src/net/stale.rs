//! The last good answers, so that a page that comes back has something to show at once.

use std::{any::TypeId, sync::Arc};

use super::{clock::Stamp, endpoint::Shared, table::Table};

/// What makes two requests the same: address and type of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub url: String,
    pub answer: TypeId,
}

/// A good answer.
#[derive(Clone)]
pub(super) struct Landed {
    pub value: Shared,
    pub at: Stamp,
    /// Size of its body; what the value takes in memory is of that order.
    pub bytes: usize,
    /// What its host calls it.
    pub etag: Option<Arc<str>>,
}

/// The last good answer of each request, the least recently used ones dropped when all together
/// are too large.
pub(super) struct LastGood {
    entries: Table<Key, Entry>,
    /// Per origin, the last generation that was asked with a credential since forgotten.
    forgotten: Table<String, u64>,
    budget: usize,
    bytes: usize,
    uses: u64,
}

struct Entry {
    landed: Landed,
    origin: String,
    generation: u64,
    used: u64,
}

impl LastGood {
    /// Keeps at most so many bytes.
    pub fn new(budget: usize) -> Self {
        Self { entries: Table::default(), forgotten: Table::default(), budget, bytes: 0, uses: 0 }
    }

    pub fn get(&mut self, key: &Key) -> Option<Landed> {
        let entry = self.entries.get_mut(key)?;
        self.uses += 1;
        entry.used = self.uses;
        Some(entry.landed.clone())
    }

    /// Keeps an answer, unless one of a request that started later is already here, or the
    /// credential it was asked with has been forgotten.
    pub fn put(&mut self, key: Key, origin: &str, generation: u64, landed: Landed) {
        let is_older = self.entries.get(&key).is_some_and(|entry| entry.generation > generation);
        if is_older || self.forgotten.get(origin).is_some_and(|last| generation <= *last) {
            return;
        }
        self.uses += 1;
        self.bytes += landed.bytes;
        let entry = Entry { landed, origin: origin.to_owned(), generation, used: self.uses };
        if let Some(old) = self.entries.insert(key, entry) {
            self.bytes -= old.landed.bytes;
        }
        while self.bytes > self.budget {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.used);
            let Some(key) = oldest.map(|(key, _)| key.clone()) else { break };
            if let Some(dropped) = self.entries.remove(&key) {
                self.bytes -= dropped.landed.bytes;
            }
        }
    }

    /// Drops what came from an origin, and what is still on its way up to this generation: its
    /// credential has changed.
    pub fn forget(&mut self, origin: &str, generation: u64) {
        self.forgotten.insert(origin.to_owned(), generation);
        self.entries.retain(|entry| entry.origin != origin);
        self.bytes = self.entries.iter().map(|(_, entry)| entry.landed.bytes).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(url: &str) -> Key {
        Key { url: url.into(), answer: TypeId::of::<u32>() }
    }

    fn landed(value: u32, bytes: usize) -> Landed {
        Landed { value: Arc::new(value), at: Stamp::now(), bytes, etag: None }
    }

    fn value(all: &mut LastGood, url: &str) -> Option<u32> {
        all.get(&key(url)).and_then(|landed| landed.value.downcast_ref::<u32>().copied())
    }

    #[test]
    fn an_older_answer_never_wins() {
        let mut all = LastGood::new(100);
        all.put(key("a"), "ci", 2, landed(2, 1));
        all.put(key("a"), "ci", 1, landed(1, 1));
        assert_eq!(value(&mut all, "a"), Some(2));
        all.put(key("a"), "ci", 3, landed(3, 1));
        assert_eq!(value(&mut all, "a"), Some(3));
    }

    #[test]
    fn the_least_recently_used_goes_first() {
        let mut all = LastGood::new(100);
        all.put(key("a"), "ci", 1, landed(1, 40));
        all.put(key("b"), "ci", 1, landed(2, 40));
        assert_eq!(value(&mut all, "a"), Some(1));
        all.put(key("c"), "ci", 1, landed(3, 40));
        assert_eq!(value(&mut all, "b"), None);
        assert_eq!((value(&mut all, "a"), value(&mut all, "c")), (Some(1), Some(3)));
        all.put(key("c"), "ci", 2, landed(4, 60));
        assert_eq!((value(&mut all, "a"), value(&mut all, "c")), (Some(1), Some(4)));
        all.put(key("d"), "ci", 1, landed(5, 101));
        assert_eq!(value(&mut all, "d"), None, "larger than the budget");
    }

    #[test]
    fn the_same_address_read_as_another_type_is_another_answer() {
        let mut all = LastGood::new(100);
        all.put(key("a"), "ci", 1, landed(1, 1));
        assert!(all.get(&Key { url: "a".into(), answer: TypeId::of::<u64>() }).is_none());
    }

    #[test]
    fn a_changed_credential_forgets_the_answers_of_that_origin() {
        let mut all = LastGood::new(100);
        all.put(key("a"), "ci", 1, landed(1, 60));
        all.put(key("b"), "metrics", 1, landed(2, 40));
        all.forget("ci", 5);
        assert_eq!((value(&mut all, "a"), value(&mut all, "b")), (None, Some(2)));
        all.put(key("c"), "ci", 5, landed(3, 60));
        assert_eq!(value(&mut all, "c"), None, "asked with the old credential");
        all.put(key("c"), "ci", 6, landed(3, 60));
        assert_eq!((value(&mut all, "b"), value(&mut all, "c")), (Some(2), Some(3)));
    }
}
