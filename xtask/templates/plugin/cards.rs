//! The card on the overview of a component.

use super::words;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::Card;

/// Draws the card.
pub fn greeting(input: EntityInput) -> AnyView {
    greet(input.catalog.entry(input.ix).name())
}

/// The card for a name: what the gallery shows too.
pub fn greet(name: &str) -> AnyView {
    let text = words::greeting(name);
    view! {
        <Card title="{{title}}">
            <p>{text}</p>
        </Card>
    }
    .into_any()
}
