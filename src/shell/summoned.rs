//! A part of the shell that is loaded when it is first asked for.

use crate::plugin::chunk::Loader;
use crate::plugin::keys::in_dialog;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use portico_components::{Tone, use_toaster};
use std::time::Duration;

/// How long after the first view it is fetched and drawn, so that it is there when somebody asks.
const IDLE: Duration = Duration::from_secs(2);

/// The wish to see a part, and what is typed before it can be seen.
#[derive(Clone, Copy)]
pub struct Wish {
    /// Whether it is to be seen.
    pub open: RwSignal<bool>,
    /// What was typed, for its input.
    pub typed: RwSignal<String>,
}

impl Wish {
    /// Listens to the keyboard from now on. Who listens later sees the keys that were taken as
    /// prevented.
    pub fn listen(open: RwSignal<bool>) -> Self {
        let wish = Self { open, typed: RwSignal::default() };
        let listener = window_event_listener(leptos::ev::keydown, move |event| wish.take(&event));
        on_cleanup(move || listener.remove());
        wish
    }

    /// Who opens a search and types at once does not wait for its code.
    fn take(self, event: &KeyboardEvent) {
        let waits = self.open.try_get_untracked() == Some(true) && !in_dialog();
        if !waits || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        match event.key().as_str() {
            "Escape" => self.open.set(false),
            "Backspace" => self.typed.update(|typed| {
                typed.pop();
            }),
            key if key.chars().count() == 1 => self.typed.update(|typed| typed.push_str(key)),
            _ => return,
        }
        event.prevent_default();
    }
}

/// Draws nothing until it is wished for, or nothing else is to be done; then what `loader` loads.
/// When that cannot be had, a toast says so to whom waits for it, and the next wish asks again.
pub fn summoned(name: &'static str, wish: Wish, loader: Loader<Wish>) -> impl IntoView {
    let Wish { open, typed } = wish;
    let place = StoredValue::new_local(None::<AnyView>);
    let drawn = RwSignal::new(false);
    let asked = StoredValue::new(false);
    // Not the owner of the effect, which ends when it is closed.
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let toaster = use_toaster();
    let ask = move || {
        if asked.try_get_value() != Some(false) {
            return;
        }
        asked.set_value(true);
        let draw = async move {
            match loader.draw(wish).await {
                Ok(view) => {
                    place.try_update_value(|place| *place = Some(view));
                    drawn.try_set(true);
                }
                Err(_) => {
                    asked.try_set_value(false);
                    // Fetched ahead of time: nobody waits for it yet.
                    if open.try_get_untracked() != Some(true) {
                        return;
                    }
                    open.try_set(false);
                    typed.try_set(String::new());
                    let text = format!(
                        "{name} could not be loaded. Check your connection, then try again."
                    );
                    toaster.push(Tone::Danger, text, None);
                }
            }
        };
        let owner = owner.try_get_value().unwrap_or_default();
        spawn_local(owner.with(|| ScopedFuture::new_untracked(draw)));
    };
    // Compiling it takes as long as a keystroke may. Not every browser says when nobody types.
    let ask_when_idle = move || {
        if request_idle_callback_with_handle(ask).is_err() {
            ask();
        }
    };
    set_timeout(ask_when_idle, IDLE);
    Effect::new(move |_| {
        if open.get() {
            ask();
        }
    });
    move || if drawn.get() { place.try_update_value(Option::take).flatten() } else { None }
}
