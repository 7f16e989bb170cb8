//! What an entity says about others: the references of `spec`, or the relations of an API answer.

use super::field::Field;
use super::kinds::{COMMON, Kind, Relation};
use super::names;
use crate::finding::{Findings, error, quoted, warning};
use crate::links::key;
use crate::numbers::Numbers;
use crate::record::Record;
use crate::reference::{EntityRef, RefDefaults, RefError};
use crate::relations::OWNED_BY;
use crate::yaml::Node;

/// Relations without repeats, in the order they were met.
#[derive(Default)]
struct Met {
    list: Vec<(String, EntityRef)>,
    seen: Numbers,
}

impl Met {
    fn add(&mut self, name: String, target: EntityRef) {
        if self.seen.add(&[&name, "\n", &key(&target)].concat()).1 {
            self.list.push((name, target));
        }
    }

    fn give(self, record: &mut Record) {
        let owner = self.list.iter().find(|(name, _)| name == OWNED_BY);
        record.owner = owner.map(|(_, target)| target.clone());
        record.relations = self.list;
    }
}

/// Reads the references in the fields of `spec`.
pub(super) fn from_spec(
    kind: Option<&Kind>,
    spec: &Field<'_>,
    record: &mut Record,
    findings: &mut Findings,
) {
    let mut met = Met::default();
    let namespace = record.entity.namespace.clone();
    for rule in kind.map_or(COMMON, |kind| kind.fields) {
        let Some(relation) = rule.relation else { continue };
        let field = spec.child(rule.name);
        // In a kind of a company's own, a field of this name may mean something else.
        let mut unheard = Findings::default();
        let findings = if kind.is_some() { &mut *findings } else { &mut unheard };
        if let Some(target) = reference(&field, relation, &namespace, findings) {
            met.add(relation.name.to_owned(), target);
        }
        for item in field.items() {
            item.check_text(true, findings);
            if let Some(target) = reference(&item, relation, &namespace, findings) {
                met.add(relation.name.to_owned(), target);
            }
        }
    }
    met.give(record);
}

/// The field of `spec` in which an entity states a relation to another one, and the place in its
/// list if it is one.
pub(crate) fn stated(
    root: &Node,
    relation: &str,
    target: &EntityRef,
) -> Option<(&'static str, Option<usize>)> {
    let entity = super::name_of(root)?;
    let spec = root.get("spec")?;
    let fields = super::kinds::find(&entity.kind).map_or(COMMON, |kind| kind.fields);
    let said = fields.iter().filter_map(|rule| Some((rule.name, rule.relation?)));
    said.filter(|(_, said)| said.name == relation).find_map(|(name, said)| {
        let defaults = RefDefaults { kind: said.kind, namespace: &entity.namespace };
        let is_it = |node: &Node| {
            let text = node.scalar()?;
            let named = EntityRef::parse(&text, defaults).ok()?;
            (key(&named) == key(target)).then_some(())
        };
        let value = spec.get(name)?;
        if is_it(value).is_some() {
            return Some((name, None));
        }
        let place = value.items().iter().position(|item| is_it(item).is_some())?;
        Some((name, Some(place)))
    })
}

fn reference(
    field: &Field<'_>,
    relation: Relation,
    namespace: &str,
    findings: &mut Findings,
) -> Option<EntityRef> {
    let text = field.text().filter(|text| !text.is_empty())?;
    match EntityRef::parse(&text, RefDefaults { kind: relation.kind, namespace }) {
        Ok(target) => {
            // What comes from the place it stands in is said there.
            let fits = names::is_name(&target.name)
                && (Some(target.kind.as_str()) == relation.kind || names::is_kind(&target.kind))
                && (target.namespace == namespace || names::is_namespace(&target.namespace));
            if !fits {
                findings.push(field.finding(
                    const {
                        &warning(
                            "reference-invalid",
                            "{} cannot be the name of any entity.",
                            "Write the name as the entity has it in metadata.name, such as team-a or user:ana.",
                        )
                    },
                    &[&quoted(&text)],
                ));
            }
            Some(target)
        }
        Err(fault) => {
            const MESSAGE: &str = "{} names no entity: {}.";
            let rule = match fault {
                RefError::NoKind => const { &error("reference-kind-missing", MESSAGE, "{}") },
                _ => const { &error("reference-invalid", MESSAGE, "{}") },
            };
            findings.push(field.finding(rule, &[&quoted(&text), fault.reason(), fault.help()]));
            None
        }
    }
}

/// Reads `relations` as a catalog API writes them: `{type, targetRef}`, or in old answers
/// `{type, target: {kind, namespace, name}}`.
pub(super) fn from_api(relations: &Field<'_>, record: &mut Record, findings: &mut Findings) {
    let mut met = Met::default();
    for item in relations.items() {
        let name = item.child("type").text().filter(|name| !name.is_empty());
        let target = target_of(&item);
        match (name, target) {
            (Some(name), Some(target)) => met.add(name, target),
            (name, _) => findings.push(item.finding(
                const {
                    &warning(
                        "relation-invalid",
                        "The relation {} does not say which entity it means.",
                        "Ask the people who run the catalog's backend.",
                    )
                },
                &[&quoted(&name.unwrap_or_default())],
            )),
        }
    }
    met.give(record);
}

fn target_of(relation: &Field<'_>) -> Option<EntityRef> {
    if let Some(text) = relation.child("targetRef").text() {
        return text.parse().ok();
    }
    let target = relation.child("target");
    let part = |key: &str| target.child(key).text().filter(|text| !text.is_empty());
    let namespace = part("namespace").unwrap_or_default();
    Some(EntityRef::new(&part("kind")?, &namespace, &part("name")?))
}
