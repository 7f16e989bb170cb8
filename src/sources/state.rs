//! How a source fares, in words for the banner and the settings.

use crate::config::Source;
use crate::net::NetError;

/// One source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceState {
    /// Its id in `portal.json`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How it fares.
    pub health: Health,
    /// Files or pages read so far.
    pub read: usize,
    /// When what is shown of it was read, in milliseconds since 1970, if that was earlier.
    pub kept_from: Option<i64>,
}

/// How a source fares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// It is being read.
    Reading,
    /// All of it was read.
    Good,
    /// It could not be read, or not to the end.
    Failed {
        /// What failed.
        title: String,
        /// Why, as far as a browser can tell.
        cause: String,
        /// What to do.
        next_step: String,
    },
}

impl SourceState {
    /// A source that is about to be read.
    #[must_use]
    pub fn waiting(source: &Source) -> Self {
        Self {
            id: source.id.clone(),
            title: source.title.clone(),
            health: Health::Reading,
            read: 0,
            kept_from: None,
        }
    }

    /// Notes a failure; the first one is kept, because the others usually follow from it.
    pub fn fail(&mut self, error: &NetError) {
        if !self.has_failed() {
            self.health = Health::Failed {
                title: error.title(),
                cause: error.cause(),
                next_step: error.next_step(),
            };
        }
    }

    /// Whether it failed.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        matches!(self.health, Health::Failed { .. })
    }
}
