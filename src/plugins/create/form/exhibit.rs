//! What the gallery shows of the form: its kinds of fields, what is said against answers, and the
//! look at all of them.

use super::desk::Desk;
use super::{review, styled, wizard};
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use portico_templates::form::Form;
use serde_json::{Value, json};

pub const ENTRY: Entry = Entry {
    id: "create-form",
    name: "Create: the form of a template",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "Fields drawn from a JSON Schema, as templates of Backstage write it.",
    when_not: "A form that the portal itself writes: the fields of the library.",
};

pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "fields", title: "Texts, numbers and choices", view: || fields(single(), false) },
    Example {
        id: "nested",
        title: "Lists, objects and variants",
        view: || fields(nested(), false),
    },
    Example { id: "errors", title: "What has to change", view: || fields(single(), true) },
    Example { id: "review", title: "All answers", view: all },
    Example {
        id: "faulty",
        title: "A schema with a mistake",
        view: || fields(json!({ "properties": { "a": { "$ref": "#/nowhere" } } }), false),
    },
];

fn single() -> Value {
    json!({
        "title": "The service",
        "required": ["service", "interface"],
        "properties": {
            "service": { "title": "Service", "type": "string", "minLength": 3,
                "description": "Lower case, dashes. It becomes the **repository**." },
            "replicas": { "title": "Replicas", "type": "integer", "minimum": 1, "maximum": 10, "default": 2 },
            "interface": { "title": "Interface", "type": "string", "enum": ["http", "grpc"],
                "enumNames": ["HTTP and JSON", "gRPC"] },
            "public": { "title": "Open to the internet", "type": "boolean" },
            "region": { "title": "Region", "type": "string", "default": "eu-west", "readOnly": true },
            "licence": { "title": "Licence", "type": "string", "ui:field": "LicencePicker" },
        },
    })
}

fn nested() -> Value {
    json!({
        "title": "Where it runs",
        "properties": {
            "hosts": { "title": "Hosts", "type": "array", "items": { "type": "string", "title": "Host" },
                "default": ["a.example.com", "b.example.com"] },
            "labels": { "title": "Labels", "type": "object",
                "additionalProperties": { "type": "string" }, "default": { "team": "ledger" } },
            "source": { "title": "Source", "oneOf": [
                { "title": "Container image", "type": "object",
                    "properties": { "image": { "title": "Image", "type": "string" } } },
                { "title": "Git repository", "type": "object",
                    "properties": { "branch": { "title": "Branch", "type": "string" } } },
            ] },
        },
    })
}

fn desk(schema: &Value, answers: Option<Value>) -> Desk {
    let form = Form::from_parameters(schema);
    let answers = answers.unwrap_or_else(|| form.defaults(super::desk::CONTEXT));
    Desk::new(form, answers, Signal::stored(0))
}

fn fields(schema: Value, checked: bool) -> AnyView {
    let desk = desk(&schema, None);
    if checked {
        desk.check(0);
    }
    styled(wizard::step_view(desk, 0, "Fields", None))
}

fn all() -> AnyView {
    let answers =
        json!({ "service": "ledger", "replicas": 3, "interface": "grpc", "public": false });
    styled(review::draw(desk(&single(), Some(answers)), Callback::new(|_| ())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_are_right_but_for_the_one_that_is_not() {
        for schema in [single(), nested()] {
            assert!(Form::from_parameters(&schema).faults().is_empty());
        }
    }
}
