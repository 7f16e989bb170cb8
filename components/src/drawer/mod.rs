//! A sheet from the side of the page.

pub mod gallery;

use leptos::prelude::*;

use crate::dialog::dialog_class;
use crate::modal::Modal;
use crate::{Icon, IconButton, IconSize, LiveRegion, unique_id};

/// The edge a [`Drawer`] comes from, in reading direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DrawerSide {
    /// Where lines start: the main navigation.
    Start,
    /// Where lines end: filters, details.
    #[default]
    End,
}

/// A modal sheet from the side (APG: modal dialog): the navigation and the filters on a phone,
/// details beside a list.
///
/// Below 480 px a sheet from the end fills the page. For a task with an end take a `Dialog`.
///
/// Keyboard: as in `Dialog`.
#[component]
pub fn Drawer(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What it holds: "Filters".
    #[prop(into)]
    title: Signal<String>,
    /// The edge it comes from.
    #[prop(optional)]
    side: DrawerSide,
    /// Whether the content reaches the edges, for lists with rows of their own.
    #[prop(optional)]
    flush: bool,
    /// Buttons at the bottom; the last takes the room that is left.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Its content, drawn when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let modal = Modal::new(open, Signal::stored(false));
    let title_id = StoredValue::new(unique_id("pk-drawer"));
    let content = move || {
        open.get().then(|| {
            view! {
                <div data-sheet="">
                    <header>
                        <div>
                            <h2 id=title_id.get_value() data-title="" data-autofocus="" tabindex="-1">
                                {move || title.get()}
                            </h2>
                        </div>
                        <IconButton
                            icon=Icon::Close
                            icon_size=IconSize::Md
                            label="Close"
                            on_click=move |_| modal.dismiss()
                        />
                    </header>
                    <div data-body="">{children()}</div>
                    {actions.as_ref().map(|actions| view! { <footer>{actions.run()}</footer> })}
                    <LiveRegion />
                </div>
            }
        })
    };
    view! {
        <dialog
            class=dialog_class()
            node_ref=modal.node
            data-kind="drawer"
            data-side=match side {
                DrawerSide::Start => "start",
                DrawerSide::End => "end",
            }
            data-flush=flush.then_some("")
            aria-labelledby=title_id.get_value()
            on:cancel=move |event| modal.cancelled(event)
            on:close=move |event| modal.closed(event)
            on:pointerdown=move |event| modal.pressed(event)
        >
            {content}
        </dialog>
    }
}
