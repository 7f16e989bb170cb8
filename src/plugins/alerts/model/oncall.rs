//! Who is on call now and who is next, and what they have to do.

use super::super::api::{Incident, OnCall};
use crate::plugin::time::instant;

/// One level of an escalation policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// 1 is called first.
    pub number: u32,
    /// Who is called now.
    pub now: Vec<OnCall>,
    /// Who is called after them.
    pub next: Vec<OnCall>,
}

/// The levels of a policy, the one that is called first at the beginning.
///
/// A stretch that is over counts as long as no later one has begun: an answer that is not quite
/// new still names somebody.
#[must_use]
pub fn levels(all: &[OnCall], policy: &str, now: i64) -> Vec<Level> {
    let mine: Vec<&OnCall> = all.iter().filter(|one| one.escalation_policy.id == policy).collect();
    let mut numbers: Vec<u32> = mine.iter().map(|one| one.escalation_level).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let level = |number: u32| {
        let here: Vec<&OnCall> =
            mine.iter().copied().filter(|one| one.escalation_level == number).collect();
        let mut schedules: Vec<&str> = here.iter().map(|one| one.schedule.id.as_str()).collect();
        schedules.sort_unstable();
        schedules.dedup();
        schedules.reverse();
        let mut level = Level { number, now: Vec::new(), next: Vec::new() };
        // Each schedule has turns of its own; who is in the policy by name has none.
        for schedule in schedules {
            let turns = || here.iter().copied().filter(move |one| one.schedule.id == schedule);
            let latest = turns().map(start).filter(|at| *at <= now).max();
            let coming = turns().map(start).filter(|at| *at > now).min();
            let at = |moment: Option<i64>| turns().filter(move |one| Some(start(one)) == moment);
            level.now.extend(at(latest).cloned());
            level.next.extend(at(coming).cloned());
        }
        Level { number, now: unique(level.now), next: unique(level.next) }
    };
    numbers.into_iter().map(level).collect()
}

/// When it begins; what has always been began first of all.
fn start(one: &OnCall) -> i64 {
    one.start.as_deref().and_then(instant).unwrap_or(i64::MIN)
}

/// Every person once.
fn unique(all: Vec<OnCall>) -> Vec<OnCall> {
    let mut kept: Vec<OnCall> = Vec::new();
    for one in all {
        if !kept.iter().any(|other| other.user == one.user) {
            kept.push(one);
        }
    }
    kept
}

/// Incidents of a service that are not resolved: those that nobody has taken up first, then by
/// urgency, then the oldest.
#[must_use]
pub fn open_incidents(all: &[Incident], service: &str) -> Vec<Incident> {
    let mine = |one: &&Incident| one.status != "resolved" && one.service.id == service;
    let mut open: Vec<Incident> = all.iter().filter(mine).cloned().collect();
    open.sort_by_cached_key(|one| {
        let at = instant(&one.created_at).unwrap_or(i64::MAX);
        (one.status == "acknowledged", one.urgency == "low", at)
    });
    open
}

#[cfg(test)]
mod tests {
    use super::super::super::api::{Named, Page, recorded};
    use super::*;
    use crate::net::decode;

    fn stretch(level: u32, who: &str, start: Option<&str>) -> OnCall {
        OnCall {
            escalation_policy: Named { id: "P".into(), ..Named::default() },
            escalation_level: level,
            user: Named { id: who.into(), summary: who.into(), ..Named::default() },
            schedule: Named {
                id: start.map(|_| "S").unwrap_or_default().into(),
                ..Named::default()
            },
            start: start.map(str::to_owned),
            ..OnCall::default()
        }
    }

    fn who(all: &[OnCall]) -> Vec<&str> {
        all.iter().map(|one| one.user.summary.as_str()).collect()
    }

    #[test]
    fn recorded_levels() {
        let page: Page<OnCall> = decode::json(recorded::ONCALLS.as_bytes()).unwrap();
        let now = instant("2026-03-03T00:00:00Z").unwrap();
        let all = levels(&page.items.items, "PEP0001", now);
        assert_eq!(all.iter().map(|level| level.number).collect::<Vec<_>>(), [1, 2]);
        assert_eq!((who(&all[0].now), who(&all[1].now)), (vec!["Jo Doe"], vec!["Kim Lee"]));
        assert!(all.iter().all(|level| level.next.is_empty()));
        assert!(levels(&page.items.items, "ANOTHER", now).is_empty());
    }

    #[test]
    fn now_and_next() {
        let (first, second, third) =
            ("2026-11-16T09:00:00Z", "2026-11-23T09:00:00Z", "2026-11-30T09:00:00Z");
        let all = [
            stretch(1, "c", Some(third)),
            stretch(1, "a", Some(first)),
            stretch(1, "b", Some(second)),
            stretch(1, "lead", None),
            stretch(2, "x", None),
            stretch(2, "y", None),
            stretch(2, "x", None),
        ];
        let at = |text: &str| levels(&all, "P", instant(text).unwrap());
        let first = &at("2026-11-20T00:00:00Z")[0];
        assert_eq!((who(&first.now), who(&first.next)), (vec!["a", "lead"], vec!["b"]));
        assert_eq!(who(&at("2026-11-20T00:00:00Z")[1].now), ["x", "y"]);
        // Long after the answer, the last one who is known counts.
        let late = &at("2027-05-01T00:00:00Z")[0];
        assert_eq!((who(&late.now), who(&late.next)), (vec!["c", "lead"], vec![]));
        // Before the first stretch, only those who always are.
        let early = &at("2026-11-01T00:00:00Z")[0];
        assert_eq!((who(&early.now), who(&early.next)), (vec!["lead"], vec!["a"]));
    }

    #[test]
    fn what_nobody_has_taken_up_is_first() {
        let page: Page<Incident> = decode::json(recorded::INCIDENTS.as_bytes()).unwrap();
        let open = open_incidents(&page.items.items, "PSVC001");
        let ids: Vec<&str> = open.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["PINC001", "PINC002"]);
        assert!(open_incidents(&page.items.items, "ANOTHER").is_empty());
    }
}
