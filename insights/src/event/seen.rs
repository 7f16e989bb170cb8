//! Events that were sent, or exported, more than once.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};

use super::{Action, Event};

/// Knows the events that came by: eight bytes and a little for each of them.
#[derive(Debug, Default)]
pub struct Seen {
    known: HashSet<u64>,
    /// How many events were there already.
    pub repeated: u64,
}

impl Seen {
    /// Whether an event comes by for the first time; a later one is counted.
    ///
    /// The same event has the same id, or, where it has none, the same time, session, person,
    /// action and subject (and, of a task, outcome). An event that says neither session nor person
    /// is never taken for another one: two people can do the same at the same time.
    pub fn is_new(&mut self, event: &Event<'_>) -> bool {
        let context = &event.context;
        let mut hash = DefaultHasher::new();
        if !event.id.is_empty() {
            event.id.hash(&mut hash);
        } else if context.session.is_empty() && context.user.is_none() {
            return true;
        } else {
            let outcome = match event.action {
                Action::Task => event.attribute("outcome"),
                _ => None,
            };
            (event.at, &context.session, context.user).hash(&mut hash);
            (event.action.name(), &event.subject, outcome).hash(&mut hash);
        }
        let is_new = self.known.insert(hash.finish());
        self.repeated += u64::from(!is_new);
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::super::{UserHash, read_line};
    use super::*;

    #[test]
    fn the_same_event_counts_once() {
        let event = |at: i64, session: &str, subject: &str| {
            let mut event = Event::new(at, Action::Click, subject.to_owned());
            event.context.session = session.to_owned().into();
            event
        };
        let mut seen = Seen::default();
        assert!(seen.is_new(&event(5, "a", "Rerun")));
        assert!(!seen.is_new(&event(5, "a", "Rerun")));
        for other in [event(6, "a", "Rerun"), event(5, "b", "Rerun"), event(5, "a", "Stop")] {
            assert!(seen.is_new(&other), "{other:?}");
        }
        assert!(seen.is_new(&Event { action: Action::Create, ..event(5, "a", "Rerun") }));
        let mut person = event(5, "a", "Rerun");
        person.context.user = Some(UserHash(7));
        assert!(seen.is_new(&person));
        assert_eq!(seen.repeated, 1);
    }

    #[test]
    fn who_says_nothing_of_a_person_is_somebody_else_each_time() {
        let mut seen = Seen::default();
        let event = Event::new(5, Action::Click, "Rerun");
        assert!(seen.is_new(&event) && seen.is_new(&event));
        assert_eq!(seen.repeated, 0);
    }

    #[test]
    fn an_id_decides_where_there_is_one() {
        let line = |id: &str, at: u8| {
            format!(
                r#"{{"id":{id},"at":{at},"action":"click","subject":"x","context":{{"sessionId":"s"}}}}"#
            )
        };
        let (first, again, other) = (line("\"a1\"", 5), line("\"a1\"", 6), line("7", 5));
        let mut seen = Seen::default();
        let news = [&first, &again, &other].map(|line| seen.is_new(&read_line(line).unwrap()));
        assert_eq!(news, [true, false, true]);
    }

    #[test]
    fn a_task_may_begin_and_end_within_a_millisecond() {
        let mut seen = Seen::default();
        let mut task = Event::new(5, Action::Task, "build");
        task.context.session = "s".into();
        assert!(seen.is_new(&task.clone().with("outcome", "started")));
        assert!(seen.is_new(&task.with("outcome", "done")));
    }
}
