//! A long list in a box of its own.

pub mod gallery;
pub(crate) mod logic;

use crate::{
    CellFn, RowId, Rows, Size, class, dom, group_digits,
    kept_rows::{RowKey, keep_rows},
    number::pixels,
    rows::{announcement, unique_keys},
    viewport::Viewport,
    windowing::Window,
};
use leptos::{html::Div, prelude::*};
use stylers_macro::style_sheet;

/// A long list in a box that scrolls by itself: only the rows in sight are drawn.
///
/// For the members of a large group, the files of a release: one line each, all of one height. A
/// row that has the focus stays on the page however far the reader scrolls, so the next Tab goes
/// on from there. For a list that scrolls with the page take
/// [`ResourceList`](crate::ResourceList), for a few things [`List`](crate::List).
///
/// Keyboard: Tab reaches the box, arrow keys, Page Up and Down, Home and End scroll it; then Tab
/// goes through the links of the rows.
///
/// Pattern: a list with `aria-posinset` and `aria-setsize`.
#[component]
pub fn VirtualList(
    /// Name of the list: "Members of Payments core".
    #[prop(into)]
    label: Signal<String>,
    /// The rows, in order. No two should be the same.
    #[prop(into)]
    rows: Signal<Rows>,
    /// Draws what is in one row, on one line; two lines fit in large rows.
    item: CellFn,
    /// Height of the rows: small for plain text, large for two lines.
    #[prop(optional)]
    size: Size,
    /// How many rows are in sight at most.
    #[prop(default = 10)]
    visible: usize,
    /// Change it when rows changed under the same ids: after new data arrived.
    #[prop(optional, into)]
    revision: Signal<u64>,
    /// Shown in place of the list when there are no rows.
    #[prop(optional, into)]
    empty: Option<ViewFn>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/virtual_list/virtual_list.css");
    let list = NodeRef::<Div>::new();
    let viewport = Viewport::new();
    // The box itself scrolls, so it is looked for from its content.
    list.on_load(move |list| viewport.follow(&list, &list));

    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let window = Memo::new(move |_| Window::of(viewport.geometry.get(), count.get()));
    let row_height = Memo::new(move |_| viewport.geometry.get().row);
    let kept = RwSignal::new(None::<RowId>);
    let positions = Memo::new(move |_| {
        let (window, kept) = (window.get(), kept.get());
        rows.with(|rows| {
            let drawn = rows.get(window.start..window.end).unwrap_or_default();
            let kept = kept.filter(|id| !drawn.contains(id));
            let kept = kept.and_then(|id| rows.iter().position(|row| *row == id));
            logic::positions(window, kept, rows.len())
        })
    });
    let said = announcement(
        Signal::derive(move || [&group_digits(count.get()), " items"].concat()),
        false,
    );

    let keys = move || {
        let (positions, revision) = (positions.get(), revision.get());
        let ids: Vec<RowId> = rows.with(|rows| {
            positions.iter().filter_map(|position| rows.get(*position).copied()).collect()
        });
        unique_keys(&ids)
            .into_iter()
            .map(|(id, occurrence)| RowKey { id, occurrence, revision, variant: 0 })
            .collect::<Vec<_>>()
    };
    let one = move |index: ArcReadSignal<usize>, key: RowKey| {
        let position = Memo::new(move |_| {
            let index = index.get();
            positions.with(|positions| positions.get(index).copied().unwrap_or_default())
        });
        let away = move || {
            let window = window.get();
            let inside = (window.start..window.end).contains(&position.get());
            (!inside).then_some("")
        };
        view! {
            <div
                role="listitem"
                data-row=""
                data-at=move || position.get().to_string()
                data-away=away
                aria-posinset=move || (position.get() + 1).to_string()
                aria-setsize=move || count.get().to_string()
                style:inset-block-start=move || pixels(position.get() as f64 * row_height.get())
            >
                {item(key.id)}
            </div>
        }
        .into_any()
    };
    keep_rows(move || Some((list.get()?.into(), None)), keys, one);

    let keep = move |event: web_sys::FocusEvent| {
        let at = dom::row_at(&event);
        kept.set(at.and_then(|at| rows.with_untracked(|rows| rows.get(at).copied())));
    };
    let height = match size {
        Size::Sm => "var(--dp-density-control-sm)",
        Size::Md => "var(--dp-density-row)",
        Size::Lg => "var(--dp-space-1600)",
    };
    let height = ["calc(", height, " * ", &visible.to_string(), ")"].concat();
    let nothing = Memo::new(move |_| count.get() == 0);
    let empty = move || empty.as_ref().filter(|_| nothing.get()).map(|empty| empty.run());
    view! {
        <div
            class=class(scope, "pk-virtual-list")
            role=move || if nothing.get() { "group" } else { "list" }
            aria-label=label
            tabindex=move || (!nothing.get()).then_some("0")
            data-size=size.name()
            style:max-block-size=height
            on:focusin=keep
            on:focusout=move |_| kept.set(None)
        >
            <div
                class="pk-virtual-list-rows"
                node_ref=list
                style:padding-block-start=move || pixels(window.get().before(row_height.get()))
                style:padding-block-end=move || pixels(window.get().after(row_height.get(), count.get()))
            ></div>
        </div>
        {empty}
        <span class="u-visually-hidden" role="status">{said}</span>
    }
    .into_any()
}
