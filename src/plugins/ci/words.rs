//! How builds stand, in the reader's words.

use portico_components::{Icon, Tone};
use serde::Deserialize;

/// How a run, a job or a step stands. Each CI system has words of its own for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum State {
    /// All is well.
    Passed,
    /// It works, and something in it does not.
    Warnings,
    /// It does not work.
    Failed,
    /// It could not even begin.
    NotStarted,
    /// It took longer than it may.
    TimedOut,
    /// The CI system itself broke.
    Broken,
    /// A person has to say that it may go on.
    NeedsApproval,
    /// Somebody stopped it.
    Cancelled,
    /// It was not wanted.
    Skipped,
    /// It says neither.
    Neutral,
    /// It never ended, and nobody waits for it any more.
    Stale,
    /// It was begun again.
    Retried,
    /// It runs.
    Running,
    /// It waits for a machine.
    Queued,
    /// It waits for something else.
    Waiting,
    /// Somebody stops it at the moment.
    Stopping,
    /// A word that is not known yet: never shown as good.
    #[default]
    Unknown,
}

impl State {
    /// What the shape and the colour say.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::Passed => Tone::Success,
            Self::Warnings | Self::NeedsApproval => Tone::Warning,
            Self::Failed | Self::NotStarted | Self::TimedOut | Self::Broken => Tone::Danger,
            Self::Running | Self::Queued | Self::Waiting | Self::Stopping => Tone::Info,
            Self::Cancelled
            | Self::Skipped
            | Self::Neutral
            | Self::Stale
            | Self::Retried
            | Self::Unknown => Tone::Neutral,
        }
    }

    /// The word.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passed => "Passed",
            Self::Warnings => "Warnings",
            Self::Failed => "Failed",
            Self::NotStarted => "Did not start",
            Self::TimedOut => "Timed out",
            Self::Broken => "CI failed",
            Self::NeedsApproval => "Needs approval",
            Self::Cancelled => "Cancelled",
            Self::Skipped => "Skipped",
            Self::Neutral => "Neutral",
            Self::Stale => "Stale",
            Self::Retried => "Run again",
            Self::Running => "Running",
            Self::Queued => "Queued",
            Self::Waiting => "Waiting",
            Self::Stopping => "Stopping",
            Self::Unknown => "Unknown",
        }
    }

    /// Another shape than the tone's own.
    #[must_use]
    pub const fn icon(self) -> Option<Icon> {
        match self {
            Self::Running => Some(Icon::Running),
            Self::Queued | Self::Waiting | Self::Stopping => Some(Icon::Pending),
            Self::Cancelled | Self::Skipped => Some(Icon::Skipped),
            _ => None,
        }
    }

    /// Whether it has not ended yet.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Running | Self::Queued | Self::Waiting | Self::Stopping)
    }

    /// Whether it ended badly.
    #[must_use]
    pub fn is_bad(self) -> bool {
        self.tone() == Tone::Danger
    }

    /// Whether it ended well enough: warnings do not stop anybody.
    #[must_use]
    pub const fn is_good(self) -> bool {
        matches!(self, Self::Passed | Self::Warnings)
    }

    /// The name in addresses: `passed`, `needs-approval`.
    #[must_use]
    pub fn key(self) -> String {
        self.word().to_ascii_lowercase().replace(' ', "-")
    }

    /// How much somebody should look at it, the most first.
    #[must_use]
    pub const fn urgency(self) -> u8 {
        match self.tone() {
            Tone::Danger => 0,
            Tone::Warning => 1,
            Tone::Info => 2,
            Tone::Success => 3,
            _ => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_is_not_good() {
        assert!(!State::default().is_good() && !State::default().is_running());
        assert_eq!(State::NeedsApproval.key(), "needs-approval");
        assert!(State::Failed.urgency() < State::Passed.urgency());
    }
}
