//! What an entity depends on and what depends on it, some steps far: the nodes and edges that a
//! relation graph shows, and everything that breaks with an entity.
//!
//! An edge leads from what needs to what is needed: a component to the API that it consumes, that
//! API to the component that provides it. So the way from an entity along the edges is what it
//! stands on, and the way against them is what stands on it.

use crate::catalog::{Catalog, Target};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A sort of relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// `dependsOn`.
    Dependency,
    /// `consumesApi` and `providesApi`.
    Api,
    /// `partOf`.
    Part,
    /// `ownedBy`.
    Owner,
    /// `childOf` and `memberOf`.
    Organisation,
    /// Relations with names of their own.
    Other,
}

impl Family {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Dependency, Self::Api, Self::Part, Self::Owner, Self::Organisation, Self::Other];

    /// The family of a relation, and whether it is told from the end that needs the other one.
    #[must_use]
    pub fn of(relation: &str) -> (Self, bool) {
        match relation {
            "dependsOn" => (Self::Dependency, true),
            "dependencyOf" => (Self::Dependency, false),
            "consumesApi" | "apiProvidedBy" => (Self::Api, true),
            "apiConsumedBy" | "providesApi" => (Self::Api, false),
            "partOf" => (Self::Part, true),
            "hasPart" => (Self::Part, false),
            "ownedBy" => (Self::Owner, true),
            "ownerOf" => (Self::Owner, false),
            "childOf" | "memberOf" => (Self::Organisation, true),
            "parentOf" | "hasMember" => (Self::Organisation, false),
            _ => (Self::Other, true),
        }
    }
}

/// What nodes are put together by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RollUp {
    /// Each for itself.
    #[default]
    None,
    /// One node per system.
    System,
    /// One node per domain.
    Domain,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// Steps from the entity, in each direction.
    pub hops: usize,
    /// Whether what stands on it is wanted.
    pub up: bool,
    /// Whether what it stands on is wanted.
    pub down: bool,
    /// Relations that count.
    pub families: Vec<Family>,
    /// Kinds that are shown; all when empty. What is left out is gone through: an edge that leads
    /// over it becomes an implied one.
    pub kinds: Vec<String>,
    /// What nodes are put together by.
    pub roll_up: RollUp,
    /// Nodes that are not put together although `roll_up` says so.
    pub opened: Vec<Target>,
    /// Nodes at most; the nearest are kept.
    pub most: usize,
}

/// One node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The entity, or the system or domain of several.
    pub target: Target,
    /// What was put together in it, by name; empty for a node of its own.
    pub members: Vec<Target>,
    /// Steps from the entity: below zero for what stands on it, above for what it stands on.
    pub column: i32,
}

/// One edge, from what needs to what is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// Place of the node that needs.
    pub from: usize,
    /// Place of the node that is needed.
    pub to: usize,
    /// What sort of relation it is.
    pub family: Family,
    /// Whether nobody stated it: it leads over something that is not shown.
    pub implied: bool,
}

/// The graph around an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The nodes: by column, the entity itself first in its own, then by name.
    pub nodes: Vec<Node>,
    /// The edges; no edge between two nodes is left out.
    pub edges: Vec<Edge>,
    /// How many nodes were too many.
    pub left_out: usize,
}

/// What was reached: how far it is, and whether it is shown.
type Reached = BTreeMap<u32, i32>;

impl Catalog {
    /// The graph around an entity.
    #[must_use]
    pub fn neighbourhood(&self, root: Target, asked: &Asked) -> Neighbourhood {
        let shown = |target: u32| {
            target == root.0
                || asked.kinds.is_empty()
                || asked.kinds.iter().any(|kind| kind == self.target(Target(target)).kind())
        };
        let mut reached = Reached::new();
        reached.insert(root.0, 0);
        let mut hidden = BTreeSet::new();
        for (wanted, forward) in [(asked.down, true), (asked.up, false)] {
            if !wanted {
                continue;
            }
            for (target, distance) in self.walk(root, forward, asked.hops, &asked.families, &shown)
            {
                if !shown(target) {
                    hidden.insert(target);
                    continue;
                }
                let column = if forward { distance } else { -distance };
                let place = reached.entry(target).or_insert(column);
                // What is on both sides stands on the nearer one.
                if column.abs() < place.abs() {
                    *place = column;
                }
            }
        }
        let left_out = reached.len().saturating_sub(asked.most);
        if left_out > 0 {
            let mut all: Vec<(i32, u32)> =
                reached.iter().map(|(target, column)| (column.abs(), *target)).collect();
            all.sort_unstable();
            for (_, target) in all.split_off(asked.most.max(1)) {
                reached.remove(&target);
            }
        }
        let (nodes, place) = self.nodes(root, &reached, asked);
        let edges = self.edges(&reached, &hidden, &place, &asked.families);
        Neighbourhood { nodes, edges, left_out }
    }

    /// Everything that stands on an entity, directly or over others, with the steps up to it; the
    /// nearest first.
    #[must_use]
    pub fn dependents(&self, root: Target) -> Vec<(Target, usize)> {
        let families = [Family::Dependency, Family::Api];
        let found = self.walk(root, false, usize::MAX, &families, &|_| true);
        let distance = |steps: i32| usize::try_from(steps).unwrap_or_default();
        found.into_iter().map(|(target, steps)| (Target(target), distance(steps))).collect()
    }

    /// Neighbours by relations of these families: those that it needs, or those that need it.
    fn next(
        &self,
        target: Target,
        forward: bool,
        families: &[Family],
    ) -> impl Iterator<Item = (Target, Family)> {
        self.mentions(target).flat_map(move |group| {
            let (family, needs) = Family::of(group.relation);
            let counts = needs == forward && families.contains(&family);
            counts
                .then(|| group.targets().map(move |target| (target, family)))
                .into_iter()
                .flatten()
        })
    }

    /// Breadth first, each target once, with its steps; a target that is not shown costs no step.
    fn walk(
        &self,
        root: Target,
        forward: bool,
        hops: usize,
        families: &[Family],
        shown: &dyn Fn(u32) -> bool,
    ) -> Vec<(u32, i32)> {
        let most = i32::try_from(hops).unwrap_or(i32::MAX);
        let mut distances = BTreeMap::from([(root.0, 0)]);
        let mut found = Vec::new();
        let mut waiting = VecDeque::from([(root, 0)]);
        while let Some((target, distance)) = waiting.pop_front() {
            if distances.get(&target.0).is_some_and(|known| *known < distance) {
                continue;
            }
            if target != root {
                found.push((target.0, distance));
            }
            for (next, _) in self.next(target, forward, families) {
                let step = i32::from(shown(next.0));
                let distance = distance + step;
                if distance > most || distances.get(&next.0).is_some_and(|known| *known <= distance)
                {
                    continue;
                }
                distances.insert(next.0, distance);
                if step == 0 {
                    waiting.push_front((next, distance));
                } else {
                    waiting.push_back((next, distance));
                }
            }
        }
        found
    }

    /// The nodes, and for each target the place of the node that it is in.
    fn nodes(
        &self,
        root: Target,
        reached: &Reached,
        asked: &Asked,
    ) -> (Vec<Node>, BTreeMap<u32, usize>) {
        let whole = |target: u32| {
            let entry = self.entry(self.target(Target(target)).entity()?);
            let whole = match asked.roll_up {
                RollUp::None => None,
                RollUp::System => entry.system(),
                RollUp::Domain => entry.domain(),
            };
            whole.map(|whole| whole.target()).filter(|whole| !asked.opened.contains(whole))
        };
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for target in reached.keys().filter(|target| **target != root.0) {
            // A system stands for itself among its parts.
            let group = whole(*target).map_or(*target, |whole| whole.0);
            let group = if group == root.0 { *target } else { group };
            groups.entry(group).or_default().push(*target);
        }
        let mut nodes = vec![Node { target: root, members: Vec::new(), column: 0 }];
        for (group, mut members) in groups {
            let column = members
                .iter()
                .filter_map(|member| reached.get(member).copied())
                .min_by_key(|column| (column.abs(), *column < 0))
                .unwrap_or_default();
            // Of one there is nothing to put together.
            let target = match members.as_slice() {
                [only] => *only,
                _ => group,
            };
            members.sort_by_cached_key(|member| {
                self.target(Target(*member)).display_name().to_owned()
            });
            let alone = members.len() == 1;
            let members =
                if alone { Vec::new() } else { members.into_iter().map(Target).collect() };
            nodes.push(Node { target: Target(target), members, column });
        }
        nodes.sort_by_cached_key(|node| {
            let own = node.target != root;
            (node.column, own, self.target(node.target).display_name().to_owned(), node.target.0)
        });
        let mut place = BTreeMap::new();
        for (at, node) in nodes.iter().enumerate() {
            place.extend(node.members.iter().map(|member| (member.0, at)));
            if node.members.is_empty() {
                place.insert(node.target.0, at);
            }
        }
        (nodes, place)
    }

    fn edges(
        &self,
        reached: &Reached,
        hidden: &BTreeSet<u32>,
        place: &BTreeMap<u32, usize>,
        families: &[Family],
    ) -> Vec<Edge> {
        let mut edges = BTreeMap::new();
        for (target, from) in
            reached.keys().filter_map(|target| Some((target, *place.get(target)?)))
        {
            let mut over = BTreeSet::new();
            let mut waiting = vec![(Target(*target), None)];
            while let Some((at, first)) = waiting.pop() {
                for (next, family) in self.next(at, true, families) {
                    let family = first.unwrap_or(family);
                    if let Some(&to) = place.get(&next.0) {
                        // One that is stated is worth more than one that is implied.
                        let implied = edges.entry((from, to, family)).or_insert(true);
                        *implied &= first.is_some();
                    } else if hidden.contains(&next.0) && over.insert(next.0) {
                        waiting.push((next, Some(family)));
                    }
                }
            }
        }
        edges
            .into_iter()
            .filter(|((from, to, _), _)| from != to)
            .map(|((from, to, family), implied)| Edge { from, to, family, implied })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::catalog;
    use proptest::prelude::*;

    const LINES: &str = "
        Component shop system:store dependsOn:component:cart,resource:cache consumesApis:pay
        Component cart system:store dependsOn:resource:cache
        Component desk system:office consumesApis:pay
        API pay system:money
        Component ledger system:money providesApis:pay dependsOn:resource:db,component:gone
        Resource db system:money
        Resource cache system:store
        System store domain:front
        System money domain:back
        System office domain:back
        Domain front
        Domain back
    ";

    fn asked() -> Asked {
        Asked {
            hops: 9,
            up: true,
            down: true,
            families: vec![Family::Dependency, Family::Api],
            kinds: Vec::new(),
            roll_up: RollUp::None,
            opened: Vec::new(),
            most: 100,
        }
    }

    fn target(catalog: &Catalog, kind: &str, name: &str) -> Target {
        catalog.target_parts(kind, "default", name).unwrap()
    }

    /// `column name+members` of each node, `from>to` of each edge, `~>` for an implied one.
    fn drawn(catalog: &Catalog, root: (&str, &str), asked: &Asked) -> (Vec<String>, Vec<String>) {
        let found = catalog.neighbourhood(target(catalog, root.0, root.1), asked);
        let name = |target: Target| catalog.target(target).name().to_owned();
        let nodes = found
            .nodes
            .iter()
            .map(|node| {
                let members: String =
                    node.members.iter().map(|member| format!("+{}", name(*member))).collect();
                format!("{} {}{members}", node.column, name(node.target))
            })
            .collect();
        let edges = found
            .edges
            .iter()
            .map(|edge| {
                let mark = if edge.implied { "~>" } else { ">" };
                let end = |at: usize| name(found.nodes[at].target);
                format!("{}{mark}{}", end(edge.from), end(edge.to))
            })
            .collect();
        (nodes, edges)
    }

    #[test]
    fn what_needs_is_on_the_left_and_what_is_needed_on_the_right() {
        let catalog = catalog(LINES);
        let (nodes, edges) = drawn(&catalog, ("component", "ledger"), &asked());
        assert_eq!(nodes, ["-2 desk", "-2 shop", "-1 pay", "0 ledger", "1 db", "1 gone"]);
        assert_eq!(edges, ["desk>pay", "shop>pay", "pay>ledger", "ledger>db", "ledger>gone"]);
        let one = Asked { hops: 1, up: false, ..asked() };
        let (nodes, edges) = drawn(&catalog, ("component", "shop"), &one);
        assert_eq!(nodes, ["0 shop", "1 cache", "1 cart", "1 pay"]);
        // Also the edge between two that are both one step away.
        assert_eq!(edges, ["shop>cache", "shop>cart", "shop>pay", "cart>cache"]);
    }

    #[test]
    fn what_is_not_shown_is_gone_through() {
        let catalog = catalog(LINES);
        let components = Asked { kinds: vec!["component".to_owned()], hops: 1, ..asked() };
        let (nodes, edges) = drawn(&catalog, ("component", "ledger"), &components);
        assert_eq!(nodes, ["-1 desk", "-1 shop", "0 ledger", "1 gone"]);
        assert_eq!(edges, ["desk~>ledger", "shop~>ledger", "ledger>gone"]);
    }

    #[test]
    fn parts_are_put_together_and_opened_again() {
        let catalog = catalog(LINES);
        let systems = Asked { roll_up: RollUp::System, ..asked() };
        let (nodes, edges) = drawn(&catalog, ("component", "desk"), &systems);
        assert_eq!(nodes, ["0 desk", "1 money+db+ledger+pay", "3 gone"]);
        assert_eq!(edges, ["desk>money", "money>gone"]);
        let money = target(&catalog, "system", "money");
        let open = Asked { opened: vec![money], ..systems.clone() };
        let (nodes, _) = drawn(&catalog, ("component", "desk"), &open);
        assert_eq!(nodes, ["0 desk", "1 pay", "2 ledger", "3 db", "3 gone"]);
        let domains = Asked { roll_up: RollUp::Domain, ..asked() };
        let (nodes, _) = drawn(&catalog, ("resource", "cache"), &domains);
        assert_eq!(nodes, ["-1 front+cart+shop", "0 cache"]);
    }

    #[test]
    fn the_nearest_are_kept_when_there_are_too_many() {
        let catalog = catalog(LINES);
        let few = Asked { most: 3, ..asked() };
        let found = catalog.neighbourhood(target(&catalog, "component", "ledger"), &few);
        assert_eq!((found.nodes.len(), found.left_out), (3, 3));
        assert!(found.nodes.iter().all(|node| node.column.abs() <= 1));
    }

    #[test]
    fn all_that_breaks_is_found_over_apis_and_circles() {
        let circle = catalog(&format!(
            "{LINES}\nComponent a dependsOn:component:b\nComponent b dependsOn:component:a,resource:db"
        ));
        let mut names: Vec<(String, usize)> = circle
            .dependents(target(&circle, "resource", "db"))
            .into_iter()
            .map(|(target, steps)| (circle.target(target).name().to_owned(), steps))
            .collect();
        names.sort();
        let wanted = [("a", 2), ("b", 1), ("desk", 3), ("ledger", 1), ("pay", 2), ("shop", 3)];
        assert_eq!(names, wanted.map(|(name, steps)| (name.to_owned(), steps)));
    }

    proptest! {
        /// Against the plainest way: every pair of shown entities with a stated relation has its
        /// edge, and columns are the distances that stepwise growing sets give.
        #[test]
        fn no_edge_is_dropped(pairs in prop::collection::vec((0usize..8, 0usize..8), 1..24), hops in 1usize..5) {
            let mut lines = String::new();
            for from in 0..8 {
                let to: Vec<String> = pairs
                    .iter()
                    .filter(|(one, other)| *one == from && one != other)
                    .map(|(_, other)| format!("component:c{other}"))
                    .collect();
                lines.push_str(&format!("Component c{from}"));
                if !to.is_empty() {
                    lines.push_str(&format!(" dependsOn:{}", to.join(",")));
                }
                lines.push('\n');
            }
            let catalog = catalog(&lines);
            let root = target(&catalog, "component", "c0");
            let found = catalog.neighbourhood(root, &Asked { hops, ..asked() });
            let name = |at: usize| {
                let name = catalog.target(found.nodes[at].target).name();
                name.trim_start_matches('c').parse::<usize>().unwrap()
            };
            let grown = |needs: bool| {
                let mut distance = vec![usize::MAX; 8];
                distance[0] = 0;
                for step in 1..=hops {
                    for (one, other) in &pairs {
                        let (from, to) = if needs { (*one, *other) } else { (*other, *one) };
                        if distance[from] == step - 1 && distance[to] == usize::MAX {
                            distance[to] = step;
                        }
                    }
                }
                distance
            };
            let (down, up) = (grown(true), grown(false));
            for number in 0..8 {
                let nearest = down[number].min(up[number]);
                let node = (0..found.nodes.len()).find(|at| name(*at) == number);
                prop_assert_eq!(node.is_some(), nearest != usize::MAX);
                if let Some(at) = node {
                    prop_assert_eq!(found.nodes[at].column.unsigned_abs() as usize, nearest);
                }
            }
            for (one, other) in pairs.iter().filter(|(one, other)| one != other) {
                let at = |number| (0..found.nodes.len()).find(|at| name(*at) == number);
                if let (Some(from), Some(to)) = (at(*one), at(*other)) {
                    prop_assert!(found.edges.iter().any(|edge| edge.from == from && edge.to == to));
                }
            }
        }
    }
}
