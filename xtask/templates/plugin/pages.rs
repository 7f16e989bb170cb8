//! The page of the plugin.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{EmptyKind, EmptyState, Level, PageHeader};

/// Draws the page.
pub fn index(_: PageInput) -> AnyView {
    view! {
        <PageHeader title="{{title}}" />
        <EmptyState kind=EmptyKind::FirstUse title="Nothing here yet" level=Level::H2>
            "Declare an endpoint in api.rs, load it with use_load and draw it with Loaded."
        </EmptyState>
    }
    .into_any()
}
