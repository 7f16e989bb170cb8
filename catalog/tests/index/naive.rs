//! The questions, answered by looking at every record: slow, short and separate from the index.

use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::{Sort, SortBy};
use portico_catalog::record::{Issue, Record};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

pub const PAIRS: [(&str, &str); 7] = [
    ("ownedBy", "ownerOf"),
    ("partOf", "hasPart"),
    ("providesApi", "apiProvidedBy"),
    ("consumesApi", "apiConsumedBy"),
    ("dependsOn", "dependencyOf"),
    ("childOf", "parentOf"),
    ("memberOf", "hasMember"),
];

/// The records as a reader sees them: one per name, by display name.
pub struct Naive {
    pub records: Vec<Record>,
    with_issues: BTreeSet<String>,
}

pub fn key(record: &Record) -> String {
    record.entity.to_string().to_lowercase()
}

pub fn display(record: &Record) -> &str {
    record.title.as_deref().filter(|title| !title.is_empty()).unwrap_or(&record.entity.name)
}

/// Lower case, no accents (of the sample), words apart by single spaces.
pub fn fold(text: &str) -> String {
    let small = text.to_lowercase().replace('é', "e");
    let spaced: String =
        small.chars().map(|c| if "-_. @;".contains(c) { ' ' } else { c }).collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

pub fn squash(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// Numbers by value, everything else letter by letter.
pub fn natural(a: &str, b: &str) -> Ordering {
    fn tokens(text: &str) -> Vec<Result<u64, char>> {
        let mut tokens = Vec::new();
        for c in fold(text).chars() {
            match (c.to_digit(10), tokens.last_mut()) {
                (Some(digit), Some(Ok(number))) => *number = *number * 10 + u64::from(digit),
                (Some(digit), _) => tokens.push(Ok(u64::from(digit))),
                (None, _) => tokens.push(Err(c)),
            }
        }
        tokens
    }
    let class = |token: &Result<u64, char>| match token {
        Err(' ') => 0,
        Err('+') => 1,
        Ok(_) => 2,
        Err(_) => 3,
    };
    let (a, b) = (tokens(a), tokens(b));
    let pairs = a.iter().zip(&b);
    let differing =
        pairs.map(|(a, b)| class(a).cmp(&class(b)).then(a.cmp(b))).find(|it| it.is_ne());
    differing.unwrap_or(a.len().cmp(&b.len()))
}

impl Naive {
    pub fn new(records: &[Record], issues: &[Issue]) -> Self {
        let mut seen = BTreeSet::new();
        let mut records: Vec<Record> =
            records.iter().filter(|record| seen.insert(key(record))).cloned().collect();
        records.sort_by(|a, b| natural(display(a), display(b)).then_with(|| key(a).cmp(&key(b))));
        let with_issues =
            issues.iter().filter_map(|issue| Some(issue.entity.as_ref()?.to_lowercase())).collect();
        Self { records, with_issues }
    }

    pub fn record(&self, key_: &str) -> Option<&Record> {
        self.records.iter().find(|record| key(record) == key_)
    }

    /// The values of a facet: what compares.
    pub fn values(&self, record: &Record, facet: Facet) -> Vec<String> {
        let text = |text: &Option<String>| text.clone().unwrap_or_default().to_lowercase();
        match facet {
            Facet::Kind => vec![record.entity.kind.clone()],
            Facet::Namespace => vec![record.entity.namespace.clone()],
            Facet::Type => vec![text(&record.spec_type)],
            Facet::Lifecycle => vec![text(&record.lifecycle)],
            Facet::Source => vec![record.source.0.to_string()],
            Facet::Owner => vec![self.owner(record)],
            Facet::System => {
                let mut relations = record.relations.iter();
                let system = relations.find(|(name, it)| name == "partOf" && it.kind == "system");
                vec![system.map(|(_, it)| it.to_string().to_lowercase()).unwrap_or_default()]
            }
            Facet::Tag => {
                let tags: BTreeSet<_> = record.tags.iter().map(|tag| tag.to_lowercase()).collect();
                if tags.is_empty() { vec![String::new()] } else { tags.into_iter().collect() }
            }
        }
    }

    fn owner(&self, record: &Record) -> String {
        let related = record.relations.iter().find(|(name, _)| name == "ownedBy");
        let owner = record.owner.as_ref().or(related.map(|(_, owner)| owner));
        owner.map(|owner| owner.to_string().to_lowercase()).unwrap_or_default()
    }

    /// What people read for a value.
    pub fn label(&self, facet: Facet, value: &str) -> String {
        let spelt = |record: &Record| -> Vec<String> {
            match facet {
                Facet::Kind => vec![record.kind_label.clone()],
                Facet::Type => record.spec_type.clone().into_iter().collect(),
                Facet::Lifecycle => record.lifecycle.clone().into_iter().collect(),
                Facet::Tag => record.tags.clone(),
                _ => Vec::new(),
            }
        };
        if matches!(facet, Facet::Owner | Facet::System) && !value.is_empty() {
            let named = |named: &&portico_catalog::reference::EntityRef| {
                named.to_string().to_lowercase() == value
            };
            let mentioned = self
                .records
                .iter()
                .flat_map(|record| record.owner.iter().chain(record.relations.iter().map(|r| &r.1)))
                .find(named);
            return self
                .record(value)
                .map(|record| display(record).to_owned())
                .or(mentioned.map(|it| it.name.clone()))
                .unwrap_or_else(|| value.to_owned());
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for spelling in self.records.iter().flat_map(spelt) {
            if spelling.to_lowercase() == value {
                *counts.entry(spelling).or_default() += 1;
            }
        }
        let most = counts.values().max().copied().unwrap_or(0);
        let label = counts.into_iter().find(|(_, count)| *count == most);
        label.map_or_else(|| value.to_owned(), |(label, _)| label)
    }

    pub fn passes(&self, record: &Record, filter: &Filter, among: Option<&[String]>) -> bool {
        let facets = Facet::ALL.iter().all(|facet| {
            let chosen = filter.values(*facet);
            let own = self.values(record, *facet);
            if *facet == Facet::Tag {
                chosen.iter().all(|value| own.contains(value))
            } else {
                chosen.is_empty() || own.iter().any(|value| chosen.contains(value))
            }
        });
        let description = fold(record.description.as_deref().unwrap_or(""));
        let mut texts = vec![squash(display(record)), squash(&record.entity.name)];
        texts.push(squash(record.email.as_deref().unwrap_or("")));
        texts.extend(record.tags.iter().map(|tag| squash(tag)));
        let holds =
            |word: &str| description.contains(word) || texts.iter().any(|text| text.contains(word));
        facets
            && fold(filter.text()).split(' ').all(holds)
            && (!filter.only_with_issues() || self.with_issues.contains(&key(record)))
            && among.is_none_or(|names| names.contains(&key(record)))
    }

    pub fn query(&self, filter: &Filter, among: Option<&[String]>, sort: Sort) -> Vec<String> {
        let mut rows: Vec<&Record> =
            self.records.iter().filter(|record| self.passes(record, filter, among)).collect();
        let facet = match sort.by {
            SortBy::Name => {
                if sort.descending {
                    rows.reverse();
                }
                return rows.into_iter().map(key).collect();
            }
            SortBy::Kind => Facet::Kind,
            SortBy::Owner => Facet::Owner,
            SortBy::System => Facet::System,
            SortBy::Type => Facet::Type,
            SortBy::Lifecycle => Facet::Lifecycle,
            SortBy::Namespace => Facet::Namespace,
        };
        // A stable sort keeps the display names in order.
        rows.sort_by(|a, b| {
            let (a, b) = (&self.values(a, facet)[0], &self.values(b, facet)[0]);
            match (a.is_empty(), b.is_empty()) {
                (false, false) => {
                    let labels = natural(&self.label(facet, a), &self.label(facet, b));
                    let order = labels.then_with(|| a.cmp(b));
                    if sort.descending { order.reverse() } else { order }
                }
                (a_missing, b_missing) => a_missing.cmp(&b_missing),
            }
        });
        rows.into_iter().map(key).collect()
    }

    /// Value, count and whether it is chosen.
    pub fn facet(
        &self,
        filter: &Filter,
        among: Option<&[String]>,
        facet: Facet,
    ) -> Vec<(String, usize, bool)> {
        let mut rest = filter.clone();
        if facet != Facet::Tag {
            rest.clear(facet);
        }
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut known: BTreeSet<String> =
            self.records.iter().flat_map(|record| self.values(record, facet)).collect();
        // A kind or namespace that is only mentioned is known as well.
        for (from, _, to) in self.edges() {
            for name in [from, to] {
                let (kind, rest) = name.split_once(':').unwrap();
                match facet {
                    Facet::Kind => known.insert(kind.to_owned()),
                    Facet::Namespace => known.insert(rest.split('/').next().unwrap().to_owned()),
                    _ => false,
                };
            }
        }
        for record in self.records.iter().filter(|record| self.passes(record, &rest, among)) {
            for value in self.values(record, facet) {
                *counts.entry(value).or_default() += 1;
            }
        }
        for value in filter.values(facet) {
            counts.entry(value.clone()).or_default();
        }
        let mut counts: Vec<_> = counts
            .into_iter()
            .map(|(value, count)| {
                let chosen = filter.values(facet).contains(&value);
                (value, count, chosen)
            })
            .collect();
        counts.sort_by(|(a, a_count, _), (b, b_count, _)| {
            // Labels first, then "none", then what nobody has.
            let class = |value: &String| match value.as_str() {
                "" => 1,
                value if known.contains(value) => 0,
                _ => 2,
            };
            let labels = natural(&self.label(facet, a), &self.label(facet, b));
            let labels = if class(a) == 2 { Ordering::Equal } else { labels };
            b_count.cmp(a_count).then(class(a).cmp(&class(b))).then(labels).then(a.cmp(b))
        });
        counts
    }

    /// Every edge from both ends: from, relation, to.
    pub fn edges(&self) -> BTreeSet<(String, String, String)> {
        let mut edges = BTreeSet::new();
        for record in &self.records {
            let owner = record.owner.clone().map(|owner| ("ownedBy".to_owned(), owner));
            for (relation, target) in record.relations.iter().cloned().chain(owner) {
                let (from, to) = (key(record), target.to_string().to_lowercase());
                for (one, other) in PAIRS {
                    if relation == one {
                        edges.insert((to.clone(), other.to_owned(), from.clone()));
                    } else if relation == other {
                        edges.insert((to.clone(), one.to_owned(), from.clone()));
                    }
                }
                edges.insert((from, relation, to));
            }
        }
        edges
    }
}
