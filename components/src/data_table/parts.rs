//! Header, rows and keyboard of the table.

use super::{
    Column, Sort,
    logic::{Fit, aria_sort, next_sort},
};
use crate::{
    Icon, IconSize, Rows, Skeleton, SkeletonKind, VisuallyHidden, dom,
    kept_rows::{RowKey, keep_rows},
    number::{decimal, pixels},
    rows::unique_keys,
    viewport::Viewport,
    windowing::Window,
};
use leptos::{
    ev::KeyboardEvent,
    html::{Tbody, Tr},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, HtmlTableRowElement};

/// The table's columns, shared by its parts.
pub(super) type Columns = StoredValue<Vec<Column>>;

/// Runs `draw` for every column that is shown and not yet dropped.
fn each_shown<T>(columns: Columns, shown: Fit, draw: impl Fn(usize, &Column) -> T) -> Vec<T> {
    columns
        .try_with_value(|columns| {
            columns
                .iter()
                .enumerate()
                .filter(|(index, _)| shown.shows(*index))
                .map(|(index, column)| draw(index, column))
                .collect()
        })
        .unwrap_or_default()
}

/// Pixels at a root font size of 16 as a CSS length that follows the root font size.
pub(super) fn css_rem(pixels: u32) -> String {
    decimal(f64::from(pixels) / 16.0) + "rem"
}

/// The least width of the table: its shown columns side by side.
pub(super) fn least_width(columns: Columns, shown: Memo<Fit>) -> String {
    css_rem(each_shown(columns, shown.get(), |_, column| u32::from(column.wide())).iter().sum())
}

/// The width of the first column, which stays where it is while the others scroll sideways.
pub(super) fn first_width(columns: Columns, shown: Memo<Fit>) -> Option<String> {
    let width = |_: usize, column: &Column| css_rem(u32::from(column.width));
    each_shown(columns, shown.get(), width).into_iter().next()
}

/// Widths and headers. Drawn anew only when the set of columns changes, so a header keeps the
/// focus when it is pressed.
pub(super) fn header(
    columns: Columns,
    shown: Memo<Fit>,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Option<Sort>>>,
) -> impl IntoView {
    // Not the memo itself: it changes too when the table begins to scroll, with the focus in here.
    let drawn = Memo::new(move |_| shown.get().columns);
    move || {
        let shown = Fit { columns: drawn.get(), overflow: false };
        let widths = each_shown(columns, shown, |index, column| {
            if let Some(chosen) = &column.chosen {
                let is_last = shown.columns >> index == 1;
                return (chosen.col)(is_last);
            }
            let width = (!column.grow).then(|| css_rem(u32::from(column.width)));
            view! { <col style:inline-size=width /> }.into_any()
        });
        let headers = each_shown(columns, shown, |_, column| header_cell(column, sort, on_sort));
        view! {
            <colgroup>{widths}</colgroup>
            <thead>
                <tr aria-rowindex="1">{headers}</tr>
            </thead>
        }
    }
}

/// The order of the rows in words: "sorted by Name, descending".
pub(super) fn order_in_words(columns: Columns, sort: Option<Sort>) -> Option<String> {
    let sort = sort?;
    let direction = if sort.descending { ", descending" } else { ", ascending" };
    columns.try_with_value(|columns| {
        let column = columns.iter().find(|column| column.id == sort.column)?;
        Some(["sorted by ", &column.header, direction].concat())
    })?
}

/// One header: words, or a button that sorts.
fn header_cell(
    column: &Column,
    sort: Signal<Option<Sort>>,
    on_sort: Option<Callback<Option<Sort>>>,
) -> AnyView {
    let id = column.id;
    let words = column.header.clone();
    let inside = match on_sort.filter(|_| column.sortable) {
        Some(on_sort) => {
            let press = move |_| {
                let next = next_sort(sort.try_get_untracked().flatten(), id);
                on_sort.try_run(next);
            };
            let arrow = move || match sort.get().filter(|sort| sort.column == id) {
                Some(sort) if sort.descending => Icon::ArrowDown,
                Some(_) => Icon::ArrowUp,
                None => Icon::ChevronUpDown,
            };
            view! {
                <button class="pk-data-table-sort" type="button" on:click=press>
                    <span>{words}</span>
                    {move || view! { <Icon name=arrow() size=IconSize::Xs /> }}
                </button>
            }
            .into_any()
        }
        None if column.silent => view! { <VisuallyHidden>{words}</VisuallyHidden> }.into_any(),
        None => words.into_any(),
    };
    // With more than words in it, the cell would be named after all of it.
    let name = column.head.is_some().then(|| column.header.clone());
    let inside = match &column.head {
        Some(head) => head(inside),
        None => inside,
    };
    view! {
        <th
            scope="col"
            data-end=column.end.to_string()
            aria-label=name
            aria-sort=move || aria_sort(sort.get(), id)
        >
            {inside}
        </th>
    }
    .into_any()
}

/// What decides about the rows on the page.
#[derive(Clone, Copy)]
pub(super) struct Source {
    pub columns: Columns,
    pub shown: Memo<Fit>,
    pub rows: Signal<Rows>,
    pub revision: Signal<u64>,
    pub window: Memo<Window>,
}

impl Source {
    /// Keys of the rows in the window.
    fn keys(self) -> Vec<RowKey> {
        let (window, revision) = (self.window.get(), self.revision.get());
        let columns = self.shown.get().columns;
        self.rows
            .with(|rows| unique_keys(rows.get(window.start..window.end).unwrap_or_default()))
            .into_iter()
            .map(|(id, occurrence)| RowKey { id, occurrence, revision, variant: columns })
            .collect()
    }

    /// One row; `index` is its place in the window.
    fn row(self, index: ArcReadSignal<usize>, key: RowKey) -> AnyView {
        let shown = Fit { columns: key.variant, overflow: false };
        let names = self.columns.try_with_value(|columns| columns.iter().position(|c| !c.silent));
        let cells = each_shown(self.columns, shown, |index, column| {
            let inside = (column.cell)(key.id);
            let (end, quiet) = (column.end.to_string(), column.quiet.to_string());
            if names == Some(Some(index)) {
                view! { <th scope="row" data-end=end>{inside}</th> }.into_any()
            } else {
                view! { <td data-end=end data-quiet=quiet>{inside}</td> }.into_any()
            }
        });
        // Counted from 1, and the header is the first.
        let position = move || (self.window.get().start + index.get() + 2).to_string();
        view! { <tr data-row="" aria-rowindex=position>{cells}</tr> }.into_any()
    }
}

/// The rows in sight, and empty space for the others.
pub(super) fn rows_in_sight(
    source: Source,
    body: NodeRef<Tbody>,
    viewport: Viewport,
    count: Memo<usize>,
) -> impl IntoView {
    let window = source.window;
    let row_height = Memo::new(move |_| viewport.geometry.get().row);
    let before = move || window.get().before(row_height.get());
    let after = move || window.get().after(row_height.get(), count.get());
    let end = NodeRef::new();
    keep_rows(
        move || Some((body.get()?.into(), end.get().map(|end: HtmlTableRowElement| end.into()))),
        move || source.keys(),
        move |index, key| source.row(index, key),
    );
    (space(before, NodeRef::new()), space(after, end))
}

/// A row as high as the rows that are not drawn.
fn space(
    height: impl Fn() -> f64 + Copy + Send + Sync + 'static,
    node: NodeRef<Tr>,
) -> impl IntoView {
    view! {
        <tr
            class="pk-data-table-space"
            node_ref=node
            aria-hidden="true"
            hidden=move || height() <= 0.0
        >
            <td style:block-size=move || pixels(height())></td>
        </tr>
    }
}

/// Rows of grey bars in the final geometry, as long as the first rows are not there.
pub(super) fn skeleton_rows(
    columns: Columns,
    shown: Memo<Fit>,
    loading: Memo<Option<usize>>,
) -> impl IntoView {
    move || {
        let rows = loading.get()?;
        let shown = shown.get();
        let rows: Vec<_> = (0..rows)
            .map(|_| {
                let cells = each_shown(columns, shown, |_, column| {
                    let end = column.end.to_string();
                    view! { <td data-end=end><Skeleton kind=SkeletonKind::Inline /></td> }
                        .into_any()
                });
                view! { <tr data-row="" aria-hidden="true">{cells}</tr> }.into_any()
            })
            .collect();
        Some(rows)
    }
}

/// Moves the focus to the row that `cursor` names, scrolling it into sight first.
pub(super) fn follow_cursor(
    viewport: Viewport,
    cursor: RwSignal<Option<usize>>,
    body: NodeRef<Tbody>,
) {
    Effect::new(move |_| {
        let Some(index) = cursor.get() else { return };
        if row_of_focus() == Some(index) {
            return;
        }
        viewport.measure();
        viewport.scroll_by(viewport.geometry.get_untracked().reveal(index));
        // The row may have come into being only by this scroll; it exists in the next frame.
        request_animation_frame(move || {
            let Some(body) = body.try_get_untracked().flatten() else { return };
            let row = ["[aria-rowindex=\"", &(index + 2).to_string(), "\"]"].concat();
            let target = body.query_selector(&row).ok().flatten().and_then(|row| {
                row.query_selector("a[href], button, input, [tabindex=\"0\"]").ok().flatten()
            });
            if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
                let options = FocusOptions::new();
                options.set_prevent_scroll(true);
                let _ = target.focus_with_options(&options);
            }
        });
    });
}

/// Index of the row that has the focus, if one has.
pub(super) fn row_of_focus() -> Option<usize> {
    let row = document().active_element()?.closest("[data-row]").ok()??;
    let position: usize = row.get_attribute("aria-rowindex")?.parse().ok()?;
    position.checked_sub(2)
}

/// Presses the box of the row that has the focus, if it has one.
pub(super) fn press_box() {
    let focused = document().active_element();
    let row = focused.and_then(|focused| focused.closest("[data-row]").ok().flatten());
    if let Some(input) = row.and_then(|row| dom::find(&row, ".pk-row-select input")) {
        input.click();
    }
}

/// Whether a key goes into a field, where letters are letters.
pub(super) fn is_typing(event: &KeyboardEvent) -> bool {
    let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
        return false;
    };
    let field =
        "input:not([type=\"checkbox\"]), textarea, select, [contenteditable], [role=\"textbox\"]";
    target.closest(field).is_ok_and(|field| field.is_some())
}
