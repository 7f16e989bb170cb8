//! The way to sign in where something needs it.

use super::chunk::Loader;
use crate::lazy;
use crate::net::Net;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{Button, Size, Toaster, Tone, use_toaster};

mod leave;

lazy!(signin, away: Departure => leave::draw);

/// Somebody wants to sign in.
#[derive(Clone)]
pub struct Departure {
    net: Net,
    origin: String,
    toaster: Toaster,
    /// Whether the browser is about to leave.
    leaving: RwSignal<bool>,
}

/// A button that leads to the OpenID provider of an origin, and back to this page.
#[must_use]
pub fn button(origin: String) -> AnyView {
    let Some(net) = use_context::<Net>() else { return ().into_any() };
    let leaving = RwSignal::new(false);
    let departure =
        StoredValue::new_local(Departure { net, origin, toaster: use_toaster(), leaving });
    let go = move |_| {
        let Some(departure) = departure.try_get_value() else { return };
        leaving.set(true);
        let loader: Loader<Departure> = away::loader();
        let toaster = departure.toaster;
        spawn_local(async move {
            if loader.draw(departure).await.is_err() {
                leaving.try_set(false);
                toaster.push(Tone::Danger, "The sign-in could not be loaded. Try again.", None);
            }
        });
    };
    view! { <Button size=Size::Sm loading=leaving on_click=go>"Sign in"</Button> }.into_any()
}
