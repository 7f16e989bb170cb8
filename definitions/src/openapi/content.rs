//! What a body holds: its shape and examples.

use portico_catalog::yaml::Node;

use super::OpenApi;
use crate::curl::form;
use crate::document::{Place, pretty, written};
use crate::sample::{Side, sample};
use crate::shape::{Block, Blocks, Code};

/// Content of one media type; the example of it that a request would carry.
pub(super) fn media(
    api: &OpenApi,
    kind: &str,
    content: &Place<'_>,
    side: Side,
    blocks: &mut Blocks,
) -> Option<Node> {
    let schema = content.get("schema");
    if let Some(schema) = &schema {
        shape(api, schema, blocks);
    }
    blocks.facts(content.facts_but(&["schema", "example", "examples"]));
    let mut first = None;
    if let Some(given) = content.node.get("example") {
        example("Example", kind, given, blocks);
        first = Some(given.clone());
    }
    for (name, given) in content.entries("examples") {
        let given = api.document.resolve(&given);
        let label = match given.text("summary") {
            "" => name.to_owned(),
            summary => [name, ": ", summary].concat(),
        };
        blocks.prose(given.text("description"));
        blocks.facts(given.facts_but(&["summary", "description", "value"]));
        // It may be null, and still be an example.
        match given.node.entry("value").map(|entry| &entry.value) {
            Some(value) => {
                let value = meant(api, &given).unwrap_or(value);
                example(&label, kind, value, blocks);
                first.get_or_insert_with(|| value.clone());
            }
            None => blocks.push(Block::part(label, "")),
        }
    }
    if first.is_none()
        && let Some(schema) = &schema
        && let Some(node) = sample(&api.document, schema, side)
    {
        made(kind, &node, blocks);
        first = Some(node);
    }
    first
}

/// The example that a value means that is a reference, which is a common mistake.
fn meant<'a>(api: &'a OpenApi, given: &Place<'a>) -> Option<&'a Node> {
    let value = given.get("value").filter(|value| value.reference().is_some())?;
    let target = api.document.resolve(&value);
    Some(target.node.get("value").unwrap_or(target.node))
}

/// A schema as fields: its own row, with what it holds in it.
pub(super) fn shape(api: &OpenApi, schema: &Place<'_>, blocks: &mut Blocks) {
    blocks.push(Block::Fields(vec![api.schemas().open_field("", schema, false)]));
}

/// An example as it is given.
pub(super) fn example(label: &str, kind: &str, value: &Node, blocks: &mut Blocks) {
    let language = language(kind);
    // Text is shown as it is sent: XML, CSV, but also JSON that is written as text.
    let text = match value.scalar() {
        Some(text) => text.into_owned(),
        None => pretty(value),
    };
    blocks.push(Block::Code(Code { label: label.to_owned(), language: language.to_owned(), text }));
}

/// An example that was made from a schema, for the types that have a way to write it.
pub(super) fn made(kind: &str, value: &Node, blocks: &mut Blocks) {
    let text = if kind.contains("json") || kind.starts_with("*/") {
        pretty(value)
    } else if kind == "application/x-www-form-urlencoded" {
        form(value)
    } else if kind.starts_with("text/") {
        written(value)
    } else {
        return;
    };
    blocks.push(Block::code("Example, made from the schema", language(kind), text));
}

fn language(kind: &str) -> &'static str {
    let has = |word: &str| kind.contains(word);
    if has("json") {
        "json"
    } else if has("xml") || has("html") {
        "html"
    } else if has("yaml") {
        "yaml"
    } else {
        ""
    }
}
