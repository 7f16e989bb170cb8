//! What holds for every text.

use crate::synthetic;
use crate::world;
use portico_catalog::search::{Answer, Document, Field, Index, Item, Match, Scope, Sort};
use proptest::prelude::*;
use std::sync::OnceLock;

fn big() -> &'static Index {
    static INDEX: OnceLock<Index> = OnceLock::new();
    INDEX.get_or_init(|| world::index(synthetic::records(1500)))
}

fn names(index: &Index, answer: &Answer, most: usize) -> Vec<String> {
    index.hits(answer, 0..most).iter().map(|hit| index.name(hit.item).to_owned()).collect()
}

/// Letter by letter, as somebody types, against the same text at once.
fn typed(index: &Index, text: &str) -> (Answer, Answer) {
    let mut last: Option<Answer> = None;
    for (end, letter) in text.char_indices() {
        let end = end + letter.len_utf8();
        last = Some(index.ask(text.get(..end).unwrap(), last.as_ref()));
    }
    (last.unwrap_or_default(), index.ask(text, None))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn typing_and_pasting_are_answered_the_same(
        text in "(pay|ord|led|ger|ment|serv|ice|gate|-| |0|1|java|Api){1,5}"
    ) {
        let (slow, fast) = typed(big(), &text);
        prop_assert_eq!(names(big(), &slow, 50), names(big(), &fast, 50));
        prop_assert_eq!(slow.len(), fast.len());
    }

    #[test]
    fn marks_are_on_characters_and_reasons_add_up(text in "\\PC{1,12}|[a-z]{1,4}") {
        let index = big();
        let answer = index.ask(&text, None);
        for hit in index.hits(&answer, 0..20) {
            let name = index.name(hit.item);
            let mut end = 0;
            for range in &hit.ranges {
                prop_assert!(name.get(range.clone()).is_some() && range.start >= end);
                end = range.end;
            }
            let why = index.why(&answer, &hit);
            prop_assert_eq!(why.parts.iter().map(|(_, points)| points).sum::<i32>(), hit.points);
        }
    }
}

#[test]
fn case_accents_and_separators_do_not_matter() {
    let index = world::demo();
    let ask = |text: &str| names(&index, &index.ask(text, None), 5);
    for text in ["ledger-api", "Ledger API", "ledgerAPI", "LEDGER_API", "ledger.api"] {
        assert_eq!(ask(text), ask("ledger api"), "{text}");
    }
    assert_eq!(ask("tomas"), ask("Tomás"));
    assert_eq!(ask("Søren"), ask("soren"));
}

#[test]
fn nothing_is_asked_by_a_text_without_words() {
    for text in ["", "  ", "–", "\u{301}"] {
        assert!(world::demo().ask(text, None).is_empty(), "{text:?}");
    }
}

#[test]
fn what_my_team_owns_comes_first_among_equals() {
    let document = |team: &str| Document {
        title: "Guide".to_owned(),
        href: team.to_owned(),
        entity: Some(format!("component:default/{team}").parse().unwrap()),
        ..Document::default()
    };
    let mut index = world::demo();
    index.add(0, document("payments-ledger"));
    index.add(0, document("driver-app"));
    index.settle();
    let first = |index: &Index| {
        let answer = index.ask("guide", None);
        let item = index.hits(&answer, 0..1)[0].item;
        index.entity(item).map(|ix| index.catalog().entry(ix).name().to_owned())
    };
    assert_eq!(first(&index).as_deref(), Some("payments-ledger"));
    let owner = index.catalog().lookup(&"component:default/driver-app".parse().unwrap()).unwrap();
    let team = index.catalog().entry(owner).owner().unwrap().entity_ref();
    index.set_viewer(&team);
    assert_eq!(first(&index).as_deref(), Some("driver-app"));
}

#[test]
fn a_letter_alone_is_sought_among_names() {
    let index = world::demo();
    let answer = index.ask("p", None);
    assert!(answer.len() > 5, "{}", answer.len());
    for hit in index.hits(&answer, 0..answer.len()) {
        let is_name = matches!(hit.how, Match::Line(Field::DisplayName | Field::Name, _));
        assert!(is_name || hit.how == Match::Text, "{}: {:?}", index.name(hit.item), hit.how);
    }
    // Of what a team owns only that is left which is called so.
    assert!(index.ask("pa", None).len() > answer.len());
}

#[test]
fn the_first_letter_of_a_further_word_begins_it() {
    let mut index = world::demo();
    let document = |title: &str, text: &str| Document {
        title: title.to_owned(),
        text: text.to_owned(),
        ..Document::default()
    };
    index.add(0, document("Safekeeping", "Every quarter an operator rotates the keys."));
    index.add(0, document("Shifts", "Who is on call rotates each Monday."));
    index.settle();
    let of = |text: &str| {
        let answer = index.ask(text, None);
        let hits = index.hits(&answer, 0..5).into_iter();
        // What is guessed beside them does not matter.
        let sure = hits.filter(|hit| hit.how == Match::Text);
        sure.map(|hit| index.name(hit.item).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of("rotates").len(), 2);
    assert_eq!(of("rotates k"), ["Safekeeping"]);
    assert_eq!(of("k rotates"), ["Safekeeping"]);
}

#[test]
fn an_index_without_texts_knows_names_already() {
    let full = world::demo();
    let index = Index::new(full.catalog().clone(), Default::default());
    let answer = index.ask("payments-ledger", None);
    assert_eq!(names(&index, &answer, 1), ["Payments ledger"]);
    assert!(index.ask("android", None).is_empty() && !full.ask("android", None).is_empty());
}

#[test]
fn a_scope_narrows_and_counts_what_other_choices_would_leave() {
    let index = world::demo();
    let answer = index.ask("ledger", None);
    let everything = Scope::default();
    let (all, choices) = (index.places(&answer, &everything), index.choices(&answer, &everything));
    assert_eq!(all.len(), answer.len());
    let kinds: usize = choices.kinds.iter().map(|choice| choice.count).sum();
    assert_eq!(kinds, answer.len(), "everything here has a kind");
    let scope = Scope { sorts: vec![Sort::Source(0)], ..Scope::default() };
    let (documents, narrowed) = (index.places(&answer, &scope), index.choices(&answer, &scope));
    assert!(!documents.is_empty() && documents.len() < all.len());
    for hit in index.hits(&answer, documents) {
        assert!(matches!(hit.item, Item::Document(_)));
    }
    assert_eq!(narrowed.sorts, choices.sorts, "a facet does not narrow itself");
    let api = Scope { kinds: vec!["api".to_owned()], ..Scope::default() };
    let apis = index.places(&answer, &api);
    let hits = index.hits(&answer, apis);
    assert!(hits.iter().all(|hit| matches!(hit.item, Item::Entity(_))), "{hits:?}");
}

#[test]
fn a_wrong_word_finds_the_nearest_and_says_so() {
    let index = world::demo();
    let answer = index.ask("paymnets legder", None);
    let hit = &index.hits(&answer, 0..1)[0];
    assert_eq!((index.name(hit.item), hit.how), ("Payments ledger", Match::Typo));
    assert_eq!(hit.ranges, [0..8, 9..15]);
}
