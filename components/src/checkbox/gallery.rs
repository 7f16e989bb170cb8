//! Examples of the checkbox.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Checkbox, Stack};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "checkbox",
    name: "Checkbox",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Something that is chosen or not, or partly.",
    when_not: "A setting with an immediate effect is a Switch, some of several a CheckboxGroup.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "states", title: "States", view: states },
    Example { id: "partly", title: "Partly", view: partly },
];

fn states() -> AnyView {
    let checked = RwSignal::new(true);
    view! {
        <Stack>
            <Checkbox label="Send me a summary" checked on_change=move |on| checked.set(on) />
            <Checkbox
                label="Share with my team"
                checked=false
                on_change=|_| ()
                help="Everybody in Payments core sees the view."
            />
            <Checkbox
                label="Production"
                checked=true
                on_change=|_| ()
                disabled_reason="Only release managers may change this"
            />
        </Stack>
    }
    .into_any()
}

fn partly() -> AnyView {
    let all = RwSignal::new(false);
    let partly = move || !all.get();
    view! { <Checkbox label="All columns" checked=all partly on_change=move |on| all.set(on) /> }
        .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Checkbox with { let on = RwSignal::new(true); } {
        label: text "Notify the owner",
        hide_label: flag,
        partly: flag,
        help: maybe "By e-mail, once a day.",
        disabled_reason: maybe "Only members of Payments core may do this",
        checked: code (on),
        on_change: code (move |now| on.set(now)),
    }
};
