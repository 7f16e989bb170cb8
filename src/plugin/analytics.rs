//! What happened, for the people who run the portal: typed events with the context they happened in.
//!
//! Events go to sinks. The stock portal has one, a ring in memory that the settings show; nothing
//! leaves the browser. The event model is that of Backstage's analytics API.

use std::collections::VecDeque;
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
    /// An event of a plugin's own.
    Own(&'static str),
}

/// Where it happened. Inner contexts fill in what outer ones leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnalyticsContext {
    /// Id of the plugin; empty for the portal itself.
    pub plugin: &'static str,
    /// Id of the extension within the plugin.
    pub extension: &'static str,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What was done.
    pub action: Action,
    /// What it was done to.
    pub subject: String,
    /// Where.
    pub context: AnalyticsContext,
}

/// Takes events and never waits.
pub trait Sink: Send + Sync {
    /// Takes one event.
    fn take(&self, event: &Event);
}

/// The last events, in memory only.
#[derive(Default)]
pub struct Recent(Mutex<VecDeque<Event>>);

impl Recent {
    const KEPT: usize = 200;

    /// The kept events, oldest first.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

impl Sink for Recent {
    fn take(&self, event: &Event) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() == Self::KEPT {
            kept.pop_front();
        }
        kept.push_back(event.clone());
    }
}

/// The way to the sinks, in the context of whoever holds it.
#[derive(Clone)]
pub struct Analytics {
    sinks: Arc<Vec<Arc<dyn Sink>>>,
    context: AnalyticsContext,
}

impl Analytics {
    /// Events go to `sinks`.
    #[must_use]
    pub fn new(sinks: Vec<Arc<dyn Sink>>) -> Self {
        Self { sinks: Arc::new(sinks), context: AnalyticsContext::default() }
    }

    /// The same sinks from within an extension.
    #[must_use]
    pub fn within(&self, plugin: &'static str, extension: &'static str) -> Self {
        Self { sinks: self.sinks.clone(), context: AnalyticsContext { plugin, extension } }
    }

    /// Says that something happened.
    pub fn emit(&self, action: Action, subject: impl Into<String>) {
        let event = Event { action, subject: subject.into(), context: self.context.clone() };
        for sink in self.sinks.iter() {
            sink.take(&event);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_carries_the_context_of_its_extension_and_old_ones_go() {
        let recent = Arc::new(Recent::default());
        let analytics = Analytics::new(vec![recent.clone()]).within("ci", "builds");
        for number in 0..Recent::KEPT + 5 {
            analytics.emit(Action::Own("rerun"), number.to_string());
        }
        let events = recent.events();
        assert_eq!(events.len(), Recent::KEPT);
        assert_eq!(events.first().unwrap().subject, "5");
        assert_eq!(events.last().unwrap().context.plugin, "ci");
    }
}
