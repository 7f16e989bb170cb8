//! What a run gave: repository, first build, catalog entry, words of the template.

use super::super::api::{list, text};
use super::board::Board;
use super::first_build;
use crate::plugin::entities::{counted, entity_href};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, ButtonLink, Card, ExternalLink, IconSize, Level, Link, Markdown, SafeUrl, Status, Tone,
    Variant,
};
use serde_json::Value;
use std::time::Duration;

/// Links and texts of an output that are shown.
const MOST: usize = 12;
/// So often the catalog is read again until the new entry is in it.
const LOOKS: u32 = 15;
/// The time between two looks.
const PAUSE: Duration = Duration::from_secs(4);

/// Draws the card.
pub fn draw(board: &Board) -> AnyView {
    let run = board.following.run;
    let (output, steps) = run.with_untracked(|run| (run.output.clone(), run.steps.len()));
    let title = [&board.task.title(), " is there"].concat();
    let links = list(&output, "/links");
    let slug = first_build::slug(&output);
    let mut tiles: Vec<AnyView> = Vec::new();
    for link in links.iter().take(MOST) {
        // The build is shown live instead of as a link to it.
        if slug.is_some() && matches!(text(link, "/icon"), "ci" | "pipeline") {
            continue;
        }
        tiles.extend(tile(board, link));
    }
    if let Some(slug) = slug {
        tiles.insert(tiles.len().min(1), first_build::draw(&board.config.builds, slug));
    }
    let entity = links.iter().find_map(|link| text(link, "/entityRef").parse::<EntityRef>().ok());
    let open = entity.map(|entity| open_entry(board, entity));
    let texts: Vec<AnyView> = list(&output, "/text")
        .iter()
        .take(MOST)
        .map(|text| {
            let (title, content) = (
                super::super::api::text(text, "/title"),
                super::super::api::text(text, "/content"),
            );
            let title = (!title.is_empty()).then(|| view! { <h3>{title.to_owned()}</h3> });
            view! {
                <div class="run-text">
                    {title}
                    <Markdown text=content.to_owned() level=Level::H4 />
                </div>
            }
            .into_any()
        })
        .collect();
    let done = counted(steps, "step is done.", "steps are done.");
    view! {
        <Card flush=true>
            <div class="run-done">
                <span class="run-sign"><Icon name=Icon::Success size=IconSize::Lg /></span>
                <div class="run-done-words">
                    <h2>{title}</h2>
                    <p>{done}</p>
                </div>
                {open}
            </div>
            <ul class="run-links" aria-label="What was made">{tiles}</ul>
            {texts}
        </Card>
    }
    .into_any()
}

/// A tile: an icon, a name, and what is known about it.
pub fn framed(icon: Icon, name: AnyView, below: AnyView) -> AnyView {
    view! {
        <li>
            <span class="run-link-icon"><Icon name=icon /></span>
            <div class="run-link">
                {name}
                <div class="u-note">{below}</div>
            </div>
        </li>
    }
    .into_any()
}

fn tile(board: &Board, link: &Value) -> Option<AnyView> {
    let title = match text(link, "/title") {
        "" => "Link",
        title => title,
    };
    let reference = text(link, "/entityRef");
    if !reference.is_empty() {
        return Some(entry(board, title.to_owned(), reference));
    }
    let address = text(link, "/url");
    let icon = match text(link, "/icon") {
        "github" | "gitlab" | "repository" | "git" => Icon::Repo,
        "docs" => Icon::Docs,
        "ci" | "pipeline" => Icon::Pipeline,
        "dashboard" => Icon::Insights,
        _ => Icon::Globe,
    };
    let name = match SafeUrl::parse(address) {
        Some(url) => {
            let title = title.to_owned();
            view! { <ExternalLink url=url>{title}</ExternalLink> }.into_any()
        }
        None => title.to_owned().into_any(),
    };
    let below = match SafeUrl::parse(address) {
        Some(url) => {
            let path = url.as_str().split_once("://").map_or("", |(_, rest)| rest);
            path.split(['?', '#']).next().unwrap_or_default().to_owned().into_any()
        }
        // Shown as it was written, never followed.
        None => address.chars().take(200).collect::<String>().into_any(),
    };
    Some(framed(icon, name, below))
}

/// Reads the catalog again until it has the entry, and the address of it then.
fn watch(board: &Board, entity: EntityRef) -> (Memo<Option<String>>, RwSignal<u32>) {
    let sources = use_sources();
    let (catalog, registry) = (sources.catalog(), board.registry.clone());
    let href = Memo::new(move |_| {
        let catalog = catalog.get()?;
        entity_href(&registry, &catalog, catalog.lookup(&entity)?)
    });
    let looks = RwSignal::new(0_u32);
    (href, looks)
}

fn open_entry(board: &Board, entity: EntityRef) -> AnyView {
    let (href, _) = watch(board, entity);
    view! {
        {move || href.get().map(|href| {
            view! { <ButtonLink href=href variant=Variant::Solid tone=Tone::Accent>"Open in the catalog"</ButtonLink> }
        })}
    }
    .into_any()
}

fn entry(board: &Board, title: String, reference: &str) -> AnyView {
    let Ok(entity) = reference.parse::<EntityRef>() else {
        let shown = reference.to_owned();
        return framed(Icon::Catalog, title.into_any(), shown.into_any());
    };
    let sources = use_sources();
    let (href, looks) = watch(board, entity);
    Effect::new(move |_| {
        let look = looks.get();
        if href.get().is_some() || look >= LOOKS {
            return;
        }
        sources.refresh();
        set_timeout(
            move || {
                looks.try_update(|looks| *looks += 1);
            },
            PAUSE,
        );
    });
    let name = move || match href.get() {
        Some(href) => {
            let title = title.clone();
            view! { <Link href=href>{title}</Link> }.into_any()
        }
        None => title.clone().into_any(),
    };
    let shown = reference.to_owned();
    let below = move || {
        match (href.get().is_some(), looks.get() >= LOOKS) {
        (true, _) => shown.clone().into_any(),
        (false, false) => {
            view! { <Status tone=Tone::Info icon=Icon::Running label="The catalog is being read" /> }
                .into_any()
        }
        (false, true) => view! {
            <Status tone=Tone::Warning label="Not in the catalog yet" />
            <Button
                variant=Variant::Link
                on_click=Callback::new(move |_| looks.set(0))
            >
                "Look again"
            </Button>
        }
        .into_any(),
    }
    };
    framed(Icon::Catalog, view! { {name} }.into_any(), view! { {below} }.into_any())
}
