//! More of a list that shows its beginning.

pub mod gallery;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::{Button, dom, group_digits};

/// The button below a list that shows its beginning: draws more of it, and is gone when all is there.
///
/// For pages of a long table take a `Pagination`.
///
/// Keyboard: after a press the focus is on the first thing that came.
#[component]
pub fn ShowMore(
    /// How many there are in all.
    #[prop(into)]
    total: Signal<usize>,
    /// How many of them are drawn; a press makes it larger.
    shown: RwSignal<usize>,
    /// How many come with a press; all that are left unless it is said.
    #[prop(optional)]
    step: Option<usize>,
) -> impl IntoView {
    let next = move || {
        let left = total.get().saturating_sub(shown.get());
        left.min(step.unwrap_or(left))
    };
    let next = Memo::new(move |_| next());
    let is_left = Memo::new(move |_| next.get() > 0);
    let press = move |event: web_sys::MouseEvent| {
        let place = dom::target(&event).and_then(|on| on.closest("button").ok().flatten());
        let place = place.as_ref().and_then(place_of);
        let more = untrack(|| next.get());
        shown.try_update(|shown| *shown = shown.saturating_add(more));
        // The list may be drawn anew as a whole: what comes first now is where the button was.
        request_animation_frame(move || {
            let found =
                place.and_then(|(around, at)| dom::all_focusable(&around).into_iter().nth(at));
            dom::focus_later(found);
        });
    };
    let button = move || {
        is_left.get().then(|| {
            let words = move || ["Show ", &*group_digits(next.get()), " more"].concat();
            view! { <Button on_click=press>{words}</Button> }
        })
    };
    button.into_any()
}

/// What is around a button and has something to focus before it, and how much that is.
fn place_of(button: &web_sys::Element) -> Option<(HtmlElement, usize)> {
    let mut around = button.parent_element()?;
    loop {
        let html = dom::html(&around)?;
        let all = dom::all_focusable(&html);
        let at = all.iter().position(|one| button.is_same_node(Some(one)))?;
        if at > 0 {
            return Some((html, at));
        }
        around = around.parent_element()?;
    }
}
