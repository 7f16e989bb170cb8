//! Details beside the page, which stays usable.

pub mod gallery;

use leptos::{ev, html, prelude::*};
use stylers_macro::style_sheet;
use web_sys::HtmlElement;

use crate::{Icon, IconButton, IconSize, class, dom, unique_id};

/// A sheet at the end of the window that leaves the page as it is: details of a row, help, notes,
/// read while the page is used.
///
/// What has to be finished first is a [`Drawer`](crate::Drawer) or a [`Dialog`](crate::Dialog). It
/// traps nobody: the focus goes to it when it opens, and in and out of it by Tab and by pointer.
/// Below 768 px it covers the lower half of the window.
///
/// Keyboard: F6 goes into the panel, and back to where the focus was. Escape in the panel closes
/// it; the focus returns.
///
/// Pattern: a `complementary` landmark, APG "Landmarks".
#[component]
pub fn SidePanel(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it holds: "payments-ledger".
    #[prop(into)]
    title: Signal<String>,
    /// Its content, drawn when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let scope = style_sheet!("components/src/side_panel/side_panel.css");
    let title_id = StoredValue::new(unique_id("pk-side-panel"));
    let panel = NodeRef::<html::Aside>::new();
    // What had the focus outside, to go back to.
    let outside = StoredValue::new_local(None::<HtmlElement>);
    let enter = move || {
        let Some(panel) = panel.try_get_untracked().flatten() else { return };
        let focused = dom::focused();
        if !dom::has_focus(&panel) {
            outside.set_value(focused);
            dom::focus_later(dom::find(&panel, "[data-title]"));
        }
    };
    let leave = move || dom::focus_later(outside.try_get_value().flatten());
    let is_inside = move || {
        let panel = panel.try_get_untracked().flatten();
        panel.is_some_and(|panel| dom::has_focus(&panel))
    };
    let close = move || {
        if is_inside() {
            leave();
        }
        open.set(false);
    };
    Effect::new(move |_| {
        if open.get() {
            request_animation_frame(enter);
        }
    });
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_open = open.try_get_untracked() == Some(true);
        if !is_open || event.key() != "F6" || event.default_prevented() || dom::is_chord(&event) {
            return;
        }
        event.prevent_default();
        if is_inside() { leave() } else { enter() }
    });
    on_cleanup(move || keys.remove());
    let content = move || {
        open.get().then(|| {
            view! {
                <header>
                    <h2 id=title_id.get_value() data-title="" tabindex="-1">
                        {move || title.get()}
                    </h2>
                    <IconButton
                        icon=Icon::Close
                        icon_size=IconSize::Md
                        label="Close"
                        on_click=move |_| close()
                    />
                </header>
                <div class="pk-side-panel-body">{children()}</div>
            }
        })
    };
    view! {
        <aside
            class=class(scope, "pk-side-panel")
            node_ref=panel
            aria-labelledby=title_id.get_value()
            hidden=move || !open.get()
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    event.prevent_default();
                    close();
                }
            }
        >
            {content}
        </aside>
    }
    .into_any()
}
