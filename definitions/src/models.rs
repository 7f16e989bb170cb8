//! What OpenAPI and AsyncAPI have in common: named schemas and security.

use portico_catalog::yaml::Node;

use crate::document::{Document, Place, pretty, text, written};
use crate::sample::{Side, sample};
use crate::schema::{MODEL, MODELS, Schemas};
use crate::shape::{Block, Blocks, Fact, Field, Groups, Item};

/// Lists the schemas that have a name.
pub(crate) fn list(document: &Document, groups: &mut Groups) {
    for prefix in MODELS {
        let Some(place) = document.place(prefix.trim_end_matches('/')) else { continue };
        for (name, schema) in place.each() {
            let group = groups.group("Models", "");
            let note = match schema.text("description") {
                "" => schema.text("title"),
                description => description,
            };
            groups.items.push(Item {
                id: [MODEL, name].concat(),
                verb: "model".to_owned(),
                name: name.to_owned(),
                note: first_line(note).to_owned(),
                words: String::new(),
                group,
                deprecated: schema.is_true("deprecated"),
                model: true,
            });
        }
    }
}

/// The schema with this id.
pub(crate) fn draw(document: &Document, id: &str, blocks: &mut Blocks) {
    let Some(name) = id.strip_prefix(MODEL) else { return };
    for prefix in MODELS {
        let all = document.place(prefix.trim_end_matches('/'));
        let Some(place) = all.and_then(|all| all.get(name)) else { continue };
        let whole = Schemas(document).open_field(name, &place, false);
        blocks.prose(&whole.note);
        let mut facts = vec![Fact::new("Type", whole.kind)];
        facts.extend(whole.facts);
        blocks.facts(facts);
        blocks.fields("Fields", whole.inside);
        if let Some(made) = sample(document, &place, Side::Response) {
            blocks.push(Block::section("Example", ""));
            blocks.push(Block::code("Example, made from the schema", "json", pretty(&made)));
        }
    }
}

/// What can be shared, and what one of it is called. Schemas, security and messages are listed by
/// themselves.
const SHARED: [(&str, &str); 10] = [
    ("/components/parameters", "parameter"),
    ("/components/responses", "response"),
    ("/components/requestBodies", "request body"),
    ("/components/headers", "header"),
    ("/components/examples", "example"),
    ("/components/links", "link"),
    ("/components/callbacks", "callback"),
    ("/components/pathItems", "path"),
    ("/parameters", "parameter"),
    ("/responses", "response"),
];

/// What stands before the pointer of a shared part in its id.
const PART: &str = "part:";

/// Lists what could be shared and nothing refers to, so that it is not lost.
pub(crate) fn list_unused(document: &Document, groups: &mut Groups) {
    let mut used = Vec::new();
    references(&document.root, &mut used);
    used.sort_unstable();
    for (prefix, verb) in SHARED {
        let all = document.place(prefix).map(|place| place.each()).unwrap_or_default();
        for (name, place) in all {
            if used.binary_search(&place.pointer.as_str()).is_ok() {
                continue;
            }
            let group = groups.group("Not used", "Nothing in this definition refers to these.");
            groups.items.push(Item {
                id: [PART, &place.pointer].concat(),
                verb: verb.to_owned(),
                name: name.to_owned(),
                note: first_line(place.text("description")).to_owned(),
                group,
                model: true,
                ..Item::default()
            });
        }
    }
}

/// The part with this id, as it is written.
pub(crate) fn draw_unused(document: &Document, id: &str, blocks: &mut Blocks) {
    let place = id.strip_prefix(PART).and_then(|pointer| document.place(pointer));
    if let Some(place) = place {
        blocks.prose(place.text("description"));
        blocks.push(Block::code("As it is written", "json", pretty(place.node)));
    }
}

fn references<'a>(node: &'a Node, used: &mut Vec<&'a str>) {
    for entry in node.entries() {
        match text(&entry.value).filter(|_| entry.key == "$ref") {
            Some(reference) => {
                used.extend(reference.strip_prefix('#'));
            }
            None => references(&entry.value, used),
        }
    }
    node.items().iter().for_each(|item| references(item, used));
}

/// The security that a place asks for, in words; `None` when it says nothing.
pub(crate) fn security(place: &Place<'_>) -> Option<String> {
    place.get("security")?;
    let ways: Vec<String> = place.items("security").iter().map(requirement).collect();
    Some(if ways.is_empty() { "none".to_owned() } else { ways.join(" or ") })
}

/// One way to be let in: all of its schemes together.
fn requirement(place: &Place<'_>) -> String {
    if let Some(reference) = place.reference() {
        return crate::document::last_name(reference);
    }
    let schemes: Vec<String> = place
        .each()
        .into_iter()
        .map(|(name, scopes)| match written(scopes.node) {
            none if none.is_empty() || none == "[]" => name.to_owned(),
            scopes => [name, " (", &scopes, ")"].concat(),
        })
        .collect();
    if schemes.is_empty() { "nothing".to_owned() } else { schemes.join(" and ") }
}

/// The schemes of security.
pub(crate) fn schemes(document: &Document, all: Vec<(&str, Place<'_>)>) -> Vec<Field> {
    let field = |(name, place): (&str, Place<'_>)| {
        let target = document.resolve(&Place { pointer: place.pointer.clone(), node: place.node });
        Field {
            name: name.to_owned(),
            kind: target.scalar("type").into_owned(),
            note: target.text("description").to_owned(),
            facts: target.facts_but(&["type", "description"]),
            ..Field::default()
        }
    };
    all.into_iter().map(field).collect()
}

/// Longest words beside a name.
const LONGEST: usize = 160;

/// The first line of a text, as words beside a name.
pub(crate) fn first_line(text: &str) -> &str {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(at, _)| at);
    line.get(..end).unwrap_or(line)
}
