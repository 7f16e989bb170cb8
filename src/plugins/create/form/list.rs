//! A list whose items are drawn one by one: added, removed, moved.

use super::about::about;
use super::desk::Desk;
use super::draw::{fields, id_of};
use leptos::prelude::*;
use portico_components::{Button, Icon, IconButton, Politeness, Size, use_announcer};
use portico_templates::form::{Field, Kind};
use serde_json::Value;

/// What may be done to a list, and what a new item is.
#[derive(Clone, PartialEq)]
struct Rules {
    fresh: Value,
    item: String,
    count: usize,
    add: bool,
    remove: bool,
    order: bool,
}

fn rules(field: &Field) -> Rules {
    let Kind::List { items, fresh, item_title, min, max, addable, removable, orderable, .. } =
        &field.kind
    else {
        return Rules {
            fresh: Value::Null,
            item: String::new(),
            count: 0,
            add: false,
            remove: false,
            order: false,
        };
    };
    let count = items.len() as u64;
    Rules {
        fresh: fresh.clone(),
        item: item_title.clone(),
        count: items.len(),
        add: *addable && max.is_none_or(|max| count < max),
        remove: *removable && min.is_none_or(|min| count > min),
        order: *orderable && count > 1,
    }
}

/// Draws a list.
pub fn draw(desk: Desk, now: Memo<Field>) -> AnyView {
    let (pointer, title, description) = now.with_untracked(|field| {
        (field.pointer.clone(), field.title.clone(), field.description.clone())
    });
    let rules = Memo::new(move |_| now.with(rules));
    let items = Memo::new(move |_| {
        now.with(|field| match &field.kind {
            Kind::List { items, .. } => items.clone(),
            _ => Vec::new(),
        })
    });
    let error = desk.error(&pointer);
    let id = id_of(&pointer);
    let list = StoredValue::new(pointer);
    let row = move |first: Field| {
        let at: usize = first.name.parse().unwrap_or_default();
        let pointer = first.pointer;
        let one = Memo::new(move |_| {
            items.with(|all| {
                all.iter().filter(|field| field.pointer == pointer).cloned().collect::<Vec<_>>()
            })
        });
        let drawn = fields(desk, one.into());
        let buttons = move || buttons(desk, list, at, &rules.get());
        view! {
            <div data-entry="">
                <div>{drawn}</div>
                <div data-moves="">{buttons}</div>
            </div>
        }
        .into_any()
    };
    let add = move || {
        let rules = rules.get();
        rules.add.then(|| {
            let words = format!("Add {}", rules.item);
            let put = move |_| {
                let rules = rules.clone();
                queue_microtask(move || {
                    let mut items = now_items(desk, list);
                    items.resize(rules.count.max(items.len()), Value::Null);
                    items.push(rules.fresh.clone());
                    desk.remember();
                    list.with_value(|list| desk.set(list, Value::Array(items)));
                });
            };
            view! { <Button size=Size::Sm icon=Icon::Plus on_click=put>{words}</Button> }
        })
    };
    let wrong = move || error.get().map(|text| view! { <p data-error="">{text}</p> });
    view! {
        <fieldset id=id>
            <legend>{title}</legend>
            {description.map(about)}
            {wrong}
            <For each=move || items.get() key=|field: &Field| field.pointer.clone() children=row />
            <div>{add}</div>
        </fieldset>
    }
    .into_any()
}

fn now_items(desk: Desk, list: StoredValue<String>) -> Vec<Value> {
    match list.with_value(|list| desk.now(list)) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

/// What can be done to one item.
fn buttons(desk: Desk, list: StoredValue<String>, at: usize, rules: &Rules) -> AnyView {
    let announcer = use_announcer();
    let name = format!("{} {}", rules.item, at + 1);
    let change = move |words: String, change: fn(&mut Vec<Value>, usize)| {
        queue_microtask(move || {
            let mut items = now_items(desk, list);
            desk.remember();
            change(&mut items, at);
            list.with_value(|list| desk.set(list, Value::Array(items)));
            announcer.say(&words, Politeness::Polite);
        });
    };
    let one = |icon: Icon, label: String, said: String, act: fn(&mut Vec<Value>, usize)| {
        let on_click = move |_| change(said.clone(), act);
        view! { <IconButton icon size=Size::Sm label on_click /> }.into_any()
    };
    let up = (rules.order && at > 0).then(|| {
        let (label, said) = (format!("Move {name} up"), format!("{name} moved up"));
        one(Icon::ArrowUp, label, said, |items, at| exchange(items, at, at.wrapping_sub(1)))
    });
    let down = (rules.order && at + 1 < rules.count).then(|| {
        let (label, said) = (format!("Move {name} down"), format!("{name} moved down"));
        one(Icon::ArrowDown, label, said, |items, at| exchange(items, at, at + 1))
    });
    let remove = rules.remove.then(|| {
        let (label, said) = (format!("Remove {name}"), format!("{name} removed"));
        one(Icon::Trash, label, said, |items, at| {
            if at < items.len() {
                items.remove(at);
            }
        })
    });
    view! {
        {up}
        {down}
        {remove}
    }
    .into_any()
}

/// Two items change places, where both are there.
fn exchange(items: &mut [Value], one: usize, other: usize) {
    if one.max(other) < items.len() {
        items.swap(one, other);
    }
}
