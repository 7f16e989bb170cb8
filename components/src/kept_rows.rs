//! Rows that keep their elements while a window moves over a long list.
//!
//! Leptos has `<For>` for this, but when several rows come in at the beginning at once it takes
//! others out of the page and puts them back, and with them the focus. Here a row that stays in
//! order is never touched.

use crate::RowId;
use leptos::{
    prelude::*,
    tachys::{
        reactive_graph::{OwnedView, OwnedViewState},
        view::{Mountable, any_view::AnyViewState},
    },
};
use send_wrapper::SendWrapper;
use std::{cell::RefCell, rc::Rc};
use web_sys::Element;

/// What makes a row keep its elements: the same thing, unchanged, drawn in the same way.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct RowKey {
    /// What the row shows.
    pub id: RowId,
    /// Counts rows with the same id.
    pub occurrence: u32,
    /// Changes when the content does.
    pub revision: u64,
    /// Changes when it has to be drawn in another way.
    pub variant: u64,
}

/// One row on the page.
struct Kept {
    key: RowKey,
    index: ArcRwSignal<usize>,
    state: OwnedViewState<AnyViewState>,
    /// Its one element, so that the page is not asked for it with every move of the window.
    element: Option<Element>,
}

/// What is on the page, and in which element.
#[derive(Default)]
struct Rows {
    parent: Option<Element>,
    rows: Vec<Kept>,
}

/// Keeps one element per key on the page, in the order of the keys, inside of the element that
/// `place` names and before the node it names, if it names one.
///
/// `draw` gets the row's place among the keys and has to answer with exactly one element. No two
/// keys may be equal.
pub(crate) fn keep_rows(
    place: impl Fn() -> Option<(Element, Option<Element>)> + 'static,
    keys: impl Fn() -> Vec<RowKey> + Send + Sync + 'static,
    draw: impl Fn(ArcReadSignal<usize>, RowKey) -> AnyView + 'static,
) {
    keep(Box::new(place), Box::new(keys), Box::new(draw));
}

type Place = Box<dyn Fn() -> Option<(Element, Option<Element>)>>;
type Draw = Box<dyn Fn(ArcReadSignal<usize>, RowKey) -> AnyView>;

/// The same for closures of every type: there is one of it in the program.
fn keep(place: Place, keys: Box<dyn Fn() -> Vec<RowKey> + Send + Sync>, draw: Draw) {
    // Not the owner of the effect, which ends with each of its runs.
    let Some(owner) = Owner::current() else { return };
    // An effect that reads a memo directly and, before it, through another one whose value stays the
    // same does not run again when the first one changes: rows of the same number would stay as
    // they are. A memo does run again.
    let keys = Memo::new(move |_| keys());
    let kept = Rc::new(RefCell::new(Rows::default()));
    // When the list is drawn anew, Leptos keeps the elements around the rows and knows nothing of
    // these: they would stay beside the new ones.
    let held = SendWrapper::new(kept.clone());
    on_cleanup(move || {
        for mut row in held.take().take().rows {
            row.state.unmount();
        }
    });
    Effect::new(move |_| {
        let keys = keys.get();
        let Some((parent, end)) = place() else { return };
        let before = kept.take();
        let same_parent = before.parent.as_ref() == Some(&parent);
        let mut before: Vec<Option<Kept>> = before.rows.into_iter().map(Some).collect();
        // A row with the place it had before; one without has to be put on the page.
        let mut rows: Vec<(Kept, Option<usize>)> = Vec::with_capacity(keys.len());
        for (index, key) in keys.into_iter().enumerate() {
            // A window has some fifty rows: looking through them is quicker than hashing.
            let same = |row: &Option<Kept>| row.as_ref().is_some_and(|row| row.key == key);
            let found = before.iter().position(same);
            let kept = found.and_then(|at| before.get_mut(at)).and_then(Option::take);
            rows.push(match kept {
                Some(row) => {
                    if row.index.get_untracked() != index {
                        row.index.set(index);
                    }
                    (row, found.filter(|_| same_parent))
                }
                None => {
                    let (owner, index) = (owner.with(Owner::new), ArcRwSignal::new(index));
                    let view = owner.with(|| untrack(|| draw(index.read_only(), key)));
                    let state = OwnedView::new_with_owner(view, owner).build();
                    let element = state.elements().into_iter().next();
                    (Kept { key, index, state, element }, None)
                }
            });
        }
        for mut row in before.into_iter().flatten() {
            row.state.unmount();
        }
        // A window that moves over a list leaves the order as it is; then the page is not asked.
        let in_order = rows.iter().filter_map(|(_, place)| *place).is_sorted();
        // From the end, so that the next one is always in its place.
        let mut next = end;
        for (row, place) in rows.iter_mut().rev() {
            let Some(element) = row.element.clone() else { continue };
            let in_place = if in_order {
                place.is_some()
            } else {
                element.parent_element().as_ref() == Some(&parent)
                    && element.next_element_sibling() == next
            };
            if !in_place {
                row.state.mount(&parent, next.as_deref());
            }
            next = Some(element);
        }
        let rows = rows.into_iter().map(|(row, _)| row).collect();
        kept.replace(Rows { parent: Some(parent), rows });
    });
}
