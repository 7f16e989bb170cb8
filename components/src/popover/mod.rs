//! A button that shows more beside it.

pub mod gallery;

use leptos::prelude::*;
use web_sys::HtmlElement;

use crate::dom;
use crate::layer::Layer;
use crate::panel::{Opener, Panel};
use crate::position::{Align, Side};
use crate::{Icon, Size, Variant};

/// A button that opens a small surface with a few controls or facts (APG: non-modal dialog).
///
/// For actions take a `Menu`, for a task with an end a `Dialog`, for one sentence a tooltip.
///
/// Keyboard: Enter and Space open it, the focus moves to its first control. Escape closes it and
/// the focus returns; so does moving the focus out of it.
#[component]
pub fn Popover(
    /// What it shows: "Columns and density".
    #[prop(into)]
    label: Signal<String>,
    /// A drawing on the button.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// Whether the button is only its drawing.
    #[prop(optional)]
    icon_only: bool,
    /// What the button shows in place of drawing and label.
    #[prop(optional, into)]
    face: Option<ViewFn>,
    /// Whether that says the label as well, if only to those who listen.
    #[prop(optional)]
    face_is_name: bool,
    /// How much weight the button has.
    #[prop(optional)]
    variant: Variant,
    /// Height of the button.
    #[prop(optional)]
    size: Size,
    /// Which edges of button and surface are in line.
    #[prop(optional)]
    align: Align,
    /// Whether it is open; set it to close the surface from inside.
    #[prop(optional)]
    open: RwSignal<bool>,
    /// What it shows, drawn when it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let layer = Layer::new("pk-popover", open, Side::Below, align);
    let on_shown = move |()| {
        let panel: Option<HtmlElement> = layer.element();
        dom::focus_later(panel.map(|panel| dom::first_focusable(&panel).unwrap_or(panel)));
    };
    view! {
        <Opener layer popup="dialog" label icon icon_only face face_is_name variant size />
        <Panel
            layer
            label
            role="dialog"
            inset="form"
            on_shown=Callback::new(on_shown)
            children
        />
    }
}
