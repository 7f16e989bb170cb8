//! How fast incidents are taken up and resolved.

use super::super::api::{Incident, LogEntry};
use crate::plugin::time::instant;

/// The middle of a sample, and how large that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Median {
    /// Half took longer, half not.
    pub seconds: u64,
    /// How many there were.
    pub of: usize,
}

/// Times of a sample, in seconds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times(Vec<u64>);

impl Times {
    /// The middle; of an even number, the middle between the two in the middle.
    #[must_use]
    pub fn median(&self) -> Option<Median> {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let middle = sorted.len() / 2;
        let upper = *sorted.get(middle)?;
        let seconds = match sorted.len() % 2 {
            0 => (sorted.get(middle.checked_sub(1)?)? + upper) / 2,
            _ => upper,
        };
        Some(Median { seconds, of: sorted.len() })
    }
}

impl FromIterator<u64> for Times {
    fn from_iter<I: IntoIterator<Item = u64>>(times: I) -> Self {
        Self(times.into_iter().collect())
    }
}

/// Seconds from the beginning of an incident until it was resolved; `None` for one that is not, or
/// that does not say.
#[must_use]
pub fn resolved_after(incident: &Incident) -> Option<u64> {
    if incident.status != "resolved" {
        return None;
    }
    let at = incident.resolved_at.as_deref().unwrap_or(&incident.last_status_change_at);
    between(&incident.created_at, at)
}

/// Seconds from the beginning of an incident until somebody took it up, by its log.
#[must_use]
pub fn acknowledged_after(incident: &Incident, log: &[LogEntry]) -> Option<u64> {
    let taken = log.iter().filter(|entry| entry.kind.starts_with("acknowledge_log_entry"));
    taken.filter_map(|entry| between(&incident.created_at, &entry.created_at)).min()
}

fn between(from: &str, to: &str) -> Option<u64> {
    u64::try_from((instant(to)? - instant(from)?) / 1000).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::api::{Page, recorded};
    use super::*;
    use crate::net::decode;

    #[test]
    fn medians_of_odd_even_and_no_samples() {
        let median = |all: &[u64]| all.iter().copied().collect::<Times>().median();
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[7]), Some(Median { seconds: 7, of: 1 }));
        assert_eq!(median(&[600, 60, 120]), Some(Median { seconds: 120, of: 3 }));
        assert_eq!(median(&[60, 7200, 120, 600]), Some(Median { seconds: 360, of: 4 }));
    }

    #[test]
    fn times_of_recorded_incidents() {
        let page: Page<Incident> = decode::json(recorded::INCIDENTS.as_bytes()).unwrap();
        let times: Vec<_> = page.items.items.iter().map(resolved_after).collect();
        assert_eq!(times, [None, None, Some(1500)]);
        let entry = |kind: &str, at: &str| LogEntry {
            kind: kind.into(),
            created_at: at.into(),
            ..LogEntry::default()
        };
        let log = [
            entry("resolve_log_entry", "2026-03-02T09:30:00Z"),
            entry("acknowledge_log_entry", "2026-03-02T09:20:00Z"),
            entry("acknowledge_log_entry_reference", "2026-03-02T09:08:00Z"),
            entry("acknowledge_log_entry", "never"),
            entry("acknowledge_log_entry", "2026-03-02T09:00:00Z"),
        ];
        let incident = &page.items.items[2];
        assert_eq!(acknowledged_after(incident, &log), Some(180));
        assert_eq!(acknowledged_after(incident, &log[..1]), None);
        let mut old = incident.clone();
        old.resolved_at = None;
        old.last_status_change_at = "2026-03-02T09:06:00Z".into();
        assert_eq!(resolved_after(&old), Some(60));
    }
}
