//! Small random catalogs in which everything collides: names, spellings, relations, mistakes.

use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::{Sort, SortBy};
use portico_catalog::record::{Issue, Place, Record, Severity, SourceId};
use portico_catalog::reference::EntityRef;
use portico_catalog::snapshot;
use proptest::prelude::*;
use proptest::sample::select;

pub const KINDS: [&str; 6] = ["component", "api", "system", "domain", "group", "user"];
pub const NAMES: [&str; 14] = [
    "a",
    "B",
    "b-2",
    "b-10",
    "payment-api",
    "paymentAPI",
    "Payment_Gateway.api",
    "ledger",
    "Ledger-DB",
    "team-a",
    "Team-A2",
    "ana",
    "core",
    "ABService",
];
const TITLES: [&str; 7] = [
    "Payment API",
    "Ledger database",
    "Café Payments",
    "B",
    "General ledger",
    "ABService",
    "team 9",
];
const WORDS: [&str; 6] = ["production", "Production", "deprecated", "beta", "v2", "V10"];
const TYPES: [&str; 4] = ["service", "Service", "library", "s3-bucket"];
const TAGS: [&str; 6] = ["java", "Java", "tier-1", "c++", "payments", "core"];
const RELATIONS: [&str; 10] = [
    "ownedBy",
    "ownerOf",
    "partOf",
    "hasPart",
    "dependsOn",
    "dependencyOf",
    "memberOf",
    "childOf",
    "watches",
    "providesApi",
];

pub fn entity() -> impl Strategy<Value = EntityRef> {
    (select(&KINDS[..]), select(&["default", "default", "team"][..]), select(&NAMES[..]))
        .prop_map(|(kind, namespace, name)| EntityRef::new(kind, namespace, name))
}

fn owner() -> impl Strategy<Value = EntityRef> {
    (select(&["group", "user"][..]), select(&["team-a", "TEAM-A2", "ana", "ghost"][..]))
        .prop_map(|(kind, name)| EntityRef::new(kind, "default", name))
}

fn maybe(words: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    prop::option::of(select(words).prop_map(str::to_owned))
}

fn record() -> impl Strategy<Value = Record> {
    let texts = (
        maybe(&TITLES),
        maybe(&["Pays the café.", "Keeps the ledger; see payment api", ""]),
        maybe(&TYPES),
        maybe(&WORDS),
        maybe(&["ana@acme.test", "core.team@acme.test"]),
    );
    let lists = (
        prop::option::of(owner()),
        prop::collection::vec(select(&TAGS[..]).prop_map(str::to_owned), 0..4),
        prop::collection::vec((select(&RELATIONS[..]).prop_map(str::to_owned), entity()), 0..5),
    );
    let rest = (0u16..3, any::<bool>(), "[{}a-z]{0,6}");
    (entity(), texts, lists, rest).prop_map(
        |(entity, (title, description, spec_type, lifecycle, email), lists, rest)| {
            let (owner, tags, relations) = lists;
            let (source, capital, detail) = rest;
            let kind_label = if capital { entity.kind.to_uppercase() } else { entity.kind.clone() };
            Record {
                annotations: vec![("acme.test/name".to_owned(), entity.name.clone())],
                entity,
                kind_label,
                title,
                description,
                spec_type,
                lifecycle,
                owner,
                tags,
                relations,
                source: SourceId(source),
                place: Place { file: format!("{source}.yaml"), line: 3, column: 1 },
                detail: detail.into_bytes(),
                email,
            }
        },
    )
}

fn issue() -> impl Strategy<Value = Issue> {
    let severity = select(&[Severity::Info, Severity::Warning, Severity::Error][..]);
    (prop::option::of(entity()), severity, 0u16..4, 0u32..9).prop_map(
        |(entity, severity, source, line)| Issue {
            source: SourceId(source),
            place: Place { file: "x.yaml".to_owned(), line, column: 0 },
            severity,
            rule: "name-invalid".to_owned(),
            path: "metadata.name".to_owned(),
            message: format!("Line {line} is wrong."),
            help: "Change it.".to_owned(),
            entity: entity.map(|entity| entity.to_string().to_uppercase()),
        },
    )
}

pub fn records() -> impl Strategy<Value = Vec<Record>> {
    prop::collection::vec(record(), 0..24)
}

pub fn issues() -> impl Strategy<Value = Vec<Issue>> {
    prop::collection::vec(issue(), 0..6)
}

pub fn filter() -> impl Strategy<Value = Filter> {
    let value = prop_oneof![
        3 => select(&KINDS[..]).prop_map(|kind| (Facet::Kind, kind)),
        3 => select(&["team-a", "user:ana", "GHOST", "nobody", ""][..])
            .prop_map(|owner| (Facet::Owner, owner)),
        2 => select(&["Service", "library", "", "x"][..]).prop_map(|it| (Facet::Type, it)),
        2 => select(&["PRODUCTION", "beta", "", "x"][..]).prop_map(|it| (Facet::Lifecycle, it)),
        2 => select(&["java", "tier-1", "", "x"][..]).prop_map(|tag| (Facet::Tag, tag)),
        2 => select(&["core", "team/ledger", ""][..]).prop_map(|it| (Facet::System, it)),
        1 => select(&["default", "Team"][..]).prop_map(|it| (Facet::Namespace, it)),
        1 => select(&["0", "1", "9"][..]).prop_map(|it| (Facet::Source, it)),
    ];
    let among = prop::option::weighted(0.1, prop::collection::vec(entity(), 0..40));
    (prop::collection::vec(value, 0..4), text(), prop::bool::weighted(0.1), among).prop_map(
        |(values, text, issues, among)| {
            let filter = values
                .into_iter()
                .fold(Filter::new(), |filter, (facet, value)| filter.with(facet, value))
                .with_text(text)
                .with_issues(issues);
            match among {
                Some(names) => filter.among(names.iter().map(ToString::to_string)),
                None => filter,
            }
        },
    )
}

/// What people type, finished or not.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        2 => "[abp]{1,2}",
        2 => (select(&NAMES[..]), 1usize..9).prop_map(|(name, end)| name.chars().take(end).collect()),
        1 => (select(&TITLES[..]), 1usize..12).prop_map(|(name, end)| name.chars().take(end).collect()),
        1 => select(&["pay api", "api pay", "paymentapi", "led-ger", "c++", "java led", "ana@acme", " - "][..])
            .prop_map(str::to_owned),
    ]
}

pub fn sort() -> impl Strategy<Value = Sort> {
    (select(&SortBy::ALL[..]), any::<bool>()).prop_map(|(by, descending)| Sort { by, descending })
}

pub fn catalog(records: &[Record], issues: &[Issue]) -> Catalog {
    let snapshot = snapshot::build(records.to_vec(), issues.to_vec());
    Catalog::from_bytes(&snapshot.index).unwrap()
}

/// How the tests name what an answer points to.
pub fn name(catalog: &Catalog, ix: Ix) -> String {
    catalog.entry(ix).entity_ref().to_string().to_lowercase()
}

pub fn target_name(catalog: &Catalog, target: Target) -> String {
    catalog.target(target).entity_ref().to_string().to_lowercase()
}

/// A record with a name and nothing else.
pub fn plain(entity: &str) -> Record {
    let entity: EntityRef = entity.parse().unwrap();
    Record {
        kind_label: entity.kind.clone(),
        entity,
        title: None,
        description: None,
        spec_type: None,
        lifecycle: None,
        owner: None,
        tags: Vec::new(),
        annotations: Vec::new(),
        relations: Vec::new(),
        source: SourceId(0),
        place: Place::default(),
        detail: Vec::new(),
        email: None,
    }
}
