//! Examples of the button for more.

use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use crate::{ItemRow, List, ShowMore, Stack};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "show-more",
    name: "ShowMore",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "More of a list that shows its beginning.",
    when_not: "Pages of a long table are a Pagination; thousands of rows a VirtualList.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "steps", title: "Step by step", view: || list(12, Some(5)) },
    Example { id: "all", title: "All at once", view: || list(1_500, None) },
    Example { id: "none", title: "Nothing left", view: || list(2, None) },
];

fn list(total: usize, step: Option<usize>) -> AnyView {
    let shown = RwSignal::new(3);
    let items = move || {
        let items: Vec<AnyView> = (1..=shown.get().min(total))
            .map(|number| {
                view! { <ItemRow title=format!("Service {number}") href="#".to_owned() /> }
                    .into_any()
            })
            .collect();
        view! { <List items=items label="Services" /> }
    };
    let more = match step {
        Some(step) => view! { <ShowMore total=Signal::stored(total) shown step=step /> }.into_any(),
        None => view! { <ShowMore total=Signal::stored(total) shown /> }.into_any(),
    };
    view! { <Stack>{items} <div>{more}</div></Stack> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ShowMore with { let shown = RwSignal::new(5_usize); } {
        total: code (Signal::stored(40_usize)),
        step: number 10,
        shown: code (shown),
    }
};
