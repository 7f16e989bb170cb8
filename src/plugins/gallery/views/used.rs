//! The tokens that the style sheet of a component uses, with their values.

use super::super::handbook::{Handbook, use_handbook};
use super::super::tokens::rows;
use crate::plugin::loaded::Loaded;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::Entry;
use portico_components::{EmptyKind, EmptyState, Level, SkeletonKind};
use std::sync::Arc;

/// Draws it.
pub fn draw(entry: Entry) -> AnyView {
    let load = use_handbook(entry.id);
    let view = Arc::new(|handbook: &Handbook| {
        if handbook.tokens.is_empty() {
            return view! {
                <EmptyState kind=EmptyKind::Done title="No tokens of its own" level=Level::H2>
                    "It is made of other components."
                </EmptyState>
            }
            .into_any();
        }
        rows("Tokens used", handbook.tokens.clone())
    });
    view! { <Loaded load=load title="Tokens" skeleton=SkeletonKind::Text(8) view=view /> }
        .into_any()
}
