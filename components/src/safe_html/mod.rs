//! Documents that others wrote in HTML.

mod build;
mod foreign;
pub mod gallery;
mod mask;
mod pieces;
mod policy;

use std::{future::Future, pin::Pin, rc::Rc, sync::Arc, time::Duration};

use leptos::{ev, html, prelude::*};
use send_wrapper::SendWrapper;
use stylers_macro::style_sheet;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::{Politeness, SafeUrl, class, copy_text, dom, use_announcer};
use build::Building;
pub use foreign::Foreign;
pub use pieces::{html_content, html_elements, html_pieces};

/// How long a button says that it copied.
const SAID: Duration = Duration::from_secs(2);

/// Where a link of a document leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// To a page of the portal. Comes from a route, never from data alone.
    Inside(String),
    /// To a file of the same origin, which is saved and not opened.
    File(String),
    /// Out of the portal, with a mark.
    Outside(SafeUrl),
    /// To nothing: the words stay.
    Nowhere,
}

/// A picture that still has to be fetched, as a `data:` address.
pub type PictureLoad = Pin<Box<dyn Future<Output = Option<String>>>>;

/// What is shown for a picture of a document.
pub enum Picture {
    /// The picture at an address of the portal's own origin.
    At(String),
    /// The picture when it has been fetched; until then its place, and its description if it
    /// does not come.
    Load(PictureLoad),
    /// A link to it, because pictures of other sites tell them who reads.
    Link(SafeUrl),
    /// Its description.
    Nowhere,
}

/// What a document means by its addresses.
#[derive(Clone)]
pub struct Rules {
    /// Stands before every id of the document, so that it cannot name parts of the portal.
    pub prefix: String,
    /// Where the address of a link leads.
    pub link: Arc<dyn Fn(&str) -> Destination + Send + Sync>,
    /// What is shown for the address of a picture.
    pub picture: Arc<dyn Fn(&str) -> Picture + Send + Sync>,
}

/// Alone in the world: addresses of other sites lead there, all others nowhere.
impl Default for Rules {
    fn default() -> Self {
        let outside = |address: &str| {
            SafeUrl::parse(address).map_or(Destination::Nowhere, Destination::Outside)
        };
        Self {
            prefix: "doc-".to_owned(),
            link: Arc::new(outside),
            picture: Arc::new(|address| {
                SafeUrl::parse(address).map_or(Picture::Nowhere, Picture::Link)
            }),
        }
    }
}

/// Foreign HTML together with the rules it is cleaned by. [`SafeHtml`] shows it; nothing else can.
#[derive(Clone)]
pub struct Sanitised {
    source: Option<Foreign>,
    rest: Arc<[String]>,
    rules: Rules,
}

impl Sanitised {
    /// Prepares a part of a foreign page for showing.
    #[must_use]
    pub fn new(source: Foreign, rules: Rules) -> Self {
        Self { source: Some(source), rest: Arc::default(), rules }
    }

    /// More of the same document, read when what comes before it is on the page: even reading two
    /// megabytes at once would stop the page for a while. [`html_pieces`] cuts a text for this.
    #[must_use]
    pub fn then(mut self, rest: Arc<[String]>) -> Self {
        self.rest = rest;
        self
    }

    /// Reads a whole text as HTML and prepares it for showing.
    #[must_use]
    pub fn read(html: &str, rules: Rules) -> Self {
        Self { source: Foreign::read(html), rest: Arc::default(), rules }
    }
}

/// A document that others wrote in HTML: what MkDocs makes of Markdown, the description of a
/// package.
///
/// The document is never put into the page. It is read in one without a window, cleaned by the
/// browser where it can, and then made anew, element by element, from an allow-list: no script, no
/// style, no field, no frame; ids with a prefix; links that [`Rules`] decides about. Code gets a
/// button to copy it, tables scroll in their own box, tabbed blocks become tabs, and diagrams that a
/// script would draw are shown as their source. For text in Markdown take
/// [`Markdown`](crate::Markdown).
///
/// Keyboard: Tab goes through links, code, tables and tabs; arrow keys scroll the first two and
/// choose among tabs.
#[component]
pub fn SafeHtml(
    /// The document.
    #[prop(into)]
    html: Signal<Sanitised>,
    /// Called when a piece of it has come to the page, and with the last one: a long document is
    /// built in pieces.
    #[prop(optional, into)]
    on_built: Option<Callback<()>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/safe_html/safe_html.css");
    let node = NodeRef::<html::Div>::new();
    let announcer = use_announcer();
    // The document that is being built; another one stops it.
    let running = StoredValue::new_local(Building::default());
    let stop = move || {
        let _ = running.try_with_value(Building::stop);
    };
    on_cleanup(stop);
    let paper = window_event_listener_untyped("beforeprint", move |_| {
        // What it calls may ask for what is running.
        if let Some(running) = running.try_get_value() {
            running.finish();
        }
    });
    on_cleanup(move || paper.remove());
    Effect::new(move || {
        let Some(target) = node.get() else { return };
        let html = html.get();
        stop();
        target.set_text_content(None);
        let built = Rc::new(move || {
            if let Some(on_built) = on_built {
                on_built.try_run(());
            }
        });
        let target: Element = target.unchecked_into();
        if let Some(source) = html.source {
            running.set_value(Building::start(
                html.rules,
                &source.node(),
                html.rest,
                target,
                built,
            ));
        }
    });
    let clicked = move |event: ev::MouseEvent| {
        let Some(target) = dom::target(&event) else { return };
        let near = |selector: &str| target.closest(selector).ok().flatten();
        if let Some(tab) = near("[role=tab]") {
            show_tab(&tab, |at, _| Some(at));
        } else if let Some(button) = near("[data-copy]") {
            let code = button.previous_element_sibling().and_then(|code| code.text_content());
            let button = SendWrapper::new(button);
            leptos::task::spawn_local(async move {
                let done = copy_text(&code.unwrap_or_default()).await;
                let said = if done { "Copied" } else { "Not copied" };
                announcer.say(said, Politeness::Polite);
                button.set_text_content(Some(said));
                set_timeout(move || button.set_text_content(Some("Copy")), SAID);
            });
        }
    };
    let key = move |event: ev::KeyboardEvent| {
        let tab = dom::target(&event).and_then(|target| target.closest("[role=tab]").ok()?);
        let Some(tab) = tab.filter(|_| !dom::is_chord(&event)) else { return };
        let (key, rtl) = (event.key(), dom::is_rtl(&tab));
        if show_tab(&tab, |at, count| step(&key, at, count, rtl)) {
            event.prevent_default();
        }
    };
    let found = move |event: web_sys::CustomEvent| {
        let panel = dom::target(&event).and_then(|at| at.closest("[role=tabpanel]").ok()?);
        let Some((panel, whole)) =
            panel.and_then(|panel| Some((panel.clone(), panel.parent_element()?)))
        else {
            return;
        };
        let panels = dom::find_all(&whole, ":scope > [role=tabpanel]");
        if let Some(at) = panels.iter().position(|one| one.is_same_node(Some(&panel))) {
            build::choose(&whole, at);
        }
    };
    view! {
        <div
            class=[&class(scope, "pk-safe-html"), " prose"].concat()
            node_ref=node
            on:beforematch=found
            on:click=clicked
            on:keydown=key
        ></div>
    }
    .into_any()
}

/// Shows the block that `which` names by the place of this tab among all; false if it names none.
fn show_tab(tab: &Element, which: impl Fn(usize, usize) -> Option<usize>) -> bool {
    let Some(list) = tab.parent_element() else { return false };
    let tabs = dom::find_all(&list, ":scope > [role=tab]");
    let at = tabs.iter().position(|one| one.is_same_node(Some(tab)));
    let Some(chosen) = at.and_then(|at| which(at, tabs.len())) else { return false };
    if let Some(whole) = list.parent_element() {
        build::choose(&whole, chosen);
    }
    if let Some(tab) = tabs.get(chosen) {
        let _ = tab.focus();
    }
    true
}

/// The tab that a key leads to.
fn step(key: &str, at: usize, count: usize, rtl: bool) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let (before, after) =
        if rtl { ("ArrowRight", "ArrowLeft") } else { ("ArrowLeft", "ArrowRight") };
    match key {
        "Home" => Some(0),
        "End" => Some(last),
        key if key == before => Some(at.checked_sub(1).unwrap_or(last)),
        key if key == after => Some(if at >= last { 0 } else { at + 1 }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_around_the_tabs_in_reading_direction() {
        assert_eq!(step("ArrowRight", 2, 3, false), Some(0));
        assert_eq!(step("ArrowLeft", 0, 3, false), Some(2));
        assert_eq!(step("ArrowLeft", 0, 3, true), Some(1));
        assert_eq!(step("End", 0, 3, false), Some(2));
        assert_eq!(step("a", 0, 3, false), None);
    }
}
