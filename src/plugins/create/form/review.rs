//! All answers in words, without what nobody may see.

use super::desk::{CONTEXT, Desk, unescaped};
use super::pickers;
use crate::plugin::prelude::{EntityRef, use_sources};
use leptos::prelude::*;
use portico_components::{Button, Description, DescriptionList, Variant, given_file};
use portico_templates::form::{Field, Form, Kind, Review};
use serde_json::Value;
use std::collections::BTreeSet;

/// One answer.
#[derive(Clone, PartialEq, Eq)]
struct Said {
    term: String,
    words: String,
}

/// What an entity of the catalog is called, by its reference.
type Named<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The names that the catalog has now.
fn names() -> impl Fn(&str) -> Option<String> {
    let sources = use_sources();
    move |reference: &str| {
        let catalog = sources.catalog().get_untracked()?;
        let ix = catalog.lookup(&reference.parse::<EntityRef>().ok()?)?;
        Some(catalog.entry(ix).display_name().to_owned())
    }
}

/// An answer in words; `None` for none.
fn words(field: &Field, value: Option<&Value>, named: Named<'_>) -> Option<String> {
    let value = value.filter(|value| !value.is_null())?;
    let titled = |choices: &[portico_templates::form::Choice], value: &Value| {
        let found = choices.iter().find(|choice| choice.value == *value);
        found.map_or_else(|| plain(value), |choice| choice.title.clone())
    };
    let text = match (&field.kind, value) {
        (Kind::Choice(choices), value) => titled(choices, value),
        (Kind::Choices(choices), Value::Array(items)) => {
            items.iter().map(|item| titled(choices, item)).collect::<Vec<_>>().join(", ")
        }
        (_, Value::String(text)) if field.ui.field.as_deref() == Some("RepoUrlPicker") => {
            pickers::spoken(text)
        }
        (_, Value::String(text)) if picked(field) => named(text).unwrap_or_else(|| text.clone()),
        (_, Value::Array(items)) if picked(field) => {
            let name = |item: &Value| item.as_str().and_then(named).unwrap_or_else(|| plain(item));
            items.iter().map(name).collect::<Vec<_>>().join(", ")
        }
        (_, value) => plain(value),
    };
    Some(text).filter(|text| !text.is_empty())
}

/// Whether its answers are entities.
fn picked(field: &Field) -> bool {
    const PICKERS: [&str; 5] =
        ["EntityPicker", "MultiEntityPicker", "OwnerPicker", "OwnedEntityPicker", "MyGroupsPicker"];
    field.ui.field.as_deref().is_some_and(|name| PICKERS.contains(&name))
}

fn plain(value: &Value) -> String {
    match value {
        Value::Bool(on) => if *on { "Yes" } else { "No" }.to_owned(),
        Value::String(text) => given_file(text).map_or_else(|| text.clone(), |file| file.words()),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn collect(fields: &[Field], answers: &Value, above: &str, named: Named<'_>, out: &mut Vec<Said>) {
    for field in fields {
        let hidden = field.ui.widget.as_deref() == Some("hidden");
        if hidden || field.review == Review::Hidden {
            continue;
        }
        let term = if above.is_empty() {
            field.title.clone()
        } else {
            format!("{above}: {}", field.title)
        };
        let value = answers.pointer(&field.pointer);
        let secret = field.secret || field.ui.widget.as_deref() == Some("password");
        let answered = value.is_some_and(|value| !value.is_null());
        if let Review::Masked(mask) = &field.review {
            if answered {
                out.push(Said { term, words: mask.clone() });
            }
            continue;
        }
        if secret {
            if answered {
                out.push(Said { term, words: "••••••".to_owned() });
            }
            continue;
        }
        match &field.kind {
            // A picker of several has one answer, not one for each.
            _ if pickers::draws(field) => {
                if let Some(words) = words(field, value, named) {
                    out.push(Said { term, words });
                }
            }
            Kind::Object { fields, others, .. } => {
                collect(fields, answers, &term, named, out);
                collect(others, answers, &term, named, out);
            }
            Kind::List { items, .. } => collect(items, answers, &term, named, out),
            Kind::Variants { inner, .. } => {
                collect(std::slice::from_ref(inner), answers, above, named, out);
            }
            _ => {
                if let Some(words) = words(field, value, named) {
                    out.push(Said { term, words });
                }
            }
        }
    }
}

/// The answers of a step. Tracked.
fn said(desk: Desk, step: usize, named: Named<'_>) -> Vec<Said> {
    let mut out = Vec::new();
    let answers = desk.answers();
    collect(&desk.fields_now(step), &answers, "", named, &mut out);
    out
}

/// What a run was started with, as the form of its template says it: names of fields and of choices,
/// and nothing that the template hides. What the form does not ask comes after it, by its key.
#[must_use]
pub fn answered(parameters: &Value, values: &Value) -> Vec<(String, String)> {
    let form = Form::from_parameters(parameters);
    let (mut out, mut asked) = (Vec::new(), BTreeSet::new());
    for (step, _) in form.steps(CONTEXT) {
        let fields = form.fields(step, values, &|_| None, CONTEXT);
        // Fields of a variant at the top have no place of their own between.
        for field in &fields {
            asked.extend(keys(field));
        }
        collect(&fields, values, "", &|_| None, &mut out);
    }
    let rest = values.as_object().into_iter().flatten();
    let rest = rest.filter(|(key, _)| !asked.contains(key.as_str()));
    let rest = rest.map(|(key, value)| (key.clone(), plain(value)));
    let said = out.into_iter().map(|Said { term, words }| (term, words));
    said.chain(rest.filter(|(_, words)| !words.is_empty())).collect()
}

/// The answers at the top that a field is about.
fn keys(field: &Field) -> Vec<String> {
    match &field.kind {
        Kind::Object { fields, others, .. } if field.pointer.is_empty() => {
            fields.iter().chain(others).flat_map(keys).collect()
        }
        Kind::Variants { inner, .. } if field.pointer.is_empty() => keys(inner),
        _ => field.pointer.split('/').nth(1).map(unescaped).into_iter().collect(),
    }
}

fn facts(said: Vec<Said>) -> AnyView {
    let facts: Vec<AnyView> = said
        .into_iter()
        .map(|Said { term, words }| {
            view! { <Description term=term>{words}</Description> }.into_any()
        })
        .collect();
    view! { <DescriptionList>{facts}</DescriptionList> }.into_any()
}

/// The last step: all answers by step, each with a way to change them.
pub fn draw(desk: Desk, go: Callback<usize>) -> AnyView {
    let named = names();
    let steps: Vec<AnyView> = desk
        .steps()
        .into_iter()
        .enumerate()
        .map(|(place, (step, title, _))| {
            let said = untrack(|| said(desk, step, &named));
            let body = match said.is_empty() {
                true => view! { <p data-about="">"Nothing was answered."</p> }.into_any(),
                false => facts(said),
            };
            let name = format!("Edit {title}");
            view! {
                <section data-review="">
                    <header>
                        <h3>{title}</h3>
                        <Button
                            variant=Variant::Link
                            attr:aria-label=name
                            on_click=move |_| queue_microtask(move || { go.try_run(place); })
                        >
                            "Edit"
                        </Button>
                    </header>
                    {body}
                </section>
            }
            .into_any()
        })
        .collect();
    view! { <div data-steps="">{steps}</div> }.into_any()
}

/// The answers so far, in short. Only an answer that is another one is drawn anew.
pub fn summary(desk: Desk) -> AnyView {
    let named = names();
    let all = Memo::new(move |_| {
        desk.after_paint(|desk| {
            let said = desk.steps().into_iter().flat_map(|(step, ..)| said(desk, step, &named));
            // Two fields may have one name.
            let mut all: Vec<(usize, Said)> = Vec::new();
            for one in said {
                let alike = all.iter().filter(|(_, other)| other.term == one.term).count();
                all.push((alike, one));
            }
            all
        })
    });
    let none = Memo::new(move |_| all.with(Vec::is_empty));
    let fact = move |(alike, first): (usize, Said)| {
        let term = first.term.clone();
        let words = Memo::new(move |_| {
            all.with(|all| {
                let mut same =
                    all.iter().filter(|(at, one)| *at == alike && one.term == first.term);
                same.next().map(|(_, one)| one.words.clone()).unwrap_or_default()
            })
        });
        view! { <Description term=term>{move || words.get()}</Description> }
    };
    (move || match none.get() {
        true => view! { <p data-about="">"Nothing was answered yet."</p> }.into_any(),
        false => view! {
            <DescriptionList>
                <For
                    each=move || all.get()
                    key=|(alike, one)| (*alike, one.term.clone())
                    children=fact
                />
            </DescriptionList>
        }
        .into_any(),
    })
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_run_is_told_in_the_words_of_its_form() {
        let parameters = json!([{ "properties": {
            "tier": { "title": "Tier", "type": "string", "enum": ["a", "b"], "enumNames": ["Gold", "Silver"] },
            "on": { "title": "With metrics", "type": "boolean" },
            "note": { "title": "Note", "type": "string", "ui:backstage": { "review": { "show": false } } },
        } }]);
        let values =
            json!({"tier": "b", "on": true, "note": "quiet", "more": ["x", "y"], "none": ""});
        let said = answered(&parameters, &values);
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        let wanted = [pair("Tier", "Silver"), pair("With metrics", "Yes"), pair("more", "x, y")];
        assert_eq!(said, wanted);
        assert_eq!(answered(&Value::Null, &json!({"a": 1})), [pair("a", "1")]);
    }
}
