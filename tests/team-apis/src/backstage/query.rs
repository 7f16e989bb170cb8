//! `by-query` and facets: filters, order and cursors.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// Entities of a page when the request does not say.
const LIMIT: usize = 20;

/// The query of a request.
pub struct Query(Vec<(String, String)>);

/// A query that is answered with an error.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// `limit` is no number.
    Limit,
    /// `cursor` was not made here.
    Cursor,
}

/// What a cursor says: the query it belongs to, and how far it is.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Cursor {
    filters: Vec<String>,
    order_fields: Vec<String>,
    offset: usize,
}

impl Query {
    /// Reads the part of an address behind the `?`.
    pub fn read(query: &str) -> Self {
        Self(form_urlencoded::parse(query.as_bytes()).into_owned().collect())
    }

    /// All values of a name.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect()
    }

    /// One page of the entities, in the shape of `by-query`.
    pub fn page<'a>(&self, entities: impl Iterator<Item = &'a Value>) -> Result<Value, Refused> {
        let number = |name: &str, default: usize| match self.all(name).first() {
            None => Ok(default),
            Some(text) => text.parse().map_err(|_| Refused::Limit),
        };
        let limit = number("limit", LIMIT)?;
        let cursor = match self.all("cursor").first() {
            Some(text) => read_cursor(text).ok_or(Refused::Cursor)?,
            None => Cursor {
                filters: self.all("filter"),
                order_fields: self.all("orderField"),
                offset: number("offset", 0)?,
            },
        };
        let mut found: Vec<&Value> =
            entities.filter(|entity| passes(entity, &cursor.filters)).collect();
        found.sort_by(|a, b| order(a, b, &cursor.order_fields));
        let total = found.len();
        let items: Vec<&Value> = found.into_iter().skip(cursor.offset).take(limit).collect();

        let mut info = serde_json::Map::new();
        let mut add = |name: &str, offset: usize| {
            let (filters, order_fields) = (cursor.filters.clone(), cursor.order_fields.clone());
            let text = write_cursor(&Cursor { filters, order_fields, offset });
            info.insert(name.to_owned(), text.into());
        };
        if limit > 0 && cursor.offset + limit < total {
            add("nextCursor", cursor.offset + limit);
        }
        if limit > 0 && cursor.offset > 0 {
            add("prevCursor", cursor.offset.saturating_sub(limit));
        }
        Ok(json!({ "items": items, "totalItems": total, "pageInfo": info }))
    }

    /// How often each value of the wanted fields occurs.
    pub fn facets<'a>(&self, entities: impl Iterator<Item = &'a Value>) -> Value {
        let filters = self.all("filter");
        let found: Vec<&Value> = entities.filter(|entity| passes(entity, &filters)).collect();
        let facets: serde_json::Map<String, Value> = self
            .all("facet")
            .into_iter()
            .map(|field| {
                let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
                for value in found.iter().flat_map(|entity| values(entity, &field)) {
                    *counts.entry(value).or_default() += 1;
                }
                let counts: Vec<Value> = counts
                    .into_iter()
                    .map(|(value, count)| json!({ "value": value, "count": count }))
                    .collect();
                (field, counts.into())
            })
            .collect();
        json!({ "facets": facets })
    }
}

/// Whether an entity passes any of the filters. In one filter all fields have to fit; a field that
/// is named twice may have either value, and one without a value has to be there.
fn passes(entity: &Value, filters: &[String]) -> bool {
    let passes_one = |filter: &String| {
        let mut wanted: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for part in filter.split(',') {
            let (field, value) = part.split_once('=').unwrap_or((part, ""));
            wanted.entry(field).or_default().extend((!value.is_empty()).then_some(value));
        }
        wanted.iter().all(|(field, accepted)| {
            let has = values(entity, field);
            !has.is_empty()
                && (accepted.is_empty()
                    || has.iter().any(|v| accepted.iter().any(|a| a.eq_ignore_ascii_case(v))))
        })
    };
    filters.is_empty() || filters.iter().any(passes_one)
}

/// The texts at a dotted path: one, those of a list, or the targets of a type of relation.
fn values<'a>(entity: &'a Value, field: &str) -> Vec<&'a str> {
    if let Some(wanted) = field.strip_prefix("relations.") {
        let relations = entity.get("relations").and_then(Value::as_array).into_iter().flatten();
        return relations
            .filter(|relation| relation.get("type").and_then(Value::as_str) == Some(wanted))
            .filter_map(|relation| relation.get("targetRef").and_then(Value::as_str))
            .collect();
    }
    // The first two names are plain; an annotation has dots in its own name.
    let found = field.splitn(3, '.').try_fold(entity, |value, name| value.get(name));
    match found {
        Some(Value::String(text)) => vec![text],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn order(a: &Value, b: &Value, fields: &[String]) -> Ordering {
    let first = |entity, field| values(entity, field).first().copied().unwrap_or_default();
    fields
        .iter()
        .map(|rule| {
            let (field, direction) = rule.split_once(',').unwrap_or((rule, "asc"));
            let order = first(a, field).cmp(first(b, field));
            if direction == "desc" { order.reverse() } else { order }
        })
        .find(|order| order.is_ne())
        .unwrap_or_else(|| first(a, "metadata.uid").cmp(first(b, "metadata.uid")))
}

fn write_cursor(cursor: &Cursor) -> String {
    STANDARD.encode(serde_json::to_string(cursor).unwrap_or_default())
}

fn read_cursor(text: &str) -> Option<Cursor> {
    serde_json::from_slice(&STANDARD.decode(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entities() -> Vec<Value> {
        (0..7)
            .map(|n| {
                json!({
                    "kind": if n % 2 == 0 { "Component" } else { "API" },
                    "metadata": { "name": format!("e{n}"), "uid": format!("u{n}"), "tags": ["t", format!("t{n}")] },
                    "relations": [{ "type": "ownedBy", "targetRef": format!("group:default/g{}", n % 3) }],
                })
            })
            .collect()
    }

    fn names(page: &Value) -> Vec<&str> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["metadata"]["name"].as_str().unwrap())
            .collect()
    }

    #[test]
    fn cursors_lead_through_everything_once() {
        let all = entities();
        let mut query = "limit=3&orderField=metadata.name,desc".to_owned();
        let mut seen = Vec::new();
        loop {
            let page = Query::read(&query).page(all.iter()).unwrap();
            assert_eq!(page["totalItems"], 7);
            seen.extend(names(&page).into_iter().map(str::to_owned));
            let Some(next) = page["pageInfo"]["nextCursor"].as_str() else { break };
            let encoded: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
            query = format!("limit=3&cursor={encoded}");
        }
        assert_eq!(seen, ["e6", "e5", "e4", "e3", "e2", "e1", "e0"]);
    }

    #[test]
    fn filters_are_or_between_and_and_within() {
        let all = entities();
        let page = |query: &str| Query::read(query).page(all.iter()).unwrap();
        let by_name = "&orderField=metadata.name";
        assert_eq!(names(&page(&format!("filter=kind=api{by_name}"))), ["e1", "e3", "e5"]);
        assert_eq!(
            names(&page(
                "filter=kind=component,relations.ownedBy=group:default/g0&orderField=metadata.name"
            )),
            ["e0", "e6"]
        );
        assert_eq!(
            names(&page(&format!("filter=metadata.tags=t1&filter=metadata.tags=t2{by_name}"))),
            ["e1", "e2"]
        );
        assert_eq!(names(&page("filter=spec.owner")), Vec::<&str>::new());
    }

    #[test]
    fn what_is_no_query_is_refused() {
        let all = entities();
        assert_eq!(Query::read("limit=abc").page(all.iter()), Err(Refused::Limit));
        assert_eq!(Query::read("cursor=garbage").page(all.iter()), Err(Refused::Cursor));
    }

    #[test]
    fn facets_count_values() {
        let facets = Query::read("facet=kind&filter=kind=api").facets(entities().iter());
        assert_eq!(facets, json!({ "facets": { "kind": [{ "value": "API", "count": 3 }] } }));
    }
}
