//! What the browser's own search does not find.

use leptos::{ev, prelude::*};
use stylers_macro::style_sheet;

use crate::{Rows, class, dom, group_digits};

/// Up to so many rows, all of them are drawn on most screens.
const FEW: usize = 50;

/// Says, when the reader opens the browser's search, that it reaches only the rows on screen.
///
/// A table of many rows draws those in sight, and the browser finds nothing in the others. It
/// cannot be helped, but it can be said, together with what does find them. Put the note beside a
/// [`DataTable`](super::DataTable) that may get long; with fifty rows or less it stays silent.
///
/// Keyboard: it listens for Ctrl+F, Cmd+F and F3 and leaves them to the browser.
#[component]
pub fn FindNote(
    /// The rows of the table.
    #[prop(into)]
    rows: Signal<Rows>,
    /// What finds the others: "Filter by name to search all of them."
    #[prop(into)]
    instead: Signal<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/data_table/find_note.css");
    let searched = RwSignal::new(false);
    let key = window_event_listener(ev::keydown, move |event| {
        let opens = match event.key().as_str() {
            "f" | "F" => (event.ctrl_key() || event.meta_key()) && !event.alt_key(),
            "F3" => !dom::is_chord(&event),
            _ => false,
        };
        if opens {
            let _ = searched.try_set(true);
        }
    });
    on_cleanup(move || key.remove());
    let note = move || {
        let count = rows.with(|rows| rows.len());
        (searched.get() && count > FEW).then(|| {
            let count = group_digits(count);
            let known =
                ["Find in page reaches the rows on screen, not all ", &count, ". "].concat();
            view! { <p>{known}{instead}</p> }
        })
    };
    view! { <div class=class(scope, "pk-find-note") role="status">{note}</div> }.into_any()
}
