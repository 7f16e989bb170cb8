//! Lists, counts, and lists that follow typing.

use crate::naive::Naive;
use crate::sample;
use portico_catalog::catalog::Catalog;
use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::{Answer, Sort, SortBy};
use portico_catalog::record::Record;
use proptest::prelude::*;

fn names(catalog: &Catalog, filter: &Filter, sort: Sort) -> Vec<String> {
    catalog.query(filter, sort).into_iter().map(|ix| sample::name(catalog, ix)).collect()
}

fn short(records: &[Record], filter: &Filter, sort: Sort) -> Vec<String> {
    let catalog = sample::catalog(records, &[]);
    let rows = catalog.query(filter, sort);
    rows.into_iter().map(|ix| catalog.entry(ix).name().to_owned()).collect()
}

proptest! {
    #[test]
    fn lists_are_the_naive_ones(
        records in sample::records(),
        issues in sample::issues(),
        filter in sample::filter(),
        among in prop::option::weighted(0.2, prop::collection::vec(sample::entity(), 0..60)),
        sort in sample::sort(),
    ) {
        let among: Option<Vec<String>> =
            among.map(|names| names.iter().map(|name| name.to_string().to_lowercase()).collect());
        let filter = match &among {
            Some(names) => filter.among(names.iter().map(|name| name.to_uppercase())),
            None => {
                let (plain, _) = Filter::from_pairs(filter.to_pairs());
                plain
            }
        };
        let catalog = sample::catalog(&records, &issues);
        let naive = Naive::new(&records, &issues);
        let expected = naive.query(&filter, among.as_deref(), sort);
        prop_assert_eq!(catalog.count(&filter), expected.len());
        prop_assert_eq!(names(&catalog, &filter, sort), expected);

        for counts in catalog.facets(&filter, &Facet::ALL) {
            let found: Vec<_> = counts
                .values
                .iter()
                .map(|value| (value.value.to_owned(), value.count, value.chosen))
                .collect();
            prop_assert_eq!(&found, &naive.facet(&filter, among.as_deref(), counts.facet));
            for value in counts.values.iter().filter(|value| value.count > 0) {
                let label = naive.label(counts.facet, value.value);
                // Of several spellings of a name that is not in the catalog, any will do.
                prop_assert_eq!(value.label.to_lowercase(), label.to_lowercase());
                if !matches!(counts.facet, Facet::Owner | Facet::System) {
                    prop_assert_eq!(value.label, label);
                }
            }
        }
    }

    #[test]
    fn an_answer_that_follows_typing_is_a_fresh_answer(
        records in sample::records(),
        other in sample::records(),
        steps in prop::collection::vec(
            prop_oneof![
                // A letter more, a letter less, other filters, another order, another catalog.
                6 => "[apy -]".prop_map(|letter| (0, letter)),
                2 => Just((1, String::new())),
                1 => sample::text().prop_map(|text| (2, text)),
                1 => Just((3, String::new())),
                1 => Just((4, String::new())),
            ],
            1..16,
        ),
        sort in sample::sort(),
    ) {
        let catalogs = [sample::catalog(&records, &[]), sample::catalog(&other, &[])];
        let mut answer = Answer::default();
        let (mut filter, mut sort, mut catalog) = (Filter::new(), sort, &catalogs[0]);
        for (step, letters) in steps {
            match step {
                0 => {
                    let text = format!("{}{letters}", filter.text());
                    filter = filter.with_text(text);
                }
                1 => {
                    let mut text = filter.text().to_owned();
                    text.pop();
                    filter = filter.with_text(text);
                }
                2 => {
                    filter.toggle(Facet::Kind, "component");
                    filter = filter.with_text(letters);
                }
                3 => sort.descending = !sort.descending,
                _ => catalog = &catalogs[1],
            }
            answer.update(catalog, &filter, sort);
            prop_assert_eq!(answer.rows(), catalog.query(&filter, sort));
            prop_assert!(!answer.update(catalog, &filter, sort), "nothing changed since");
        }
    }

    #[test]
    fn the_order_of_records_does_not_matter(records in sample::records(), issues in sample::issues()) {
        let once = Naive::new(&records, &[]).records;
        let turned: Vec<Record> = once.iter().rev().cloned().collect();
        let a = portico_catalog::snapshot::build(once, issues.clone());
        let b = portico_catalog::snapshot::build(turned, issues);
        prop_assert_eq!(a, b);
    }

    #[test]
    fn sorts_are_read_as_they_are_written(sort in sample::sort()) {
        prop_assert_eq!(Sort::parse(&sort.to_string()), Some(sort));
    }
}

#[test]
fn a_sort_that_nobody_knows_is_nothing() {
    assert_eq!(Sort::parse("-owner"), Some(Sort::down(SortBy::Owner)));
    assert_eq!(Sort::parse("colour"), None);
    assert_eq!(Sort::parse("--name"), None);
    assert_eq!(Sort::default().to_string(), "name");
}

#[test]
fn what_has_no_owner_comes_last_in_both_directions() {
    let mut records = [
        sample::plain("component:b"),
        sample::plain("component:a"),
        sample::plain("component:d"),
        sample::plain("component:c"),
    ];
    for (record, owner) in records.iter_mut().zip(["group:zebra", "", "group:apes", "group:apes"]) {
        record.owner = owner.parse().ok();
    }
    let every = Filter::new();
    assert_eq!(short(&records, &every, Sort::up(SortBy::Owner)), ["c", "d", "b", "a"]);
    assert_eq!(short(&records, &every, Sort::down(SortBy::Owner)), ["b", "c", "d", "a"]);
}

#[test]
fn owners_sort_by_what_people_call_them() {
    let mut records = [
        sample::plain("group:a-team"),
        sample::plain("group:z-team"),
        sample::plain("component:one"),
        sample::plain("component:two"),
    ];
    records[0].title = Some("Zebras".to_owned());
    records[1].title = Some("Apes".to_owned());
    records[2].owner = "group:a-team".parse().ok();
    records[3].owner = "group:z-team".parse().ok();
    let components = Filter::of_kind("component");
    assert_eq!(short(&records, &components, Sort::up(SortBy::Owner)), ["two", "one"]);
}

#[test]
fn text_is_found_however_it_is_written() {
    let mut record = sample::plain("component:paymentGateway-api");
    record.title = Some("Café Zahlungen".to_owned());
    record.description = Some("Moves money between banks.".to_owned());
    record.tags = vec!["tier-1".to_owned()];
    let found = |text: &str| {
        !short(&[record.clone()], &Filter::new().with_text(text), Sort::default()).is_empty()
    };
    for text in ["payment", "PAYMENTGATEWAY", "gateway_api", "cafe", "CAFÉ zahl", "api cafe"] {
        assert!(found(text), "{text}");
    }
    for text in ["money", "banks", "tier 1", "tier1", "  ", "paymentgatewayapi"] {
        assert!(found(text), "{text}");
    }
    for text in ["paymnet", "moneybetween", "cafe dollars", "apicafe"] {
        assert!(!found(text), "{text}");
    }
}

#[test]
fn spellings_of_a_value_are_one_value_under_the_commonest() {
    let mut records = ["component:a", "component:b", "component:c"].map(sample::plain);
    for (record, lifecycle) in records.iter_mut().zip(["Production", "production", "production"]) {
        record.lifecycle = Some(lifecycle.to_owned());
    }
    let catalog = sample::catalog(&records, &[]);
    let filter = Filter::new().with(Facet::Lifecycle, "PRODUCTION");
    assert_eq!(catalog.count(&filter), 3);
    let facets = catalog.facets(&filter, &[Facet::Lifecycle]);
    let values: Vec<_> = facets[0].values.iter().map(|it| (it.label, it.count)).collect();
    assert_eq!(values, [("production", 3)]);
    let first = catalog.all().next().unwrap();
    assert_eq!(catalog.entry(first).lifecycle(), Some("production"));
}

#[test]
fn choosing_a_second_owner_shows_what_it_adds_and_a_second_tag_what_it_leaves() {
    let mut records = ["component:a", "component:b", "component:c"].map(sample::plain);
    records[0].owner = "group:x".parse().ok();
    records[1].owner = "group:y".parse().ok();
    records[0].tags = vec!["java".to_owned(), "pci".to_owned()];
    records[1].tags = vec!["java".to_owned()];
    records[2].tags = vec!["go".to_owned()];
    let catalog = sample::catalog(&records, &[]);
    let counts = |filter: &Filter, facet| -> Vec<(String, usize)> {
        let facets = catalog.facets(filter, &[facet]);
        facets[0].values.iter().map(|it| (it.value.to_owned(), it.count)).collect()
    };
    let pair = |value: &str, count| (value.to_owned(), count);
    assert_eq!(
        counts(&Filter::new().owned_by(["x"]), Facet::Owner),
        [pair("group:default/x", 1), pair("group:default/y", 1), pair("", 1)]
    );
    assert_eq!(
        counts(&Filter::new().with(Facet::Tag, "java"), Facet::Tag),
        [pair("java", 2), pair("pci", 1)]
    );
    assert_eq!(
        counts(&Filter::new().owned_by(["gone"]), Facet::Tag),
        [],
        "nothing is left, and no tag is chosen"
    );
    assert_eq!(
        counts(&Filter::new().owned_by(["gone"]).with(Facet::Tag, "go"), Facet::Tag),
        [pair("go", 0)]
    );
}

#[test]
fn an_empty_catalog_answers() {
    let catalog = sample::catalog(&[], &[]);
    assert!(catalog.is_empty());
    assert!(catalog.query(&Filter::of_kind("component"), Sort::default()).is_empty());
    assert_eq!(catalog.facets(&Filter::new(), &Facet::ALL).len(), Facet::ALL.len());
    assert_eq!(catalog.summary().entities, 0);
}
