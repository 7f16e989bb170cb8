//! Teams and people: who is in what, through which team, and what they own together.

use crate::catalog::{Catalog, Ix, Target};
use crate::relations::{CHILD_OF, PARENT_OF};
use std::collections::{BTreeMap, BTreeSet};

/// A person of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The person.
    pub person: Target,
    /// The group below through which they belong to it; none for its own members.
    pub through: Option<Target>,
}

/// What somebody owns of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding<'a> {
    /// Lower-case kind.
    pub kind: &'a str,
    /// The kind for people.
    pub label: &'a str,
    /// How many.
    pub count: usize,
    /// How many of each lifecycle, most first; the empty one is of those that have none.
    pub lifecycles: Vec<(&'a str, usize)>,
}

/// A group in the tree of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// The group, or the name of one that is not in the catalog.
    pub group: Target,
    /// Place of the group above it in the list, which comes before it.
    pub parent: Option<usize>,
}

impl Catalog {
    /// The groups below a group: nearest first, each once.
    pub fn groups_below(&self, group: Ix) -> Vec<Target> {
        let mut seen = BTreeSet::from([Target(group.0)]);
        let mut below = Vec::new();
        let mut level = vec![Target(group.0)];
        while !level.is_empty() {
            let next = level.iter().flat_map(|above| self.targets(*above, PARENT_OF));
            level = next.filter(|group| seen.insert(*group)).collect();
            below.extend(&level);
        }
        below
    }

    /// The groups above a group or a person, in lines: each with the one below it that leads to
    /// it, nearest first. The groups of a person come first and lead nowhere further down.
    pub fn groups_above(&self, of: Ix) -> Vec<(Target, Option<Target>)> {
        let mut found: Vec<(Target, Option<Target>)> = self
            .targets(Target(of.0), crate::relations::MEMBER_OF)
            .map(|group| (group, None))
            .collect();
        let own = self.targets(Target(of.0), CHILD_OF).map(|group| (group, None));
        found.extend(own);
        let mut seen: BTreeSet<Target> = found.iter().map(|(group, _)| *group).collect();
        seen.insert(Target(of.0));
        let mut at = 0;
        while let Some((group, _)) = found.get(at).copied() {
            let above = self.targets(group, CHILD_OF).filter(|above| seen.insert(*above));
            let above: Vec<_> = above.map(|above| (above, Some(group))).collect();
            found.extend(above);
            at += 1;
        }
        found
    }

    /// The people of a group: its own by name, then those of the groups below, nearest group
    /// first. Each is told once.
    pub fn all_members(&self, group: Ix) -> Vec<Member> {
        let mut seen = BTreeSet::new();
        let own = self.members(group).map(|person| Member { person, through: None });
        let mut members: Vec<Member> = own.filter(|member| seen.insert(member.person)).collect();
        for below in self.groups_below(group) {
            let people = self.targets(below, crate::relations::HAS_MEMBER);
            let people = people.filter(|person| seen.insert(*person));
            members.extend(people.map(|person| Member { person, through: Some(below) }));
        }
        members
    }

    /// What these own, by kind and lifecycle: most first.
    pub fn holdings(&self, owners: &[Target]) -> Vec<Holding<'_>> {
        let mut kinds: BTreeMap<&str, (&str, usize, BTreeMap<&str, usize>)> = BTreeMap::new();
        let owners: BTreeSet<&Target> = owners.iter().collect();
        for owner in owners {
            for target in self.targets(*owner, crate::relations::OWNER_OF) {
                let Some(ix) = self.target(target).entity() else { continue };
                let entry = self.entry(ix);
                let kind =
                    kinds.entry(entry.kind()).or_insert((entry.kind_label(), 0, BTreeMap::new()));
                kind.1 += 1;
                *kind.2.entry(entry.lifecycle().unwrap_or_default()).or_default() += 1;
            }
        }
        let mut list: Vec<Holding<'_>> = kinds
            .into_iter()
            .map(|(kind, (label, count, lifecycles))| {
                let mut lifecycles: Vec<_> = lifecycles.into_iter().collect();
                lifecycles.sort_by_key(|(_, count)| usize::MAX - count);
                Holding { kind, label, count, lifecycles }
            })
            .collect();
        list.sort_by_key(|holding| usize::MAX - holding.count);
        list
    }

    /// The groups above and below a group as a tree: the way down to it, and everything below.
    pub fn family(&self, group: Ix) -> Vec<Branch> {
        let mut way = vec![Target(group.0)];
        let mut at = Target(group.0);
        while let Some(above) = self.targets(at, CHILD_OF).find(|above| !way.contains(above)) {
            way.push(above);
            at = above;
        }
        way.reverse();
        let mut tree: Vec<Branch> = Vec::new();
        for (place, above) in way.iter().enumerate() {
            tree.push(Branch { group: *above, parent: place.checked_sub(1) });
        }
        let mut seen: BTreeSet<Target> = way.into_iter().collect();
        let last = tree.len() - 1;
        self.grow(Target(group.0), last, &mut seen, &mut tree);
        tree
    }

    /// All groups as trees, by name. A group whose parents lead in a circle is in it once.
    pub fn group_tree(&self) -> Vec<Branch> {
        let mut tree = Vec::new();
        let mut seen = BTreeSet::new();
        let groups = || self.all().filter(|ix| self.entry(*ix).kind() == "group");
        let is_root = |ix: &Ix| self.targets(Target(ix.0), CHILD_OF).next().is_none();
        // Names above groups that nothing has are roots, too.
        let missing: BTreeSet<Target> = groups()
            .flat_map(|ix| self.targets(Target(ix.0), CHILD_OF))
            .filter(|above| self.target(*above).entity().is_none())
            .collect();
        let roots = groups().filter(is_root).map(|ix| Target(ix.0)).chain(missing);
        // What is left then is in a ring.
        for root in roots.chain(groups().map(|ix| Target(ix.0))).collect::<Vec<_>>() {
            if seen.insert(root) {
                tree.push(Branch { group: root, parent: None });
                let place = tree.len() - 1;
                self.grow(root, place, &mut seen, &mut tree);
            }
        }
        tree
    }

    /// Adds what is below a group, depth first.
    fn grow(
        &self,
        root: Target,
        place: usize,
        seen: &mut BTreeSet<Target>,
        tree: &mut Vec<Branch>,
    ) {
        let children = |group: Target| {
            let mut below: Vec<Target> = self.targets(group, PARENT_OF).collect();
            below.reverse();
            below
        };
        let mut open: Vec<(Target, usize)> =
            children(root).into_iter().map(|child| (child, place)).collect();
        while let Some((group, parent)) = open.pop() {
            if !seen.insert(group) {
                continue;
            }
            tree.push(Branch { group, parent: Some(parent) });
            let place = tree.len() - 1;
            open.extend(children(group).into_iter().map(|child| (child, place)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    const WORLD: &str = "
        Group all children:a,b
        Group a
        Group b children:c
        Group c parent:b
        Group lost parent:nowhere
        Group x parent:y
        Group y parent:x
        User ana memberOf:a
        User ben memberOf:c,a
        User cem memberOf:all
        System books owner:a
        Component one owner:a lifecycle:production
        Component two owner:c lifecycle:production
        Component three owner:c
    ";

    fn name(catalog: &Catalog, target: Target) -> String {
        catalog.target(target).name().to_owned()
    }

    fn group(catalog: &Catalog, name: &str) -> Ix {
        catalog.lookup_parts("group", "default", name).unwrap()
    }

    #[test]
    fn people_belong_to_the_groups_above_theirs() {
        let catalog = samples::catalog(WORLD);
        let members = catalog.all_members(group(&catalog, "all"));
        let members: Vec<_> = members
            .iter()
            .map(|one| (name(&catalog, one.person), one.through.map(|group| name(&catalog, group))))
            .collect();
        let text = |text: &str| text.to_owned();
        assert_eq!(
            members,
            [(text("cem"), None), (text("ana"), Some(text("a"))), (text("ben"), Some(text("a"))),]
        );
        let ben = catalog.lookup_parts("user", "default", "ben").unwrap();
        let above: Vec<_> = catalog
            .groups_above(ben)
            .into_iter()
            .map(|(group, by)| (name(&catalog, group), by.map(|by| name(&catalog, by))))
            .collect();
        assert_eq!(
            above,
            [
                (text("a"), None),
                (text("c"), None),
                (text("all"), Some(text("a"))),
                (text("b"), Some(text("c"))),
            ]
        );
    }

    #[test]
    fn what_teams_own_is_counted_by_kind_and_lifecycle() {
        let catalog = samples::catalog(WORLD);
        let all = group(&catalog, "all");
        let mut owners = catalog.groups_below(all);
        owners.push(catalog.entry(all).target().target());
        let list = catalog.holdings(&owners);
        let rows: Vec<_> =
            list.iter().map(|one| (one.kind, one.count, one.lifecycles.clone())).collect();
        assert_eq!(
            rows,
            [("component", 3, vec![("production", 2), ("", 1)]), ("system", 1, vec![("", 1)]),]
        );
        assert_eq!(catalog.holdings(&[]), []);
    }

    #[test]
    fn every_group_is_in_the_tree_once() {
        let catalog = samples::catalog(WORLD);
        let tree = catalog.group_tree();
        let depth = |mut place: usize| {
            let mut depth = 0;
            while let Some(parent) = tree[place].parent {
                assert!(parent < place);
                place = parent;
                depth += 1;
            }
            depth
        };
        let lines: Vec<String> = (0..tree.len())
            .map(|place| ["  ".repeat(depth(place)), name(&catalog, tree[place].group)].concat())
            .collect();
        assert_eq!(lines, ["all", "  a", "  b", "    c", "nowhere", "  lost", "x", "  y"]);
    }

    #[test]
    fn the_family_of_a_group_is_the_way_to_it_and_what_is_below() {
        let catalog = samples::catalog(WORLD);
        let names = |of: &str| {
            let tree = catalog.family(group(&catalog, of));
            tree.iter().map(|branch| name(&catalog, branch.group)).collect::<Vec<_>>()
        };
        assert_eq!(names("b"), ["all", "b", "c"]);
        assert_eq!(names("x"), ["y", "x"]);
    }
}
