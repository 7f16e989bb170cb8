//! An object: its fields below a heading, and the keys that somebody adds.

use super::about::about;
use super::desk::{Desk, escaped};
use super::draw::{fields, id_of};
use leptos::prelude::*;
use portico_components::{Button, Icon, IconButton, Size, TextField};
use portico_templates::form::{Field, Kind};
use serde_json::Value;

/// Draws an object.
pub fn draw(desk: Desk, now: Memo<Field>) -> AnyView {
    let (pointer, title, description) = now.with_untracked(|field| {
        (field.pointer.clone(), field.title.clone(), field.description.clone())
    });
    let inside = Memo::new(move |_| {
        now.with(|field| match &field.kind {
            Kind::Object { fields, .. } => fields.clone(),
            _ => Vec::new(),
        })
    });
    let others = Memo::new(move |_| {
        now.with(|field| match &field.kind {
            Kind::Object { others, .. } => others.clone(),
            _ => Vec::new(),
        })
    });
    let fresh = Memo::new(move |_| {
        now.with(|field| match &field.kind {
            Kind::Object { fresh, .. } => fresh.clone(),
            _ => None,
        })
    });
    let error = desk.error(&pointer);
    let id = id_of(&pointer);
    let inside = fields(desk, inside.into());
    let drawn = entries(desk, others);
    let named = title.clone();
    let adding = move || {
        let (pointer, named) = (pointer.clone(), named.clone());
        fresh.get().map(|fresh| add(desk, pointer, named, fresh, others))
    };
    let wrong = move || error.get().map(|text| view! { <p data-error="">{text}</p> });
    view! {
        <fieldset id=id>
            <legend>{title}</legend>
            {description.map(about)}
            {wrong}
            {inside}
            {drawn}
            {adding}
        </fieldset>
    }
    .into_any()
}

/// Keys that were added, each with a button that removes it.
fn entries(desk: Desk, others: Memo<Vec<Field>>) -> AnyView {
    let row = move |first: Field| {
        let pointer = first.pointer.clone();
        let at = pointer.clone();
        let one = Memo::new(move |_| {
            others.with(|all| all.iter().filter(|field| field.pointer == at).cloned().collect())
        });
        let label = format!("Remove {}", first.title);
        let drawn = fields(desk, one.into());
        view! {
            <div data-entry="">
                <div>{drawn}</div>
                <IconButton
                    icon=Icon::Trash
                    label=label
                    on_click=move |_| {
                        let pointer = pointer.clone();
                        queue_microtask(move || desk.forget(&pointer));
                    }
                />
            </div>
        }
        .into_any()
    };
    view! { <For each=move || others.get() key=|field: &Field| field.pointer.clone() children=row /> }
        .into_any()
}

/// A key to add.
fn add(
    desk: Desk,
    pointer: String,
    title: String,
    fresh: Value,
    others: Memo<Vec<Field>>,
) -> AnyView {
    let key = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let pointer = StoredValue::new(pointer);
    let put = move || {
        let name = key.get_untracked().trim().to_owned();
        let at = pointer.with_value(|pointer| [pointer, "/", &escaped(&name)].concat());
        if name.is_empty() {
            error.set(Some("Give the entry a name.".to_owned()));
        } else if others.with_untracked(|all| all.iter().any(|field| field.pointer == at))
            || desk.now(&at).is_some_and(|value| !value.is_null())
        {
            error.set(Some("There is an entry of this name.".to_owned()));
        } else {
            error.set(None);
            key.set(String::new());
            desk.remember();
            let fresh = if fresh.is_null() { Value::String(String::new()) } else { fresh.clone() };
            desk.set(&at, fresh);
        }
    };
    let put = StoredValue::new(put);
    let label = format!("Name of another entry of {title}");
    let words = format!("Add an entry to {title}");
    view! {
        <div data-add="">
            <TextField
                label=label
                value=key
                on_input=move |text| key.set(text)
                error=error
                optional=true
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        put.with_value(|put| put());
                    }
                }
            />
            <Button size=Size::Sm icon=Icon::Plus on_click=move |_| put.with_value(|put| put())>
                {words}
            </Button>
        </div>
    }
    .into_any()
}
