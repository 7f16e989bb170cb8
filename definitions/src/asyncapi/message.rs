//! Messages: headers, payload, examples.

use portico_catalog::yaml::{Node, Value};

use super::AsyncApi;
use crate::document::{Document, Place, last_name, pretty, written};
use crate::sample::{Side, sample};
use crate::schema::{Schemas, worded};
use crate::shape::{Block, Blocks, Code, Fact};

impl AsyncApi {
    /// What is said once and holds for several.
    pub(super) fn traits(&self, place: &Place<'_>, blocks: &mut Blocks) {
        for shared in place.items("traits") {
            let name = shared.reference().map(last_name).unwrap_or_default();
            let target = self.document.resolve(&shared);
            blocks.push(Block::part("Shared", name));
            blocks.prose(target.text("description"));
            let mut facts: Vec<Fact> = self.tags(&target).into_iter().collect();
            facts.extend(worded(target.facts_but(&[
                "description",
                "tags",
                "bindings",
                "headers",
                "examples",
            ])));
            blocks.facts(facts);
            let mut fields = self.bindings(&target);
            if let Some(headers) = target.get("headers") {
                fields.push(Schemas(&self.document).open_field("headers", &headers, false));
            }
            if !fields.is_empty() {
                blocks.push(Block::Fields(fields));
            }
            self.examples(&target, blocks);
        }
    }

    pub(super) fn message(&self, message: &Place<'_>, blocks: &mut Blocks) {
        let message =
            self.document.resolve(&Place { pointer: message.pointer.clone(), node: message.node });
        blocks.prose(message.text("title"));
        blocks.prose(message.text("summary"));
        blocks.prose(message.text("description"));
        let mut facts: Vec<Fact> = self.tags(&message).into_iter().collect();
        if let Some(correlation) = message.get("correlationId") {
            let correlation = self.document.resolve(&correlation);
            facts.push(Fact::new("Correlation", written(correlation.node)));
        }
        facts.extend(worded(message.facts_but(&[
            "title",
            "summary",
            "description",
            "tags",
            "headers",
            "payload",
            "correlationId",
            "bindings",
            "examples",
            "traits",
            "oneOf",
        ])));
        blocks.facts(facts);
        for choice in message.items("oneOf") {
            self.message(&choice, blocks);
        }
        let schemas = Schemas(&self.document);
        if let Some(headers) = message.get("headers") {
            blocks.push(Block::part("Headers", ""));
            self.content(&headers, blocks);
        }
        if let Some(payload) = message.get("payload") {
            blocks.push(Block::part("Payload", message.text("contentType")));
            self.content(&payload, blocks);
            let examples = message.items("examples");
            let inner = payload.get("schema").filter(|_| payload.get("schemaFormat").is_some());
            let schema = inner.unwrap_or(payload);
            if examples.is_empty()
                && matches!(schema.node.value, Value::Map(_))
                && let Some(made) = sample(schemas.0, &schema, Side::Response)
            {
                let label = "Example, made from the schema";
                blocks.push(Block::code(label, "json", pretty(&made)));
            }
        }
        self.examples(&message, blocks);
        let bindings = self.bindings(&message);
        if !bindings.is_empty() {
            blocks.push(Block::part("Bindings", ""));
            blocks.push(Block::Fields(bindings));
        }
        self.traits(&message, blocks);
    }

    /// Headers or a payload: a schema of JSON, or one in another language.
    fn content(&self, place: &Place<'_>, blocks: &mut Blocks) {
        let format = place.text("schemaFormat");
        let inner = place.get("schema").filter(|_| !format.is_empty());
        let place = inner.unwrap_or_else(|| place.clone());
        let is_json =
            format.is_empty() || format.contains("aai.asyncapi") || format.contains("schema+");
        if !format.is_empty() {
            blocks.facts(vec![Fact::new("Schema", format)]);
        }
        let is_schema = matches!(place.node.value, Value::Map(_) | Value::Bool(_));
        if is_json && is_schema {
            let field = Schemas(&self.document).open_field("", &place, false);
            blocks.push(Block::Fields(vec![field]));
        } else {
            let text = code_of(place.node);
            blocks.push(Block::Code(Code { label: "Schema".to_owned(), ..text }));
        }
    }

    fn examples(&self, place: &Place<'_>, blocks: &mut Blocks) {
        for example in place.items("examples") {
            let name = example.text("name");
            let label = if name.is_empty() { "Example" } else { name };
            blocks.prose(example.text("summary"));
            let parts = [("headers", "headers"), ("payload", "payload")];
            let mut known = false;
            for (key, word) in parts {
                if let Some(node) = example.node.get(key) {
                    known = true;
                    let code = code_of(node);
                    blocks.push(Block::Code(Code { label: [label, ", ", word].concat(), ..code }));
                }
            }
            if !known {
                let code = code_of(example.node);
                blocks.push(Block::Code(Code { label: label.to_owned(), ..code }));
            }
        }
    }
}

fn code_of(node: &Node) -> Code {
    match node.scalar() {
        Some(text) => Code { text: text.into_owned(), ..Code::default() },
        None => Code { language: "json".to_owned(), text: pretty(node), ..Code::default() },
    }
}

/// What a message is called.
pub(super) fn name_of(document: &Document, message: &Place<'_>) -> String {
    let target = document.resolve(&Place { pointer: message.pointer.clone(), node: message.node });
    match target.text("name") {
        "" => last_name(&target.pointer),
        name => name.to_owned(),
    }
}
