//! What OpenAPI and AsyncAPI have in common: named schemas and security.

use crate::document::{Document, Place, pretty, written};
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
        let target =
            document.resolve(&Place { pointer: place.pointer.clone(), node: place.node });
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
