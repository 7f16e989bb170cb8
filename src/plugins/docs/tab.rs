//! Documentation on the page of an entity: its pages, and how old it is.

use std::sync::Arc;

use leptos::prelude::*;
use portico_components::{
    ButtonLink, Card, EmptyKind, EmptyState, SkeletonKind, TreeNode, TreeView, Variant,
};

use super::api;
use super::freshness::{self, Touched};
use super::markdown;
use super::mkdocs::{self, Entry};
use super::place::{self, DocsConfig, Place};
use crate::net::{ErrorKind, LoadState};
use crate::plugin::loaded::not_configured;
use crate::plugin::prelude::*;

/// Draws the tab.
pub fn draw(input: EntityInput) -> AnyView {
    let config = use_config::<DocsConfig>();
    let Some(place) = Place::of(&input.catalog, input.ix, &config) else {
        return view! { <Card title="Docs">{not_configured("Docs", place::REF, "dir:.")}</Card> }
            .into_any();
    };
    let registry = use_registry();
    let here = EntityPath::of(&input.catalog.entry(input.ix).entity_ref());
    let open = registry.href(routes::DOCS, &here).unwrap_or_default();
    let place = Arc::new(place);
    let age = age(place.clone(), config.stale_after_days);
    let href = {
        let place = place.clone();
        move |path: &str| {
            registry.href(routes::DOCS, &here.tab(&place.address(path))).unwrap_or_default()
        }
    };
    let body = match &place.markdown {
        Some(pages) => tree(&markdown::tree(pages), &href),
        None => {
            let (start, place) = (place.start.clone(), place.clone());
            let load = use_load(move || api::page(&place, &place.start));
            let view = Arc::new(move |html: &String| {
                // Many hosts answer with the portal where there is no file.
                let page = (!api::is_portal(html)).then(|| mkdocs::read(&start, html)).flatten();
                page.map_or_else(unpublished, |page| tree(&page.tree, &href))
            });
            let missing = Memo::new(move |_| {
                load.state.with(|state| match state {
                    LoadState::Failed { error, .. } => error.kind == ErrorKind::NotFound,
                    _ => false,
                })
            });
            (move || {
                if missing.get() {
                    return unpublished();
                }
                let view = view.clone();
                view! {
                    <Loaded load=load title="Documentation" skeleton=SkeletonKind::Rows(6) view=view />
                }
                .into_any()
            })
            .into_any()
        }
    };
    let actions = ViewFn::from(move || {
        view! { <ButtonLink href=open.clone() variant=Variant::Outline>"Open documentation"</ButtonLink> }
            .into_any()
    });
    view! {
        <Card title="Documentation" actions=actions>
            {age}
            {body}
        </Card>
    }
    .into_any()
}

/// Said where the entity says that it has documentation, and there is none yet.
fn unpublished() -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::FirstUse title="Not published yet">
            "The entity says that it has documentation, but nobody has published it so far."
        </EmptyState>
    }
    .into_any()
}

/// When the site was built, as far as it says so.
pub fn age(place: Arc<Place>, stale_after_days: u32) -> AnyView {
    let site = place.markdown.is_none();
    let load = use_load(move || site.then(|| api::metadata(&place)));
    (move || {
        let built = load.state.with(|state| match state {
            LoadState::Ready { value, .. } => value.build_timestamp,
            _ => None,
        });
        freshness::draw(Touched::of(None, built), stale_after_days)
    })
    .into_any()
}

fn tree(entries: &[Entry], href: &impl Fn(&str) -> String) -> AnyView {
    let nodes: Vec<TreeNode> = entries
        .iter()
        .enumerate()
        .map(|(at, entry)| {
            let node = TreeNode::new(at.to_string(), entry.parent, entry.label.clone());
            match &entry.path {
                Some(path) => node.href(href(path)),
                None => node,
            }
        })
        .collect();
    let open = (0..nodes.len()).map(|at| at.to_string()).collect();
    view! { <TreeView label="Pages" nodes=Signal::stored(nodes) default_expanded=open /> }
        .into_any()
}
