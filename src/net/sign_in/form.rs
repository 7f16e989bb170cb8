//! What is typed on a page survives the way to a provider and back.

use js_sys::Reflect;
use leptos::prelude::{document, set_timeout};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

/// More than this is not kept, in letters.
const MOST: usize = 64 * 1024;
/// What a form is filled in with. Passwords, tokens and files are never kept.
const FIELDS: &str = "main input:not([type=password]):not([type=file]):not([type=hidden]):not([autocomplete=off]), \
                      main textarea, main select";
/// How often a page is looked at until its form is there, and how long it is waited between.
const LOOKS: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(250);

/// A field with what was in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What tells it from others: element, type and label.
    name: String,
    /// How many before it have the same name.
    nth: usize,
    value: String,
    /// For boxes and dots.
    checked: bool,
}

/// The fields of the page, with what is in them.
pub(super) fn collect() -> Vec<Field> {
    let mut all = Vec::new();
    let mut letters = 0;
    for (element, name, nth) in elements() {
        let text = |name: &str| Reflect::get(&element, &name.into()).ok();
        let value = text("value").and_then(|value| value.as_string()).unwrap_or_default();
        let checked = text("checked").is_some_and(|checked| checked.is_truthy());
        letters += value.len();
        if letters > MOST {
            break;
        }
        all.push(Field { name, nth, value, checked });
    }
    all
}

fn elements() -> Vec<(Element, String, usize)> {
    let mut found: Vec<(Element, String, usize)> = Vec::new();
    let Ok(list) = document().query_selector_all(FIELDS) else { return found };
    for at in 0..list.length() {
        let Some(element) = list.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        let name = name(&element);
        let nth = found.iter().filter(|(_, other, _)| *other == name).count();
        found.push((element, name, nth));
    }
    found
}

/// Ids are numbered anew with each visit, so a field is known by its label.
fn name(element: &Element) -> String {
    let attribute = |name: &str| element.get_attribute(name).unwrap_or_default();
    let id = attribute("id");
    let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let label = (!id.is_empty() && is_plain)
        .then(|| document().query_selector(&format!("label[for={id}]")).ok().flatten())
        .flatten()
        .or_else(|| element.closest("label").ok().flatten())
        .and_then(|label| label.text_content())
        .unwrap_or_default();
    let kind = attribute("type");
    // Of several dots with one label, the value tells which.
    let dot = if kind == "radio" { attribute("value") } else { String::new() };
    [element.tag_name(), kind, attribute("aria-label"), label, dot].join("|")
}

/// Puts back what was typed, as soon as the fields are there; what is not there after some seconds
/// is left.
pub fn restore(fields: Vec<Field>) {
    let typed = |field: &Field| !field.value.is_empty() || field.checked;
    look(fields.into_iter().filter(typed).collect(), LOOKS);
}

fn look(mut fields: Vec<Field>, left: u32) {
    for (element, name, nth) in elements() {
        let same = |field: &Field| field.name == name && field.nth == nth;
        if let Some(at) = fields.iter().position(same) {
            fill(&element, &fields.swap_remove(at));
        }
    }
    if !fields.is_empty() && left > 0 {
        set_timeout(move || look(fields, left - 1), BETWEEN);
    }
}

fn fill(element: &Element, field: &Field) {
    let kind = element.get_attribute("type").unwrap_or_default();
    let (name, value): (&str, JsValue) = match kind.as_str() {
        "checkbox" | "radio" => ("checked", field.checked.into()),
        _ => ("value", (&*field.value).into()),
    };
    let _ = Reflect::set(element, &name.into(), &value);
    for event in ["input", "change"] {
        if let Ok(event) = Event::new(event) {
            // Listeners of the page hear events that rise.
            let _ = Reflect::get(&event, &"initEvent".into())
                .ok()
                .and_then(|init| init.dyn_into::<js_sys::Function>().ok())
                .and_then(|init| {
                    init.call3(&event, &event.type_().into(), &true.into(), &false.into()).ok()
                });
            let _ = element.dispatch_event(&event);
        }
    }
}
