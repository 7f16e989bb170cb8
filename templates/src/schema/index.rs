//! Where the schemas of a document are: `$id`, `$anchor`, and what a `$ref` means.

use std::cell::Cell;

use serde_json::{Map, Value};

use super::{Draft, LIST, NAMED, ONE, uri};

/// More schemas within each other than anybody writes.
const DEEPEST: usize = 200;

/// What all questions about a schema may cost together, in schemas that are come to: a moment of
/// a slow machine.
const BUDGET: u32 = 60_000;

/// A schema, ready to be asked.
#[derive(Clone, Debug)]
pub struct Rules<'a> {
    /// The whole document.
    pub(crate) root: &'a Value,
    /// What it is written in.
    pub(crate) draft: Draft,
    /// Whether `format` is more than a remark.
    pub(crate) formats: bool,
    /// Whether anything asks what other keywords have seen.
    pub(crate) tracks: bool,
    /// What is left of the budget.
    left: Cell<u32>,
    /// Addresses of documents within the document, and the document.
    resources: Vec<(String, &'a Value)>,
    /// Anchors: number of the resource, name, schema, whether it is a dynamic one.
    anchors: Vec<(usize, &'a str, &'a Value, bool)>,
}

/// A schema, and the number of the resource that it is in.
pub(crate) type Found<'a> = (&'a Value, usize);

impl<'a> Rules<'a> {
    /// The rules of a document; formats are checked.
    #[must_use]
    pub fn new(root: &'a Value) -> Self {
        Self::with(root, Draft::Either, &[])
    }

    /// The rules of a document in a draft, with other documents that it may refer to.
    #[must_use]
    pub fn with(root: &'a Value, draft: Draft, others: &[(&str, &'a Value)]) -> Self {
        let mut rules = Self {
            root,
            draft,
            formats: true,
            tracks: false,
            left: Cell::new(BUDGET),
            resources: vec![(String::new(), root)],
            anchors: Vec::new(),
        };
        rules.visit(root, 0, 0);
        for (address, document) in others {
            rules.resources.push(((*address).to_owned(), document));
            rules.visit(document, rules.resources.len().saturating_sub(1), 0);
        }
        rules
    }

    /// Takes `format` as a remark, as the drafts do.
    #[must_use]
    pub fn without_formats(mut self) -> Self {
        self.formats = false;
        self
    }

    /// Takes from the budget; false once there is nothing left.
    pub(crate) fn spend(&self, cost: u32) -> bool {
        let left = self.left.get().checked_sub(cost);
        self.left.set(left.unwrap_or_default());
        left.is_some()
    }

    /// Whether the questions so far have cost more than a schema that is meant well ever does.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    fn visit(&mut self, schema: &'a Value, base: usize, depth: usize) {
        let Value::Object(map) = schema else { return };
        if depth > DEEPEST {
            return;
        }
        let alone = self.stands_alone(map);
        let mut base = base;
        if !alone && let Some(Value::String(id)) = map.get("$id") {
            base = self.identified(id, schema, base);
        }
        if !alone {
            for (keyword, dynamic) in [("$anchor", false), ("$dynamicAnchor", true)] {
                if let Some(Value::String(name)) = map.get(keyword) {
                    self.anchors.push((base, name, schema, dynamic));
                }
            }
        }
        for (keyword, value) in map {
            self.tracks |= matches!(keyword.as_str(), "unevaluatedItems" | "unevaluatedProperties");
            match value {
                Value::Object(named) if NAMED.contains(&keyword.as_str()) => {
                    for schema in named.values() {
                        self.visit(schema, base, depth + 1);
                    }
                }
                Value::Array(list) if LIST.contains(&keyword.as_str()) => {
                    for schema in list {
                        self.visit(schema, base, depth + 1);
                    }
                }
                value if ONE.contains(&keyword.as_str()) => self.visit(value, base, depth + 1),
                _ => {}
            }
        }
    }

    /// Notes an `$id` and tells the number of its resource.
    fn identified(&mut self, id: &'a str, schema: &'a Value, base: usize) -> usize {
        let (address, fragment) = uri::split(id);
        let mut number = base;
        if !address.is_empty() {
            let address = uri::join(self.address(base), address);
            number = match self.resources.iter().position(|(known, _)| *known == address) {
                Some(known) => known,
                None => {
                    self.resources.push((address, schema));
                    self.resources.len().saturating_sub(1)
                }
            };
        }
        if let Some(name) = fragment.filter(|name| !name.is_empty()) {
            self.anchors.push((number, name, schema, false));
        }
        number
    }

    fn address(&self, base: usize) -> &str {
        self.resources.get(base).map(|(address, _)| address.as_str()).unwrap_or_default()
    }

    fn resource(&self, address: &str) -> Option<usize> {
        self.resources.iter().position(|(known, _)| known == address)
    }

    /// Whether a `$ref` makes everything beside it void.
    pub(crate) fn stands_alone(&self, map: &Map<String, Value>) -> bool {
        self.draft == Draft::Seven && map.contains_key("$ref")
    }

    /// The resource that a schema's own `$id` opens.
    pub(crate) fn base_of(&self, map: &Map<String, Value>, base: usize) -> usize {
        match map.get("$id") {
            Some(Value::String(id)) if !self.stands_alone(map) && !id.starts_with('#') => {
                self.resource(&uri::join(self.address(base), id)).unwrap_or(base)
            }
            _ => base,
        }
    }

    /// What a `$ref` in a resource means.
    pub(crate) fn find(&self, reference: &str, base: usize) -> Option<Found<'a>> {
        let (address, fragment) = uri::split(reference);
        let number = match address {
            "" => base,
            _ => self.resource(&uri::join(self.address(base), address))?,
        };
        let (_, root) = self.resources.get(number)?;
        match fragment.map(uri::decoded) {
            None => Some((root, number)),
            Some(fragment) if fragment.is_empty() => Some((root, number)),
            Some(fragment) if fragment.starts_with('/') => self.point(root, number, &fragment),
            Some(name) => self.anchor(number, &name, false),
        }
    }

    /// What a `$ref` from the top of the document means.
    #[must_use]
    pub fn refer(&self, reference: &str) -> Option<&'a Value> {
        self.find(reference, 0).map(|(schema, _)| schema)
    }

    pub(crate) fn anchor(&self, number: usize, name: &str, dynamic: bool) -> Option<Found<'a>> {
        self.anchors
            .iter()
            .find(|(home, known, _, moves)| {
                *home == number && *known == name && (*moves || !dynamic)
            })
            .map(|(home, _, schema, _)| (*schema, *home))
    }

    /// Follows a pointer, and notices the resources that it goes through.
    fn point(&self, root: &'a Value, number: usize, pointer: &str) -> Option<Found<'a>> {
        let mut at = root;
        let mut base = number;
        for token in pointer.split('/').skip(1) {
            let token = token.replace("~1", "/").replace("~0", "~");
            at = match at {
                Value::Object(map) => map.get(&token)?,
                Value::Array(list) => list.get(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
            if let Value::Object(map) = at {
                base = self.base_of(map, base);
            }
        }
        Some((at, base))
    }
}
