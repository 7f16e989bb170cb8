//! What can be changed of an entity in a form: the fields of its kind, what they say, and what has
//! to be written when they say something else.

use portico_catalog::catalog::Catalog;
use portico_catalog::edit::Change;
use portico_catalog::reference::{EntityRef, RefDefaults};
use portico_catalog::yaml::{Node, Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Names of texts.
pub type Pairs = Vec<(String, String)>;

/// What a field says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// A text; empty when there is none.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// Texts by name.
    Pairs(Pairs),
    /// A list of those.
    Maps(Vec<Pairs>),
}

/// What all fields say, by their paths.
pub type Saying = BTreeMap<String, Said>;

/// How a field is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A line of text.
    Line,
    /// Some lines of text.
    Lines,
    /// One of the entities of these kinds; the first is the one that a name without a kind means.
    Entity(&'static [&'static str]),
    /// Several of them; without kinds, every reference says its own.
    Entities(&'static [&'static str]),
    /// Words.
    Words,
    /// Names and values.
    Pairs,
    /// Links.
    Links,
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Keys from the outermost one.
    pub path: &'static [&'static str],
    /// Its label.
    pub title: &'static str,
    /// How it is filled in.
    pub shape: Shape,
    /// The card that it stands in.
    pub part: Part,
}

/// A card of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it is.
    About,
    /// Whose it is, and where it belongs.
    Place,
    /// What it has to do with others.
    Relations,
    /// Links, labels and annotations.
    Details,
}

impl Part {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::About, Self::Place, Self::Relations, Self::Details];

    /// Heading of the card.
    pub fn title(self) -> &'static str {
        match self {
            Self::About => "About",
            Self::Place => "Ownership",
            Self::Relations => "Relations",
            Self::Details => "Tags, links and annotations",
        }
    }
}

impl Field {
    /// The path as one text.
    pub fn key(&self) -> String {
        self.path.join(".")
    }

    /// The kind that a reference without one means.
    pub fn kind(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Entity(kinds) | Shape::Entities(kinds) => kinds.first().copied(),
            _ => None,
        }
    }
}

const fn field(
    path: &'static [&'static str],
    title: &'static str,
    shape: Shape,
    part: Part,
) -> Field {
    Field { path, title, shape, part }
}

const OWNERS: Shape = Shape::Entity(&["group", "user"]);

const TYPE: Field = field(&["spec", "type"], "Type", Shape::Line, Part::About);
const LIFECYCLE: Field = field(&["spec", "lifecycle"], "Lifecycle", Shape::Line, Part::About);
const OWNER: Field = field(&["spec", "owner"], "Owner", OWNERS, Part::Place);
const SYSTEM: Field = field(&["spec", "system"], "System", Shape::Entity(&["system"]), Part::Place);
const DOMAIN: Field = field(&["spec", "domain"], "Domain", Shape::Entity(&["domain"]), Part::Place);
const PARENT_DOMAIN: Field =
    field(&["spec", "subdomainOf"], "Part of the domain", Shape::Entity(&["domain"]), Part::Place);
const WHOLE: Field = field(
    &["spec", "subcomponentOf"],
    "Part of the component",
    Shape::Entity(&["component"]),
    Part::Place,
);
const PROVIDES: Field =
    field(&["spec", "providesApis"], "Provides APIs", Shape::Entities(&["api"]), Part::Relations);
const CONSUMES: Field =
    field(&["spec", "consumesApis"], "Consumes APIs", Shape::Entities(&["api"]), Part::Relations);
const DEPENDS: Field =
    field(&["spec", "dependsOn"], "Depends on", Shape::Entities(&[]), Part::Relations);
const PARENT: Field = field(&["spec", "parent"], "Parent", Shape::Entity(&["group"]), Part::Place);
const CHILDREN: Field =
    field(&["spec", "children"], "Child groups", Shape::Entities(&["group"]), Part::Relations);
const MEMBERS: Field =
    field(&["spec", "members"], "Members", Shape::Entities(&["user"]), Part::Relations);
const MEMBER_OF: Field =
    field(&["spec", "memberOf"], "Member of", Shape::Entities(&["group"]), Part::Relations);
const DISPLAY_NAME: Field =
    field(&["spec", "profile", "displayName"], "Display name", Shape::Line, Part::About);
const EMAIL: Field = field(&["spec", "profile", "email"], "Email", Shape::Line, Part::About);

/// The fields of a kind, in the order of the form.
pub fn of_kind(kind: &str) -> Vec<Field> {
    let own: &[Field] = match kind {
        "component" => &[TYPE, LIFECYCLE, OWNER, SYSTEM, WHOLE, PROVIDES, CONSUMES, DEPENDS],
        "api" => &[TYPE, LIFECYCLE, OWNER, SYSTEM],
        "resource" => &[TYPE, OWNER, SYSTEM, DEPENDS],
        "system" => &[TYPE, OWNER, DOMAIN],
        "domain" => &[TYPE, OWNER, PARENT_DOMAIN],
        "group" => &[TYPE, DISPLAY_NAME, EMAIL, PARENT, CHILDREN, MEMBERS],
        "user" => &[DISPLAY_NAME, EMAIL, MEMBER_OF],
        "location" => &[],
        _ => &[TYPE, LIFECYCLE, OWNER],
    };
    let mut all = vec![
        field(&["metadata", "title"], "Title", Shape::Line, Part::About),
        field(&["metadata", "description"], "Description", Shape::Lines, Part::About),
    ];
    all.extend(own);
    all.extend([
        field(&["metadata", "tags"], "Tags", Shape::Words, Part::Details),
        field(&["metadata", "links"], "Links", Shape::Links, Part::Details),
        field(&["metadata", "labels"], "Labels", Shape::Pairs, Part::Details),
        field(&["metadata", "annotations"], "Annotations", Shape::Pairs, Part::Details),
    ]);
    all
}

/// What a field of a descriptor says.
///
/// # Errors
/// Why the form cannot change it.
pub fn read(root: &Node, field: &Field) -> Result<Said, String> {
    let mut node = Some(root);
    for key in field.path {
        node = node.and_then(|node| node.get(key));
    }
    let other = || match node.and_then(|node| node.entries().first()) {
        Some(entry) if entry.key.starts_with('$') => {
            format!("It is read from another file by {}: change that file.", entry.key)
        }
        _ => "It is written as something else in the descriptor. Change it there.".to_owned(),
    };
    let text = |node: &Node| node.scalar().map(|text| text.into_owned());
    let pairs = |node: &Node| -> Option<Pairs> {
        let entries = node.entries().iter();
        let pairs = entries.map(|entry| Some((entry.key.clone(), text(&entry.value)?)));
        matches!(node.value, Value::Map(_)).then(|| pairs.collect()).flatten()
    };
    match (field.shape, node) {
        (Shape::Line | Shape::Lines | Shape::Entity(_), None) => Ok(Said::Text(String::new())),
        (Shape::Line | Shape::Lines | Shape::Entity(_), Some(node)) => {
            text(node).map(Said::Text).ok_or_else(other)
        }
        (Shape::Entities(_) | Shape::Words, None) => Ok(Said::Texts(Vec::new())),
        (Shape::Entities(_) | Shape::Words, Some(node)) => {
            let all: Option<Vec<String>> = node.items().iter().map(text).collect();
            all.filter(|_| matches!(node.value, Value::List(_))).map(Said::Texts).ok_or_else(other)
        }
        (Shape::Pairs, None) => Ok(Said::Pairs(Vec::new())),
        (Shape::Pairs, Some(node)) => pairs(node).map(Said::Pairs).ok_or_else(other),
        (Shape::Links, None) => Ok(Said::Maps(Vec::new())),
        (Shape::Links, Some(node)) => {
            let all: Option<Vec<Pairs>> = node.items().iter().map(pairs).collect();
            all.filter(|_| matches!(node.value, Value::List(_))).map(Said::Maps).ok_or_else(other)
        }
    }
}

/// What has to be written so that the descriptor says this.
pub fn changes(fields: &[Field], before: &Saying, now: &Saying) -> Vec<Change> {
    let changed = fields.iter().filter_map(|field| {
        let key = field.key();
        let said = now.get(&key)?;
        (before.get(&key) != Some(said)).then(|| match said {
            Said::Text(text) => Change::text(field.path, text),
            Said::Texts(texts) => Change::texts(field.path, texts),
            Said::Pairs(pairs) => Change::map(field.path, &named(pairs)),
            Said::Maps(maps) => {
                let maps: Vec<Pairs> = maps.iter().map(|pairs| named(pairs)).collect();
                let maps: Vec<Pairs> = maps.into_iter().filter(|pairs| !pairs.is_empty()).collect();
                Change::maps(field.path, &maps)
            }
        })
    });
    changed.collect()
}

/// Those that have a name and a value: a row that was only just added has neither.
fn named(pairs: &[(String, String)]) -> Pairs {
    pairs.iter().filter(|(key, value)| !key.is_empty() && !value.is_empty()).cloned().collect()
}

/// The full name that a reference means in a field.
pub fn full(field: &Field, namespace: &str, text: &str) -> Option<EntityRef> {
    EntityRef::parse(text.trim(), RefDefaults { kind: field.kind(), namespace }).ok()
}

/// A reference as it is written in a field; `before` when that means the same.
pub fn short(field: &Field, namespace: &str, chosen: &str, before: &[String]) -> String {
    let Some(entity) = full(field, namespace, chosen) else { return chosen.to_owned() };
    let same = before.iter().find(|text| full(field, namespace, text).as_ref() == Some(&entity));
    same.cloned().unwrap_or_else(|| entity.short(RefDefaults { kind: field.kind(), namespace }))
}

/// What is wrong with the references of a field: they lead to nothing in the catalog.
pub fn lost(field: &Field, catalog: &Catalog, namespace: &str, said: &Said) -> Option<String> {
    let texts: &[String] = match (field.shape, said) {
        (Shape::Entity(_), Said::Text(text)) if !text.is_empty() => std::slice::from_ref(text),
        (Shape::Entities(_), Said::Texts(texts)) => texts,
        _ => return None,
    };
    let is_lost = |text: &&String| {
        full(field, namespace, text).is_none_or(|entity| catalog.lookup(&entity).is_none())
    };
    let lost: Vec<String> = texts.iter().filter(is_lost).map(|text| format!("“{text}”")).collect();
    (!lost.is_empty()).then(|| format!("Nothing in the catalog is called {}.", lost.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::edit::{read as read_document, revise};

    const FILE: &str = "\
kind: Component
metadata:
  name: ledger
  description:
    $text: ./about.md
  tags: [a]
  links:
    - url: https://a
      title: A
      kind: odd
spec:
  owner: crew # since 2020
  dependsOn: [component:b]
";

    fn entity() -> EntityRef {
        "component:default/ledger".parse().unwrap()
    }

    fn all() -> (Vec<Field>, Saying) {
        let root = read_document(FILE, &entity(), 1).unwrap();
        let fields = of_kind("component");
        let said = fields
            .iter()
            .filter_map(|field| Some((field.key(), read(&root, field).ok()?)))
            .collect();
        (fields, said)
    }

    #[test]
    fn what_the_form_says_is_written_and_nothing_else() {
        let (fields, before) = all();
        assert!(!before.contains_key("metadata.description"));
        assert_eq!(changes(&fields, &before, &before), []);
        let mut now = before.clone();
        now.insert("spec.owner".to_owned(), Said::Text("others".to_owned()));
        now.insert(
            "metadata.labels".to_owned(),
            Said::Pairs(vec![("tier".to_owned(), "1".to_owned()), (String::new(), String::new())]),
        );
        let new = revise(FILE, &entity(), 1, &changes(&fields, &before, &now)).unwrap();
        let expected = FILE
            .replace("owner: crew", "owner: others")
            .replace("  tags:", "  labels:\n    tier: \"1\"\n  tags:");
        assert_eq!(new, expected);
    }

    #[test]
    fn what_comes_from_another_file_says_so() {
        let root = read_document(FILE, &entity(), 1).unwrap();
        let description = of_kind("component")[1];
        assert!(read(&root, &description).unwrap_err().contains("$text"));
    }

    #[test]
    fn references_are_written_as_short_as_they_were() {
        let before = ["group:default/crew".to_owned()];
        assert_eq!(short(&OWNER, "default", "group:default/crew", &before), before[0]);
        assert_eq!(short(&OWNER, "default", "group:default/others", &before), "others");
        assert_eq!(short(&OWNER, "default", "user:default/ana", &before), "user:ana");
        assert_eq!(short(&DEPENDS, "default", "resource:default/disk", &[]), "resource:disk");
    }

    #[test]
    fn every_path_is_there_once() {
        for kind in ["component", "group", "user", "template", "location", "system", "domain"] {
            let mut keys: Vec<String> = of_kind(kind).iter().map(Field::key).collect();
            keys.sort();
            let count = keys.len();
            keys.dedup();
            assert_eq!(keys.len(), count);
        }
    }
}
