use super::*;
use portico_catalog::yaml::Node;

fn document(yaml: &str) -> Document {
    let document = portico_catalog::yaml::documents(yaml).next().unwrap();
    assert!(document.complete);
    Document { root: document.root }
}

fn kind(yaml: &str) -> String {
    let document = document(yaml);
    Schemas(&document).kind(&document.root(), 0)
}

#[test]
fn types_are_words() {
    assert_eq!(kind("{type: string, format: date-time}"), "string (date-time)");
    assert_eq!(kind("{type: [string, 'null']}"), "string or null");
    assert_eq!(kind("{type: integer, nullable: true}"), "integer or null");
    assert_eq!(kind("{type: array, items: {type: array, items: {}}}"), "list of list of anything");
    assert_eq!(kind("{additionalProperties: {type: string}, type: object}"), "map of string");
    assert_eq!(kind("{oneOf: [{type: string}, {type: integer}]}"), "one of string, integer");
    assert_eq!(kind("{$ref: 'other.yaml#/Pet'}"), "see other.yaml#/Pet");
    assert_eq!(kind("{properties: {a: {}}}"), "object");
}

const PETS: &str = "
components:
  schemas:
    Pet:
      type: object
      description: An animal.
      required: [name, ghost]
      additionalProperties: false
      properties:
        name: {type: string, minLength: 1, enum: [Rex, Mia], x-more: {a: 1}}
        owner: {$ref: '#/components/schemas/Person'}
        young: {type: array, items: {$ref: '#/components/schemas/Pet'}}
    Person:
      allOf:
        - $ref: '#/components/schemas/Named'
        - properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}
    Named: {properties: {name: {type: string}}}
";

#[test]
fn cycles_are_marked() {
    let document = document(PETS);
    let schemas = Schemas(&document);
    let pet = document.place("/components/schemas/Pet").unwrap();
    let field = schemas.open_field("body", &pet, false);
    let named: Vec<&str> = field.inside.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(named, ["name", "owner", "young"]);
    let [name, owner, young] = field.inside.as_slice() else { panic!("three") };
    assert_eq!(name.marks, ["required"]);
    assert_eq!(
        name.facts.iter().map(|fact| (&*fact.label, &*fact.value)).collect::<Vec<_>>(),
        [("One of", "Rex, Mia"), ("Shortest", "1"), ("x-more", "a: 1")]
    );
    assert_eq!((&*owner.kind, &*owner.model), ("Person", "model:Person"));
    assert_eq!((&*young.kind, &*young.model), ("list of Pet", "model:Pet"));
    let labels: Vec<_> = field.facts.iter().map(|fact| (&*fact.label, &*fact.value)).collect();
    assert_eq!(labels, [("Other keys", "none"), ("Required", "ghost")]);
    let person = schemas.more(&owner.more);
    let named: Vec<&str> = person.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(named, ["all of", "name", "pets"]);
    // The pets of an owner are pets again: there it ends.
    let pets = schemas.more(&person[2].more);
    assert_eq!(pets[0].marks, ["recursive"]);
    assert_eq!(pets[0].more, "");
}

#[test]
fn what_makes_no_sense_is_shown_all_the_same() {
    let document =
        Document { root: Node::from_json(r#"{"type":5,"properties":[1],"items":"x"}"#).unwrap() };
    let schemas = Schemas(&document);
    let field = schemas.field("x", &document.root(), true, "");
    assert_eq!(field.kind, "5");
}
