//! `$text`, `$json` and `$yaml`: values that stand in another file.
//!
//! A mapping whose only key is one of the three, with an address as its value, is replaced by
//! what the file says. Anything else that starts with a dollar sign is left alone: descriptors
//! carry JSON schemas with `$ref` in them. What a file brings in is not searched again.

use crate::finding::{Finding, Mark, error};
use crate::record::Severity;
use crate::text::{decimal, push_index, push_key};
use crate::yaml::{DEEPEST, Node, Value, decode, documents};

/// How the other file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    Json,
    Yaml,
}

impl Form {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::Text => "$text",
            Self::Json => "$json",
            Self::Yaml => "$yaml",
        }
    }
}

/// A value that stands in another file.
#[derive(Debug)]
pub(crate) struct Placeholder {
    pub(crate) form: Form,
    /// The address as written.
    pub(crate) target: String,
    pub(crate) mark: Mark,
    pub(crate) path: String,
    /// How many lists and mappings it stands in.
    pub(crate) depth: usize,
}

/// The form and the address of a placeholder.
pub(crate) fn placeholder(node: &Node) -> Option<(Form, &str)> {
    let [entry] = node.entries() else { return None };
    let Value::Text(target) = &entry.value.value else { return None };
    let form =
        [Form::Text, Form::Json, Form::Yaml].into_iter().find(|form| form.key() == entry.key)?;
    Some((form, target))
}

/// The placeholders of a document, in their order.
pub(crate) fn find(root: &Node) -> Vec<Placeholder> {
    let mut found = Vec::new();
    if has_any(root) {
        collect(root, &mut String::new(), 0, &mut found);
    }
    found
}

fn has_any(node: &Node) -> bool {
    placeholder(node).is_some()
        || node.items().iter().any(has_any)
        || node.entries().iter().any(|entry| has_any(&entry.value))
}

fn collect(node: &Node, path: &mut String, depth: usize, found: &mut Vec<Placeholder>) {
    if let Some((form, target)) = placeholder(node) {
        let target = target.to_owned();
        found.push(Placeholder { form, target, mark: node.mark, path: path.clone(), depth });
        return;
    }
    let length = path.len();
    for (index, item) in node.items().iter().enumerate() {
        push_index(path, index);
        collect(item, path, depth + 1, found);
        path.truncate(length);
    }
    for entry in node.entries() {
        push_key(path, &entry.key);
        collect(&entry.value, path, depth + 1, found);
        path.truncate(length);
    }
}

/// Replaces the placeholders of a document by what `value` says, in the order of [`find`]. Where
/// it says nothing, the placeholder stays.
pub(crate) fn fill(node: &mut Node, value: &mut dyn FnMut(&mut Node)) {
    if placeholder(node).is_some() {
        value(node);
        return;
    }
    match &mut node.value {
        Value::List(items) => items.iter_mut().for_each(|item| fill(item, value)),
        Value::Map(entries) => entries.iter_mut().for_each(|entry| fill(&mut entry.value, value)),
        _ => {}
    }
}

/// Gives a placeholder another address.
pub(crate) fn set_target(node: &mut Node, url: String) {
    if let Value::Map(entries) = &mut node.value
        && let Some(entry) = entries.first_mut()
    {
        entry.value.value = Value::Text(url);
    }
}

/// What a file says, as the value of a placeholder.
///
/// # Errors
/// When the file does not have the form, in one sentence.
pub(crate) fn read(bytes: &[u8], wanted: &Placeholder) -> Result<Value, String> {
    let text = decode(bytes).map_err(|finding| finding.message)?;
    let mut node = match wanted.form {
        Form::Text => return Ok(Value::Text(text.into_owned())),
        Form::Json => {
            Node::from_json(&text).map_err(|error| ["It is not JSON: ", &error.0, "."].concat())?
        }
        Form::Yaml => {
            let mut all = documents(&text);
            let first = all.next().ok_or("It holds nothing.")?;
            let fault =
                first.findings.into_iter().find(|finding| finding.severity == Severity::Error);
            if let Some(fault) = fault {
                let line = decimal(fault.mark.line as usize);
                return Err(["Line ", &line, ": ", &fault.message].concat());
            }
            if all.next().is_some() {
                return Err("It holds several documents, and only one can be a value.".to_owned());
            }
            first.root
        }
    };
    if wanted.depth + node.height() > DEEPEST {
        let deepest = decimal(DEEPEST);
        return Err(
            ["With it, lists and mappings are nested more than ", &deepest, " deep."].concat()
        );
    }
    node.place_at(wanted.mark);
    Ok(node.value)
}

impl Placeholder {
    /// Says why it has no value.
    pub(crate) fn finding(&self, message: &[&str], help: &str) -> Finding {
        let rule = const { &error("substitution-failed", "{}", "{}") };
        Finding::new(rule, (self.mark, &self.path), &[&message.concat(), help])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> Node {
        documents(text).next().unwrap().root
    }

    #[test]
    fn only_a_mapping_with_one_of_three_keys_is_a_placeholder() {
        let root = document(
            "spec:\n  definition:\n    $text: ./api.yaml\n  list: [{$json: a.json}, {$ref: '#/x'}]\n  two: {$yaml: a, b: 1}\n  odd: {$text: 1}\n",
        );
        let found = find(&root);
        let summary: Vec<_> = found
            .iter()
            .map(|p| (p.form, p.path.as_str(), p.mark.line, p.target.as_str()))
            .collect();
        assert_eq!(
            summary,
            [
                (Form::Text, "spec.definition", 3, "./api.yaml"),
                (Form::Json, "spec.list[0]", 4, "a.json")
            ]
        );
    }

    #[test]
    fn files_are_read_in_the_form_that_was_asked_for() {
        let mut wanted = find(&document("a: {$text: x}")).remove(0);
        assert_eq!(read(b"a: [", &wanted), Ok(Value::Text("a: [".to_owned())));
        wanted.form = Form::Yaml;
        assert!(read(b"a: [", &wanted).is_err());
        assert!(read(b"a: 1\n---\nb: 2", &wanted).unwrap_err().contains("several"));
        let Ok(Value::Map(entries)) = read(b"\n\n\na: 1", &wanted) else { panic!("a mapping") };
        assert_eq!(
            entries[0].mark, wanted.mark,
            "what is brought in stands where it was asked for"
        );
        wanted.form = Form::Json;
        assert!(read(b"{\"a\":NaN, /*c*/ \"b\":[1,],}", &wanted).unwrap_err().contains("line 1"));
        assert!(read(b"{\"a\": 1e309}", &wanted).is_err());
        assert!(read("[".repeat(100_000).as_bytes(), &wanted).is_err());
        let deep = format!("{}{}", "[".repeat(64), "]".repeat(64));
        assert!(read(deep.as_bytes(), &wanted).unwrap_err().contains("64 deep"));
    }
}
