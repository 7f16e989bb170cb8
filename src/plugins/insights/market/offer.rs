//! What is known of a plugin, from its manifest, from the directory, from events and from the build.

use super::directory::{Described, Directory};
use crate::plugin::built::Sizes;
use crate::plugin::prelude::*;
use portico_insights::aggregate::Aggregate;
use std::collections::BTreeMap;

/// Where a plugin is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// It takes part.
    On,
    /// It waits until somebody starts it again.
    Quarantined,
    /// It is in this build and switched off.
    Off,
    /// It has to be added to the build.
    Elsewhere,
}

/// A plugin as the pages show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Reference of the team that keeps it.
    pub keeper: String,
    /// What it does; empty where nobody says.
    pub summary: String,
    /// Where it is.
    pub place: Place,
    /// How many things it adds, where that is known.
    pub adds: Option<usize>,
    /// The APIs that it calls.
    pub origins: Vec<String>,
    /// What its code weighs, in bytes with brotli.
    pub size: Option<u64>,
    /// People of the last 28 days; `Err` where they are too few to be told.
    pub people: Option<Result<i64, ()>>,
    /// People by month.
    pub trend: Vec<Option<i64>>,
    /// Errors of this session.
    pub errors: usize,
    /// What the directory tells of it.
    pub more: Described,
}

/// What is known beside the manifests.
#[derive(Clone, Copy, Default)]
pub struct Known<'k> {
    /// The directory.
    pub directory: Option<&'k Directory>,
    /// Aggregated events.
    pub events: Option<&'k Aggregate>,
    /// Sizes of the build.
    pub sizes: Option<&'k Sizes>,
}

/// All plugins: those that take part, those that are switched off, those of the directory.
pub fn offers(
    registry: &Registry,
    known: Known<'_>,
    errors: &BTreeMap<&'static str, usize>,
) -> Vec<Offer> {
    let described = |id: &str| {
        let all = known.directory.map(|directory| directory.plugins.items.as_slice());
        all.unwrap_or_default().iter().find(|one| one.id == id).cloned().unwrap_or_default()
    };
    let own = |plugin: &Plugin, place: Place| {
        let mut offer = of(described(plugin.id()), place, known);
        offer.id = plugin.id().to_owned();
        offer.name = plugin.name().to_owned();
        offer.keeper = plugin.keeper().to_owned();
        offer.adds = Some(plugin.extensions());
        offer.origins = plugin.origins().iter().map(|name| (*name).to_owned()).collect();
        offer.errors = errors.get(plugin.id()).copied().unwrap_or_default();
        // The build knows better than who has written the directory.
        offer.size = known.sizes.and_then(|sizes| sizes.plugins.get(plugin.id()).copied());
        (offer.people, offer.trend) = used(known.events, plugin.id());
        offer
    };
    let mut all: Vec<Offer> = registry
        .plugins()
        .iter()
        .map(|one| own(&one.plugin, if one.quarantined { Place::Quarantined } else { Place::On }))
        .collect();
    all.extend(registry.off().map(|plugin| own(plugin, Place::Off)));
    let listed = known.directory.map(|directory| directory.plugins.items.as_slice());
    for one in listed.unwrap_or_default().iter().filter(|one| one.is_named()) {
        if !all.iter().any(|other| other.id == one.id) {
            all.push(of(one.clone(), Place::Elsewhere, known));
        }
    }
    all
}

/// A plugin as the directory tells of it.
fn of(more: Described, place: Place, known: Known<'_>) -> Offer {
    let (people, trend) = used(known.events, &more.id);
    Offer {
        id: more.id.clone(),
        name: more.name(),
        keeper: more.owner.clone(),
        summary: more.words(),
        place,
        adds: None,
        origins: more.origins.clone(),
        size: more.size,
        people,
        trend: if trend.is_empty() { more.people.clone() } else { trend },
        errors: 0,
        more,
    }
}

/// People of the last 28 days, and by month.
fn used(events: Option<&Aggregate>, id: &str) -> (Option<Result<i64, ()>>, Vec<Option<i64>>) {
    let Some(scope) = events.filter(|_| !id.is_empty()).and_then(|events| events.scope("", id))
    else {
        return (None, Vec::new());
    };
    let people = scope.mau.last().map(|cell| cell.get().ok_or(()));
    (people, scope.months.users.iter().map(|cell| cell.get()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::{Installed, Plugin};
    use std::sync::Arc;

    fn registry() -> Registry {
        let (on, off) =
            (Plugin::new("on").title("On").owner("group:default/a"), Plugin::new("off"));
        let installed =
            Installed { plugin: Arc::new(on.clone()), config: None, quarantined: false };
        Registry::new("", vec![installed]).with(vec![on, off], Vec::new())
    }

    #[test]
    fn what_takes_part_comes_before_what_is_off_and_what_is_elsewhere() {
        let directory: Directory = serde_json::from_str(
            r#"{"plugins": [
                {"id": "far", "title": "Far", "size": 5, "people": [1, null, 3]},
                {"id": "on", "title": "Not its name", "summary": "What it does.", "size": 7},
                {"id": "../off"}
            ]}"#,
        )
        .unwrap();
        let sizes = Sizes { plugins: [("on".to_owned(), 99)].into(), ..Sizes::default() };
        let known = Known { directory: Some(&directory), sizes: Some(&sizes), events: None };
        let all = offers(&registry(), known, &BTreeMap::from([("on", 2)]));
        let places: Vec<(&str, Place)> =
            all.iter().map(|one| (one.id.as_str(), one.place)).collect();
        assert_eq!(places, [("on", Place::On), ("off", Place::Off), ("far", Place::Elsewhere)]);
        let [on, _, far] = all.as_slice() else { panic!("three") };
        assert_eq!(
            (&*on.name, &*on.summary, on.size, on.errors),
            ("On", "What it does.", Some(99), 2)
        );
        assert_eq!((far.size, far.trend.len(), far.adds), (Some(5), 3, None));
    }
}
