//! What a form can ask with: every field and widget with an example to copy and to try.

use super::super::form::found::Found;
use super::super::form::trial::TrialInput;
use super::reading::read;
use super::{Bench, lazily};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, Choice, CodeBlock, CodeLanguage, Select, Stack};
use serde_json::json;
use std::sync::Arc;

/// A field, a widget or a way to ask.
pub struct Kind {
    /// Its name, as a schema writes it.
    pub name: &'static str,
    /// What it is for, in a sentence.
    pub about: &'static str,
    /// What stands below `properties`, and beside it, as a step of the form.
    pub example: &'static str,
}

const fn kind(name: &'static str, about: &'static str, example: &'static str) -> Kind {
    Kind { name, about, example }
}

/// All of them: what picks from the catalog, then widgets, then what a schema says by itself.
pub const KINDS: &[Kind] = &[
    kind(
        "EntityPicker",
        "One entity of the catalog, narrowed by a filter. The answer is its reference.",
        "properties:
  system:
    title: System
    type: string
    ui:field: EntityPicker
    ui:options:
      catalogFilter: { kind: System }
      defaultKind: System
      allowArbitraryValues: false
",
    ),
    kind(
        "MultiEntityPicker",
        "Several entities of the catalog. The answer is a list of references.",
        "properties:
  consumers:
    title: Who reads it
    type: array
    items: { type: string }
    ui:field: MultiEntityPicker
    ui:options:
      catalogFilter: { kind: Component }
",
    ),
    kind(
        "OwnerPicker",
        "A team or a person that owns what is made.",
        "properties:
  owner:
    title: Owner
    type: string
    ui:field: OwnerPicker
    ui:options:
      catalogFilter: { kind: Group }
",
    ),
    kind(
        "OwnedEntityPicker",
        "An entity that the reader, or a team of theirs, owns.",
        "properties:
  component:
    title: Component
    type: string
    ui:field: OwnedEntityPicker
    ui:options:
      catalogFilter: { kind: Component }
",
    ),
    kind(
        "MyGroupsPicker",
        "One of the teams that the reader is in.",
        "properties:
  team:
    title: Team
    type: string
    ui:field: MyGroupsPicker
",
    ),
    kind(
        "EntityNamePicker",
        "A name that the catalog takes: letters, digits, and -_. between them.",
        "required: [name]
properties:
  name:
    title: Name
    type: string
    ui:field: EntityNamePicker
    ui:autofocus: true
",
    ),
    kind(
        "EntityTagsPicker",
        "Tags, with those of the catalog as suggestions.",
        "properties:
  tags:
    title: Tags
    type: array
    items: { type: string }
    ui:field: EntityTagsPicker
",
    ),
    kind(
        "RepoUrlPicker",
        "Where the repository will be. The answer is host?owner=…&repo=….",
        "required: [repoUrl]
properties:
  repoUrl:
    title: Repository
    type: string
    ui:field: RepoUrlPicker
    ui:options:
      allowedHosts: [github.com]
      allowedOwners: [acme]
",
    ),
    kind(
        "RepoBranchPicker",
        "A branch of a repository.",
        "properties:
  branch:
    title: Branch
    type: string
    default: main
    ui:field: RepoBranchPicker
",
    ),
    kind(
        "RepoOwnerPicker",
        "An organisation or a person that repositories belong to.",
        "properties:
  organisation:
    title: Organisation
    type: string
    ui:field: RepoOwnerPicker
    ui:options:
      host: github.com
      allowedOwners: [acme, acme-labs]
",
    ),
    kind(
        "Secret",
        "A secret. It is posted apart from the answers, and is in no draft, link or log.",
        "properties:
  token:
    title: Token of the registry
    type: string
    ui:field: Secret
    ui:help: It goes into the vault.
",
    ),
    kind(
        "text",
        "One line, with a pattern in words.",
        "required: [name]
properties:
  name:
    title: Name
    type: string
    pattern: '^[a-z][a-z0-9-]*$'
    maxLength: 40
    ui:placeholder: parcel-weigher
    ui:help: Lower case, digits and hyphens.
",
    ),
    kind(
        "textarea",
        "Several lines of text.",
        "properties:
  reason:
    title: Why
    type: string
    ui:widget: textarea
    ui:options: { rows: 5 }
",
    ),
    kind(
        "password",
        "A text that is hidden while it is typed, and masked at the end.",
        "properties:
  passphrase:
    title: Passphrase
    type: string
    minLength: 12
    ui:widget: password
",
    ),
    kind(
        "radio",
        "One of a few, all in sight.",
        "properties:
  interface:
    title: Interface
    type: string
    enum: [http, grpc, none]
    enumNames: [HTTP, gRPC, None of them]
    default: http
    ui:widget: radio
",
    ),
    kind(
        "select",
        "One of many, from a list.",
        "properties:
  region:
    title: Region
    type: string
    oneOf:
      - { const: eu-west, title: Western Europe }
      - { const: eu-north, title: Northern Europe }
    ui:widget: select
",
    ),
    kind(
        "checkboxes",
        "Several of a few.",
        "properties:
  regions:
    title: Regions
    type: array
    uniqueItems: true
    minItems: 1
    items:
      type: string
      enum: [eu-west, eu-north, us-east]
    ui:widget: checkboxes
",
    ),
    kind(
        "updown",
        "A number within bounds.",
        "properties:
  partitions:
    title: Partitions
    type: integer
    minimum: 1
    maximum: 96
    default: 6
    ui:widget: updown
",
    ),
    kind(
        "boolean",
        "Yes or no.",
        "properties:
  database:
    title: With a database
    type: boolean
    default: false
",
    ),
    kind(
        "hidden",
        "A value that is posted and not asked for.",
        "properties:
  version:
    type: string
    default: v2
    ui:widget: hidden
",
    ),
    kind(
        "format",
        "Texts of a form: email, uri, date, date-time, hostname, ipv4, uuid and others.",
        "properties:
  contact: { title: Contact, type: string, format: email }
  page: { title: Page, type: string, format: uri }
  goLive: { title: Earliest go-live, type: string, format: date }
",
    ),
    kind(
        "array",
        "A list that grows, one field or one group of fields for each item.",
        "properties:
  columns:
    title: Columns
    type: array
    minItems: 1
    items:
      type: object
      title: Column
      required: [name]
      properties:
        name: { title: Name, type: string }
        type: { title: Type, type: string, enum: [text, integer, date], default: text }
",
    ),
    kind(
        "object",
        "Fields that belong together, in an order of their own.",
        "properties:
  contact:
    title: Contact
    type: object
    ui:order: [name, '*']
    properties:
      phone: { title: Phone, type: string }
      name: { title: Name, type: string }
",
    ),
    kind(
        "dependencies",
        "Questions that depend on an answer.",
        "properties:
  database: { title: With a database, type: boolean, default: true }
dependencies:
  database:
    oneOf:
      - properties:
          database: { const: false }
      - required: [size]
        properties:
          database: { const: true }
          size: { title: Size, type: string, enum: [small, large] }
",
    ),
    kind(
        "if, then, else",
        "The same for anything that a schema can say about the answers.",
        "properties:
  tier: { title: Tier, type: integer, minimum: 1, maximum: 3, default: 3 }
if:
  properties: { tier: { const: 1 } }
then:
  required: [pager]
  properties:
    pager: { title: Who is called, type: string }
",
    ),
    kind(
        "oneOf",
        "A choice between groups of fields.",
        "properties:
  source:
    title: Source
    type: object
    oneOf:
      - title: A bucket
        properties: { bucket: { title: Bucket, type: string } }
      - title: A topic
        properties: { topic: { title: Topic, type: string } }
",
    ),
    kind(
        "ui:backstage.review",
        "What the last step shows of an answer: nothing, or a mask.",
        "properties:
  account:
    title: Account
    type: string
    ui:backstage:
      review: { mask: '****' }
",
    ),
];

/// The example as a whole template, whose form is tried.
fn template(example: &str) -> Option<Found> {
    let schema = read(example, None).descriptor?;
    let descriptor =
        json!({ "metadata": { "name": "example" }, "spec": { "parameters": [schema] } });
    Some(Found {
        reference: "template:default/example".to_owned(),
        title: "this field".to_owned(),
        description: None,
        owner: None,
        file: String::new(),
        descriptor,
    })
}

/// Draws the explorer.
pub fn draw(bench: Bench) -> AnyView {
    let chosen = bench.field;
    let choices: Vec<Choice> = KINDS.iter().map(|kind| Choice::new(kind.name, kind.name)).collect();
    let value = Signal::derive(move || Some(chosen.get()));
    let pick = move |name: String| {
        bench.tried.set(json!({}));
        chosen.set(name);
    };
    let found = Signal::derive(move || {
        let name = chosen.get();
        let kind = KINDS.iter().find(|kind| kind.name == name)?;
        template(kind.example).map(Arc::new)
    });
    let about = move || {
        let name = chosen.get();
        KINDS.iter().find(|kind| kind.name == name).map(|kind| {
            view! {
                <p data-about="">{kind.about}</p>
                <CodeBlock
                    label=["Example of ", kind.name].concat()
                    code=kind.example
                    language=CodeLanguage::Yaml
                />
            }
        })
    };
    let input =
        TrialInput { found, typed: bench.tried, values: RwSignal::new(json!({})), preview: false };
    let trial = lazily("trial", "The form", move || super::super::trial::loader().draw(input));
    view! {
        <Stack>
            <Select
                label="Field or widget"
                choices=Signal::stored(choices)
                value=value
                on_change=pick
                help=Signal::stored(Some("An example stands below any step of spec.parameters.".to_owned()))
            />
            {about}
            <Card title="Try it">{trial}</Card>
        </Stack>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::super::super::form::KNOWN_FIELDS;
    use super::*;
    use portico_templates::form::Form;

    #[test]
    fn every_example_is_a_schema_without_faults() {
        for kind in KINDS {
            let found = template(kind.example);
            let found =
                found.unwrap_or_else(|| panic!("{}: {:?}", kind.name, read(kind.example, None)));
            let parameters = found.descriptor.pointer("/spec/parameters").unwrap();
            let form = Form::from_parameters(parameters);
            assert!(form.faults().is_empty(), "{}: {:?}", kind.name, form.faults());
        }
    }

    #[test]
    fn every_picker_that_forms_know_has_an_example() {
        for known in KNOWN_FIELDS {
            let found = KINDS.iter().find(|kind| kind.name == *known);
            let example = found.map_or("", |kind| kind.example);
            assert!(example.contains(&format!("ui:field: {known}\n")), "{known}");
        }
    }
}
