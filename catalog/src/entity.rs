//! One entity as its page reads it: the typed view of [`crate::record::Record::detail`].
//!
//! Lenient, because the index already shows the entity: a field of the wrong type is left out of
//! the typed part. `spec` and what is not of the envelope keep every value, in the order written.

use crate::json::JsonError;
use crate::reference::EntityRef;
use crate::yaml::{self, Entry, Node, Value};
use std::fmt;

/// An entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entity {
    /// `apiVersion`; empty when there is none.
    pub api_version: String,
    /// `kind` as written, such as `Component`.
    pub kind: String,
    /// `metadata`.
    pub metadata: Metadata,
    /// `spec`, in the order it was written; null when it is no mapping.
    pub spec: Node,
    /// `relations` of an API answer. For other entities ask the index.
    pub relations: Vec<Relation>,
    /// `status.items` of an API answer.
    pub status: Vec<StatusItem>,
    /// Top-level fields that are not part of the envelope.
    pub extra: Vec<Entry>,
}

/// `metadata` of an entity. Strings are as the author wrote them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// Name, unique in its kind and namespace without case.
    pub name: String,
    /// Namespace as written; `None` means `default`.
    pub namespace: Option<String>,
    /// Name for people.
    pub title: Option<String>,
    /// What it is, in the author's words (Markdown).
    pub description: Option<String>,
    /// Labels, in the order written.
    pub labels: Vec<(String, String)>,
    /// Annotations, in the order written.
    pub annotations: Vec<(String, String)>,
    /// Tags, in the order written.
    pub tags: Vec<String>,
    /// Links, in the order written.
    pub links: Vec<Link>,
    /// Fields of `metadata` that the format does not name, and the ones a catalog writes (`uid`,
    /// `etag`).
    pub extra: Vec<Entry>,
}

/// A link of an entity. The address is as written: it is text until it has been checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// Address.
    pub url: String,
    /// What to call it; the address itself when missing.
    pub title: Option<String>,
    /// Name of an icon.
    pub icon: Option<String>,
    /// What kind of link it is, in the author's words.
    pub link_type: Option<String>,
}

/// A relation as a catalog API states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// Name, such as `ownedBy`.
    pub name: String,
    /// The entity at the other end.
    pub target: EntityRef,
}

/// Something a catalog's backend says about an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatusItem {
    /// Who says it, such as `backstage.io/catalog-processing`.
    pub status_type: String,
    /// `info`, `warning` or `error`.
    pub level: String,
    /// What it says.
    pub message: String,
}

/// Why a detail is not an entity.
#[derive(Debug)]
pub enum EntityError {
    /// It is not a JSON object.
    Json(JsonError),
    /// It has no kind or no name; this is the field.
    Missing(&'static str),
}

impl fmt::Display for EntityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "The entity is not JSON: {error}."),
            Self::Missing(field) => write!(f, "The entity has no {field}."),
        }
    }
}

impl std::error::Error for EntityError {}

impl Entity {
    /// Reads the detail of a record, or an entity of an API answer.
    ///
    /// # Errors
    /// When it is not a JSON object with `kind` and `metadata.name`.
    pub fn from_json(bytes: &[u8]) -> Result<Self, EntityError> {
        let Value::Map(mut rest) = parsed(bytes)?.value else {
            return Err(EntityError::Json(JsonError("it is no object".to_owned())));
        };
        let mut metadata = take_map(&mut rest, "metadata");
        let status = take(&mut rest, "status").unwrap_or_default();
        Ok(Self {
            kind: take_text(&mut rest, "kind").ok_or(EntityError::Missing("kind"))?,
            api_version: take_text(&mut rest, "apiVersion").unwrap_or_default(),
            metadata: Metadata {
                name: take_text(&mut metadata, "name")
                    .ok_or(EntityError::Missing("metadata.name"))?,
                namespace: take_text(&mut metadata, "namespace"),
                title: take_text(&mut metadata, "title"),
                description: take_text(&mut metadata, "description"),
                labels: take_pairs(&mut metadata, "labels"),
                annotations: take_pairs(&mut metadata, "annotations"),
                tags: take_list(&mut metadata, "tags").iter().filter_map(text).collect(),
                links: take_list(&mut metadata, "links").iter().filter_map(link).collect(),
                extra: metadata,
            },
            spec: take(&mut rest, "spec")
                .filter(|spec| matches!(spec.value, Value::Map(_)))
                .unwrap_or_default(),
            relations: take_list(&mut rest, "relations").iter().filter_map(relation).collect(),
            status: status
                .get("items")
                .map_or(&[][..], Node::items)
                .iter()
                .filter_map(status_item)
                .collect(),
            extra: rest,
        })
    }

    /// The full name.
    #[must_use]
    pub fn entity_ref(&self) -> EntityRef {
        let namespace = self.metadata.namespace.as_deref().unwrap_or_default();
        EntityRef::new(&self.kind, namespace, &self.metadata.name)
    }

    /// What to call it: its title, or the display name of a person or team, or its name.
    #[must_use]
    pub fn display_name(&self) -> &str {
        let title = self.metadata.title.as_deref();
        let profile = self.spec.get("profile").and_then(|profile| profile.get("displayName"));
        let called = match profile.map(|name| &name.value) {
            Some(Value::Text(name)) => Some(name.as_str()),
            _ => None,
        };
        title.or(called).filter(|name| !name.trim().is_empty()).unwrap_or(&self.metadata.name)
    }

    /// The value of an annotation.
    #[must_use]
    pub fn annotation(&self, key: &str) -> Option<&str> {
        let found = self.metadata.annotations.iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value.as_str())
    }
}

/// The detail of a record as a YAML descriptor, fields in the order written.
///
/// # Errors
/// When the detail is not JSON.
pub fn descriptor_yaml(detail: &[u8]) -> Result<String, EntityError> {
    Ok(yaml::to_yaml(&parsed(detail)?))
}

fn parsed(bytes: &[u8]) -> Result<Node, EntityError> {
    let text = std::str::from_utf8(bytes).map_err(|_| JsonError("it is not UTF-8".to_owned()));
    text.and_then(Node::from_json).map_err(EntityError::Json)
}

/// The text of a value, also of one that forgot its quotes.
fn text(node: &Node) -> Option<String> {
    node.scalar().map(std::borrow::Cow::into_owned)
}

fn take(entries: &mut Vec<Entry>, key: &str) -> Option<Node> {
    let place = entries.iter().position(|entry| entry.key == key)?;
    Some(entries.remove(place).value)
}

/// What is not text stays where it is.
fn take_text(entries: &mut Vec<Entry>, key: &str) -> Option<String> {
    let place = entries.iter().position(|entry| entry.key == key)?;
    let found = text(&entries.get(place)?.value)?;
    entries.remove(place);
    Some(found).filter(|text| !text.is_empty())
}

/// What is not a mapping stays where it is.
fn take_map(entries: &mut Vec<Entry>, key: &str) -> Vec<Entry> {
    let place = entries.iter().position(|entry| entry.key == key);
    match place.and_then(|place| Some((place, &mut entries.get_mut(place)?.value.value))) {
        Some((place, Value::Map(inner))) => {
            let inner = std::mem::take(inner);
            entries.remove(place);
            inner
        }
        _ => Vec::new(),
    }
}

fn take_pairs(entries: &mut Vec<Entry>, key: &str) -> Vec<(String, String)> {
    let pairs = take_map(entries, key).into_iter();
    pairs.filter_map(|entry| Some((entry.key, text(&entry.value)?))).collect()
}

fn take_list(entries: &mut Vec<Entry>, key: &str) -> Vec<Node> {
    match take(entries, key) {
        Some(Node { value: Value::List(items), .. }) => items,
        _ => Vec::new(),
    }
}

fn link(value: &Node) -> Option<Link> {
    let part = |key: &str| value.get(key).and_then(text);
    Some(Link {
        url: part("url")?,
        title: part("title"),
        icon: part("icon"),
        link_type: part("type"),
    })
}

fn relation(value: &Node) -> Option<Relation> {
    let target = value.get("targetRef")?.scalar()?.parse().ok()?;
    Some(Relation { name: text(value.get("type")?)?, target })
}

fn status_item(value: &Node) -> Option<StatusItem> {
    let part = |value: &Node, key: &str| value.get(key).and_then(text);
    let error = value.get("error").and_then(|error| part(error, "message"));
    Some(StatusItem {
        status_type: part(value, "type").unwrap_or_default(),
        level: part(value, "level").unwrap_or_default(),
        message: part(value, "message").or(error)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DETAIL: &str = r#"{"apiVersion": "backstage.io/v1alpha1", "kind": "Component",
        "metadata": {"name": "Payments", "namespace": "Shop", "title": "", "tags": ["java", 17, {}],
            "labels": {"tier": 1}, "annotations": {"z/a": "1", "b": "2"}, "color": {"r": 1}, "etag": "x",
            "links": [{"url": "https://x.test", "title": "X", "type": "docs"}, {"title": "no address"}, "text"]},
        "spec": {"type": "service", "z": 1, "a": [1.5, null]},
        "relations": [{"type": "ownedBy", "targetRef": "group:default/a"}, {"type": "ownedBy", "targetRef": ":::"}, 7],
        "status": {"items": [{"type": "t", "level": "error", "error": {"name": "E", "message": "broken"}}]},
        "more": true}"#;

    fn keys(entries: &[Entry]) -> Vec<&str> {
        entries.iter().map(|entry| entry.key.as_str()).collect()
    }

    #[test]
    fn the_typed_view_keeps_what_it_does_not_know() {
        let entity = Entity::from_json(DETAIL.as_bytes()).unwrap();
        assert_eq!(entity.entity_ref().to_string(), "component:shop/Payments");
        assert_eq!(entity.display_name(), "Payments");
        assert_eq!(entity.annotation("b"), Some("2"));
        assert_eq!(entity.metadata.tags, ["java", "17"]);
        assert_eq!(entity.metadata.labels, [("tier".to_owned(), "1".to_owned())]);
        assert_eq!(entity.metadata.links.len(), 1);
        assert_eq!(entity.metadata.links[0].link_type.as_deref(), Some("docs"));
        assert_eq!(keys(&entity.metadata.extra), ["color", "etag"]);
        assert_eq!(keys(entity.spec.entries()), ["type", "z", "a"]);
        assert_eq!(entity.relations.len(), 1);
        assert_eq!(entity.relations[0].target.to_string(), "group:default/a");
        assert_eq!(entity.status[0].message, "broken");
        assert_eq!(keys(&entity.extra), ["more"]);
    }

    #[test]
    fn people_are_called_by_their_display_name() {
        let ana = br#"{"kind": "User", "metadata": {"name": "ana"}, "spec": {"profile": {"displayName": "Ana A."}}}"#;
        assert_eq!(Entity::from_json(ana).unwrap().display_name(), "Ana A.");
    }

    #[test]
    fn what_is_no_entity_says_why() {
        for (json, expected) in [
            ("", "not JSON"),
            ("null", "not JSON"),
            ("[]", "not JSON"),
            ("0", "not JSON"),
            ("\"ok\"", "not JSON"),
            ("{", "line 1"),
            ("{}", "no kind"),
            (r#"{"kind": "A", "metadata": []}"#, "no metadata.name"),
            (r#"{"kind": "A", "metadata": {"name": ""}}"#, "no metadata.name"),
        ] {
            let error = Entity::from_json(json.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(expected), "{json}: {error}");
        }
        assert!(descriptor_yaml(b"{").is_err());
    }

    #[test]
    fn the_descriptor_reads_like_one_and_says_the_same() {
        let text = descriptor_yaml(DETAIL.as_bytes()).unwrap();
        assert!(
            text.starts_with(
                "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: Payments\n"
            ),
            "{text}"
        );
        let document = yaml::documents(&text).next().unwrap();
        let mut json = String::new();
        document.root.write_json(&mut json);
        let oracle = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(oracle(DETAIL), oracle(&json));
    }
}
