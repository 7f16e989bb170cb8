//! Nothing of a definition is lost: what is shown is compared with the file itself, read by other
//! readers.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)]

use portico_definitions::{Block, Definition, Field, Outline};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

fn corpus(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    assert!(!files.is_empty());
    files
}

/// A definition and the same file, read by somebody else.
struct Pair {
    name: String,
    text: String,
    ours: Definition,
    outline: Outline,
    theirs: Value,
}

fn pair(path: &Path) -> Pair {
    let text = std::fs::read_to_string(path).unwrap();
    let theirs = yaml_serde::from_str(&text).unwrap();
    let named = if theirs_is_async(&theirs) { "asyncapi" } else { "openapi" };
    let ours = Definition::read(named, &text);
    let outline = ours.outline();
    Pair { name: path.display().to_string(), text, ours, outline, theirs }
}

fn theirs_is_async(value: &Value) -> bool {
    value.get("asyncapi").is_some()
}

/// What is followed is followed by the test itself, too.
fn resolved<'v>(root: &'v Value, value: &'v Value) -> &'v Value {
    let mut value = value;
    while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
        let Some(next) = reference.strip_prefix('#').and_then(|pointer| root.pointer(pointer))
        else {
            break;
        };
        value = next;
    }
    value
}

fn entries<'v>(value: &'v Value, key: &str) -> Vec<(&'v String, &'v Value)> {
    value.get(key).and_then(Value::as_object).map(|map| map.iter().collect()).unwrap_or_default()
}

fn items<'v>(value: &'v Value, key: &str) -> Vec<&'v Value> {
    value.get(key).and_then(Value::as_array).map(|list| list.iter().collect()).unwrap_or_default()
}

/// All that is shown, with everything opened but models, which have a place of their own.
fn shown(definition: &Definition, outline: &Outline) -> Vec<String> {
    let mut words = vec![outline.title.clone(), outline.version.clone(), outline.format.clone()];
    let mut see = |text: &str| words.push(text.to_owned());
    for group in &outline.groups {
        see(&group.name);
        see(&group.note);
    }
    let mut blocks = outline.blocks.clone();
    for item in &outline.items {
        for text in [&item.verb, &item.name, &item.note, &item.words] {
            see(text);
        }
        blocks.extend(definition.item(&item.id));
    }
    for block in &blocks {
        match block {
            Block::Section(section) => {
                see(&section.title);
                see(&section.note);
            }
            Block::Prose(text) => see(text),
            Block::Facts(facts) => facts.iter().for_each(|fact| {
                see(&fact.label);
                see(&fact.value);
            }),
            Block::Fields(fields) => fields.iter().for_each(|one| field(definition, one, &mut see)),
            Block::Code(code) => {
                see(&code.label);
                see(&code.text);
            }
        }
    }
    words
}

fn field(definition: &Definition, one: &Field, see: &mut dyn FnMut(&str)) {
    for text in [&one.name, &one.kind, &one.note] {
        see(text);
    }
    one.marks.iter().for_each(|mark| see(mark));
    for fact in &one.facts {
        see(&fact.label);
        see(&fact.value);
    }
    one.inside.iter().for_each(|one| field(definition, one, see));
    let last = one.more.rsplit('\n').next().unwrap_or_default();
    let is_model = last.starts_with("/components/schemas/") && last.matches('/').count() == 3
        || last.starts_with("/definitions/") && last.matches('/').count() == 2;
    if !is_model {
        definition.more(&one.more).iter().for_each(|one| field(definition, one, see));
    }
}

/// Every text, number and name of the file, but for words that are shown in other words.
fn said(value: &Value, key: &str, all: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                said(value, key, all);
            }
        }
        Value::Array(list) => list.iter().for_each(|one| said(one, key, all)),
        Value::String(text)
            if !["$ref", "type", "in", "openapi", "swagger", "asyncapi"].contains(&key) =>
        {
            all.insert(text.trim().to_owned());
        }
        Value::Number(number) if number.is_u64() => {
            all.insert(number.to_string());
        }
        _ => {}
    }
}

fn assert_nothing_is_lost(pair: &Pair) {
    assert_eq!(pair.outline.problems, [], "{}", pair.name);
    let words = shown(&pair.ours, &pair.outline).join("\n");
    let mut all = BTreeSet::new();
    said(&pair.theirs, "", &mut all);
    let escaped = |text: &str| {
        let json = Value::String(text.to_owned()).to_string();
        json.trim_matches('"').to_owned()
    };
    let lost: Vec<_> = all
        .iter()
        .filter(|text| !words.contains(text.as_str()) && !words.contains(&escaped(text)))
        .collect();
    assert!(lost.is_empty(), "{} has lost {lost:#?}", pair.name);
}

fn count(outline: &Outline, model: bool, verb: &str) -> usize {
    let fits = |item: &&portico_definitions::Item| {
        item.model == model && (verb.is_empty() || item.verb == verb)
    };
    outline.items.iter().filter(fits).count()
}

/// Fields below a heading of an item.
fn below(definition: &Definition, id: &str, title: &str) -> Vec<Field> {
    let mut fields = Vec::new();
    let mut inside = false;
    for block in definition.item(id) {
        match block {
            Block::Section(section) => inside = section.title == title,
            Block::Fields(more) if inside => fields.extend(more),
            _ => {}
        }
    }
    fields
}

/// Operations, parameters, responses and models of OpenAPI, counted in the file itself.
fn assert_counts(pair: &Pair) -> [usize; 4] {
    let root = &pair.theirs;
    let is_two = root.get("swagger").is_some();
    let mut counts = [0_usize; 4];
    let mut ids = BTreeSet::new();
    for (key, prefix) in [("paths", ""), ("webhooks", "webhook "), ("x-webhooks", "webhook ")] {
        for (path, item) in entries(root, key) {
            let item = resolved(root, item);
            for method in METHODS {
                let Some(operation) = item.get(method) else { continue };
                let id = format!("{prefix}{method} {path}");
                counts[0] += 1;
                assert!(pair.outline.items.iter().any(|item| item.id == id), "{id}");
                ids.insert(id.clone());
                let mut expected = BTreeSet::new();
                for parameter in
                    items(item, "parameters").into_iter().chain(items(operation, "parameters"))
                {
                    let parameter = resolved(root, parameter);
                    let text = |key: &str| parameter[key].as_str().unwrap_or_default().to_owned();
                    if !(is_two && text("in") == "body") {
                        let within = text("in").replace("formData", "form");
                        expected.insert((text("name"), format!("in {within}")));
                    }
                }
                counts[1] += expected.len();
                let found: BTreeSet<_> = below(&pair.ours, &id, "Parameters")
                    .into_iter()
                    .map(|field| (field.name, field.marks[0].clone()))
                    .collect();
                assert_eq!(found, expected, "{id}");
                let titles: BTreeSet<String> = pair
                    .ours
                    .item(&id)
                    .into_iter()
                    .filter_map(|block| match block {
                        Block::Section(section) => Some(section.title),
                        _ => None,
                    })
                    .collect();
                for (status, _) in entries(operation, "responses") {
                    counts[2] += 1;
                    assert!(titles.contains(&format!("Response {status}")), "{id} {status}");
                }
            }
        }
    }
    assert_eq!(count(&pair.outline, false, ""), counts[0], "{}", pair.name);
    assert_eq!(ids.len(), counts[0]);
    let components = root.get("components").unwrap_or(&Value::Null);
    let models = entries(components, "schemas").len() + entries(root, "definitions").len();
    counts[3] = models;
    assert_eq!(count(&pair.outline, true, "model"), models, "{}", pair.name);
    counts
}

#[test]
fn openapi_is_shown_whole() {
    let mut sum = [0; 4];
    for path in corpus("openapi") {
        let pair = pair(&path);
        assert_nothing_is_lost(&pair);
        for (all, one) in sum.iter_mut().zip(assert_counts(&pair)) {
            *all += one;
        }
    }
    // Operations, parameters, responses, models.
    assert!(sum.iter().all(|count| *count > 10), "{sum:?}");
}

#[test]
fn asyncapi_is_shown_whole() {
    let (mut operations, mut messages) = (0, 0);
    for path in corpus("asyncapi") {
        // What other files refer to is no definition by itself.
        if path.parent().is_some_and(|parent| parent.ends_with("common")) {
            continue;
        }
        let pair = pair(&path);
        assert_nothing_is_lost(&pair);
        let root = &pair.theirs;
        let mut expected = entries(root, "operations").len();
        for (_, channel) in entries(root, "channels") {
            let channel = resolved(root, channel);
            expected +=
                ["publish", "subscribe"].iter().filter(|key| channel.get(**key).is_some()).count();
        }
        let channels = count(&pair.outline, false, "channel");
        assert_eq!(channels, entries(root, "channels").len(), "{}", pair.name);
        assert_eq!(count(&pair.outline, false, "") - channels, expected, "{}", pair.name);
        let components = root.get("components").unwrap_or(&Value::Null);
        let named = entries(components, "messages").len();
        assert_eq!(count(&pair.outline, true, "message"), named, "{}", pair.name);
        assert_eq!(count(&pair.outline, true, "model"), entries(components, "schemas").len());
        operations += expected;
        messages += named;
    }
    assert!(operations > 20 && messages > 20, "{operations} {messages}");
}

#[test]
fn cut_and_broken_definitions_are_survived() {
    for path in [corpus("openapi"), corpus("asyncapi")].concat() {
        let text = std::fs::read_to_string(&path).unwrap();
        for part in 1..12 {
            let at =
                (0..=text.len() * part / 12).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            for named in ["openapi", "graphql", "grpc"] {
                let definition = Definition::read(named, &text[..at]);
                let outline = definition.outline();
                shown(&definition, &outline);
            }
        }
    }
}

/// A definition of GitHub's size: what is read and what is shown at once stay far below a second.
#[test]
fn a_large_definition_is_read() {
    use std::fmt::Write;
    let mut text =
        String::from(r##"{"openapi":"3.0.3","info":{"title":"Large","version":"1"},"paths":{"##);
    let filler = "A sentence that says something about the operation. ".repeat(90);
    for number in 0..1_100 {
        let comma = if number == 0 { "" } else { "," };
        write!(
            text,
            r##"{comma}"/orgs/{{org}}/things-{number}":{{"get":{{"tags":["t{}"],"operationId":"get-{number}","summary":"Get thing {number}","description":"{filler}","parameters":[{{"name":"org","in":"path","required":true,"schema":{{"type":"string"}}}}],"responses":{{"200":{{"description":"OK","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/s{number}"}}}}}}}}}}}}}}"##,
            number % 40
        )
        .unwrap();
    }
    text.push_str(r#"},"components":{"schemas":{"#);
    for number in 0..900 {
        let comma = if number == 0 { "" } else { "," };
        let next = (number + 1) % 900;
        write!(text, r##"{comma}"s{number}":{{"type":"object","description":"{filler}","properties":{{"next":{{"$ref":"#/components/schemas/s{next}"}},"name":{{"type":"string"}}}}}}"##).unwrap();
    }
    text.push_str("}}}");
    assert!(text.len() > 9_000_000, "{}", text.len());
    let definition = Definition::read("openapi", &text);
    let outline = definition.outline();
    assert_eq!((count(&outline, false, ""), count(&outline, true, "")), (1_100, 900));
    let item = definition.item("get /orgs/{org}/things-7");
    assert!(item.len() > 5);
    let pair = Pair {
        name: "large".into(),
        theirs: serde_json::from_str(&text).unwrap(),
        text,
        ours: definition,
        outline,
    };
    assert_counts(&pair);
    assert!(pair.text.contains("things-1099"));
}

/// Any definition on this machine, such as GitHub's: `PORTICO_DEFINITION=api.github.com.json`.
#[test]
fn a_definition_of_yours_is_shown_whole() {
    let Some(path) = std::env::var_os("PORTICO_DEFINITION") else { return };
    let pair = pair(Path::new(&path));
    let [operations, parameters, responses, models] = assert_counts(&pair);
    eprintln!(
        "{operations} operations, {parameters} parameters, {responses} responses, {models} models"
    );
    assert_eq!(pair.outline.problems, []);
    // What is shown is gathered once; then each text of the file is looked for in it.
    let words = shown(&pair.ours, &pair.outline);
    let whole: std::collections::HashSet<&str> = words.iter().map(|text| text.trim()).collect();
    let mut all = BTreeSet::new();
    said(&pair.theirs, "", &mut all);
    let lost: Vec<&String> = all
        .iter()
        .filter(|text| !whole.contains(text.as_str()))
        .filter(|text| !words.iter().any(|shown| shown.contains(text.trim())))
        .filter(|text| {
            let json = Value::String((*text).clone()).to_string();
            !words.iter().any(|shown| shown.contains(json.trim_matches('"')))
        })
        .collect();
    let some: Vec<String> =
        lost.iter().take(20).map(|text| text.chars().take(80).collect()).collect();
    assert!(lost.is_empty(), "{} lost: {some:#?}", lost.len());
}
