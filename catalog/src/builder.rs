//! From records to columns. Runs once per load, away from the page, so it may take its time to
//! leave nothing to do for the questions.

use crate::columns::{Columns, NONE, Strings, Values, size};
use crate::fold::{lower, order_key, plain, words};
use crate::links::{Links, key};
use crate::record::{Issue, Record, Severity};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The columns, and the JSON of every entity in their order.
pub(crate) fn build(records: Vec<Record>, issues: &[Issue]) -> (Columns, Vec<u8>) {
    let mut columns = Columns::default();
    let mut records = in_order(records);
    let details = take_details(&mut records, &mut columns.detail_end);

    let mut texts = Texts::default();
    let links = Links::new(&records);
    let relations = links.write_edges(&mut columns);
    columns.relations = relations.into_iter().map(|name| texts.shared(name)).collect();
    write_names(&records, &links, &mut texts, &mut columns);
    write_values(&records, &mut texts, &mut columns);
    write_owners(&records, &links, &mut texts, &mut columns);
    for record in &records {
        write_entity(record, &mut texts, &mut columns);
    }
    write_issues(issues, &links, &mut texts, &mut columns);
    columns.strings = texts.strings;
    (columns, details)
}

/// One record per full name, in the order of display names.
fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    let mut seen = HashSet::new();
    records.retain(|record| seen.insert(key(&record.entity)));
    records.sort_by_cached_key(|record| (order_key(display_name(record)), key(&record.entity)));
    records
}

fn take_details(records: &mut [Record], ends: &mut Vec<u32>) -> Vec<u8> {
    let mut details = Vec::with_capacity(records.iter().map(|record| record.detail.len()).sum());
    for record in records {
        // Taken, so that the details are not in memory twice.
        details.extend(std::mem::take(&mut record.detail));
        ends.push(size(details.len()));
    }
    details
}

fn display_name(record: &Record) -> &str {
    some(record.title.as_ref()).unwrap_or(&record.entity.name)
}

/// An empty value is no value, and nobody can see or click a blank one.
fn some(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.trim().is_empty())
}

fn tags(record: &Record) -> impl Iterator<Item = &str> {
    record.tags.iter().map(String::as_str).filter(|tag| !tag.is_empty())
}

/// The strings of the index; the ones that repeat are kept once.
#[derive(Default)]
struct Texts {
    strings: Strings,
    seen: HashMap<String, u32>,
}

impl Texts {
    /// For strings that repeat.
    fn shared(&mut self, text: &str) -> u32 {
        if let Some(number) = self.seen.get(text) {
            return *number;
        }
        let number = self.strings.push(text);
        self.seen.insert(text.to_owned(), number);
        number
    }

    /// For strings that hardly do.
    fn own(&mut self, text: Option<&str>) -> u32 {
        text.map_or(NONE, |text| self.strings.push(text))
    }
}

/// Values of one dictionary as they are met, with their spellings.
#[derive(Default)]
struct Met<'a> {
    spellings: BTreeMap<String, BTreeMap<&'a str, usize>>,
}

impl<'a> Met<'a> {
    /// An empty spelling is none: the value itself serves as its label.
    fn meet(&mut self, value: String, spelling: &'a str) {
        let spellings = self.spellings.entry(value).or_default();
        if !spelling.is_empty() {
            *spellings.entry(spelling).or_default() += 1;
        }
    }

    /// Numbers the values by their labels. A label is the spelling met most, the first of equals.
    fn number(self, texts: &mut Texts, values: &mut Values) -> HashMap<String, u32> {
        let labelled = self.spellings.into_iter().map(|(value, spellings)| {
            let most = spellings.values().max().copied();
            let label = spellings.iter().find(|(_, count)| Some(**count) == most);
            let label = label.map_or_else(|| value.clone(), |(label, _)| (*label).to_owned());
            (label, value.clone(), value)
        });
        number_by_label(labelled.collect(), texts, values).into_iter().zip(0..).collect()
    }
}

/// Writes a dictionary from labels, values and what they stand for; gives the latter in order.
fn number_by_label<T>(
    labelled: Vec<(String, String, T)>,
    texts: &mut Texts,
    values: &mut Values,
) -> Vec<T> {
    let mut ordered: Vec<_> = labelled
        .into_iter()
        .map(|(label, value, means)| (order_key(&label), value, label, means))
        .collect();
    ordered.sort_unstable_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let write = |(_, value, label, means): (String, String, String, T)| {
        values.value.push(texts.shared(&value));
        values.label.push(texts.shared(&label));
        means
    };
    ordered.into_iter().map(write).collect()
}

/// Kind, namespace and name of every node.
fn write_names(records: &[Record], links: &Links, texts: &mut Texts, columns: &mut Columns) {
    let mut kinds = Met::default();
    let mut namespaces = Met::default();
    let labels = records.iter().map(|record| record.kind_label.as_str());
    for (entity, label) in links.names.iter().zip(labels.chain(std::iter::repeat(""))) {
        kinds.meet(lower(&entity.kind), label);
        namespaces.meet(lower(&entity.namespace), "");
    }
    let kinds = kinds.number(texts, &mut columns.kinds);
    let namespaces = namespaces.number(texts, &mut columns.namespaces);

    let mut order = Vec::with_capacity(links.names.len());
    for (entity, number) in links.names.iter().zip(0u32..) {
        let kind = kinds.get(&lower(&entity.kind)).copied().unwrap_or(NONE);
        let namespace = namespaces.get(&lower(&entity.namespace)).copied().unwrap_or(NONE);
        columns.kind.push(kind);
        columns.namespace.push(namespace);
        columns.name.push(texts.own(Some(&entity.name)));
        order.push((lower(&entity.name), kind, namespace, number));
    }
    order.sort_unstable();
    columns.by_name = order.into_iter().map(|(.., number)| number).collect();
}

/// Types, lifecycles, tags and sources.
fn write_values(records: &[Record], texts: &mut Texts, columns: &mut Columns) {
    let number = |numbers: &HashMap<String, u32>, written: &str| {
        numbers.get(&lower(written)).copied().unwrap_or(NONE)
    };
    type Written = fn(&Record) -> Option<&str>;
    let spec_type: Written = |record| some(record.spec_type.as_ref());
    let lifecycle: Written = |record| some(record.lifecycle.as_ref());
    for (written, values, column) in [
        (spec_type, &mut columns.types, &mut columns.spec_type),
        (lifecycle, &mut columns.lifecycles, &mut columns.lifecycle),
    ] {
        let mut met = Met::default();
        for text in records.iter().filter_map(written) {
            met.meet(lower(text), text);
        }
        let numbers = met.number(texts, values);
        let number = |record| written(record).map_or(NONE, |text| number(&numbers, text));
        column.extend(records.iter().map(number));
    }

    let mut met = Met::default();
    for tag in records.iter().flat_map(tags) {
        met.meet(lower(tag), tag);
    }
    let numbers = met.number(texts, &mut columns.tags);
    for record in records {
        let mut seen = HashSet::new();
        let list = tags(record).map(|tag| number(&numbers, tag));
        columns.entity_tags.push(list.filter(|tag| seen.insert(*tag)));
    }

    let sources: BTreeSet<u16> = records.iter().map(|record| record.source.0).collect();
    let labelled =
        sources.into_iter().map(|source| (source.to_string(), source.to_string(), source));
    let order = number_by_label(labelled.collect(), texts, &mut columns.sources);
    let numbers: HashMap<u16, u32> = order.into_iter().zip(0..).collect();
    let number = |record: &Record| numbers.get(&record.source.0).copied().unwrap_or(NONE);
    columns.source.extend(records.iter().map(number));
}

/// Owners, systems and domains: values that are names themselves.
fn write_owners(records: &[Record], links: &Links, texts: &mut Texts, columns: &mut Columns) {
    let label = |node: u32| match (records.get(node as usize), links.names.get(node as usize)) {
        (Some(record), _) => display_name(record).to_owned(),
        (None, name) => name.map(|name| name.name.clone()).unwrap_or_default(),
    };
    let value = |node: u32| links.names.get(node as usize).map(|name| key(name));
    let systems = links.wholes("system");
    for (nodes, values, column, order) in [
        (&links.owners(), &mut columns.owners, &mut columns.owner, &mut columns.owner_node),
        (&systems, &mut columns.systems, &mut columns.system, &mut columns.system_node),
    ] {
        let distinct: BTreeSet<u32> = nodes.iter().flatten().copied().collect();
        let labelled =
            distinct.into_iter().filter_map(|node| Some((label(node), value(node)?, node)));
        *order = number_by_label(labelled.collect(), texts, values);
        let numbers: HashMap<u32, u32> = order.iter().copied().zip(0..).collect();
        let number = |node: &Option<u32>| numbers.get(&(*node)?).copied();
        column.extend(nodes.iter().map(|node| number(node).unwrap_or(NONE)));
    }

    // Of what has no domain itself, the domain of its system.
    let domains = links.wholes("domain");
    let inherited = |system: Option<u32>| *domains.get(system? as usize)?;
    columns.domain = domains
        .iter()
        .zip(systems)
        .map(|(own, system)| own.or_else(|| inherited(system)).unwrap_or(NONE))
        .collect();
}

/// The columns that need nothing but the record.
fn write_entity(record: &Record, texts: &mut Texts, columns: &mut Columns) {
    let (title, description) = (some(record.title.as_ref()), some(record.description.as_ref()));
    let email = some(record.email.as_ref());
    columns.title.push(texts.own(title));
    columns.description.push(texts.own(description));
    columns.email.push(texts.own(email));
    columns.file.push(texts.shared(&record.place.file));
    columns.line.push(record.place.line);
    columns.column.push(record.place.column);
    columns.annotations.push(
        record
            .annotations
            .iter()
            .flat_map(|(key, value)| [texts.shared(key), texts.shared(value)])
            .collect::<Vec<_>>(),
    );
    let display = words(display_name(record));
    let name = words(&record.entity.name);
    let name = if name == display { String::new() } else { name };
    let mut terms = vec![display, name, email.map(plain).unwrap_or_default()];
    terms.extend(tags(record).map(plain));
    columns.terms.push(&terms.join("\n"));
    columns.prose.push(&description.map(plain).unwrap_or_default());
}

fn write_issues(issues: &[Issue], links: &Links, texts: &mut Texts, columns: &mut Columns) {
    let entities = columns.entities();
    let mut per_entity = Vec::new();
    for (issue, number) in issues.iter().zip(0u32..) {
        let entity = issue.entity.as_ref().and_then(|name| links.number(name));
        let entity = entity.filter(|entity| *entity < entities).unwrap_or(NONE);
        let severity = match issue.severity {
            Severity::Info => 0,
            Severity::Warning => 1,
            Severity::Error => 2,
        };
        per_entity.push((entity, 2 - severity, number));
        columns.issue_entity.push(entity);
        columns.issue_source.push(u32::from(issue.source.0));
        columns.issue_severity.push(severity);
        columns.issue_line.push(issue.place.line);
        columns.issue_column.push(issue.place.column);
        columns.issue_file.push(texts.shared(&issue.place.file));
        columns.issue_rule.push(texts.shared(&issue.rule));
        columns.issue_path.push(texts.shared(&issue.path));
        columns.issue_message.push(texts.shared(&issue.message));
        columns.issue_help.push(texts.shared(&issue.help));
        let name = issue.entity.as_ref();
        columns.issue_name.push(name.map_or(NONE, |name| texts.shared(name)));
    }
    per_entity.sort_unstable();
    let mut rest = per_entity.into_iter().peekable();
    let mut list = Vec::new();
    for entity in 0..entities {
        while let Some((.., number)) = rest.next_if(|(of, ..)| *of == entity) {
            list.push(number);
        }
        columns.entity_issues.push(list.drain(..));
    }
}
