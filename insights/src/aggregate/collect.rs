//! Taking events in: each becomes a few numbers in a few columns.

use std::collections::HashMap;

use super::names::Names;
use super::tries::{SearchStep, Try, tries};
use super::{Kind, Settings, Source};
use crate::Day;
use crate::event::{Action, Event, Outcome, UserHash};

/// How many different paths, terms, titles and so on are kept apart.
const NAMES: usize = 200_000;

/// How many teams, and how many plugins, are kept apart.
const SCOPES: usize = 2_000;

/// Columns are made smaller when they have grown by so many entries.
const GROWTH: usize = 1 << 21;

/// Somebody was somewhere on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Visit {
    pub user: u64,
    pub day: i32,
    pub team: u16,
    pub plugin: u16,
}

/// Somebody used a name so many times on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Hit {
    pub name: u32,
    pub day: i32,
    pub person: u64,
    pub count: u32,
}

/// A route could be used after so many milliseconds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timing {
    pub name: u32,
    pub day: i32,
    pub person: u64,
    pub ms: u32,
}

/// Something happened to a task.
#[derive(Clone, Copy, Debug)]
pub(super) struct TaskStep {
    pub name: u32,
    pub day: i32,
    pub person: u64,
    pub ms: u32,
    pub outcome: Outcome,
}

/// What a day had in a team and a plugin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub views: u64,
    pub errors: u64,
}

/// Takes events in any order. Memory is about 60 bytes per event that is a search, a timing or a
/// task, and far less for the others, which are summed by day.
#[derive(Debug)]
pub struct Collector {
    settings: Settings,
    source: Source,
    teams: Names,
    plugins: Names,
    names: Names,
    visits: Vec<Visit>,
    hits: Vec<Hit>,
    /// From where on both columns have not been summed yet.
    limits: (usize, usize),
    counts: HashMap<(i32, u16, u16), Counts>,
    timings: Vec<Timing>,
    tasks: Vec<TaskStep>,
    searches: Vec<SearchStep>,
    key: String,
}

/// All events as sorted columns: what figures are read from.
#[derive(Debug)]
pub struct Collected {
    pub(super) settings: Settings,
    pub(super) source: Source,
    pub(super) teams: Names,
    pub(super) plugins: Names,
    pub(super) names: Names,
    /// By user, then day.
    pub(super) visits: Vec<Visit>,
    /// By name, then day.
    pub(super) hits: Vec<Hit>,
    pub(super) counts: Vec<((i32, u16, u16), Counts)>,
    pub(super) timings: Vec<Timing>,
    pub(super) tasks: Vec<TaskStep>,
    pub(super) tries: Vec<Try>,
    /// First and last day; the same day when there was no event.
    pub(super) span: (Day, Day),
}

impl Collector {
    /// A collector that has seen nothing.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let mut collector = Self {
            settings,
            source: Source::default(),
            teams: Names::default(),
            plugins: Names::default(),
            names: Names::default(),
            visits: Vec::new(),
            hits: Vec::new(),
            limits: (GROWTH, GROWTH),
            counts: HashMap::new(),
            timings: Vec::new(),
            tasks: Vec::new(),
            searches: Vec::new(),
            key: String::new(),
        };
        // Number 0 stands for no team, and for the portal itself.
        collector.teams.number("", SCOPES);
        collector.plugins.number("", SCOPES);
        collector
    }

    /// Says where the events are from, in words, and how many lines were no event.
    pub fn source(&mut self, name: &str, broken: u64) {
        name.clone_into(&mut self.source.name);
        self.source.broken = broken;
    }

    /// Says how many events were left out because they had been there before.
    pub fn repeated(&mut self, count: u64) {
        self.source.repeated = count;
    }

    /// Takes one event.
    pub fn take(&mut self, event: &Event<'_>) {
        let context = &event.context;
        let day = self.settings.zone.day(event.at).0;
        self.source.events += 1;
        self.source.as_of = self.source.as_of.max(event.at);
        let team = scope(&mut self.teams, &context.team);
        let plugin = scope(&mut self.plugins, &context.plugin);
        match context.user {
            Some(UserHash(user)) => {
                let visit = Visit { user, day, team, plugin };
                // Events of one person come in a row; most of them say nothing new.
                if self.visits.last() != Some(&visit) {
                    self.visits.push(visit);
                }
            }
            None => self.source.anonymous += 1,
        }
        let counts = self.counts.entry((day, team, plugin)).or_default();
        match event.action {
            Action::Navigate => counts.views += 1,
            Action::Error => counts.errors += 1,
            _ => {}
        }
        self.details(event, day);
        if self.visits.len() > self.limits.0 {
            self.visits.sort_unstable();
            self.visits.dedup();
            self.limits.0 = self.visits.len() + GROWTH;
        }
        if self.hits.len() > self.limits.1 {
            sum(&mut self.hits);
            self.limits.1 = self.hits.len() + GROWTH;
        }
    }

    /// What only some actions say.
    fn details(&mut self, event: &Event<'_>, day: i32) {
        let context = &event.context;
        // Without a user the session stands in, so that the threshold holds; without both
        // everything is from one unknown person.
        let person = match (context.user, &*context.session) {
            (Some(UserHash(user)), _) => user,
            (None, "") => 0,
            (None, session) => UserHash::of(session).0,
        };
        let subject = &*event.subject;
        let ms = event.value.map_or(0, |value| u32::try_from(value.0 / 1000).unwrap_or(0));
        match event.action {
            Action::Navigate => {
                self.hit(Kind::Page, event, subject, day, person);
                if !context.entity.is_empty() {
                    let kind = if context.plugin == "docs" { Kind::Document } else { Kind::Entity };
                    self.hit(kind, event, &context.entity, day, person);
                }
            }
            Action::Create => {
                let template = if context.entity.is_empty() { subject } else { &context.entity };
                self.hit(Kind::Template, event, template, day, person);
            }
            Action::NotFound => self.hit(Kind::NotFound, event, subject, day, person),
            Action::Error => self.hit(Kind::Error, event, subject, day, person),
            Action::Feedback if event.value.is_some_and(|value| value.0 == 0) => {
                self.hit(Kind::Unhelpful, event, subject, day, person);
            }
            Action::Perf => {
                let route = if subject.is_empty() { &*context.route } else { subject };
                if let Some(name) = self.name(b'r', &context.plugin, route) {
                    self.timings.push(Timing { name, day, person, ms });
                }
            }
            Action::Task => {
                let outcome = Outcome::of(event);
                let name = self.name(b't', "", subject);
                if let (Some(outcome), Some(name)) = (outcome, name) {
                    self.tasks.push(TaskStep { name, day, person, ms, outcome });
                }
            }
            Action::Search | Action::Discover => {
                let opened = event.action == Action::Discover;
                if !opened {
                    self.hit(Kind::Search, event, subject, day, person);
                    if event.value.is_some_and(|value| value.0 == 0) {
                        self.hit(Kind::ZeroSearch, event, subject, day, person);
                    }
                }
                let session = match &*context.session {
                    "" => person,
                    session => UserHash::of(session).0,
                };
                self.searches.push(SearchStep { session, at: event.at, opened, person });
            }
            _ => {}
        }
    }

    fn hit(&mut self, kind: Kind, event: &Event<'_>, name: &str, day: i32, person: u64) {
        // What was looked for belongs to no plugin, and so does what is somewhere in the catalog.
        let plugin = match kind {
            Kind::Page | Kind::Error => &*event.context.plugin,
            _ => "",
        };
        if let Some(name) = self.name(kind.letter(), plugin, name) {
            self.hits.push(Hit { name, day, person, count: 1 });
        }
    }

    fn name(&mut self, letter: u8, plugin: &str, name: &str) -> Option<u32> {
        self.key.clear();
        self.key.push(char::from(letter));
        self.key.push_str(plugin);
        self.key.push('\n');
        // Nobody reads a name of three hundred letters.
        self.key.extend(name.chars().take(200).filter(|c| *c != '\n'));
        let number = self.names.number(&self.key, NAMES);
        self.source.unlisted += u64::from(number.is_none());
        number
    }

    /// Ends collecting.
    #[must_use]
    pub fn finish(mut self) -> Collected {
        self.visits.sort_unstable();
        self.visits.dedup();
        sum(&mut self.hits);
        let mut counts: Vec<_> = self.counts.into_iter().collect();
        counts.sort_unstable_by_key(|(key, _)| *key);
        let first = counts.first().map_or(0, |((day, ..), _)| *day);
        let last = counts.last().map_or(first, |((day, ..), _)| *day);
        let zone = self.settings.zone;
        Collected {
            tries: tries(self.searches, |at| zone.day(at).0),
            settings: self.settings,
            source: self.source,
            teams: self.teams,
            plugins: self.plugins,
            names: self.names,
            visits: self.visits,
            hits: self.hits,
            counts,
            timings: self.timings,
            tasks: self.tasks,
            span: (Day(first), Day(last)),
        }
    }
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Page,
        Self::Entity,
        Self::Template,
        Self::Document,
        Self::Unhelpful,
        Self::Search,
        Self::ZeroSearch,
        Self::NotFound,
        Self::Error,
    ];

    /// The first letter of its names.
    pub(super) fn letter(self) -> u8 {
        match self {
            Self::Page => b'P',
            Self::Entity => b'N',
            Self::Template => b'T',
            Self::Document => b'D',
            Self::Unhelpful => b'U',
            Self::Search => b'S',
            Self::ZeroSearch => b'Z',
            Self::NotFound => b'F',
            Self::Error => b'E',
        }
    }
}

/// The number of a team or a plugin; what is beyond the number kept apart counts as none.
fn scope(names: &mut Names, name: &str) -> u16 {
    if name.is_empty() {
        return 0;
    }
    names.number(name, SCOPES).and_then(|number| u16::try_from(number).ok()).unwrap_or(0)
}

/// Sorts, and makes one entry of those of the same name, day and person.
fn sum(hits: &mut Vec<Hit>) {
    hits.sort_unstable();
    hits.dedup_by(|next, kept| {
        let same = (next.name, next.day, next.person) == (kept.name, kept.day, kept.person);
        if same {
            kept.count = kept.count.saturating_add(next.count);
        }
        same
    });
}
