//! Conditions and scorecards as a team that keeps them would try them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::borrow::Cow;

use portico_insights::scorecard::{
    Campaign, Check, Condition, Exemption, Fact, Keyed, Outcome, READY, Scorecard, Snapshot,
    Subject, Trend, read_facts, run,
};
use portico_insights::{Day, Milli};

#[derive(Default, Clone)]
struct Entity {
    name: String,
    fields: Vec<(&'static str, String)>,
    annotations: Vec<(String, String)>,
    tags: Vec<String>,
    facts: Vec<(String, Fact)>,
}

impl Subject for Entity {
    fn reference(&self) -> Cow<'_, str> {
        Cow::Owned(format!("component:default/{}", self.name))
    }
    fn field(&self, name: &str) -> Option<&str> {
        match name {
            "kind" => Some("Component"),
            "name" => Some(&self.name),
            _ => self.fields.iter().find(|(key, _)| *key == name).map(|(_, text)| text.as_str()),
        }
    }
    fn keyed(&self, keyed: Keyed, name: &str) -> Option<&str> {
        match keyed {
            Keyed::Annotation => {
                self.annotations.iter().find(|(key, _)| key == name).map(|(_, text)| text.as_str())
            }
            Keyed::Tag => self.tags.iter().find(|tag| *tag == name).map(String::as_str),
            _ => None,
        }
    }
    fn count(&self, keyed: Keyed) -> usize {
        match keyed {
            Keyed::Annotation => self.annotations.len(),
            Keyed::Tag => self.tags.len(),
            _ => 0,
        }
    }
    fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|(key, _)| key == name).map(|(_, fact)| fact)
    }
}

fn ledger() -> Entity {
    Entity {
        name: "ledger".to_owned(),
        fields: vec![
            ("owner", "payments-core".to_owned()),
            ("domain", "payments".to_owned()),
            ("lifecycle", "production".to_owned()),
            ("description", String::new()),
        ],
        annotations: vec![("backstage.io/techdocs-ref".to_owned(), "dir:.".to_owned())],
        tags: vec!["java".to_owned(), "pci".to_owned()],
        facts: vec![
            ("coverage".to_owned(), Fact::Number(Milli::whole(81))),
            ("scan.clean".to_owned(), Fact::Flag(true)),
            ("tier".to_owned(), Fact::Text("1".to_owned())),
        ],
    }
}

fn ask(condition: &str) -> (bool, bool) {
    Condition::parse(condition).unwrap_or_else(|m| panic!("{condition}: {m:?}")).ask(&ledger())
}

#[test]
fn conditions_over_fields_annotations_tags_and_facts() {
    for met in [
        "",
        "has(annotation \"backstage.io/techdocs-ref\") and facts.coverage >= 80",
        "annotation(\"backstage.io/techdocs-ref\") starts-with \"dir:\"",
        "has(tag 'pci') and count(tags) == 2",
        "lifecycle in (\"production\", \"experimental\")",
        "not has(description) and has(owner)",
        "facts.scan.clean and not facts.scan.clean == false",
        "facts.tier == 1 and facts.tier <= 1",
        "name contains \"edg\" or facts.nothing > 5",
        "(kind == \"API\" or kind == \"Component\") and owner != \"nobody\"",
    ] {
        assert_eq!(ask(met), (true, false), "{met}");
    }
    for unmet in ["facts.coverage > 81", "has(label \"x\")", "system == \"x\"", "system != \"x\""] {
        assert_eq!(ask(unmet), (false, false), "{unmet}");
    }
    assert_eq!(ask("facts.nothing > 5"), (false, true));
    assert_eq!(ask("has(facts.nothing)"), (false, false));
}

#[test]
fn mistakes_have_a_place_and_say_what_to_do() {
    for (text, at, what) in [
        ("facts.coverage >=", 17, "the condition ends too early"),
        ("facts.coverage = 80", 15, "equality is written `==`"),
        ("owner", 0, "compare this field, or ask `has(…)` for it"),
        ("has(annotation)", 14, "the name of the annotation in quotes was expected"),
        ("lifecycle >= \"production\"", 13, "only numbers are more or less than each other"),
        ("kind == \"x", 8, "this text has no closing quote"),
        ("kind == \"x\" kind", 12, "`and`, `or` or the end was expected"),
        ("facts.a >= 8o", 11, "`8o` is no number"),
        ("has(owner) && 1", 11, "write `and`"),
        ("80", 0, "this is no condition: compare it with something"),
        ("(kind == \"x\"", 12, "`)` was expected"),
    ] {
        let mistake = Condition::parse(text).unwrap_err();
        assert_eq!((mistake.at, mistake.what.as_str()), (at, what), "{text}");
    }
    let unknown = Condition::parse("colour == \"red\"").unwrap_err();
    assert!(unknown.what.starts_with("`colour` is not known; fields are kind, name"));
    let deep = format!("{}has(owner)", "not ".repeat(100));
    assert_eq!(Condition::parse(&deep).unwrap_err().what, "nested too deep");
    assert!(Condition::parse(&"x".repeat(5000)).unwrap_err().what.contains("4000"));
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_the_parser(text in "[ a-z().\"'=<>!0-9é\\\\,-]{0,80}") {
        let _ = Condition::parse(&text);
    }
}

fn check(id: &str, condition: &str, level: &str, weight: u32) -> Check {
    Check {
        id: id.to_owned(),
        condition: condition.to_owned(),
        level: level.to_owned(),
        weight,
        ..Check::default()
    }
}

fn card() -> Scorecard {
    Scorecard {
        id: "ready".to_owned(),
        levels: vec!["bronze".to_owned(), "silver".to_owned(), "gold".to_owned()],
        checks: vec![
            check("owner", "has(owner)", "bronze", 3),
            check("docs", "has(annotation \"backstage.io/techdocs-ref\")", "silver", 2),
            check("coverage", "facts.coverage >= 80", "gold", 0),
            check("wrong", "facts.", "gold", 9),
        ],
        ..Scorecard::default()
    }
}

fn three() -> Vec<Entity> {
    let gold = ledger();
    let mut silver = ledger();
    silver.name = "refunds".to_owned();
    silver.facts.clear();
    let mut none = ledger();
    none.name = "orphan".to_owned();
    none.fields.clear();
    vec![gold, silver, none]
}

fn subjects(entities: &[Entity]) -> Vec<&dyn Subject> {
    entities.iter().map(|entity| entity as &dyn Subject).collect()
}

#[test]
fn levels_scores_and_sums_by_hand() {
    let (card, entities) = (card(), three());
    let results = run(&card, &subjects(&entities), Day::of(2026, 11, 22));
    let [gold, silver, none] = &results.entities[..] else { panic!("three") };
    assert_eq!((gold.level, gold.score), (Some(2), Some(Milli::whole(100))));
    // Met weighs 3 + 2 of 6.
    assert_eq!((silver.level, silver.score), (Some(1), Some(Milli(83_333))));
    assert_eq!(silver.outcomes[2], Outcome::NoData);
    // Met weighs 2 + 1 of 6, but the lowest level is not reached.
    assert_eq!((none.level, none.score), (None, Some(Milli::whole(50))));
    assert_eq!(none.outcomes, [Outcome::Failed, Outcome::Met, Outcome::Met, Outcome::Broken]);
    assert_eq!(results.mistakes[0].0, "wrong");
    let teams = results.by(&card, |entity| &entity.owner);
    assert_eq!((teams[0].name.as_str(), teams[0].entities), ("", 1));
    assert_eq!((teams[1].name.as_str(), teams[1].score), ("payments-core", Some(Milli(91_666))));
    let all = results.all(&card);
    assert_eq!(all.levels, [1, 0, 1, 1]);
    assert_eq!(all.checks, [(2, 3), (3, 3), (2, 3), (0, 0)]);
}

#[test]
fn exemptions_end_and_campaigns_count_down() {
    let mut card = card();
    let exempt = |until: &str| Exemption {
        entity: "component:default/refunds".to_owned(),
        check: "coverage".to_owned(),
        reason: "Rewritten in March".to_owned(),
        until: until.to_owned(),
    };
    card.exemptions = vec![exempt("2026-11-22"), exempt("for ever")];
    card.campaigns = vec![Campaign {
        title: "Covered by Christmas".to_owned(),
        checks: vec!["coverage".to_owned(), "owner".to_owned()],
        due: "2026-12-24".to_owned(),
    }];
    let entities = three();
    let results = run(&card, &subjects(&entities), Day::of(2026, 11, 22));
    assert_eq!(results.entities[1].outcomes[2], Outcome::Exempt);
    assert_eq!(
        (results.entities[1].level, results.entities[1].score),
        (Some(2), Some(Milli(100_000)))
    );
    let campaign = &results.campaigns[0];
    assert_eq!((campaign.days_left, campaign.met, campaign.of), (32, 2, 3));
    assert_eq!(campaign.share, Milli(66_667));
    let later = run(&card, &subjects(&entities), Day::of(2026, 11, 23));
    assert_eq!(later.entities[1].outcomes[2], Outcome::NoData);
}

#[test]
fn snapshots_make_trends() {
    let (card, mut entities) = (card(), three());
    let day = Day::of(2026, 11, 15);
    let before = Snapshot::of(&card, &run(&card, &subjects(&entities), day), day);
    entities[2].fields.push(("owner", "risk".to_owned()));
    let after = Snapshot::of(&card, &run(&card, &subjects(&entities), day.plus(7)), day.plus(7));
    let text = serde_json::to_string(&[&after, &before]).unwrap();
    let snapshots: Vec<Snapshot> = serde_json::from_str(&text).unwrap();
    let trend = Trend::of(&snapshots, "ready", |snapshot| Some(&snapshot.all));
    assert_eq!(trend.scores[0], (day, Milli(77_777)));
    assert_eq!(trend.change, Some(Milli(94_444 - 77_777)));
    assert_eq!(Trend::of(&snapshots, "other", |snapshot| Some(&snapshot.all)), Trend::default());
}

#[test]
fn ready_checks_parse_and_name_their_facts() {
    assert_eq!(READY.len(), 8);
    for ready in &READY {
        let condition = Condition::parse(ready.condition);
        let (_, missing) =
            condition.unwrap_or_else(|m| panic!("{}: {m:?}", ready.id)).ask(&ledger());
        let needs = ready.facts.iter().any(|fact| ledger().fact(fact).is_none());
        assert_eq!(missing, needs, "{}", ready.id);
    }
}

#[test]
fn facts_are_read_with_dots() {
    let text = r#"{"Component:Default/Ledger": {"coverage": 81.5, "scan": {"clean": true, "by": "x"},
        "list": [1], "none": null}, "odd": 3}"#;
    let facts = read_facts(text).unwrap();
    let ledger = &facts["component:default/ledger"];
    assert_eq!(ledger[0], ("coverage".to_owned(), Fact::Number(Milli(81_500))));
    assert_eq!(ledger[1], ("scan.clean".to_owned(), Fact::Flag(true)));
    assert_eq!(ledger.len(), 3);
    assert!(read_facts("{\"a\": {").is_err());
}

#[test]
fn many_entities_run_a_few_at_a_time_come_out_the_same() {
    let (card, entities, day) = (card(), three(), Day::of(2026, 11, 20));
    let whole = run(&card, &subjects(&entities), day);
    let mut pieces = portico_insights::scorecard::Results::default();
    for piece in entities.chunks(1) {
        pieces.join(run(&card, &subjects(piece), day));
    }
    assert_eq!(pieces, whole);
}
