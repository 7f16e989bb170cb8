//! The same facts about many things.

mod column;
mod examples;
mod find;
pub mod gallery;
mod logic;
mod parts;
mod resize;
mod select;
mod selection;
mod widths;

use crate::{
    ProgressBar, ProgressPlace, Rows, RowsState, VisuallyHidden, class, group_digits,
    observe::{rem, watch_size},
    rows::{announcement, keep_place},
    viewport::Viewport,
    windowing::{Window, step},
};
pub use column::Column;
pub use find::FindNote;
use leptos::{
    ev::KeyboardEvent,
    html::{Div, Tbody},
    prelude::*,
};
use logic::{Fit, Need, fit};
pub use logic::{Sort, next_sort};
pub use resize::{ColumnWidths, ColumnWidthsMenu};
pub use select::RowSelection;
use stylers_macro::style_sheet;

/// Where the header of a [`DataTable`] stays in sight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stick {
    /// Below the top bar, while the document scrolls.
    #[default]
    Page,
    /// At the upper edge of a region that scrolls by itself, such as a dialog.
    Region,
    /// Nowhere: a short table in a card.
    Off,
}

impl Stick {
    const fn name(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Region => "region",
            Self::Off => "off",
        }
    }
}

/// The same facts about many things: a table with a header that stays in sight.
///
/// Up to 25,000 rows: only those in sight are drawn, so rows have one height and a cell has to be
/// cheap. A row keeps its elements as long as its id stays in sight and `revision` does not
/// change. Usually the
/// document scrolls and the header sticks below the top bar; see `stick`. Columns give way by
/// priority; if even the rest does not fit, the table scrolls sideways and keeps its first column.
/// Elements with `data-reveal` in a cell show only on hover, on focus and on touch screens.
///
/// Rows that can be selected: [`RowSelection`]. Widths that the reader chooses: [`ColumnWidths`].
/// Columns that the reader switches off: `hidden`, and a [`Menu`](crate::Menu) with a check for each.
/// What the browser's own search cannot find: [`FindNote`]. The rows as a file: [`ExportMenu`](crate::ExportMenu).
///
/// For a narrow screen take [`ResourceList`](crate::ResourceList) instead, for a few things
/// [`List`](crate::List), for facts about one thing [`DescriptionList`](crate::DescriptionList).
/// Without rows it shows `empty` below the header, so filters above keep their place.
///
/// Keyboard: Tab through the controls; there are no grid keys. With `row_keys`, `j` and `k` move
/// to the next and previous row while the focus is in the table, and `x` selects the row that has
/// it, or takes it out again, where rows can be selected. In a field they are letters.
///
/// Pattern: APG "Table" and "Sortable Table".
#[component]
pub fn DataTable(
    /// Name of the table: "Components".
    #[prop(into)]
    caption: Signal<String>,
    /// The rows, in order, already filtered and sorted.
    #[prop(into)]
    rows: Signal<Rows>,
    /// The columns, in order; at most 64. The first one that is not
    /// silent names the row.
    columns: Vec<Column>,
    /// Change it when rows changed under the same ids: after new data arrived. The row at the
    /// upper edge then keeps its place on the screen.
    #[prop(optional, into)]
    revision: Signal<u64>,
    /// Ids of columns that the reader switched off.
    #[prop(optional, into)]
    hidden: Signal<Vec<String>>,
    /// What the rows are sorted by.
    #[prop(optional, into)]
    sort: Signal<Option<Sort>>,
    /// A press on a sortable header: the order it asks for, none for the rows' own.
    #[prop(optional)]
    on_sort: Option<Callback<Option<Sort>>>,
    /// Whether the rows are there.
    #[prop(optional, into)]
    state: Signal<RowsState>,
    /// Shown below the header when there are no rows: an `EmptyState` or an `ErrorPanel`.
    #[prop(optional, into)]
    empty: Option<ViewFn>,
    /// What is announced when the rows change, such as "38 of 128 components"; the number of rows
    /// if left out.
    #[prop(optional, into)]
    summary: MaybeProp<String>,
    /// The row that the keyboard is in. Set it to move the focus there.
    #[prop(optional)]
    cursor: Option<RwSignal<Option<usize>>>,
    /// Whether `j` and `k` move between rows, and `x` selects.
    #[prop(optional, into)]
    row_keys: Signal<bool>,
    /// Where the header stays in sight.
    #[prop(optional)]
    stick: Stick,
) -> impl IntoView {
    let scope = style_sheet!("components/src/data_table/data_table.css");
    let columns = StoredValue::new(columns);
    let frame = NodeRef::<Div>::new();
    let body = NodeRef::<Tbody>::new();
    let viewport = Viewport::new();
    let cursor = cursor.unwrap_or_else(|| RwSignal::new(None));

    let room = RwSignal::new(0.0);
    frame.on_load(move |frame| {
        let element = frame.clone();
        let measure = move || room.set(f64::from(element.client_width()) * 16.0 / rem());
        // Before the first rows, which are then drawn once, in the columns that fit.
        measure();
        watch_size(&[&frame], measure);
    });
    body.on_load(move |body| {
        if let Some(frame) = frame.get_untracked() {
            viewport.follow(&body, &frame);
        }
    });

    let shown: Memo<Fit> = Memo::new(move |_| {
        let hidden = hidden.get();
        let needs: Vec<Need> = columns.with_value(|columns| {
            columns
                .iter()
                .map(|column| Need {
                    width: column.width,
                    chosen: column.wide(),
                    priority: column.priority,
                    hidden: hidden.iter().any(|id| id == column.id),
                })
                .collect()
        });
        fit(&needs, room.get())
    });

    // While loading there is nothing real to draw, even if old rows are still around.
    let loading = Memo::new(move |_| state.get().skeleton_rows());
    let count =
        Memo::new(move |_| if loading.get().is_some() { 0 } else { rows.with(|rows| rows.len()) });
    let window = Memo::new(move |_| Window::of(viewport.geometry.get(), count.get()));
    let source = parts::Source { columns, shown, rows, revision, window };
    keep_place(viewport, rows, revision);
    parts::follow_cursor(viewport, cursor, body);
    let what = Signal::derive(move || {
        if loading.get().is_some() {
            return ["Loading ", &caption.get()].concat();
        }
        let summary =
            summary.get().unwrap_or_else(|| [&group_digits(count.get()), " rows"].concat());
        match parts::order_in_words(columns, sort.get()) {
            Some(order) => [&summary, ", ", &order].concat(),
            None => summary,
        }
    });
    let said = announcement(what, loading.get_untracked().is_some());

    let keys = move |event: KeyboardEvent| {
        if !row_keys.get_untracked() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let delta = match event.key().as_str() {
            "j" => 1,
            "k" => -1,
            "x" => 0,
            _ => return,
        };
        if parts::is_typing(&event) {
            return;
        }
        event.prevent_default();
        if delta == 0 {
            parts::press_box();
            return;
        }
        let at = parts::row_of_focus().or(cursor.get_untracked());
        cursor.set(step(at, delta, count.get_untracked()));
    };
    let bar = move || {
        (state.get() == RowsState::Refreshing).then(|| {
            let label = Signal::derive(move || ["Refreshing ", &caption.get()].concat());
            view! { <ProgressBar label place=ProgressPlace::Region /> }
        })
    };
    let nothing = move || count.get() == 0 && loading.get().is_none();
    let empty = move || {
        empty
            .as_ref()
            .filter(|_| nothing())
            .map(|empty| view! { <div class="pk-data-table-empty">{empty.run()}</div> })
    };
    view! {
        <div
            class=class(scope, "pk-data-table")
            node_ref=frame
            data-stick=stick.name()
            data-overflow=move || shown.get().overflow.to_string()
            role=move || shown.get().overflow.then_some("region")
            aria-label=move || shown.get().overflow.then(|| [&caption.get(), ", table"].concat())
            tabindex=move || shown.get().overflow.then_some("0")
            // What gets the focus does not stop below the first column.
            style:scroll-padding-inline-start=move || {
                if shown.get().overflow { parts::first_width(columns, shown) } else { None }
            }
            aria-busy=move || (state.get() != RowsState::Ready).to_string()
            on:keydown=keys
        >
            {bar}
            <table
                aria-rowcount=move || (count.get() + 1).to_string()
                style:min-inline-size=move || parts::least_width(columns, shown)
            >
                <caption>{caption}</caption>
                {parts::header(columns, shown, sort, on_sort)}
                <tbody node_ref=body>
                    {parts::rows_in_sight(source, body, viewport, count)}
                    {parts::skeleton_rows(columns, shown, loading)}
                </tbody>
            </table>
            {empty}
            <VisuallyHidden><span role="status">{said}</span></VisuallyHidden>
        </div>
    }
    .into_any()
}
