//! The log of what happens on a stage: which event, on what.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Button, Card, Size, Variant};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// Older ones are forgotten.
const KEPT: usize = 50;
/// Longer names are cut.
const LONG: usize = 60;

/// What has happened, the newest first.
#[derive(Clone, Copy)]
pub struct Events(RwSignal<Vec<String>>);

impl Default for Events {
    fn default() -> Self {
        Self(RwSignal::new(Vec::new()))
    }
}

impl Events {
    /// What a stage calls for each event.
    pub fn listen<E: AsRef<Event>>(self) -> impl Fn(E) + 'static {
        move |event| {
            let line = described(event.as_ref());
            self.0.update(|lines| {
                lines.insert(0, line);
                lines.truncate(KEPT);
            });
        }
    }
}

/// “click: button “Create component””.
fn described(event: &Event) -> String {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else { return event.type_() };
    // A click on the drawing inside of a button is a click on the button.
    let own = "button, a, input, select, textarea, summary, [role]";
    let target = target.closest(own).ok().flatten().unwrap_or(target);
    let role = target.get_attribute("role").unwrap_or_else(|| target.local_name());
    let name = target
        .get_attribute("aria-label")
        .or_else(|| target.text_content())
        .map(|name| name.trim().chars().take(LONG).collect::<String>())
        .unwrap_or_default();
    match name.is_empty() {
        true => [&event.type_(), ": ", &role].concat(),
        false => [&event.type_(), ": ", &role, " “", &name, "”"].concat(),
    }
}

/// The log, and a way to empty it.
pub fn panel(events: Events) -> AnyView {
    let lines = events.0;
    let clear = move || {
        (!lines.with(Vec::is_empty)).then(|| {
            let clear = move |_| lines.set(Vec::new());
            view! { <Button variant=Variant::Ghost size=Size::Sm on_click=clear>"Clear"</Button> }
        })
    };
    let content = move || {
        let all = lines.get();
        if all.is_empty() {
            return view! { <p class="gallery-hint">"Nothing has happened yet. Use the component."</p> }
                .into_any();
        }
        let all: Vec<AnyView> =
            all.into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect();
        view! { <ol class="gallery-events" role="list">{all}</ol> }.into_any()
    };
    let actions = move || view! { {clear} };
    view! { <Card title="Events" actions=actions>{content}</Card> }.into_any()
}
