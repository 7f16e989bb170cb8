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

/// All facets of a scope.
struct Facets<'a> {
    sorts: &'a [Sort],
    kinds: Facet<'a>,
    owners: Facet<'a>,
    lifecycles: Facet<'a>,
}

impl<'a> Facets<'a> {
    fn new(index: &'a Index, scope: &'a Scope) -> Self {
        let columns = &index.catalog.columns;
        Self {
            sorts: &scope.sorts,
            kinds: Facet::new(index, &columns.kinds, &columns.kind, &scope.kinds),
            owners: Facet::new(index, &columns.owners, &columns.owner, &scope.owners),
            lifecycles: Facet::new(
                index,
                &columns.lifecycles,
                &columns.lifecycle,
                &scope.lifecycles,
            ),
        }
    }

    /// The entity that was found, and which facets let it through.
    fn keep(&self, index: &Index, found: u32) -> (Option<u32>, [bool; 4]) {
        let item = index.item(found);
        let entity = index.entity(item).map(|ix| ix.0);
        let sorted = self.sorts.is_empty() || self.sorts.contains(&index.sort(item));
        let others = [&self.kinds, &self.owners, &self.lifecycles].map(|facet| facet.keeps(entity));
        let [kind, owner, lifecycle] = others;
        (entity, [sorted, kind, owner, lifecycle])
    }
}

impl Index {
    /// The places in an answer of what a scope lets through, best first.
    #[must_use]
    pub fn places(&self, answer: &Answer, scope: &Scope) -> Vec<usize> {
        if *scope == Scope::default() {
            return (0..answer.found.len()).collect();
        }
        let facets = Facets::new(self, scope);
        let places = answer.found.iter().enumerate();
        let kept = places.filter(|(_, found)| facets.keep(self, found.item()).1 == [true; 4]);
        kept.map(|(place, _)| place).collect()
    }

    /// What a scope could let through of an answer, with counts.
    #[must_use]
    pub fn choices(&self, answer: &Answer, scope: &Scope) -> Choices {
        let mut facets = Facets::new(self, scope);
        let mut sorts: Vec<(Sort, usize)> = Vec::new();
        for found in &answer.found {
            let (entity, kept) = facets.keep(self, found.item());
            // What fails one facet alone would be there if that facet were not set.
            let failed = kept.iter().filter(|kept| !**kept).count();
            let counts =
                |place: usize| failed == 0 || failed == 1 && kept.get(place) == Some(&false);
            if counts(0) {
                let sort = self.sort(self.item(found.item()));
                match sorts.iter_mut().find(|(known, _)| *known == sort) {
                    Some((_, count)) => *count += 1,
                    None => sorts.push((sort, 1)),
                }
            }
            if counts(1) {
                facets.kinds.count(entity);
            }
            if counts(2) {
                facets.owners.count(entity);
            }
            if counts(3) {
                facets.lifecycles.count(entity);
            }
        }
        sorts.sort_unstable_by_key(|(sort, _)| *sort);
        Choices {
            sorts,
            kinds: facets.kinds.choices(self),
            owners: facets.owners.choices(self),
            lifecycles: facets.lifecycles.choices(self),
        }
    }

    /// The first results of one sort, for a list that shows a few of each.
    pub fn of_sort(
        &self,
        answer: &Answer,
        keep: &dyn Fn(Item) -> bool,
        limit: usize,
    ) -> Vec<usize> {
        let places = answer.found.iter().enumerate();
        let kept = places.filter(|(_, found)| keep(self.item(found.item())));
        kept.take(limit).map(|(place, _)| place).collect()
    }
}
