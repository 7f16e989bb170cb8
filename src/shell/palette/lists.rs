//! What the palette lists for a text: groups of results, best group first.

use super::actions::{self, Action, Setting};
use super::{Ask, here};
use crate::plugin::entities::entity_at;
use crate::plugin::prelude::*;
use crate::plugin::registry::SHELL;
use crate::plugin::search::{Progress, Search};
use crate::plugin::stars::Stars;
use crate::shell::prefs::Prefs;
use leptos::prelude::{Get as _, SetValue, StoredValue, WithValue, window};
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::Sort as Order;
use portico_catalog::reference::RefDefaults;
use portico_catalog::search::{Answer, Document, Fits, How, Index, Item, Match, Phrase, Sort};
use portico_components::{Further, PaletteGroup, PaletteItem, kind_icon};
use std::ops::Range;

/// Results of one sort; the rest is on the search page.
const EACH: usize = 5;
/// Results of a search that is limited to one sort.
const ALONE: usize = 12;

/// What can be done on the page before anything is typed.
const HERE: usize = 7;

/// What the palette is narrowed down to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Within {
    /// One sort of things.
    Sort(Only),
    /// What can be done with the entity of this name and title.
    Entity(String, String),
    /// The choices of a setting.
    Setting(Setting),
}

impl Within {
    /// What it is called in front of the field.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Sort(only) => only.title.to_owned(),
            Self::Entity(_, title) => title.clone(),
            Self::Setting(setting) => setting.title().to_owned(),
        }
    }
}

/// A sort that the search is limited to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Only {
    pub(super) sort: Sort,
    pub(super) title: &'static str,
}

/// What lists are made from.
pub(super) struct Lists<'a> {
    pub(super) registry: &'a Registry,
    pub(super) search: Search,
    /// Id of the plugin whose page is on the screen.
    pub(super) page: &'a str,
    pub(super) within: Option<&'a Within>,
    pub(super) sources: Sources,
    pub(super) stars: Stars,
    pub(super) prefs: Option<&'a Prefs>,
    /// The entity that was looked at last, and what can be done with it.
    pub(super) kept: Kept,
}

/// What can be done with the entity of this name.
pub(super) type Kept = StoredValue<Option<(String, Vec<Action>)>>;

/// The sort of a result, by its id in the palette.
pub(super) fn sort_of(index: &Index, id: &str) -> Option<Sort> {
    let item = match id.split_once(' ')? {
        ("entity", name) => {
            let name = EntityRef::parse(name, RefDefaults::default()).ok()?;
            Item::Entity(index.catalog().lookup(&name)?)
        }
        ("document", rest) => Item::Document(rest.split_once(' ')?.0.parse().ok()?),
        _ => return None,
    };
    Some(index.sort(item))
}

fn group(title: &str, items: Vec<PaletteItem>) -> Option<PaletteGroup> {
    (!items.is_empty()).then(|| PaletteGroup { title: title.to_owned(), items })
}

impl Lists<'_> {
    /// The groups for a text.
    pub(super) fn groups(&self, text: &str, answer: &Answer) -> Vec<PaletteGroup> {
        let items = |list: Vec<(Fits, PaletteItem)>| list.into_iter().map(|(_, item)| item);
        let found = match (self.within, super::ask(text)) {
            (Some(Within::Entity(name, title)), _) => {
                let list = self.of_entity(name).unwrap_or_default();
                vec![group(title, items(acting(text, &list)).collect())]
            }
            (Some(Within::Setting(setting)), _) => {
                let list = setting.choices(self.prefs);
                vec![group(setting.title(), items(acting(text, &list)).collect())]
            }
            (_, Ask::Anything("")) => vec![
                group("On this page", items(self.page_actions("")).take(HERE).collect()),
                group("Recent", self.recent()),
                group("Pages", items(self.pages("")).collect()),
                group("Commands", items(self.commands("")).collect()),
            ],
            (_, Ask::Anything(text)) => self.anything(text, answer),
            (_, Ask::Commands(text)) => {
                vec![group("Commands", items(commands(self.registry, text, &|_| true)).collect())]
            }
            (_, Ask::People(text)) => vec![group("People and teams", self.people(text, answer))],
            (_, Ask::Tags(text)) => vec![self.tagged(text)],
            (_, Ask::Help) => vec![group("What can be typed", help())],
        };
        found.into_iter().flatten().collect()
    }

    /// The sort that the search is limited to.
    fn only(&self) -> Option<Only> {
        match self.within {
            Some(Within::Sort(only)) => Some(*only),
            _ => None,
        }
    }

    /// What can be done with an entity. Its descriptor, which may be long, is not read again for
    /// each letter.
    fn of_entity(&self, name: &str) -> Option<Vec<Action>> {
        let kept = self.kept.with_value(|kept| {
            let (_, list) = kept.as_ref().filter(|(theirs, _)| theirs == name)?;
            Some(list.clone())
        });
        if kept.is_some() {
            return kept;
        }
        let list = self.read_entity(name)?;
        self.kept.set_value(Some((name.to_owned(), list.clone())));
        Some(list)
    }

    fn read_entity(&self, name: &str) -> Option<Vec<Action>> {
        let catalog = self.search.catalog()?;
        let name = EntityRef::parse(name, RefDefaults::default()).ok()?;
        let ix = catalog.lookup(&name)?;
        Some(actions::of_entity(self.registry, self.sources, self.stars, &catalog, ix))
    }

    fn anything(&self, text: &str, answer: &Answer) -> Vec<Option<PaletteGroup>> {
        let results = self.search.with(|index| self.results(index, answer)).unwrap_or_default();
        let everywhere = group("Search", self.everywhere(text, answer));
        if self.only().is_some() {
            return results.into_iter().map(|(_, group)| Some(group)).chain([everywhere]).collect();
        }
        let best = |list: &[(Fits, PaletteItem)]| list.iter().map(|(fits, _)| *fits).min();
        let (pages, commands) = (self.pages(text), self.commands(text));
        let here = self.page_actions(text);
        // A command that is called so comes before names that only contain the text.
        let named = [best(&here), best(&pages), best(&commands)].into_iter().flatten().min();
        let first = named.is_some_and(|fits| fits <= Fits::Title(How::Prefix))
            && results.first().is_none_or(|(how, _)| !matches!(how, Match::Line(_, How::Exact)));
        let items = |list: Vec<(Fits, PaletteItem)>| {
            list.into_iter().map(|(_, item)| item).take(EACH).collect()
        };
        let near = if results.is_empty() && named.is_none() { self.near(text) } else { Vec::new() };
        let own = vec![
            group("On this page", items(here)),
            group("Pages", items(pages)),
            group("Commands", items(commands)),
        ];
        let results = results.into_iter().map(|(_, group)| Some(group));
        let last = [group("Nearest names", near), everywhere];
        match first {
            true => own.into_iter().chain(results).chain(last).collect(),
            false => results.chain(own).chain(last).collect(),
        }
    }

    /// Results by sort, the sort with the best result first, and how that one matched.
    fn results(&self, index: &Index, answer: &Answer) -> Vec<(Match, PaletteGroup)> {
        let mut groups: Vec<(usize, Match, PaletteGroup)> = Vec::new();
        for named in self.search.sorts() {
            if self.only().is_some_and(|only| only.sort != named.sort) {
                continue;
            }
            let most = if self.only().is_some() { ALONE } else { EACH };
            let places = index.of_sort(answer, &|item| index.sort(item) == named.sort, most);
            let Some(best) = places.first().copied() else { continue };
            let hits = index.hits(answer, places);
            let Some(how) = hits.first().map(|hit| hit.how) else { continue };
            let items = hits
                .into_iter()
                .filter_map(|hit| match hit.item {
                    Item::Entity(ix) => Some(entity(index.catalog(), ix, hit.ranges)),
                    Item::Document(number) => {
                        let found = index.document(number)?;
                        Some(document(number, found, named.icon, hit.ranges))
                    }
                })
                .collect();
            groups.push((best, how, PaletteGroup { title: named.title.to_owned(), items }));
        }
        groups.sort_by_key(|(best, ..)| *best);
        groups.into_iter().map(|(_, how, group)| (how, group)).collect()
    }

    /// The way to the search page.
    fn everywhere(&self, text: &str, answer: &Answer) -> Vec<PaletteItem> {
        if self.registry.href(routes::SEARCH, &()).is_none() {
            return Vec::new();
        }
        let mut context = match answer.len() {
            0 => String::new(),
            1 => "1 result".to_owned(),
            count => format!("{count} results"),
        };
        if self.search.progress().get() == Progress::Reading {
            let reading = format!("still reading {}", self.search.reading());
            context = if context.is_empty() { reading } else { format!("{context}, {reading}") };
        }
        vec![PaletteItem {
            id: format!("everywhere {text}"),
            icon: Icon::Search,
            title: format!("Search for “{text}” everywhere"),
            matches: Vec::new(),
            context,
            keys: None,
            further: Further::None,
        }]
    }

    fn recent(&self) -> Vec<PaletteItem> {
        let Some((catalog, prefs)) = self.search.catalog().zip(self.prefs) else {
            return Vec::new();
        };
        let recent = prefs.recent.iter();
        recent
            .filter_map(|name| EntityRef::parse(name, RefDefaults::default()).ok())
            .filter_map(|name| catalog.lookup(&name))
            .map(|ix| entity(&catalog, ix, Vec::new()))
            .take(EACH)
            .collect()
    }

    fn near(&self, text: &str) -> Vec<PaletteItem> {
        let Some(catalog) = self.search.catalog() else { return Vec::new() };
        let near = catalog.near(None, None, text, EACH).into_iter();
        near.map(|ix| entity(&catalog, ix, Vec::new())).collect()
    }

    fn people(&self, text: &str, answer: &Answer) -> Vec<PaletteItem> {
        let Some(catalog) = self.search.catalog() else { return Vec::new() };
        if text.is_empty() {
            let who = Filter::of_kind("group");
            let rows = catalog.query(&who, Order::default()).into_iter().take(ALONE);
            return rows.map(|ix| entity(&catalog, ix, Vec::new())).collect();
        }
        let hits = self.search.with(|index| {
            let places = index.of_sort(answer, &|item| index.sort(item) == Sort::People, ALONE);
            index.hits(answer, places)
        });
        let of = |item| if let Item::Entity(ix) = item { Some(ix) } else { None };
        let hits = hits.unwrap_or_default().into_iter();
        hits.filter_map(|hit| Some(entity(&catalog, of(hit.item)?, hit.ranges))).collect()
    }

    /// Things with the tag that fits best; without a text, the tags that most things have.
    fn tagged(&self, text: &str) -> Option<PaletteGroup> {
        let catalog = self.search.catalog()?;
        let all = Filter::new();
        let tags = catalog.facets(&all, &[Facet::Tag]).into_iter().next()?.values;
        let Some(phrase) = Phrase::new(text) else {
            let items = tags.iter().filter(|tag| !tag.label.is_empty()).take(ALONE).map(|tag| {
                hint(&["#", tag.label].concat(), tag.label, &format!("{} entities", tag.count))
            });
            return group("Tags", items.collect());
        };
        let fits = |label: &str| phrase.fits(label, "").map(|(fits, _)| fits);
        let fitting = tags.iter().filter_map(|tag| Some((fits(tag.label)?, tag)));
        let (_, best) = fitting.min_by_key(|(fits, _)| *fits)?;
        let filter = Filter::new().with(Facet::Tag, best.value);
        let rows = catalog.query(&filter, Order::default()).into_iter().take(ALONE);
        let items = rows.map(|ix| entity(&catalog, ix, Vec::new())).collect();
        group(&["Tagged ", best.label].concat(), items)
    }

    fn pages(&self, text: &str) -> Vec<(Fits, PaletteItem)> {
        pages(self.registry, text)
    }

    /// Commands but for those that stand under "On this page".
    fn commands(&self, text: &str) -> Vec<(Fits, PaletteItem)> {
        commands(self.registry, text, &|plugin| !self.is_here(plugin))
    }

    fn is_here(&self, plugin: &str) -> bool {
        plugin == self.page && plugin != SHELL
    }

    /// What the page in view offers: what its header does, what can be done with its entity, and
    /// the commands of its plugin.
    fn page_actions(&self, text: &str) -> Vec<(Fits, PaletteItem)> {
        let path = window().location().pathname().unwrap_or_default();
        let about = [routes::ENTITY.id(), routes::DOCS.id()];
        let entity = entity_at(self.registry, &path, &about);
        let entity = entity.and_then(|name| self.of_entity(&name.to_string())).unwrap_or_default();
        let here = |name: String| Action {
            id: ["here ", &name].concat(),
            icon: Icon::ArrowRight,
            title: name,
            keywords: "",
            context: "This page".to_owned(),
        };
        let is_new = |name: &String| entity.iter().all(|action| action.title != *name);
        let list: Vec<Action> = here::offers().into_iter().filter(is_new).map(here).collect();
        // The page is open already.
        let entity: Vec<Action> =
            entity.into_iter().filter(|action| action.title != "Open").collect();
        let mut found = acting(text, &list);
        found.extend(acting(text, &entity));
        found.extend(commands(self.registry, text, &|plugin| self.is_here(plugin)));
        found.sort_by_key(|(fits, _)| *fits);
        found
    }
}

/// Actions that fit a text.
fn acting(text: &str, list: &[Action]) -> Vec<(Fits, PaletteItem)> {
    fitting(
        text,
        list.iter(),
        |action| (&action.title, action.keywords),
        |action, matches| PaletteItem {
            id: action.id.clone(),
            icon: action.icon,
            title: action.title.clone(),
            matches,
            context: action.context.clone(),
            keys: None,
            further: Further::None,
        },
    )
}

/// Pages of the navigation.
fn pages(registry: &Registry, text: &str) -> Vec<(Fits, PaletteItem)> {
    let all = registry.pages();
    let listed = all.flat_map(|(by, page)| page.listed().iter().map(move |nav| (by, page, nav)));
    fitting(
        text,
        listed,
        |(_, _, nav)| (nav.label, ""),
        |(by, page, nav), matches| PaletteItem {
            id: format!("page {}?{}", page.address(), nav.query),
            icon: nav.icon,
            title: nav.label.to_owned(),
            matches,
            context: by.plugin.name().to_owned(),
            keys: None,
            further: Further::None,
        },
    )
}

/// Commands of some plugins.
fn commands(
    registry: &Registry,
    text: &str,
    of: &dyn Fn(&str) -> bool,
) -> Vec<(Fits, PaletteItem)> {
    let listed = registry.commands().filter(|(by, _)| of(by.plugin.id()));
    let mut found = fitting(
        text,
        listed,
        |(_, command)| (command.title, command.keywords),
        |(by, command), matches| PaletteItem {
            id: format!("command {}.{}", by.plugin.id(), command.id),
            icon: command.icon,
            title: command.title.to_owned(),
            matches,
            context: by.plugin.name().to_owned(),
            keys: None,
            further: Further::None,
        },
    );
    if of(SHELL) {
        let steps = fitting(
            text,
            Setting::ALL.into_iter(),
            |setting| {
                let (_, title, keywords, _) = setting.step();
                (title, keywords)
            },
            |setting, matches| {
                let (id, title, _, icon) = setting.step();
                PaletteItem { matches, ..step(id, icon, title, "Settings") }
            },
        );
        found.extend(steps);
        found.sort_by_key(|(fits, _)| *fits);
    }
    found
}

/// Whether somebody who typed this found nothing at all.
pub(super) fn missed(registry: &Registry, text: &str, answer: &Answer) -> bool {
    answer.is_empty()
        && pages(registry, text).is_empty()
        && commands(registry, text, &|_| true).is_empty()
}

/// Those of a list that fit a text, best first; all of them when there is no text.
fn fitting<'a, T: Copy>(
    text: &str,
    list: impl Iterator<Item = T>,
    words: impl Fn(T) -> (&'a str, &'a str),
    item: impl Fn(T, Vec<Range<usize>>) -> PaletteItem,
) -> Vec<(Fits, PaletteItem)> {
    let phrase = Phrase::new(text);
    let fit = |thing: T| {
        let (title, others) = words(thing);
        let (fits, ranges) = match &phrase {
            None => (Fits::Words, Vec::new()),
            Some(phrase) => phrase.fits(title, others)?,
        };
        Some((fits, item(thing, ranges)))
    };
    let mut found: Vec<(Fits, PaletteItem)> = list.filter_map(fit).collect();
    found.sort_by_key(|(fits, _)| *fits);
    found
}

/// An entity, with what can be done with it behind it.
fn entity(catalog: &Catalog, ix: Ix, matches: Vec<Range<usize>>) -> PaletteItem {
    let entry = catalog.entry(ix);
    let context = match entry.system() {
        Some(system) => format!("{} in {}", entry.kind_label(), system.display_name()),
        None => entry.kind_label().to_owned(),
    };
    PaletteItem {
        id: format!("entity {}", entry.entity_ref()),
        icon: kind_icon(entry.kind()).0,
        title: entry.display_name().to_owned(),
        matches,
        context,
        keys: None,
        further: Further::Beside,
    }
}

fn document(number: u32, found: &Document, icon: Icon, matches: Vec<Range<usize>>) -> PaletteItem {
    let page = found.heading.as_ref().map(|_| found.title.as_str());
    let place = found.breadcrumb.iter().map(String::as_str).chain(page);
    PaletteItem {
        id: format!("document {number} {}", found.address()),
        icon,
        title: found.name().to_owned(),
        matches,
        context: place.collect::<Vec<_>>().join(" › "),
        keys: None,
        further: Further::None,
    }
}

fn hint(typed: &str, title: &str, context: &str) -> PaletteItem {
    step(&["hint ", typed].concat(), Icon::Search, title, context)
}

/// A line that only leads on.
fn step(id: &str, icon: Icon, title: &str, context: &str) -> PaletteItem {
    PaletteItem {
        id: id.to_owned(),
        icon,
        title: title.to_owned(),
        matches: Vec::new(),
        context: context.to_owned(),
        keys: None,
        further: Further::Only,
    }
}

fn help() -> Vec<PaletteItem> {
    vec![
        hint(">", "> Commands and settings", "“> theme”"),
        hint("@", "@ People and teams", "“@ana”"),
        hint("#", "# Things with a tag", "“#kafka”"),
    ]
}
