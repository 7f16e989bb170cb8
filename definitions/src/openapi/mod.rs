//! OpenAPI 2.0 (Swagger), 3.0 and 3.1.

mod content;
mod operation;

use portico_catalog::yaml::Node;

use crate::document::{Document, Place, text};
use crate::models::{self, first_line, security};
use crate::schema::{Schemas, worded};
use crate::shape::{Block, Blocks, Fact, Field, Groups, Item, Outline};
use content::media;

/// Methods in the order in which operations of a path are listed when the path does not say one.
const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A definition.
#[derive(Debug)]
pub(crate) struct OpenApi {
    pub(crate) document: Document,
    /// Whether it is of version 2.
    is_two: bool,
    operations: Vec<Operation>,
}

/// Where an operation stands.
#[derive(Debug)]
struct Operation {
    id: String,
    /// Pointer of the path item, as it is written under `paths`.
    path: String,
    /// What is called: a path, or the name of a webhook.
    name: String,
    method: String,
    webhook: bool,
}

impl OpenApi {
    pub(crate) fn new(document: Document) -> Self {
        let mut operations = Vec::new();
        for (key, webhook) in [("paths", false), ("webhooks", true), ("x-webhooks", true)] {
            for (name, place) in document.root().entries(key) {
                let target = document.resolve(&place);
                for entry in target.node.entries() {
                    let method = entry.key.as_str();
                    if METHODS.contains(&method) {
                        let before = if webhook { "webhook " } else { "" };
                        operations.push(Operation {
                            id: [before, method, " ", name].concat(),
                            path: place.pointer.clone(),
                            name: name.to_owned(),
                            method: method.to_owned(),
                            webhook,
                        });
                    }
                }
            }
        }
        let is_two = document.root().scalar("swagger").starts_with('2');
        Self { document, is_two, operations }
    }

    fn schemas(&self) -> Schemas<'_> {
        Schemas(&self.document)
    }

    pub(crate) fn outline(&self) -> Outline {
        let root = self.document.root();
        let info = root.get("info").unwrap_or_else(Place::nothing);
        let mut groups = Groups::default();
        // Tags come in the order of the definition, with their descriptions.
        for tag in root.items("tags") {
            groups.group(tag.text("name"), tag.text("description"));
        }
        for operation in &self.operations {
            let Some(place) = self.operation(operation) else { continue };
            let tags: Vec<&str> =
                place.items("tags").iter().filter_map(|tag| text(tag.node)).collect();
            let group = match tags.first() {
                _ if operation.webhook => groups.group("Webhooks", ""),
                Some(tag) => groups.group(tag, ""),
                None => groups.group("Operations", ""),
            };
            let summary = match place.text("summary") {
                "" => first_line(place.text("description")),
                summary => summary,
            };
            groups.items.push(Item {
                id: operation.id.clone(),
                verb: operation.method.to_ascii_uppercase(),
                name: operation.name.clone(),
                note: summary.to_owned(),
                words: [&[place.text("operationId")], &*tags].concat().join(" "),
                group,
                deprecated: place.is_true("deprecated"),
                model: false,
            });
        }
        models::list(&self.document, &mut groups);
        models::list_unused(&self.document, &mut groups);
        let format = if self.is_two { root.scalar("swagger") } else { root.scalar("openapi") };
        groups.into_outline(Outline {
            format: ["OpenAPI ", &*format].concat(),
            title: info.scalar("title").into_owned(),
            version: info.scalar("version").into_owned(),
            blocks: self.about(&info),
            ..Outline::default()
        })
    }

    /// What holds for all operations.
    fn about(&self, info: &Place<'_>) -> Vec<Block> {
        let root = self.document.root();
        let mut blocks = Blocks::default();
        blocks.prose(info.text("summary"));
        blocks.prose(info.text("description"));
        let mut facts = info.facts_but(&["title", "version", "summary", "description"]);
        facts.extend(root.facts_but(&[
            "openapi",
            "swagger",
            "info",
            "servers",
            "host",
            "basePath",
            "schemes",
            "paths",
            "webhooks",
            "x-webhooks",
            "components",
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions",
            "security",
            "tags",
        ]));
        if let Some(security) = security(&root) {
            facts.push(Fact::new("Authorization", security));
        }
        blocks.facts(worded(facts));
        blocks.fields("Servers", self.servers(&root));
        let schemes = match self.is_two {
            true => root.entries("securityDefinitions"),
            false => root
                .get("components")
                .map(|components| components.entries("securitySchemes"))
                .unwrap_or_default(),
        };
        blocks.fields("Authorization", models::schemes(&self.document, schemes));
        let more = root.items("tags").into_iter().filter_map(|tag| {
            let facts = tag.facts_but(&["name", "description"]);
            let name = tag.text("name").to_owned();
            (!facts.is_empty()).then(|| Field { name, facts, ..Field::default() })
        });
        blocks.fields("Tags", more.collect());
        blocks.0
    }

    /// The servers that a place names: the definition, a path or an operation.
    fn servers(&self, place: &Place<'_>) -> Vec<Field> {
        let mut fields: Vec<Field> = Vec::new();
        for server in place.items("servers") {
            let variables = server.entries("variables").into_iter().map(|(name, variable)| Field {
                name: name.to_owned(),
                note: variable.text("description").to_owned(),
                facts: worded(variable.facts_but(&["description"])),
                ..Field::default()
            });
            fields.push(Field {
                name: server.text("url").to_owned(),
                note: server.text("description").to_owned(),
                facts: server.facts_but(&["url", "description", "variables"]),
                inside: variables.collect(),
                ..Field::default()
            });
        }
        if self.is_two && !place.text("host").is_empty() {
            for scheme in self.schemes() {
                let url = [scheme, "://", place.text("host"), place.text("basePath")].concat();
                fields.push(Field { name: url, ..Field::default() });
            }
        } else if self.is_two && !place.text("basePath").is_empty() {
            let name = place.text("basePath").to_owned();
            fields.push(Field { name, ..Field::default() });
        }
        fields
    }

    fn schemes(&self) -> Vec<&str> {
        let all = self.document.root.get("schemes").map(Node::items).unwrap_or_default();
        match all.iter().filter_map(text).collect::<Vec<_>>() {
            none if none.is_empty() => vec!["https"],
            some => some,
        }
    }

    fn operation(&self, operation: &Operation) -> Option<Place<'_>> {
        self.path(operation)?.get(&operation.method)
    }

    fn path(&self, operation: &Operation) -> Option<Place<'_>> {
        Some(self.document.resolve(&self.document.place(&operation.path)?))
    }

    pub(crate) fn item(&self, id: &str) -> Vec<Block> {
        let mut blocks = Blocks::default();
        if let Some(operation) = self.operations.iter().find(|one| one.id == id) {
            self.draw(operation, &mut blocks);
        } else {
            models::draw(&self.document, id, &mut blocks);
            models::draw_unused(&self.document, id, &mut blocks);
        }
        blocks.0
    }

    pub(crate) fn more(&self, trail: &str) -> Vec<Field> {
        self.schemas().more(trail)
    }
}
