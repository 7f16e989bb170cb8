//! What a table and a list of many rows have in common besides their windows.

use crate::viewport::Viewport;
use leptos::prelude::*;
use std::{sync::Arc, time::Duration};

/// The caller's own handle of a row: a number in the catalog, or an index into a list it keeps.
pub type RowId = u64;

/// The rows in their order. Cheap to clone.
pub type Rows = Arc<[RowId]>;

/// Draws a row's cell or item. It runs again only when the content changes, not while scrolling.
pub type CellFn = Arc<dyn Fn(RowId) -> AnyView + Send + Sync>;

/// What the rows of a table or list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RowsState {
    /// What the reader asked for.
    #[default]
    Ready,
    /// Not there yet: so many grey rows stand in. Take the last known number, else 8.
    Loading(u16),
    /// Still readable, while newer ones are on their way.
    Refreshing,
}

impl RowsState {
    /// How many grey rows stand in, if the rows are not there yet.
    pub(crate) fn skeleton_rows(self) -> Option<usize> {
        match self {
            Self::Loading(rows) => Some(usize::from(rows)),
            Self::Ready | Self::Refreshing => None,
        }
    }
}

/// When new data arrive, keeps the row at the upper edge where it is on the screen.
///
/// Only then: when the reader filters or sorts, the rows are meant to change under the eyes.
pub(crate) fn keep_place(viewport: Viewport, rows: Signal<Rows>, revision: Signal<u64>) {
    Effect::new(move |before: Option<(Rows, u64)>| {
        let (rows, revision) = (rows.get(), revision.get());
        if let Some((old, _)) = before.filter(|(_, old_revision)| *old_revision != revision) {
            let geometry = viewport.geometry.get_untracked();
            let first = geometry.first_visible(old.len());
            let moved = old.get(first).and_then(|id| {
                let now = rows.iter().position(|row| row == id)?;
                Some((now as f64 - first as f64) * geometry.row)
            });
            // With the list's head in sight there is nothing to keep.
            if let Some(distance) = moved.filter(|_| geometry.scrolled + geometry.inset > 0.0) {
                // The space above has its new height only after this run of effects.
                request_animation_frame(move || viewport.scroll_by(distance));
            }
        }
        (rows, revision)
    });
}

/// What is said when the rows have settled: half a second after the last change, and nothing
/// about rows that were there from the start. `loading`: they are still awaited.
pub(crate) fn announcement(what: Signal<String>, loading: bool) -> Signal<String> {
    let said = RwSignal::new(String::new());
    Effect::new(move |before: Option<String>| {
        let now = what.get();
        if before.map_or(loading, |before| before != now) {
            let text = now.clone();
            let say = move || said.set(text);
            if let Ok(handle) = set_timeout_with_handle(say, Duration::from_millis(500)) {
                on_cleanup(move || handle.clear());
            }
        }
        now
    });
    said.into()
}

/// The keys of the rows drawn: a row's id and, for ids that occur twice, which occurrence it is.
///
/// Keyed lists need unique keys, and a wrong answer of a server must not break the page.
pub(crate) fn unique_keys(rows: &[RowId]) -> Vec<(RowId, u32)> {
    let mut keys: Vec<(RowId, u32)> = Vec::with_capacity(rows.len());
    for row in rows {
        let seen = keys.iter().filter(|(id, _)| id == row).count();
        keys.push((*row, seen as u32));
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_ids_get_their_own_keys() {
        assert_eq!(unique_keys(&[7, 8, 7, 7]), [(7, 0), (8, 0), (7, 1), (7, 2)]);
    }
}
