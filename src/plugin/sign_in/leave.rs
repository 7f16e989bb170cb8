//! Leaves for an OpenID provider.

use super::Departure;
use crate::net::sign_in::depart;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::Tone;

/// Draws nothing; the browser is on its way soon, or a toast says why not.
pub(super) fn draw(departure: Departure) -> AnyView {
    let Departure { net, origin, toaster, leaving } = departure;
    spawn_local(async move {
        let location = window().location();
        let parts = [location.pathname(), location.search(), location.hash()];
        let from = parts.into_iter().flatten().collect::<String>();
        if let Err(failure) = depart(&net, &origin, &from).await {
            leaving.try_set(false);
            toaster.push(Tone::Danger, format!("{}. {}", failure.title, failure.cause), None);
        }
    });
    ().into_any()
}
