//! What a schema says about a value now: references followed, conditions decided.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::schema::Rules;
use crate::schema::same::same;

/// Schemas that are taken in one after the other before it is a loop.
const DEEPEST: usize = 24;

/// What taking in a schema costs, in schemas that are come to.
const COST: u32 = 5;

/// Keywords that are decided here and gone afterwards.
const DECIDED: [&str; 8] = [
    "$ref",
    "allOf",
    "if",
    "then",
    "else",
    "dependencies",
    "dependentSchemas",
    "dependentRequired",
];

/// The schema as it stands for a value.
pub(super) fn resolved<'s>(
    rules: &Rules<'_>,
    schema: &'s Map<String, Value>,
    value: Option<&Value>,
) -> Cow<'s, Map<String, Value>> {
    if DECIDED.iter().all(|keyword| !schema.contains_key(*keyword)) {
        return Cow::Borrowed(schema);
    }
    let mut out = Map::new();
    take_in(&mut out, rules, schema, value, 0);
    Cow::Owned(out)
}

/// Adds a schema to what is known.
fn take_in(
    out: &mut Map<String, Value>,
    rules: &Rules<'_>,
    schema: &Map<String, Value>,
    value: Option<&Value>,
    depth: usize,
) {
    if depth > DEEPEST || !rules.spend(COST) {
        return;
    }
    let inner = |out: &mut Map<String, Value>, schema: &Value| {
        if let Value::Object(schema) = schema {
            take_in(out, rules, schema, value, depth + 1);
        }
    };
    if let Some(Value::String(reference)) = schema.get("$ref")
        && let Some(target) = rules.refer(reference)
    {
        inner(out, target);
    }
    let own = schema.iter().filter(|(keyword, _)| !DECIDED.contains(&keyword.as_str()));
    for (keyword, value) in own {
        merge_key(out, keyword, value, true);
    }
    let mut more = Map::new();
    if let Some(Value::Array(all)) = schema.get("allOf") {
        for schema in all {
            inner(&mut more, schema);
        }
    }
    if let Some(condition) = schema.get("if") {
        let nothing = Value::Object(Map::new());
        let keeps = rules.keeps(condition, value.unwrap_or(&nothing));
        if let Some(branch) = schema.get(if keeps { "then" } else { "else" }) {
            inner(&mut more, branch);
        }
    }
    for keyword in ["dependencies", "dependentSchemas", "dependentRequired"] {
        let Some(Value::Object(dependent)) = schema.get(keyword) else { continue };
        for (key, needs) in dependent {
            let Some(answer) = value.and_then(|value| value.get(key)) else { continue };
            if needs.is_array() {
                merge_key(&mut more, "required", needs, true);
            } else {
                depend(&mut more, rules, key, answer, needs, value, depth);
            }
        }
    }
    for (keyword, value) in &more {
        let known = matches!(keyword.as_str(), "title" | "description" | "default")
            && out.contains_key(keyword);
        if !known {
            merge_key(out, keyword, value, true);
        }
    }
}

/// Adds what depends on a property: of a `oneOf`, the branch that takes its answer.
fn depend(
    out: &mut Map<String, Value>,
    rules: &Rules<'_>,
    key: &str,
    answer: &Value,
    needs: &Value,
    value: Option<&Value>,
    depth: usize,
) {
    let mut found = Map::new();
    let Value::Object(needs) = needs else { return };
    take_in(&mut found, rules, needs, value, depth + 1);
    if let Some(Value::Array(branches)) = found.get("oneOf").or_else(|| found.get("anyOf")).cloned()
    {
        let fits = |branch: &&Value| {
            let own = branch.get("properties").and_then(|properties| properties.get(key));
            own.is_some_and(|own| rules.keeps(own, answer))
        };
        let tells = branches.iter().any(|branch| {
            branch.get("properties").and_then(|properties| properties.get(key)).is_some()
        });
        if tells {
            found.shift_remove("oneOf");
            found.shift_remove("anyOf");
            if let Some(Value::Object(branch)) = branches.iter().find(fits) {
                let mut taken = Map::new();
                take_in(&mut taken, rules, branch, value, depth + 1);
                // It told the branches apart and says nothing more about the property.
                if let Some(Value::Object(properties)) = taken.get_mut("properties") {
                    properties.shift_remove(key);
                }
                merge(&mut found, &taken);
            }
        }
    }
    merge(out, &found);
}

/// Adds a schema to another; what is said later counts.
pub(super) fn merge(into: &mut Map<String, Value>, from: &Map<String, Value>) {
    for (keyword, value) in from {
        merge_key(into, keyword, value, true);
    }
}

fn merge_key(into: &mut Map<String, Value>, keyword: &str, value: &Value, schema: bool) {
    let Some(known) = into.get_mut(keyword) else {
        into.insert(keyword.to_owned(), value.clone());
        return;
    };
    match (keyword, known, value) {
        ("required" | "ui:order", Value::Array(known), Value::Array(more)) if schema => {
            for name in more {
                if !known.contains(name) {
                    known.push(name.clone());
                }
            }
        }
        ("enum", Value::Array(known), Value::Array(more)) if schema => {
            known.retain(|value| more.iter().any(|other| same(value, other)));
        }
        ("default" | "const", known, value) if schema => *known = value.clone(),
        (_, Value::Object(known), Value::Object(more)) => {
            // Below `properties` are names, below a name is a schema again.
            let names = schema && matches!(keyword, "properties" | "patternProperties");
            for (key, value) in more {
                merge_key(known, key, value, !names);
            }
        }
        (_, known, value) => *known = value.clone(),
    }
}
