//! Examples of the popover.

use crate::gallery::Playground;
use crate::playground;
use crate::{Align, Size};
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Icon, Popover, Stack, Switch, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "popover",
    name: "Popover",
    scope: Scope::Overlays,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A small surface beside the button that opens it.",
    when_not: "Actions are a Menu, a task is a Dialog, one sentence is a tooltip.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "controls", title: "With controls", view: controls },
    Example { id: "text", title: "With text", view: text },
];

fn controls() -> AnyView {
    let wrap = RwSignal::new(true);
    view! {
        <Popover
            label="Reading settings"
            icon=Icon::Settings
            icon_only=true
            variant=Variant::Outline
        >
            <Switch label="Wrap lines" on=wrap on_change=move |on| wrap.set(on) />
        </Popover>
    }
    .into_any()
}

fn text() -> AnyView {
    view! {
        <Popover label="How is this measured?" variant=Variant::Ghost icon=Icon::Help>
            <Stack>
                <p>"From the first commit to the end of the deployment that brought it to production."</p>
            </Stack>
        </Popover>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Popover {
        label: text "How is this measured?",
        icon: icon [Help, Settings, Filter],
        icon_only: flag,
        face_is_name: flag,
        variant: choice Variant [Outline, Solid, Ghost, Link],
        size: choice Size [Md, Sm, Lg],
        align: choice Align [Start, Centre, End],
    }
    { <p>"From the first commit to the deployment."</p> }
};
