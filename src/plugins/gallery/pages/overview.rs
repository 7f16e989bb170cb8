//! Every component by group, with a search field.

use super::super::asked::State;
use super::super::find::finds;
use super::super::frame::{Entries, Frame};
use super::super::routes::{Place, link};
use super::super::search::Search;
use super::super::shelves::all_entries;
use super::{counted, tone};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Scope};
use portico_components::{Badge, ButtonLink, Card, Link, LinkStyle, List, PageHeader, Stack};
use std::sync::Arc;

/// Draws the page.
pub fn draw() -> AnyView {
    use_page().set(vec![Crumb::here("Gallery")]);
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let search = Search::start(state);

    let subtitle = "Every component in all of its states, in any theme, density and width";
    let found = {
        let entries = entries.clone();
        Memo::new(move |_| {
            let found = entries.iter().enumerate();
            let found = found.filter(|(_, entry)| search.with(|text| finds(text, entry)));
            found.map(|(at, _)| at).collect::<Vec<_>>()
        })
    };
    let total = entries.len();
    let result = Memo::new(move |_| match found.with(Vec::len) {
        all if all == total => counted(total, "component"),
        some => format!("{some} of {}", counted(total, "component")),
    });
    let groups = {
        let (entries, registry) = (entries.clone(), registry.clone());
        move || {
            let found: Vec<Entry> = found
                .with(|found| found.iter().filter_map(|at| entries.get(*at)).copied().collect());
            if found.is_empty() {
                return search.nothing(
                    "No component matches",
                    "Every word has to be in a name, a summary, a group or a status.",
                );
            }
            let mut scopes: Vec<Scope> = found.iter().map(|entry| entry.scope).collect();
            scopes.dedup();
            let groups = scopes.into_iter().map(|scope| {
                let of_scope: Vec<Entry> =
                    found.iter().filter(|entry| entry.scope == scope).copied().collect();
                group(&registry, state, scope, &of_scope)
            });
            groups.collect_view().into_any()
        }
    };
    let actions = move || {
        view! {
            <ButtonLink href=link(&registry, state, Place::Icons)>"Icons"</ButtonLink>
            <ButtonLink href=link(&registry, state, Place::All)>"All examples"</ButtonLink>
        }
    };
    view! {
        <Frame entries=entries state=state here=Place::Overview search=search>
            <PageHeader title="Gallery" subtitle=subtitle actions=actions />
            <p class="gallery-hint">{result}</p>
            <Stack>{groups}</Stack>
        </Frame>
    }
    .into_any()
}

fn group(registry: &Arc<Registry>, state: State, scope: Scope, entries: &[Entry]) -> AnyView {
    let items: Vec<AnyView> = entries.iter().map(|entry| item(registry, state, entry)).collect();
    let (title, count) = (scope.title().to_owned(), counted(entries.len(), "component"));
    view! {
        <Card title=Signal::stored(title) hint=count flush=true><List items=items /></Card>
    }
    .into_any()
}

fn item(registry: &Arc<Registry>, state: State, entry: &Entry) -> AnyView {
    let (name, href) = (entry.name, link(registry, state, Place::of(entry)));
    view! {
        <div class="gallery-item">
            <div class="gallery-name">
                <Link href=href look=LinkStyle::Quiet>{name}</Link>
                <Badge tone=tone(entry.status) label=entry.status.title() />
            </div>
            <p class="gallery-summary">{entry.summary}</p>
        </div>
    }
    .into_any()
}
