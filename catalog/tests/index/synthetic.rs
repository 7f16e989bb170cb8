//! A big organisation that looks like a real one: kinds in real proportions, names that share
//! their words, owners, systems and dependencies. The same for the same number every time.

use portico_catalog::record::{Place, Record, SourceId};
use portico_catalog::reference::EntityRef;

const SUBJECTS: [&str; 24] = [
    "payment",
    "order",
    "customer",
    "billing",
    "search",
    "inventory",
    "shipping",
    "identity",
    "session",
    "report",
    "pricing",
    "ledger",
    "fraud",
    "media",
    "profile",
    "cart",
    "checkout",
    "audit",
    "metrics",
    "workflow",
    "document",
    "campaign",
    "loyalty",
    "geo",
];
const ROLES: [&str; 12] = [
    "service",
    "worker",
    "portal",
    "gateway",
    "adapter",
    "consumer",
    "dashboard",
    "sync",
    "proxy",
    "store",
    "indexer",
    "router",
];
const TAGS: [&str; 20] = [
    "java",
    "go",
    "typescript",
    "python",
    "rust",
    "kotlin",
    "react",
    "grpc",
    "rest",
    "kafka",
    "postgres",
    "redis",
    "batch",
    "internal",
    "public",
    "pci",
    "gdpr",
    "legacy",
    "tier-1",
    "tier-2",
];
const LIFECYCLES: [&str; 4] = ["production", "production", "experimental", "deprecated"];
const TYPES: [&str; 4] = ["service", "website", "library", "pipeline"];

/// A small generator of numbers (xorshift): tests and measurements need no better one.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit.max(1)
    }

    fn pick(&mut self, words: &[&'static str]) -> &'static str {
        words.get(self.below(words.len())).copied().unwrap_or("")
    }
}

/// This many entities.
pub fn records(count: usize) -> Vec<Record> {
    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let shares = [
        ("Domain", 100),
        ("Group", 33),
        ("System", 20),
        ("User", 12),
        ("Resource", 10),
        ("API", 8),
    ];
    let mut names: Vec<(&str, String)> = Vec::with_capacity(count);
    for (kind, share) in shares {
        for number in 0..count / share {
            let subject = dice.pick(&SUBJECTS);
            names.push((kind, format!("{subject}-{}-{number:04}", kind.to_lowercase())));
        }
    }
    while names.len() < count {
        let (subject, role) = (dice.pick(&SUBJECTS), dice.pick(&ROLES));
        names.push(("Component", format!("{subject}-{role}-{:05}", names.len())));
    }
    let all: Vec<EntityRef> =
        names.iter().map(|(kind, name)| EntityRef::new(kind, "default", name)).collect();
    let of = |kind: &str| -> Vec<EntityRef> {
        all.iter().filter(|entity| entity.kind == kind).cloned().collect()
    };
    let (groups, systems, domains) = (of("group"), of("system"), of("domain"));
    let (apis, resources) = (of("api"), of("resource"));
    names
        .iter()
        .zip(&all)
        .map(|((kind, name), entity)| {
            let mut relations = Vec::new();
            let mut relate = |dice: &mut Dice, relation: &str, among: &[EntityRef], most: usize| {
                for _ in 0..most {
                    if let Some(target) = among.get(dice.below(among.len())) {
                        relations.push((relation.to_owned(), target.clone()));
                    }
                }
            };
            match *kind {
                "System" => relate(&mut dice, "partOf", &domains, 1),
                "User" => relate(&mut dice, "memberOf", &groups, 2),
                "Group" if dice.below(20) > 0 => relate(&mut dice, "childOf", &groups, 1),
                "Component" => {
                    let most = dice.below(4);
                    relate(&mut dice, "partOf", &systems, 1);
                    relate(&mut dice, "dependsOn", &all, most);
                    relate(&mut dice, "dependsOn", &resources, 1);
                    relate(&mut dice, "consumesApi", &apis, 1);
                }
                "API" | "Resource" => relate(&mut dice, "partOf", &systems, 1),
                _ => {}
            }
            let person = *kind == "User" || *kind == "Group";
            let title = (dice.below(10) < 6).then(|| {
                name.split('-')
                    .map(|word| {
                        let mut letters = word.chars();
                        letters
                            .next()
                            .into_iter()
                            .flat_map(char::to_uppercase)
                            .chain(letters)
                            .collect()
                    })
                    .collect::<Vec<String>>()
                    .join(" ")
            });
            let (subject, other) = (dice.pick(&SUBJECTS), dice.pick(&SUBJECTS));
            Record {
                entity: entity.clone(),
                kind_label: (*kind).to_owned(),
                title,
                description: Some(format!(
                    "Handles {subject} events of the {other} platform for all regions."
                )),
                spec_type: Some(dice.pick(&TYPES).to_owned()),
                lifecycle: (!person).then(|| dice.pick(&LIFECYCLES).to_owned()),
                owner: (!person && dice.below(20) > 0)
                    .then(|| groups.get(dice.below(groups.len())).cloned())
                    .flatten(),
                tags: (0..dice.below(5)).map(|_| dice.pick(&TAGS).to_owned()).collect(),
                annotations: vec![
                    (
                        "backstage.io/source-location".to_owned(),
                        format!("url:https://git.acme.test/{name}/"),
                    ),
                    ("github.com/project-slug".to_owned(), format!("acme/{name}")),
                ],
                relations,
                source: SourceId(0),
                place: Place {
                    file: format!("https://git.acme.test/catalog/{subject}.yaml"),
                    line: 7,
                    column: 1,
                },
                detail: format!("{{\"metadata\":{{\"name\":\"{name}\"}}}}").into_bytes(),
                email: (*kind == "User").then(|| format!("{name}@acme.test")),
            }
        })
        .collect()
}

/// How much text an entity brings, in bytes.
pub fn written(record: &Record) -> usize {
    let texts =
        [&record.title, &record.description, &record.spec_type, &record.lifecycle, &record.email];
    let texts: usize = texts.into_iter().flatten().map(String::len).sum();
    let annotations: usize =
        record.annotations.iter().map(|(key, value)| key.len() + value.len()).sum();
    let relations: usize =
        record.relations.iter().map(|(name, target)| name.len() + target.to_string().len()).sum();
    record.entity.to_string().len()
        + texts
        + annotations
        + relations
        + record.tags.iter().map(String::len).sum::<usize>()
        + record.place.file.len()
}
