//! Controls for one thing, in a row.

pub mod gallery;

use leptos::{
    ev::{FocusEvent, KeyboardEvent},
    html,
    prelude::*,
};
use stylers_macro::style_sheet;
use web_sys::{Element, HtmlElement};

use crate::{class, dom, observe::watch_children, roving::Step};

/// What the arrow keys reach. Fields and radio groups have uses of their own for those keys.
const CONTROLS: &str = "button:not([disabled]), a[href], summary, input[type=checkbox]";

/// Three or more controls for one thing: for what is selected, for a text, for a log.
///
/// It is one stop for Tab, at the control that was used last. The controls are the buttons, links,
/// menus and checkboxes found inside; they may come and go. Text fields and segmented controls keep
/// stops of their own, because they need the arrow keys themselves. One or two buttons need no
/// toolbar.
///
/// Keyboard: ← and → move between the controls and go round (mirrored from right to left), Home
/// and End go to the first and last.
///
/// Pattern: APG "Toolbar".
#[component]
pub fn Toolbar(
    /// What the controls are for: "Actions for selected components".
    #[prop(into)]
    label: Signal<String>,
    /// The controls.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/toolbar/toolbar.css");
    let root = NodeRef::<html::Div>::new();
    root.on_load(move |root| {
        let element: Element = root.into();
        keep_one_stop(&element, None);
        let watched = element.clone();
        watch_children(&watched, move || keep_one_stop(&element, None));
    });
    let arrived = move |event: FocusEvent| {
        if let Some(root) = root.try_get_untracked().flatten() {
            keep_one_stop(&root, dom::target(&event));
        }
    };
    let keys = move |event: KeyboardEvent| {
        let Some(root) = root.try_get_untracked().flatten().filter(|_| !dom::is_chord(&event))
        else {
            return;
        };
        let controls = controls(&root);
        let target = dom::target(&event);
        let at = controls.iter().position(|control| is_or_has(control, target.as_ref()));
        // Keys in a menu that is open, or in a field, are not meant for the row.
        let Some(at) = at else { return };
        let step = Step::horizontal(&event.key(), dom::is_rtl(&root));
        if let Some(to) = step.and_then(|step| step.from(Some(at), controls.len())) {
            event.prevent_default();
            dom::focus_later(controls.into_iter().nth(to));
        }
    };
    view! {
        <div
            class=class(scope, "pk-toolbar")
            node_ref=root
            role="toolbar"
            aria-label=move || label.get()
            on:focusin=arrived
            on:keydown=keys
        >
            {children()}
        </div>
    }
    .into_any()
}

/// The controls of the row that are shown, without those in panels that open from it.
fn controls(root: &Element) -> Vec<HtmlElement> {
    let mut found = dom::find_all(root, CONTROLS);
    found.retain(|control| {
        let panel = control.closest("[popover], dialog").ok().flatten();
        panel.is_none_or(|panel| panel.contains(Some(root)))
            && control.get_client_rects().length() > 0
    });
    found
}

fn is_or_has(control: &Element, target: Option<&Element>) -> bool {
    target.is_some_and(|target| control.contains(Some(target)))
}

/// Leaves one control in the order of Tab: the one with `target` in it, else the one that was,
/// else the first.
fn keep_one_stop(root: &Element, target: Option<Element>) {
    let controls = controls(root);
    let at = controls
        .iter()
        .position(|control| is_or_has(control, target.as_ref()))
        .or_else(|| controls.iter().position(|control| dom::has_focus(control)))
        .or_else(|| {
            controls.iter().position(|c| c.get_attribute("tabindex").as_deref() == Some("0"))
        })
        .unwrap_or(0);
    for (index, control) in controls.iter().enumerate() {
        let _ = control.set_attribute("tabindex", if index == at { "0" } else { "-1" });
    }
}
