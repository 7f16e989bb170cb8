//! The card on the overview of a component.

use super::words;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::Card;

/// Draws the card.
pub fn greeting(input: EntityInput) -> AnyView {
    let text = words::greeting(input.catalog.entry(input.ix).name());
    view! {
        <Card title="{{title}}">
            <p>{text}</p>
        </Card>
    }
    .into_any()
}
