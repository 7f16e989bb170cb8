//! Examples of the dialog.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, Dialog, DialogSize, TextField, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "dialog",
    name: "Dialog",
    scope: Scope::Overlays,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A task with an end, over the page.",
    when_not: "A question is a ConfirmDialog; what is long or worth an address is a page.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "form", title: "With a form", view: form },
    Example { id: "plain", title: "Without actions", view: plain },
    Example { id: "busy", title: "While it works", view: busy },
    Example { id: "long", title: "Long content", view: long },
];

fn form() -> AnyView {
    let open = RwSignal::new(false);
    let name = RwSignal::new(String::new());
    let actions = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            <Button variant=Variant::Solid on_click=move |_| open.set(false)>"Save view"</Button>
        }
    };
    view! {
        <Button on_click=move |_| open.set(true)>"Save this view…"</Button>
        <Dialog
            open
            title="Save this view"
            description="Filters, columns and order are kept under this name."
            actions=actions
        >
            <TextField label="Name" value=name on_input=move |text| name.set(text) />
        </Dialog>
    }
    .into_any()
}

fn plain() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button on_click=move |_| open.set(true)>"Keyboard…"</Button>
        <Dialog open title="Keyboard" size=DialogSize::Sm>
            <p>"Everything that the pointer can do, the keyboard can do."</p>
        </Dialog>
    }
    .into_any()
}

fn busy() -> AnyView {
    let open = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let actions = move || {
        view! {
            <Button variant=Variant::Solid loading=busy on_click=move |_| busy.set(true)>"Import"</Button>
        }
    };
    view! {
        <Button
            on_click=move |_| {
                busy.set(false);
                open.set(true);
            }
        >
            "Import…"
        </Button>
        <Dialog open title="Import" size=DialogSize::Sm busy actions=actions>
            <p>"Once it has started it cannot be closed. Reload the page to leave this example."</p>
        </Dialog>
    }
    .into_any()
}

fn long() -> AnyView {
    let open = RwSignal::new(false);
    let lines = || (1..80).map(|at| view! { <p>"Line " {at}</p> }).collect_view();
    view! {
        <Button on_click=move |_| open.set(true)>"Licence…"</Button>
        <Dialog open title="A licence with a title that is longer than one line of this dialog" size=DialogSize::Lg>
            {lines()}
        </Dialog>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Dialog with { let open = RwSignal::new(false); } beside { <Button on_click=move |_| open.set(true)>"Save this view…"</Button> } {
        title: text "Save this view",
        description: maybe "Filters, columns and order are kept under this name.",
        size: choice DialogSize [Md, Sm, Lg],
        busy: flag,
        open: code (open),
    }
    { <p>"What the dialog is about."</p> }
};
