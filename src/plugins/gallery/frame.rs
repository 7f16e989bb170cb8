//! What is around every page of the gallery: the tree of all components beside it, and the scope
//! of the plugin's styles.

use super::asked::State;
use super::routes::Place;
use crate::plugin::media;
use crate::plugin::prelude::*;
use leptos::html::Div;
use leptos::prelude::*;
use portico_components::gallery::Entry;
use portico_components::{NavGroup, NavItem, NavList, class};
use std::sync::Arc;
use stylers_macro::style_sheet;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// From here on the tree stands beside the page; below, it is folded away above it.
const WIDE: &str = "(min-width: 1024px)";

/// All components, in the order of the tree.
pub type Entries = Arc<[Entry]>;

/// The tree and the page beside it.
#[component]
pub fn Frame(
    /// All components.
    entries: Entries,
    /// Surroundings of the previews, which the links of the tree keep.
    state: State,
    /// Where the reader is.
    #[prop(into)]
    here: Signal<Place>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("src/plugins/gallery/gallery.css");
    let wide = media::matches(WIDE);
    let open = RwSignal::new(wide.get_untracked());
    // Folded again after each step, so that the page is what one sees.
    Effect::new(move |_| {
        here.track();
        open.set(wide.get());
    });
    let scroller = NodeRef::<Div>::new();
    scroller.on_load(|scroller| {
        request_animation_frame(move || show_current(&scroller));
    });
    view! {
        <div class=class(scope, "gallery")>
            <details
                class="gallery-tree"
                prop:open=move || open.get()
                on:toggle=move |event| {
                    open.set(event_target::<Element>(&event).has_attribute("open"));
                }
            >
                <summary class="gallery-fold">"All components"</summary>
                <div class="gallery-scroller" node_ref=scroller>{tree(&entries, state, here)}</div>
            </details>
            <div class="gallery-page">{children()}</div>
        </div>
    }
    .into_any()
}

fn tree(entries: &Entries, state: State, here: Signal<Place>) -> AnyView {
    let registry = use_registry();
    let env = state.env();
    let entries = entries.clone();
    let item = move |place: Place, label: &'static str| {
        let href = place.href(&registry, env.get());
        let current = Signal::derive(move || here.with(|here| *here == place));
        view! { <NavItem label=label href=href icon=|| () current=current /> }.into_any()
    };
    let groups = move || {
        let mut scopes: Vec<_> = entries.iter().map(|entry| entry.scope).collect();
        scopes.dedup();
        let groups: Vec<AnyView> = scopes
            .into_iter()
            .map(|scope| {
                let items: Vec<AnyView> = entries
                    .iter()
                    .filter(|entry| entry.scope == scope)
                    .map(|entry| item(Place::of(entry), entry.name))
                    .collect();
                view! { <NavGroup title=scope.title()>{items}</NavGroup> }.into_any()
            })
            .collect();
        let pages = vec![
            item(Place::Overview, "Overview"),
            item(Place::All, "All examples"),
            item(Place::Tokens, "Tokens"),
            item(Place::Icons, "Icons"),
            item(Place::Patterns(""), "Page patterns"),
            item(Place::Guide(""), "Design guide"),
            item(Place::Bytes, "Bytes"),
        ];
        view! {
            <NavGroup>{pages}</NavGroup>
            {groups}
        }
        .into_any()
    };
    view! { <NavList label="Components">{groups}</NavList> }.into_any()
}

/// Scrolls the tree, and only the tree, to the component that is shown.
fn show_current(scroller: &HtmlElement) {
    let Ok(Some(link)) = scroller.query_selector("[aria-current]") else { return };
    let Ok(link) = link.dyn_into::<HtmlElement>() else { return };
    let half = scroller.client_height() / 2;
    let top = link.get_bounding_client_rect().top() - scroller.get_bounding_client_rect().top();
    if top > f64::from(scroller.client_height()) {
        scroller.set_scroll_top(scroller.scroll_top() + top as i32 - half);
    }
}
