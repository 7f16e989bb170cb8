//! What has to change in the answers of a step, in words and in the order of its fields.

use serde_json::Value;

use super::settle::Settled;
use super::{Field, Kind, Problem};
use crate::schema::{Checked, Rules, said, text};

impl Settled {
    /// What has to change in the last step.
    pub(super) fn problems(self) -> Vec<Problem> {
        let closed =
            ["additionalProperties", "unevaluatedProperties", "maxProperties", "propertyNames"]
                .iter()
                .any(|keyword| self.schema.get(*keyword).is_some());
        // Conditions may look at the steps before, a step that counts its keys means its own.
        let value = Value::Object(if closed { self.own } else { self.values });
        let rules = Rules::new(&self.schema);
        let mut problems = Vec::new();
        told(&rules.check(&value), "", &value, &mut problems);
        for (pointer, schema) in &self.picked {
            if let Some(inner) = value.pointer(pointer) {
                told(&rules.check_with(schema, inner), pointer, inner, &mut problems);
            }
        }
        let mut order = Vec::new();
        flatten(&self.fields, &mut order);
        let place = |problem: &Problem| {
            let mut at = problem.pointer.as_str();
            loop {
                if let Some(place) = order.iter().position(|known| *known == at) {
                    return place;
                }
                match at.rfind('/') {
                    Some(end) => at = at.get(..end).unwrap_or_default(),
                    None => return usize::MAX,
                }
            }
        };
        problems.sort_by_key(place);
        problems
    }
}

fn told(checked: &Checked<'_>, above: &str, value: &Value, problems: &mut Vec<Problem>) {
    for miss in &checked.misses {
        let empty = value.pointer(&miss.pointer).is_none_or(Value::is_null);
        let text = match said(miss) {
            Some(text) => text,
            // An item that was added and not filled in.
            None if empty && matches!(miss.keyword, "type" | "enum") => "Fill this in".to_owned(),
            None => text(miss),
        };
        let pointer = format!("{above}{}", miss.pointer);
        let known = |problem: &Problem| {
            problem.pointer == pointer && (problem.text == text || problem.keyword == miss.keyword)
        };
        if !problems.iter().any(known) {
            problems.push(Problem { pointer, keyword: miss.keyword.to_owned(), text });
        }
    }
    if let Some(fault) = &checked.fault {
        problems.push(Problem {
            pointer: above.to_owned(),
            keyword: "$ref".to_owned(),
            text: fault.to_string(),
        });
    }
}

/// The pointers of all fields, as they are drawn.
fn flatten<'f>(fields: &'f [Field], order: &mut Vec<&'f str>) {
    for field in fields {
        order.push(&field.pointer);
        match &field.kind {
            Kind::List { items, .. } => flatten(items, order),
            Kind::Object { fields, others, .. } => {
                flatten(fields, order);
                flatten(others, order);
            }
            Kind::Variants { inner, .. } => flatten(std::slice::from_ref(&**inner), order),
            _ => {}
        }
    }
}
