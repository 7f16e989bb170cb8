//! Many things on a narrow screen.

pub mod gallery;

use crate::{
    CellFn, ProgressBar, ProgressPlace, Rows, RowsState, Skeleton, SkeletonKind, VisuallyHidden,
    class, group_digits,
    kept_rows::{RowKey, keep_rows},
    number::pixels,
    rows::{announcement, keep_place, unique_keys},
    viewport::Viewport,
    windowing::Window,
};
use leptos::{
    html::{Div, Ul},
    prelude::*,
};
use stylers_macro::style_sheet;

/// Many things below each other, 64 px each: what a table becomes on a narrow screen.
///
/// It takes the rows of a [`DataTable`](crate::DataTable) and draws each as one item, usually an
/// [`ItemRow`](crate::ItemRow) with two lines. Only the items in sight are drawn. Draw either the
/// table or the list, never both. For a few things take [`List`](crate::List).
#[component]
pub fn ResourceList(
    /// Name of the list: "Components".
    #[prop(into)]
    label: Signal<String>,
    /// The rows, in order, already filtered and sorted.
    #[prop(into)]
    rows: Signal<Rows>,
    /// Draws one item. All items have one height, whatever they hold.
    item: CellFn,
    /// Change it when rows changed under the same ids: after new data arrived.
    #[prop(optional, into)]
    revision: Signal<u64>,
    /// Whether the rows are there.
    #[prop(optional, into)]
    state: Signal<RowsState>,
    /// Shown when there are no rows: an `EmptyState` or an `ErrorPanel`.
    #[prop(optional, into)]
    empty: Option<ViewFn>,
    /// What is announced when the rows change, such as "38 of 128 components"; the number of rows
    /// if left out.
    #[prop(optional, into)]
    summary: MaybeProp<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/resource_list/resource_list.css");
    let root = NodeRef::<Div>::new();
    let list = NodeRef::<Ul>::new();
    let viewport = Viewport::new();
    list.on_load(move |list| {
        if let Some(root) = root.get_untracked() {
            viewport.follow(&list, &root);
        }
    });

    let loading = Memo::new(move |_| state.get().skeleton_rows());
    let count =
        Memo::new(move |_| if loading.get().is_some() { 0 } else { rows.with(|rows| rows.len()) });
    let window = Memo::new(move |_| Window::of(viewport.geometry.get(), count.get()));
    let row_height = Memo::new(move |_| viewport.geometry.get().row);
    keep_place(viewport, rows, revision);
    let what = Signal::derive(move || {
        if loading.get().is_some() {
            return ["Loading ", &label.get()].concat();
        }
        summary.get().unwrap_or_else(|| [&group_digits(count.get()), " items"].concat())
    });
    let said = announcement(what, loading.get_untracked().is_some());

    let keys = move || {
        let (window, revision) = (window.get(), revision.get());
        rows.with(|rows| unique_keys(rows.get(window.start..window.end).unwrap_or_default()))
            .into_iter()
            .map(|(id, occurrence)| RowKey { id, occurrence, revision, variant: 0 })
            .collect::<Vec<_>>()
    };
    let one = move |index: ArcReadSignal<usize>, key: RowKey| {
        let position = move || (window.get().start + index.get() + 1).to_string();
        let inside = item(key.id);
        view! {
            <li data-row="" aria-posinset=position aria-setsize=move || count.get().to_string()>
                {inside}
            </li>
        }
        .into_any()
    };
    keep_rows(move || Some((list.get()?.into(), None)), keys, one);
    let grey = move || {
        let rows = loading.get()?;
        let rows: Vec<_> = (0..rows)
            .map(|_| {
                view! { <li data-row="" aria-hidden="true"><Skeleton kind=SkeletonKind::Text(2) /></li> }
            })
            .collect();
        Some(rows)
    };
    let bar = move || {
        (state.get() == RowsState::Refreshing).then(|| {
            let label = Signal::derive(move || ["Refreshing ", &label.get()].concat());
            view! { <ProgressBar label place=ProgressPlace::Region /> }
        })
    };
    let empty = move || {
        let nothing = count.get() == 0 && loading.get().is_none();
        empty.as_ref().filter(|_| nothing).map(|empty| empty.run())
    };
    view! {
        <div
            class=class(scope, "pk-resource-list")
            node_ref=root
            aria-busy=move || (state.get() != RowsState::Ready).to_string()
        >
            {bar}
            <ul
                role="list"
                aria-label=label
                node_ref=list
                style:padding-block-start=move || pixels(window.get().before(row_height.get()))
                style:padding-block-end=move || pixels(window.get().after(row_height.get(), count.get()))
            >
                {grey}
            </ul>
            {empty}
            <VisuallyHidden><span role="status">{said}</span></VisuallyHidden>
        </div>
    }
    .into_any()
}
