//! A few things below each other.

pub mod gallery;

use crate::{
    CellFn, RowId, class,
    kept_rows::{RowKey, keep_rows},
};
use leptos::{html, prelude::*};
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
    let class = list_class();
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

fn list_class() -> String {
    let scope = style_sheet!("components/src/list/list.css");
    class(scope, "pk-list")
}

/// The same where things come, go and change places while it is read: what stays keeps its elements,
/// and with them the focus.
#[component]
pub fn LivingList(
    /// What is in the list, in its order. No two may be the same.
    #[prop(into)]
    items: Signal<Vec<RowId>>,
    /// Draws one of them; it is asked once, as long as that stays.
    item: CellFn,
    /// Name of the list for those who listen, if no heading stands before it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let keys = move || {
        items.with(|items| {
            let key = |id: &RowId| RowKey { id: *id, occurrence: 0, revision: 0, variant: 0 };
            items.iter().map(key).collect::<Vec<_>>()
        })
    };
    let one =
        move |_: ArcReadSignal<usize>, key: RowKey| view! { <li>{item(key.id)}</li> }.into_any();
    keep_rows(move || Some((list.get()?.into(), None)), keys, one);
    view! {
        <ul
            class=list_class()
            role="list"
            aria-label=label
            data-plain="false"
            node_ref=list
        ></ul>
    }
}
