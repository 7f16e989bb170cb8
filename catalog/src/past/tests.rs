use super::*;
use crate::assemble::Assembler;
use crate::record::SourceId;
use crate::snapshot::build;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "\
kind: Component
metadata: { name: ledger, tags: [rust] }
spec: { type: service, lifecycle: production, owner: crew, dependsOn: ['resource:disk'] }
---
kind: Resource
metadata: { name: disk }
spec: { type: disk, owner: crew }
---
kind: Group
metadata: { name: crew }
spec: { type: team, children: [] }
";

fn kept(text: &str) -> String {
    let mut assembler = Assembler::new();
    assembler.add_file(SourceId(0), "a.yaml", text.as_bytes());
    let read = assembler.finish();
    let built = build(read.records, read.issues);
    write(&Catalog::from_bytes(&built.index).unwrap())
}

/// Old files stay comparable: this text never changes.
#[test]
fn the_same_catalog_is_kept_as_the_same_text() {
    let text = kept(FILE);
    let columns: Vec<Vec<&str>> =
        text.lines().skip(1).map(|line| line.split('\t').collect()).collect();
    assert_eq!(columns[0][..3], ["component:default/ledger", "group:default/crew", "production"]);
    assert_eq!(columns[0][4..], ["dependsOn resource:default/disk"]);
    assert_eq!(text.lines().next(), Some(FIRST));
    assert!(is_kept(text.as_bytes()) && !is_kept(b"kind: Component"));
    let names: Vec<&str> = columns.iter().map(|line| line[0]).collect();
    assert!(names.is_sorted());
    assert_eq!(columns[0][3], format!("{:08x}", fingerprint("\0\0service\0rust")));
    let mut past = Past::default();
    past.add("1", &text).unwrap();
    assert_eq!(past.whole("1"), Some(text));
}

fn ways(changes: &[Changed]) -> Vec<(&str, Vec<Way>)> {
    let ways = changes.iter().map(|changed| {
        let ways: Vec<Way> = Way::ALL.into_iter().filter(|way| changed.is(*way)).collect();
        (changed.entity.as_str(), ways)
    });
    ways.collect()
}

#[test]
fn what_changed_is_told_by_its_way() {
    let mut past = Past::default();
    assert_eq!(past.add("1", &kept(FILE)), Ok(3));
    let later = FILE
        .replace("production", "deprecated")
        .replace("dependsOn: ['resource:disk']", "dependsOn: ['resource:tape', 'api:tapes']")
        .replace("name: disk", "name: tape");
    past.add("2", &kept(&later)).unwrap();
    past.add("3", &kept(&later.replace("owner: crew", "owner: others"))).unwrap();
    let changes = past.changes("1", "2").unwrap();
    assert_eq!(
        ways(&changes),
        [
            ("component:default/ledger", vec![Way::Lifecycle, Way::Relations]),
            ("resource:default/disk", vec![Way::Removed]),
            ("resource:default/tape", vec![Way::Added]),
        ]
    );
    let Relations { gained, lost, untold } = &changes[0].relations;
    assert_eq!(gained[..], ["dependsOn api:default/tapes", "dependsOn resource:default/tape"]);
    assert_eq!(lost[..], ["dependsOn resource:default/disk"]);
    assert!(!untold);
    let owners = past.changes("2", "3").unwrap();
    assert!(owners.iter().all(|changed| changed.is(Way::Owner)) && owners.len() == 2);
    assert_eq!(past.changes("1", "4"), None);
    assert_eq!(past.changes("1", "1"), Some(Vec::new()));

    let moments = ["1", "2", "3"].map(str::to_owned);
    let turns = past.history("component:default/ledger", &moments);
    let when: Vec<&str> = turns.iter().map(|turn| turn.moment.as_str()).collect();
    assert_eq!(when, ["1", "2", "3"]);
    assert_eq!(turns[1].changed.relations.lost.len(), 1);
    let turns = past.history("resource:default/disk", &moments);
    assert_eq!((turns.len(), turns[1].changed.after.clone()), (2, None));
    assert_eq!(past.history("resource:default/none", &moments), []);
}

/// What the first version kept of relations is enough to tell that they are different.
#[test]
fn files_of_the_first_version_are_compared_with_others() {
    let mut past = Past::default();
    let relations = fingerprint("dependsOn resource:default/disk");
    let row = |relations: u32| {
        format!("{FIRST_OF_1}\ncomponent:default/ledger\t\t\t{relations:08x}\t00000001\n")
    };
    past.add("1", &row(relations)).unwrap();
    past.add("1 other", &row(7)).unwrap();
    let line = "component:default/ledger\t\t\t00000001\tdependsOn resource:default/disk";
    past.add("2", &format!("{FIRST}\n{line}\n")).unwrap();
    assert_eq!(past.changes("1", "2"), Some(Vec::new()));
    let changes = past.changes("1 other", "2").unwrap();
    assert_eq!(ways(&changes), [("component:default/ledger", vec![Way::Relations])]);
    assert!(changes[0].relations.untold);
    let whole = past.whole("1 other").unwrap();
    assert_eq!(past.add("again", &whole), Ok(1));
    assert_eq!(past.changes("1 other", "again"), Some(Vec::new()));
}

#[test]
fn what_is_no_kept_catalog_is_told_by_its_line() {
    let mut past = Past::default();
    assert_eq!(past.add("1", "<!doctype html>").unwrap_err().line, 1);
    let cut = format!("{FIRST}\na:b/c\t\t\t00000000\na:b/d\t\t\n");
    let error = past.add("1", &cut).unwrap_err();
    assert!(error.to_string().starts_with("line 3: it has too few"), "{error}");
    let cut = format!("{FIRST}\na:b/c\t\t\t00000000\tdependsOn a:b/");
    assert_eq!(past.add("1", &cut).unwrap_err().to_string(), "line 2: the file was cut off here.");
    let wrong = format!("{FIRST}\na:b/c\t\t\t0000000\n");
    assert_eq!(past.add("1", &wrong).unwrap_err().line, 2);
    let wrong = format!("{FIRST_OF_1}\na:b/c\t\t\t0000000\t00000000\n");
    assert_eq!(past.add("1", &wrong).unwrap_err().line, 2);
    let error = past.add("2", &format!("{FIRST}\t1\n")).unwrap_err();
    assert!(error.to_string().ends_with("that one was not read."), "{error}");
    assert!(!past.has("1") && past.since("1", "2").is_none() && past.whole("1").is_none());
}

fn text(all: &BTreeMap<String, u32>) -> String {
    let lines = all.iter().map(|(name, rest)| format!("k:n/{name}\t\t\t{rest:08x}\n"));
    [FIRST.to_owned(), "\n".to_owned()].into_iter().chain(lines).collect()
}

proptest! {
    /// The two directions mirror each other, and nothing that is different is left out.
    #[test]
    fn there_and_back_is_the_same(
        one in prop::collection::btree_map("[a-f]", 0..3_u32, 0..6),
        two in prop::collection::btree_map("[a-f]", 0..3_u32, 0..6),
    ) {
        let mut past = Past::default();
        past.add("1", &text(&one)).unwrap();
        past.add("2", &text(&two)).unwrap();
        let there = past.changes("1", "2").unwrap();
        let back = past.changes("2", "1").unwrap();
        prop_assert_eq!(there.len(), back.len());
        for (a, b) in there.iter().zip(&back) {
            prop_assert_eq!((&a.entity, &a.before, &a.after), (&b.entity, &b.after, &b.before));
        }
        let all: BTreeSet<&String> = one.keys().chain(two.keys()).collect();
        let different = all.into_iter().filter(|name| one.get(*name) != two.get(*name)).count();
        prop_assert_eq!(there.len(), different);
    }

    /// A file that tells what is different gives the catalog that it was made of.
    #[test]
    fn what_builds_on_another_one_is_the_same_catalog(
        one in prop::collection::btree_map("[a-f]", 0..3_u32, 0..6),
        two in prop::collection::btree_map("[a-f]", 0..3_u32, 0..6),
    ) {
        let mut past = Past::default();
        past.add("1", &text(&one)).unwrap();
        past.add("2", &text(&two)).unwrap();
        let since = past.since("1", "2").unwrap();
        let mut other = Past::default();
        other.add("1", &text(&one)).unwrap();
        prop_assert_eq!(other.add("2", &since), Ok(two.len()));
        prop_assert_eq!(other.whole("2"), Some(text(&two)));
    }
}
