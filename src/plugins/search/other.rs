//! A second search, of a Backstage backend, asked beside our own.

use super::asked::Asked;
use super::page::State;
use crate::net::{ErrorKind, LoadState};
use crate::plugin::prelude::*;
use crate::plugin::search::Search;
use crate::plugin::search::remote::{self, RemoteAnswer, RemoteResult};
use leptos::prelude::*;
use portico_components::{Banner, Button, Tone};
use std::sync::Arc;

/// Asks the other search, if there is one, whenever the address says something new.
pub(super) fn draw(state: State) -> AnyView {
    let Some((title, client)) = state.search.remote() else { return ().into_any() };
    let Some(origin) = state.search.remote_origin() else { return ().into_any() };
    provide_context(client);
    let cursor = RwSignal::new(None::<String>);
    let before = RwSignal::new(Vec::<Arc<RemoteResult>>::new());
    let wanted = Memo::new(move |_| {
        let asked = state.query.pairs().with(Asked::read);
        Asked { page: 1, ..asked }
    });
    Effect::new(move |_| {
        wanted.track();
        cursor.set(None);
        before.set(Vec::new());
    });
    let load = use_load(move || {
        let asked = wanted.get();
        // It does not filter by owner as we do, and has no answer for an empty text.
        let fits = !asked.text.trim().is_empty() && asked.owners.is_empty();
        fits.then(|| {
            let types = types(&asked.types);
            remote::query(
                &origin,
                asked.text.trim(),
                &types,
                &labels(state.search, &asked.kinds),
                cursor.get(),
            )
        })
    });
    let next = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let is_asked =
            wanted.with(|asked| !asked.text.trim().is_empty() && asked.owners.is_empty());
        load.state.with(|answer| {
            let value: Option<&Arc<RemoteAnswer>> = match answer {
                LoadState::Ready { value, .. } => Some(value),
                _ => None,
            };
            let Some(value) = value.filter(|_| is_asked) else {
                state.theirs.set(before.get_untracked());
                next.set(None);
                return;
            };
            let new = value.results.items.iter().cloned().map(Arc::new);
            state.theirs.set(before.get_untracked().into_iter().chain(new).collect());
            next.set(value.next_page_cursor.clone());
        });
    });
    let retry = Callback::new(move |_| load.reload());
    move_on(
        title,
        load.state,
        load.slow,
        next,
        retry,
        Callback::new(move |_| {
            before.set(state.theirs.get_untracked());
            cursor.set(next.get_untracked());
        }),
    )
}

/// What is said about the other search: that it is slow, fails, is not ready, or has more.
fn move_on(
    title: String,
    answer: Signal<LoadState<RemoteAnswer>>,
    slow: Signal<bool>,
    next: RwSignal<Option<String>>,
    retry: Callback<leptos::ev::MouseEvent>,
    more: Callback<leptos::ev::MouseEvent>,
) -> AnyView {
    let said = move || {
        let again =
            ViewFn::from(move || view! { <Button on_click=retry>"Try again"</Button> }.into_any());
        answer.with(|answer| match answer {
            LoadState::Failed { error, .. } if remote::is_not_ready(error) => {
                let heading = format!("{title} is not ready yet");
                view! {
                    <Banner tone=Tone::Info title=heading actions=again>
                        "Its search index is still being made. What this portal knows is shown."
                    </Banner>
                }
                .into_any()
            }
            LoadState::Failed { error, .. } if !matches!(error.kind, ErrorKind::Cancelled) => {
                let heading = format!("Results of {title} are missing");
                let cause = format!("{}. {} {}", error.title(), error.cause(), error.next_step());
                view! { <Banner tone=Tone::Warning title=heading actions=again>{cause}</Banner> }
                    .into_any()
            }
            LoadState::Loading if slow.get() => {
                let text = format!("{title} is slow to answer. What this portal knows is shown.");
                view! { <p class="u-note" role="status">{text}</p> }.into_any()
            }
            LoadState::Ready { .. } if next.with(Option::is_some) => {
                let label = format!("More from {title}");
                view! { <div><Button on_click=more>{label}</Button></div> }.into_any()
            }
            _ => ().into_any(),
        })
    };
    said.into_any()
}

/// Our types in the words of the other search.
fn types(types: &[String]) -> Vec<String> {
    let mut theirs: Vec<String> = types
        .iter()
        .map(|name| match name.as_str() {
            "catalog" | "people" | "templates" => "software-catalog".to_owned(),
            "docs" => "techdocs".to_owned(),
            other => other.to_owned(),
        })
        .collect();
    theirs.dedup();
    theirs
}

/// Kinds as descriptors write them: the other search compares with case.
fn labels(search: Search, kinds: &[String]) -> Vec<String> {
    let Some(catalog) = search.catalog() else { return kinds.to_vec() };
    let known = catalog.summary().kinds;
    let label = |kind: &String| {
        let found = known.iter().find(|known| known.kind == kind);
        found.map_or_else(|| kind.clone(), |found| found.label.to_owned())
    };
    kinds.iter().map(label).collect()
}
