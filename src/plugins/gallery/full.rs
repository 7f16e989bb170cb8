//! Full screen: what is on a stage and nothing else, to look at and to take a picture of.

use super::asked::State;
use super::keys;
use super::preview::{Level, stage};
use crate::plugin::prelude::*;
use leptos::ev::KeyboardEvent;
use leptos::html::{Dialog, Div};
use leptos::prelude::*;
use portico_components::{IconButton, Size, Variant};
use send_wrapper::SendWrapper;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

/// Draws what is on a stage, each time anew.
pub type Scene = Arc<dyn Fn() -> AnyView + Send + Sync>;

/// One stage of the page.
#[derive(Clone)]
struct Staged {
    id: u32,
    place: NodeRef<Div>,
    title: &'static str,
    scene: Scene,
}

/// The stages of the page, and the one that fills the screen.
#[derive(Clone, Copy)]
pub struct FullScreen {
    stages: StoredValue<Vec<Staged>>,
    count: StoredValue<u32>,
    shown: RwSignal<Option<Staged>>,
}

impl FullScreen {
    /// For the page below the caller.
    pub fn start() -> Self {
        let full = Self {
            stages: StoredValue::default(),
            count: StoredValue::new(0),
            shown: RwSignal::new(None),
        };
        provide_context(full);
        full
    }

    /// Fills the screen with the stage that has the focus, else with the first one in sight.
    /// Returns whether there is one.
    pub fn open(self) -> bool {
        let height = window().inner_height().ok().and_then(|height| height.as_f64());
        let height = height.unwrap_or_default();
        let focused = document().active_element();
        let has_focus = |place: &Element| place.contains(focused.as_deref());
        let in_sight = |place: &Element| {
            let area = place.get_bounding_client_rect();
            // Most of a small one, or the larger part of the screen.
            let seen = area.bottom().min(height) - area.top().max(0.0);
            seen > area.height().min(height) / 2.0
        };
        let found = self.stages.try_with_value(|stages| {
            let at = |test: &dyn Fn(&Element) -> bool| {
                stages
                    .iter()
                    .find(|staged| staged.place.get_untracked().is_some_and(|place| test(&place)))
            };
            at(&has_focus).or_else(|| at(&in_sight)).or_else(|| stages.first()).cloned()
        });
        let found = found.flatten();
        let is_there = found.is_some();
        self.shown.set(found);
        is_there
    }

    /// What fills the screen.
    pub fn view(self, state: State) -> AnyView {
        let view = move || self.shown.get().map(|staged| self.filled(state, &staged));
        view.into_any()
    }

    fn filled(self, state: State, staged: &Staged) -> AnyView {
        let node = NodeRef::<Dialog>::new();
        node.on_load(|dialog: HtmlDialogElement| {
            request_animation_frame(move || {
                let _ = dialog.show_modal();
            });
        });
        let page = document().document_element();
        if let Some(page) = page.and_then(|page| page.dyn_into::<HtmlElement>().ok()) {
            // The page's scrollbar, and the room that is kept for it, would be in the picture.
            let style = page.style();
            for (property, value) in [("overflow", "hidden"), ("scrollbar-gutter", "auto")] {
                let _ = style.set_property(property, value);
            }
            let style = SendWrapper::new(style);
            on_cleanup(move || {
                for property in ["overflow", "scrollbar-gutter"] {
                    let _ = style.remove_property(property);
                }
            });
        }
        let leave = move || {
            if let Some(dialog) = node.try_get_untracked().flatten() {
                dialog.close();
            }
        };
        let pressed = move |event: KeyboardEvent| {
            // A dialog of the example has its own keys.
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let own = target.and_then(|target| target.closest("dialog").ok().flatten());
            let is_here = own.is_some_and(|own| own.class_list().contains("gallery-full"));
            if !is_here || !crate::plugin::keys::is_single(&event) {
                return;
            }
            match event.key().as_str() {
                "f" | "F" => leave(),
                key => {
                    if !keys::look(state, key) {
                        return;
                    }
                }
            }
            event.prevent_default();
        };
        view! {
            <dialog
                class="gallery-full"
                node_ref=node
                aria-label=[staged.title, ", full screen"].concat()
                on:keydown=pressed
                on:close=move |event| {
                    // Not of a dialog in the example.
                    if event.target() == event.current_target() {
                        queue_microtask(move || {
                            self.shown.try_set(None);
                        });
                    }
                }
            >
                <div class="gallery-full-canvas" tabindex="-1" autofocus=true>
                    {stage(state, staged.title, Level::Two, staged.scene.clone())}
                </div>
                <div class="gallery-full-leave">
                    <IconButton
                        icon=Icon::Close
                        label="Leave full screen"
                        keys="F"
                        variant=Variant::Outline
                        size=Size::Sm
                        on_click=move |_| leave()
                    />
                </div>
            </dialog>
        }
        .into_any()
    }
}

/// Notes that a stage can fill the screen.
pub fn shown_on_demand(place: NodeRef<Div>, title: &'static str, scene: Scene) {
    let Some(FullScreen { stages, count, .. }) = use_context::<FullScreen>() else { return };
    let next = |count: &mut u32| std::mem::replace(count, *count + 1);
    let Some(id) = count.try_update_value(next) else { return };
    stages.update_value(|stages| stages.push(Staged { id, place, title, scene }));
    on_cleanup(move || {
        stages.try_update_value(|stages| stages.retain(|staged| staged.id != id));
    });
}

/// The button for it.
pub fn full_screen_button() -> Option<AnyView> {
    let full = use_context::<FullScreen>()?;
    let open = move |_| {
        full.open();
    };
    let button = view! { <IconButton icon=Icon::Expand label="Full screen" keys="F" size=Size::Sm on_click=open /> };
    Some(button.into_any())
}
