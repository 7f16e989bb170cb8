//! The steps of a template, from its descriptor or from a scaffolder's answer.

use serde_json::{Map, Value};

use super::ask::{Asker, Question};
use super::{Context, Form, SchemaFault, Step};
use crate::schema::{self, Rules};

/// The key that ties a step or a property to a feature flag.
const FLAG: &str = "backstage:featureFlag";

impl Form {
    pub(super) fn read_parameters(parameters: &Value) -> Self {
        let mut form = Self::default();
        match parameters {
            Value::Null => {}
            Value::Array(steps) => {
                for step in steps {
                    form.step(step, None, None);
                }
            }
            step => form.step(step, None, None),
        }
        form
    }

    pub(super) fn read_answer(answer: &Value) -> Self {
        let mut form = Self::default();
        match answer.get("steps") {
            Some(Value::Array(steps)) => {
                for step in steps {
                    let text = |key: &str| step.get(key).and_then(Value::as_str);
                    let schema = step.get("schema").unwrap_or(&Value::Null);
                    form.step(schema, text("title"), text("description"));
                }
            }
            None | Some(Value::Null) => {}
            Some(_) => form.faults.push(SchemaFault {
                step: 0,
                at: String::new(),
                text: "The scaffolder's steps have to be a list".to_owned(),
            }),
        }
        form
    }

    fn step(&mut self, schema: &Value, title: Option<&str>, description: Option<&str>) {
        let step = self.steps.len();
        let own = |key: &str| schema.get(key).and_then(Value::as_str);
        let title = title
            .or_else(|| own("title"))
            .filter(|title| !title.trim().is_empty())
            .map_or_else(|| format!("Step {}", step + 1), str::to_owned);
        let description = description.or_else(|| own("description")).map(str::to_owned);
        for (at, text) in schema::lint(schema) {
            self.faults.push(SchemaFault { step, at, text });
        }
        for (at, text) in tried(schema) {
            self.faults.push(SchemaFault { step, at, text });
        }
        self.steps.push(Step { title, description, schema: schema.clone() });
    }
}

/// What only shows when a step is asked: loops, and more than anybody would answer.
fn tried(schema: &Value) -> Vec<(String, String)> {
    let Value::Object(map) = schema else { return Vec::new() };
    let rules = Rules::new(schema);
    let before = Map::new();
    let mut asker = Asker::new(&rules, &|_| None, &before, false);
    let question = Question { at: "", name: "", value: None, given: None, required: false };
    asker.object(map, &question, map.get("default"), true);
    let deep = asker.deep;
    let mut loops = asker.loops;
    loops.dedup();
    let mut found: Vec<(String, String)> = Vec::new();
    for reference in loops {
        let at = reference.strip_prefix('#').unwrap_or(&reference).to_owned();
        if !found.iter().any(|(known, _)| *known == at) {
            let text = format!(
                "{reference} asks for itself again: put it into a list, so that it can end"
            );
            found.push((at, text));
        }
    }
    if deep {
        let text = "Fields are too deep within each other: the innermost are asked as JSON";
        found.push((String::new(), text.to_owned()));
    }
    if rules.is_spent() {
        let text = "The schema asks for more than anybody can answer: make it smaller".to_owned();
        found.push((String::new(), text));
    }
    found
}

impl Step {
    /// Whether the step is there with these flags.
    pub(super) fn is_on(&self, context: Context<'_>) -> bool {
        is_on(&self.schema, context)
    }

    /// Whether no answer decides what is asked. What is not known to leave that alone is taken to
    /// decide.
    pub(super) fn is_fixed(&self) -> bool {
        const AROUND: &[&str] = &["type", "title", "description", "required", "properties"];
        const FIELD: &[&str] = &[
            "title",
            "description",
            "default",
            "enum",
            "enumNames",
            "examples",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "type",
        ];
        let only = |map: &Map<String, Value>, known: &[&str]| {
            let is_look = |key: &str| key.starts_with("ui:") || key.starts_with("backstage:");
            map.keys().all(|key| is_look(key) || known.contains(&&**key))
        };
        let is_plain = |field: &Value| {
            let kind = field.get("type").and_then(Value::as_str);
            let one = matches!(kind, Some("string" | "number" | "integer" | "boolean"));
            one && field.as_object().is_some_and(|field| only(field, FIELD))
        };
        let properties = self.schema.get("properties").and_then(Value::as_object);
        self.schema.as_object().is_some_and(|schema| only(schema, AROUND))
            && properties.is_some_and(|properties| properties.values().all(is_plain))
    }

    /// The schema without the properties whose flag is off.
    pub(super) fn flagged(&self, context: Context<'_>) -> Value {
        let mut schema = self.schema.clone();
        without_flagged(&mut schema, context, 0);
        schema
    }
}

fn is_on(schema: &Value, context: Context<'_>) -> bool {
    match schema.get(FLAG) {
        Some(Value::String(flag)) => (context.flag)(flag),
        _ => true,
    }
}

fn without_flagged(schema: &mut Value, context: Context<'_>, depth: usize) {
    if depth > 60 {
        return;
    }
    match schema {
        Value::Object(map) => {
            let mut gone = Vec::new();
            if let Some(Value::Object(properties)) = map.get_mut("properties") {
                for (name, property) in properties.iter() {
                    if !is_on(property, context) {
                        gone.push(name.clone());
                    }
                }
                properties.retain(|name, _| !gone.contains(name));
            }
            if let Some(Value::Array(required)) = map.get_mut("required")
                && !gone.is_empty()
            {
                required.retain(|name| {
                    name.as_str().is_none_or(|name| !gone.iter().any(|gone| gone == name))
                });
            }
            for value in map.values_mut() {
                without_flagged(value, context, depth + 1);
            }
        }
        Value::Array(list) => {
            for value in list {
                without_flagged(value, context, depth + 1);
            }
        }
        _ => {}
    }
}
