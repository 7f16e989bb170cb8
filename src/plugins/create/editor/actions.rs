//! The actions that the scaffolder has: what each does, what it takes, what it gives.

use super::super::api::{self, Action};
use super::Bench;
use crate::net::{ErrorKind, LoadState};
use crate::plugin::loaded::failed;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Accordion, AccordionItem, Banner, CodeBlock, CodeLanguage, Description, DescriptionList,
    EmptyKind, EmptyState, Level, SearchField, Skeleton, SkeletonKind, Stack, Tone,
};
use serde_json::Value;

/// Draws the list.
pub fn draw(bench: Bench) -> AnyView {
    let load = bench.actions;
    let retry = Callback::new(move |()| load.reload());
    let inside = move || {
        load.state.with(|state| match state {
            LoadState::Loading => view! {
                <Skeleton kind=SkeletonKind::Rows(6) label="Loading the actions" />
            }
            .into_any(),
            LoadState::Failed { error, stale: None } if is_absent(&error.kind) => view! {
                <Banner tone=Tone::Info title="There is no scaffolder that lists its actions">
                    "Everything else here works without it. Where one is stands in portal.json: “scaffolder” of the plugin “create”."
                </Banner>
            }
            .into_any(),
            LoadState::Failed { error, stale: None } => failed("The actions", error, retry),
            LoadState::Ready { value, .. } | LoadState::Failed { stale: Some((value, _)), .. } => {
                list(value.items.clone(), value.broken.len(), bench.sought)
            }
        })
    };
    view! { {inside} }.into_any()
}

/// Whether it is no failure but the lack of a scaffolder.
pub const fn is_absent(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound | ErrorKind::NotData { .. } | ErrorKind::OriginNotDeclared { .. }
    )
}

fn list(all: Vec<Action>, broken: usize, sought: RwSignal<String>) -> AnyView {
    let count = all.len();
    let found = Memo::new(move |_| {
        let words = portico_components::lower(&sought.get());
        let fits = |action: &&Action| {
            let text =
                portico_components::lower(&[&*action.id, " ", &*action.description].concat());
            words.split_whitespace().all(|word| text.contains(word))
        };
        all.iter().filter(fits).cloned().collect::<Vec<Action>>()
    });
    let drawn = move || {
        let found = found.get();
        if found.is_empty() {
            return view! {
                <EmptyState kind=EmptyKind::NoMatch title="No action matches" compact=true>
                    "Look for a part of its name, such as fetch."
                </EmptyState>
            }
            .into_any();
        }
        let items = found.into_iter().map(item).collect();
        view! { <Accordion items=items level=Level::H3 /> }.into_any()
    };
    let unread = (broken > 0).then(|| {
        view! {
            <Banner tone=Tone::Warning title="Some actions could not be read">
                "The others are shown."
            </Banner>
        }
    });
    let words = crate::plugin::entities::counted(count, "action is", "actions are");
    view! {
        <Stack>
            <p data-about="">{words} " installed."</p>
            {unread}
            <SearchField
                label="Find an action"
                value=sought
                on_input=move |text: String| sought.set(text)
            />
            {drawn}
        </Stack>
    }
    .into_any()
}

fn item(action: Action) -> AccordionItem {
    let (id, about) = (action.id.clone(), action.description.clone());
    AccordionItem::new(id.clone(), id, ViewFn::from(move || inside(&action))).hint(about)
}

fn inside(action: &Action) -> AnyView {
    let parts = [("What it takes", "/input"), ("What it gives", "/output")].map(|(title, at)| {
        let fields = fields(action.schema.pointer(at));
        (!fields.is_empty()).then(|| {
            let rows: Vec<AnyView> = fields
                .into_iter()
                .map(|(term, words)| {
                    view! { <Description term=term>{words}</Description> }.into_any()
                })
                .collect();
            view! {
                <h4 class="u-section">{title}</h4>
                <DescriptionList>{rows}</DescriptionList>
            }
        })
    });
    let about = action.description.clone();
    let whole = code("A step to copy", step(action));
    let examples: Vec<AnyView> = api::list(&action.examples, "")
        .iter()
        .filter_map(|example| {
            let title = api::text(example, "/description");
            let title = if title.is_empty() { "Example" } else { title };
            let text = api::text(example, "/example");
            (!text.is_empty()).then(|| code(title, text.to_owned()))
        })
        .collect();
    view! {
        <Stack>
            <p>{about}</p>
            {Vec::from(parts)}
            {whole}
            {examples}
        </Stack>
    }
    .into_any()
}

fn code(label: &str, text: String) -> AnyView {
    view! { <CodeBlock label=label.to_owned() code=text language=CodeLanguage::Yaml head=true /> }
        .into_any()
}

/// The fields of a schema: names, with types and words.
fn fields(schema: Option<&Value>) -> Vec<(String, String)> {
    let Some(schema) = schema else { return Vec::new() };
    let required = api::list(schema, "/required");
    let properties = schema.get("properties").and_then(Value::as_object);
    properties
        .into_iter()
        .flatten()
        .map(|(name, field)| {
            let needed = required.iter().any(|one| one.as_str() == Some(name));
            let kind = match field.get("type") {
                Some(Value::String(kind)) => kind.clone(),
                Some(Value::Array(kinds)) => {
                    kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or ")
                }
                _ => "any".to_owned(),
            };
            let mut words = kind;
            if needed {
                words.push_str(", required");
            }
            let about = match api::text(field, "/description") {
                "" => api::text(field, "/title"),
                about => about,
            };
            if !about.is_empty() {
                words = [&*words, ". ", about].concat();
            }
            (name.clone(), words)
        })
        .collect()
}

/// A step with all fields of the action.
fn step(action: &Action) -> String {
    let id = action.id.rsplit(':').next().unwrap_or_default();
    let mut text = format!("- id: {id}\n  name: {id}\n  action: {}\n", action.id);
    let fields = fields(action.schema.pointer("/input"));
    if !fields.is_empty() {
        text.push_str("  input:\n");
    }
    for (name, words) in fields {
        let words: String = words.chars().filter(|c| !c.is_control()).take(80).collect();
        text.push_str(&format!("    {name}: # {words}\n"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn action() -> Action {
        let text = json!({
            "id": "fetch:template", "description": "Fills in files.", "examples": null,
            "schema": { "input": { "type": "object", "required": ["url"], "properties": {
                "url": { "type": "string", "description": "The folder." },
                "values": { "type": ["object", "null"], "title": "Values" },
                "token": {} } } } });
        serde_json::from_value(text).unwrap()
    }

    #[test]
    fn the_fields_of_an_action_in_words() {
        let found = fields(action().schema.pointer("/input"));
        let said: Vec<(&str, &str)> =
            found.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect();
        assert_eq!(
            said,
            [
                ("url", "string, required. The folder."),
                ("values", "object or null. Values"),
                ("token", "any")
            ]
        );
        assert!(fields(None).is_empty() && fields(Some(&json!(7))).is_empty());
    }

    #[test]
    fn a_step_to_copy() {
        let text = step(&action());
        assert!(text.starts_with("- id: template\n  name: template\n  action: fetch:template\n  input:\n    url: # string"), "{text}");
    }
}
