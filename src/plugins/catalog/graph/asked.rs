//! What the address asks the relations to show.

use crate::plugin::prelude::*;
use crate::plugin::query::Pairs;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Target};
use portico_catalog::neighbourhood::{Asked, Family, RollUp};
use portico_catalog::reference::{EntityRef, RefDefaults};

/// How it is shown.
pub const VIEW: &str = "view";
/// Steps.
pub const HOPS: &str = "hops";
/// One direction only.
pub const DIRECTION: &str = "direction";
/// Families of relations, when others than usual.
pub const RELATION: &str = "relation";
/// Kinds, when not all.
pub const KIND: &str = "kind";
/// What is put together.
pub const TOGETHER: &str = "together";
/// What is not, all the same.
pub const OPEN: &str = "open";
/// Which one is looked at.
pub const NODE: &str = "node";
/// Size of the drawing in percent.
pub const ZOOM: &str = "zoom";

/// Boxes at most.
pub const MOST: usize = 5000;
/// Steps when the address says nothing.
const USUAL: usize = 2;
/// Steps that can be chosen; `all` stands for more.
pub const STEPS: [&str; 6] = ["1", "2", "3", "4", "6", "all"];

/// Families with their names in addresses and on pages.
pub const FAMILIES: [(Family, &str, &str); 6] = [
    (Family::Dependency, "dependency", "Dependencies"),
    (Family::Api, "api", "APIs"),
    (Family::Part, "part", "Parts"),
    (Family::Owner, "owner", "Ownership"),
    (Family::Organisation, "organisation", "Organisation"),
    (Family::Other, "other", "Other"),
];

/// Families that are shown of an entity of a kind when the address says nothing.
pub fn usual(kind: &str) -> Vec<Family> {
    match kind {
        "group" | "user" => vec![Family::Organisation, Family::Owner],
        "system" | "domain" => vec![Family::Part, Family::Dependency, Family::Api],
        _ => vec![Family::Dependency, Family::Api, Family::Other],
    }
}

/// The query of the page.
#[derive(Clone, Copy)]
pub struct State {
    query: Query,
}

impl State {
    /// That of the page in view.
    pub fn start() -> Self {
        Self { query: use_query() }
    }

    /// The first value of a key; empty when there is none. Tracked.
    pub fn get(self, key: &str) -> String {
        self.all(key).into_iter().next().unwrap_or_default()
    }

    /// All values of a key. Tracked.
    pub fn all(self, key: &str) -> Vec<String> {
        self.query.pairs().with(|pairs| {
            pairs.iter().filter(|(name, _)| name == key).map(|(_, value)| value.clone()).collect()
        })
    }

    /// Writes the values of a key; empty ones are left out. `step` makes an entry in the history.
    pub fn set(self, key: &str, values: &[String], step: bool) {
        self.query.set(self.with(key, values), step);
    }

    /// Writes the whole query.
    pub fn set_all(self, pairs: Pairs) {
        self.query.set(pairs, true);
    }

    /// The query with other values of one key. Not tracked.
    pub fn with(self, key: &str, values: &[String]) -> Pairs {
        let mut pairs = self.query.pairs().try_get_untracked().unwrap_or_default();
        pairs.retain(|(name, _)| name != key);
        let values = values.iter().filter(|value| !value.is_empty());
        pairs.extend(values.map(|value| (key.to_owned(), value.clone())));
        pairs
    }

    /// Steps that are shown, as in the address. Tracked.
    pub fn hops(self) -> String {
        let hops = self.get(HOPS);
        if STEPS.contains(&hops.as_str()) { hops } else { USUAL.to_string() }
    }

    /// Families that are shown. Tracked.
    pub fn families(self, kind: &str) -> Vec<Family> {
        let wanted = self.all(RELATION);
        let found: Vec<Family> = FAMILIES
            .iter()
            .filter(|(_, id, _)| wanted.iter().any(|one| one == id))
            .map(|(family, ..)| *family)
            .collect();
        if found.is_empty() { usual(kind) } else { found }
    }

    /// What the catalog is asked. Tracked.
    pub fn asked(self, catalog: &Catalog, root: Target) -> Asked {
        let direction = self.get(DIRECTION);
        let target = |text: &String| target(catalog, text);
        Asked {
            hops: self.hops().parse().unwrap_or(usize::MAX),
            up: direction != "down",
            down: direction != "up",
            families: self.families(catalog.target(root).kind()),
            kinds: self.all(KIND),
            roll_up: match self.get(TOGETHER).as_str() {
                "system" => RollUp::System,
                "domain" => RollUp::Domain,
                _ => RollUp::None,
            },
            opened: self.all(OPEN).iter().filter_map(target).collect(),
            most: MOST,
        }
    }
}

/// A target by the reference that stands in an address.
pub fn target(catalog: &Catalog, text: &str) -> Option<Target> {
    let reference = EntityRef::parse(text, RefDefaults::default()).ok()?;
    catalog.target_parts(&reference.kind, &reference.namespace, &reference.name)
}
