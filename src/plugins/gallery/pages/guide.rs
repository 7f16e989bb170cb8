//! The design guide: its chapters, and one of them.

use super::super::asked::State;
use super::super::frame::{Entries, Frame};
use super::super::guide::{CHAPTERS, page_of};
use super::super::handbook::PORTAL;
use super::super::routes::{GALLERY, PagePath, Place, link};
use super::super::shelves::all_entries;
use crate::net::{self, use_load};
use crate::plugin::loaded::Loaded;
use crate::plugin::package;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    ButtonLink, Card, ItemRow, Level, List, Markdown, PageHeader, SkeletonKind,
};
use std::sync::Arc;

/// Draws the chapter with this slug, or the list of all when there is none.
pub fn draw(slug: &str) -> AnyView {
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let gallery = Place::Overview.href(&registry, state.env().get_untracked());
    let gallery = Crumb::link("Gallery", Some(gallery));
    let found = CHAPTERS.iter().position(|(known, _)| *known == slug);
    let page = match found.and_then(|at| Some((at, CHAPTERS.get(at)?))) {
        Some((at, (slug, title))) => {
            let all = Place::Guide("").href(&registry, state.env().get_untracked());
            let guide = Crumb::link("Design guide", Some(all));
            use_page().set(vec![gallery, guide, Crumb::here(*title)]);
            chapter(&registry, state, at, slug)
        }
        None => {
            use_page().set(vec![gallery, Crumb::here("Design guide")]);
            all(&registry, state)
        }
    };
    view! { <Frame entries=entries state=state here=Place::Guide("")>{page}</Frame> }.into_any()
}

fn all(registry: &Arc<Registry>, state: State) -> AnyView {
    let items: Vec<AnyView> = CHAPTERS
        .iter()
        .map(|(slug, title)| {
            let href = Place::Guide(slug).href(registry, state.env().get_untracked());
            view! { <ItemRow title=*title href=href /> }.into_any()
        })
        .collect();
    view! {
        <PageHeader
            title="Design guide"
            subtitle="How pages of plugins look, behave and speak, so that all of them are one portal."
        />
        <Card flush=true><List items=items ordered=true /></Card>
    }
    .into_any()
}

fn chapter(registry: &Arc<Registry>, state: State, at: usize, slug: &'static str) -> AnyView {
    let load = use_load(move || {
        let file = [slug, ".md"].concat();
        Some(net::Get::text(PORTAL).path([&*package::folder()?, "gallery", "guide", &file]))
    });
    let inside = {
        let registry = registry.clone();
        Callback::new(move |address: String| {
            let page = page_of(&address)?;
            let (page, anchor) = page.split_once('#').unwrap_or((&page, ""));
            let href = registry.href(GALLERY, &PagePath { page: page.to_owned() })?;
            Some(if anchor.is_empty() { href } else { [&href, "#", anchor].concat() })
        })
    };
    let view = Arc::new(move |text: &String| {
        // The heading of the chapter is that of the page.
        let text = text.split_once('\n').map_or("", |(_, rest)| rest).to_owned();
        // The headings below it begin with the second level.
        let text = text.replace("\n## ", "\n# ").replace("\n### ", "\n## ");
        view! { <Markdown text=text level=Level::H2 inside=inside /> }.into_any()
    });
    let title = CHAPTERS.get(at).map_or("", |(_, title)| title);
    let step = |word: &'static str, chapter: Option<&'static (&'static str, &'static str)>| {
        chapter.map(|(slug, title)| {
            let href = link(registry, state, Place::Guide(slug));
            view! { <ButtonLink href=href>{word} {*title}</ButtonLink> }
        })
    };
    let before = at.checked_sub(1).and_then(|at| CHAPTERS.get(at));
    view! {
        <PageHeader title=title />
        <Loaded load=load title="Chapter" skeleton=SkeletonKind::Text(12) view=view />
        <nav class="gallery-walk" aria-label="Other chapters">
            {step("Previous: ", before)} {step("Next: ", CHAPTERS.get(at + 1))}
        </nav>
    }
    .into_any()
}
