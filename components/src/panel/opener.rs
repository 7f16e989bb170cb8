//! The control that opens a panel.

use leptos::{ev, prelude::*};

use crate::button::button_class;
use crate::layer::Layer;
use crate::{Icon, IconSize, Size, Variant};

/// A button that opens and closes the panel of `layer`.
#[component]
pub(crate) fn Opener(
    /// The panel, and whether it is open.
    layer: Layer,
    /// What the panel is: `menu`, `dialog`, `listbox`; empty for a plain disclosure.
    #[prop(into)]
    popup: Signal<String>,
    /// Its name; shown unless something else is.
    #[prop(into)]
    label: Signal<String>,
    /// A drawing before the label.
    #[prop(optional_no_strip)]
    icon: Option<Icon>,
    /// Whether the drawing stands alone.
    #[prop(optional)]
    icon_only: bool,
    /// What is shown in place of drawing, label and caret.
    #[prop(optional_no_strip)]
    face: Option<ViewFn>,
    /// Whether that says the name as well.
    #[prop(optional)]
    face_is_name: bool,
    /// How much weight it has.
    #[prop(optional)]
    variant: Variant,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// Whether something is chosen in the panel.
    #[prop(optional, into)]
    selected: Signal<bool>,
    /// Called for the keys pressed on it.
    #[prop(optional)]
    on_key: Option<Callback<ev::KeyboardEvent>>,
) -> impl IntoView {
    let panel_id = layer.panel_id.get_value();
    let named = icon_only || (face.is_some() && !face_is_name);
    let content = match (face, icon) {
        (Some(face), _) => face.run(),
        (None, Some(icon)) if icon_only => view! { <Icon name=icon /> }.into_any(),
        (None, icon) => view! {
            {icon.map(|icon| view! { <Icon name=icon /> })}
            <span>{move || label.get()}</span>
            <Icon name=Icon::ChevronDown size=IconSize::Xs />
        }
        .into_any(),
    };
    view! {
        <button
            class=button_class()
            type="button"
            id=layer.control_id.get_value()
            popovertarget=panel_id.clone()
            aria-controls=panel_id
            aria-haspopup=move || Some(popup.get()).filter(|popup| !popup.is_empty())
            aria-expanded=move || if layer.open.get() { "true" } else { "false" }
            aria-label=named.then_some(move || label.get())
            data-tooltip=icon_only.then_some(move || label.get())
            data-variant=variant.name()
            data-size=size.name()
            data-only-icon=icon_only.then_some("")
            data-selected=move || selected.get().then_some("")
            on:click=move |event| {
                // The browser would do the same, and say so only later.
                event.prevent_default();
                layer.toggle();
            }
            on:keydown=move |event| {
                if let Some(on_key) = on_key {
                    on_key.try_run(event);
                }
            }
        >
            {content}
        </button>
    }
}
