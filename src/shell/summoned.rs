//! A part of the shell that is loaded when it is first asked for.

use crate::plugin::chunk::Loader;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use portico_components::{Tone, use_toaster};
use std::time::Duration;

/// How long after the first view its code is fetched, so that it is there when somebody asks.
const IDLE: Duration = Duration::from_secs(2);

/// Draws nothing until `open` is set, then what `loader` loads. When that cannot be had, a toast
/// says so, and the next wish asks again.
pub fn summoned(
    name: &'static str,
    open: RwSignal<bool>,
    loader: Loader<RwSignal<bool>>,
) -> impl IntoView {
    let place = StoredValue::new_local(None::<AnyView>);
    let drawn = RwSignal::new(false);
    let asked = StoredValue::new(false);
    // Not the owner of the effect, which ends when it is closed.
    let owner = Owner::current().unwrap_or_default();
    let toaster = use_toaster();
    set_timeout(move || spawn_local(async move { drop(loader.preload().await) }), IDLE);
    Effect::new(move |_| {
        if !open.get() || asked.try_get_value() != Some(false) {
            return;
        }
        asked.set_value(true);
        let draw = async move {
            match loader.draw(open).await {
                Ok(view) => {
                    place.try_update_value(|place| *place = Some(view));
                    drawn.try_set(true);
                }
                Err(_) => {
                    asked.try_set_value(false);
                    open.try_set(false);
                    let text = format!(
                        "{name} could not be loaded. Check your connection, then try again."
                    );
                    toaster.push(Tone::Danger, text, None);
                }
            }
        };
        spawn_local(owner.with(|| ScopedFuture::new_untracked(draw)));
    });
    move || if drawn.get() { place.try_update_value(Option::take).flatten() } else { None }
}
