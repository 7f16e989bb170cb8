//! Twenty templates, filled as a person would: what is posted is what is written beside them.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use portico_templates::form::{Context, Field, Form, Kind, set};
use serde_json::Value;

/// One flag is on, so that both sides are seen.
const FLAGS: Context<'_> = Context { flag: &|flag| flag == "template-on" };

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/templates")
}

fn descriptors() -> Vec<(String, Value)> {
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, yaml_serde::from_str(&text).unwrap())
    };
    paths.iter().map(read).collect()
}

fn expected(name: &str) -> Value {
    let text = std::fs::read_to_string(folder().join(format!("{name}.expected.json"))).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|fault| panic!("{name}: {fault}"))
}

#[test]
fn a_fixed_step_asks_the_same_whatever_is_answered() {
    let mut fixed = Vec::new();
    for (name, descriptor) in &descriptors() {
        let form = Form::from_parameters(&descriptor["spec"]["parameters"]);
        let defaults = form.defaults(FLAGS);
        for (step, _) in form.steps(FLAGS).filter(|(step, _)| form.is_fixed(*step)) {
            fixed.push(name.clone());
            let asked = form.fields(step, &defaults, &|_| None, FLAGS);
            // Every field answered with everything, one after the other and all at once.
            let mut all = defaults.clone();
            for field in &asked {
                for answer in [Value::Null, "".into(), "x".into(), 7.into(), true.into()] {
                    let mut one = defaults.clone();
                    set(&mut one, &field.pointer, Some(answer.clone()));
                    set(&mut all, &field.pointer, Some(answer));
                    for answers in [&one, &all] {
                        let now = form.fields(step, answers, &|_| None, FLAGS);
                        assert_eq!(now, asked, "{name}, {answers}");
                    }
                }
            }
        }
    }
    assert!(fixed.len() > 2, "few are: {fixed:?}");
    assert!(!fixed.iter().any(|name| name.contains("condition")), "{fixed:?}");
}

#[test]
fn what_is_posted_is_what_is_expected() {
    let descriptors = descriptors();
    assert_eq!(descriptors.len(), 20);
    let mut wrong = Vec::new();
    for (name, descriptor) in &descriptors {
        let expected = expected(name);
        let form = Form::from_parameters(&descriptor["spec"]["parameters"]);
        if !form.faults().is_empty() {
            wrong.push(format!("{name}: {:?}", form.faults()));
        }
        let mut answers = form.defaults(FLAGS);
        for (pointer, answer) in expected["answers"].as_object().unwrap() {
            set(&mut answers, pointer, Some(answer.clone()));
        }
        let chosen = |at: &str| {
            expected["chosen"][at].as_u64().and_then(|number| usize::try_from(number).ok())
        };
        for (step, _) in form.steps(FLAGS) {
            let problems = form.problems_of(step, &answers, &chosen, FLAGS);
            if !problems.is_empty() {
                wrong.push(format!("{name}: step {step}: {problems:?}"));
            }
        }
        let (values, secrets) = form.submission_of(&answers, &chosen, FLAGS);
        if values != expected["values"] || Value::Object(secrets.clone()) != expected["secrets"] {
            wrong.push(format!("{name}: {values} and {secrets:?}"));
        }
        // Answers that say which variant is meant need nobody who chose it.
        let (values, _) = form.submission(&answers, FLAGS);
        if values != expected["values"] {
            wrong.push(format!("{name}, nothing chosen: {values}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every place that is answered is drawn, so that a browser can be driven by the same files.
#[test]
fn every_answer_has_a_field() {
    for (name, descriptor) in &descriptors() {
        let expected = expected(name);
        let form = Form::from_parameters(&descriptor["spec"]["parameters"]);
        let mut answers = form.defaults(FLAGS);
        for (pointer, answer) in expected["answers"].as_object().unwrap() {
            set(&mut answers, pointer, Some(answer.clone()));
        }
        // A condition may have closed a field that was answered before.
        let posted = &expected["values"];
        let mut drawn = BTreeSet::new();
        for (step, _) in form.steps(FLAGS) {
            flatten(&form.fields(step, &answers, &|_| None, FLAGS), &mut drawn);
        }
        for pointer in expected["answers"].as_object().unwrap().keys() {
            let there = posted.pointer(pointer).is_some();
            assert_eq!(drawn.contains(pointer), there, "{name}: {pointer}");
        }
    }
}

fn flatten(fields: &[Field], drawn: &mut BTreeSet<String>) {
    for field in fields {
        drawn.insert(field.pointer.clone());
        match &field.kind {
            Kind::List { items, .. } => flatten(items, drawn),
            Kind::Object { fields, others, .. } => {
                flatten(fields, drawn);
                flatten(others, drawn);
            }
            Kind::Variants { inner, .. } => flatten(std::slice::from_ref(inner), drawn),
            _ => {}
        }
    }
}

/// Together they use every keyword, every `ui:` key and every picker.
#[test]
fn the_templates_cover_everything() {
    let mut seen = BTreeSet::new();
    for (_, descriptor) in &descriptors() {
        collect(&descriptor["spec"]["parameters"], &mut seen);
    }
    let missing: Vec<&&str> = COVERED.iter().filter(|word| !seen.contains(**word)).collect();
    assert!(missing.is_empty(), "no template has {missing:?}");
}

fn collect(value: &Value, seen: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                seen.insert(key.clone());
                if matches!(key.as_str(), "ui:field" | "ui:widget" | "format" | "type")
                    && let Some(name) = value.as_str()
                {
                    seen.insert(name.to_owned());
                }
                collect(value, seen);
            }
        }
        Value::Array(list) => list.iter().for_each(|value| collect(value, seen)),
        _ => {}
    }
}

const COVERED: &[&str] = &[
    // Keywords.
    "type",
    "enum",
    "const",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "dependencies",
    "dependentRequired",
    "dependentSchemas",
    "items",
    "prefixItems",
    "additionalItems",
    "contains",
    "minContains",
    "maxContains",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minLength",
    "maxLength",
    "pattern",
    "format",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "then",
    "else",
    "$ref",
    "$defs",
    "definitions",
    "$anchor",
    "unevaluatedProperties",
    "unevaluatedItems",
    "default",
    "examples",
    "enumNames",
    "readOnly",
    "title",
    "description",
    "errorMessage",
    // Types.
    "string",
    "number",
    "integer",
    "boolean",
    "array",
    "object",
    "null",
    // Keys of the drawing.
    "ui:field",
    "ui:widget",
    "ui:options",
    "ui:order",
    "ui:help",
    "ui:placeholder",
    "ui:autofocus",
    "ui:autocomplete",
    "ui:emptyValue",
    "ui:readonly",
    "ui:disabled",
    "ui:enumNames",
    "ui:enumDisabled",
    "ui:title",
    "ui:description",
    "ui:backstage",
    "ui:ObjectFieldTemplate",
    "backstage:featureFlag",
    "review",
    "show",
    "mask",
    "addable",
    "removable",
    "orderable",
    "inline",
    "rows",
    "widget",
    "help",
    "placeholder",
    "emptyValue",
    // Widgets.
    "password",
    "textarea",
    "radio",
    "checkboxes",
    "select",
    "hidden",
    "updown",
    "range",
    "color",
    // Pickers and their options.
    "EntityPicker",
    "OwnerPicker",
    "RepoUrlPicker",
    "MultiEntityPicker",
    "MyGroupsPicker",
    "OwnedEntityPicker",
    "EntityNamePicker",
    "EntityTagsPicker",
    "RepoBranchPicker",
    "RepoOwnerPicker",
    "Secret",
    "allowArbitraryValues",
    "catalogFilter",
    "defaultKind",
    "defaultNamespace",
    "allowedKinds",
    "allowedHosts",
    "allowedOrganizations",
    "allowedOwners",
    "allowedProjects",
    "allowedRepos",
    "requestUserCredentials",
    "secretsKey",
    "additionalScopes",
    "exists",
];
