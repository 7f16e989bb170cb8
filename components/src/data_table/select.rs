//! Rows that are selected.

use std::{collections::HashSet, sync::Arc};

use leptos::{ev::MouseEvent, prelude::*};
use stylers_macro::style_sheet;

use super::{
    Column,
    selection::{Share, between, put},
};
use crate::{Checkbox, RowId, Rows, class, group_digits};

/// Says something about a row.
type WordFn = Arc<dyn Fn(RowId) -> String + Send + Sync>;

/// The rows of a table that the reader selected, to do one thing with all of them.
///
/// It brings the column with the boxes, and what a [`BulkActionBar`](crate::BulkActionBar) has to
/// know. Rows are selected by their keys: they stay selected while the reader sorts and filters,
/// and after new data arrived.
///
/// Keyboard: Space selects a row. Shift and Space, or Shift and a click, do to all rows from the
/// last one that was pressed to this one what is done to this one, also to those that are not
/// drawn. The box in the header stands for all rows that are shown, and is mixed when only some of
/// them are selected.
///
/// ```
/// use leptos::prelude::*;
/// use portico_components::{RowSelection, Rows};
///
/// # let owner = Owner::new();
/// # owner.set();
/// let names = ["payments-ledger", "checkout-gateway"];
/// let name = move |row| names.get(row as usize).copied().unwrap_or("—").to_owned();
/// let rows = Signal::stored(Rows::from([0, 1]));
/// let selection = RowSelection::new("components", rows, name, name);
/// let columns = vec![selection.column()];
/// assert_eq!(selection.count().get_untracked(), 0);
/// # drop(columns);
/// ```
#[derive(Clone, Copy)]
pub struct RowSelection {
    selected: RwSignal<Vec<String>>,
    /// The same for looking up.
    set: Memo<HashSet<String>>,
    /// Keys of the rows shown, in order.
    keys: Memo<Vec<String>>,
    /// How many of the rows shown are selected.
    shown: Memo<usize>,
    words: StoredValue<Words>,
    /// The row that was pressed last.
    last: StoredValue<Option<String>>,
    /// Whether Shift is held down in the press that is under way.
    shift: StoredValue<bool>,
}

/// What rows are called.
struct Words {
    noun: String,
    key: WordFn,
    name: WordFn,
}

impl RowSelection {
    /// Nothing selected yet. `noun` says what the rows are: "components". `key` names a row for
    /// good, `name` is what the reader calls it.
    pub fn new(
        noun: impl Into<String>,
        rows: impl Into<Signal<Rows>>,
        key: impl Fn(RowId) -> String + Send + Sync + 'static,
        name: impl Fn(RowId) -> String + Send + Sync + 'static,
    ) -> Self {
        Self::kept(RwSignal::new(Vec::new()), noun, rows, key, name)
    }

    /// The same with the keys of the selected rows kept outside, where they can be set too.
    pub fn kept(
        selected: RwSignal<Vec<String>>,
        noun: impl Into<String>,
        rows: impl Into<Signal<Rows>>,
        key: impl Fn(RowId) -> String + Send + Sync + 'static,
        name: impl Fn(RowId) -> String + Send + Sync + 'static,
    ) -> Self {
        let (rows, key): (Signal<Rows>, WordFn) = (rows.into(), Arc::new(key));
        let words = Words { noun: noun.into(), key: key.clone(), name: Arc::new(name) };
        let set = Memo::new(move |_| selected.get().into_iter().collect::<HashSet<String>>());
        let keys = Memo::new(move |_| rows.get().iter().map(|row| key(*row)).collect::<Vec<_>>());
        let shown = Memo::new(move |_| {
            set.with(|set| match set.len() {
                0 => 0,
                _ => keys.with(|keys| keys.iter().filter(|key| set.contains(*key)).count()),
            })
        });
        Self {
            selected,
            set,
            keys,
            shown,
            words: StoredValue::new(words),
            last: StoredValue::new(None),
            shift: StoredValue::new(false),
        }
    }

    /// Keys of the selected rows, in the order they were selected.
    #[must_use]
    pub fn selected(self) -> Signal<Vec<String>> {
        self.selected.into()
    }

    /// How many rows are selected.
    #[must_use]
    pub fn count(self) -> Signal<usize> {
        Signal::derive(move || self.set.with(HashSet::len))
    }

    /// How many of them are not among the rows shown.
    #[must_use]
    pub fn unseen(self) -> Signal<usize> {
        Signal::derive(move || self.set.with(HashSet::len).saturating_sub(self.shown.get()))
    }

    /// Selects none.
    pub fn clear(self) {
        self.last.set_value(None);
        let _ = self.selected.try_set(Vec::new());
    }

    /// The column with the boxes; the first one of the table.
    #[must_use]
    pub fn column(self) -> Column {
        let mut column = Column::new("select", "Select", move |row| self.row(row));
        column.head = Some(Arc::new(move |_| self.all()));
        // The padding of a card and a box.
        column.width(52).silent()
    }

    /// The box of one row, for a list in place of the table.
    pub fn row(self, row: RowId) -> AnyView {
        let Some((key, name)) =
            self.words.try_with_value(|words| ((words.key)(row), (words.name)(row)))
        else {
            return ().into_any();
        };
        let mine = key.clone();
        let checked = Signal::derive(move || self.set.with(|set| set.contains(&mine)));
        let label = Signal::stored(["Select ", &name].concat());
        let change = Callback::new(move |on: bool| self.press(&key, on));
        view! { <SelectBox selection=self label checked partly=false on_change=change /> }
            .into_any()
    }

    /// The box of all rows shown.
    pub fn all(self) -> AnyView {
        let share = move || Share::of(self.shown.get(), self.keys.with(Vec::len));
        let label = Signal::derive(move || {
            let noun = self.words.try_with_value(|words| words.noun.clone()).unwrap_or_default();
            ["Select all ", &group_digits(self.keys.with(Vec::len)), " ", &noun].concat()
        });
        let change = Callback::new(move |on: bool| {
            self.last.set_value(None);
            if let Some(keys) = self.keys.try_get_untracked() {
                self.selected.update(|selected| put(selected, &keys, on));
            }
        });
        view! {
            <SelectBox
                selection=self
                label
                checked=Signal::derive(move || share() == Share::All)
                partly=Signal::derive(move || share() == Share::Some)
                on_change=change
            />
        }
        .into_any()
    }

    /// A press on the box of one row.
    fn press(self, key: &str, on: bool) {
        let range = self.shift.try_get_value() == Some(true);
        let last = self.last.try_get_value().flatten().filter(|_| range);
        if let Some(keys) = self.keys.try_get_untracked() {
            let keys = between(&keys, last.as_deref(), key);
            self.selected.update(|selected| put(selected, keys, on));
        }
        self.last.set_value(Some(key.to_owned()));
    }
}

/// A box that knows whether Shift was held down.
#[component]
fn SelectBox(
    selection: RowSelection,
    label: Signal<String>,
    checked: Signal<bool>,
    #[prop(into)] partly: Signal<bool>,
    on_change: Callback<bool>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/data_table/row_select.css");
    // The click of a key or a pointer arrives before the change that it makes.
    let click = move |event: MouseEvent| selection.shift.set_value(event.shift_key());
    view! {
        <span class=class(scope, "pk-row-select") on:click=click>
            <Checkbox label hide_label=true checked partly on_change />
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(rows: RwSignal<Rows>) -> RowSelection {
        let name = |row: RowId| ["row-", &row.to_string()].concat();
        RowSelection::new("rows", rows, name, name)
    }

    #[test]
    fn rows_stay_selected_by_their_keys() {
        let owner = Owner::new();
        owner.with(|| {
            let rows = RwSignal::new(Rows::from([1, 2, 3, 4]));
            let selection = selection(rows);
            selection.press("row-2", true);
            selection.shift.set_value(true);
            selection.press("row-4", true);
            assert_eq!(selection.selected().get_untracked(), ["row-2", "row-3", "row-4"]);
            rows.set(Rows::from([4, 1]));
            assert_eq!(selection.count().get_untracked(), 3);
            assert_eq!(selection.unseen().get_untracked(), 2);
            selection.clear();
            assert_eq!(selection.count().get_untracked(), 0);
            selection.press("row-1", true);
            assert_eq!(selection.selected().get_untracked(), ["row-1"], "no range after clearing");
        });
    }

    #[test]
    fn keys_may_be_set_from_outside() {
        let owner = Owner::new();
        owner.with(|| {
            let kept = RwSignal::new(vec!["row-9".to_owned()]);
            let name = |row: RowId| ["row-", &row.to_string()].concat();
            let rows = RwSignal::new(Rows::from([9]));
            let selection = RowSelection::kept(kept, "rows", rows, name, name);
            assert_eq!(selection.count().get_untracked(), 1);
            selection.press("row-9", false);
            assert!(kept.get_untracked().is_empty());
        });
    }
}
