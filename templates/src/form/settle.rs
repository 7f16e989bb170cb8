//! The answers settled: which fields are asked, which values are posted, step after step.

use serde_json::{Map, Value};

use super::ask::{Asker, Question};
use super::{Context, Field, Form, Kind};
use crate::schema::Rules;

/// What the steps up to one come to.
#[derive(Default)]
pub(super) struct Settled {
    /// What is posted, secrets as they were typed.
    pub(super) values: Map<String, Value>,
    /// The secrets: pointer, name, value.
    pub(super) secrets: Vec<(String, String, Value)>,
    /// The schema of the last step, without what a flag took away.
    pub(super) schema: Value,
    /// The fields of the last step.
    pub(super) fields: Vec<Field>,
    /// What the last step posts.
    pub(super) own: Map<String, Value>,
    /// Variants of the last step that somebody chose: pointer and schema.
    pub(super) picked: Vec<(String, Value)>,
}

impl Form {
    /// Settles the steps up to and with one; all of them for `usize::MAX`.
    pub(super) fn settle(
        &self,
        upto: usize,
        answers: &Value,
        chosen: &dyn Fn(&str) -> Option<usize>,
        context: Context<'_>,
    ) -> Settled {
        let mut settled = Settled::default();
        let many = self.steps(context).count();
        for (_, step) in self.steps(context).take_while(|(number, _)| *number <= upto) {
            let schema = step.flagged(context);
            let rules = Rules::new(&schema);
            let empty = Map::new();
            let map = schema.as_object().unwrap_or(&empty);
            let mut asker = Asker::new(&rules, chosen, &settled.values, many > 1);
            let question =
                Question { at: "", name: "", value: Some(answers), given: None, required: false };
            let (_, kind, own) = asker.object(map, &question, map.get("default"), true);
            let (secrets, picked) = (asker.secrets, asker.picked);
            settled.secrets.extend(secrets);
            settled.picked = picked;
            settled.fields = match kind {
                Kind::Object { mut fields, others, .. } => {
                    fields.extend(others);
                    fields
                }
                _ => Vec::new(),
            };
            for (key, value) in &own {
                settled.values.insert(key.clone(), value.clone());
            }
            settled.own = own;
            settled.schema = schema;
        }
        settled
    }
}

impl Settled {
    /// What is posted: for a secret, as many stars as it has letters, so that a field that has to
    /// be filled in is; and the secrets by their names.
    pub(super) fn apart(self) -> (Value, Map<String, Value>) {
        let mut values = Value::Object(self.values);
        let mut secrets = Map::new();
        for (pointer, name, value) in self.secrets {
            let letters = value.as_str().map_or(6, |text| text.chars().count());
            if let Some(place) = values.pointer_mut(&pointer) {
                *place = Value::String("*".repeat(letters));
            }
            secrets.insert(name, value);
        }
        (values, secrets)
    }
}
