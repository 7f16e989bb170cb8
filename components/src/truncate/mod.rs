//! Text that may be longer than its place.

pub mod gallery;
mod logic;

use crate::class;
use leptos::{html, prelude::*};
use logic::split_middle;
use stylers_macro::style_sheet;

/// Where a [`Truncate`] cuts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cut {
    /// At the end: names and titles.
    #[default]
    End,
    /// In the middle: references, paths, digests, whose end tells them apart.
    Middle,
}

/// How many characters of the end stay when the middle is cut.
const KEPT: usize = 12;

/// Text on one line that is cut where its place ends; all of it shows on hover and on focus.
///
/// Only a text that is really cut takes a Tab stop. Where there is room for two lines, let the
/// text wrap instead.
#[component]
pub fn Truncate(
    /// The text.
    #[prop(into)]
    text: String,
    /// Where it is cut.
    #[prop(optional)]
    cut: Cut,
    /// It stands in a link or button, which takes the focus already.
    #[prop(optional)]
    inside_control: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/truncate/truncate.css");
    let root = NodeRef::<html::Span>::new();
    let is_cut = RwSignal::new(false);
    root.on_load(move |root| {
        let head = root.clone();
        crate::observe::watch_size(&[&root], move || {
            let head =
                crate::dom::find(&head, ".pk-truncate-head").unwrap_or_else(|| head.clone().into());
            let now = head.scroll_width() > head.client_width();
            if is_cut.try_get_untracked() != Some(now) {
                is_cut.set(now);
            }
        });
    });
    let (head, tail) = match cut {
        Cut::End => (text.as_str(), ""),
        Cut::Middle => split_middle(&text, KEPT),
    };
    let tail = (!tail.is_empty())
        .then(|| view! { <span class="pk-truncate-tail">{tail.to_owned()}</span> });
    let inside = view! { <span class="pk-truncate-head">{head.to_owned()}</span>{tail} };
    view! {
        <span
            class=class(scope, "pk-truncate")
            node_ref=root
            tabindex=move || (is_cut.get() && !inside_control).then_some("0")
            data-tooltip=move || is_cut.get().then(|| text.clone())
        >
            {inside}
        </span>
    }
    .into_any()
}
