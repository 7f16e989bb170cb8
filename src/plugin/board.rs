//! The facts of many entities at once: of what a team owns, of what the reader owns.

use super::entities::counted;
use super::fact::{Fact, FactState, Followed, Known, of_entity};
use super::registry::Registry;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::Tone;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Entities whose facts are followed at once. The net lets four requests at a time go to a host;
/// the others wait, and go with the page.
pub const MOST: usize = 50;

/// Weight of one thing to look at now.
const GRAVE: usize = 100;

/// An entity and its facts.
#[derive(Clone)]
pub struct BoardRow {
    /// The entity.
    pub ix: Ix,
    /// Its facts, in the order of [`Board::titles`]; `None` for what it does not have.
    pub facts: Vec<Option<Followed>>,
}

impl BoardRow {
    /// What is not well, the worst first. Tracked.
    #[must_use]
    pub fn troubles(&self) -> Vec<(&'static str, Option<String>, Fact)> {
        let mut all: Vec<_> = self
            .facts
            .iter()
            .flatten()
            .filter_map(|one| {
                let fact = one.state.with(|state| state.known().cloned())?;
                (fact.weight() > 0).then(|| (one.title, one.href.clone(), fact))
            })
            .collect();
        all.sort_by_key(|(_, _, fact)| u8::MAX - fact.weight());
        all
    }

    /// What is to be said of it in a line. Tracked.
    #[must_use]
    pub fn words(&self) -> String {
        let troubles = self.troubles();
        if !troubles.is_empty() {
            let each = troubles.iter().map(|(title, _, fact)| [title, ": ", &*fact.value].concat());
            return each.collect::<Vec<_>>().join(", ");
        }
        match self.settled() {
            (false, _) => "Loading…".to_owned(),
            (true, 0) => "Nothing to look at".to_owned(),
            (true, 1) => "1 fact is not known".to_owned(),
            (true, many) => [&*many.to_string(), " facts are not known"].concat(),
        }
    }

    /// The state of all of it: a shape and a word. Tracked.
    #[must_use]
    pub fn state(&self) -> (Tone, String) {
        let troubles = self.troubles();
        let of =
            |weight: u8| troubles.iter().filter(|(_, _, fact)| fact.weight() == weight).count();
        match (of(2), of(1), self.settled()) {
            (0, 0, (false, _)) => (Tone::Info, "Loading".to_owned()),
            (0, 0, (true, 0)) => (Tone::Success, "Well".to_owned()),
            (0, 0, (true, _)) => (Tone::Neutral, "Not known".to_owned()),
            (0, warnings, _) => (Tone::Warning, counted(warnings, "warning", "warnings")),
            (problems, _, _) => (Tone::Danger, counted(problems, "problem", "problems")),
        }
    }

    /// Whether all facts have come to an end, and how many of them in failure.
    fn settled(&self) -> (bool, usize) {
        let mut all = true;
        let mut failed = 0;
        for one in self.facts.iter().flatten() {
            one.state.with(|state| {
                all &= state.is_settled();
                failed += usize::from(matches!(state, FactState::Failed(_)));
            });
        }
        (all, failed)
    }

    /// Grows with how bad it is: one thing to look at now outweighs all that has time. Tracked.
    #[must_use]
    pub fn weight(&self) -> usize {
        let weights = self.facts.iter().flatten().map(|one| one.state.with(FactState::weight));
        weights.map(|weight| if weight > 1 { GRAVE } else { usize::from(weight) }).sum()
    }
}

/// The facts of many entities.
#[derive(Clone)]
pub struct Board {
    /// The entities that have any facts, in the given order, [`MOST`] at most.
    pub rows: Arc<[BoardRow]>,
    /// Which facts they have: id and title of each, in order.
    pub titles: Vec<(&'static str, &'static str)>,
    /// How many more have facts and are not asked about.
    pub left: usize,
    /// How many have none.
    pub without: usize,
}

impl Board {
    /// Follows the facts that `wanted` names of these entities, until the owner goes.
    pub fn follow(
        registry: &Registry,
        catalog: &Arc<Catalog>,
        entities: &[Ix],
        wanted: impl Fn(&str) -> bool,
    ) -> Self {
        let with = |ix: &Ix| {
            let mut known = of_entity(registry, catalog, *ix);
            known.retain(|(_, fact)| wanted(fact.id));
            (!known.is_empty()).then_some((*ix, known))
        };
        let mut asked: Vec<(Ix, Vec<Known>)> = entities.iter().filter_map(with).collect();
        let without = entities.len() - asked.len();
        let left = asked.len().saturating_sub(MOST);
        asked.truncate(MOST);
        let mut titles: Vec<(&str, &str)> = Vec::new();
        for (_, fact) in registry.facts() {
            let has =
                |(_, known): &(Ix, Vec<Known>)| known.iter().any(|(_, one)| one.id == fact.id);
            if asked.iter().any(has) {
                titles.push((fact.id, fact.title));
            }
        }
        let row = |(ix, known): (Ix, Vec<Known>)| {
            let facts = titles.iter().map(|(id, _)| {
                let one = known.iter().find(|(_, fact)| fact.id == *id)?;
                let followed = Followed::new(registry, &one.1, catalog, ix);
                followed.start(one, catalog, ix, true);
                Some(followed)
            });
            BoardRow { ix, facts: facts.collect() }
        };
        let rows = asked.into_iter().map(row).collect();
        Self { rows, titles, left, without }
    }

    /// Places of the rows, the worst first; those that are equally bad stay as they are. Tracked.
    #[must_use]
    pub fn worst_first(&self) -> Vec<usize> {
        let mut order: Vec<(usize, usize)> =
            self.rows.iter().enumerate().map(|(at, row)| (usize::MAX - row.weight(), at)).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, at)| at).collect()
    }

    /// How many facts are on their way, and what is said of those that are not known: each reason
    /// once, with the first entity that it is about. Tracked.
    #[must_use]
    pub fn open(&self, catalog: &Catalog) -> (usize, usize, Vec<String>) {
        let mut waits = 0;
        let mut failed: BTreeMap<String, Vec<(Ix, &'static str)>> = BTreeMap::new();
        for row in self.rows.iter() {
            for one in row.facts.iter().flatten() {
                one.state.with(|state| match state {
                    FactState::Waiting | FactState::Slow(_) => waits += 1,
                    FactState::Failed(why) => {
                        failed.entry(why.clone()).or_default().push((row.ix, one.title));
                    }
                    FactState::Known(_) => {}
                });
            }
        }
        let count = failed.values().map(Vec::len).sum();
        let said = failed.iter().filter_map(|(why, all)| {
            let (ix, title) = all.first()?;
            let others = match all.len() - 1 {
                0 => String::new(),
                many => [" and ", &*counted(many, "other", "others")].concat(),
            };
            let name = catalog.entry(*ix).display_name();
            Some([*title, " of ", name, &*others, ": ", why].concat())
        });
        (waits, count, said.collect())
    }
}
