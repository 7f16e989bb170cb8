//! JSON schema, one level at a time: the dialects of OpenAPI 2, 3.0, 3.1 and AsyncAPI together.

use portico_catalog::yaml::{Node, Value};

use crate::document::{Document, Place, last_name, local, number, text, written};
use crate::shape::{Fact, Field};

/// Where schemas with a name of their own stand.
pub(crate) const MODELS: [&str; 2] = ["/components/schemas/", "/definitions/"];

/// What stands before the name of a model in its id.
pub(crate) const MODEL: &str = "model:";

/// Types are told in words so many levels deep.
const DEEPEST_WORDS: usize = 4;

/// Keys that are shown as something else than a fact.
const SHOWN: [&str; 37] = [
    "$ref",
    "$defs",
    "additionalItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "contentSchema",
    "definitions",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "deprecated",
    "description",
    "else",
    "format",
    "if",
    "items",
    "itemsSchema",
    "not",
    "nullable",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "then",
    "type",
    "unevaluatedItems",
    "unevaluatedProperties",
    "writeOnly",
    "const",
    "enum",
    "default",
    "examples",
];

/// Words for the keys of facts; others are shown as they are.
const WORDS: [(&str, &str); 24] = [
    ("const", "Always"),
    ("consumes", "Takes"),
    ("contact", "Contact"),
    ("default", "Default"),
    ("defaultContentType", "Content type"),
    ("discriminator", "Discriminator"),
    ("enum", "One of"),
    ("example", "Example"),
    ("examples", "Examples"),
    ("externalDocs", "More"),
    ("jsonSchemaDialect", "Schema dialect"),
    ("license", "Licence"),
    ("maxItems", "Most items"),
    ("maxLength", "Longest"),
    ("maximum", "Maximum"),
    ("minItems", "Fewest items"),
    ("minLength", "Shortest"),
    ("minimum", "Minimum"),
    ("multipleOf", "Multiple of"),
    ("pattern", "Pattern"),
    ("produces", "Gives"),
    ("title", "Title"),
    ("termsOfService", "Terms"),
    ("uniqueItems", "Unique items"),
];

/// Keys with schemas of one name each, and what their rows are called.
const PARTS: [(&str, &str); 11] = [
    ("not", "not"),
    ("if", "if"),
    ("then", "then"),
    ("else", "else"),
    ("contains", "contains"),
    ("propertyNames", "each key"),
    ("additionalProperties", "any other key"),
    ("unevaluatedProperties", "any other key"),
    ("additionalItems", "further items"),
    ("unevaluatedItems", "further items"),
    ("contentSchema", "content"),
];

/// Keys with lists of schemas, and what their rows are called.
const CHOICES: [(&str, &str); 3] =
    [("oneOf", "one of"), ("anyOf", "any of"), ("prefixItems", "item")];

/// Keys with schemas by name.
const NAMED: [(&str, &str, &str); 5] = [
    ("patternProperties", "/", "/"),
    ("dependentSchemas", "with ", ""),
    ("dependencies", "with ", ""),
    ("$defs", "definition ", ""),
    ("definitions", "definition ", ""),
];

/// Reads the schemas of a document.
#[derive(Clone, Copy)]
pub(crate) struct Schemas<'a>(pub(crate) &'a Document);

/// The id of the model at a pointer, if one stands there.
pub(crate) fn model_id(pointer: &str) -> Option<String> {
    let name = MODELS.iter().find_map(|prefix| pointer.strip_prefix(prefix))?;
    (!name.contains('/')).then(|| [MODEL, &last_name(name)].concat())
}

fn is_schema(node: &Node) -> bool {
    matches!(node.value, Value::Map(_))
}

impl<'a> Schemas<'a> {
    /// A schema as a field. `trail` names the schemas around it.
    pub(crate) fn field(self, name: &str, place: &Place<'a>, required: bool, trail: &str) -> Field {
        let target = self.0.resolve(place);
        let marked = |key| place.is_true(key) || target.is_true(key);
        let mut marks = Vec::new();
        let mut mark = |is: bool, word: &str| {
            if is {
                marks.push(word.to_owned());
            }
        };
        mark(required, "required");
        mark(marked("deprecated"), "deprecated");
        mark(marked("readOnly"), "read only");
        mark(marked("writeOnly"), "write only");
        // Beside a reference there may be more; in later versions it counts.
        let beside = place.pointer != target.pointer;
        let mut facts = if beside { self.facts(place) } else { Vec::new() };
        facts.extend(self.facts(&target));
        let mut note = place.text("description");
        if note.is_empty() {
            note = target.text("description");
        }
        let mut field = Field {
            name: name.to_owned(),
            kind: self.kind(place, 0),
            model: self.model(place).unwrap_or_default(),
            note: note.to_owned(),
            facts,
            ..Field::default()
        };
        if trail.split('\n').any(|around| around == target.pointer) {
            mark(self.has_inside(&target), "recursive");
        } else if self.has_inside(&target) {
            field.more = if trail.is_empty() {
                target.pointer.clone()
            } else {
                [trail, "\n", &target.pointer].concat()
            };
        }
        field.marks = marks;
        field
    }

    /// The same with what it holds, one level of it.
    pub(crate) fn open_field(self, name: &str, place: &Place<'a>, required: bool) -> Field {
        let mut field = self.field(name, place, required, "");
        let more = std::mem::take(&mut field.more);
        field.inside = self.more(&more);
        field
    }

    /// What the field holds that gave this.
    pub(crate) fn more(self, trail: &str) -> Vec<Field> {
        let pointer = trail.rsplit('\n').next().unwrap_or_default();
        match self.0.place(pointer).filter(|_| !trail.is_empty()) {
            Some(place) => self.inside(&place, trail),
            None => Vec::new(),
        }
    }

    fn inside(self, place: &Place<'a>, trail: &str) -> Vec<Field> {
        let mut fields = Vec::new();
        let required: Vec<&str> =
            place.items("required").iter().filter_map(|item| text(item.node)).collect();
        for part in place.items("allOf") {
            let target = self.0.resolve(&part);
            if trail.split('\n').any(|around| around == target.pointer) {
                fields.push(self.field("all of", &part, false, trail));
                continue;
            }
            let mut head = self.field("all of", &part, false, trail);
            let more = std::mem::take(&mut head.more);
            // What has only properties is no more than a part of the whole.
            let says = !head.model.is_empty() || !head.note.is_empty() || !head.facts.is_empty();
            if says || more.is_empty() {
                fields.push(head);
            }
            fields.extend(self.more(&more));
        }
        for (name, property) in place.entries("properties") {
            fields.push(self.field(name, &property, required.contains(&name), trail));
        }
        for (key, before, after) in NAMED {
            for (name, part) in place.entries(key) {
                if part.node.items().is_empty() {
                    let name = [before, name, after].concat();
                    fields.push(self.field(&name, &part, false, trail));
                }
            }
        }
        for (key, name) in CHOICES {
            for part in place.items(key) {
                fields.push(self.field(name, &part, false, trail));
            }
        }
        self.items(place, trail, &mut fields);
        for (key, name) in PARTS {
            if let Some(part) = place.get(key).filter(|part| is_schema(part.node)) {
                fields.push(self.field(name, &part, false, trail));
            }
        }
        fields
    }

    /// The items of a list: what they hold, or a row of their own when there is more to say.
    fn items(self, place: &Place<'a>, trail: &str, fields: &mut Vec<Field>) {
        for (at, part) in place.items("items").iter().enumerate() {
            fields.push(self.field(&["item ", &number(at + 1)].concat(), part, false, trail));
        }
        let Some(part) = place.get("items").filter(|part| is_schema(part.node)) else { return };
        let field = self.field("each item", &part, false, trail);
        let silent = field.note.is_empty() && field.facts.is_empty() && field.marks.is_empty();
        if (silent || !field.model.is_empty()) && !field.more.is_empty() {
            fields.extend(self.more(&field.more));
        } else if !silent || !field.more.is_empty() {
            fields.push(field);
        }
    }

    /// Whether there is more to it than its own row says.
    fn has_inside(self, place: &Place<'a>) -> bool {
        self.holds(place, 0)
    }

    fn holds(self, place: &Place<'a>, depth: usize) -> bool {
        let some = |key: &str| place.node.get(key).is_some_and(is_schema);
        let many = |key: &str| {
            place
                .node
                .get(key)
                .is_some_and(|node| !node.items().is_empty() || !node.entries().is_empty())
        };
        if many("properties")
            || many("allOf")
            || CHOICES.iter().any(|(key, _)| many(key))
            || NAMED.iter().any(|(key, ..)| many(key))
            || PARTS.iter().any(|(key, _)| some(key))
            || !place.items("items").is_empty()
        {
            return true;
        }
        let Some(items) = place.get("items").filter(|items| is_schema(items.node)) else {
            return false;
        };
        let target = self.0.resolve(&items);
        let says = |place: &Place<'_>| {
            !place.text("description").is_empty() || !self.facts(place).is_empty()
        };
        says(&items) || says(&target) || depth < DEEPEST_WORDS && self.holds(&target, depth + 1)
    }

    /// What is said about values: constraints, default, examples.
    pub(crate) fn facts(self, place: &Place<'a>) -> Vec<Fact> {
        let mut facts = Vec::new();
        // What a value can be comes first.
        for key in ["enum", "const", "default"] {
            if let Some(entry) = place.node.entry(key) {
                facts.push(Fact::new(word(key), written(&entry.value)));
            }
        }
        let rest = place.facts_but(&SHOWN).into_iter();
        facts.extend(rest.map(|fact| Fact { label: word(&fact.label).to_owned(), ..fact }));
        let examples = place.node.get("examples");
        facts.extend(examples.map(|node| Fact::new(word("examples"), written(node))));
        for key in ["additionalProperties", "unevaluatedProperties", "additionalItems"] {
            if place.node.get(key).is_some_and(|node| node.value == Value::Bool(false)) {
                facts.push(Fact::new("Other keys", "none"));
            }
        }
        let required: Vec<&str> = place
            .items("required")
            .iter()
            .filter_map(|item| text(item.node))
            .filter(|name| place.node.get("properties").is_none_or(|all| all.entry(name).is_none()))
            .collect();
        if !required.is_empty() {
            facts.push(Fact::new("Required", required.join(", ")));
        }
        for key in ["dependentRequired", "dependencies"] {
            for (name, needs) in place.entries(key) {
                if !needs.node.items().is_empty() {
                    facts.push(Fact::new(["With ", name].concat(), written(needs.node)));
                }
            }
        }
        facts
    }

    /// The id of the model that a schema or the items of its list are.
    fn model(self, place: &Place<'a>) -> Option<String> {
        let mut place = place.clone();
        for _ in 0..DEEPEST_WORDS {
            if let Some(pointer) = place.reference().and_then(local) {
                // Only one that is there can be shown.
                return model_id(&pointer).filter(|_| self.0.at(&pointer).is_some());
            }
            let one = match place.items("allOf").as_slice() {
                [one] => Some(one.clone()),
                _ => None,
            };
            place = one.or_else(|| place.get("items"))?;
        }
        None
    }

    /// The type in words.
    pub(crate) fn kind(self, place: &Place<'a>, depth: usize) -> String {
        if let Some(reference) = place.reference() {
            return match local(reference).filter(|pointer| self.0.at(pointer).is_some()) {
                Some(pointer) if model_id(&pointer).is_some() => last_name(&pointer),
                Some(pointer) if depth < DEEPEST_WORDS => {
                    { self.0.place(&pointer).map(|there| self.kind(&there, depth + 1)) }
                        .unwrap_or_default()
                }
                Some(pointer) => last_name(&pointer),
                None => ["see ", reference].concat(),
            };
        }
        match place.node.value {
            Value::Bool(false) => return "nothing".to_owned(),
            Value::Bool(true) | Value::Null => return "anything".to_owned(),
            _ => {}
        }
        let mut kinds: Vec<String> = match place.node.get("type") {
            Some(node) if node.items().is_empty() => {
                node.scalar().map(|name| self.named(&name, place, depth)).into_iter().collect()
            }
            Some(node) => node
                .items()
                .iter()
                .filter_map(Node::scalar)
                .map(|name| self.named(&name, place, depth))
                .collect(),
            None => self.untyped(place, depth).into_iter().collect(),
        };
        if place.is_true("nullable") {
            kinds.push("null".to_owned());
        }
        let mut words = if kinds.is_empty() { "anything".to_owned() } else { kinds.join(" or ") };
        let format = place.scalar("format");
        if !format.is_empty() {
            words = [&words, " (", &*format, ")"].concat();
        }
        words
    }

    fn named(self, name: &str, place: &Place<'a>, depth: usize) -> String {
        let deep = depth < DEEPEST_WORDS;
        match name {
            "array" => match place.get("items").filter(|items| deep && is_schema(items.node)) {
                Some(items) => ["list of ", &self.kind(&items, depth + 1)].concat(),
                None => "list".to_owned(),
            },
            "object" if place.node.get("properties").is_none() => {
                match place.get("additionalProperties").filter(|one| deep && is_schema(one.node)) {
                    Some(one) => ["map of ", &self.kind(&one, depth + 1)].concat(),
                    None => self.untyped(place, depth).unwrap_or_else(|| name.to_owned()),
                }
            }
            _ => name.to_owned(),
        }
    }

    fn untyped(self, place: &Place<'a>, depth: usize) -> Option<String> {
        let deep = depth < DEEPEST_WORDS;
        let list = |key: &str, word: &str, last: &str| {
            let parts = place.items(key);
            let kinds: Vec<String> =
                parts.iter().take(4).map(|part| self.kind(part, depth + 1)).collect();
            let joined = kinds.join(last);
            match parts.len() {
                0 => None,
                1 => Some(joined),
                2..=4 => Some([word, &joined].concat()),
                many => Some([word, &joined, " and ", &number(many - 4), " more"].concat()),
            }
        };
        let choice = || {
            list("allOf", "", " and ")
                .or_else(|| list("oneOf", "one of ", ", "))
                .or_else(|| list("anyOf", "any of ", ", "))
        };
        if let Some(words) = deep.then(choice).flatten() {
            return Some(words);
        }
        let has = |key: &str| place.node.get(key).is_some();
        if has("properties") || has("additionalProperties") || has("patternProperties") {
            return Some("object".to_owned());
        }
        if has("items") {
            return Some(match place.get("items").filter(|_| deep) {
                Some(items) => ["list of ", &self.kind(&items, depth + 1)].concat(),
                None => "list".to_owned(),
            });
        }
        None
    }
}

/// The words for a key.
pub(crate) fn word(key: &str) -> &str {
    WORDS.iter().find(|(known, _)| *known == key).map_or(key, |(_, word)| word)
}

/// Facts with words for their keys.
pub(crate) fn worded(facts: Vec<Fact>) -> Vec<Fact> {
    facts.into_iter().map(|fact| Fact { label: word(&fact.label).to_owned(), ..fact }).collect()
}

#[cfg(test)]
mod tests;
