//! Words and signs of states, the same on the page of a run and in the list.

use super::model::{RunState, StepState};
use crate::plugin::time::duration;
use portico_components::{Icon, Tone};

/// Word, tone and sign of a run.
#[must_use]
pub const fn run(state: RunState) -> (&'static str, Tone, Icon) {
    match state {
        RunState::Waiting => ("Waiting", Tone::Neutral, Icon::Pending),
        RunState::Running => ("Running", Tone::Info, Icon::Running),
        RunState::Cancelling => ("Stopping", Tone::Warning, Icon::Running),
        RunState::Done => ("Succeeded", Tone::Success, Icon::Success),
        RunState::Failed => ("Failed", Tone::Danger, Icon::Danger),
        RunState::Cancelled => ("Cancelled", Tone::Neutral, Icon::Skipped),
    }
}

/// Word and sign of a step.
#[must_use]
pub const fn step(state: StepState) -> (&'static str, Icon) {
    match state {
        StepState::Waiting => ("waiting", Icon::Pending),
        StepState::Running => ("running", Icon::Running),
        StepState::Done => ("done", Icon::Success),
        StepState::Skipped => ("left out", Icon::Skipped),
        StepState::Failed => ("failed", Icon::Danger),
        StepState::Cancelled => ("cancelled", Icon::Skipped),
    }
}

/// Milliseconds between two instants in words; nothing where one is missing.
#[must_use]
pub fn between(began: Option<i64>, ended: Option<i64>) -> String {
    let Some((began, ended)) = began.zip(ended) else { return String::new() };
    match u64::try_from(ended - began).unwrap_or_default() / 1000 {
        0 => "under 1\u{a0}s".to_owned(),
        seconds => duration(seconds),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn times_in_words() {
        assert_eq!(super::between(Some(0), Some(400)), "under 1\u{a0}s");
        assert_eq!(super::between(Some(0), Some(65_000)), "1\u{a0}min 5\u{a0}s");
        assert_eq!(super::between(Some(9), None), "");
        assert_eq!(super::between(Some(9_000), Some(0)), "under 1\u{a0}s");
    }
}
