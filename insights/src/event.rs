//! One analytics event: what somebody did in the portal, or what went wrong.
//!
//! The model is that of the field's analytics API (action, subject, value, attributes, context
//! with plugin, extension and route), so that events can go to its receivers and come from its
//! exports. [`Reader`] reads NDJSON; [`wire`] writes the shapes of receivers; [`user_hash`] makes
//! a pseudonym of a person.
//!
//! | action | subject | value | attributes |
//! |---|---|---|---|
//! | `navigate` | path | | parameters of the route |
//! | `click` | text of the link or button | | `to` |
//! | `click-out` | host of the tool that a link led to | | |
//! | `create` | name of what was created | minutes saved | |
//! | `search` | the term, or nothing if terms are not kept | results | `types` |
//! | `discover` | title of the result that was opened | its rank, from 1 | `to` |
//! | `not-found` | path that led nowhere | | |
//! | `error` | title of the error | | `code` |
//! | `perf` | route | milliseconds until it could be used | |
//! | `feedback` | what it is about | points | |
//! | `task` | name of the task | milliseconds, with `done` | `outcome`: `started`, `done`, `failed` |

use std::borrow::Cow;

use crate::Milli;

pub mod batch;
mod hash;
mod read;
mod seen;
pub mod wire;

pub use hash::{UserHash, user_hash};
pub use read::{Broken, Reader, read_line};
pub use seen::Seen;

/// Name of the action of leaving the portal for another tool, whose host is the subject.
pub const CLICK_OUT: &str = "click-out";

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Action<'a> {
    /// A page was opened.
    Navigate,
    /// A link, a button, a tab or a row was used.
    Click,
    /// Something was created from a template.
    Create,
    /// A search was answered; its value is the number of results.
    Search,
    /// A search result was opened; its value is the rank.
    Discover,
    /// A path led nowhere.
    NotFound,
    /// A part of the portal failed.
    Error,
    /// A route could be used after so many milliseconds.
    Perf,
    /// Somebody said how good something is.
    Feedback,
    /// A task was started, done, or failed: see [`Outcome`].
    Task,
    /// A plugin's own.
    Own(Cow<'a, str>),
}

/// How a task stands, in the attribute `outcome` of a [`Action::Task`] event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Begun.
    Started,
    /// Reached its end; the event's value is the time it took.
    Done,
    /// Ended with an error.
    Failed,
}

/// Where it happened and who did it. Empty texts stand for what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context<'a> {
    /// Id of the plugin; empty for the portal itself.
    pub plugin: Cow<'a, str>,
    /// Id of the extension within the plugin.
    pub extension: Cow<'a, str>,
    /// Id or pattern of the route, such as `catalog:entity`.
    pub route: Cow<'a, str>,
    /// Reference of the entity it was about.
    pub entity: Cow<'a, str>,
    /// Id of the session: one visit in one tab.
    pub session: Cow<'a, str>,
    /// Pseudonym of the person; `None` when identity is off.
    pub user: Option<UserHash>,
    /// The team that the person was in at that time, if the portal was told to say so.
    pub team: Cow<'a, str>,
    /// Build of the portal.
    pub build: Cow<'a, str>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<'a> {
    /// What tells it from all others; empty where nobody numbered it.
    pub id: Cow<'a, str>,
    /// When, in milliseconds since 1970, UTC.
    pub at: i64,
    /// What was done.
    pub action: Action<'a>,
    /// What it was done to.
    pub subject: Cow<'a, str>,
    /// A number whose meaning depends on the action.
    pub value: Option<Milli>,
    /// What is special to this event.
    pub attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Where and who.
    pub context: Context<'a>,
}

impl<'a> Action<'a> {
    /// The name in files and on wires.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Navigate => "navigate",
            Self::Click => "click",
            Self::Create => "create",
            Self::Search => "search",
            Self::Discover => "discover",
            Self::NotFound => "not-found",
            Self::Error => "error",
            Self::Perf => "perf",
            Self::Feedback => "feedback",
            Self::Task => "task",
            Self::Own(name) => name,
        }
    }

    /// The action of a name; a name that is not listed is a plugin's own.
    #[must_use]
    pub fn of(name: Cow<'a, str>) -> Self {
        match &*name {
            "navigate" => Self::Navigate,
            "click" => Self::Click,
            "create" => Self::Create,
            "search" => Self::Search,
            "discover" => Self::Discover,
            "not-found" => Self::NotFound,
            "error" => Self::Error,
            "perf" => Self::Perf,
            "feedback" => Self::Feedback,
            "task" => Self::Task,
            _ => Self::Own(name),
        }
    }
}

impl Outcome {
    /// The value of the attribute.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The outcome that an event's attribute names.
    #[must_use]
    pub fn of(event: &Event<'_>) -> Option<Self> {
        match event.attribute("outcome")? {
            "started" => Some(Self::Started),
            "done" => Some(Self::Done),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

impl<'a> Event<'a> {
    /// An event with an empty context.
    #[must_use]
    pub fn new(at: i64, action: Action<'a>, subject: impl Into<Cow<'a, str>>) -> Self {
        Self {
            id: Cow::Borrowed(""),
            at,
            action,
            subject: subject.into(),
            value: None,
            attributes: Vec::new(),
            context: Context::default(),
        }
    }

    /// The same event with a number.
    #[must_use]
    pub fn value(mut self, value: Milli) -> Self {
        self.value = Some(value);
        self
    }

    /// The same event with one attribute more; an attribute of that name is replaced.
    #[must_use]
    pub fn with(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) -> Self {
        let (name, value) = (name.into(), value.into());
        match self.attributes.iter_mut().find(|(other, _)| *other == name) {
            Some((_, old)) => *old = value,
            None => self.attributes.push((name, value)),
        }
        self
    }

    /// The same event in a context. What the inner context leaves empty, `outer` fills in.
    #[must_use]
    pub fn within(mut self, outer: &Context<'a>) -> Self {
        let fill = |inner: &mut Cow<'a, str>, outer: &Cow<'a, str>| {
            if inner.is_empty() {
                *inner = outer.clone();
            }
        };
        let inner = &mut self.context;
        fill(&mut inner.plugin, &outer.plugin);
        fill(&mut inner.extension, &outer.extension);
        fill(&mut inner.route, &outer.route);
        fill(&mut inner.entity, &outer.entity);
        fill(&mut inner.session, &outer.session);
        fill(&mut inner.team, &outer.team);
        fill(&mut inner.build, &outer.build);
        inner.user = inner.user.or(outer.user);
        self
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }

    /// One line of NDJSON without its end, as [`Reader`] reads it.
    #[must_use]
    pub fn line(&self) -> String {
        wire::line(self)
    }

    /// The same event, borrowing nothing.
    #[must_use]
    pub fn owned(self) -> Event<'static> {
        let own = |text: Cow<'a, str>| Cow::<'static, str>::Owned(text.into_owned());
        let Context { plugin, extension, route, entity, session, user, team, build } = self.context;
        Event {
            id: own(self.id),
            at: self.at,
            action: match self.action {
                Action::Own(name) => Action::Own(own(name)),
                known => Action::of(Cow::Owned(known.name().to_owned())),
            },
            subject: own(self.subject),
            value: self.value,
            attributes: self.attributes.into_iter().map(|(k, v)| (own(k), own(v))).collect(),
            context: Context {
                plugin: own(plugin),
                extension: own(extension),
                route: own(route),
                entity: own(entity),
                session: own(session),
                user,
                team: own(team),
                build: own(build),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inner_context_wins_and_an_outer_one_fills_in() {
        let outer = Context { plugin: "ci".into(), route: "ci:page".into(), ..Context::default() };
        let mut event = Event::new(5, Action::Click, "Rerun");
        event.context.plugin = "deploys".into();
        let event = event.within(&outer);
        assert_eq!((&*event.context.plugin, &*event.context.route), ("deploys", "ci:page"));
    }

    #[test]
    fn an_attribute_is_kept_once() {
        let event = Event::new(5, Action::Task, "create").with("outcome", "started");
        let event = event.with("outcome", Outcome::Done.name());
        assert_eq!(event.attributes.len(), 1);
        assert_eq!(Outcome::of(&event), Some(Outcome::Done));
    }

    #[test]
    fn names_of_actions_come_back() {
        for name in ["navigate", "not-found", "perf", "task", "rerun"] {
            assert_eq!(Action::of(name.into()).name(), name);
        }
        assert_eq!(Action::of("rerun".into()), Action::Own("rerun".into()));
    }
}
