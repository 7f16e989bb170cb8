//! Teams and people: who is in what, and who owns what.

use portico_catalog::catalog::{Catalog, Target};
use portico_catalog::reference::EntityRef;
use std::collections::BTreeSet;

/// Whoever owns what the person who looks owns: that person, their groups and the groups above
/// those. Nobody when `portal.json` names no user.
pub fn mine(catalog: &Catalog, user: Option<&str>) -> BTreeSet<Target> {
    let name = user.and_then(|user| user.parse::<EntityRef>().ok());
    let Some(ix) = name.and_then(|name| catalog.lookup(&name)) else { return BTreeSet::new() };
    let own = catalog.entry(ix).target().target();
    catalog.teams_of(ix).into_iter().chain([own]).collect()
}
