//! What stands around a page: the tree of pages, its parts, who owns it, how it is read.

use std::sync::Arc;

use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{
    AvatarShape, Button, Choice, Drawer, DrawerSide, ExternalLink, ItemRow, Link, LinkStyle, List,
    OwnerBadge, Popover, SafeUrl, SearchField, SegmentedControl, Size, TreeNode, TreeView, Variant,
};

use wasm_bindgen::prelude::*;

use super::anchors::{PREFIX, go_to};
use super::api::{self, Section};
use super::freshness::{self, Touched};
use super::index;
use super::issue;
use super::mkdocs::{self, Entry};
use super::place::{DocsConfig, Place};
use super::reader::{Doc, Href, Kind};
use super::store::Reading;
use crate::net::LoadState;
use crate::plugin::prelude::*;

/// From this height of the window on, a heading has been reached.
const REACHED: f64 = 120.0;

#[wasm_bindgen]
extern "C" {
    /// What somebody has marked with the mouse or the keys.
    type Selection;

    #[wasm_bindgen(js_name = getSelection)]
    fn selection() -> Option<Selection>;

    #[wasm_bindgen(method, getter, js_name = anchorNode)]
    fn anchor(this: &Selection) -> Option<web_sys::Node>;

    #[wasm_bindgen(method, js_name = toString)]
    fn text(this: &Selection) -> String;
}

/// What is known of the entity.
#[derive(Clone)]
pub struct Facts {
    /// Its name for people.
    pub name: String,
    /// Its reference.
    pub reference: String,
    /// Its owner: name, address, reference, shape.
    owner: Option<(String, Option<String>, String, AvatarShape)>,
    /// Where its sources are, for reports.
    source: Option<String>,
    /// Address of its own page.
    entity: Option<String>,
    stale_after_days: u32,
}

impl Facts {
    /// Reads them.
    pub fn of(registry: &Registry, catalog: &Catalog, ix: Ix, config: &DocsConfig) -> Self {
        let entry = catalog.entry(ix);
        let href =
            |ix| registry.href(routes::ENTITY, &EntityPath::of(&catalog.entry(ix).entity_ref()));
        let owner = entry.owner().map(|owner| {
            let shape =
                if owner.kind() == "user" { AvatarShape::Person } else { AvatarShape::Team };
            let name = owner.display_name().to_owned();
            (name, owner.entity().and_then(href), owner.entity_ref().to_string(), shape)
        });
        Self {
            name: entry.display_name().to_owned(),
            reference: entry.entity_ref().to_string(),
            owner,
            source: entry.annotation("backstage.io/source-location").map(str::to_owned),
            entity: href(ix),
            stale_after_days: config.stale_after_days,
        }
    }
}

/// The documentation's name, its search and its pages.
pub fn tree(doc: Memo<Option<Doc>>, place: &Arc<Place>, facts: &Facts, href: Href) -> AnyView {
    let text = RwSignal::new(String::new());
    let asked = Memo::new(move |_| text.with(|text| !text.trim().is_empty()));
    let sections = sections(place.clone(), asked);
    let found = {
        let href = href.clone();
        move || results(sections, text, href.clone())
    };
    let (name, entity) = (facts.name.clone(), facts.entity.clone().unwrap_or_default());
    let pages = pages(doc, href);
    view! {
        <div class="docs-name"><Link href=entity look=LinkStyle::Quiet>{name}</Link></div>
        <SearchField
            label="Search these docs"
            value=text
            on_input=move |new| text.set(new)
            shortcut="/"
            size=Size::Sm
        />
        <div hidden=move || asked.get()>{pages}</div>
        {move || asked.get().then(&found)}
    }
    .into_any()
}

/// What a documentation says, or why that cannot be read; nothing as long as it is being read.
type Sections = RwSignal<Option<Result<Arc<Vec<Section>>, String>>>;

/// Reads all of it when somebody first searches.
fn sections(place: Arc<Place>, asked: Memo<bool>) -> Sections {
    let net = use_net();
    let sections: Sections = RwSignal::new(None);
    let begun = StoredValue::new(false);
    Effect::new(move || {
        let failed = sections.with_untracked(|sections| matches!(sections, Some(Err(_))));
        let Some(net) = net.clone().filter(|_| asked.get() && (failed || !begun.get_value()))
        else {
            return;
        };
        begun.set_value(true);
        sections.set(None);
        let place = place.clone();
        leptos::task::spawn_local(async move {
            let read = index::read(&net, &place).await;
            sections.try_set(Some(read.map(Arc::new).map_err(|error| error.title())));
        });
    });
    sections
}

fn results(sections: Sections, text: RwSignal<String>, href: Href) -> AnyView {
    let found = match sections.get() {
        None => {
            return view! { <p class="u-note" role="status">"Reading the documentation…"</p> }
                .into_any();
        }
        Some(Err(why)) => {
            return view! { <p class="u-note" role="status">"It cannot be searched now: " {why} "."</p> }
                .into_any();
        }
        Some(Ok(sections)) => text.with(|text| index::find(&sections, text)),
    };
    let said = match found.len() {
        0 => "Nothing found in this documentation.".to_owned(),
        1 => "1 place".to_owned(),
        many => format!("{many} places"),
    };
    let items: Vec<AnyView> = found
        .into_iter()
        .map(|found| {
            let address = href(&found.page, &found.anchor);
            let excerpt = found.excerpt;
            let detail = ViewFn::from(move || excerpt.clone().into_any());
            view! { <ItemRow title=found.title href=address detail=detail /> }.into_any()
        })
        .collect();
    view! {
        <p class="u-note" role="status">{said}</p>
        <List items=items label="Places found" />
    }
    .into_any()
}

/// The tree; the sections around the page that is shown are open.
fn pages(doc: Memo<Option<Doc>>, href: Href) -> AnyView {
    let entries: Memo<Vec<Entry>> = Memo::new(move |_| {
        doc.with(|doc| doc.as_ref().map(|doc| doc.tree().to_vec()).unwrap_or_default())
    });
    let current = Memo::new(move |_| {
        let path = doc.with(|doc| doc.as_ref().map(|doc| doc.path.clone())).unwrap_or_default();
        entries.with(|entries| {
            let at = entries.iter().position(|entry| entry.path.as_deref() == Some(&path));
            at.map(|at| at.to_string()).unwrap_or_default()
        })
    });
    let expanded = RwSignal::new(Vec::<String>::new());
    Effect::new(move || {
        let Ok(mut at) = current.with(|current| current.parse::<usize>()) else { return };
        let mut open = expanded.get_untracked();
        entries.with(|entries| {
            while let Some(parent) = entries.get(at).and_then(|entry| entry.parent) {
                open.push(parent.to_string());
                at = parent;
            }
            open.push(at.to_string());
        });
        open.sort();
        open.dedup();
        expanded.set(open);
    });
    let nodes = Signal::derive(move || {
        let node = |(at, entry): (usize, &Entry)| {
            let node = TreeNode::new(at.to_string(), entry.parent, entry.label.clone());
            match &entry.path {
                Some(path) => node.href(href(path, "")),
                None => node,
            }
        };
        entries.with(|entries| entries.iter().enumerate().map(node).collect::<Vec<_>>())
    });
    view! {
        <TreeView
            label="Pages"
            nodes=nodes
            current=current
            expanded=expanded
            on_expand=Callback::new(move |open| expanded.set(open))
        />
    }
    .into_any()
}

/// On narrow screens: the ways to the tree and to the parts of the page.
pub fn bar(doc: Memo<Option<Doc>>, place: &Arc<Place>, facts: &Facts, href: Href) -> AnyView {
    let open = RwSignal::new(false);
    // Going to a page ends the choosing.
    Effect::new(move || {
        doc.track();
        open.set(false);
    });
    let (place, facts) = (place.clone(), facts.clone());
    view! {
        <div class="docs-bar">
            <Button icon=Icon::Menu size=Size::Sm on_click=move |_| open.set(true)>"Contents"</Button>
            <details class="docs-parts">
                <summary>"On this page"</summary>
                {move || toc(doc, RwSignal::new(0))}
            </details>
        </div>
        <Drawer open=open title="Contents" side=DrawerSide::Start>
            <div class="docs-sheet">{tree(doc, &place, &facts, href.clone())}</div>
        </Drawer>
    }
    .into_any()
}

/// The parts of the page, with the one that is being read.
fn toc(doc: Memo<Option<Doc>>, built: RwSignal<u32>) -> AnyView {
    let headings = Memo::new(move |_| {
        doc.with(|doc| doc.as_ref().map(|doc| doc.headings().to_vec()).unwrap_or_default())
    });
    let reached = RwSignal::new(0_usize);
    let look = move || {
        let at = headings.try_with_untracked(|headings| {
            let top = |id: &str| {
                let element = document().get_element_by_id(&[PREFIX, id].concat())?;
                Some(element.get_bounding_client_rect().top())
            };
            headings
                .iter()
                .take_while(|heading| top(&heading.id).is_some_and(|top| top < REACHED))
                .count()
                .saturating_sub(1)
        });
        if let Some(at) = at
            && reached.try_get_untracked().is_some_and(|before| before != at)
        {
            reached.set(at);
        }
    };
    let waits = StoredValue::new(false);
    let later = move || {
        if waits.try_get_value() != Some(false) {
            return;
        }
        waits.set_value(true);
        request_animation_frame(move || {
            waits.try_update_value(|waits| *waits = false);
            look();
        });
    };
    let listener = window_event_listener(leptos::ev::scroll, move |_| later());
    on_cleanup(move || listener.remove());
    Effect::new(move || {
        built.track();
        headings.track();
        later();
    });
    Effect::new(move || {
        reached.track();
        request_animation_frame(keep_current_in_view);
    });
    let items = move || {
        headings.with(|headings| {
            headings
                .iter()
                .enumerate()
                .map(|(at, heading)| {
                    let current = move || (reached.get() == at).then_some("true");
                    let inner = heading.inner.then_some("");
                    let id = heading.id.clone();
                    let go = move |_| {
                        // The address may be the same already, and then nothing else happens.
                        go_to(&id);
                    };
                    let href = ["#", &*heading.id].concat();
                    view! {
                        <li data-inner=inner>
                            <a href=href aria-current=current on:click=go>{heading.title.clone()}</a>
                        </li>
                    }
                })
                .collect_view()
        })
    };
    view! { <ol class="docs-toc">{items}</ol> }.into_any()
}

/// Scrolls a long list of parts, so that the one that is being read is to be seen.
fn keep_current_in_view() {
    let find = |selector: &str| document().query_selector(selector).ok().flatten();
    let (Some(link), Some(list)) =
        (find(".docs-aside .docs-toc a[aria-current]"), find(".docs-aside"))
    else {
        return;
    };
    let (link, frame) = (link.get_bounding_client_rect(), list.get_bounding_client_rect());
    let (above, below) = (frame.top() - link.top(), link.bottom() - frame.bottom());
    if link.height() > 0.0 && (above > 0.0 || below > 0.0) {
        // To the middle: the next one would be outside as well.
        let middle = (link.top() + link.bottom() - frame.top() - frame.bottom()) / 2.0;
        list.set_scroll_top(list.scroll_top() + middle as i32);
    }
}

/// Parts, ways to change the page, owner, age, and how it is read.
pub fn aside(
    doc: Memo<Option<Doc>>,
    facts: Facts,
    place: &Arc<Place>,
    reading: RwSignal<Reading>,
    built: RwSignal<u32>,
) -> AnyView {
    let metadata = {
        let place = place.clone();
        let site = place.markdown.is_none();
        use_load(move || site.then(|| api::metadata(&place)))
    };
    let days = facts.stale_after_days;
    let touched = move || {
        let at = metadata.state.with(|state| match state {
            LoadState::Ready { value, .. } => value.build_timestamp,
            _ => None,
        });
        let touched = doc.with(|doc| Touched::of(doc.as_ref().and_then(Doc::changed), at));
        freshness::draw(touched, days)
    };
    let quote = RwSignal::new(String::new());
    quote_selection(quote);
    // What was selected on another page says nothing about this one.
    Effect::new(move || {
        doc.track();
        quote.set(String::new());
    });
    let owner = facts.owner.clone().map(|(name, href, reference, shape)| {
        view! { <OwnerBadge name=name href=href reference=reference shape=shape /> }
    });
    let actions = move || {
        doc.with(|doc| {
            let doc = doc.as_ref()?;
            let edit = match &doc.kind {
                Kind::Site(page) => page.edit.clone(),
                Kind::Note(..) if doc.place.owner.to_string() == facts.reference => {
                    let file = doc.place.source(&doc.path);
                    file.and_then(|file| issue::edit(facts.source.as_deref()?, &file))
                }
                _ => None,
            };
            let here = window().location().href().unwrap_or_default();
            let base = edit.as_ref().map(SafeUrl::as_str).or(facts.source.as_deref());
            let report = base.and_then(|base| {
                quote.with(|quote| issue::address(base, doc.title(), &here, quote))
            });
            let edit = edit.map(|url| {
                view! { <li><ExternalLink url=url>"Edit this page"</ExternalLink></li> }
            });
            let quoted = quote.with(|quote| !quote.is_empty());
            let report = report.map(|url| {
                let note = quoted
                    .then(|| view! { <span class="u-note">"with the words you selected"</span> });
                view! { <li><ExternalLink url=url>"Report an issue"</ExternalLink> {note}</li> }
            });
            Some(view! { <ul class="docs-actions">{edit}{report}</ul> })
        })
    };
    let any = move || doc.with(|doc| doc.as_ref().is_some_and(|doc| doc.headings().len() > 1));
    view! {
        <nav class="docs-on-page" aria-label="On this page" hidden=move || !any()>
            <p class="docs-label" aria-hidden="true">"On this page"</p>
            {toc(doc, built)}
        </nav>
        {actions}
        {settings(reading)}
        <div class="docs-facts">{owner}{touched}</div>
    }
    .into_any()
}

/// Keeps the words that somebody selects in the article.
fn quote_selection(quote: RwSignal<String>) {
    let look = move || {
        let Some(selection) = selection() else { return };
        let inside = selection
            .anchor()
            .and_then(|node| node.parent_element())
            .is_some_and(|at| at.closest(".docs-article").ok().flatten().is_some());
        let text = selection.text();
        if inside
            && !text.trim().is_empty()
            && quote.try_get_untracked().is_some_and(|old| old != text)
        {
            quote.set(text);
        }
    };
    let mouse = window_event_listener(leptos::ev::mouseup, move |_| look());
    let keys = window_event_listener(leptos::ev::keyup, move |_| look());
    on_cleanup(move || {
        mouse.remove();
        keys.remove();
    });
}

fn settings(reading: RwSignal<Reading>) -> AnyView {
    view! {
        <Popover label="Reading settings" icon=Icon::Settings variant=Variant::Ghost size=Size::Sm>
            <div class="docs-settings">
                <SegmentedControl
                    label="Text size"
                    choices=vec![
                        Choice::new("small", "Small"),
                        Choice::new("", "Usual"),
                        Choice::new("large", "Large"),
                    ]
                    value=Signal::derive(move || reading.with(|reading| reading.size.clone()))
                    on_change=move |size: String| reading.update(|reading| reading.size = size)
                />
                <SegmentedControl
                    label="Width"
                    choices=vec![Choice::new("", "Column"), Choice::new("wide", "Wide")]
                    value=Signal::derive(move || reading.with(|reading| reading.width.clone()))
                    on_change=move |width: String| reading.update(|reading| reading.width = width)
                />
            </div>
        </Popover>
    }
    .into_any()
}

/// The pages before and after.
pub fn foot(doc: Memo<Option<Doc>>, href: Href) -> AnyView {
    let links = move || {
        doc.with(|doc| {
            let doc = doc.as_ref()?;
            let pages: Vec<_> = mkdocs::pages(doc.tree()).collect();
            let at = pages.iter().position(|(path, _)| *path == doc.path)?;
            let link = |place: Option<usize>, word: &'static str| {
                let (path, label) = place.and_then(|at| pages.get(at).copied())?;
                Some(view! {
                    <a class="docs-step" data-step=word href=href(path, "")>
                        <span>{word}</span>
                        <strong>{label.to_owned()}</strong>
                    </a>
                })
            };
            let (before, after) = (link(at.checked_sub(1), "Previous"), link(at.checked_add(1), "Next"));
            Some(view! { <nav class="docs-steps" aria-label="Pages before and after">{before}{after}</nav> })
        })
    };
    links.into_any()
}
