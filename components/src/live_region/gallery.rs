//! Examples of announcements.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, Politeness, use_announcer};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "live-region",
    name: "LiveRegion",
    scope: Scope::Foundations,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "What is said to people who listen, without moving the focus.",
    when_not: "What everybody should notice is a toast or stands on the page.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[Example { id: "say", title: "Say something", view: say }];

fn say() -> AnyView {
    let announcer = use_announcer();
    view! {
        <Button on_click=move |_| announcer.say("38 components", Politeness::Polite)>"Say the count"</Button>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Button with { let announcer = use_announcer(); } {
        on_click: code (move |_| announcer.say("38 components", Politeness::Polite)),
    }
    text "Say the count"
};
