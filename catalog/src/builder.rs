//! From records to columns. Runs once per load, away from the page, so it may take its time to
//! leave nothing to do for the questions.

use crate::columns::{Columns, NONE, Strings, Values, at, renumber, size};
use crate::fold::{order_key, plain, words};
use crate::links::{Links, key};
use crate::lower::lower;
use crate::numbers::Numbers;
use crate::order::{arrange, sort_by_number, sorted};
use crate::record::{Issue, Record, Severity};
use crate::text::decimal;

/// The columns, and the JSON of every entity in their order.
pub(crate) fn build(records: Vec<Record>, issues: &[Issue]) -> (Columns, Vec<u8>) {
    let mut columns = Columns::default();
    let mut records = in_order(records);
    let details = take_details(&mut records, &mut columns.detail_end);

    let mut texts = Numbers::default();
    let links = Links::new(&records);
    links.write_edges(&mut columns);
    columns.relations = links.relations.iter().map(|name| texts.add(name).0).collect();
    write_names(&records, &links, &mut texts, &mut columns);
    write_values(&records, &mut texts, &mut columns);
    write_owners(&records, &links, &mut texts, &mut columns);
    for record in &records {
        write_entity(record, &mut texts, &mut columns);
    }
    write_issues(issues, &links, &mut texts, &mut columns);
    columns.strings = texts.into_strings();
    (columns, details)
}

/// One record per full name, in the order of display names.
fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    let mut keys = Numbers::default();
    records.retain(|record| keys.add(&key(&record.entity)).1);
    let mut names = Strings::default();
    for record in &records {
        names.push(&order_key(display_name(record)));
    }
    let order = sorted(records.len(), &|a, b| {
        names.get(a).cmp(names.get(b)).then_with(|| keys.text(a).cmp(keys.text(b)))
    });
    arrange(&mut records, &order);
    records
}

fn take_details(records: &mut [Record], ends: &mut Vec<u32>) -> Vec<u8> {
    let mut details = Vec::with_capacity(records.iter().map(|record| record.detail.len()).sum());
    for record in records {
        // Taken, so that the details are not in memory twice.
        details.extend_from_slice(&std::mem::take(&mut record.detail));
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

/// Values of one dictionary as they are met, with their spellings.
#[derive(Default)]
struct Met {
    values: Numbers,
    /// Each value and spelling, with a line end between them.
    spellings: Numbers,
    /// For each of them, the value and how often it was met.
    counts: Vec<[u32; 2]>,
}

impl Met {
    /// The number of a value. An empty spelling is none: the value itself serves as its label.
    fn meet(&mut self, value: &str, spelling: &str) -> u32 {
        let (number, _) = self.values.add(value);
        if !spelling.is_empty() {
            let (place, new) = self.spellings.add(&[value, "\n", spelling].concat());
            if new {
                self.counts.push([number, 0]);
            }
            if let Some([_, count]) = self.counts.get_mut(place as usize) {
                *count += 1;
            }
        }
        number
    }

    /// Writes the dictionary, and puts its numbers into a column in place of the ones that
    /// [`Self::meet`] gave. A label is the spelling met most, the first of equals.
    fn write(self, texts: &mut Numbers, values: &mut Values, column: &mut [u32]) {
        let mut most = vec![NONE; self.values.len()];
        let count = |spelling: u32| self.counts.get(spelling as usize).map(|[_, count]| *count);
        for (spelling, [value, _]) in (0..).zip(&self.counts) {
            let Some(best) = most.get_mut(*value as usize) else { continue };
            let text = |spelling| self.spellings.text(spelling);
            let order = count(*best).cmp(&count(spelling));
            if order.then_with(|| text(spelling).cmp(text(*best))).is_lt() {
                *best = spelling;
            }
        }
        let mut labels = Strings::default();
        let all = self.values.into_strings();
        for (number, spelling) in (0..).zip(most) {
            let value = all.get(number);
            let label = self.spellings.text(spelling).get(value.len() + 1..);
            labels.push(label.unwrap_or(value));
        }
        renumber(column, &write_dictionary(&labels, &all, texts, values));
    }
}

/// Writes a dictionary in the order of its labels; gives that order.
fn write_dictionary(
    labels: &Strings,
    all: &Strings,
    texts: &mut Numbers,
    values: &mut Values,
) -> Vec<u32> {
    let mut keys = Strings::default();
    for number in 0..size(labels.len()) {
        keys.push(&order_key(labels.get(number)));
    }
    let order = sorted(labels.len(), &|a, b| {
        keys.get(a).cmp(keys.get(b)).then_with(|| all.get(a).cmp(all.get(b)))
    });
    for number in &order {
        values.value.push(texts.add(all.get(*number)).0);
        values.label.push(texts.add(labels.get(*number)).0);
    }
    order
}

/// Kind, namespace and name of every node.
fn write_names(records: &[Record], links: &Links, texts: &mut Numbers, columns: &mut Columns) {
    let mut kinds = Met::default();
    let mut namespaces = Met::default();
    let mut names = Strings::default();
    for (node, entity) in links.names.iter().enumerate() {
        let label = records.get(node).map_or("", |record| &record.kind_label);
        columns.kind.push(kinds.meet(&lower(&entity.kind), label));
        columns.namespace.push(namespaces.meet(&lower(&entity.namespace), ""));
        columns.name.push(texts.push(&entity.name));
        names.push(&lower(&entity.name));
    }
    kinds.write(texts, &mut columns.kinds, &mut columns.kind);
    namespaces.write(texts, &mut columns.namespaces, &mut columns.namespace);
    let rest = |node| (at(&columns.kind, node), at(&columns.namespace, node));
    columns.by_name = sorted(names.len(), &|a, b| {
        names.get(a).cmp(names.get(b)).then_with(|| rest(a).cmp(&rest(b)))
    });
}

/// Types, lifecycles, tags and sources.
fn write_values(records: &[Record], texts: &mut Numbers, columns: &mut Columns) {
    type Written = fn(&Record) -> Option<&str>;
    let spec_type: Written = |record| some(record.spec_type.as_ref());
    let lifecycle: Written = |record| some(record.lifecycle.as_ref());
    for (written, values, column) in [
        (spec_type, &mut columns.types, &mut columns.spec_type),
        (lifecycle, &mut columns.lifecycles, &mut columns.lifecycle),
    ] {
        let mut met = Met::default();
        for record in records {
            column.push(written(record).map_or(NONE, |text| met.meet(&lower(text), text)));
        }
        met.write(texts, values, column);
    }

    let mut met = Met::default();
    // The last record that had the tag.
    let mut last: Vec<u32> = Vec::new();
    let mut list = Vec::new();
    for (number, record) in (0..).zip(records) {
        list.clear();
        for tag in tags(record) {
            let tag = met.meet(&lower(tag), tag);
            last.resize(met.values.len(), NONE);
            if let Some(last) = last.get_mut(tag as usize)
                && *last != number
            {
                *last = number;
                list.push(tag);
            }
        }
        columns.entity_tags.push(&list);
    }
    met.write(texts, &mut columns.tags, columns.entity_tags.items_mut());

    let mut met = Met::default();
    for record in records {
        columns.source.push(met.meet(&decimal(record.source.0.into()), ""));
    }
    met.write(texts, &mut columns.sources, &mut columns.source);
}

/// Owners, systems and domains: values that are names themselves.
fn write_owners(records: &[Record], links: &Links, texts: &mut Numbers, columns: &mut Columns) {
    let systems = links.wholes(records.len(), "system");
    let owners = links.owners(records.len());
    for (nodes, values, column, dictionary) in [
        (&owners, &mut columns.owners, &mut columns.owner, &mut columns.owner_node),
        (&systems, &mut columns.systems, &mut columns.system, &mut columns.system_node),
    ] {
        let mut numbers = vec![NONE; links.names.len()];
        let mut met = Vec::new();
        let (mut labels, mut all) = (Strings::default(), Strings::default());
        for node in nodes {
            let place = *node as usize;
            if let (Some(number), Some(name)) = (numbers.get_mut(place), links.names.get(place))
                && *number == NONE
            {
                *number = size(met.len());
                met.push(*node);
                labels.push(records.get(place).map_or(&name.name, display_name));
                all.push(&key(name));
            }
            column.push(at(&numbers, *node));
        }
        let order = write_dictionary(&labels, &all, texts, values);
        renumber(column, &order);
        *dictionary = order.into_iter().map(|number| at(&met, number)).collect();
    }

    // Of what has no domain itself, the domain of its system.
    let domains = links.wholes(records.len(), "domain");
    let of_its_own = |(own, system): (&u32, &u32)| match *own {
        NONE => at(&domains, *system),
        own => own,
    };
    columns.domain = domains.iter().zip(&systems).map(of_its_own).collect();
}

/// The columns that need nothing but the record.
fn write_entity(record: &Record, texts: &mut Numbers, columns: &mut Columns) {
    let (title, description) = (some(record.title.as_ref()), some(record.description.as_ref()));
    let email = some(record.email.as_ref());
    for (column, text) in [
        (&mut columns.title, title),
        (&mut columns.description, description),
        (&mut columns.email, email),
    ] {
        column.push(text.map_or(NONE, |text| texts.push(text)));
    }
    columns.file.push(texts.add(&record.place.file).0);
    columns.line.push(record.place.line);
    columns.column.push(record.place.column);
    let pairs = record.annotations.iter().flat_map(|(key, value)| [key, value]);
    columns.annotations.push(&pairs.map(|text| texts.add(text).0).collect::<Vec<_>>());
    let mut terms = words(display_name(record));
    let name = words(&record.entity.name);
    let name = if name == terms { String::new() } else { name };
    for line in
        [name, email.map(plain).unwrap_or_default()].into_iter().chain(tags(record).map(plain))
    {
        terms.push('\n');
        terms.push_str(&line);
    }
    columns.terms.push(&terms);
    columns.prose.push(&description.map(plain).unwrap_or_default());
}

fn write_issues(issues: &[Issue], links: &Links, texts: &mut Numbers, columns: &mut Columns) {
    let entities = columns.entities();
    for issue in issues {
        let entity = issue.entity.as_ref().and_then(|name| links.number(name));
        columns.issue_entity.push(entity.filter(|entity| *entity < entities).unwrap_or(NONE));
        columns.issue_source.push(u32::from(issue.source.0));
        columns.issue_severity.push(match issue.severity {
            Severity::Info => 0,
            Severity::Warning => 1,
            Severity::Error => 2,
        });
        columns.issue_line.push(issue.place.line);
        columns.issue_column.push(issue.place.column);
        for (column, text) in [
            (&mut columns.issue_file, &issue.place.file),
            (&mut columns.issue_rule, &issue.rule),
            (&mut columns.issue_path, &issue.path),
            (&mut columns.issue_message, &issue.message),
            (&mut columns.issue_help, &issue.help),
        ] {
            column.push(texts.add(text).0);
        }
        columns.issue_name.push(issue.entity.as_ref().map_or(NONE, |name| texts.add(name).0));
    }
    let mut order: Vec<u32> = (0..size(issues.len())).collect();
    sort_by_number(&mut order, 2, &|issue| 2 - at(&columns.issue_severity, issue).min(2));
    sort_by_number(&mut order, entities, &|issue| at(&columns.issue_entity, issue));
    let mut rest = order.into_iter().peekable();
    let mut list = Vec::new();
    for entity in 0..entities {
        while let Some(issue) = rest.next_if(|issue| at(&columns.issue_entity, *issue) == entity) {
            list.push(issue);
        }
        columns.entity_issues.push(&list);
        list.clear();
    }
}
