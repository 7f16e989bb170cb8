//! Rows of the KPI of context switching, from events: which tools a visit led to.
//!
//! A visit stands in for a job, because nobody says which job it is: what one did from opening a
//! tab to closing it. The portal is one of its tools; each host that a link led to is another.

use std::collections::BTreeMap;

use portico_insights::event::{CLICK_OUT, Event, UserHash};
use serde_json::json;

/// The name of the portal among the tools.
const PORTAL: &str = "portal";

/// Visits by their session.
#[derive(Debug, Default)]
pub struct Journeys {
    visits: BTreeMap<String, Visit>,
}

#[derive(Debug)]
struct Visit {
    person: Option<UserHash>,
    team: String,
    /// Each tool with the moment of its first use.
    tools: BTreeMap<String, i64>,
}

impl Journeys {
    /// Takes one event, in any order. Events without a session cannot be put together.
    pub fn take(&mut self, event: &Event<'_>) {
        let context = &event.context;
        if context.session.is_empty() {
            return;
        }
        if !self.visits.contains_key(&*context.session) {
            let visit = Visit { person: None, team: String::new(), tools: BTreeMap::new() };
            self.visits.insert(context.session.to_string(), visit);
        }
        let Some(visit) = self.visits.get_mut(&*context.session) else { return };
        visit.person = visit.person.or(context.user);
        if visit.team.is_empty() {
            visit.team = context.team.to_string();
        }
        visit.used(PORTAL, event.at);
        if event.action.name() == CLICK_OUT && !event.subject.is_empty() {
            visit.used(&event.subject, event.at);
        }
    }

    /// How many visits there were.
    pub fn visits(&self) -> usize {
        self.visits.len()
    }

    /// The rows as NDJSON, which `journeys` of the exports names.
    pub fn write(&self) -> String {
        let mut text = String::new();
        for (session, visit) in &self.visits {
            for (tool, at) in &visit.tools {
                let person = visit.person.map(|person| person.to_string());
                let row = json!({
                    "job": "visit", "run": session, "tool": tool, "at": at,
                    "person": person, "team": visit.team,
                });
                text.push_str(&row.to_string());
                text.push('\n');
            }
        }
        text
    }
}

impl Visit {
    fn used(&mut self, tool: &str, at: i64) {
        match self.tools.get_mut(tool) {
            Some(first) => *first = at.min(*first),
            None => {
                self.tools.insert(tool.to_owned(), at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_insights::event::Action;
    use portico_insights::rows::{JourneyStep, Mapping, read};

    #[test]
    fn a_visit_and_the_tools_that_it_led_to() {
        let event = |at: i64, session: &str, action: &'static str, subject: &str| {
            let mut event = Event::new(at, Action::of(action.into()), subject.to_owned());
            event.context.session = session.to_owned().into();
            event.context.user = (session == "s1").then_some(UserHash(7));
            event.context.team = "checkout".into();
            event
        };
        let mut journeys = Journeys::default();
        for event in [
            event(1_795_003_209_000, "s1", "click-out", "grafana.example.org"),
            event(1_795_003_201_000, "s1", "navigate", "/ci"),
            event(1_795_003_202_000, "s1", "click-out", "grafana.example.org"),
            event(1_795_003_203_000, "s1", "click-out", "github.com"),
            event(1_795_003_204_000, "s2", "navigate", "/"),
            event(1_795_003_205_000, "", "click-out", "github.com"),
        ] {
            journeys.take(&event);
        }
        assert_eq!(journeys.visits(), 2);
        let read = read::<JourneyStep>(&journeys.write(), None, &Mapping::default());
        assert_eq!((read.broken, read.rows.len()), (0, 4));
        let rows: Vec<_> =
            read.rows.iter().map(|row| (&*row.run, &*row.tool, row.at % 100_000)).collect();
        assert_eq!(
            rows,
            [
                ("s1", "github.com", 3_000),
                ("s1", "grafana.example.org", 2_000),
                ("s1", "portal", 1_000),
                ("s2", "portal", 4_000),
            ]
        );
        assert_eq!(read.rows[0].person, Some(UserHash(7)));
        assert_eq!((&*read.rows[3].team, read.rows[3].person), ("checkout", None));
    }
}
