//! From a schema and an answer to the field that is asked, and to the value that is posted.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::ask_value::{is_nullable, number, single, text};
use super::choice::choices;
use super::resolve::{merge, resolved};
use super::ui::{description, title};
use super::{Field, Kind, Ui};
use crate::schema::Rules;

/// Fields within each other before nobody draws on.
const DEEPEST: usize = 20;

/// What a field costs, in schemas that are come to.
const COST: u32 = 10;

/// Asks the fields of one step.
pub(super) struct Asker<'a> {
    pub(super) rules: &'a Rules<'a>,
    pub(super) chosen: &'a dyn Fn(&str) -> Option<usize>,
    /// Answers of the steps before: conditions may look at them.
    pub(super) before: &'a Map<String, Value>,
    /// Whether another step may own a key that this one does not name.
    pub(super) shared: bool,
    /// Secrets on the way: pointer, name, value.
    pub(super) secrets: Vec<(String, String, Value)>,
    /// Variants that somebody chose: pointer and schema.
    pub(super) picked: Vec<(String, Value)>,
    /// References that are being drawn without an answer that ends them.
    pub(super) refs: Vec<String>,
    /// Whether what is asked is only what a new item starts with.
    pub(super) starting: bool,
    /// References that led back to themselves.
    pub(super) loops: Vec<String>,
    /// Whether fields were too deep within each other to be drawn.
    pub(super) deep: bool,
    depth: usize,
}

/// A field, and what is posted for it.
pub(super) struct Asked {
    pub(super) field: Field,
    pub(super) value: Option<Value>,
}

/// What is asked for.
pub(super) struct Question<'q> {
    pub(super) at: &'q str,
    pub(super) name: &'q str,
    pub(super) value: Option<&'q Value>,
    /// The default that something above gives.
    pub(super) given: Option<&'q Value>,
    pub(super) required: bool,
}

impl<'a> Asker<'a> {
    pub(super) fn new(
        rules: &'a Rules<'a>,
        chosen: &'a dyn Fn(&str) -> Option<usize>,
        before: &'a Map<String, Value>,
        shared: bool,
    ) -> Self {
        Self {
            rules,
            chosen,
            before,
            shared,
            secrets: Vec::new(),
            picked: Vec::new(),
            refs: Vec::new(),
            starting: false,
            loops: Vec::new(),
            deep: false,
            depth: 0,
        }
    }

    /// Asks for the answer at a place; `None` for a place that takes none.
    pub(super) fn ask(&mut self, schema: &Value, question: &Question<'_>) -> Option<Asked> {
        let empty = Map::new();
        let map = match schema {
            Value::Bool(false) => return None,
            Value::Object(map) => map,
            _ => &empty,
        };
        let reference = map.get("$ref").and_then(Value::as_str);
        let answered = question.value.is_some_and(|value| !value.is_null());
        let again = reference
            .is_some_and(|reference| !answered && self.refs.iter().any(|known| known == reference));
        if again && let Some(reference) = reference {
            self.loops.push(reference.to_owned());
        }
        self.deep |= self.depth >= DEEPEST;
        if again || self.depth >= DEEPEST || !self.rules.spend(COST) {
            return Some(any(map, question));
        }
        if let Some(reference) = reference {
            self.refs.push(reference.to_owned());
        }
        self.depth += 1;
        let asked = self.asked(map, question);
        self.depth -= 1;
        if reference.is_some() {
            self.refs.pop();
        }
        Some(asked)
    }

    fn asked(&mut self, map: &Map<String, Value>, question: &Question<'_>) -> Asked {
        let cleared = question.value.is_some_and(Value::is_null);
        // An object decides its conditions with its own defaults, later.
        let first = resolved(self.rules, map, question.value);
        let default = default_of(&first, question.given);
        let start = match (question.value, &default) {
            (Some(value), _) if !cleared => Some(value),
            (None, Some(default)) => Some(default),
            _ => None,
        };
        let now = if question.value.is_none() && start.is_some() {
            resolved(self.rules, map, start)
        } else {
            first
        };
        let ui = Ui::read(&now);
        if let Some(constant) = now.get("const") {
            let value = Some(constant.clone());
            return make(&now, question, ui, default, Kind::Fixed(constant.clone()), value);
        }
        if let Some(choices) = choices(&now, &ui) {
            let value = single(start, default.as_ref(), question, &now, &ui);
            return make(&now, question, ui, default, Kind::Choice(choices), value);
        }
        let kind = kind(&now, start);
        if kind != "object"
            && let Some(list) = variants(&now)
        {
            let list = list.clone();
            return self.variant(&now, question, &list, start, default.clone());
        }
        let (kind, value) = match kind {
            "string" => (text(&now), single(start, default.as_ref(), question, &now, &ui)),
            "integer" | "number" => (
                number(&now, kind == "integer"),
                single(start, default.as_ref(), question, &now, &ui),
            ),
            "boolean" => (Kind::Flag, single(start, default.as_ref(), question, &now, &ui)),
            "null" => (Kind::Fixed(Value::Null), Some(Value::Null)),
            "array" => {
                let (kind, value) = self.list(&now, question, start, &ui);
                (kind, Some(value))
            }
            "object" => {
                if cleared && is_nullable(&now) {
                    (Kind::Any, Some(Value::Null))
                } else {
                    let (now, kind, value) = self.object(map, question, default.as_ref(), false);
                    let ui = Ui::read(&now);
                    return make(&now, question, ui, default, kind, Some(Value::Object(value)));
                }
            }
            _ => (Kind::Any, single(start, default.as_ref(), question, &now, &ui)),
        };
        if ui.field.as_deref() == Some("Secret")
            && let Some(value) = &value
        {
            self.secrets.push((question.at.to_owned(), question.name.to_owned(), value.clone()));
        }
        make(&now, question, ui, default, kind, value)
    }

    /// A choice of schemas in place of a field.
    fn variant(
        &mut self,
        now: &Map<String, Value>,
        question: &Question<'_>,
        list: &[Value],
        start: Option<&Value>,
        default: Option<Value>,
    ) -> Asked {
        let chosen = self.choose(question.at, list, start);
        let mut schema = now.clone();
        schema.shift_remove("oneOf");
        schema.shift_remove("anyOf");
        if let Some(Value::Object(option)) = list.get(chosen) {
            let option = resolved(self.rules, option, start);
            merge(&mut schema, &option);
        }
        let inner = self.ask(&Value::Object(schema), question);
        let ui = Ui::read(now);
        let (inner, value) = match inner {
            Some(asked) => (asked.field, asked.value),
            None => (any(now, question).field, None),
        };
        let kind = Kind::Variants { titles: titles(list), chosen, inner: Box::new(inner) };
        make(now, question, ui, default, kind, value)
    }

    /// Which of several schemas is meant: the one that was chosen, or the one that the value fits.
    pub(super) fn choose(&mut self, at: &str, list: &[Value], value: Option<&Value>) -> usize {
        let picked = if self.starting { None } else { (self.chosen)(at) };
        if let Some(chosen) = picked.filter(|chosen| *chosen < list.len()) {
            if let Some(schema) = list.get(chosen) {
                self.picked.push((at.to_owned(), schema.clone()));
            }
            return chosen;
        }
        let Some(value) = value else { return 0 };
        let mut best = (u64::MAX, 0, 0);
        for (number, schema) in list.iter().enumerate() {
            let distance = self.rules.distance(schema, value);
            // Of those that fit, the one that knows more of the keys.
            let known = match (schema, value) {
                (Value::Object(schema), Value::Object(value)) => {
                    let schema = resolved(self.rules, schema, None);
                    let properties = schema.get("properties").and_then(Value::as_object);
                    let names = properties.into_iter().flat_map(Map::keys);
                    names.filter(|name| value.contains_key(*name)).count()
                }
                _ => 0,
            };
            if distance < best.0 || (distance == best.0 && known > best.1) {
                best = (distance, known, number);
            }
        }
        best.2
    }
}

/// The default of a schema: its own, and where both are objects, what is given from above too.
pub(super) fn default_of(schema: &Map<String, Value>, given: Option<&Value>) -> Option<Value> {
    if let Some(constant) = schema.get("const") {
        return Some(constant.clone());
    }
    match (given, schema.get("default")) {
        (Some(Value::Object(given)), Some(Value::Object(own))) => {
            let mut both = given.clone();
            for (key, value) in own {
                both.insert(key.clone(), value.clone());
            }
            Some(Value::Object(both))
        }
        (_, Some(own)) => Some(own.clone()),
        (given, None) => given.cloned(),
    }
}

/// What a schema asks for: its type, or what its keywords are for.
pub(super) fn kind(schema: &Map<String, Value>, value: Option<&Value>) -> &'static str {
    const KINDS: [&str; 7] = ["string", "integer", "number", "boolean", "array", "object", "null"];
    let known = |kind: &str| KINDS.iter().find(|known| **known == kind).copied();
    match schema.get("type") {
        Some(Value::String(kind)) => return known(kind).unwrap_or_default(),
        Some(Value::Array(kinds)) => {
            let mut kinds =
                kinds.iter().filter_map(Value::as_str).filter_map(known).filter(|k| *k != "null");
            let first = kinds.next().unwrap_or("null");
            let fits = |kind: &&str| match value {
                Some(Value::String(_)) => *kind == "string",
                Some(Value::Number(_)) => matches!(*kind, "integer" | "number"),
                Some(Value::Bool(_)) => *kind == "boolean",
                Some(Value::Array(_)) => *kind == "array",
                Some(Value::Object(_)) => *kind == "object",
                _ => false,
            };
            if fits(&first) {
                return first;
            }
            return kinds.find(fits).unwrap_or(first);
        }
        Some(_) => return "",
        None => {}
    }
    let has = |keys: &[&str]| keys.iter().any(|key| schema.contains_key(*key));
    if has(&["properties", "patternProperties", "additionalProperties"]) {
        "object"
    } else if has(&["items", "prefixItems", "contains", "uniqueItems", "minItems"]) {
        "array"
    } else if has(&["pattern", "minLength", "maxLength", "format"]) {
        "string"
    } else if has(&["minimum", "maximum", "multipleOf"]) {
        "number"
    } else {
        ""
    }
}

/// `oneOf` or `anyOf` of a schema: what it can be.
pub(super) fn variants(schema: &Map<String, Value>) -> Option<&Vec<Value>> {
    let list = schema.get("oneOf").or_else(|| schema.get("anyOf"))?.as_array()?;
    (!list.is_empty()).then_some(list)
}

/// What variants are called.
pub(super) fn titles(list: &[Value]) -> Vec<String> {
    let titles = list.iter().enumerate().map(|(number, schema)| {
        let title = schema.get("title").and_then(Value::as_str);
        title.map_or_else(|| format!("Option {}", number + 1), str::to_owned)
    });
    titles.collect()
}

/// A field that takes any JSON.
fn any(schema: &Map<String, Value>, question: &Question<'_>) -> Asked {
    let value = question.value.filter(|value| !value.is_null()).cloned();
    make(&Cow::Borrowed(schema), question, Ui::read(schema), None, Kind::Any, value)
}

/// Puts a field together.
pub(super) fn make(
    schema: &Map<String, Value>,
    question: &Question<'_>,
    ui: Ui,
    default: Option<Value>,
    kind: Kind,
    value: Option<Value>,
) -> Asked {
    let field = Field {
        pointer: question.at.to_owned(),
        name: question.name.to_owned(),
        title: title(schema, &ui, question.name),
        description: description(schema, &ui),
        required: question.required,
        default,
        kind,
        review: ui.review(),
        secret: ui.field.as_deref() == Some("Secret"),
        ui,
    };
    Asked { field, value }
}
