//! What else somebody who looks at an entity may want to see, and why.
//!
//! Relations that the descriptor states are on the page already. This finds neighbours that nobody
//! wrote down: parts of the same system, things with the same tags, things that the same teams use.

use crate::catalog::{Catalog, Ix, Target};
use std::collections::{BTreeMap, BTreeSet};

/// Why an entity is related.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is in the same system.
    System(Target),
    /// The same team uses both: something that the team owns depends on both, or consumes both.
    UsedBy(Target),
    /// It has the same tags, in the order of the entity's own.
    Tags(Vec<String>),
}

/// A neighbour, with the reasons in the order of their weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// The neighbour.
    pub ix: Ix,
    /// Why.
    pub reasons: Vec<Reason>,
    /// What the rank follows from; only good to compare.
    pub weight: u32,
}

/// Relations by which something is used.
const USES: [&str; 2] = ["dependsOn", "consumesApi"];
/// The same seen from what is used.
const USED: [&str; 2] = ["dependencyOf", "apiConsumedBy"];

/// Parts of the same system weigh as much as three things in common.
const SYSTEM: u32 = 30;
/// Each team that uses both.
const TEAM: u32 = 20;
/// All of a tag's weight, for a tag that two entities share; a tag of many says less.
const TAG: u32 = 24;
/// A tag that more than one in so many entities has says nothing.
const COMMON: usize = 4;
/// Tags of small catalogs are never too common up to this number.
const FEW: usize = 8;
/// Another entity of the same kind is a little closer.
const SAME_KIND: u32 = 4;

impl Catalog {
    /// The entities that are closest to `ix` without being related to it by name: most and best
    /// reasons first, then by display name; `most` at most. Teams and people have none.
    #[must_use]
    pub fn similar(&self, ix: Ix, most: usize) -> Vec<Similar> {
        let entry = self.entry(ix);
        if matches!(entry.kind(), "group" | "user" | "location" | "domain") {
            return Vec::new();
        }
        let mut found: BTreeMap<Ix, Similar> = BTreeMap::new();
        let mut add = |other: Ix, weight: u32, reason: Reason| {
            let place = found.entry(other);
            let similar = place.or_insert(Similar { ix: other, reasons: Vec::new(), weight: 0 });
            similar.weight += weight;
            similar.reasons.push(reason);
        };
        if let Some(system) = entry.system() {
            for part in self.targets(system.target(), "hasPart") {
                if let Some(other) = self.target(part).entity() {
                    add(other, SYSTEM, Reason::System(system.target()));
                }
            }
        }
        for (other, team) in self.used_together(ix) {
            add(other, TEAM, Reason::UsedBy(team));
        }
        for (other, weight, tags) in self.tagged_alike(ix) {
            add(other, weight, Reason::Tags(tags));
        }
        let known = self.neighbours(ix);
        let mut similar: Vec<Similar> = found
            .into_values()
            .filter(|similar| similar.ix != ix && !known.contains(&similar.ix))
            .filter(|similar| {
                !matches!(self.entry(similar.ix).kind(), "group" | "user" | "location")
            })
            .collect();
        for one in &mut similar {
            one.weight += if self.entry(one.ix).kind() == entry.kind() { SAME_KIND } else { 0 };
            one.reasons.sort();
        }
        similar.sort_by_key(|similar| (u32::MAX - similar.weight, similar.ix));
        similar.truncate(most);
        similar
    }

    /// What the descriptor names, or what names it: the page shows those already.
    fn neighbours(&self, ix: Ix) -> BTreeSet<Ix> {
        let targets = self.related(ix).flat_map(|related| related.targets());
        targets.filter_map(|target| self.target(target).entity()).collect()
    }

    /// What is used by the owners of what uses `ix`, with the owner; each pair once.
    fn used_together(&self, ix: Ix) -> BTreeSet<(Ix, Target)> {
        let mut pairs = BTreeSet::new();
        for relation in USED {
            for user in self.targets(Target(ix.0), relation) {
                let Some(owner) =
                    self.target(user).entity().and_then(|user| self.entry(user).owner())
                else {
                    continue;
                };
                for relation in USES {
                    for other in self.targets(user, relation) {
                        if let Some(other) = self.target(other).entity() {
                            pairs.insert((other, owner.target()));
                        }
                    }
                }
            }
        }
        pairs
    }

    /// What has tags of `ix`: the rarer the tag, the closer.
    fn tagged_alike(&self, ix: Ix) -> Vec<(Ix, u32, Vec<String>)> {
        let own: Vec<&str> = self.entry(ix).tags().collect();
        if own.is_empty() {
            return Vec::new();
        }
        let mut having: Vec<Vec<Ix>> = vec![Vec::new(); own.len()];
        for other in self.all() {
            for tag in self.entry(other).tags() {
                let place = own.iter().position(|own| *own == tag);
                if let Some(list) = place.and_then(|place| having.get_mut(place)) {
                    list.push(other);
                }
            }
        }
        let limit = (self.len() / COMMON).max(FEW);
        let mut alike: BTreeMap<Ix, (u32, Vec<String>)> = BTreeMap::new();
        for (tag, having) in own.iter().zip(having) {
            if having.len() > limit {
                continue;
            }
            // 24 for a pair, 16 for three, 12 for four …
            let weight = TAG * 2 / u32::try_from(having.len().max(2)).unwrap_or(u32::MAX);
            for other in having {
                let (sum, tags) = alike.entry(other).or_default();
                *sum += weight;
                tags.push((*tag).to_owned());
            }
        }
        alike.into_iter().map(|(other, (weight, tags))| (other, weight, tags)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::catalog;

    fn find(catalog: &Catalog, name: &str) -> Ix {
        catalog.all().find(|ix| catalog.entry(*ix).name() == name).unwrap()
    }

    fn names(catalog: &Catalog, name: &str) -> Vec<String> {
        let similar = catalog.similar(find(catalog, name), 10);
        similar.iter().map(|one| catalog.entry(one.ix).name().to_owned()).collect()
    }

    const SHOP: &str = "
Group crew
System shop owner:crew
Component cart system:shop owner:crew tags:web,checkout
Component till system:shop owner:crew tags:checkout
Component stock owner:crew tags:web
Component far owner:crew
API rates owner:crew
API taxes owner:crew
Component quote owner:crew consumesApis:rates,taxes
";

    #[test]
    fn the_same_system_and_tags_come_before_one_of_the_two() {
        let catalog = catalog(SHOP);
        assert_eq!(names(&catalog, "cart"), ["till", "stock"]);
        let similar = catalog.similar(find(&catalog, "cart"), 10);
        let shop = Target(find(&catalog, "shop").0);
        assert_eq!(
            similar[0].reasons,
            [Reason::System(shop), Reason::Tags(vec!["checkout".to_owned()])]
        );
    }

    #[test]
    fn what_the_same_team_uses_is_related() {
        let catalog = catalog(SHOP);
        let similar = catalog.similar(find(&catalog, "rates"), 10);
        let crew = Target(find(&catalog, "crew").0);
        assert_eq!(similar.len(), 1);
        assert_eq!(similar[0].ix, find(&catalog, "taxes"));
        assert_eq!(similar[0].reasons, [Reason::UsedBy(crew)]);
    }

    #[test]
    fn what_is_named_already_and_what_it_is_itself_is_left_out() {
        let catalog = catalog(
            "
Component one tags:x dependsOn:component:two
Component two tags:x
Component three tags:x
",
        );
        assert_eq!(names(&catalog, "one"), ["three"]);
    }

    #[test]
    fn a_tag_of_everybody_says_nothing_and_the_list_is_bounded() {
        let lines: String =
            (0..40).map(|n| format!("Component c{n:02} tags:all,{}\n", n / 20)).collect();
        let all = catalog(&lines);
        assert!(all.similar(find(&all, "c00"), 10).is_empty(), "20 of 40 have the rarer tag");
        let pairs: String =
            (0..40).map(|n| format!("Component c{n:02} tags:all,t{}\n", n / 4)).collect();
        let pairs = catalog(&pairs);
        assert_eq!(names(&pairs, "c00"), ["c01", "c02", "c03"]);
        assert_eq!(pairs.similar(find(&pairs, "c00"), 2).len(), 2);
    }

    #[test]
    fn teams_have_their_own_page() {
        assert!(names(&catalog(SHOP), "crew").is_empty());
    }
}
