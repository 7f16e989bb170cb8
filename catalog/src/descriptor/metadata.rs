//! `metadata`: name, namespace, labels, annotations, tags, links.

use super::field::{Field, Shape};
use super::{links, names};
use crate::finding::{Findings, Rule, error, info, quoted, warning};
use crate::numbers::Numbers;
use crate::order::{arrange, sorted};
use crate::yaml::Value;

/// What a record takes from `metadata`.
pub(super) struct Metadata {
    pub(super) name: String,
    /// Empty when none is written.
    pub(super) namespace: String,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) tags: Vec<String>,
    pub(super) annotations: Vec<(String, String)>,
}

/// Reads `metadata` and says what is wrong with it. `None` when there is no name.
pub(super) fn read(top: &Field<'_>, findings: &mut Findings) -> Option<Metadata> {
    let metadata = top.child("metadata");
    metadata.check(Shape::Map, true, findings);
    let name = metadata.child("name");
    if metadata.node().is_some_and(|node| matches!(node.value, Value::Map(_))) {
        name.check_text(true, findings);
    }
    let text = name.text().filter(|text| !text.trim().is_empty())?;
    check_name(&name, &text, findings);
    let namespace = metadata.child("namespace");
    namespace.check_text(false, findings);
    check_namespace(&namespace, findings);
    for key in ["title", "description"] {
        metadata.child(key).check_text(false, findings);
    }
    check_labels(&metadata.child("labels"), findings);
    links::check(&metadata.child("links"), findings);
    Some(Metadata {
        name: text,
        namespace: namespace.text().unwrap_or_default(),
        title: metadata.child("title").text(),
        description: metadata.child("description").text(),
        tags: tags(&metadata.child("tags"), findings),
        annotations: annotations(&metadata.child("annotations"), findings),
    })
}

fn check_name(field: &Field<'_>, name: &str, findings: &mut Findings) {
    if names::is_name(name) {
        return;
    }
    findings.push(field.finding(
        const {
            &error(
                "name-invalid",
                "{} cannot be the name of an entity.",
                "Use 1 to 63 letters, digits, dashes, underscores or dots, with a letter or digit at both ends{}. A name for people goes into metadata.title.",
            )
        },
        &[&quoted(name), &such_as(names::nearest_name(name))],
    ));
}

fn such_as(nearest: Option<String>) -> String {
    nearest.map(|nearest| [", such as ", &nearest].concat()).unwrap_or_default()
}

fn check_namespace(field: &Field<'_>, findings: &mut Findings) {
    let Some(namespace) = field.text() else { return };
    if !names::is_namespace(&namespace) {
        findings.push(field.finding(
            const {
                &error(
                    "namespace-invalid",
                    "{} cannot be a namespace.",
                    "Use at most 63 letters and digits with single dashes between them, or leave it out.",
                )
            },
            &[&quoted(&namespace)],
        ));
    }
}

const fn key_rule(name: &'static str) -> Rule {
    warning(
        name,
        "{} is not spelled like a key.",
        "Use a name such as cost-center, or one with a domain before it such as example.com/cost-center.",
    )
}

fn check_key(field: &Field<'_>, key: &str, rule: &Rule, findings: &mut Findings) {
    if !names::is_key(key) {
        findings.push(field.finding(rule, &[&quoted(key)]));
    }
}

fn check_labels(labels: &Field<'_>, findings: &mut Findings) {
    labels.check(Shape::Map, false, findings);
    for (key, field) in labels.entries() {
        check_key(&field, key, const { &key_rule("label-key-invalid") }, findings);
        if key.starts_with("backstage.io/") {
            findings.push(field.finding(
                const {
                    &info(
                        "label-reserved",
                        "{} uses a prefix that is reserved for Backstage.",
                        "Use a domain of your own before the slash.",
                    )
                },
                &[&quoted(key)],
            ));
        }
        field.check_text(false, findings);
        if let Some(value) = field.text().filter(|value| !names::is_label_value(value)) {
            findings.push(field.finding(
                const {
                    &warning(
                        "label-value-invalid",
                        "{} is not spelled like the value of a label.",
                        "Use at most 63 letters, digits, dashes, underscores or dots, or make it an annotation.",
                    )
                },
                &[&quoted(&value)],
            ));
        }
    }
}

fn annotations(field: &Field<'_>, findings: &mut Findings) -> Vec<(String, String)> {
    field.check(Shape::Map, false, findings);
    let mut annotations = Vec::new();
    for (key, field) in field.entries() {
        check_key(&field, key, const { &key_rule("annotation-key-invalid") }, findings);
        field.check_text(false, findings);
        if let Some(value) = field.text() {
            annotations.push((key.to_owned(), value));
        }
    }
    let of = |number: u32| annotations.get(number as usize);
    let order = sorted(annotations.len(), &|a, b| of(a).cmp(&of(b)));
    arrange(&mut annotations, &order);
    annotations
}

fn tags(field: &Field<'_>, findings: &mut Findings) -> Vec<String> {
    field.check(Shape::List, false, findings);
    let alone = field.text().into_iter().map(|tag| (tag, None));
    let mut tags = Vec::new();
    for (tag, item) in
        alone.chain(field.items().filter_map(|item| Some((item.text()?, Some(item)))))
    {
        if let Some(item) = &item {
            item.check_text(true, findings);
        }
        if !tag.is_empty() && !names::is_tag(&tag) {
            findings.push(item.as_ref().unwrap_or(field).finding(
                const {
                    &warning(
                        "tag-invalid",
                        "{} is not spelled like a tag.",
                        "Use at most 63 of a-z, 0-9, :, + and # with single dashes between them{}.",
                    )
                },
                &[&quoted(&tag), &such_as(names::nearest_tag(&tag))],
            ));
        }
        tags.push(tag);
    }
    for item in field.items().filter(|item| item.text().is_none()) {
        item.wrong_type("text", findings);
    }
    without_repeats(tags)
}

fn without_repeats(tags: Vec<String>) -> Vec<String> {
    let mut seen = Numbers::default();
    tags.into_iter().filter(|tag| !tag.is_empty() && seen.add(tag).1).collect()
}
