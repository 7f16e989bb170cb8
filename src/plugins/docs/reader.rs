//! One page of documentation, with the tree of pages on one side and what is in it on the other.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::{Get as _, *};
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{
    Destination, EmptyKind, EmptyState, ErrorPanel, Level, Link, Markdown, Picture, Rules,
    SafeHtml, Sanitised, Skeleton, SkeletonKind, lower,
};
use stylers_macro::style_sheet;

use super::anchors::PREFIX;
use super::api;
use super::links::{self, Target};
use super::markdown::{self, Note};
use super::mkdocs::{self, Entry, Heading};
use super::parts::{self, Facts};
use super::place::{self, DocsConfig, Place};
use super::store::{Reading, Recent};
use super::{HOME, anchors, helpful, paper, picture, sync};
use crate::net::{ErrorKind, Load, LoadState};
use crate::plugin::highlight::highlight;
use crate::plugin::loaded::not_configured;
use crate::plugin::prelude::*;

/// A page that is shown.
#[derive(Clone)]
pub struct Doc {
    /// Where it is.
    pub place: Arc<Place>,
    /// Its path.
    pub path: String,
    /// The text it was read from.
    source: Arc<String>,
    /// What it is.
    pub kind: Kind,
}

/// What a page was read as.
#[derive(Clone)]
pub enum Kind {
    /// A page of MkDocs.
    Site(mkdocs::Page),
    /// A page in Markdown.
    Note(Note, Vec<Entry>),
    /// The portal itself, which many hosts answer with where there is no file.
    Nothing,
}

/// The same text at the same place is the same page.
impl PartialEq for Doc {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path
            && Arc::ptr_eq(&self.source, &other.source)
            && self.place == other.place
    }
}

impl Doc {
    fn read(place: Arc<Place>, path: String, source: Arc<String>) -> Option<Self> {
        let kind = match &place.markdown {
            _ if api::is_portal(&source) => Kind::Nothing,
            Some(pages) => {
                Kind::Note(markdown::read(&place.file(&path), &source), markdown::tree(pages))
            }
            None => Kind::Site(mkdocs::read(&path, &source)?),
        };
        Some(Self { place, path, source, kind })
    }

    /// Whether it is drawn piece by piece.
    fn is_long(&self) -> bool {
        matches!(&self.kind, Kind::Site(page) if !page.rest.is_empty())
    }

    /// Its name.
    pub fn title(&self) -> &str {
        match &self.kind {
            Kind::Site(page) => &page.title,
            Kind::Note(note, _) => &note.title,
            Kind::Nothing => "Page not found",
        }
    }

    /// The tree of pages.
    pub fn tree(&self) -> &[Entry] {
        match &self.kind {
            Kind::Site(page) => &page.tree,
            Kind::Note(_, tree) => tree,
            Kind::Nothing => &[],
        }
    }

    /// Its parts.
    pub fn headings(&self) -> &[Heading] {
        match &self.kind {
            Kind::Site(page) => &page.headings,
            Kind::Note(note, _) => &note.headings,
            Kind::Nothing => &[],
        }
    }

    /// The day of its last change.
    pub fn changed(&self) -> Option<&str> {
        match &self.kind {
            Kind::Site(page) => page.changed.as_deref(),
            Kind::Note(note, _) => note.changed.as_deref(),
            Kind::Nothing => None,
        }
    }
}

/// Draws the page.
pub fn draw(input: PageInput) -> AnyView {
    let path = input.read::<EntityPath>();
    let catalog = use_sources().catalog();
    let entity =
        Memo::new(move |_| path.get().map(|path| EntityPath { tab: String::new(), ..path }));
    let tab = Memo::new(move |_| path.get().map(|path| path.tab).unwrap_or_default());
    (move || {
        let Some(path) = entity.get() else { return ().into_any() };
        let Some(catalog) = catalog.get() else {
            return view! { <Skeleton kind=SkeletonKind::Text(10) label="Loading the catalog" /> }
                .into_any();
        };
        match catalog.lookup_parts(&lower(&path.kind), &lower(&path.namespace), &path.name) {
            Some(ix) => of_entity(&catalog, ix, tab),
            None => unknown(&path),
        }
    })
    .into_any()
}

fn unknown(path: &EntityPath) -> AnyView {
    let all = use_registry().href(HOME, &()).unwrap_or_default();
    use_page().set(vec![Crumb::link("Docs", Some(all.clone())), Crumb::here(path.name.clone())]);
    let text = format!("{}:{}/{} is not in the catalog.", path.kind, path.namespace, path.name);
    view! {
        <h1 class="u-visually-hidden">"Documentation not found"</h1>
        <EmptyState
            kind=EmptyKind::NoMatch
            title="There is no such entity"
            level=Level::H2
            actions=ViewFn::from(move || view! { <Link href=all.clone()>"All documentation"</Link> }.into_any())
        >
            {text}
        </EmptyState>
    }
    .into_any()
}

fn of_entity(catalog: &Arc<Catalog>, ix: Ix, tab: Memo<String>) -> AnyView {
    let config = use_config::<DocsConfig>();
    let registry = use_registry();
    let entry = catalog.entry(ix);
    let name = entry.display_name().to_owned();
    let all = registry.href(HOME, &());
    let Some(place) = Place::of(catalog, ix, &config) else {
        use_page().set(vec![Crumb::link("Docs", all), Crumb::here(name)]);
        return view! {
            <h1 class="u-visually-hidden">"No documentation"</h1>
            {not_configured("Docs", place::REF, "dir:.")}
        }
        .into_any();
    };
    let here = EntityPath::of(&entry.entity_ref());
    reader(Facts::of(&registry, catalog, ix, &config), Arc::new(place), here, tab)
}

/// A long page, a moment after it was read: reading and drawing it at once would take so long that
/// a key waits.
fn drawn_later(read: Memo<Option<Doc>>) -> Memo<Option<Doc>> {
    let doc = RwSignal::new(read.get_untracked().filter(|doc| !doc.is_long()));
    Effect::new(move |_| {
        let now = read.get();
        if !now.as_ref().is_some_and(Doc::is_long) {
            doc.set(now);
            return;
        }
        let draw = move || {
            if read.try_with_untracked(|read| *read == now) == Some(true) {
                doc.set(now);
            }
        };
        set_timeout(draw, Duration::ZERO);
    });
    Memo::new(move |_| doc.get())
}

fn reader(facts: Facts, place: Arc<Place>, here: EntityPath, tab: Memo<String>) -> AnyView {
    let scope = style_sheet!("src/plugins/docs/docs.css");
    let registry = use_registry();
    let net = use_net();
    let page = {
        let place = place.clone();
        Memo::new(move |_| tab.with(|tab| place.page(tab)))
    };
    let load = {
        let place = place.clone();
        use_load(move || api::page(&place, &page.get()))
    };
    let read = {
        let place = place.clone();
        Memo::new(move |before: Option<&Option<Doc>>| {
            let before = before.cloned().flatten();
            let mut waits = false;
            let text = load.state.with(|state| match state {
                LoadState::Ready { value, .. } => Some(value.clone()),
                LoadState::Failed { stale: Some((value, _)), .. } => Some(value.clone()),
                // The last page stays until the next one is here.
                LoadState::Loading => {
                    waits = true;
                    before.as_ref().map(|doc| doc.source.clone())
                }
                LoadState::Failed { stale: None, .. } => None,
            })?;
            match before {
                Some(doc) if waits || doc.path == page.get_untracked() && *doc.source == *text => {
                    Some(doc)
                }
                _ => Doc::read(place.clone(), page.get_untracked(), text),
            }
        })
    };
    let doc = drawn_later(read);
    let reading = RwSignal::new(Reading::load());
    Effect::new(move |before: Option<Reading>| {
        let now = reading.get();
        if before.is_some_and(|before| before != now) {
            now.save();
        }
        now
    });

    // Title and crumbs, and the page is remembered.
    {
        let (facts, here, registry) = (facts.clone(), here.clone(), registry.clone());
        let frame = use_page();
        Effect::new(move || {
            let all = registry.href(HOME, &());
            let first = registry.href(routes::DOCS, &here);
            let mut crumbs = vec![Crumb::link("Docs", all), Crumb::link(&facts.name, first)];
            doc.with(|doc| {
                let Some(doc) = doc.as_ref().filter(|doc| !matches!(doc.kind, Kind::Nothing))
                else {
                    return;
                };
                // The first page of a site often has its name.
                if doc.title() == facts.name {
                    crumbs.pop();
                }
                crumbs.push(Crumb::here(doc.title()));
                let recent = Recent {
                    entity: facts.reference.clone(),
                    page: doc.path.clone(),
                    title: doc.title().to_owned(),
                };
                if reading.with_untracked(|reading| reading.recent.first() != Some(&recent)) {
                    reading.update(|reading| reading.visit(recent));
                }
            });
            frame.set(crumbs);
        });
    }

    let built = RwSignal::new(0_u32);
    anchors::follow(doc, page, built);
    let synced = sync::watch(&place, load);
    paper::print_light();
    let href = {
        let (registry, here, place) = (registry.clone(), here.clone(), place.clone());
        Arc::new(move |path: &str, anchor: &str| {
            let rest = here.tab(&place.address(path));
            let address = registry.href(routes::DOCS, &rest).unwrap_or_default();
            if anchor.is_empty() { address } else { [&address, "#", anchor].concat() }
        })
    };
    let article = {
        let (href, place, registry, net) = (href.clone(), place.clone(), registry.clone(), net);
        let (here, facts) = (here.clone(), facts.clone());
        move || {
            let failed = load.state.with(|state| match state {
                LoadState::Failed { error, stale: None } => Some(error.clone()),
                _ => None,
            });
            if let Some(error) = failed {
                let nothing = matches!(error.kind, ErrorKind::NotFound);
                let path = page.get();
                return if nothing {
                    missing(place.clone(), path, href.clone(), load)
                } else {
                    view! {
                        <h1 class="u-visually-hidden">{facts.name.clone()}</h1>
                        <ErrorPanel
                            title="The page could not be loaded"
                            cause=format!("{}. {} {}", error.title(), error.cause(), error.next_step())
                            on_retry=Callback::new(move |()| load.reload())
                        />
                    }
                    .into_any()
                };
            }
            let Some(doc) = doc.get() else {
                let slow = move || {
                    load.slow.get().then(|| {
                        view! { <p class="u-note" role="status">"The documentation is slow to answer…"</p> }
                    })
                };
                return view! {
                    <Skeleton kind=SkeletonKind::Text(10) label="Loading the page" />
                    {slow}
                }
                .into_any();
            };
            if matches!(doc.kind, Kind::Nothing) {
                return missing(place.clone(), doc.path, href.clone(), load);
            }
            content(&doc, rules(&doc, &registry, &here, net.clone()), built)
        }
    };
    let busy = move || load.state.with(LoadState::is_busy).then_some("true");
    let size = move || reading.with(|reading| reading.size.clone());
    let width = move || reading.with(|reading| reading.width.clone());
    view! {
        <div class=class_of(scope) data-size=size data-width=width>
            <div class="docs-side">{parts::tree(doc, &place, &facts, href.clone())}</div>
            <div class="docs-main">
                {parts::bar(doc, &place, &facts, href.clone())}
                {synced}
                <div class="docs-article" aria-busy=busy>{article}</div>
                {helpful::ask(doc, facts.reference.clone())}
                {parts::foot(doc, href.clone())}
            </div>
            <aside class="docs-aside" aria-label="About this page">
                {parts::aside(doc, facts, &place, reading, built)}
            </aside>
        </div>
    }
    .into_any()
}

fn class_of(scope: &'static str) -> String {
    portico_components::class(scope, "docs-reader")
}

/// The text itself.
fn content(doc: &Doc, rules: Rules, built: RwSignal<u32>) -> AnyView {
    match &doc.kind {
        Kind::Nothing => ().into_any(),
        Kind::Site(page) => {
            let html = Sanitised::new(page.article.clone(), rules).then(page.rest.clone());
            let title =
                (!page.titled).then(|| view! { <h1 class="docs-title">{page.title.clone()}</h1> });
            let on_built = Callback::new(move |()| {
                built.try_update(|times| *times += 1);
            });
            view! {
                {title}
                <SafeHtml html=Signal::stored(html) on_built=on_built />
            }
            .into_any()
        }
        Kind::Note(note, _) => {
            request_animation_frame(move || {
                built.try_update(|times| *times += 1);
            });
            let Rules { link, picture, .. } = rules;
            let inside = Callback::new(move |address: String| match link(&address) {
                Destination::Inside(href) => Some(href),
                _ => None,
            });
            let picture = Callback::new(move |(address, words): (String, String)| {
                picture::draw(picture(&address), words)
            });
            let facts: Vec<_> = note
                .facts
                .iter()
                .map(|(key, value)| {
                    view! { <div><dt>{key.clone()}</dt><dd>{value.clone()}</dd></div> }
                })
                .collect();
            let facts = (!facts.is_empty()).then(|| view! { <dl class="docs-front">{facts}</dl> });
            view! {
                <h1 class="docs-title">{note.title.clone()}</h1>
                {facts}
                <Markdown
                    text=note.text.clone()
                    level=Level::H2
                    inside=inside
                    anchors=PREFIX
                    picture=picture
                    highlight=highlight()
                />
            }
            .into_any()
        }
    }
}

/// Address of a page of this documentation and a heading in it.
pub type Href = Arc<dyn Fn(&str, &str) -> String + Send + Sync>;

/// What the addresses of a page mean.
fn rules(doc: &Doc, registry: &Arc<Registry>, here: &EntityPath, net: Option<NetClient>) -> Rules {
    // Addresses in a page in Markdown are relative to its file.
    let file = doc.place.markdown.is_some().then(|| doc.place.file(&doc.path));
    let path = file.unwrap_or_else(|| doc.path.clone());
    let first = doc.place.markdown.is_some().then(|| doc.place.file(""));
    let link = {
        let (place, path) = (doc.place.clone(), path.clone());
        let (registry, here, net) = (registry.clone(), here.clone(), net.clone());
        move |address: &str| match links::target(&path, address) {
            Target::Page { path, anchor } => {
                let path = if first.as_ref() == Some(&path) { "" } else { &path };
                let rest = here.tab(&place.address(path));
                let href = registry.href(routes::DOCS, &rest).unwrap_or_default();
                let anchor = if anchor.is_empty() { anchor } else { ["#", &anchor].concat() };
                Destination::Inside([href, anchor].concat())
            }
            Target::Portal(path) => Destination::Inside(registry.url(&path)),
            Target::File(file) => net
                .as_ref()
                .and_then(|net| net.address(&api::file(&place, &file)).ok())
                .map_or(Destination::Nowhere, Destination::File),
            Target::Outside(url) => Destination::Outside(url),
            Target::Nothing => Destination::Nowhere,
        }
    };
    let picture = {
        let place = doc.place.clone();
        move |address: &str| match links::join_file(&path, address) {
            Some(file) => picture::of(net.as_ref(), &place, &file),
            None => match links::target(&path, address) {
                Target::Outside(url) => Picture::Link(url),
                _ => Picture::Nowhere,
            },
        }
    };
    Rules { prefix: PREFIX.to_owned(), link: Arc::new(link), picture: Arc::new(picture) }
}

/// Said when there is no such page: an address in another case leads on, else the start.
fn missing(place: Arc<Place>, path: String, href: Href, load: Load<String>) -> AnyView {
    let navigate = use_navigate();
    let first = href("", "");
    let index = {
        let place = place.clone();
        let site = place.markdown.is_none();
        use_load(move || site.then(|| api::index(&place)))
    };
    let wanted = lower(&path);
    let pages = place.markdown.clone().unwrap_or_default();
    Effect::new(move || {
        let known = index.state.with(|state| match state {
            LoadState::Ready { value, .. } => {
                let mut pages = value.docs.items.iter().map(|section| section.location.clone());
                pages.find(|page| same(page, &wanted))
            }
            _ => pages.iter().find(|page| same(page, &wanted)).cloned(),
        });
        let Some(known) = known.filter(|known| known.trim_matches('/') != path) else { return };
        let (address, navigate) = (href(known.trim_matches('/'), ""), navigate.clone());
        request_animation_frame(move || {
            let options =
                NavigateOptions { resolve: false, replace: true, ..NavigateOptions::default() };
            navigate(&address, options);
        });
    });
    let again = Callback::new(move |_| load.reload());
    view! {
        <h1 class="u-visually-hidden">"Page not found"</h1>
        <EmptyState
            kind=EmptyKind::NoMatch
            title="There is no such page"
            level=Level::H2
            actions=ViewFn::from(move || {
                let first = first.clone();
                view! {
                    <Link href=first>"First page of this documentation"</Link>
                    <portico_components::Button on_click=again>"Look again"</portico_components::Button>
                }
                .into_any()
            })
        >
            "It was moved or removed, or the documentation has not been published yet."
        </EmptyState>
    }
    .into_any()
}

/// Whether a page is the wanted one but for its case.
fn same(page: &str, wanted: &str) -> bool {
    lower(page.trim_matches('/')) == *wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_another_case_means_the_same_page() {
        assert!(same("Guides/Start/", "guides/start"));
        assert!(same("ADR/0001.md", "adr/0001.md"));
        assert!(!same("guides/start/#part", "guides/start"));
    }
}
