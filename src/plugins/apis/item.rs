//! The item that is looked at; without one, what holds for the whole definition.

use super::blocks;
use super::desk::Desk;
use super::list::{link, verb};
use super::tab::ITEM;
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Card, Cluster, CopyButton, EmptyKind, EmptyState, Skeleton, SkeletonKind, Stack, Status, Tone,
};
use portico_definitions::{Ask, Block, Item, Outline};
use std::sync::Arc;

/// Draws the item that the address names.
pub fn draw(desk: Desk, state: ListState, outline: Arc<Outline>) -> AnyView {
    let id = state.signal(ITEM);
    // The blocks of the item with this id: an answer to an earlier question is let go.
    let answer = RwSignal::new(None::<(String, Arc<Vec<Block>>)>);
    Effect::new(move |_| {
        let wanted = id.get();
        if wanted.is_empty() {
            return;
        }
        let ask = Ask::Item(wanted.clone());
        desk.ask(&ask, move |blocks: Vec<Block>| {
            if id.try_get_untracked().as_ref() == Some(&wanted) {
                answer.try_set(Some((wanted, Arc::new(blocks))));
            }
        });
    });
    let body = move || {
        let id = id.get();
        if id.is_empty() {
            return about(desk, state, &outline);
        }
        let Some(item) = outline.items.iter().find(|item| item.id == id) else {
            return gone(&id);
        };
        let here = id.clone();
        let blocks = Memo::new(move |_| {
            answer.with(|answer| {
                let known = answer.as_ref().filter(|(known, _)| *known == here);
                known.map(|(_, blocks)| blocks.clone())
            })
        });
        let drawn = move || match blocks.get() {
            Some(found) => blocks::draw(desk, state, found),
            None => view! { <Skeleton kind=SkeletonKind::Text(6) /> }.into_any(),
        };
        let title = title(item);
        view! { <Card>{title}{drawn}</Card> }.into_any()
    };
    view! {
        <div class="apis-item">
            <p class="apis-back">{link(state, "", view! { "All operations and models" }.into_any())}</p>
            {body}
        </div>
    }
    .into_any()
}

fn title(item: &Item) -> AnyView {
    let old = item
        .deprecated
        .then(|| view! { <Status tone=Tone::Warning label="Deprecated" /> }.into_any());
    let note = (!item.note.is_empty()).then(|| view! { <p>{item.note.clone()}</p> });
    let (verb, name) = (verb(&item.verb), item.name.clone());
    let copied = name.clone();
    view! {
        <Stack>
            <Cluster>
                {verb}
                <h2 class="apis-title">{name}</h2>
                <CopyButton text=copied label="Copy name" />
                {old}
            </Cluster>
            {note}
        </Stack>
    }
    .into_any()
}

fn about(desk: Desk, state: ListState, outline: &Outline) -> AnyView {
    let title = match outline.title.as_str() {
        "" => "About this definition".to_owned(),
        title => title.to_owned(),
    };
    let groups: Vec<AnyView> = outline
        .groups
        .iter()
        .filter(|group| !group.note.is_empty())
        .map(|group| {
            let (name, note) = (group.name.clone(), group.note.clone());
            view! { <h3 class="apis-section">{name}</h3> {blocks::prose(note)} }.into_any()
        })
        .collect();
    let blocks = blocks::draw(desk, state, Arc::new(outline.blocks.clone()));
    view! {
        <Card>
            <h2 class="apis-title">{title}</h2>
            {blocks}
            {groups}
        </Card>
    }
    .into_any()
}

fn gone(id: &str) -> AnyView {
    let text =
        format!("“{id}” is not in the definition (any more). Choose something from the list.");
    view! {
        <Card title="Not found">
            <EmptyState kind=EmptyKind::NoMatch title="There is no such item">{text}</EmptyState>
        </Card>
    }
    .into_any()
}
