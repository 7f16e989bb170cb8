//! What one result of the page says.

use super::merge::Row;
use crate::plugin::prelude::*;
use crate::plugin::scope::PluginScope;
use crate::plugin::search::Search;
use crate::plugin::search::remote::RemoteResult;
use leptos::prelude::*;
use portico_catalog::search::{Answer, Excerpt, Hit, Index, Item, Sort, Why, excerpt};
use portico_components::{highlighted, kind_icon};
use std::ops::Range;
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

/// A row in words: whatever of it can be seen.
#[derive(PartialEq)]
pub(super) struct Shown {
    pub(super) picture: Icon,
    /// Empty where there is nothing to go to.
    pub(super) href: String,
    pub(super) title: Marked,
    pub(super) place: String,
    /// Said where there are two whose results stand here.
    pub(super) source: Option<String>,
    pub(super) text: Marked,
    /// A result of ours, and what a plugin of its own draws it by.
    pub(super) hit: Option<Hit>,
    pub(super) drawn_as: Option<String>,
}

/// A text and what matched in it.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Marked {
    pub(super) text: String,
    pub(super) ranges: Vec<Range<usize>>,
}

impl Marked {
    pub(super) fn draw(&self) -> AnyView {
        highlighted(&self.text, &self.ranges)
    }
}

/// Says what a row shows.
pub(super) fn shown(around: &Around, answer: &Answer, row: &Row) -> Option<Shown> {
    match row {
        Row::Ours(hit) => around.search.with(|index| ours(around, index, answer, hit)).flatten(),
        Row::Theirs(result) => Some(theirs(around, result)),
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

fn ours(around: &Around, index: &Index, answer: &Answer, hit: &Hit) -> Option<Shown> {
    let href = address(&around.registry, index, hit.item)?;
    let catalog = index.catalog();
    let text = match hit.item {
        Item::Entity(ix) => catalog.entry(ix).description().unwrap_or_default(),
        Item::Document(number) => index.document(number)?.text.as_str(),
    };
    let Excerpt { text, ranges } = excerpt(text, answer.text(), LENGTH);
    let (of, picture, place) = match hit.item {
        Item::Entity(ix) => {
            let entry = catalog.entry(ix);
            let kind = entry.kind().to_owned();
            let owner = entry.owner().map(|owner| owner.display_name());
            let system = entry.system().map(|system| system.display_name());
            let facts =
                [Some(entry.kind_label()), entry.spec_type(), system, owner, entry.lifecycle()];
            let facts: Vec<&str> = facts.into_iter().flatten().collect();
            (kind.clone(), kind_icon(&kind).0, facts.join(" · "))
        }
        Item::Document(number) => {
            let document = index.document(number)?;
            let sort = index.sort(hit.item);
            let named = around.search.sorts().into_iter().find(|named| named.sort == sort)?;
            let mut place = document.breadcrumb.clone();
            if document.heading.is_some() {
                place.push(document.title.clone());
            }
            let place = [named.title, " · ", &place.join(" › ")].concat();
            (named.id.to_owned(), named.icon, place)
        }
    };
    let drawn_as = around.registry.search_result(&of).map(|_| of);
    Some(Shown {
        picture,
        href,
        title: Marked { text: index.name(hit.item).to_owned(), ranges: hit.ranges.clone() },
        place,
        source: around.remote.as_ref().map(|_| "This portal".to_owned()),
        text: Marked { text, ranges },
        hit: Some(hit.clone()),
        drawn_as,
    })
}

fn theirs(around: &Around, result: &RemoteResult) -> Shown {
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
    let picture = match result.sort == "software-catalog" {
        true => kind_icon(result.document.kind.as_deref().unwrap_or_default()).0,
        false => Icon::Docs,
    };
    // Their paths are ours. Anything that is no path of a portal is no link.
    let path = &result.document.location;
    let is_path = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    Shown {
        picture,
        href: if is_path { around.registry.url(path) } else { String::new() },
        title: Marked { text: title, ranges: marks },
        place: facts.join(" · "),
        source: around.remote.clone(),
        text: Marked { text: cut.text, ranges: cut.ranges },
        hit: None,
        drawn_as: None,
    }
}

/// What a plugin draws below the title of its own results.
pub(super) fn own(around: &Around, shown: &Shown) -> Option<AnyView> {
    let (by, result) = around.registry.search_result(shown.drawn_as.as_deref()?)?;
    let item = shown.hit.as_ref()?.item;
    let found = around.search.with(|index| match item {
        Item::Entity(ix) => FoundItem::Entity(EntityInput {
            catalog: index.catalog().clone(),
            ix,
            rest: String::new(),
        }),
        Item::Document(number) => {
            FoundItem::Document(Arc::new(index.document(number).cloned().unwrap_or_default()))
        }
    })?;
    let loader = result.loader;
    let Marked { text: excerpt, ranges: matches } = shown.text.clone();
    let input = ResultInput { found, excerpt, matches };
    let drawn = view! {
        <PluginScope
            by=by.clone()
            extension=result.of
            title="This result"
            draw=Arc::new(move || loader.draw(input.clone()))
            waiting=ViewFn::from(|| ().into_any())
        />
    };
    Some(drawn.into_any())
}

/// Why a result stands where it does.
pub(super) fn reasons(around: &Around, hit: &Hit) -> Option<AnyView> {
    let Around { search, answer, .. } = around;
    let why = answer.with(|answer| search.with(|index| index.why(answer, hit)))?;
    Some(listed(&why, hit.points))
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
