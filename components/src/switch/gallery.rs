//! Examples of the switch.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Stack, Switch};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "switch",
    name: "Switch",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A setting that is on or off and takes effect at once.",
    when_not: "What is sent with a form is a Checkbox.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "states", title: "States", view: states },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn states() -> AnyView {
    let on = RwSignal::new(true);
    view! {
        <Stack>
            <Switch
                label="Handles card data"
                on
                on_change=move |new| on.set(new)
                help="Adds the network policy and a quarterly access review."
            />
            <Switch label="Seed test data" on=false on_change=|_| () />
            <Switch label="Audit log" on=true on_change=|_| () disabled_reason="Required for tier 1" />
        </Stack>
    }
    .into_any()
}

fn rtl() -> AnyView {
    let on = RwSignal::new(true);
    view! {
        <div dir="rtl">
            <Switch label="الإشعارات" on on_change=move |new| on.set(new) />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Switch with { let on = RwSignal::new(true); } {
        label: text "Weekly digest",
        help: maybe "On Monday morning.",
        disabled_reason: maybe "Only members of Payments core may do this",
        on: code (on),
        on_change: code (move |now| on.set(now)),
    }
};
