//! Relations that lead back to where they began (Tarjan's strongly connected components, without
//! recursion, in pieces).

use super::{Finding, What};
use crate::catalog::{Catalog, Ix};
use crate::columns::{NONE, at};
use std::collections::VecDeque;

/// The circles of one relation.
pub(super) struct Circles {
    relation: &'static str,
    /// The next entity to begin at.
    root: u32,
    /// In which order each was reached.
    index: Vec<u32>,
    low: Vec<u32>,
    on_stack: Vec<bool>,
    stack: Vec<u32>,
    /// What is being looked at: an entity, its targets, and the next of them.
    open: Vec<(u32, Vec<u32>, usize)>,
    count: u32,
    found: Vec<Finding>,
}

impl Circles {
    pub(super) fn new(catalog: &Catalog, relation: &'static str) -> Self {
        let entities = catalog.len();
        Self {
            relation,
            root: 0,
            index: vec![NONE; entities],
            low: vec![NONE; entities],
            on_stack: vec![false; entities],
            stack: Vec::new(),
            open: Vec::new(),
            count: 0,
            found: Vec::new(),
        }
    }

    pub(super) fn found(self) -> Vec<Finding> {
        self.found
    }

    /// Reaches so many entities more; false at the end.
    pub(super) fn read(&mut self, catalog: &Catalog, most: u32) -> bool {
        let end = self.count.saturating_add(most);
        while self.count < end {
            if self.open.is_empty() {
                while at(&self.index, self.root) != NONE {
                    self.root += 1;
                    if self.root >= catalog.columns.entities() {
                        return false;
                    }
                }
                if self.root >= catalog.columns.entities() {
                    return false;
                }
                self.enter(catalog, self.root);
            }
            self.step(catalog);
        }
        true
    }

    fn targets(&self, catalog: &Catalog, node: u32) -> Vec<u32> {
        let targets = catalog.targets(catalog.entry(Ix(node)).target().target(), self.relation);
        targets.filter_map(|target| catalog.target(target).entity()).map(|ix| ix.0).collect()
    }

    fn enter(&mut self, catalog: &Catalog, node: u32) {
        let targets = self.targets(catalog, node);
        write(&mut self.index, node, self.count);
        write(&mut self.low, node, self.count);
        if let Some(is_on) = self.on_stack.get_mut(node as usize) {
            *is_on = true;
        }
        self.count += 1;
        self.stack.push(node);
        self.open.push((node, targets, 0));
    }

    fn lower(&mut self, node: u32, low: u32) {
        if low < at(&self.low, node) {
            write(&mut self.low, node, low);
        }
    }

    /// Goes on until an entity was entered, or nothing is open.
    fn step(&mut self, catalog: &Catalog) {
        while let Some((node, targets, next)) = self.open.last_mut() {
            let node = *node;
            if let Some(target) = targets.get(*next).copied() {
                *next += 1;
                if at(&self.index, target) == NONE {
                    self.enter(catalog, target);
                    return;
                }
                if self.on_stack.get(target as usize) == Some(&true) {
                    self.lower(node, at(&self.index, target));
                }
                continue;
            }
            self.open.pop();
            if let Some((above, ..)) = self.open.last() {
                let above = *above;
                self.lower(above, at(&self.low, node));
            }
            if at(&self.low, node) == at(&self.index, node) {
                self.close(catalog, node);
            }
        }
    }

    /// Takes what belongs together off the stack; a circle is in it if it is more than one, or
    /// leads to itself.
    fn close(&mut self, catalog: &Catalog, node: u32) {
        let mut together = Vec::new();
        while let Some(one) = self.stack.pop() {
            if let Some(is_on) = self.on_stack.get_mut(one as usize) {
                *is_on = false;
            }
            together.push(one);
            if one == node {
                break;
            }
        }
        let Some(first) = together.iter().min().copied() else { return };
        if together.len() == 1 && !self.targets(catalog, first).contains(&first) {
            return;
        }
        together.sort_unstable();
        let way = self.way(catalog, first, &together);
        let what = What::Cyclic { relation: self.relation, way };
        self.found.push(Finding { entity: Some(Ix(first)), what });
    }

    /// The shortest way from an entity back to itself, among those that belong together.
    fn way(&self, catalog: &Catalog, first: u32, together: &[u32]) -> Vec<Ix> {
        let mut from = vec![NONE; together.len()];
        let mut queue = VecDeque::from([first]);
        while let Some(node) = queue.pop_front() {
            for target in self.targets(catalog, node) {
                if target == first {
                    let mut way = vec![Ix(node)];
                    let mut back = node;
                    while back != first
                        && let Ok(place) = together.binary_search(&back)
                    {
                        back = at(&from, crate::columns::size(place));
                        way.push(Ix(back));
                    }
                    way.reverse();
                    return way;
                }
                if let Ok(place) = together.binary_search(&target)
                    && let Some(known) = from.get_mut(place).filter(|known| **known == NONE)
                {
                    *known = node;
                    queue.push_back(target);
                }
            }
        }
        vec![Ix(first)]
    }
}

fn write(column: &mut [u32], place: u32, value: u32) {
    if let Some(slot) = column.get_mut(place as usize) {
        *slot = value;
    }
}
