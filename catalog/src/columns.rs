//! The index as columns: what the builder fills, the snapshot writes and the catalog reads.
//!
//! Every entity and every name that is mentioned but not in the catalog is a *node*. Entities come
//! first, in the order of their display names, so an entity's number is also its place in a list
//! sorted by name; missing names follow, in their order. Words that repeat (kinds, owners, tags …)
//! are numbered per dictionary in the order of their labels, so comparing numbers compares labels.
//!
//! The values may come from a damaged file. So every accessor answers something for every number,
//! and nothing here indexes.

use crate::snapshot::SnapshotError;
use std::ops::Range;

/// In place of a number: there is none.
pub(crate) const NONE: u32 = u32::MAX;

/// Writes or reads columns, in the order in which they are passed.
pub(crate) trait Pass {
    fn numbers(&mut self, column: &mut Vec<u32>) -> Result<(), SnapshotError>;
    fn text(&mut self, text: &mut String) -> Result<(), SnapshotError>;
}

/// Strings in one piece of memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds a string and gives its number. The total stays under 4 GiB: wasm cannot hold more.
    pub(crate) fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(size(self.text.len()));
        size(self.ends.len() - 1)
    }

    pub(crate) fn get(&self, number: u32) -> &str {
        self.text.get(span(&self.ends, number)).unwrap_or("")
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of memory.
    pub(crate) fn memory(&self) -> usize {
        self.text.capacity() + 4 * self.ends.capacity()
    }

    fn pass(&mut self, pass: &mut dyn Pass) -> Result<(), SnapshotError> {
        pass.text(&mut self.text)?;
        pass.numbers(&mut self.ends)
    }
}

/// A list per node or entity, in one piece of memory.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lists {
    items: Vec<u32>,
    ends: Vec<u32>,
}

impl Lists {
    pub(crate) fn push(&mut self, list: &[u32]) {
        self.items.extend_from_slice(list);
        self.ends.push(size(self.items.len()));
    }

    /// The items of all lists.
    pub(crate) fn items_mut(&mut self) -> &mut [u32] {
        &mut self.items
    }

    pub(crate) fn get(&self, number: u32) -> &[u32] {
        self.items.get(span(&self.ends, number)).unwrap_or(&[])
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    fn pass(&mut self, pass: &mut dyn Pass) -> Result<(), SnapshotError> {
        pass.numbers(&mut self.items)?;
        pass.numbers(&mut self.ends)
    }
}

/// Values that repeat, numbered in the order of their labels: what a filter and an address say
/// (`value`, lower case) and what people read (`label`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Values {
    pub(crate) value: Vec<u32>,
    pub(crate) label: Vec<u32>,
}

impl Values {
    pub(crate) fn len(&self) -> usize {
        self.value.len()
    }

    fn pass(&mut self, pass: &mut dyn Pass) -> Result<(), SnapshotError> {
        pass.numbers(&mut self.value)?;
        pass.numbers(&mut self.label)
    }
}

/// The whole index. A column is per node, per entity or per issue, as its group says; a number in
/// it is of a string, a dictionary, a node or an issue, as its comment says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Columns {
    pub(crate) strings: Strings,

    // Dictionaries.
    pub(crate) kinds: Values,
    pub(crate) namespaces: Values,
    pub(crate) types: Values,
    pub(crate) lifecycles: Values,
    pub(crate) tags: Values,
    pub(crate) owners: Values,
    pub(crate) systems: Values,
    pub(crate) sources: Values,
    /// The node behind each owner and each system.
    pub(crate) owner_node: Vec<u32>,
    pub(crate) system_node: Vec<u32>,
    /// Checksum of the details, in two halves: so that the stamp of a catalog covers them.
    pub(crate) details: Vec<u32>,
    /// Names of relations (strings), in the order of [`crate::relations::ORDER`], then by name.
    pub(crate) relations: Vec<u32>,

    // Per node.
    pub(crate) kind: Vec<u32>,
    pub(crate) namespace: Vec<u32>,
    pub(crate) name: Vec<u32>,
    /// Relation (number) and target (node) of each edge, side by side.
    pub(crate) edges: Lists,
    /// All nodes, ordered by name, kind and namespace without case.
    pub(crate) by_name: Vec<u32>,

    // Per entity.
    pub(crate) title: Vec<u32>,
    pub(crate) description: Vec<u32>,
    pub(crate) email: Vec<u32>,
    pub(crate) spec_type: Vec<u32>,
    pub(crate) lifecycle: Vec<u32>,
    pub(crate) owner: Vec<u32>,
    pub(crate) system: Vec<u32>,
    /// Node.
    pub(crate) domain: Vec<u32>,
    pub(crate) source: Vec<u32>,
    pub(crate) file: Vec<u32>,
    pub(crate) line: Vec<u32>,
    pub(crate) column: Vec<u32>,
    pub(crate) entity_tags: Lists,
    /// Key and value (strings), side by side.
    pub(crate) annotations: Lists,
    /// Issues of the entity.
    pub(crate) entity_issues: Lists,
    /// What the palette searches, one line each: display name, name if it differs, tags.
    pub(crate) terms: Strings,
    /// What only the text filter searches: e-mail and description.
    pub(crate) prose: Strings,
    /// Where the entity's JSON ends in the details; it starts where the one before ends.
    pub(crate) detail_end: Vec<u32>,

    // Per issue.
    pub(crate) issue_entity: Vec<u32>,
    pub(crate) issue_source: Vec<u32>,
    pub(crate) issue_severity: Vec<u32>,
    pub(crate) issue_line: Vec<u32>,
    pub(crate) issue_column: Vec<u32>,
    /// Strings.
    pub(crate) issue_file: Vec<u32>,
    pub(crate) issue_rule: Vec<u32>,
    pub(crate) issue_path: Vec<u32>,
    pub(crate) issue_message: Vec<u32>,
    pub(crate) issue_help: Vec<u32>,
    /// The entity as the issue names it.
    pub(crate) issue_name: Vec<u32>,
}

impl Columns {
    /// Every column once: the layout of the file, for both directions. A change here is a new
    /// [`crate::snapshot::VERSION`].
    pub(crate) fn pass(&mut self, pass: &mut dyn Pass) -> Result<(), SnapshotError> {
        for strings in [&mut self.strings, &mut self.terms, &mut self.prose] {
            strings.pass(pass)?;
        }
        for values in [
            &mut self.kinds,
            &mut self.namespaces,
            &mut self.types,
            &mut self.lifecycles,
            &mut self.tags,
            &mut self.owners,
            &mut self.systems,
            &mut self.sources,
        ] {
            values.pass(pass)?;
        }
        for lists in
            [&mut self.edges, &mut self.entity_tags, &mut self.annotations, &mut self.entity_issues]
        {
            lists.pass(pass)?;
        }
        for numbers in
            [&mut self.owner_node, &mut self.system_node, &mut self.details, &mut self.relations]
        {
            pass.numbers(numbers)?;
        }
        let [nodes, entities, issues] = self.tables();
        for numbers in nodes.into_iter().chain(entities).chain(issues) {
            pass.numbers(numbers)?;
        }
        Ok(())
    }

    /// The plain columns per node, per entity and per issue.
    fn tables(&mut self) -> [Vec<&mut Vec<u32>>; 3] {
        [
            vec![&mut self.kind, &mut self.namespace, &mut self.name, &mut self.by_name],
            vec![
                &mut self.title,
                &mut self.description,
                &mut self.email,
                &mut self.spec_type,
                &mut self.lifecycle,
                &mut self.owner,
                &mut self.system,
                &mut self.domain,
                &mut self.source,
                &mut self.file,
                &mut self.line,
                &mut self.column,
                &mut self.detail_end,
            ],
            vec![
                &mut self.issue_entity,
                &mut self.issue_source,
                &mut self.issue_severity,
                &mut self.issue_line,
                &mut self.issue_column,
                &mut self.issue_file,
                &mut self.issue_rule,
                &mut self.issue_path,
                &mut self.issue_message,
                &mut self.issue_help,
                &mut self.issue_name,
            ],
        ]
    }

    /// Whether all columns of a group are equally long, so that no entity is cut in half.
    pub(crate) fn consistent(&mut self) -> bool {
        let lists = [
            self.edges.len(),
            self.entity_tags.len(),
            self.annotations.len(),
            self.entity_issues.len(),
            self.terms.len(),
            self.prose.len(),
        ];
        let dictionaries = [
            &self.kinds,
            &self.namespaces,
            &self.types,
            &self.lifecycles,
            &self.tags,
            &self.owners,
            &self.systems,
            &self.sources,
        ];
        let labelled = dictionaries.iter().all(|values| values.value.len() == values.label.len());
        let placed = self.owner_node.len() == self.owners.len()
            && self.system_node.len() == self.systems.len();
        let [nodes, entities, issues] = self.tables().map(|columns| {
            let length = columns.first().map_or(0, |first| first.len());
            columns.iter().all(|column| column.len() == length).then_some(length)
        });
        let (Some(nodes), Some(entities), Some(_)) = (nodes, entities, issues) else {
            return false;
        };
        let [edges, per_entity @ ..] = lists;
        labelled
            && placed
            && edges == nodes
            && entities <= nodes
            && per_entity.iter().all(|length| *length == entities)
    }

    /// How many entities there are; a smaller node is an entity.
    pub(crate) fn entities(&self) -> u32 {
        size(self.title.len())
    }
}

/// One number of a column.
pub(crate) fn at(column: &[u32], number: u32) -> u32 {
    column.get(number as usize).copied().unwrap_or(NONE)
}

/// Puts the place of each number in an order in its stead.
pub(crate) fn renumber(column: &mut [u32], order: &[u32]) {
    let mut places = vec![NONE; order.len()];
    for (number, place) in order.iter().zip(0..) {
        if let Some(slot) = places.get_mut(*number as usize) {
            *slot = place;
        }
    }
    for number in column {
        *number = at(&places, *number);
    }
}

/// A length as a number of the file. Columns are far shorter; see [`Strings::push`] for texts.
pub(crate) fn size(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(NONE)
}

/// Where item `number` lies, given where each one ends.
pub(crate) fn span(ends: &[u32], number: u32) -> Range<usize> {
    let start = match number.checked_sub(1) {
        Some(before) => at(ends, before),
        None => 0,
    };
    // Of an item that does not exist, nothing.
    match ends.get(number as usize) {
        Some(end) => start as usize..*end as usize,
        None => 0..0,
    }
}
