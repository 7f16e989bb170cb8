//! A message about the page or a part of it.

pub mod gallery;

use crate::{Icon, IconButton, Size, Tone, class, dom};
use leptos::{html, prelude::*};
use stylers_macro::style_sheet;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

/// Whether a [`Banner`] is read out when it appears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Live {
    /// It was there from the start.
    #[default]
    Off,
    /// It came later: read when the reader has time.
    Status,
    /// It came later and cannot wait.
    Alert,
}

/// A message about the page or a part of it that stays until it no longer holds.
///
/// Once each, at the top of what it is about, with one next step. For the outcome of an action
/// take a toast, for something that could not be loaded [`ErrorPanel`](crate::ErrorPanel), for
/// nothing to show [`EmptyState`](crate::EmptyState).
///
/// Keyboard: the controls in it. Dismissing moves the focus to the next heading.
#[component]
pub fn Banner(
    /// What it means; it picks shape and colour.
    #[prop(default = Tone::Info)]
    tone: Tone,
    /// A few words that say it all; the children say more.
    #[prop(optional, into)]
    title: MaybeProp<String>,
    /// Whether it is read out when it appears.
    #[prop(optional)]
    live: Live,
    /// Buttons and links: the next step.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Makes it dismissable: the caller takes it away.
    #[prop(optional)]
    on_dismiss: Option<Callback<()>>,
    /// The message.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/banner/banner.css");
    let root = NodeRef::<html::Div>::new();
    let dismiss = on_dismiss.map(|on_dismiss| {
        let press = move |_| {
            let next = root.try_get_untracked().flatten().and_then(|root| heading_after(&root));
            // Not now: the caller takes away the button that is being pressed.
            queue_microtask(move || {
                on_dismiss.try_run(());
                if let Some(next) = next {
                    if !next.has_attribute("tabindex") {
                        let _ = next.set_attribute("tabindex", "-1");
                    }
                    dom::focus_later(Some(next));
                }
            });
        };
        view! { <IconButton icon=Icon::Close label="Dismiss" size=Size::Sm on_click=press /> }
    });
    let role = match live {
        Live::Off => "region",
        Live::Status => "status",
        Live::Alert => "alert",
    };
    // The colour and the shape in a word.
    let word = match tone {
        Tone::Neutral | Tone::Accent | Tone::Info => "Note",
        Tone::Success | Tone::Done => "Success",
        Tone::Warning => "Warning",
        Tone::Danger => "Error",
    };
    // Two of them on one page are told apart by what they say.
    let name = move || match title.get() {
        Some(title) => [word, ": ", &title].concat(),
        None => word.to_owned(),
    };
    let end = (actions.is_some() || dismiss.is_some()).then(|| {
        view! {
            <div class="pk-banner-end">{actions.map(|actions| actions.run())}{dismiss}</div>
        }
    });
    view! {
        <div
            class=class(scope, "pk-banner")
            node_ref=root
            data-tone=tone.name()
            role=role
            aria-label=name
        >
            <Icon name=tone.shape() />
            <div class="pk-banner-text">
                {move || title.get().map(|title| view! { <strong>{title}</strong> })}
                <div>{children()}</div>
            </div>
            {end}
        </div>
    }
    .into_any()
}

/// The first heading of the page behind `root`, or else the last one before it.
fn heading_after(root: &HtmlElement) -> Option<HtmlElement> {
    let headings = dom::find_all(document().body()?.as_ref(), "h1, h2, h3, h4");
    let follows = |heading: &HtmlElement| {
        root.compare_document_position(heading) & Node::DOCUMENT_POSITION_FOLLOWING != 0
    };
    let next = headings.iter().find(|heading| follows(heading)).or(headings.last());
    next.and_then(|heading| heading.clone().dyn_into().ok())
}
