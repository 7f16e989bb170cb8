//! Examples of buttons that stay down.

use crate::Size;
use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Cluster, Icon, StarButton, ToggleButton, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "toggle-button",
    name: "ToggleButton",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Is set or not: follow, wrap, star.",
    when_not: "A setting is a Switch; one of several is a SegmentedControl.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "toggle", title: "Toggle", view: toggle },
    Example { id: "star", title: "Star", view: star },
];

fn toggle() -> AnyView {
    let follow = RwSignal::new(true);
    let wrap = RwSignal::new(false);
    view! {
        <Cluster>
            <ToggleButton icon=Icon::Follow pressed=follow on_toggle=move |on| follow.set(on)>
                "Follow"
            </ToggleButton>
            <ToggleButton
                icon=Icon::Wrap
                variant=Variant::Ghost
                pressed=wrap
                on_toggle=move |on| wrap.set(on)
            >
                "Wrap lines"
            </ToggleButton>
        </Cluster>
    }
    .into_any()
}

fn star() -> AnyView {
    let starred = RwSignal::new(false);
    view! {
        <Cluster>
            <StarButton
                name="payments-ledger"
                starred=starred
                on_toggle=move |on| starred.set(on)
            />
            <StarButton name="checkout-gateway" starred=true on_toggle=|_| () />
        </Cluster>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ToggleButton with { let on = RwSignal::new(false); } {
        variant: choice Variant [Outline, Solid, Ghost, Link],
        size: choice Size [Md, Sm, Lg],
        icon: icon [Plus, Refresh, Search, Star, Trash],
        pressed: code (on),
        on_toggle: code (move |now| on.set(now)),
    }
    text "Follow"
};
