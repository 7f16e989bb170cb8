//! Relations from both ends, and who belongs to whom.

use crate::naive::{Naive, PAIRS};
use crate::sample;
use portico_catalog::catalog::Target;
use portico_catalog::relations;
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #[test]
    fn neighbours_are_the_naive_ones(records in sample::records()) {
        let catalog = sample::catalog(&records, &[]);
        let naive = Naive::new(&records, &[]);
        let edges = naive.edges();
        // All names: of entities, and of everything an edge leads to.
        let mut nodes: BTreeSet<String> = catalog.all().map(|ix| sample::name(&catalog, ix)).collect();
        nodes.extend(edges.iter().map(|(.., to)| to.clone()));
        let mut found = BTreeSet::new();
        for node in nodes {
            let (kind, rest) = node.split_once(':').unwrap();
            let (namespace, name) = rest.split_once('/').unwrap();
            let target = catalog.target_parts(kind, namespace, name).unwrap();
            let is_entity = naive.record(&node).is_some();
            prop_assert_eq!(catalog.target(target).entity().is_some(), is_entity);
            let mut order = Vec::new();
            for group in catalog.mentions(target) {
                let known = relations::ORDER.iter().position(|it| *it == group.relation);
                order.push((known.unwrap_or(99), group.relation));
                let targets: Vec<Target> = group.targets().collect();
                prop_assert!(!targets.is_empty());
                // By display name, entities before names that are missing, each once.
                prop_assert!(targets.is_sorted() && targets.windows(2).all(|two| two[0] != two[1]));
                let entities = targets.iter().map(|target| catalog.target(*target).entity());
                prop_assert!(entities.map(|entity| entity.is_none()).is_sorted());
                for target in targets {
                    let name = sample::target_name(&catalog, target);
                    found.insert((node.clone(), group.relation.to_owned(), name));
                }
            }
            prop_assert!(order.is_sorted() && order.windows(2).all(|two| two[0] != two[1]));
        }
        prop_assert_eq!(found, edges);
    }

    #[test]
    fn teams_are_all_groups_upwards(records in sample::records()) {
        let catalog = sample::catalog(&records, &[]);
        let edges = Naive::new(&records, &[]).edges();
        for ix in catalog.all() {
            let start = sample::name(&catalog, ix);
            let mut expected = BTreeSet::from([start.clone()]);
            loop {
                let up = edges.iter().filter(|(from, relation, _)| {
                    expected.contains(from) && ["memberOf", "childOf"].contains(&relation.as_str())
                });
                let more: BTreeSet<String> = up.map(|(.., to)| to.clone()).collect();
                if more.is_subset(&expected) {
                    break;
                }
                expected.extend(more);
            }
            expected.remove(&start);
            let teams = catalog.teams_of(ix);
            prop_assert_eq!(teams.len(), expected.len());
            let found: BTreeSet<String> =
                teams.into_iter().map(|team| sample::target_name(&catalog, team)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}

#[test]
fn every_relation_of_the_field_has_its_opposite() {
    for (one, other) in PAIRS {
        for (stated, implied) in [(one, other), (other, one)] {
            let mut from = sample::plain("component:from");
            from.relations = vec![(stated.to_owned(), "component:to".parse().unwrap())];
            let catalog = sample::catalog(&[from, sample::plain("component:to")], &[]);
            let to = catalog.lookup_parts("component", "default", "to").unwrap();
            let groups: Vec<_> = catalog.related(to).map(|group| group.relation).collect();
            assert_eq!(groups, [implied]);
        }
    }
    assert_eq!(relations::ORDER.len(), PAIRS.len() * 2);
}

#[test]
fn the_nearest_team_comes_first_and_a_circle_ends() {
    let mut user = sample::plain("user:ana");
    let mut squad = sample::plain("group:squad");
    let mut tribe = sample::plain("group:tribe");
    let relation = |name: &str, to: &str| (name.to_owned(), to.parse().unwrap());
    user.relations = vec![relation("memberOf", "group:squad"), relation("memberOf", "group:gone")];
    squad.relations = vec![relation("childOf", "group:tribe")];
    tribe.relations = vec![relation("childOf", "group:squad")];
    let catalog = sample::catalog(&[user, squad, tribe], &[]);
    let ana = catalog.lookup_parts("USER", "Default", "ANA").unwrap();
    let teams: Vec<_> =
        catalog.teams_of(ana).into_iter().map(|team| sample::target_name(&catalog, team)).collect();
    assert_eq!(teams, ["group:default/squad", "group:default/gone", "group:default/tribe"]);
    let squad = catalog.lookup_parts("group", "default", "squad").unwrap();
    let names = |targets: Vec<Target>| -> Vec<String> {
        targets.into_iter().map(|target| sample::target_name(&catalog, target)).collect()
    };
    assert_eq!(names(catalog.members(squad).collect()), ["user:default/ana"]);
    assert_eq!(names(catalog.children(squad).collect()), ["group:default/tribe"]);
}

#[test]
fn parts_and_owned_things_are_known_from_the_other_end() {
    let mut service = sample::plain("component:service");
    service.owner = "group:team".parse().ok();
    service.relations = vec![("partOf".to_owned(), "system:shop".parse().unwrap())];
    let mut shop = sample::plain("system:shop");
    shop.relations = vec![("partOf".to_owned(), "domain:retail".parse().unwrap())];
    shop.title = Some("The shop".to_owned());
    let catalog = sample::catalog(&[service, shop, sample::plain("group:team")], &[]);
    let ix = |kind: &str, name: &str| catalog.lookup_parts(kind, "default", name).unwrap();
    let service = ix("component", "service");
    let same = |targets: Vec<Target>| {
        assert_eq!(targets.len(), 1);
        assert_eq!(catalog.target(targets[0]).entity(), Some(service));
    };
    same(catalog.parts(ix("system", "shop")).collect());
    same(catalog.owned_by(ix("group", "team")).collect());
    let entry = catalog.entry(service);
    assert_eq!(entry.system().map(|system| system.display_name()), Some("The shop"));
    let domain = entry.domain().unwrap();
    assert_eq!((domain.name(), domain.entity()), ("retail", None), "inherited, and not there");
    let mentions: Vec<_> = catalog.mentions(domain.target()).map(|group| group.relation).collect();
    assert_eq!(mentions, ["hasPart"]);
}
