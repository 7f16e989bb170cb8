//! One row that scrolls sideways.

pub mod gallery;
mod logic;

use crate::observe::{listen, watch_size};
use crate::{Icon, IconButton, Level, Size, class, dom, heading::heading, unique_id};
use leptos::{ev, html, prelude::*};
use logic::Ends;
use stylers_macro::style_sheet;

/// One row of things that scrolls sideways, with a heading: recently used, recommended.
///
/// For a few things that are an offer, since most people see only the first ones; what has to be
/// found goes into a [`CardGrid`](crate::CardGrid). The buttons appear when not all fits.
///
/// Keyboard: Tab to the row, ← and → scroll, Home and End go to its ends; Tab goes on to what is in
/// it. The buttons scroll by nearly a whole row.
#[component]
pub fn ScrollRow(
    /// Heading of the row; it names the list.
    #[prop(into)]
    title: Signal<String>,
    /// Level of the heading.
    #[prop(optional)]
    level: Level,
    /// One view per item.
    items: Vec<AnyView>,
    /// At the end of the heading's line, before the buttons: a link to all of them.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/scroll_row/scroll_row.css");
    let id = unique_id("pk-scroll-row");
    let node = NodeRef::<html::Ul>::new();
    let ends = RwSignal::new(Ends::default());
    Effect::new(move || {
        let Some(row) = node.get() else { return };
        let look = move || {
            let Some(row) = node.try_get_untracked().flatten() else { return };
            let now = Ends::of(row.scroll_left(), row.client_width(), row.scroll_width());
            if ends.try_with_untracked(|before| *before != now) == Some(true) {
                ends.set(now);
            }
        };
        listen(&row, "scroll", false, look);
        watch_size(&[&row], look);
    });
    let scroll = move |forward: bool| {
        let Some(row) = node.try_get_untracked().flatten() else { return };
        let step = logic::step(row.client_width(), forward != dom::is_rtl(&row));
        row.scroll_by_with_x_and_y(step, 0.0);
    };
    // The browser takes these keys for the page.
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(row) = node.try_get_untracked().flatten() else { return };
        let forward = match &*event.key() {
            "Home" => false,
            "End" => true,
            _ => return,
        };
        if !dom::is_chord(&event)
            && dom::target(&event).is_some_and(|on| row.is_same_node(Some(&on)))
        {
            event.prevent_default();
            let whole = logic::step(row.scroll_width() * 2, forward != dom::is_rtl(&row));
            row.scroll_by_with_x_and_y(whole, 0.0);
        }
    };
    let button = move |icon: Icon, label: &'static str, forward: bool| {
        let disabled_reason = move || {
            let at_end = ends.with(|ends| if forward { ends.last } else { ends.first });
            at_end.then(|| if forward { "This is the end" } else { "This is the start" }.to_owned())
        };
        let on_click = move |_| scroll(forward);
        view! { <IconButton icon label size=Size::Sm disabled_reason on_click /> }.into_any()
    };
    let buttons = move || {
        ends.with(|ends| !(ends.first && ends.last)).then(|| {
            view! {
                <span data-buttons="">
                    {button(Icon::ChevronLeft, "Previous", false)}
                    {button(Icon::ChevronRight, "Next", true)}
                </span>
            }
        })
    };
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    let heading =
        heading(level, "pk-scroll-row-title", Some(id.clone()), (move || title.get()).into_any());
    view! {
        <section class=class(scope, "pk-scroll-row")>
            <div data-head="">
                {heading}
                {actions.map(|actions| actions.run())}
                {buttons}
            </div>
            <ul role="list" tabindex="0" node_ref=node aria-labelledby=id on:keydown=on_key>
                {items}
            </ul>
        </section>
    }
    .into_any()
}
