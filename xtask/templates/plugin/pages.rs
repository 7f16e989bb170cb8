//! The page of the plugin.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{EmptyKind, EmptyState, PageHeader};

/// Draws the page.
pub fn index(_: PageInput) -> AnyView {
    view! {
        <PageHeader title="{{title}}" />
        <EmptyState
            kind=EmptyKind::FirstUse
            title="Nothing here yet"
            message="Declare an endpoint in api.rs, load it with use_load and draw it with Loaded."
        />
    }
    .into_any()
}
