//! Names and tags.

use super::super::desk::Desk;
use super::super::draw::id_of;
use super::super::leaf::{fixed, help};
use leptos::prelude::*;
use portico_components::{TagInput, TextField};
use portico_templates::form::Field;
use serde_json::Value;

/// A name: of an entity, a branch.
pub fn name(desk: Desk, field: &Field) -> AnyView {
    let id = id_of(&field.pointer);
    let label = field.title.clone();
    let pointer = field.pointer.clone();
    let value = desk.text(&pointer);
    let error = desk.error(&pointer);
    let on_input = move |text: String| desk.set_text(&pointer, text);
    let placeholder = field.ui.placeholder.clone().unwrap_or_default();
    let (help, optional, disabled_reason) = (help(field), !field.required, fixed(field));
    view! {
        <TextField attr:id=id label value on_input placeholder help error optional mono=true disabled_reason />
    }
    .into_any()
}

/// Tags.
pub fn tags(desk: Desk, field: &Field) -> AnyView {
    let id = id_of(&field.pointer);
    let label = field.title.clone();
    let pointer = field.pointer.clone();
    let answer = desk.answer(&pointer);
    let error = desk.error(&pointer);
    let value = Signal::derive(move || {
        answer.with(|answer| match answer {
            Some(Value::Array(items)) => {
                items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            _ => Vec::new(),
        })
    });
    let on_change = move |tags: Vec<String>| {
        desk.set(&pointer, Value::Array(tags.into_iter().map(Value::String).collect()));
    };
    let given = field.ui.options.get("helperText").and_then(Value::as_str).map(str::to_owned);
    let own = help(field);
    let help = Signal::derive(move || given.clone().or_else(|| own.get()));
    let (optional, disabled_reason) = (!field.required, fixed(field));
    view! { <TagInput attr:id=id label value on_change help error optional disabled_reason /> }
        .into_any()
}
