//! The list of what a definition holds, with search and filters.

use super::tab::ITEM;
use crate::plugin::entities::{counted, grouped};
use crate::plugin::list_state::{ListState, tally};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use portico_components::{
    Button, Counter, EmptyKind, EmptyState, Facet, FilterBar, Hue, Level, PanelOption, RowId, Rows,
    Size, Tag, Variant, VirtualList, lower,
};
use portico_definitions::{Item, Outline};
use std::sync::Arc;

/// Keys of the facets.
const VERB: &str = "verb";
const GROUP: &str = "group";

/// Added to the number of a group, to tell its row from those of items.
const HEAD: RowId = 1 << 32;

/// Draws the list.
pub fn draw(state: ListState, outline: Arc<Outline>) -> AnyView {
    let text = state.text();
    let verbs = Memo::new(move |_| state.all(VERB));
    let groups = Memo::new(move |_| state.all(GROUP));
    // Looked through at every letter that is typed.
    let words: Arc<[String]> = outline
        .items
        .iter()
        .map(|item| {
            let verb = item.verb.as_str();
            lower(&[verb, &item.name, &item.note, &item.words].join(" "))
        })
        .collect();
    let found = {
        let outline = outline.clone();
        Memo::new(move |_| {
            let needles = lower(&text.get());
            let needles: Vec<&str> = needles.split_whitespace().collect();
            let has = |wanted: Memo<Vec<String>>, value: &str| {
                wanted.with(|wanted| wanted.is_empty() || wanted.iter().any(|one| one == value))
            };
            let fits = |(item, words): &(&Item, &String)| {
                has(verbs, &item.verb)
                    && has(groups, group_of(&outline, item))
                    && needles.iter().all(|needle| words.contains(needle))
            };
            let pairs = outline.items.iter().zip(words.iter()).enumerate();
            pairs.filter(|(_, pair)| fits(pair)).map(|(at, _)| at).collect::<Vec<usize>>()
        })
    };
    let rows = {
        let outline = outline.clone();
        Memo::new(move |_| {
            let mut rows: Vec<RowId> = Vec::new();
            let mut group = None;
            for at in found.get() {
                let this = outline.items.get(at).map(|item| item.group);
                if this != group {
                    rows.extend(this.map(|this| HEAD | RowId::from(this)));
                    group = this;
                }
                rows.push(at as RowId);
            }
            Rows::from(rows)
        })
    };
    let total = outline.items.len();
    let count = Memo::new(move |_| found.with(Vec::len));
    let summary = Signal::derive(move || {
        let all = counted(total, "item", "items");
        if count.get() == total { all } else { format!("{} of {all}", grouped(count.get())) }
    });
    let facet = |label: &str, key: &'static str, chosen: Memo<Vec<String>>, values: Vec<&str>| {
        let options = tally(values.into_iter())
            .into_iter()
            .map(|(name, count)| PanelOption::new(name.clone(), name).count(count))
            .collect();
        Facet::new(label, Signal::stored(options), chosen, move |values: Vec<String>| {
            state.set(key, &values, true);
        })
    };
    let facets = vec![
        facet(
            "Group",
            GROUP,
            groups,
            outline.items.iter().map(|item| group_of(&outline, item)).collect(),
        ),
        facet("Kind", VERB, verbs, outline.items.iter().map(|item| &*item.verb).collect()),
    ];
    let clear = move || {
        let item = state.get(ITEM);
        state.clear();
        state.set(ITEM, &[item], false);
    };
    let empty = move || {
        view! {
            <EmptyState kind=EmptyKind::NoMatch title="Nothing matches" level=Level::H2 compact=true
                actions=move || view! {
                    <Button variant=Variant::Outline on_click=move |_| clear()>"Clear all"</Button>
                }.into_any()
            >
                "No operation and no model fits the search and the filters."
            </EmptyState>
        }
        .into_any()
    };
    let draw = Arc::new(move |id: RowId| row(state, &outline, found, id));
    view! {
        <div class="apis-list">
            <FilterBar
                search=state.search("Filter the definition")
                facets=facets
                summary=summary
                show=Signal::derive(move || format!("Show {}", counted(count.get(), "item", "items")))
                on_clear=Callback::new(move |()| clear())
                active=Signal::derive(move || !text.with(String::is_empty))
            />
            {link(state, "", view! { "About this definition" }.into_any())}
            <VirtualList
                label="Operations and models"
                rows=rows
                item=draw
                size=Size::Lg
                visible=9
                empty=ViewFn::from(empty)
            />
        </div>
    }
    .into_any()
}

fn group_of<'o>(outline: &'o Outline, item: &Item) -> &'o str {
    outline.groups.get(item.group as usize).map_or("", |group| &group.name)
}

fn row(state: ListState, outline: &Arc<Outline>, found: Memo<Vec<usize>>, id: RowId) -> AnyView {
    if id >= HEAD {
        let at = (id - HEAD) as u32;
        let name = outline.groups.get(at as usize).map(|group| group.name.clone());
        let outline = outline.clone();
        let of_group =
            move |item: &&usize| outline.items.get(**item).is_some_and(|item| item.group == at);
        let count =
            Signal::derive(move || found.with(|found| found.iter().filter(&of_group).count()));
        return view! {
            <div class="apis-group"><strong>{name}</strong> <Counter count=count /></div>
        }
        .into_any();
    }
    let Some(item) = usize::try_from(id).ok().and_then(|at| outline.items.get(at)) else {
        return ().into_any();
    };
    let inside = view! {
        <span class="apis-row-name">
            {verb(&item.verb)}
            <span class="apis-path" data-old=item.deprecated.then_some("") title=item.name.clone()>
                {item.name.clone()}
            </span>
        </span>
        <span class="apis-row-note">{item.note.clone()}</span>
    };
    link(state, &item.id, inside.into_any())
}

/// The verb of an item; the colour tells methods apart.
pub fn verb(verb: &str) -> AnyView {
    let hue = match verb {
        "GET" | "query" | "receive" | "subscribe" => Hue::Blue,
        "POST" | "mutation" | "send" | "publish" | "rpc" => Hue::Green,
        "PUT" => Hue::Amber,
        "PATCH" | "stream" | "subscription" => Hue::Teal,
        "DELETE" => Hue::Red,
        _ => Hue::Neutral,
    };
    view! { <Tag label=verb hue=hue /> }.into_any()
}

/// A link to an item, which stands in the address beside everything else.
pub fn link(state: ListState, id: &str, inside: AnyView) -> AnyView {
    let target = id.to_owned();
    let href = {
        let id = id.to_owned();
        Signal::derive(move || {
            let mut pairs = state.pairs();
            pairs.retain(|(key, _)| key != ITEM);
            if !id.is_empty() {
                pairs.push((ITEM.to_owned(), id.clone()));
            }
            match written(&pairs) {
                // An empty address would be the page as it is.
                none if none.is_empty() => "?".to_owned(),
                query => query,
            }
        })
    };
    let id = id.to_owned();
    let current = move || (state.get(ITEM) == id).then_some("true");
    // The page stays where it is; a new window is the browser's business.
    let go = move |event: MouseEvent| {
        let plain = !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
        if plain && event.button() == 0 {
            event.prevent_default();
            state.set(ITEM, std::slice::from_ref(&target), true);
        }
    };
    view! {
        <a class="apis-link" href=href aria-current=current on:click=go>{inside}</a>
    }
    .into_any()
}
