//! A few things below each other.

pub mod gallery;

use crate::class;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A few things below each other, parted by rules: links, people, alerts.
///
/// Its items are usually [`ItemRow`](crate::ItemRow)s. For hundreds of things take
/// [`ResourceList`](crate::ResourceList), for several facts about each
/// [`DataTable`](crate::DataTable).
#[component]
pub fn List(
    /// One view per item.
    items: Vec<AnyView>,
    /// Name of the list for those who listen, if no heading stands before it.
    #[prop(optional, into)]
    label: Option<String>,
    /// The order matters: steps, ranks.
    #[prop(optional)]
    ordered: bool,
    /// No rules between the items.
    #[prop(optional)]
    plain: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/list/list.css");
    let class = class(scope, "pk-list");
    let plain = plain.to_string();
    let items: Vec<_> = items.into_iter().map(|item| view! { <li>{item}</li> }).collect();
    // The role says again what the element is: without markers, Safari would not call it a list.
    if ordered {
        view! { <ol class=class role="list" aria-label=label data-plain=plain>{items}</ol> }
            .into_any()
    } else {
        view! { <ul class=class role="list" aria-label=label data-plain=plain>{items}</ul> }
            .into_any()
    }
}
