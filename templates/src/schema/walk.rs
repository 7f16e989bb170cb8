//! The walk over a schema and a value together.

use serde_json::{Map, Value};

use super::{Checked, Draft, Fault, Miss, Rules};

/// Schemas within each other before it is a loop.
const DEEPEST: u32 = 120;

/// Schemas that one check may come to.
const MOST: u32 = 60_000;

/// Where a value is, from the inside out.
#[derive(Clone, Copy)]
pub(crate) enum Place<'p> {
    Root,
    Key(&'p Place<'p>, &'p str),
    Item(&'p Place<'p>, usize),
}

impl Place<'_> {
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::Root => {}
            Self::Key(above, key) => {
                above.write(out);
                out.push('/');
                for letter in key.chars() {
                    match letter {
                        '~' => out.push_str("~0"),
                        '/' => out.push_str("~1"),
                        letter => out.push(letter),
                    }
                }
            }
            Self::Item(above, item) => {
                above.write(out);
                out.push('/');
                out.push_str(&item.to_string());
            }
        }
    }
}

/// What keywords have looked at, for `unevaluatedProperties` and `unevaluatedItems`.
#[derive(Default)]
pub(crate) struct Seen<'i> {
    pub(crate) all_keys: bool,
    pub(crate) keys: Vec<&'i str>,
    pub(crate) all_items: bool,
    /// Items before this one.
    pub(crate) first: usize,
    pub(crate) items: Vec<usize>,
}

impl Seen<'_> {
    pub(crate) fn add(&mut self, other: Self) {
        self.all_keys |= other.all_keys;
        self.all_items |= other.all_items;
        self.first = self.first.max(other.first);
        self.keys.extend(other.keys);
        self.items.extend(other.items);
    }
}

/// One check on its way.
pub(crate) struct Walk<'s> {
    pub(crate) rules: &'s Rules<'s>,
    misses: Vec<Miss<'s>>,
    fault: Option<Fault>,
    depth: u32,
    left: u32,
    /// Above nought, misses are weighed and not kept.
    quiet: u32,
    weight: u64,
    /// Resources on the way here, for `$dynamicRef`.
    scope: Vec<usize>,
}

/// The schema's own object and where its references start.
#[derive(Clone, Copy)]
pub(crate) struct Here<'s> {
    pub(crate) map: &'s Map<String, Value>,
    pub(crate) base: usize,
}

impl<'r> Rules<'r> {
    /// What a value has to change to keep the whole document.
    #[must_use]
    pub fn check(&self, value: &Value) -> Checked<'_> {
        self.check_with(self.root, value)
    }

    /// What a value has to change to keep a schema whose references are those of this document.
    #[must_use]
    pub fn check_with<'s>(&'s self, schema: &'s Value, value: &Value) -> Checked<'s> {
        let mut walk = Walk::new(self);
        walk.eval(schema, 0, value, &Place::Root);
        Checked { misses: walk.misses, fault: walk.fault }
    }

    /// How far a value is from a schema: nought if it keeps it. A wrong type or constant weighs
    /// more than anything else.
    #[must_use]
    pub fn distance(&self, schema: &Value, value: &Value) -> u64 {
        let mut walk = Walk::new(self);
        walk.quiet = 1;
        walk.eval(schema, 0, value, &Place::Root);
        walk.weight
    }

    /// Whether a value keeps a schema whose references are those of this document.
    #[must_use]
    pub fn keeps(&self, schema: &Value, value: &Value) -> bool {
        self.distance(schema, value) == 0
    }
}

impl<'s> Walk<'s> {
    fn new(rules: &'s Rules<'s>) -> Self {
        Self {
            rules,
            misses: Vec::new(),
            fault: None,
            depth: 0,
            left: MOST,
            quiet: 0,
            weight: 0,
            scope: vec![0],
        }
    }

    /// Notes that a keyword is not kept.
    pub(crate) fn miss(
        &mut self,
        keyword: &'static str,
        schema: Option<&'s Map<String, Value>>,
        at: &Place<'_>,
    ) {
        self.weight += match keyword {
            "type" => 10_000,
            "const" | "enum" => 1_000,
            _ => 1,
        };
        if self.quiet == 0 {
            let mut pointer = String::new();
            at.write(&mut pointer);
            self.misses.push(Miss { pointer, keyword, schema });
        }
    }

    /// Weighs what a schema misses, without keeping it.
    pub(crate) fn weigh<'i>(
        &mut self,
        schema: &'s Value,
        base: usize,
        value: &'i Value,
        at: &Place<'_>,
    ) -> (u64, Seen<'i>) {
        self.quiet += 1;
        let before = std::mem::take(&mut self.weight);
        let seen = self.eval(schema, base, value, at);
        let weight = std::mem::replace(&mut self.weight, before);
        self.quiet -= 1;
        (weight, seen)
    }

    /// Whether a value keeps a schema, and what was seen of it.
    pub(crate) fn holds<'i>(
        &mut self,
        schema: &'s Value,
        base: usize,
        value: &'i Value,
        at: &Place<'_>,
    ) -> Option<Seen<'i>> {
        let (weight, seen) = self.weigh(schema, base, value, at);
        (weight == 0).then_some(seen)
    }

    /// Checks a value against a schema.
    pub(crate) fn eval<'i>(
        &mut self,
        schema: &'s Value,
        base: usize,
        value: &'i Value,
        at: &Place<'_>,
    ) -> Seen<'i> {
        let mut seen = Seen::default();
        let map = match schema {
            Value::Bool(false) => {
                self.miss("false", None, at);
                return seen;
            }
            Value::Object(map) => map,
            _ => return seen,
        };
        if self.fault.is_some() {
            return seen;
        }
        if self.depth >= DEEPEST {
            self.fault = Some(Fault::Deep);
            return seen;
        }
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || !self.rules.spend(1) {
            self.fault = Some(Fault::Long);
            return seen;
        }
        self.depth += 1;
        let opened = self.rules.base_of(map, base);
        let entered = self.scope.last() != Some(&opened);
        if entered {
            self.scope.push(opened);
        }
        self.keywords(Here { map, base: opened }, value, at, &mut seen);
        if entered {
            self.scope.pop();
        }
        self.depth -= 1;
        seen
    }

    fn keywords<'i>(
        &mut self,
        here: Here<'s>,
        value: &'i Value,
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        self.reference(here, value, at, seen);
        if self.rules.stands_alone(here.map) {
            return;
        }
        self.scalar(here, value, at);
        self.alternatives(here, value, at, seen);
        match value {
            Value::Object(object) => self.object(here, value, object, at, seen),
            Value::Array(list) => self.array(here, list, at, seen),
            _ => {}
        }
    }

    fn reference<'i>(
        &mut self,
        here: Here<'s>,
        value: &'i Value,
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        for (keyword, dynamic) in [("$ref", false), ("$dynamicRef", true)] {
            let Some(Value::String(reference)) = here.map.get(keyword) else { continue };
            let Some((mut schema, mut base)) = self.rules.find(reference, here.base) else {
                self.fault.get_or_insert_with(|| Fault::Unknown(reference.clone()));
                continue;
            };
            let name = super::uri::split(reference).1.unwrap_or_default();
            if dynamic && self.rules.anchor(base, name, true).is_some() {
                let outer = self.scope.iter().find_map(|at| self.rules.anchor(*at, name, true));
                (schema, base) = outer.unwrap_or((schema, base));
            }
            // The base is that of the place referred to, so its own `$id` is not joined twice.
            let entered = self.scope.last() != Some(&base);
            if entered {
                self.scope.push(base);
            }
            seen.add(self.eval(schema, base, value, at));
            if entered {
                self.scope.pop();
            }
        }
    }

    fn alternatives<'i>(
        &mut self,
        here: Here<'s>,
        value: &'i Value,
        at: &Place<'_>,
        seen: &mut Seen<'i>,
    ) {
        let Here { map, base } = here;
        if let Some(Value::Array(all)) = map.get("allOf") {
            for schema in all {
                seen.add(self.eval(schema, base, value, at));
            }
        }
        for (keyword, only) in [("anyOf", false), ("oneOf", true)] {
            let Some(Value::Array(list)) = map.get(keyword) else { continue };
            let mut kept = 0;
            let mut nearest: Option<(u64, &'s Value)> = None;
            for schema in list {
                let (weight, found) = self.weigh(schema, base, value, at);
                if weight == 0 {
                    kept += 1;
                    seen.add(found);
                } else if nearest.is_none_or(|(least, _)| weight < least) {
                    nearest = Some((weight, schema));
                }
            }
            match (kept, nearest) {
                (1, _) => {}
                (0, Some((_, schema))) if !constants(list) => {
                    self.eval(schema, base, value, at);
                }
                (0, Some(_)) => self.miss(keyword, Some(map), at),
                (0, None) => {}
                _ if only => self.miss("oneOf", Some(map), at),
                _ => {}
            }
        }
        if let Some(schema) = map.get("not")
            && self.holds(schema, base, value, at).is_some()
            && (schema.is_object() || schema.is_boolean())
        {
            self.miss("not", Some(map), at);
        }
        if let Some(condition) = map.get("if") {
            let branch = match self.holds(condition, base, value, at) {
                Some(found) => {
                    seen.add(found);
                    "then"
                }
                None => "else",
            };
            if let Some(schema) = map.get(branch) {
                seen.add(self.eval(schema, base, value, at));
            }
        }
    }

    /// Whether `dependencies`, and lists of `items`, are words of this draft.
    pub(crate) fn old_words(&self) -> bool {
        self.rules.draft != Draft::Later
    }
}

/// Whether a list of alternatives is a list of values: then it is answered as one.
fn constants(list: &[Value]) -> bool {
    list.iter().all(|schema| schema.get("const").is_some() || schema.get("enum").is_some())
}
