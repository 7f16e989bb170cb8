//! Lists: several choices, or items that are drawn one by one.

use serde_json::{Map, Value};

use super::ask::{Asker, Question, kind};
use super::choice::choices;
use super::place::below;
use super::resolve::resolved;
use super::ui::{in_words, title};
use super::{Field, Kind, Ui};

/// Items that `minItems` may make on its own.
const MOST_MADE: u64 = 50;

impl Asker<'_> {
    /// The kind of a list, and what is posted.
    pub(super) fn list(
        &mut self,
        schema: &Map<String, Value>,
        question: &Question<'_>,
        start: Option<&Value>,
        ui: &Ui,
    ) -> (Kind, Value) {
        let text = Value::Object(Map::from_iter([("type".to_owned(), "string".into())]));
        let none = Vec::new();
        let (fixed, rest) = match (schema.get("prefixItems"), schema.get("items")) {
            (_, Some(Value::Array(fixed))) => (fixed, schema.get("additionalItems")),
            (Some(Value::Array(fixed)), rest) => (fixed, rest),
            (_, rest) => (&none, Some(rest.unwrap_or(&text))),
        };
        let rest = rest.filter(|rest| **rest != Value::Bool(false));
        let count = |key: &str| schema.get(key).and_then(Value::as_u64);
        let (min, max) = (count("minItems"), count("maxItems"));
        let given = start.and_then(Value::as_array);
        if fixed.is_empty()
            && schema.get("uniqueItems") == Some(&Value::Bool(true))
            && let Some(Value::Object(items)) = rest
        {
            let items = resolved(self.rules, items, None);
            if let Some(choices) =
                choices(&items, ui).or_else(|| choices(&items, &Ui::read(&items)))
            {
                let value = Value::Array(given.cloned().unwrap_or_default());
                return (Kind::Choices(choices), value);
            }
        }
        let mut values = given.cloned().unwrap_or_default();
        // Only an answer may be shorter than the list has to be.
        let least = if question.value.is_none() { min.unwrap_or(0).min(MOST_MADE) } else { 0 };
        let least = usize::try_from(least).unwrap_or_default().max(fixed.len());
        while values.len() < least {
            let fresh = match fixed.get(values.len()).or(rest) {
                Some(schema) => self.fresh(schema),
                None => break,
            };
            values.push(fresh);
        }
        let item_title = item_title(rest, schema, question);
        let mut items = Vec::with_capacity(values.len());
        let mut posted = Vec::with_capacity(values.len());
        for (number, value) in values.iter().enumerate() {
            let Some(schema) = fixed.get(number).or(rest) else { break };
            let (field, value) = self.item(schema, question, number, value, &item_title);
            posted.push(value);
            items.extend(field);
        }
        let fresh = rest.map_or(Value::Null, |rest| self.fresh(rest));
        let room = max.is_none_or(|max| (values.len() as u64) < max);
        let kind = Kind::List {
            items,
            fresh,
            item_title,
            min,
            max,
            addable: rest.is_some() && room && ui.allows("addable"),
            removable: rest.is_some() && values.len() > fixed.len() && ui.allows("removable"),
            orderable: fixed.is_empty() && ui.allows("orderable"),
        };
        (kind, Value::Array(posted))
    }

    fn item(
        &mut self,
        schema: &Value,
        question: &Question<'_>,
        number: usize,
        value: &Value,
        called: &str,
    ) -> (Option<Field>, Value) {
        let name = number.to_string();
        let at = below(question.at, &name);
        let inner =
            Question { at: &at, name: &name, value: Some(value), given: None, required: false };
        match self.ask(schema, &inner) {
            Some(mut asked) => {
                let own = schema.get("title").or_else(|| schema.get("ui:title")).is_some();
                asked.field.title = if own && !schema_repeats(schema, called) {
                    asked.field.title
                } else {
                    format!("{called} {}", number + 1)
                };
                (Some(asked.field), asked.value.unwrap_or(Value::Null))
            }
            None => (None, value.clone()),
        }
    }

    /// What a new item or entry starts with.
    pub(super) fn fresh(&mut self, schema: &Value) -> Value {
        let kept = (self.secrets.len(), self.picked.len(), self.loops.len());
        // A list within itself ends where somebody stops adding; only what one addition brings
        // along must not go on.
        let outermost = !self.starting;
        let refs = if outermost { std::mem::take(&mut self.refs) } else { Vec::new() };
        self.starting = true;
        let question = Question { at: "", name: "", value: None, given: None, required: false };
        let value = self.ask(schema, &question).and_then(|asked| asked.value);
        if outermost {
            self.refs = refs;
            self.starting = false;
        }
        self.secrets.truncate(kept.0);
        self.picked.truncate(kept.1);
        self.loops.truncate(kept.2);
        if let Some(value) = value {
            return value;
        }
        let Value::Object(schema) = schema else { return Value::Null };
        let schema = resolved(self.rules, schema, None);
        if choices(&schema, &Ui::default()).is_some() {
            return Value::Null;
        }
        match kind(&schema, None) {
            "string" => Value::String(String::new()),
            "boolean" => Value::Bool(false),
            _ => Value::Null,
        }
    }
}

/// Whether every item has the title of the list's items: then a number tells them apart.
fn schema_repeats(schema: &Value, called: &str) -> bool {
    schema.get("title").and_then(Value::as_str) == Some(called)
}

/// What an item is called: its own title, or the list's.
fn item_title(
    rest: Option<&Value>,
    schema: &Map<String, Value>,
    question: &Question<'_>,
) -> String {
    match rest.and_then(|rest| rest.get("title")).and_then(Value::as_str) {
        Some(title) if !title.trim().is_empty() => title.to_owned(),
        _ => {
            let list = title(schema, &Ui::read(schema), question.name);
            // "Addresses" has an "Address", "Aliases" an "Alias".
            let whole = list.strip_suffix("es");
            if let Some(one) = whole.filter(|one| one.ends_with("ss") || one.ends_with("ias")) {
                return one.to_owned();
            }
            // "Ports" has a "Port"; "Address" stays.
            match list.strip_suffix('s') {
                Some(one) if !one.ends_with(['s', 'u', 'i']) && !one.is_empty() => one.to_owned(),
                _ if list.is_empty() => in_words("item"),
                _ => list,
            }
        }
    }
}
