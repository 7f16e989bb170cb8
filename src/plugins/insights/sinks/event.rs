//! What the portal noted, as events for receivers, with nothing in them that was not asked for.

use super::settings::{Analytics, Sink};
use crate::plugin::analytics::{Action as Noticed, Noted};
use portico_insights::Milli;
use portico_insights::event::{Action, Event, Outcome, UserHash, user_hash};
use portico_insights::survey::Answer;

/// How a search is noted.
const SEARCH: &str = "search";

/// What is the same in all events of a visit.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// Id of the visit: one tab, from its start to its end.
    pub session: String,
    /// The pseudonym of the person; `None` where identity is off.
    pub user: Option<UserHash>,
    /// Plugin and extension of the page that is open.
    route: String,
    /// Reference of the entity that it is about; empty for none.
    entity: String,
}

impl Visit {
    /// A visit of a person, who is a pseudonym or nobody.
    pub fn new(config: &Analytics, session: String, person: Option<&str>) -> Self {
        let key = config.identity_key.as_deref().filter(|key| !key.is_empty());
        let user = key.and_then(|key| Some(user_hash(key, person?)));
        Self { session, user, ..Self::default() }
    }

    /// Goes where somebody went: what comes after it happened there.
    pub fn follow(&mut self, noted: &Noted) {
        if noted.action == Noticed::Navigate {
            self.route = [noted.plugin, ":", &*noted.extension].concat();
            self.entity = entity(&noted.subject).unwrap_or_default();
        }
    }

    /// Writes itself into an event.
    fn meet(&self, event: &mut Event<'static>) {
        let context = &mut event.context;
        context.session = self.session.clone().into();
        context.user = self.user;
    }
}

/// An event of what was noted. Search terms are left out unless the configuration keeps them.
pub fn event(noted: &Noted, visit: &Visit, config: &Analytics) -> Event<'static> {
    let name = noted.action.name();
    let is_kept = name != SEARCH || config.terms;
    let subject = if is_kept { noted.subject.clone() } else { String::new() };
    let mut event = match outcome(name) {
        Some(outcome) => {
            Event::new(noted.at as i64, Action::Task, subject).with("outcome", outcome.name())
        }
        None => Event::new(noted.at as i64, Action::of(name.into()), subject),
    };
    event.value = noted.value.map(|value| Milli((value * 1000.0) as i64));
    let context = &mut event.context;
    context.plugin = noted.plugin.into();
    context.extension = noted.extension.clone();
    context.route = visit.route.clone().into();
    context.entity = visit.entity.clone().into();
    visit.meet(&mut event);
    event
}

/// What a plugin notes of a task has no attributes: the name says how the task stands.
fn outcome(name: &str) -> Option<Outcome> {
    match name {
        "task-started" => Some(Outcome::Started),
        "task-done" => Some(Outcome::Done),
        "task-failed" => Some(Outcome::Failed),
        _ => None,
    }
}

/// The event of an answer to the survey. Its free text does not go to receivers that count clicks.
pub fn answer(answer: &Answer, visit: &Visit, sink: &Sink) -> Event<'static> {
    let mut event = answer.event(!matches!(sink, Sink::Ga4 { .. } | Sink::Matomo { .. }));
    event.context.plugin = "insights".into();
    event.context.extension = "survey".into();
    visit.meet(&mut event);
    event
}

/// The reference of the entity that the page at a path is about, or whose documentation it is:
/// `/catalog/default/component/ledger`.
fn entity(path: &str) -> Option<String> {
    let (_, rest) = path.split_once("/catalog/").or_else(|| path.split_once("/docs/"))?;
    let mut parts = rest.split('/').filter(|part| !part.is_empty());
    let (namespace, kind, name) = (parts.next()?, parts.next()?, parts.next()?);
    Some([kind, ":", namespace, "/", name].concat())
}

#[cfg(test)]
mod tests {
    use super::Noticed as Done;
    use super::*;

    fn noted(action: Done, subject: &str) -> Noted {
        let subject = subject.to_owned();
        Noted { at: 5.0, action, subject, value: None, plugin: "search", extension: "page".into() }
    }

    #[test]
    fn nobody_and_no_term_is_in_an_event_by_default() {
        let config = Analytics::default();
        let visit = Visit::new(&config, "s1".to_owned(), Some("user:default/jo"));
        let line = event(&noted(Done::Own("search"), "salaries"), &visit, &config).line();
        assert!(!line.contains("salaries") && !line.contains("userId"), "{line}");
        assert!(line.contains("\"sessionId\":\"s1\""), "{line}");
    }

    #[test]
    fn a_person_is_a_pseudonym() {
        let config =
            Analytics { identity_key: Some("key".to_owned()), terms: true, ..Analytics::default() };
        let visit = Visit::new(&config, "s1".to_owned(), Some("user:default/jo"));
        let line = event(&noted(Done::Own("search"), "ledger"), &visit, &config).line();
        assert!(line.contains("ledger") && line.contains("userId"), "{line}");
        assert!(!line.contains("user:default/jo"), "{line}");
        let nobody = Visit::new(&config, "s1".to_owned(), None);
        assert_eq!(nobody.user, None);
    }

    #[test]
    fn a_page_says_its_entity_and_a_search_how_much_it_found() {
        let (config, mut visit) = (Analytics::default(), Visit::default());
        let mut page = |path: &str| {
            let opened = noted(Done::Navigate, path);
            visit.follow(&opened);
            event(&opened, &visit, &config).context
        };
        assert_eq!(page("/catalog/default/component/ledger").entity, "component:default/ledger");
        assert_eq!(page("/p/docs/default/api/fx/guide").entity, "api:default/fx");
        assert_eq!(page("/catalog/default").entity, "");
        assert_eq!(page("/").route, "search:page");
        page("/catalog/default/component/ledger");
        // What is done on a page is an event of whose part it is in, with the page around it.
        let click = Noted { plugin: "ci", extension: "builds".into(), ..noted(Done::Click, "#3") };
        let context = event(&click, &visit, &config).context;
        assert_eq!((&*context.plugin, &*context.extension), ("ci", "builds"));
        assert_eq!(
            (&*context.route, &*context.entity),
            ("search:page", "component:default/ledger")
        );
        let nothing = Noted { value: Some(0.0), ..noted(Done::Own(SEARCH), "gdpr") };
        let found = event(&nothing, &visit, &config);
        assert_eq!((found.action, found.value), (Action::Search, Some(Milli(0))));
        assert_eq!(found.subject, "");
    }

    #[test]
    fn a_task_says_how_it_stands_and_how_long_it_took() {
        let (config, visit) = (Analytics::default(), Visit::default());
        let noted =
            Noted { value: Some(38_000.0), ..noted(Done::Own("task-done"), "first build found") };
        let done = event(&noted, &visit, &config);
        assert_eq!((&done.action, Outcome::of(&done)), (&Action::Task, Some(Outcome::Done)));
        assert_eq!(done.value, Some(Milli::whole(38_000)));
        for (name, outcome) in
            [("task-started", Some(Outcome::Started)), ("task-failed", Some(Outcome::Failed))]
        {
            let noted = Noted { action: Done::Own(name), ..noted.clone() };
            assert_eq!(Outcome::of(&event(&noted, &visit, &config)), outcome);
        }
    }

    #[test]
    fn the_free_text_of_an_answer_goes_to_own_receivers_only() {
        let said = Answer::new(5, 9, "salaries").unwrap();
        let visit = Visit { session: "s1".to_owned(), user: Some(UserHash(7)), ..Visit::default() };
        let origin = || "insights-x".to_owned();
        let http = answer(&said, &visit, &Sink::Http { origin: origin(), path: String::new() });
        assert!(http.line().contains("salaries") && http.line().contains("s1"));
        for sink in [
            Sink::Ga4 { origin: origin(), measurement: "G".to_owned() },
            Sink::Matomo { origin: origin(), site: 3 },
        ] {
            assert!(!answer(&said, &visit, &sink).line().contains("salaries"), "{sink:?}");
        }
    }
}
