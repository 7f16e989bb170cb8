//! The first half of the builder: which names there are, and what each record points to.

use crate::columns::{Columns, size};
use crate::fold::{lower, order_key};
use crate::record::Record;
use crate::reference::EntityRef;
use crate::relations;
use std::collections::{BTreeSet, HashMap};

/// A full name as it compares: without case.
pub(crate) fn key(entity: &EntityRef) -> String {
    lower(&entity.to_string())
}

/// A relation of a record: its place in [`relations::ORDER`], or a name of its own.
type Relation<'a> = Result<usize, &'a str>;

/// Every name in the catalog, and what the records point to.
pub(crate) struct Links<'a> {
    /// The name of each node: entities first, then what is only mentioned.
    pub(crate) names: Vec<&'a EntityRef>,
    /// The node of each name.
    numbers: HashMap<String, u32>,
    /// Relation and node of everything a record points to; its owner first.
    edges: Vec<Vec<(Relation<'a>, u32)>>,
}

impl<'a> Links<'a> {
    /// The records have different names.
    pub(crate) fn new(records: &'a [Record]) -> Self {
        let mut names: Vec<_> = records.iter().map(|record| &record.entity).collect();
        let mut numbers: HashMap<String, u32> =
            names.iter().map(|name| key(name)).zip(0..).collect();
        let mut edges: Vec<Vec<_>> = Vec::with_capacity(records.len());
        for record in records {
            let owner = record.owner.iter().map(|owner| (relations::OWNED_BY, owner));
            let others = record.relations.iter().map(|(name, target)| (name.as_str(), target));
            let list = owner.chain(others).filter(|(name, _)| !name.is_empty());
            let list = list.map(|(name, target)| {
                let number = *numbers.entry(key(target)).or_insert_with(|| {
                    names.push(target);
                    size(names.len() - 1)
                });
                (relations::known(name).ok_or(name), number)
            });
            edges.push(list.collect());
        }
        let mut links = Self { names, numbers, edges };
        links.order_missing(records.len());
        links
    }

    /// Puts the names that are only mentioned in order.
    fn order_missing(&mut self, entities: usize) {
        let missing = self.names.split_off(entities);
        let mut missing: Vec<_> = missing
            .into_iter()
            .zip(size(entities)..)
            .map(|(name, number)| (order_key(&name.name), key(name), number, name))
            .collect();
        missing.sort_unstable_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
        let mut moved: HashMap<u32, u32> = HashMap::with_capacity(missing.len());
        for (_, _, number, name) in missing {
            moved.insert(number, size(self.names.len()));
            self.names.push(name);
        }
        let targets = self.edges.iter_mut().flatten().map(|(_, target)| target);
        for number in targets.chain(self.numbers.values_mut()) {
            if let Some(place) = moved.get(number) {
                *number = *place;
            }
        }
    }

    /// The node of a full name in any case.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(&lower(name)).copied()
    }

    /// What owns each entity: what its descriptor says, or else its first relation that says it.
    pub(crate) fn owners(&self) -> Vec<Option<u32>> {
        self.first_targets(relations::OWNED_BY, None)
    }

    /// What each entity is a part of, by the kind of the whole.
    pub(crate) fn wholes(&self, kind: &str) -> Vec<Option<u32>> {
        self.first_targets(relations::PART_OF, Some(kind))
    }

    fn first_targets(&self, relation: &str, kind: Option<&str>) -> Vec<Option<u32>> {
        let relation = relations::known(relation);
        let fits = |node: u32| {
            let name = self.names.get(node as usize);
            kind.is_none_or(|kind| name.is_some_and(|name| name.kind.eq_ignore_ascii_case(kind)))
        };
        self.edges
            .iter()
            .map(|edges| {
                let mut edges = edges.iter();
                edges.find(|(name, to)| name.ok() == relation && fits(*to)).map(|(_, to)| *to)
            })
            .collect()
    }

    /// Writes every edge and its known opposite, once, grouped by relation, targets in the order
    /// of nodes; and gives the names of the relations.
    pub(crate) fn write_edges(&self, columns: &mut Columns) -> Vec<&'a str> {
        let own: BTreeSet<&str> =
            self.edges.iter().flatten().filter_map(|(relation, _)| relation.err()).collect();
        let names: Vec<&str> = relations::ORDER.into_iter().chain(own).collect();
        let numbers: HashMap<&str, usize> = names.iter().copied().zip(0..).collect();

        let mut edges = Vec::new();
        for (list, from) in self.edges.iter().zip(0u32..) {
            for (relation, to) in list {
                match relation {
                    Ok(known) => {
                        edges.push((from, size(*known), *to));
                        edges.push((*to, size(relations::opposite(*known)), from));
                    }
                    Err(name) => {
                        edges.extend(numbers.get(name).map(|number| (from, size(*number), *to)));
                    }
                }
            }
        }
        edges.sort_unstable();
        edges.dedup();
        let mut rest = edges.iter().peekable();
        let mut list = Vec::new();
        for node in 0..size(self.names.len()) {
            while let Some((_, relation, to)) = rest.next_if(|(from, ..)| *from == node) {
                list.extend([*relation, *to]);
            }
            columns.edges.push(list.drain(..));
        }
        names
    }
}
