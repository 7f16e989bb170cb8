//! Examples of the question before something irreversible.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, ConfirmDialog, Tone};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "confirm-dialog",
    name: "ConfirmDialog",
    scope: Scope::Overlays,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Asks before something that cannot be taken back.",
    when_not: "What can be undone is done at once, with Undo in a toast.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "question", title: "A question", view: question },
    Example { id: "typed", title: "A name to type", view: typed },
    Example { id: "harmless", title: "Nothing is lost", view: harmless },
];

fn question() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button tone=Tone::Danger on_click=move |_| open.set(true)>"Unregister…"</Button>
        <ConfirmDialog
            open
            title="Unregister payments-ledger?"
            text="It leaves the catalog. The repository and what runs stay as they are."
            confirm="Unregister"
            on_confirm=|()| ()
        />
    }
    .into_any()
}

fn typed() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button tone=Tone::Danger on_click=move |_| open.set(true)>"Delete the system…"</Button>
        <ConfirmDialog
            open
            title="Delete Settlement?"
            text="11 components lose their system. This cannot be undone."
            confirm="Delete"
            typed="settlement"
            on_confirm=|()| ()
        />
    }
    .into_any()
}

fn harmless() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <Button on_click=move |_| open.set(true)>"Start over…"</Button>
        <ConfirmDialog
            open
            title="Start over?"
            text="What you filled in so far is dropped."
            confirm="Start over"
            cancel="Keep it"
            tone=Tone::Accent
            on_confirm=|()| ()
        />
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ConfirmDialog with { let open = RwSignal::new(false); } beside { <Button on_click=move |_| open.set(true)>"Unregister…"</Button> } {
        title: text "Unregister payments-ledger?",
        text: text "It leaves the catalog. What runs stays as it is.",
        confirm: text "Unregister",
        cancel: text "Cancel",
        typed: maybe "payments-ledger",
        tone: choice Tone [Danger, Warning, Accent, Neutral, Info, Success, Done],
        busy: flag,
        stay: flag,
        open: code (open),
        on_confirm: code (|()| ()),
    }
};
