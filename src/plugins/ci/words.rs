//! The CI system's words in the reader's words.

use super::api::Run;
use portico_components::Tone;

/// How a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the shape and the colour say.
    pub tone: Tone,
    /// The word.
    pub word: &'static str,
    /// It has not ended yet.
    pub running: bool,
}

/// How `run` stands. A word that is not known yet is shown as unknown, not as good.
#[must_use]
pub fn outcome(run: &Run) -> Outcome {
    let ended = |tone, word| Outcome { tone, word, running: false };
    let going = |word| Outcome { tone: Tone::Info, word, running: true };
    match (run.status.as_str(), run.conclusion.as_deref()) {
        ("completed", Some("success")) => ended(Tone::Success, "Passed"),
        ("completed", Some("failure")) => ended(Tone::Danger, "Failed"),
        ("completed", Some("startup_failure")) => ended(Tone::Danger, "Did not start"),
        ("completed", Some("timed_out")) => ended(Tone::Danger, "Timed out"),
        ("completed", Some("action_required")) => ended(Tone::Warning, "Needs approval"),
        ("completed", Some("cancelled")) => ended(Tone::Neutral, "Cancelled"),
        ("completed", Some("skipped")) => ended(Tone::Neutral, "Skipped"),
        ("completed", Some("neutral")) => ended(Tone::Neutral, "Neutral"),
        ("completed", Some("stale")) => ended(Tone::Neutral, "Stale"),
        ("in_progress", _) => going("Running"),
        ("queued" | "requested" | "pending", _) => going("Queued"),
        ("waiting", _) => going("Waiting"),
        _ => ended(Tone::Neutral, "Unknown"),
    }
}

/// Seconds from the start of a completed run to its end; `None` while it runs or when the times
/// make no sense.
#[must_use]
pub fn took(run: &Run) -> Option<u64> {
    if run.status.as_str() != "completed" {
        return None;
    }
    let start = crate::plugin::time::instant(run.run_started_at.as_deref()?)?;
    let end = crate::plugin::time::instant(run.updated_at.as_deref()?)?;
    let seconds = (end - start) / 1000;
    u64::try_from(seconds).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(status: &str, conclusion: Option<&str>) -> Run {
        serde_json::from_value(serde_json::json!({
            "id": 9_007_199_254_u64, "status": status, "conclusion": conclusion,
            "created_at": "2026-11-20T09:00:00Z",
            "run_started_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:04:12Z",
        }))
        .unwrap()
    }

    #[test]
    fn every_word_of_the_api_has_one_of_ours() {
        for conclusion in [
            "success",
            "failure",
            "neutral",
            "cancelled",
            "skipped",
            "timed_out",
            "action_required",
            "stale",
            "startup_failure",
        ] {
            assert_ne!(
                outcome(&run("completed", Some(conclusion))).word,
                "Unknown",
                "{conclusion}"
            );
        }
        for status in ["queued", "in_progress", "waiting", "requested", "pending"] {
            assert!(outcome(&run(status, None)).running, "{status}");
        }
    }

    #[test]
    fn a_word_of_tomorrow_is_unknown_and_not_good() {
        let unknown = outcome(&run("completed", Some("exploded")));
        assert_eq!((unknown.word, unknown.tone), ("Unknown", Tone::Neutral));
    }

    #[test]
    fn only_what_has_ended_took_some_time() {
        assert_eq!(took(&run("completed", Some("success"))), Some(252));
        assert_eq!(took(&run("in_progress", None)), None);
    }
}
