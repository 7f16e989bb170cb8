//! The search of components, and the tree of all of them.

use super::asked::State;
use super::find::{finds_page, ranked};
use super::frame::Entries;
use super::routes::Place;
use super::search::Search;
use crate::plugin::media;
use crate::plugin::prelude::*;
use leptos::ev::KeyboardEvent;
use leptos::html::{Div, Input};
use leptos::prelude::*;
use portico_components::{
    IconButton, NavGroup, NavItem, NavList, SearchField, Size, VisuallyHidden,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// From here on the tree stands beside the page; below, it is folded away above it.
const WIDE: &str = "(min-width: 1024px)";

/// What stands beside the page.
pub fn side(
    entries: &Entries,
    state: State,
    here: Signal<Place>,
    search: Search,
    field: NodeRef<Input>,
    help: RwSignal<bool>,
) -> AnyView {
    let text = search.text();
    let wide = media::matches(WIDE);
    let open = RwSignal::new(wide.get_untracked());
    // Folded again after each step, so that the page is what one sees.
    Effect::new(move |before: Option<()>| {
        here.track();
        open.set(wide.get());
        if before.is_some() && !search.is_kept() {
            text.set(String::new());
        }
    });
    let scroller = NodeRef::<Div>::new();
    Effect::new(move |_| {
        here.track();
        // When the tree is drawn with what is current.
        if let Some(scroller) = scroller.get() {
            request_animation_frame(move || show_current(&scroller));
        }
    });
    let typed = Callback::new(move |new: String| {
        // Where the page shows what is found, the tree stays folded.
        if !search.is_kept() {
            open.set(wide.get_untracked() || !new.is_empty());
        }
        text.set(new);
    });
    let keep = Callback::new(move |new: String| search.keep(new, false));
    let walk = move |event: KeyboardEvent| {
        let field = field.try_get_untracked().flatten().map(HtmlElement::from);
        let scroller = scroller.try_get_untracked().flatten();
        let (Some(field), Some(scroller)) = (field, scroller) else { return };
        let key = event.key();
        if key == "ArrowDown" {
            open.set(true);
        }
        if step(&key, &field, &scroller, text.with_untracked(|text| !text.trim().is_empty())) {
            event.prevent_default();
        }
    };
    let found = {
        let entries = entries.clone();
        Memo::new(move |_| {
            let shown = text.with(|text| (!text.trim().is_empty()).then(|| hits(&entries, text)));
            shown.map(|(components, pages)| components.len() + pages.len())
        })
    };
    let said = move || match found.get() {
        None => String::new(),
        Some(0) => "Nothing found".to_owned(),
        Some(1) => "1 found".to_owned(),
        Some(some) => [&some.to_string(), " found"].concat(),
    };
    view! {
        <div class="gallery-side" on:keydown=walk>
            <div class="gallery-find">
                <SearchField
                    label="Find a component"
                    value=text
                    on_input=typed
                    on_search=keep
                    shortcut="/"
                    size=Size::Sm
                    node_ref=field
                />
                <IconButton
                    icon=Icon::Help
                    label="Keys of the gallery"
                    keys="?"
                    size=Size::Sm
                    on_click=move |_| help.set(true)
                />
            </div>
            <VisuallyHidden><span role="status">{said}</span></VisuallyHidden>
            <details
                class="gallery-tree"
                prop:open=move || open.get()
                on:toggle=move |event| {
                    open.set(event_target::<Element>(&event).has_attribute("open"));
                }
            >
                <summary class="gallery-fold">"All components"</summary>
                <div class="gallery-scroller" node_ref=scroller>
                    {tree(entries, state, here, text)}
                </div>
            </details>
        </div>
    }
    .into_any()
}

/// The pages that are about no component.
const PAGES: [Named; 7] = [
    (Place::Overview, "Overview"),
    (Place::All, "All examples"),
    (Place::Tokens, "Tokens"),
    (Place::Icons, "Icons"),
    (Place::Patterns(""), "Page patterns"),
    (Place::Guide(""), "Design guide"),
    (Place::Bytes, "Bytes"),
];

/// A place with its name.
type Named = (Place, &'static str);

/// What `text` finds: components and pages, the most similar first.
fn hits(entries: &Entries, text: &str) -> (Vec<Named>, Vec<Named>) {
    let components = ranked(entries, text).into_iter();
    let components = components.map(|entry| (Place::of(entry), entry.name)).collect();
    let pages = PAGES.into_iter().filter(|(_, name)| finds_page(text, name)).collect();
    (components, pages)
}

fn tree(entries: &Entries, state: State, here: Signal<Place>, text: RwSignal<String>) -> AnyView {
    let registry = use_registry();
    let env = state.env();
    let entries = entries.clone();
    let item = move |(place, label): Named| {
        let href = place.href(&registry, env.get());
        let current = Signal::derive(move || here.with(|here| *here == place));
        view! { <NavItem label=label href=href icon=|| () current=current /> }.into_any()
    };
    let groups = move || {
        let found = text.with(|text| (!text.trim().is_empty()).then(|| hits(&entries, text)));
        if let Some((components, pages)) = found {
            if components.is_empty() && pages.is_empty() {
                let text = text.get();
                return view! {
                    <p class="gallery-none">"Nothing is called “" {text} "”."</p>
                }
                .into_any();
            }
            let group = |title: &'static str, found: Vec<(Place, &'static str)>| {
                (!found.is_empty()).then(|| {
                    let items: Vec<AnyView> = found.into_iter().map(&item).collect();
                    view! { <NavGroup title=title>{items}</NavGroup> }.into_any()
                })
            };
            return view! {
                {group("Found", components)}
                {group("Pages", pages)}
            }
            .into_any();
        }
        let mut scopes: Vec<_> = entries.iter().map(|entry| entry.scope).collect();
        scopes.dedup();
        let groups: Vec<AnyView> = scopes
            .into_iter()
            .map(|scope| {
                let of_scope = entries.iter().filter(|entry| entry.scope == scope);
                let items: Vec<AnyView> =
                    of_scope.map(|entry| item((Place::of(entry), entry.name))).collect();
                view! { <NavGroup title=scope.title()>{items}</NavGroup> }.into_any()
            })
            .collect();
        let pages: Vec<AnyView> = PAGES.into_iter().map(&item).collect();
        view! {
            <NavGroup>{pages}</NavGroup>
            {groups}
        }
        .into_any()
    };
    view! { <NavList label="Components">{groups}</NavList> }.into_any()
}

/// From the field to what was found and back: ↓ and ↑ walk, Enter in the field opens the first
/// one. Returns whether the key did something.
fn step(key: &str, field: &HtmlElement, scroller: &HtmlElement, searches: bool) -> bool {
    let Ok(all) = scroller.query_selector_all("a[href]") else { return false };
    let link = |at: u32| all.item(at)?.dyn_into::<HtmlElement>().ok();
    let focused = document().active_element();
    let is_focused = |element: &HtmlElement| focused.as_ref() == Some(element.as_ref());
    let at = (0..all.length()).find(|at| link(*at).is_some_and(|link| is_focused(&link)));
    let target = match (key, at) {
        ("Enter", None) if searches && is_focused(field) => {
            return link(0).is_some_and(|link| {
                link.click();
                true
            });
        }
        ("ArrowDown", None) if is_focused(field) => link(0),
        ("ArrowDown", Some(at)) => link(at + 1),
        ("ArrowUp", Some(0)) => Some(field.clone()),
        ("ArrowUp", Some(at)) => link(at - 1),
        _ => None,
    };
    target.is_some_and(|target| target.focus().is_ok())
}

/// Scrolls the tree, and only the tree, to the component that is shown.
fn show_current(list: &Element) {
    let Some(tree) = list.parent_element() else { return };
    let Ok(Some(link)) = list.query_selector("[aria-current]") else { return };
    let height = tree.client_height();
    let top = link.get_bounding_client_rect().top() - tree.get_bounding_client_rect().top();
    if top < 0.0 || top > f64::from(height) {
        tree.set_scroll_top(tree.scroll_top() + top as i32 - height / 2);
    }
}
