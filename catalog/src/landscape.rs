//! What the organisation is made of: domains, the systems in them, and their parts.
//!
//! Nothing is dropped: what has no system, and what has no domain, stands beside the rest, and so
//! do the names that are mentioned but not in the catalog.

use crate::catalog::{Catalog, Ix, Target};
use crate::relations::PART_OF;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds that are made by somebody and belong somewhere. Others are parts only if they say so.
const PARTS: [&str; 3] = ["component", "api", "resource"];

/// Domains, systems and parts of a whole catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Landscape {
    /// Domains that are in no other one, by display name.
    pub domains: Vec<DomainArea>,
    /// Systems that are in no domain.
    pub systems: Vec<SystemArea>,
    /// Parts that are in no system and in no domain.
    pub parts: Vec<Ix>,
}

/// A domain and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainArea {
    /// The domain; its name may be all that is known of it.
    pub domain: Target,
    /// Domains in it.
    pub domains: Vec<DomainArea>,
    /// Systems in it.
    pub systems: Vec<SystemArea>,
    /// Parts that are in the domain, but in none of its systems.
    pub parts: Vec<Ix>,
}

/// A system and its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemArea {
    /// The system; its name may be all that is known of it.
    pub system: Target,
    /// Its parts, by display name.
    pub parts: Vec<Ix>,
}

impl DomainArea {
    /// How many systems and parts are in it and in the domains below.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        let own: usize = self.systems.iter().map(|system| system.parts.len()).sum();
        let start = (self.systems.len(), own + self.parts.len());
        self.domains
            .iter()
            .map(Self::size)
            .fold(start, |sum, size| (sum.0 + size.0, sum.1 + size.1))
    }
}

impl Landscape {
    /// Whether there is nothing to draw.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty() && self.systems.is_empty() && self.parts.is_empty()
    }
}

/// What lies directly in a domain or a system.
#[derive(Default)]
struct Inside {
    domains: BTreeMap<Target, Vec<Target>>,
    systems: BTreeMap<Target, Vec<Target>>,
    parts: BTreeMap<Target, Vec<Ix>>,
}

impl Catalog {
    /// Puts every entity that can be a part into its place.
    #[must_use]
    pub fn landscape(&self) -> Landscape {
        let mut inside = Inside::default();
        let mut domains = BTreeSet::new();
        let mut systems = BTreeSet::new();
        let mut landscape = Landscape::default();
        for ix in self.all() {
            let kind = self.entry(ix).kind();
            let place = self.place(ix);
            match (kind, place) {
                ("domain", place) => {
                    domains.insert(Target(ix.0));
                    if let Some((domain, "domain")) = place {
                        domains.insert(domain);
                        inside.domains.entry(domain).or_default().push(Target(ix.0));
                    }
                }
                ("system", place) => {
                    systems.insert(Target(ix.0));
                    if let Some((domain, "domain")) = place {
                        domains.insert(domain);
                        inside.systems.entry(domain).or_default().push(Target(ix.0));
                    }
                }
                (_, Some((area, kind))) => {
                    if kind == "domain" { &mut domains } else { &mut systems }.insert(area);
                    inside.parts.entry(area).or_default().push(ix);
                }
                (kind, None) if PARTS.contains(&kind) => landscape.parts.push(ix),
                _ => {}
            }
        }
        let mut seen = BTreeSet::new();
        let below: BTreeSet<Target> = inside.domains.values().flatten().copied().collect();
        // Roots first; what is left then is in a ring of domains, of which the first is as good a
        // root as any.
        let (rings, roots): (Vec<Target>, Vec<Target>) =
            domains.iter().partition(|domain| below.contains(domain));
        for domain in roots.into_iter().chain(rings) {
            landscape.domains.extend(inside.domain(domain, &mut seen));
        }
        landscape.domains.sort_by_key(|area| area.domain);
        let housed: BTreeSet<Target> = inside.systems.values().flatten().copied().collect();
        let alone = systems.iter().filter(|system| !housed.contains(system));
        landscape.systems = alone.map(|system| inside.system(*system)).collect();
        landscape
    }

    /// The system or the domain that an entity is directly in, and which of the two it is. A part
    /// of a part is where the whole is.
    fn place(&self, ix: Ix) -> Option<(Target, &'static str)> {
        let mut seen = BTreeSet::new();
        let mut at = Target(ix.0);
        while seen.insert(at) {
            let mut whole = None;
            let mut domain = None;
            for target in self.targets(at, PART_OF) {
                match self.target(target).kind() {
                    "system" => return Some((target, "system")),
                    "domain" => domain = domain.or(Some(target)),
                    _ => whole = whole.or(Some(target)),
                }
            }
            if let Some(domain) = domain {
                return Some((domain, "domain"));
            }
            at = whole?;
        }
        None
    }
}

impl Inside {
    fn domain(&self, domain: Target, seen: &mut BTreeSet<Target>) -> Option<DomainArea> {
        if !seen.insert(domain) {
            return None;
        }
        let below = self.domains.get(&domain).into_iter().flatten();
        let systems = self.systems.get(&domain).into_iter().flatten();
        Some(DomainArea {
            domain,
            domains: below.filter_map(|below| self.domain(*below, seen)).collect(),
            systems: systems.map(|system| self.system(*system)).collect(),
            parts: self.parts.get(&domain).cloned().unwrap_or_default(),
        })
    }

    fn system(&self, system: Target) -> SystemArea {
        SystemArea { system, parts: self.parts.get(&system).cloned().unwrap_or_default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::catalog;

    fn name(catalog: &Catalog, target: Target) -> String {
        catalog.target(target).name().to_owned()
    }

    fn words(catalog: &Catalog, area: &DomainArea) -> String {
        let parts = |parts: &[Ix]| {
            parts.iter().map(|ix| catalog.entry(*ix).name()).collect::<Vec<_>>().join(" ")
        };
        let systems: Vec<String> = area
            .systems
            .iter()
            .map(|system| format!("{}({})", name(catalog, system.system), parts(&system.parts)))
            .collect();
        let below: Vec<String> = area.domains.iter().map(|area| words(catalog, area)).collect();
        format!(
            "{}[{}|{}|{}]",
            name(catalog, area.domain),
            below.join(","),
            systems.join(","),
            parts(&area.parts)
        )
    }

    #[test]
    fn everything_has_a_place() {
        let catalog = catalog(
            "
Domain money
Domain cards subdomainOf:money
System ledger domain:money
System lonely
Component book system:ledger
Component page subcomponentOf:component:book
Resource disk system:unknown
API quote system:ledger
Component stray
Group crew
",
        );
        let landscape = catalog.landscape();
        let drawn: Vec<String> =
            landscape.domains.iter().map(|area| words(&catalog, area)).collect();
        assert_eq!(drawn, ["money[cards[||]|ledger(book page quote)|]"]);
        let systems: Vec<String> = landscape
            .systems
            .iter()
            .map(|area| format!("{} {}", name(&catalog, area.system), area.parts.len()))
            .collect();
        assert_eq!(
            systems,
            ["lonely 0", "unknown 1"],
            "a name that is only mentioned is a box too"
        );
        let loose: Vec<&str> = landscape.parts.iter().map(|ix| catalog.entry(*ix).name()).collect();
        assert_eq!(loose, ["stray"], "teams are no parts");
        assert_eq!(landscape.domains[0].size(), (1, 3));
    }

    #[test]
    fn domains_in_a_ring_are_drawn_once() {
        let catalog = catalog(
            "
Domain a subdomainOf:b
Domain b subdomainOf:a
System inner domain:b
",
        );
        let landscape = catalog.landscape();
        let drawn: Vec<String> =
            landscape.domains.iter().map(|area| words(&catalog, area)).collect();
        assert_eq!(drawn, ["a[b[|inner()|]||]"]);
    }

    #[test]
    fn a_catalog_without_parts_is_empty() {
        assert!(catalog("Group crew\nUser ann").landscape().is_empty());
    }
}
