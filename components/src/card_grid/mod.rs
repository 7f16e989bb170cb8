//! A list whose items are cards.

pub mod gallery;

use crate::class;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A list of things as cards: one to four in a row, by the room it has; all of a row equally high.
///
/// For things that people recognise and choose: templates, plugins, documents. Its items are
/// usually [`ItemCard`](crate::ItemCard)s. Parts of a page that are no list go into a
/// [`Grid`](crate::Grid), one row of many into a [`ScrollRow`](crate::ScrollRow), facts that are
/// compared into a [`DataTable`](crate::DataTable).
#[component]
pub fn CardGrid(
    /// One view per item.
    items: Vec<AnyView>,
    /// Name of the list for those who listen, if no heading stands before it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/card_grid/card_grid.css");
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    // Without markers, Safari would not call it a list.
    view! { <ul class=class(scope, "pk-card-grid") role="list" aria-label=label>{items}</ul> }
        .into_any()
}
