//! What a run was started with: the answers as the form of its template says them.

use super::super::form::{answered, descriptor};
use super::board::Board;
use crate::plugin::entities::entity_href;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{Card, Description, DescriptionList, Link, RelativeTime};
use serde_json::Value;

/// Answers that are shown; the others are in the form.
const ANSWERS: usize = 12;
/// Longest answer that is shown, in characters.
const LONGEST: usize = 200;

/// Draws the card.
pub(super) fn draw(board: &Board) -> AnyView {
    let (template, said) = (template_link(board), said(board));
    let when = instant(&board.task.created_at).map(|at| {
        view! { <Description term="Started"><RelativeTime time=at /></Description> }
    });
    view! {
        <Card title="Run with">
            <DescriptionList>
                <Description term="Template">{template}</Description>
                {when}
                {said}
            </DescriptionList>
        </Card>
    }
    .into_any()
}

/// The answers, in the words of the template once the catalog has it.
fn said(board: &Board) -> AnyView {
    let sources = use_sources();
    let catalog = sources.catalog();
    let (task, registry) = (board.task.clone(), board.registry.clone());
    // The catalog is read again from time to time; only other words are drawn anew.
    let schema = Memo::new(move |_| {
        let catalog = catalog.get()?;
        let ix = catalog.lookup(&task.template().parse::<EntityRef>().ok()?)?;
        descriptor(sources, &catalog, ix)?.pointer("/spec/parameters").cloned()
    });
    let task = board.task.clone();
    let facts = move || {
        let values = task.spec.get("parameters").unwrap_or(&Value::Null);
        let all = schema.with(|schema| answered(schema.as_ref().unwrap_or(&Value::Null), values));
        let shown = all.into_iter().take(ANSWERS).map(|(term, words)| {
            let words = value(&registry, words);
            view! { <Description term=term>{words}</Description> }.into_any()
        });
        shown.collect::<Vec<_>>()
    };
    view! { {facts} }.into_any()
}

/// An answer: a link where it names an entity of the catalog.
fn value(registry: &Registry, words: String) -> AnyView {
    // What is no whole reference is a text, whatever it looks like.
    let entity = words.parse::<EntityRef>().ok().filter(|_| words.contains(':'));
    let catalog = use_sources().catalog().get_untracked();
    let known = entity.zip(catalog).and_then(|(entity, catalog)| {
        let ix = catalog.lookup(&entity)?;
        let title = catalog.entry(ix).display_name().to_owned();
        Some((entity_href(registry, &catalog, ix)?, title))
    });
    if let Some((href, title)) = known {
        return view! { <Link href=href>{title}</Link> }.into_any();
    }
    let mut short: String = words.chars().take(LONGEST).collect();
    if short.len() < words.len() {
        short.push('…');
    }
    short.into_any()
}

fn template_link(board: &Board) -> AnyView {
    let title = board.task.template_title();
    let catalog = use_sources().catalog();
    let (registry, reference) = (board.registry.clone(), board.task.template().to_owned());
    let href = Memo::new(move |_| {
        let entity = reference.parse::<EntityRef>().ok()?;
        let catalog = catalog.get()?;
        entity_href(&registry, &catalog, catalog.lookup(&entity)?)
    });
    view! {
        {move || match href.get() {
            Some(href) => {
                let title = title.clone();
                view! { <Link href=href>{title}</Link> }.into_any()
            }
            None => title.clone().into_any(),
        }}
    }
    .into_any()
}
