//! Several entities of the catalog.

use super::super::desk::Desk;
use super::super::draw::id_of;
use super::super::leaf::help;
use super::entity::{Among, arbitrary, choices, written};
use crate::plugin::prelude::use_sources;
use leptos::prelude::*;
use portico_components::{Chip, Combobox};
use portico_templates::form::Field;
use serde_json::Value;

/// Draws the picker: one is added by choosing it, and removed by its chip.
pub fn draw(desk: Desk, field: &Field) -> AnyView {
    let id = id_of(&field.pointer);
    let label = field.title.clone();
    let error = desk.error(&field.pointer);
    let answer = desk.answer(&field.pointer);
    let all = choices(use_sources(), field, Among::All);
    let chosen = Memo::new(move |_| {
        answer.with(|answer| match answer {
            Some(Value::Array(items)) => {
                items.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
            }
            _ => Vec::new(),
        })
    });
    let own = StoredValue::new(field.clone());
    let set = move |all: Vec<String>| {
        own.with_value(|own| {
            desk.set(&own.pointer, Value::Array(all.into_iter().map(Value::String).collect()));
        });
    };
    let add = move |text: Option<String>| {
        let Some(text) = text.map(|text| own.with_value(|own| written(own, &text))) else { return };
        let mut now = chosen.get_untracked();
        if !now.contains(&text) {
            now.push(text);
            set(now);
        }
    };
    let chips = move || {
        let chips = chosen.get().into_iter().map(|name| {
            let shown = all.with(|all| {
                let known = all.iter().find(|choice| choice.value == name);
                known.map_or_else(|| name.clone(), |choice| choice.label.clone())
            });
            let remove = move |()| {
                let name = name.clone();
                queue_microtask(move || {
                    let mut now = chosen.get_untracked();
                    now.retain(|other| *other != name);
                    set(now);
                });
            };
            view! { <Chip value=shown on_remove=remove /> }.into_any()
        });
        chips.collect::<Vec<_>>()
    };
    let none = Signal::stored(None::<String>);
    let placeholder = field.ui.placeholder.clone().unwrap_or_else(|| "Add…".to_owned());
    let (help, optional, custom) = (help(field), !field.required, arbitrary(field));
    view! {
        <div id=id data-several="">
            <Combobox label choices=all value=none on_change=add custom placeholder help error optional />
            <div data-chips="">{chips}</div>
        </div>
    }
    .into_any()
}
