//! Objects: their fields, what conditions add, and keys beyond those.

use serde_json::{Map, Value};

use super::ask::{Asked, Asker, Question, default_of, titles, variants};
use super::place::below;
use super::resolve::resolved;
use super::ui::ordered;
use super::{Field, Kind, Review, Ui};
use crate::schema::pattern;

/// Rounds until what conditions ask for has settled.
const ROUNDS: usize = 8;

impl Asker<'_> {
    /// The schema as it stands, the kind, and what is posted. The root of a step sees the answers
    /// of the steps before it.
    pub(super) fn object(
        &mut self,
        schema: &Map<String, Value>,
        question: &Question<'_>,
        default: Option<&Value>,
        root: bool,
    ) -> (Map<String, Value>, Kind, Map<String, Value>) {
        let nothing = Map::new();
        let answers = question.value.and_then(Value::as_object).unwrap_or(&nothing);
        let now = self.settled(schema, answers, default, root);
        let ui = Ui::read(&now);
        let properties = now.get("properties").and_then(Value::as_object).unwrap_or(&nothing);
        let mut fields = Vec::new();
        let mut posted = Map::new();
        let inner = Inner { at: question.at, answers, default };
        for name in ordered(properties, &ui) {
            if let Some(schema) = properties.get(name) {
                let asked = self.property(schema, name, is_required(&now, name), &inner);
                add(asked, &mut fields, &mut posted);
            }
        }
        if let Some(field) = self.more(&now, properties, &inner, &mut posted) {
            fields.push(field);
        }
        let (others, fresh) = if root && self.shared {
            (Vec::new(), None)
        } else {
            self.others(&now, properties, &inner, &mut posted)
        };
        (now.clone(), Kind::Object { fields, others, fresh }, posted)
    }

    fn property(
        &mut self,
        schema: &Value,
        name: &str,
        required: bool,
        inner: &Inner<'_>,
    ) -> Option<Asked> {
        let at = below(inner.at, name);
        self.ask(
            schema,
            &Question {
                at: &at,
                name,
                value: inner.answers.get(name),
                given: inner.default.and_then(|default| default.get(name)),
                required,
            },
        )
    }

    /// The schema once conditions are decided by what is asked: an answer that no field asks for
    /// any more decides nothing.
    fn settled(
        &mut self,
        schema: &Map<String, Value>,
        answers: &Map<String, Value>,
        default: Option<&Value>,
        root: bool,
    ) -> Map<String, Value> {
        let start = || if root { self.before.clone() } else { Map::new() };
        let mut working = Value::Object(start());
        let mut now = resolved(self.rules, schema, Some(&working)).into_owned();
        for _ in 0..ROUNDS {
            let mut next = start();
            let properties = now.get("properties").and_then(Value::as_object);
            for (name, property) in properties.into_iter().flatten() {
                let value = match answers.get(name) {
                    Some(Value::Null) => None,
                    Some(value) if value != "" => Some(value.clone()),
                    answer => {
                        let given = default.and_then(|default| default.get(name));
                        let default = self.deep_default(property, given, 0);
                        default.filter(|default| answer.is_none_or(|answer| answer == default))
                    }
                };
                if let Some(value) = value {
                    next.insert(name.clone(), value);
                }
            }
            for (name, value) in answers {
                let free = !root && !value.is_null() && !next.contains_key(name);
                let asked = properties.is_some_and(|properties| properties.contains_key(name));
                if free && !asked && now.contains_key("additionalProperties") {
                    next.insert(name.clone(), value.clone());
                }
            }
            let next = Value::Object(next);
            if next == working {
                break;
            }
            working = next;
            now = resolved(self.rules, schema, Some(&working)).into_owned();
        }
        now
    }

    /// The default of a property, an object's from its properties.
    fn deep_default(&self, schema: &Value, given: Option<&Value>, depth: usize) -> Option<Value> {
        let schema = resolved(self.rules, schema.as_object()?, None);
        let own = default_of(&schema, given);
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            return own;
        };
        if depth > 6 || !self.rules.spend(5) {
            return own;
        }
        let mut whole = match &own {
            Some(Value::Object(own)) => own.clone(),
            _ => Map::new(),
        };
        for (name, property) in properties {
            let given = own.as_ref().and_then(|own| own.get(name));
            if let Some(value) = self.deep_default(property, given, depth + 1) {
                whole.insert(name.clone(), value);
            }
        }
        Some(Value::Object(whole))
    }

    /// What `oneOf` or `anyOf` beside `properties` asks further: a choice after the fields.
    fn more(
        &mut self,
        now: &Map<String, Value>,
        properties: &Map<String, Value>,
        inner: &Inner<'_>,
        posted: &mut Map<String, Value>,
    ) -> Option<Field> {
        let list = variants(now)?.clone();
        // Alternatives that only ask for other answers to be there are no choice of their own.
        let adds = list.iter().any(|schema| {
            let Value::Object(schema) = schema else { return false };
            let schema = resolved(self.rules, schema, None);
            let own = schema.get("properties").and_then(Value::as_object);
            own.is_some_and(|own| own.keys().any(|name| !properties.contains_key(name)))
        });
        if !adds {
            return None;
        }
        let mut value = posted.clone();
        for (name, answer) in inner.answers {
            if !answer.is_null() {
                value.insert(name.clone(), answer.clone());
            }
        }
        let value = Value::Object(value);
        let chosen = self.choose(inner.at, &list, Some(&value));
        let option = list.get(chosen).and_then(Value::as_object)?;
        let option = self.settled(option, inner.answers, inner.default, false);
        let ui = Ui::read(&option);
        let nothing = Map::new();
        let own = option.get("properties").and_then(Value::as_object).unwrap_or(&nothing);
        let mut fields = Vec::new();
        for name in ordered(own, &ui).into_iter().filter(|name| !properties.contains_key(*name)) {
            if let Some(schema) = own.get(name) {
                let required = is_required(now, name) || is_required(&option, name);
                add(self.property(schema, name, required, inner), &mut fields, posted);
            }
        }
        let titles = titles(&list);
        let title = titles.get(chosen).cloned().unwrap_or_default();
        let kind = Kind::Object { fields, others: Vec::new(), fresh: None };
        let inside = plain(inner.at, title, kind);
        let kind = Kind::Variants { titles, chosen, inner: Box::new(inside) };
        Some(plain(inner.at, "Choose one".to_owned(), kind))
    }

    /// Keys beyond the properties, and what another one starts with.
    fn others(
        &mut self,
        now: &Map<String, Value>,
        properties: &Map<String, Value>,
        inner: &Inner<'_>,
        posted: &mut Map<String, Value>,
    ) -> (Vec<Field>, Option<Value>) {
        let patterns = now.get("patternProperties").and_then(Value::as_object);
        let rest = now.get("additionalProperties").filter(|rest| **rest != Value::Bool(false));
        if patterns.is_none() && rest.is_none() {
            return (Vec::new(), None);
        }
        let nothing = Map::new();
        let given = inner.default.and_then(Value::as_object).unwrap_or(&nothing);
        let untold = given.iter().filter(|(name, _)| !inner.answers.contains_key(*name));
        let free = Value::Object(Map::from_iter([("type".to_owned(), "string".into())]));
        let schema_of = |name: &str| {
            let matching = patterns.into_iter().flatten();
            let own = matching
                .filter(|(pattern, _)| pattern::matches(pattern, name) == Some(true))
                .map(|(_, schema)| schema)
                .next();
            own.or(rest).map(|schema| if schema.is_object() { schema } else { &free })
        };
        let mut fields = Vec::new();
        for (name, value) in inner.answers.iter().chain(untold) {
            // An entry that was taken away, a property, or one of a variant.
            if value.is_null() || properties.contains_key(name) || posted.contains_key(name) {
                continue;
            }
            let Some(schema) = schema_of(name) else { continue };
            let schema = match (schema, value) {
                // A value that is no text stays what it is.
                (schema, value) if std::ptr::eq(schema, &raw const free) && !value.is_string() => {
                    &Value::Bool(true)
                }
                (schema, _) => schema,
            };
            add(self.property(schema, name, false, inner), &mut fields, posted);
        }
        let first = patterns.into_iter().flat_map(Map::values).next();
        let fresh = match first.or(rest) {
            Some(schema @ Value::Object(_)) => self.fresh(schema),
            _ => Value::String(String::new()),
        };
        (fields, Some(fresh))
    }
}

/// What the fields of an object share.
struct Inner<'i> {
    at: &'i str,
    answers: &'i Map<String, Value>,
    default: Option<&'i Value>,
}

fn add(asked: Option<Asked>, fields: &mut Vec<Field>, posted: &mut Map<String, Value>) {
    let Some(asked) = asked else { return };
    if let Some(value) = asked.value {
        posted.insert(asked.field.name.clone(), value);
    }
    fields.push(asked.field);
}

fn is_required(schema: &Map<String, Value>, name: &str) -> bool {
    match schema.get("required") {
        Some(Value::Array(names)) => names.iter().any(|other| other == name),
        _ => false,
    }
}

/// A field that only holds others.
fn plain(at: &str, title: String, kind: Kind) -> Field {
    Field {
        pointer: at.to_owned(),
        name: String::new(),
        title,
        description: None,
        required: false,
        default: None,
        kind,
        ui: Ui::default(),
        review: Review::Shown,
        secret: false,
    }
}
