//! A menu inside a menu. Only menus that have one bring this code.

use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use stylers_macro::style_sheet;

use super::{Items, MenuGroup, focus_first, on_menu_key};
use crate::dom;
use crate::layer::Layer;
use crate::panel::Panel;
use crate::position::{Align, Side};
use crate::roving::Step;
use crate::typeahead::TypeAhead;
use crate::{Icon, IconSize, class};

/// How long the pointer rests on the item before its menu opens, and how long the menu stays while
/// the pointer takes the short way to it, over other items.
const TOLERANCE: Duration = Duration::from_millis(250);

/// An item and the menu that it opens. `root` is the menu that closes when something is chosen.
pub(super) fn draw(
    content: AnyView,
    label: String,
    reason: Option<String>,
    groups: Vec<MenuGroup>,
    root: Layer,
) -> AnyView {
    view! { <Submenu content label reason groups root /> }.into_any()
}

#[component]
fn Submenu(
    content: AnyView,
    label: String,
    #[prop(optional_no_strip)] reason: Option<String>,
    groups: Vec<MenuGroup>,
    root: Layer,
) -> impl IntoView {
    let scope = style_sheet!("components/src/menu/submenu.css");
    let layer = Layer::new("pk-submenu", RwSignal::new(false), Side::After, Align::Start);
    let inert = reason.is_some();
    let typing = StoredValue::new(TypeAhead::default());
    // Whether the focus goes in when the menu is there: not when the pointer only rests on the item.
    let goes_in = StoredValue::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    let later = move |act: fn(Layer)| {
        stop();
        timer.set_value(set_timeout_with_handle(move || act(layer), TOLERANCE).ok());
    };
    on_cleanup(stop);

    let enter = move || {
        if inert {
            return;
        }
        stop();
        if layer.is_shown() {
            focus_first(layer);
        } else {
            goes_in.set_value(true);
            layer.show();
        }
    };
    let on_item_key = move |event: ev::KeyboardEvent| {
        if !dom::is_chord(&event) && is_step(&event, layer, Step::Next) {
            event.prevent_default();
            enter();
        }
    };
    // The pointer, or the keyboard, went to another item.
    let on_item_left = move |event: ev::FocusEvent| {
        let to = event.related_target().and_then(|to| dom::element(&to));
        let inside = layer.element().is_some_and(|panel| panel.contains(to.as_deref()));
        if !inside {
            later(Layer::hide);
        }
    };
    let on_shown = move |()| {
        if goes_in.try_update_value(std::mem::take) == Some(true) {
            focus_first(layer);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if !dom::is_chord(&event) && is_step(&event, layer, Step::Previous) {
            event.prevent_default();
            layer.hide();
        } else if !event.default_prevented() {
            on_menu_key(&event, layer, typing);
        }
    };
    view! {
        <button
            type="button"
            class=class(scope, "pk-submenu")
            id=layer.control_id.get_value()
            role="menuitem"
            tabindex="-1"
            data-item=""
            aria-haspopup="menu"
            aria-expanded=move || layer.open.get().to_string()
            aria-controls=layer.panel_id.get_value()
            aria-disabled=inert.then_some("true")
            aria-description=reason.clone()
            data-tooltip=reason
            on:click=move |_| enter()
            on:keydown=on_item_key
            on:mouseenter=move |_| {
                if !inert {
                    later(Layer::show);
                }
            }
            on:mouseleave=move |_| {
                if !layer.is_shown() {
                    stop();
                }
            }
            on:focusout=on_item_left
        >
            {content}
            <Icon name=Icon::ChevronRight size=IconSize::Xs />
        </button>
        <div role="presentation" on:mouseenter=move |_| stop()>
            <Panel
                layer
                label
                inset="menu"
                role="menu"
                on_shown=Callback::new(on_shown)
                on_key=Callback::new(on_key)
            >
                <Items groups=groups.clone() navigates=false layer=root />
            </Panel>
        </div>
    }
}

/// Whether a key means this step in the direction of reading.
fn is_step(event: &ev::KeyboardEvent, layer: Layer, step: Step) -> bool {
    let rtl = layer.control().is_some_and(|item| dom::is_rtl(&item));
    event.key().starts_with("Arrow") && Step::horizontal(&event.key(), rtl) == Some(step)
}
