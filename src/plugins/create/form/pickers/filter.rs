//! `catalogFilter`: which entities a picker offers.

use portico_catalog::catalog::Catalog;
use portico_catalog::view::EntityView;
use serde_json::{Map, Value};

/// A filter: an entity that fits one of the records is offered. No record takes every entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter(Vec<Map<String, Value>>);

impl Filter {
    /// Reads `catalogFilter`, else `allowedKinds`.
    pub fn read(options: &Map<String, Value>) -> Self {
        let records = match options.get("catalogFilter") {
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_object).cloned().collect(),
            Some(Value::Object(one)) => vec![one.clone()],
            _ => options
                .get("allowedKinds")
                .map(|kinds| Map::from_iter([("kind".to_owned(), kinds.clone())]))
                .into_iter()
                .collect(),
        };
        Self(records)
    }

    /// Whether it offers an entity.
    pub fn takes(&self, entity: &EntityView<'_>) -> bool {
        self.0.is_empty()
            || self.0.iter().any(|record| record.iter().all(|(key, want)| fits(entity, key, want)))
    }
}

fn fits(entity: &EntityView<'_>, key: &str, want: &Value) -> bool {
    let is = values(entity, key);
    match want {
        Value::Object(map) if map.get("exists") == Some(&Value::Bool(false)) => is.is_empty(),
        Value::Object(_) => !is.is_empty(),
        Value::Array(all) => all.iter().filter_map(Value::as_str).any(|want| among(&is, want)),
        Value::String(want) => among(&is, want),
        _ => false,
    }
}

fn among(values: &[String], want: &str) -> bool {
    values.iter().any(|value| value.eq_ignore_ascii_case(want))
}

/// What an entity has at a key, as far as the index of the catalog knows it.
fn values(entity: &EntityView<'_>, key: &str) -> Vec<String> {
    let one = |text: Option<&str>| text.map(str::to_owned).into_iter().collect();
    if let Some(annotation) = key.strip_prefix("metadata.annotations.") {
        return one(entity.annotation(annotation));
    }
    match key {
        "kind" => one(Some(entity.kind())),
        "metadata.name" => one(Some(entity.name())),
        "metadata.namespace" => one(Some(entity.namespace())),
        "metadata.title" => one(entity.title()),
        "metadata.tags" => entity.tags().map(str::to_owned).collect(),
        "spec.type" => one(entity.spec_type()),
        "spec.lifecycle" => one(entity.lifecycle()),
        "spec.owner" | "relations.ownedBy" => {
            let owner = entity.owner();
            let names =
                owner.map(|owner| vec![owner.entity_ref().to_string(), owner.name().to_owned()]);
            names.unwrap_or_default()
        }
        "spec.system" | "relations.partOf" => {
            let system = entity.system();
            let names = system.map(|it| vec![it.entity_ref().to_string(), it.name().to_owned()]);
            names.unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// The entities that a filter offers.
pub fn offered<'a>(
    catalog: &'a Catalog,
    filter: &'a Filter,
) -> impl Iterator<Item = EntityView<'a>> {
    catalog.all().map(|ix| catalog.entry(ix)).filter(|entity| filter.takes(entity))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn filter(options: &Value) -> Filter {
        options.as_object().map(Filter::read).unwrap_or_default()
    }

    #[test]
    fn a_record_a_list_of_them_and_kinds_are_read() {
        assert_eq!(filter(&json!({})).0.len(), 0);
        assert_eq!(filter(&json!({"catalogFilter": {"kind": "Group"}})).0.len(), 1);
        assert_eq!(
            filter(&json!({"catalogFilter": [{"kind": "Group"}, {"kind": "User"}]})).0.len(),
            2
        );
        assert_eq!(filter(&json!({"allowedKinds": ["API"]})).0.len(), 1);
    }

    #[test]
    fn names_are_compared_without_case() {
        assert!(among(&["group".to_owned()], "Group"));
        assert!(!among(&["group".to_owned()], "User"));
    }
}
