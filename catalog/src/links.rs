//! The first half of the builder: which names there are, and what each record points to.

use crate::columns::{Columns, NONE, Strings, at, renumber, size};
use crate::fold::order_key;
use crate::lower::lower;
use crate::numbers::Numbers;
use crate::order::{sort_by_number, sorted};
use crate::record::Record;
use crate::reference::EntityRef;
use crate::relations;

/// A full name as it compares: without case.
pub(crate) fn key(entity: &EntityRef) -> String {
    lower(&entity.full())
}

/// Something a record points to.
struct Edge {
    from: u32,
    /// The place of the relation in [`Links::relations`].
    relation: u32,
    to: u32,
}

/// Every name in the catalog, and what the records point to.
pub(crate) struct Links<'a> {
    /// The name of each node: entities first, then what is only mentioned.
    pub(crate) names: Vec<&'a EntityRef>,
    /// The keys of names as they were met, and the node of each.
    keys: Numbers,
    nodes: Vec<u32>,
    /// Names of relations: [`relations::ORDER`], then those of the records' own by name.
    pub(crate) relations: Vec<&'a str>,
    /// In the order of the records; the owner of each first.
    edges: Vec<Edge>,
}

impl<'a> Links<'a> {
    /// The records have different names.
    pub(crate) fn new(records: &'a [Record]) -> Self {
        let mut names: Vec<_> = records.iter().map(|record| &record.entity).collect();
        let mut keys = Numbers::default();
        for name in &names {
            keys.add(&key(name));
        }
        let mut own = Numbers::default();
        let mut relations: Vec<&str> = relations::ORDER.to_vec();
        let mut edges = Vec::new();
        for (from, record) in (0..).zip(records) {
            let owner = record.owner.iter().map(|owner| (relations::OWNED_BY, owner));
            let others = record.relations.iter().map(|(name, target)| (name.as_str(), target));
            for (name, target) in owner.chain(others).filter(|(name, _)| !name.is_empty()) {
                let (to, new) = keys.add(&key(target));
                if new {
                    names.push(target);
                }
                let known = relations::known(name);
                let relation = known.unwrap_or_else(|| {
                    let (number, new) = own.add(name);
                    if new {
                        relations.push(name);
                    }
                    relations::ORDER.len() + number as usize
                });
                edges.push(Edge { from, relation: size(relation), to });
            }
        }
        let mut links = Self { names, keys, nodes: Vec::new(), relations, edges };
        links.order_missing(records.len());
        links.order_relations();
        links
    }

    /// Puts the names that are only mentioned in order.
    fn order_missing(&mut self, entities: usize) {
        let missing = self.names.split_off(entities);
        let first = size(entities);
        let mut order_keys = Strings::default();
        for name in &missing {
            order_keys.push(&order_key(&name.name));
        }
        let order = sorted(missing.len(), &|a, b| {
            let key = |number| self.keys.text(first + number);
            order_keys.get(a).cmp(order_keys.get(b)).then_with(|| key(a).cmp(key(b)))
        });
        self.names.extend(order.iter().filter_map(|number| missing.get(*number as usize)));
        let order: Vec<u32> =
            (0..first).chain(order.into_iter().map(|number| first + number)).collect();
        self.nodes = (0..size(order.len())).collect();
        renumber(&mut self.nodes, &order);
        for edge in &mut self.edges {
            edge.to = at(&self.nodes, edge.to);
        }
    }

    /// Puts the relations with names of their own in order.
    fn order_relations(&mut self) {
        let own = self.relations.split_off(relations::ORDER.len());
        let name = |number: u32| own.get(number as usize);
        let order = sorted(own.len(), &|a, b| name(a).cmp(&name(b)));
        self.relations.extend(order.iter().filter_map(|number| own.get(*number as usize)));
        let first = size(relations::ORDER.len());
        let mut places: Vec<u32> = (0..size(own.len())).collect();
        renumber(&mut places, &order);
        for edge in &mut self.edges {
            if let Some(own) = edge.relation.checked_sub(first) {
                edge.relation = first + at(&places, own);
            }
        }
    }

    /// The node of a full name in any case.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.keys.get(&lower(name)).map(|number| at(&self.nodes, number))
    }

    /// What owns each entity: what its descriptor says, or else its first relation that says it.
    pub(crate) fn owners(&self, entities: usize) -> Vec<u32> {
        self.first_targets(entities, relations::OWNED_BY, None)
    }

    /// What each entity is a part of, by the kind of the whole.
    pub(crate) fn wholes(&self, entities: usize, kind: &str) -> Vec<u32> {
        self.first_targets(entities, relations::PART_OF, Some(kind))
    }

    fn first_targets(&self, entities: usize, relation: &str, kind: Option<&str>) -> Vec<u32> {
        let relation = relations::known(relation).map(size);
        let fits = |node: u32| {
            let name = self.names.get(node as usize);
            kind.is_none_or(|kind| name.is_some_and(|name| name.kind.eq_ignore_ascii_case(kind)))
        };
        let mut targets = vec![NONE; entities];
        for edge in self.edges.iter().filter(|edge| Some(edge.relation) == relation) {
            if let Some(target) = targets.get_mut(edge.from as usize)
                && *target == NONE
                && fits(edge.to)
            {
                *target = edge.to;
            }
        }
        targets
    }

    /// Writes every edge and its known opposite, once, grouped by relation, targets in the order
    /// of nodes.
    pub(crate) fn write_edges(&self, columns: &mut Columns) {
        let both: Vec<[u32; 3]> = self
            .edges
            .iter()
            .flat_map(|edge| {
                let known = (edge.relation as usize) < relations::ORDER.len();
                let back = size(relations::opposite(edge.relation as usize));
                let opposite = known.then_some([edge.to, back, edge.from]);
                [Some([edge.from, edge.relation, edge.to]), opposite].into_iter().flatten()
            })
            .collect();
        let edge = |number: u32| both.get(number as usize).copied().unwrap_or_default();
        let mut order: Vec<u32> = (0..size(both.len())).collect();
        let nodes = size(self.names.len());
        sort_by_number(&mut order, nodes, &|number| edge(number)[2]);
        sort_by_number(&mut order, size(self.relations.len()), &|number| edge(number)[1]);
        sort_by_number(&mut order, nodes, &|number| edge(number)[0]);
        order.dedup_by_key(|number| edge(*number));
        let mut rest = order.iter().map(|number| edge(*number)).peekable();
        let mut list = Vec::new();
        for node in 0..nodes {
            while let Some([_, relation, to]) = rest.next_if(|[from, ..]| *from == node) {
                list.extend([relation, to]);
            }
            columns.edges.push(&list);
            list.clear();
        }
    }
}
