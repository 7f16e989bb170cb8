//! Names, fields, figures, and what a snapshot keeps.

use crate::naive::{Naive, display, key};
use crate::{sample, synthetic};
use portico_catalog::catalog::Catalog;
use portico_catalog::export::Column;
use portico_catalog::record::{Severity, SourceId};
use portico_catalog::reference::EntityRef;
use portico_catalog::snapshot::{self, SnapshotError};
use proptest::prelude::*;

proptest! {
    #[test]
    fn every_entity_is_found_by_its_name_and_is_what_it_was(
        records in sample::records(),
        issues in sample::issues(),
        other in sample::entity(),
    ) {
        let snapshot = snapshot::build(records.clone(), issues.clone());
        let catalog = Catalog::from_bytes(&snapshot.index).unwrap();
        let naive = Naive::new(&records, &issues);
        prop_assert_eq!(catalog.len(), naive.records.len());
        prop_assert_eq!(catalog.details_len(), snapshot.details.len());
        for (ix, record) in catalog.all().zip(&naive.records) {
            let shouted = EntityRef::new(
                &record.entity.kind.to_uppercase(),
                &record.entity.namespace,
                &record.entity.name.to_uppercase(),
            );
            prop_assert_eq!(catalog.lookup(&shouted), Some(ix));
            let entry = catalog.entry(ix);
            prop_assert_eq!(entry.entity_ref().to_string(), record.entity.to_string());
            prop_assert_eq!(entry.display_name(), display(record));
            let some = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
            prop_assert_eq!(entry.title().map(str::to_owned), some(&record.title));
            prop_assert_eq!(entry.description().map(str::to_owned), some(&record.description));
            prop_assert_eq!(entry.email(), record.email.as_deref());
            let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
            prop_assert!(same(entry.spec_type().unwrap_or(""), record.spec_type.as_deref().unwrap_or("")));
            prop_assert!(same(entry.lifecycle().unwrap_or(""), record.lifecycle.as_deref().unwrap_or("")));
            prop_assert!(same(entry.kind_label(), &record.kind_label));
            let owner = entry.owner().map(|owner| owner.entity_ref());
            if record.owner.is_some() {
                prop_assert_eq!(owner, record.owner.clone());
            }
            prop_assert_eq!(entry.annotation("acme.test/name"), Some(record.entity.name.as_str()));
            prop_assert_eq!(entry.annotation("acme.test/other"), None);
            prop_assert_eq!(entry.source(), record.source);
            prop_assert_eq!(entry.place(), record.place.clone());
            let detail = snapshot.details.get(catalog.detail_range(ix)).unwrap();
            prop_assert_eq!(detail, record.detail.as_slice());

            let mut expected: Vec<_> = issues
                .iter()
                .filter(|issue| issue.entity.as_ref().is_some_and(|it| it.to_lowercase() == key(record)))
                .collect();
            expected.sort_by_key(|issue| std::cmp::Reverse(issue.severity));
            let found: Vec<_> = catalog
                .issues(ix)
                .map(|issue| {
                    assert_eq!(issue.entity(), Some(ix));
                    (issue.severity(), issue.message().to_owned(), issue.place(), issue.source())
                })
                .collect();
            let expected: Vec<_> = expected
                .into_iter()
                .map(|it| (it.severity, it.message.clone(), it.place.clone(), it.source))
                .collect();
            prop_assert_eq!(found, expected);
        }
        let there = naive.record(&other.to_string().to_lowercase()).is_some();
        prop_assert_eq!(catalog.lookup(&other).is_some(), there);

        let summary = catalog.summary();
        prop_assert_eq!(summary.kinds.iter().map(|kind| kind.entities).sum::<usize>(), catalog.len());
        let groups = naive.records.iter().filter(|record| record.entity.kind == "group").count();
        prop_assert_eq!(summary.teams, groups);
        prop_assert_eq!(summary.issues.total(), issues.len());
        let errors = issues.iter().filter(|issue| issue.severity == Severity::Error).count();
        prop_assert_eq!(summary.issues.errors, errors);
        for source in &summary.sources {
            let entities = naive.records.iter().filter(|it| it.source == source.source).count();
            let found = issues.iter().filter(|it| it.source == source.source).count();
            prop_assert_eq!((source.entities, source.issues.total()), (entities, found));
            prop_assert!(entities + found > 0);
        }
        prop_assert!(summary.sources.is_sorted_by_key(|it| it.source));
    }

    #[test]
    fn a_cut_or_changed_snapshot_is_an_error(
        records in sample::records(),
        cut in any::<prop::sample::Index>(),
        bit in 0u8..8,
    ) {
        let index = snapshot::build(records, Vec::new()).index;
        let place = cut.index(index.len());
        prop_assert!(Catalog::from_bytes(&index[..place]).is_err());
        let mut changed = index.clone();
        changed[place] ^= 1 << bit;
        prop_assert!(Catalog::from_bytes(&changed).is_err());
        let mut longer = index;
        longer.push(0);
        prop_assert!(Catalog::from_bytes(&longer).is_err());
    }

    #[test]
    fn garbage_is_an_error(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        prop_assert_eq!(Catalog::from_bytes(&bytes).err(), Some(SnapshotError::NotASnapshot));
    }
}

#[test]
fn another_version_says_so() {
    let mut index = snapshot::build(Vec::new(), Vec::new()).index;
    assert!(Catalog::from_bytes(&index).is_ok());
    index[8] += 1;
    let error = Catalog::from_bytes(&index).err().unwrap();
    assert_eq!(error, SnapshotError::Version(snapshot::VERSION + 1));
    assert!(error.to_string().contains(&(snapshot::VERSION + 1).to_string()));
}

#[test]
fn a_snapshot_of_other_entities_has_another_stamp() {
    let one = sample::catalog(&[sample::plain("component:a")], &[]);
    let same = sample::catalog(&[sample::plain("component:a")], &[]);
    let other = sample::catalog(&[sample::plain("component:b")], &[]);
    assert_eq!(one.stamp(), same.stamp());
    assert_ne!(one.stamp(), other.stamp());
    let detail = |detail: &[u8]| {
        let mut record = sample::plain("component:a");
        record.detail = detail.to_vec();
        sample::catalog(&[record], &[]).stamp()
    };
    assert_ne!(detail(b"{\"a\":1}"), detail(b"{\"a\":2}"), "equally long, not equal");
}

#[test]
fn the_first_of_two_entities_with_one_name_is_kept() {
    let mut first = sample::plain("component:default/Shop");
    first.description = Some("first".to_owned());
    let second = sample::plain("component:default/shop");
    let catalog = sample::catalog(&[first, second], &[]);
    let all: Vec<_> = catalog.all().map(|ix| catalog.entry(ix).description()).collect();
    assert_eq!(all, [Some("first")]);
}

#[test]
fn an_issue_of_a_refused_document_keeps_its_name() {
    let issue = portico_catalog::record::Issue {
        source: SourceId(4),
        place: Default::default(),
        severity: Severity::Error,
        rule: "kind-missing".to_owned(),
        path: "kind".to_owned(),
        message: "There is no kind.".to_owned(),
        help: "Write one.".to_owned(),
        entity: Some("component:default/lost".to_owned()),
    };
    let catalog = sample::catalog(&[], &[issue]);
    let issues: Vec<_> = catalog.all_issues().collect();
    assert_eq!(issues.len(), 1);
    assert_eq!(issues[0].entity(), None);
    assert_eq!(issues[0].entity_name(), Some("component:default/lost"));
    assert_eq!((issues[0].rule(), issues[0].path()), ("kind-missing", "kind"));
    assert_eq!((issues[0].source(), issues[0].severity()), (SourceId(4), Severity::Error));
    assert_eq!(issues[0].help(), "Write one.");
}

#[test]
fn a_name_that_is_not_there_suggests_what_may_be_meant() {
    let names = [
        "api:default/payments",
        "component:other/payments",
        "component:default/paymnets",
        "component:default/payment-s",
        "component:default/pay",
        "component:default/ledger",
        "component:default/Payment_Service",
    ];
    let catalog = sample::catalog(&names.map(sample::plain), &[]);
    let near = |kind, namespace, name: &str| -> Vec<String> {
        let near = catalog.near(kind, namespace, name, 9).into_iter();
        near.map(|ix| catalog.entry(ix).entity_ref().to_string()).collect()
    };
    assert_eq!(
        near(Some("Component"), Some("default"), "payments"),
        [
            "component:default/payment-s",
            "component:other/payments",
            "api:default/payments",
            "component:default/paymnets",
        ]
    );
    assert_eq!(near(None, None, "payment-service"), ["component:default/Payment_Service"]);
    assert_eq!(near(None, None, "ledgers"), ["component:default/ledger"]);
    assert!(near(None, None, "something-else").is_empty());
    assert_eq!(catalog.near(None, None, "payments", 1).len(), 1);
}

#[test]
fn a_list_exports_what_it_shows() {
    let mut record = sample::plain("component:shop");
    record.title = Some("Shop, old".to_owned());
    record.tags = vec!["java".to_owned(), "pci".to_owned()];
    record.owner = "group:team".parse().ok();
    record.place.file = "shop.yaml".to_owned();
    record.place.line = 4;
    let catalog = sample::catalog(&[record], &[]);
    let rows: Vec<_> = catalog.all().collect();
    let columns =
        [Column::Name, Column::Title, Column::Owner, Column::Tags, Column::Issues, Column::Place];
    assert_eq!(
        catalog.csv(&rows, &columns),
        "Name,Title,Owner,Tags,Issues,Place\r\n\
         shop,\"Shop, old\",group:default/team,java pci,0,shop.yaml:4\r\n"
    );
    let all = catalog.csv(&rows, &Column::ALL);
    assert_eq!(all.lines().next().unwrap().split(',').count(), Column::ALL.len());
}

#[test]
fn an_index_stays_small() {
    let records = synthetic::records(2_000);
    let written: usize = records.iter().map(synthetic::written).sum();
    let index = snapshot::build(records, Vec::new()).index;
    let (index, written) = (index.len() / 2_000, written / 2_000);
    assert!(index < 3 * written, "{index} bytes per entity for {written} bytes of text");
}
