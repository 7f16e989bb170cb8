//! Fields of several rows: labels, annotations and links.

use super::desk::Desk;
use super::fields::{Field, Pairs, Said};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Button, IconButton, InputKind, Size, TextField};

/// Names and values.
pub fn pairs(desk: Desk, field: Field) -> AnyView {
    let key = StoredValue::new(field.key());
    let all = move || -> Pairs {
        match key.with_value(|key| desk.now(key)) {
            Some(Said::Pairs(pairs)) => pairs,
            _ => Vec::new(),
        }
    };
    let write = move |pairs: Pairs| key.with_value(|key| desk.say(key, Said::Pairs(pairs)));
    let said = Memo::new(move |_| match key.with_value(|key| desk.said(key)) {
        Some(Said::Pairs(pairs)) => pairs,
        _ => Vec::new(),
    });
    let word = singular(field.title);
    let row = move |at: usize| {
        let part = move |of: fn(&(String, String)) -> &String| {
            Signal::derive(move || {
                said.with(|all| all.get(at).map(of).cloned().unwrap_or_default())
            })
        };
        let set = move |change: &dyn Fn(&mut (String, String))| {
            let mut now = all();
            if let Some(pair) = now.get_mut(at) {
                change(pair);
                write(now);
            }
        };
        let name = move |text: String| set(&|pair| pair.0.clone_from(&text));
        let value = move |text: String| set(&|pair| pair.1.clone_from(&text));
        view! {
            <div data-row="">
                <TextField
                    label=format!("Name of {word} {}", at + 1)
                    hide_label=true
                    value=part(|pair| &pair.0)
                    on_input=name
                    placeholder="Name"
                    mono=true
                />
                <TextField
                    label=format!("Value of {word} {}", at + 1)
                    hide_label=true
                    value=part(|pair| &pair.1)
                    on_input=value
                    placeholder="Value"
                    mono=true
                />
                {remove(format!("Remove {word} {}", at + 1), at, all, write)}
            </div>
        }
        .into_any()
    };
    let add = move || {
        let mut now = all();
        now.push((String::new(), String::new()));
        write(now);
    };
    let count = Memo::new(move |_| said.with(Vec::len));
    group(desk, field, word, count, row, add)
}

/// Links: an address and a title; what else a link says stays as it is.
pub fn links(desk: Desk, field: Field) -> AnyView {
    let key = StoredValue::new(field.key());
    let all = move || -> Vec<Pairs> {
        match key.with_value(|key| desk.now(key)) {
            Some(Said::Maps(maps)) => maps,
            _ => Vec::new(),
        }
    };
    let write = move |maps: Vec<Pairs>| key.with_value(|key| desk.say(key, Said::Maps(maps)));
    let said = Memo::new(move |_| match key.with_value(|key| desk.said(key)) {
        Some(Said::Maps(maps)) => maps,
        _ => Vec::new(),
    });
    let row = move |at: usize| {
        let part = move |name: &'static str| {
            Signal::derive(move || {
                said.with(|all| {
                    let pairs = all.get(at)?;
                    pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone())
                })
                .unwrap_or_default()
            })
        };
        let set = move |name: &'static str, text: String| {
            let mut now = all();
            let Some(pairs) = now.get_mut(at) else { return };
            match pairs.iter_mut().find(|(key, _)| key == name) {
                Some((_, value)) => *value = text,
                None => pairs.push((name.to_owned(), text)),
            }
            write(now);
        };
        view! {
            <div data-row="">
                <TextField
                    label=format!("Address of link {}", at + 1)
                    hide_label=true
                    kind=InputKind::Url
                    value=part("url")
                    on_input=move |text: String| set("url", text)
                    placeholder="https://"
                />
                <TextField
                    label=format!("Title of link {}", at + 1)
                    hide_label=true
                    value=part("title")
                    on_input=move |text: String| set("title", text)
                    placeholder="Title"
                />
                {remove(format!("Remove link {}", at + 1), at, all, write)}
            </div>
        }
        .into_any()
    };
    let add = move || {
        let mut now = all();
        now.push(vec![("url".to_owned(), String::new())]);
        write(now);
    };
    let count = Memo::new(move |_| said.with(Vec::len));
    group(desk, field, "link", count, row, add)
}

fn singular(title: &'static str) -> &'static str {
    match title {
        "Labels" => "label",
        "Annotations" => "annotation",
        _ => "row",
    }
}

/// Takes one row of all of them away.
fn remove<T: 'static>(
    label: String,
    at: usize,
    all: impl Fn() -> Vec<T> + Copy + Send + Sync + 'static,
    write: impl Fn(Vec<T>) + Copy + Send + Sync + 'static,
) -> AnyView {
    let then = move || {
        let mut now = all();
        if at < now.len() {
            now.remove(at);
            write(now);
        }
    };
    // Later, because the row that is pressed goes with it.
    let press = move |_| queue_microtask(then);
    view! { <IconButton icon=Icon::Close label=label on_click=Callback::new(press) /> }.into_any()
}

fn group(
    desk: Desk,
    field: Field,
    word: &'static str,
    count: Memo<usize>,
    row: impl Fn(usize) -> AnyView + Clone + Send + Sync + 'static,
    add: impl Fn() + Copy + Send + Sync + 'static,
) -> AnyView {
    let error = desk.error(field.key());
    let wrong = move || error.get().map(|text| view! { <p data-error="">{text}</p> });
    let press = Callback::new(move |_| queue_microtask(add));
    view! {
        <fieldset>
            <legend>{field.title}</legend>
            <For each=move || 0..count.get() key=|at: &usize| *at children=row />
            {wrong}
            <div>
                <Button size=Size::Sm icon=Icon::Plus on_click=press>{add_words(word)}</Button>
            </div>
        </fieldset>
    }
    .into_any()
}

fn add_words(word: &str) -> String {
    let article = if word.starts_with('a') { "an" } else { "a" };
    format!("Add {article} {word}")
}
