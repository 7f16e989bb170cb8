//! A descriptor as it is being written: what it says, and what is wrong with it, line by line.

use portico_catalog::record::Severity;
use portico_catalog::yaml::{self, Mark, Node};
use portico_components::Tone;
use portico_templates::form::Form;
use portico_templates::render::Template;
use serde_json::Value;
use std::collections::BTreeSet;

/// Most findings that are shown.
const MOST: usize = 100;

/// Something that is wrong, or not as its author meant it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line, from 1 on.
    pub line: u32,
    /// How bad it is.
    pub tone: Tone,
    /// What is wrong, in a sentence, and what to do about it.
    pub text: String,
}

/// What a text says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The template, if it can be read to its end.
    pub descriptor: Option<Value>,
    /// What is wrong with it, in the order of the lines.
    pub faults: Vec<Fault>,
}

/// Reads a descriptor. `installed` are the ids of the actions that the scaffolder has, if it says so.
#[must_use]
pub fn read(text: &str, installed: Option<&[String]>) -> Reading {
    let text = match yaml::decode(text.as_bytes()) {
        Ok(text) => text,
        Err(finding) => return Reading { descriptor: None, faults: vec![said(&finding)] },
    };
    let all: Vec<yaml::Document> = yaml::documents(&text).collect();
    let is_template = |document: &&yaml::Document| {
        let kind = document.root.get("kind").and_then(Node::scalar);
        kind.is_some_and(|kind| kind.eq_ignore_ascii_case("template"))
    };
    let Some(document) = all.iter().find(is_template).or(all.first()) else {
        return Reading::default();
    };
    let mut faults: Vec<Fault> = document.findings.iter().map(said).collect();
    let mut json = String::new();
    document.root.write_json(&mut json);
    let descriptor = serde_json::from_str::<Value>(&json).ok().filter(|_| document.complete);
    if let Some(descriptor) = &descriptor {
        let mut notes = Notes { root: &document.root, faults: &mut faults };
        notes.template(descriptor);
        notes.schema(descriptor);
        notes.names(descriptor);
        notes.steps(descriptor, installed);
        if all.len() > 1 {
            notes.say("", Tone::Info, "The file holds several documents; this one is tried.");
        }
    }
    faults.sort_by_key(|fault| fault.line);
    faults.truncate(MOST);
    Reading { descriptor, faults }
}

fn said(finding: &yaml::Finding) -> Fault {
    let tone = match finding.severity {
        Severity::Error => Tone::Danger,
        Severity::Warning => Tone::Warning,
        Severity::Info => Tone::Info,
    };
    let text = match finding.help.is_empty() {
        true => finding.message.clone(),
        false => [&*finding.message, " ", &finding.help].concat(),
    };
    Fault { line: finding.mark.line.max(1), tone, text }
}

/// Where a JSON pointer leads in a document: its key, or what is nearest above it.
#[must_use]
pub fn locate(root: &Node, pointer: &str) -> Mark {
    let (mut node, mut mark) = (root, root.mark);
    for part in pointer.split('/').skip(1) {
        let key = part.replace("~1", "/").replace("~0", "~");
        let item = || node.items().get(key.parse::<usize>().ok()?);
        let next = match node.entry(&key) {
            Some(entry) => Some((entry.mark, &entry.value)),
            None => item().map(|item| (item.mark, item)),
        };
        let Some((at, inner)) = next else { break };
        (node, mark) = (inner, at);
    }
    mark
}

/// Findings about a document.
struct Notes<'a> {
    root: &'a Node,
    faults: &'a mut Vec<Fault>,
}

impl Notes<'_> {
    fn say(&mut self, pointer: &str, tone: Tone, text: impl Into<String>) {
        let line = locate(self.root, pointer).line.max(1);
        let fault = Fault { line, tone, text: text.into() };
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// What makes it no template.
    fn template(&mut self, descriptor: &Value) {
        if let Err(fault) = Template::read(descriptor) {
            self.say(&["/", &*fault.place].concat(), Tone::Danger, fault.text);
        }
    }

    /// What is wrong with the schema of a step of the form.
    fn schema(&mut self, descriptor: &Value) {
        let parameters = descriptor.pointer("/spec/parameters").unwrap_or(&Value::Null);
        let many = parameters.is_array();
        for fault in Form::from_parameters(parameters).faults() {
            let step = if many { ["/", &*fault.step.to_string()].concat() } else { String::new() };
            let pointer = ["/spec/parameters", &*step, &*fault.at].concat();
            let text = match fault.text.ends_with('.') {
                true => fault.text.clone(),
                false => [&*fault.text, "."].concat(),
            };
            self.say(&pointer, Tone::Danger, text);
        }
    }

    /// Steps that cannot run.
    fn steps(&mut self, descriptor: &Value, installed: Option<&[String]>) {
        let mut seen = BTreeSet::new();
        let steps = descriptor.pointer("/spec/steps").and_then(Value::as_array);
        for (at, step) in steps.into_iter().flatten().enumerate() {
            let pointer = format!("/spec/steps/{at}");
            let text = |key: &str| step.get(key).and_then(Value::as_str).unwrap_or_default();
            if text("action").is_empty() {
                self.say(&pointer, Tone::Danger, "The step has no action: say what it does.");
            }
            if !text("id").is_empty() && !seen.insert(text("id")) {
                let words = format!("Another step has the id “{}” already.", text("id"));
                self.say(&[&*pointer, "/id"].concat(), Tone::Danger, words);
            }
            let unknown = |all: &&[String]| {
                !text("action").is_empty() && !all.iter().any(|id| id == text("action"))
            };
            if let Some(all) = installed.filter(unknown) {
                let count = all.len();
                let words =
                    format!("The scaffolder has no action “{}” among its {count}.", text("action"));
                self.say(&[&*pointer, "/action"].concat(), Tone::Warning, words);
            }
        }
    }

    /// Names in expressions that nothing has: `parameters.nmae`, `steps.fetsh`.
    fn names(&mut self, descriptor: &Value) {
        let mut parameters = BTreeSet::new();
        if let Some(schema) = descriptor.pointer("/spec/parameters") {
            properties(schema, &mut parameters, 0);
        }
        let steps = descriptor.pointer("/spec/steps").and_then(Value::as_array);
        let steps: BTreeSet<&str> = steps
            .into_iter()
            .flatten()
            .filter_map(|step| step.get("id").and_then(Value::as_str))
            .collect();
        let mut found = Vec::new();
        for part in ["steps", "output"] {
            if let Some(value) = descriptor.pointer(&["/spec/", part].concat()) {
                texts(value, &mut ["/spec/", part].concat(), &mut found);
            }
        }
        for (pointer, text) in found {
            for name in named(&text, "parameters.") {
                if !parameters.contains(name) {
                    let words = format!("The form asks for nothing called “{name}”.");
                    self.say(&pointer, Tone::Warning, words);
                }
            }
            for name in named(&text, "steps.") {
                if !steps.contains(name) {
                    self.say(&pointer, Tone::Warning, format!("No step has the id “{name}”."));
                }
            }
        }
    }
}

/// The keys of all `properties` of a schema, wherever they are in it.
fn properties<'a>(schema: &'a Value, out: &mut BTreeSet<&'a str>, depth: usize) {
    match schema {
        Value::Object(map) if depth < yaml::DEEPEST => {
            for (key, value) in map {
                if key == "properties"
                    && let Value::Object(properties) = value
                {
                    out.extend(properties.keys().map(String::as_str));
                }
                properties(value, out, depth + 1);
            }
        }
        Value::Array(items) if depth < yaml::DEEPEST => {
            items.iter().for_each(|item| properties(item, out, depth + 1));
        }
        _ => {}
    }
}

/// All texts of a value that hold an expression, with their pointers.
fn texts(value: &Value, at: &mut String, out: &mut Vec<(String, String)>) {
    let length = at.len();
    match value {
        Value::String(text) if text.contains("${{") => out.push((at.clone(), text.clone())),
        Value::Object(map) => {
            for (key, value) in map {
                at.push('/');
                at.push_str(&super::super::form::escaped(key));
                texts(value, at, out);
                at.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                at.push('/');
                at.push_str(&index.to_string());
                texts(item, at, out);
                at.truncate(length);
            }
        }
        _ => {}
    }
}

/// The names that follow `root` (`parameters.`) in the expressions of a text.
fn named<'a>(text: &'a str, root: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    let expressions = text.split("${{").skip(1).filter_map(|rest| rest.split("}}").next());
    for expression in expressions {
        let mut rest = expression;
        while let Some((before, after)) = rest.split_once(root) {
            rest = after;
            // `values.parameters.x` and `my_steps.x` are something else.
            let own =
                !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$'));
            let end = after
                .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$'))
                .unwrap_or(after.len());
            if let Some(name) = after.get(..end).filter(|name| own && !name.is_empty()) {
                names.push(name);
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: x
spec:
  owner: me
  type: service
  parameters:
    - title: One
      properties:
        name: { type: string }
        kind:
          type: string
          enum: [a, b]
      dependencies:
        kind:
          oneOf:
            - properties: { kind: { enum: [a] }, inner: { type: string } }
  steps:
    - id: fetch
      action: fetch:template
      input:
        values:
          name: ${{ parameters.name | upper }}
          inner: ${{ parameters.inner }}
  output:
    text:
      - content: ${{ steps.fetch.output.x }} by ${{ user.ref }}
";

    fn lines(text: &str) -> Vec<(u32, String)> {
        let actions = ["fetch:template".to_owned()];
        let reading = read(text, Some(&actions));
        reading.faults.into_iter().map(|fault| (fault.line, fault.text)).collect()
    }

    #[test]
    fn a_good_one_has_no_faults() {
        let reading = read(GOOD, None);
        assert_eq!((reading.faults, lines(GOOD)), (vec![], vec![]));
        assert_eq!(reading.descriptor.unwrap()["metadata"]["name"], "x");
        assert_eq!(read("", None), Reading::default());
    }

    #[test]
    fn faults_stand_at_their_line() {
        for (from, to, line, words) in [
            ("kind: Template", "kind: Component", 2, "no template"),
            ("          enum: [a, b]", "          minLength: many", 14, ""),
            ("      action: fetch:template", "      actoin: x", 20, "no action"),
            ("action: fetch:template", "action: fetch:templat", 21, "no action “fetch:templat”"),
            ("parameters.name", "parameters.nmae", 24, "“nmae”"),
            ("steps.fetch.", "steps.fetsh.", 28, "“fetsh”"),
            (
                "    - id: fetch",
                "    - { id: fetch, action: fetch:template }\n    - id: fetch",
                21,
                "Another step",
            ),
        ] {
            let found = lines(&GOOD.replace(from, to));
            assert!(
                found.iter().any(|(at, text)| *at == line && text.contains(words)),
                "{to}: {found:?}"
            );
        }
    }

    #[test]
    fn what_is_no_yaml_leaves_no_template_but_a_line() {
        let reading = read("kind: Template\nmetadata:\n  name: [\nspec: 1\n", None);
        assert_eq!(reading.descriptor, None);
        assert!(!reading.faults.is_empty());
    }

    #[test]
    fn names_in_expressions() {
        assert_eq!(
            named(
                "parameters.a ${{ parameters.b + values.parameters.c }} ${{ parameters['d'] }}",
                "parameters."
            ),
            ["b"]
        );
        assert_eq!(
            named("${{ steps.a.output.x if steps.b else my_steps.c }}", "steps."),
            ["a", "b"]
        );
    }
}
