//! The fields of the form.

use super::desk::Desk;
use super::fields::{self, Field, Part, Said, Shape};
use super::rows;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{Card, Chip, Choice, Combobox, Stack, TagInput, TextArea, TextField};

/// Choices that are offered for one text.
const OFFERED: usize = 50;

/// Draws all fields, in their cards.
pub fn draw(desk: Desk) -> AnyView {
    let subject = desk.subject();
    let cards = Part::ALL.into_iter().filter_map(|part| {
        let of_part: Vec<Field> =
            subject.fields.iter().filter(|field| field.part == part).copied().collect();
        if of_part.is_empty() {
            return None;
        }
        let drawn: Vec<AnyView> = of_part.into_iter().map(|field| one(desk, field)).collect();
        Some(view! { <Card title=part.title()><Stack>{drawn}</Stack></Card> }.into_any())
    });
    cards.collect::<Vec<_>>().into_any()
}

fn one(desk: Desk, field: Field) -> AnyView {
    let key = field.key();
    let subject = desk.subject();
    if let Some((_, why)) = subject.fixed.iter().find(|(path, _)| *path == key) {
        let why = why.clone();
        return view! {
            <div>
                <strong>{field.title}</strong>
                <p class="u-note">{why}</p>
            </div>
        }
        .into_any();
    }
    match field.shape {
        Shape::Line => line(desk, field),
        Shape::Lines => lines(desk, field),
        Shape::Words => words(desk, field),
        Shape::Entity(kinds) => entity(desk, field, kinds),
        Shape::Entities(kinds) => entities(desk, field, kinds),
        Shape::Pairs => rows::pairs(desk, field),
        Shape::Links => rows::links(desk, field),
    }
}

/// What a field of one text says.
pub fn text_of(desk: Desk, key: String) -> Signal<String> {
    let memo = Memo::new(move |_| match desk.said(&key) {
        Some(Said::Text(text)) => text,
        _ => String::new(),
    });
    memo.into()
}

fn line(desk: Desk, field: Field) -> AnyView {
    let key = field.key();
    let (value, error) = (text_of(desk, key.clone()), desk.error(key.clone()));
    let typed = move |text: String| desk.say(&key, Said::Text(text));
    view! { <TextField label=field.title value on_input=typed error optional=true /> }.into_any()
}

fn lines(desk: Desk, field: Field) -> AnyView {
    let key = field.key();
    let (value, error) = (text_of(desk, key.clone()), desk.error(key.clone()));
    let typed = move |text: String| desk.say(&key, Said::Text(text));
    view! { <TextArea label=field.title value on_input=typed error optional=true /> }.into_any()
}

fn texts_of(desk: Desk, key: String) -> Signal<Vec<String>> {
    let memo = Memo::new(move |_| match desk.said(&key) {
        Some(Said::Texts(texts)) => texts,
        _ => Vec::new(),
    });
    memo.into()
}

fn words(desk: Desk, field: Field) -> AnyView {
    let key = field.key();
    let (value, error) = (texts_of(desk, key.clone()), desk.error(key.clone()));
    let change = move |texts: Vec<String>| desk.say(&key, Said::Texts(texts));
    view! { <TagInput label=field.title value on_change=change error optional=true /> }.into_any()
}

/// The entities whose names have a text, and those that are chosen already.
fn offered(
    catalog: &Catalog,
    kinds: &[&str],
    text: &str,
    chosen: Option<&EntityRef>,
) -> Vec<Choice> {
    let text = portico_components::lower(text);
    let chosen = chosen.and_then(|entity| catalog.lookup(entity));
    let fits = |ix: &Ix| {
        let entry = catalog.entry(*ix);
        let named = |name: &str| portico_components::lower(name).contains(&text);
        Some(*ix) != chosen
            && (kinds.is_empty() || kinds.contains(&entry.kind()))
            && (named(entry.display_name()) || named(entry.name()))
    };
    let matching = catalog.all().filter(fits).take(OFFERED);
    // What is chosen is always among them, and never before what was typed.
    let found: Vec<Ix> = match text.is_empty() {
        true => chosen.into_iter().chain(matching).collect(),
        false => matching.chain(chosen).collect(),
    };
    found
        .into_iter()
        .map(|ix| {
            let entry = catalog.entry(ix);
            let name = entry.entity_ref().to_string();
            let (icon, _) = portico_components::kind_icon(entry.kind());
            Choice::new(name.clone(), entry.display_name()).help(name).icon(icon)
        })
        .collect()
}

fn entity(desk: Desk, field: Field, kinds: &'static [&'static str]) -> AnyView {
    let key = field.key();
    let subject = desk.subject();
    let namespace = subject.entity.namespace.clone();
    let (text, error) = (text_of(desk, key.clone()), desk.error(key.clone()));
    let typed = RwSignal::new(String::new());
    let meant = {
        let namespace = namespace.clone();
        Memo::new(move |_| text.with(|text| fields::full(&field, &namespace, text)))
    };
    let choices = {
        let catalog = subject.catalog.clone();
        Memo::new(move |_| {
            let mut list =
                meant.with(|meant| offered(&catalog, kinds, &typed.get(), meant.as_ref()));
            // A name that nothing has is still what the field says.
            let missing = meant.with(|meant| {
                meant
                    .as_ref()
                    .filter(|meant| catalog.lookup(meant).is_none())
                    .map(ToString::to_string)
            });
            list.extend(missing.map(|name| Choice::new(name.clone(), text.get()).help(name)));
            list
        })
    };
    let value = Signal::derive(move || meant.with(|meant| meant.as_ref().map(ToString::to_string)));
    let before = match subject.before.get(&key) {
        Some(Said::Text(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    let change = move |chosen: Option<String>| {
        let text = chosen.map(|chosen| fields::short(&field, &namespace, &chosen, &before));
        desk.say(&key, Said::Text(text.unwrap_or_default()));
    };
    view! {
        <Combobox
            label=field.title
            choices
            value
            on_change=change
            on_query=Callback::new(move |text: String| {
                typed.try_set(text);
            })
            custom=true
            error
            optional=true
        />
    }
    .into_any()
}

/// Several entities: one is added by choosing it, and taken out by its chip.
fn entities(desk: Desk, field: Field, kinds: &'static [&'static str]) -> AnyView {
    let key = field.key();
    let subject = desk.subject();
    let namespace = subject.entity.namespace.clone();
    let (texts, error) = (texts_of(desk, key.clone()), desk.error(key.clone()));
    let typed = RwSignal::new(String::new());
    let choices = {
        let (catalog, namespace) = (subject.catalog.clone(), namespace.clone());
        Memo::new(move |_| {
            let taken: Vec<String> = texts.with(|texts| {
                let full = texts.iter().filter_map(|text| fields::full(&field, &namespace, text));
                full.map(|entity| entity.to_string()).collect()
            });
            let mut list = offered(&catalog, kinds, &typed.get(), None);
            list.retain(|choice| !taken.contains(&choice.value));
            list
        })
    };
    let before = match subject.before.get(&key) {
        Some(Said::Texts(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let set = {
        let key = key.clone();
        move |texts: Vec<String>| desk.say(&key, Said::Texts(texts))
    };
    let add = {
        let (set, namespace) = (set.clone(), namespace.clone());
        move |chosen: Option<String>| {
            let Some(chosen) = chosen else { return };
            let text = fields::short(&field, &namespace, &chosen, &before);
            let mut now = texts.get_untracked();
            if !now.contains(&text) {
                now.push(text);
                set(now);
            }
        }
    };
    let catalog = subject.catalog.clone();
    let chips = move || {
        let chips = texts.get().into_iter().map(|text| {
            let known = fields::full(&field, &namespace, &text)
                .and_then(|entity| catalog.lookup(&entity))
                .map(|ix| catalog.entry(ix).display_name().to_owned());
            let shown = known.unwrap_or_else(|| text.clone());
            let set = set.clone();
            let remove = move |()| {
                let (set, text) = (set.clone(), text.clone());
                queue_microtask(move || {
                    let mut now = texts.get_untracked();
                    now.retain(|other| *other != text);
                    set(now);
                });
            };
            view! { <Chip value=shown on_remove=remove /> }.into_any()
        });
        chips.collect::<Vec<_>>()
    };
    let none = Signal::stored(None::<String>);
    view! {
        <div data-several="">
            <Combobox
                label=field.title
                choices
                value=none
                on_change=add
                on_query=Callback::new(move |text: String| {
                    typed.try_set(text);
                })
                custom=true
                placeholder="Add…"
                error
                optional=true
            />
            <div data-chips="">{chips}</div>
        </div>
    }
    .into_any()
}
