//! Examples of the drawer.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, Drawer, DrawerSide, Stack, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "drawer",
    name: "Drawer",
    scope: Scope::Overlays,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A sheet from the side: navigation and filters on a phone.",
    when_not: "A task with an end is a Dialog.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "end", title: "From the end", view: end },
    Example { id: "start", title: "From the start", view: start },
];

fn end() -> AnyView {
    let open = RwSignal::new(false);
    let actions = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Clear all"</Button>
            <Button variant=Variant::Solid on_click=move |_| open.set(false)>"Show 38 components"</Button>
        }
    };
    view! {
        <Button on_click=move |_| open.set(true)>"Filters"</Button>
        <Drawer open title="Filters" actions=actions>
            <p>"Owner, type, lifecycle."</p>
        </Drawer>
    }
    .into_any()
}

fn start() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button on_click=move |_| open.set(true)>"Menu"</Button>
        <Drawer open title="Portico" side=DrawerSide::Start>
            <Stack>
                <a href="#home">"Home"</a>
                <a href="#catalog">"Catalog"</a>
            </Stack>
        </Drawer>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Drawer with { let open = RwSignal::new(false); } beside { <Button on_click=move |_| open.set(true)>"Filters"</Button> } {
        title: text "Filters",
        side: choice DrawerSide [End, Start],
        flush: flag,
        open: code (open),
    }
    { <p>"Owner, type, lifecycle."</p> }
};
