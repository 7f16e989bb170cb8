//! Examples of toasts.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, Cluster, ToastAction, Tone, use_toaster};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "toast",
    name: "ToastRegion",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Short messages about what just happened.",
    when_not: "What must be read stands on the page, in a banner or an error panel.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "tones", title: "Tones", view: tones },
    Example { id: "action", title: "With an action", view: action },
    Example { id: "many", title: "Many at once", view: many },
];

fn tones() -> AnyView {
    let toaster = use_toaster();
    let push = move |tone: Tone, text: &'static str| move |_| toaster.push(tone, text, None);
    view! {
        <Cluster>
            <Button on_click=push(Tone::Success, "View saved")>"Success"</Button>
            <Button on_click=push(Tone::Info, "The catalog was loaded again")>"Information"</Button>
            <Button on_click=push(Tone::Warning, "Saved, but one tag was unknown")>"Warning"</Button>
            <Button on_click=push(Tone::Danger, "The run could not be started: no runner is free")>
                "Failure"
            </Button>
        </Cluster>
    }
    .into_any()
}

fn action() -> AnyView {
    let toaster = use_toaster();
    let removed = move |_| {
        let undo =
            ToastAction::new("Undo", move || toaster.push(Tone::Success, "Star is back", None));
        toaster.push(Tone::Neutral, "payments-ledger is no longer a favourite", Some(undo));
    };
    view! { <Button on_click=removed>"Remove the star"</Button> }.into_any()
}

fn many() -> AnyView {
    let toaster = use_toaster();
    let push = move |_| {
        for number in 1..=5 {
            toaster.push(Tone::Info, ["Message ", &number.to_string(), " of 5"].concat(), None);
        }
    };
    view! { <Button on_click=push>"Five messages"</Button> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Button with { let toaster = use_toaster(); } {
        on_click: code (move |_| toaster.push(Tone::Success, "View saved", None)),
    }
    text "Save the view"
};
