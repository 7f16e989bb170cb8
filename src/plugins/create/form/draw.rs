//! Fields, each with the component that fits it.

use super::about::{links, told};
use super::desk::Desk;
use super::{leaf, list, object, pickers};
use leptos::prelude::*;
use portico_components::Select;
use portico_templates::form::{Field, Kind};

/// Id of the place of a field, for the summary of what has to change.
pub fn id_of(pointer: &str) -> String {
    ["field", pointer].concat()
}

/// What makes a field keep its elements.
fn shape(field: &Field) -> &'static str {
    match (&field.kind, pickers::draws(field)) {
        (_, true) => "picker",
        (Kind::Object { .. }, _) => "object",
        (Kind::List { .. }, _) => "list",
        (Kind::Variants { .. }, _) => "variants",
        _ => "leaf",
    }
}

/// Draws fields. One that stays is not drawn anew when others come or go.
pub fn fields(desk: Desk, all: Signal<Vec<Field>>) -> AnyView {
    // Which there are: most letters change nothing but the answer of one, and this not at all.
    let places = Memo::new(move |_| {
        let place = |field: &Field| (shape(field), field.pointer.clone());
        all.with(|all| all.iter().map(place).collect::<Vec<_>>())
    });
    let draw = move |(shape_of, pointer): (&'static str, String)| {
        let same = move |field: &&Field| field.pointer == pointer && shape(field) == shape_of;
        let first = all.with_untracked(|all| all.iter().find(&same).cloned());
        let Some(first) = first else { return ().into_any() };
        // The others are compared where they stand, and not copied.
        let now = Memo::new_owning(move |before: Option<Field>| {
            let before = before.unwrap_or_else(|| first.clone());
            all.with(|all| match all.iter().find(&same).filter(|found| **found != before) {
                Some(found) => (found.clone(), true),
                None => (before, false),
            })
        });
        field(desk, now, shape_of)
    };
    view! { <For each=move || places.get() key=|place: &(&'static str, String)| place.clone() children=draw /> }
        .into_any()
}

fn field(desk: Desk, now: Memo<Field>, shape: &'static str) -> AnyView {
    now.with_untracked(|field| desk.conceal_in(field));
    match shape {
        "object" => object::draw(desk, now),
        "list" => list::draw(desk, now),
        "variants" => variants(desk, now),
        "picker" => {
            (move || now.with(|field| linked(field, pickers::draw(desk, field)))).into_any()
        }
        _ => (move || now.with(|field| linked(field, leaf::draw(desk, field)))).into_any(),
    }
}

/// A control, and below it where the text about it leads.
fn linked(field: &Field, control: AnyView) -> AnyView {
    match field.description.as_deref().and_then(links) {
        Some(links) => view! { <div data-linked="">{control}{links}</div> }.into_any(),
        None => control,
    }
}

/// A choice of what is asked further.
fn variants(desk: Desk, now: Memo<Field>) -> AnyView {
    let (pointer, title) = now.with_untracked(|field| (field.pointer.clone(), field.title.clone()));
    let choices = Signal::derive(move || {
        now.with(|field| match &field.kind {
            Kind::Variants { titles, .. } => {
                let titles = titles.iter().enumerate();
                titles
                    .map(|(at, title)| {
                        portico_components::Choice::new(at.to_string(), title.clone())
                    })
                    .collect()
            }
            _ => Vec::new(),
        })
    });
    let chosen = Signal::derive(move || {
        now.with(|field| match &field.kind {
            Kind::Variants { chosen, .. } => Some(chosen.to_string()),
            _ => None,
        })
    });
    let inner = Memo::new(move |_| {
        now.with(|field| match &field.kind {
            Kind::Variants { inner, .. } => {
                let mut inner = (**inner).clone();
                // Two fields of the same name are one too many.
                if inner.title == field.title {
                    inner.title = "Details".to_owned();
                }
                vec![inner]
            }
            _ => Vec::new(),
        })
    });
    let help = now.with_untracked(|field| field.description.as_deref().map(|text| told(text).0));
    let error = desk.error(&pointer);
    let id = id_of(&pointer);
    let pick = move |variant: String| {
        if let Ok(at) = variant.parse() {
            desk.choose(&pointer, at);
        }
    };
    let below = fields(desk, inner.into());
    view! {
        <Select attr:id=id label=title choices value=chosen on_change=pick help=Signal::stored(help) error />
        {below}
    }
    .into_any()
}
