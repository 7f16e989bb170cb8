//! An answer narrowed down by sort, kind, owner and lifecycle, with what each choice would leave.

use super::ask::Answer;
use super::index::{Index, Item, Sort};
use crate::columns::{NONE, Values, at};
use crate::lower::same;
use crate::order::sorted;

/// What to show of an answer. Everything that is set must hold; of one list, any value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// Sorts of things.
    pub sorts: Vec<Sort>,
    /// Kinds, in lower case; for a document, that of its entity.
    pub kinds: Vec<String>,
    /// Full names of owners, in lower case.
    pub owners: Vec<String>,
    /// Lifecycles, in lower case.
    pub lifecycles: Vec<String>,
}

/// One value of a facet, and how many results it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What the address says.
    pub value: String,
    /// What people read.
    pub label: String,
    /// Results with this value, given all other facets.
    pub count: usize,
}

/// How many results each choice has, those with most first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// By sort.
    pub sorts: Vec<(Sort, usize)>,
    /// By kind.
    pub kinds: Vec<Choice>,
    /// By owner.
    pub owners: Vec<Choice>,
    /// By lifecycle.
    pub lifecycles: Vec<Choice>,
}

/// One facet while it is counted: its dictionary, and which values are chosen.
struct Facet<'a> {
    values: &'a Values,
    column: &'a [u32],
    chosen: Vec<bool>,
    any: bool,
    counts: Vec<usize>,
}

impl<'a> Facet<'a> {
    fn new(index: &'a Index, values: &'a Values, column: &'a [u32], chosen: &[String]) -> Self {
        let text = |number: &u32| index.catalog.columns.strings.get(*number);
        let is_chosen = |number: &u32| chosen.iter().any(|value| same(value, text(number)));
        Self {
            chosen: values.value.iter().map(is_chosen).collect(),
            any: chosen.is_empty(),
            counts: vec![0; values.value.len()],
            values,
            column,
        }
    }

    fn of(&self, entity: Option<u32>) -> u32 {
        entity.map_or(NONE, |entity| at(self.column, entity))
    }

    fn keeps(&self, entity: Option<u32>) -> bool {
        self.any || self.chosen.get(self.of(entity) as usize) == Some(&true)
    }

    fn count(&mut self, entity: Option<u32>) {
        let number = self.of(entity);
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
    }

    fn choices(&self, index: &Index) -> Vec<Choice> {
        let text = |list: &[u32], number| index.catalog.columns.strings.get(at(list, number));
        let of = |number: u32| self.counts.get(number as usize).copied().unwrap_or(0);
        let order = sorted(self.counts.len(), &|a, b| of(b).cmp(&of(a)));
        let shown = order
            .into_iter()
            .filter(|number| of(*number) > 0 || self.chosen.get(*number as usize) == Some(&true));
        shown
            .map(|number| Choice {
                value: text(&self.values.value, number).to_owned(),
                label: text(&self.values.label, number).to_owned(),
                count: of(number),
            })
            .collect()
    }
}

impl Index {
    /// The places in an answer of what a scope lets through, best first, and the counts of what it
    /// could let through.
    #[must_use]
    pub fn within(&self, answer: &Answer, scope: &Scope) -> (Vec<usize>, Choices) {
        let columns = &self.catalog.columns;
        let mut kinds = Facet::new(self, &columns.kinds, &columns.kind, &scope.kinds);
        let mut owners = Facet::new(self, &columns.owners, &columns.owner, &scope.owners);
        let mut lifecycles =
            Facet::new(self, &columns.lifecycles, &columns.lifecycle, &scope.lifecycles);
        let mut sorts: Vec<(Sort, usize)> = Vec::new();
        let mut places = Vec::new();
        for (place, found) in answer.found.iter().enumerate() {
            let item = self.item(found.item);
            let entity = self.entity(item).map(|ix| ix.0);
            let sort = self.sort(item);
            let sorted = scope.sorts.is_empty() || scope.sorts.contains(&sort);
            let kept =
                [sorted, kinds.keeps(entity), owners.keeps(entity), lifecycles.keeps(entity)];
            // What fails one facet alone would be there if that facet were not set.
            let failed = kept.iter().filter(|kept| !**kept).count();
            let counts =
                |place: usize| failed == 0 || failed == 1 && kept.get(place) == Some(&false);
            if failed == 0 {
                places.push(place);
            }
            if counts(0) {
                match sorts.iter_mut().find(|(known, _)| *known == sort) {
                    Some((_, count)) => *count += 1,
                    None => sorts.push((sort, 1)),
                }
            }
            if counts(1) {
                kinds.count(entity);
            }
            if counts(2) {
                owners.count(entity);
            }
            if counts(3) {
                lifecycles.count(entity);
            }
        }
        sorts.sort_unstable_by_key(|(sort, _)| *sort);
        let choices = Choices {
            sorts,
            kinds: kinds.choices(self),
            owners: owners.choices(self),
            lifecycles: lifecycles.choices(self),
        };
        (places, choices)
    }

    /// The first results of one sort, for a list that shows a few of each.
    pub fn of_sort(
        &self,
        answer: &Answer,
        keep: &dyn Fn(Item) -> bool,
        limit: usize,
    ) -> Vec<usize> {
        let places = answer.found.iter().enumerate();
        let kept = places.filter(|(_, found)| keep(self.item(found.item)));
        kept.take(limit).map(|(place, _)| place).collect()
    }
}
