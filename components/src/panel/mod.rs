//! The floating surface of menus, popovers and facet panels.

mod opener;

use leptos::{ev, prelude::*};
use stylers_macro::style_sheet;

use crate::class;
use crate::layer::Layer;
pub(crate) use opener::Opener;

/// A surface beside the control that opened it, with what `children` draw while it is open.
#[component]
pub(crate) fn Panel(
    /// Its state, and the control it belongs to.
    layer: Layer,
    /// Its role, such as `menu` or `dialog`.
    #[prop(into)]
    role: Signal<String>,
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Distance of the content from the edges: `menu`, `form` or none.
    #[prop(optional)]
    inset: &'static str,
    /// Whether it stays until its owner closes it, and is at least as wide as its control: the
    /// list below a text field, which keeps the focus.
    #[prop(optional)]
    attached: bool,
    /// Called when it is open and in place.
    #[prop(optional)]
    on_shown: Option<Callback<()>>,
    /// Called for the keys pressed in it.
    #[prop(optional)]
    on_key: Option<Callback<ev::KeyboardEvent>>,
    /// Its content.
    children: ChildrenFn,
) -> impl IntoView {
    let scope = style_sheet!("components/src/panel/panel.css");
    let content = move || {
        layer.open.get().then(|| {
            layer.keep_in_place();
            children()
        })
    };
    view! {
        <div
            class=class(scope, "pk-panel")
            id=layer.panel_id.get_value()
            node_ref=layer.panel
            popover=if attached { "manual" } else { "auto" }
            tabindex=(!attached).then_some("-1")
            data-stretch=attached.then_some("")
            role=move || role.get()
            aria-label=move || label.get()
            data-inset=inset
            on:beforetoggle=move |event| layer.before_toggle(event)
            on:toggle=move |event| {
                if layer.toggled(event) && let Some(on_shown) = on_shown {
                    on_shown.try_run(());
                }
            }
            on:focusout=move |event| layer.focus_left(&event)
            on:keydown=move |event| {
                if let Some(on_key) = on_key {
                    on_key.try_run(event);
                }
            }
        >
            {content}
        </div>
    }
}
