//! What happened, for the people who run the portal: events with the context they happened in.
//!
//! All that is here is a ring in memory. What becomes of it is decided by who reads it
//! ([`Analytics::since`]): sinks live in a chunk of their own, which is loaded when nobody waits
//! and only where `portal.json` names some. The event model is that of Backstage's analytics API.

use crate::net::Stamp;
use std::borrow::Cow;
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

/// What somebody did, or what went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A page was opened; the subject is its path.
    Navigate,
    /// A link, a button or a row was used; the subject is its text.
    Click,
    /// A path led nowhere.
    NotFound,
    /// A part of the portal could not be shown; the subject is the error's title.
    Error,
    /// An event of a plugin's own, or another one of the model by its name: `create`, `search`,
    /// `task`.
    Own(&'static str),
}

impl Action {
    /// The name in files and on wires.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Navigate => "navigate",
            Self::Click => "click",
            Self::NotFound => "not-found",
            Self::Error => "error",
            Self::Own(name) => name,
        }
    }
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Noted {
    /// When, in milliseconds since 1970.
    pub at: f64,
    /// What was done.
    pub action: Action,
    /// What it was done to.
    pub subject: String,
    /// A number whose meaning depends on the action: results, a rank, milliseconds.
    pub value: Option<f64>,
    /// Id of the plugin; empty for the portal itself.
    pub plugin: &'static str,
    /// Id of the extension within the plugin.
    pub extension: Cow<'static, str>,
}

#[derive(Default)]
struct Ring {
    events: VecDeque<Noted>,
    /// How many there have been in all.
    count: usize,
}

/// The way to the ring, in the context of whoever holds it.
#[derive(Clone, Default)]
pub struct Analytics {
    ring: Arc<Mutex<Ring>>,
    plugin: &'static str,
    extension: &'static str,
}

impl Analytics {
    /// So many events are kept, in memory only.
    pub const KEPT: usize = 200;

    /// The same ring from within an extension.
    #[must_use]
    pub fn within(&self, plugin: &'static str, extension: &'static str) -> Self {
        Self { ring: self.ring.clone(), plugin, extension }
    }

    /// Says that something happened.
    pub fn emit(&self, action: Action, subject: impl Into<String>) {
        self.emit_value(action, subject, None);
    }

    /// The same with a number.
    pub fn emit_value(&self, action: Action, subject: impl Into<String>, value: Option<f64>) {
        let Self { plugin, extension, .. } = *self;
        self.emit_from(plugin, extension.into(), action, subject.into(), value);
    }

    /// The same for what happened in a plugin's extension, told from without.
    pub fn emit_from(
        &self,
        plugin: &'static str,
        extension: Cow<'static, str>,
        action: Action,
        subject: String,
        value: Option<f64>,
    ) {
        let at = Stamp::now().unix_milliseconds();
        let noted = Noted { at, action, subject, value, plugin, extension };
        let mut ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        if ring.events.len() == Self::KEPT {
            ring.events.pop_front();
        }
        ring.events.push_back(noted);
        ring.count += 1;
    }

    /// What went wrong since the start, as far as it is kept, the newest first.
    #[must_use]
    pub fn errors(&self) -> Vec<Noted> {
        let (events, _) = self.since(0);
        events.into_iter().rev().filter(|one| one.action == Action::Error).collect()
    }

    /// How often that was, by plugin.
    #[must_use]
    pub fn failures(&self) -> BTreeMap<&'static str, usize> {
        let mut found = BTreeMap::new();
        for error in self.errors() {
            *found.entry(error.plugin).or_default() += 1;
        }
        found
    }

    /// The events that came after the first `count`, as far as they are kept, and how many there
    /// have been by now.
    #[must_use]
    pub fn since(&self, count: usize) -> (Vec<Noted>, usize) {
        let ring = self.ring.lock().unwrap_or_else(PoisonError::into_inner);
        let gone = ring.count - ring.events.len();
        let news = ring.events.iter().skip(count.saturating_sub(gone)).cloned().collect();
        (news, ring.count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_carries_the_context_of_its_extension_and_old_ones_go() {
        let analytics = Analytics::default();
        let inner = analytics.within("ci", "builds");
        for number in 0..Analytics::KEPT + 5 {
            inner.emit(Action::Own("rerun"), number.to_string());
        }
        let (events, count) = analytics.since(0);
        assert_eq!((events.len(), count), (Analytics::KEPT, Analytics::KEPT + 5));
        assert_eq!(events.first().unwrap().subject, "5");
        assert_eq!(events.last().unwrap().plugin, "ci");
        inner.emit(Action::Error, "first");
        inner.emit(Action::Error, "second");
        let errors = analytics.errors();
        assert_eq!(errors.iter().map(|one| &*one.subject).collect::<Vec<_>>(), ["second", "first"]);
        assert_eq!(analytics.failures(), [("ci", 2)].into());
        let (_, count) = analytics.since(0);
        analytics.emit(Action::Navigate, "/");
        let (news, _) = analytics.since(count);
        assert_eq!(news.iter().map(|one| one.subject.as_str()).collect::<Vec<_>>(), ["/"]);
        assert_eq!(analytics.since(count + 1).0, []);
    }
}
