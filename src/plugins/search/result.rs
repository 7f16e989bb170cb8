//! One result of the page.

use super::merge::Row;
use crate::plugin::prelude::*;
use crate::plugin::scope::PluginScope;
use crate::plugin::search::Search;
use crate::plugin::search::remote::RemoteResult;
use leptos::prelude::*;
use portico_catalog::search::{Answer, Excerpt, Hit, Index, Item, Sort, Why, excerpt};
use portico_components::{Badge, Icon as Draw, IconSize, KindIcon, Tone, highlighted};
use std::sync::Arc;

/// Characters of an excerpt.
const LENGTH: usize = 220;

/// What a row needs to know.
#[derive(Clone)]
pub(super) struct Around {
    pub(super) registry: Arc<Registry>,
    pub(super) search: Search,
    pub(super) answer: Memo<Answer>,
    /// Title of the other search.
    pub(super) remote: Option<String>,
}

/// Draws a row.
pub(super) fn draw(around: &Around, answer: &Answer, row: &Row) -> AnyView {
    match row {
        Row::Ours(hit) => {
            let shown = around.search.with(|index| ours(around, index, answer, hit));
            shown.flatten().unwrap_or_else(|| ().into_any())
        }
        Row::Theirs(result) => theirs(around, result),
    }
}

/// Address of one of our results.
pub(super) fn address(registry: &Registry, index: &Index, item: Item) -> Option<String> {
    match item {
        Item::Entity(ix) => {
            let name = index.catalog().entry(ix).entity_ref();
            registry.href(routes::ENTITY, &EntityPath::of(&name))
        }
        Item::Document(number) => index.document(number).map(Document::address),
    }
}

fn ours(around: &Around, index: &Index, answer: &Answer, hit: &Hit) -> Option<AnyView> {
    let href = address(&around.registry, index, hit.item)?;
    let catalog = index.catalog();
    let text = match hit.item {
        Item::Entity(ix) => catalog.entry(ix).description().unwrap_or_default(),
        Item::Document(number) => index.document(number)?.text.as_str(),
    };
    let Excerpt { text, ranges } = excerpt(text, answer.text(), LENGTH);
    let (of, icon, place): (String, AnyView, String) = match hit.item {
        Item::Entity(ix) => {
            let entry = catalog.entry(ix);
            let kind = entry.kind().to_owned();
            let owner = entry.owner().map(|owner| owner.display_name());
            let system = entry.system().map(|system| system.display_name());
            let facts =
                [Some(entry.kind_label()), entry.spec_type(), system, owner, entry.lifecycle()];
            let facts: Vec<&str> = facts.into_iter().flatten().collect();
            (kind.clone(), view! { <KindIcon kind=kind /> }.into_any(), facts.join(" · "))
        }
        Item::Document(number) => {
            let document = index.document(number)?;
            let sort = index.sort(hit.item);
            let named = around.search.sorts().into_iter().find(|named| named.sort == sort)?;
            let mut place = document.breadcrumb.clone();
            if document.heading.is_some() {
                place.push(document.title.clone());
            }
            let icon = named.icon;
            let drawn = view! { <Draw name=icon size=IconSize::Sm /> }.into_any();
            (named.id.to_owned(), drawn, [named.title, " · ", &place.join(" › ")].concat())
        }
    };
    let own = around.registry.search_result(&of).map(|(by, result)| {
        let loader = result.loader;
        let found = match hit.item {
            Item::Entity(ix) => {
                FoundItem::Entity(EntityInput { catalog: catalog.clone(), ix, rest: String::new() })
            }
            Item::Document(number) => {
                FoundItem::Document(Arc::new(index.document(number).cloned().unwrap_or_default()))
            }
        };
        let input = ResultInput { found, excerpt: text.clone(), matches: ranges.clone() };
        view! {
            <PluginScope
                by=by.clone()
                extension=result.of
                title="This result"
                draw=Arc::new(move || loader.draw(input.clone()))
                waiting=ViewFn::from(|| ().into_any())
            />
        }
        .into_any()
    });
    let body = own.unwrap_or_else(|| paragraph(&text, &ranges));
    let title = highlighted(index.name(hit.item), &hit.ranges);
    let why = reasons(around, hit);
    // Only where there are two is it worth saying whose a result is.
    let source = around.remote.as_ref().map(|_| "This portal".to_owned());
    Some(row(icon, href, title, place, source, body, Some(why)))
}

fn theirs(around: &Around, result: &RemoteResult) -> AnyView {
    let (title, marks) = result.field("title", &result.document.title);
    let (text, ranges) = result.field("text", &result.document.text);
    let around_match = ranges.first().and_then(|range| text.get(range.clone()));
    let cut = excerpt(&text, around_match.unwrap_or_default(), LENGTH);
    let facts = [
        result.document.kind.as_deref(),
        result.document.owner.as_deref(),
        Some(match result.sort.as_str() {
            "software-catalog" => "Catalog",
            "techdocs" => "Documentation",
            other => other,
        }),
    ];
    let facts: Vec<&str> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
    let kind = result.document.kind.clone().unwrap_or_default().to_ascii_lowercase();
    let icon = if result.sort == "software-catalog" {
        view! { <KindIcon kind=kind /> }.into_any()
    } else {
        view! { <Draw name=Icon::Docs size=IconSize::Sm /> }.into_any()
    };
    let title = highlighted(&title, &marks);
    let body = paragraph(&cut.text, &cut.ranges);
    // Their paths are ours. Anything that is no path of a portal is no link.
    let path = &result.document.location;
    let is_path = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    let href = if is_path { around.registry.url(path) } else { String::new() };
    row(icon, href, title, facts.join(" · "), around.remote.clone(), body, None)
}

fn row(
    icon: AnyView,
    href: String,
    title: AnyView,
    place: String,
    source: Option<String>,
    body: AnyView,
    why: Option<AnyView>,
) -> AnyView {
    let title = match href.is_empty() {
        true => title,
        false => view! { <a href=href data-result="">{title}</a> }.into_any(),
    };
    let source = source.map(|source| view! { <Badge tone=Tone::Neutral label=source /> });
    view! {
        <li class="search-result">
            <div class="search-icon">{icon}</div>
            <div class="search-body">
                <h3 class="search-title">{title} {source}</h3>
                <p class="u-note">{place}</p>
                {body}
                {why}
            </div>
        </li>
    }
    .into_any()
}

fn paragraph(text: &str, ranges: &[std::ops::Range<usize>]) -> AnyView {
    if text.is_empty() {
        return ().into_any();
    }
    let text = highlighted(text, ranges);
    view! { <p class="search-text">{text}</p> }.into_any()
}

/// Why it stands here, folded away. Finding it out takes longer than finding the result, so it
/// waits until somebody asks.
fn reasons(around: &Around, hit: &Hit) -> AnyView {
    let Around { search, answer, .. } = *around;
    let asked = RwSignal::new(false);
    let hit = hit.clone();
    let said = move || {
        let why = asked.get().then(|| {
            untrack(|| answer.with(|answer| search.with(|index| index.why(answer, &hit))))
        });
        why.flatten().map(|why| listed(&why, hit.points))
    };
    view! {
        <details class="search-why" on:toggle=move |_| asked.set(true)>
            <summary class="u-note">"Why it ranks here"</summary>
            {said}
        </details>
    }
    .into_any()
}

fn listed(why: &Why, points: i32) -> AnyView {
    let parts: Vec<_> = why
        .parts
        .iter()
        .map(|(what, points)| view! { <li>{what.clone()} ": " {*points} " points"</li> }.into_any())
        .collect();
    let words: Vec<_> = why
        .words
        .iter()
        .filter(|(_, held)| !held.is_empty())
        .map(|(typed, held)| {
            let line = format!("“{typed}” was found as {}", held.join(", "));
            view! { <li>{line}</li> }.into_any()
        })
        .collect();
    let mine = why.mine.then(|| {
        view! { <li>"You or your team own it: first among results with as many points"</li> }
    });
    view! {
        <ul class="u-note">
            {parts}
            {words}
            {mine}
            <li>{points} " points in all"</li>
        </ul>
    }
    .into_any()
}

/// What a sort is called in a facet.
pub(super) fn sort_id(search: Search, sort: Sort) -> Option<(&'static str, &'static str)> {
    let named = search.sorts().into_iter().find(|named| named.sort == sort)?;
    Some((named.id, named.title))
}
