//! The way in for somebody who is new: a list to tick off.

use super::super::checklist::{Step, StepKind, as_json, as_markdown, by_time, from_catalog};
use super::super::config::{ExploreConfig, with_config};
use crate::plugin::entities::entity_href;
use crate::plugin::kept::Kept;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_catalog::reference::RefDefaults;
use portico_components::{
    Banner, Button, Card, Checkbox, Cluster, ExternalLink, Gap, Level, Link, List, Markdown,
    ProgressBar, RefLink, SafeUrl, Skeleton, SkeletonKind, Stack, Status, Tone, Variant, save,
};
use std::sync::Arc;

const DONE: &str = "portico.start.v1";

/// Draws the section.
pub fn draw() -> AnyView {
    with_config(start)
}

fn start(config: ExploreConfig) -> AnyView {
    let catalog = use_sources().catalog();
    let registry = use_registry();
    let done = Kept::start(DONE);
    let own: Option<Arc<[Step]>> = (!config.start.is_empty()).then(|| config.start.into());
    (move || {
        let Some(catalog) = catalog.get() else {
            return view! { <Skeleton kind=SkeletonKind::Rows(8) label="Loading the catalog" /> }
                .into_any();
        };
        let suggested = own.is_none();
        let steps = own.clone().unwrap_or_else(|| from_catalog(&catalog).into());
        list(&registry, &catalog, steps, suggested, done)
    })
    .into_any()
}

fn list(
    registry: &Arc<Registry>,
    catalog: &Arc<Catalog>,
    steps: Arc<[Step]>,
    suggested: bool,
    done: Kept,
) -> AnyView {
    let note = suggested.then(|| {
        view! {
            <Banner tone=Tone::Info title="A list made from the catalog">
                "Your company has written no list of its own. Whoever runs the portal can write one into portal.json, under the plugin “explore”, as "
                <code>"start"</code> "."
            </Banner>
        }
    });
    let total = steps.len();
    let count = {
        let steps = steps.clone();
        Memo::new(move |_| done.count(steps.iter().map(|step| step.id.as_str())))
    };
    let percent = Signal::derive(move || (count.get() * 100).checked_div(total));
    let groups = by_time(&steps)
        .into_iter()
        .map(|(when, group)| {
            let items = group.into_iter().map(|step| row(registry, catalog, step, done)).collect();
            let title = if when.is_empty() { "Steps" } else { when }.to_owned();
            view! { <Card title=title level=Level::H2><List items=items plain=true /></Card> }
        })
        .collect_view();
    let markdown = {
        let steps = steps.clone();
        move |_| save("first-weeks.md", "text/markdown", &as_markdown(&steps, |id| done.has(id)))
    };
    let json = {
        let steps = steps.clone();
        move |_| save("first-weeks.json", "application/json", &as_json(&steps, |id| done.has(id)))
    };
    view! {
        <Stack gap=Gap::Lg>
            {note}
            <ProgressBar
                label="Your first weeks"
                percent=percent
                text=Signal::derive(move || format!("{} of {total} steps", count.get()))
            />
            {groups}
            <Cluster>
                <Button icon=Icon::Download on_click=Callback::new(markdown)>"Save as Markdown"</Button>
                <Button icon=Icon::Download on_click=Callback::new(json)>"Save as JSON"</Button>
                <Button
                    variant=Variant::Ghost
                    disabled_reason=Signal::derive(move || {
                        (count.get() == 0).then(|| "Nothing is ticked off yet.".to_owned())
                    })
                    on_click=Callback::new(move |_| {
                        done.forget(steps.iter().map(|step| step.id.as_str()));
                    })
                >
                    "Start over"
                </Button>
            </Cluster>
            <p class="u-note">"What you tick off stays in this browser; nobody else sees it."</p>
        </Stack>
    }
    .into_any()
}

fn row(registry: &Arc<Registry>, catalog: &Arc<Catalog>, step: &Step, done: Kept) -> AnyView {
    let id = step.id.clone();
    let asked = id.clone();
    let text = (!step.text.is_empty()).then(|| {
        let (text, registry) = (step.text.clone(), registry.clone());
        let inside = Callback::new(move |address: String| portal_path(&registry, &address));
        view! { <Markdown text=text level=Level::H3 inside=inside /> }
    });
    let label = format!("{}: {}", step.kind.word(), step.title);
    let lead = lead(registry, catalog, step);
    view! {
        <Stack gap=Gap::Xs>
            <Checkbox
                label=label
                checked=Signal::derive(move || done.has(&asked))
                on_change=Callback::new(move |is_done| done.set(&id, is_done))
            />
            {text}
            {lead}
        </Stack>
    }
    .into_any()
}

/// An address below the portal's own base.
fn portal_path(registry: &Registry, address: &str) -> Option<String> {
    let is_path = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
    is_path.then(|| registry.url(address))
}

/// Where the step leads.
fn lead(registry: &Registry, catalog: &Catalog, step: &Step) -> AnyView {
    if !step.entity.is_empty() {
        let name = EntityRef::parse(&step.entity, RefDefaults::default());
        let found = name.as_ref().ok().and_then(|name| catalog.lookup(name));
        let (kind, label, href) = match found {
            Some(ix) => {
                let entry = catalog.entry(ix);
                let href = entity_href(registry, catalog, ix);
                (entry.kind().to_owned(), entry.display_name().to_owned(), href)
            }
            None => (String::new(), step.entity.clone(), None),
        };
        return view! { <RefLink kind=kind label=label href=href /> }.into_any();
    }
    if step.href.is_empty() {
        return ().into_any();
    }
    let words = match step.kind {
        StepKind::Read => "Open it",
        StepKind::Visit => "Go there",
        StepKind::Ask => "Where to ask",
        StepKind::Change => "How to",
    };
    let label = format!("{words}: {}", step.title);
    if let Some(href) = portal_path(registry, &step.href) {
        return view! { <Link href=href>{label}</Link> }.into_any();
    }
    match SafeUrl::parse(&step.href) {
        Some(url) => view! { <ExternalLink url=url>{label}</ExternalLink> }.into_any(),
        None => view! {
            <code>{step.href.clone()}</code>
            <Status tone=Tone::Warning label="Not a web address" />
        }
        .into_any(),
    }
}
