//! Whole pages made of the library's parts, to look at and to copy.

use super::super::asked::State;
use super::super::frame::{Entries, Frame};
use super::super::patterns::{PATTERNS, Pattern};
use super::super::preview::{Level, env_bar, stage};
use super::super::routes::{PatternPath, Place, link};
use super::super::shelves::all_entries;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    ButtonLink, Card, Cluster, CodeBlock, EmptyKind, EmptyState, ItemRow, Level as Heading, List,
    PageHeader,
};
use std::sync::Arc;

/// Draws the page.
pub fn draw(input: PageInput) -> AnyView {
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let path = input.read::<PatternPath>();
    let id = Memo::new(move |_| path.get().map(|path| path.pattern).unwrap_or_default());
    let found = move || id.with(|id| PATTERNS.iter().find(|pattern| pattern.id == id));

    let frame = use_page();
    Effect::new({
        let registry = registry.clone();
        move |_| {
            let gallery = Place::Overview.href(&registry, state.env().get());
            let all = Place::Patterns("").href(&registry, state.env().get());
            let mut crumbs = vec![Crumb::link("Gallery", Some(gallery))];
            match found() {
                Some(pattern) => {
                    crumbs.push(Crumb::link("Page patterns", Some(all)));
                    crumbs.push(Crumb::here(pattern.title));
                }
                None => crumbs.push(Crumb::here("Page patterns")),
            }
            frame.set(crumbs);
        }
    });
    let page = move || match (found(), id.with(String::is_empty)) {
        (Some(pattern), _) => one(&registry, state, pattern),
        (None, true) => all(&registry, state),
        (None, false) => missing(&registry, state),
    };
    view! { <Frame entries=entries state=state here=Place::Patterns("")>{page}</Frame> }.into_any()
}

fn all(registry: &Arc<Registry>, state: State) -> AnyView {
    let items: Vec<AnyView> = PATTERNS
        .iter()
        .map(|pattern| {
            let href = Place::Patterns(pattern.id).href(registry, state.env().get_untracked());
            let summary = pattern.summary;
            view! { <ItemRow title=pattern.title href=href detail=move || summary /> }.into_any()
        })
        .collect();
    view! {
        <PageHeader
            title="Page patterns"
            subtitle="Whole pages made of nothing but the library's parts. Copy the code of one and put your own data in."
        />
        <Card flush=true><List items=items /></Card>
    }
    .into_any()
}

fn one(registry: &Arc<Registry>, state: State, pattern: &'static Pattern) -> AnyView {
    let back = link(registry, state, Place::Patterns(""));
    let actions = move || view! { <ButtonLink href=back>"All patterns"</ButtonLink> };
    let label = ["Code of ", pattern.title].concat();
    view! {
        <PageHeader title=pattern.title subtitle=pattern.summary actions=actions />
        {env_bar(state)}
        <h2 class="gallery-title">"Preview"</h2>
        {stage(state, pattern.title, Level::Two, Arc::new(pattern.view))}
        <h2 class="gallery-title">"Code"</h2>
        <CodeBlock label=label code=pattern.code />
    }
    .into_any()
}

fn missing(registry: &Arc<Registry>, state: State) -> AnyView {
    let back = link(registry, state, Place::Patterns(""));
    let actions =
        move || view! { <Cluster><ButtonLink href=back>"All patterns"</ButtonLink></Cluster> };
    view! {
        <PageHeader title="Page patterns" />
        <EmptyState
            kind=EmptyKind::NoMatch
            title="There is no such pattern"
            level=Heading::H2
            actions=actions
        >
            "It may have been renamed or removed."
        </EmptyState>
    }
    .into_any()
}
