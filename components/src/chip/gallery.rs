//! Examples of the chip.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Chip, Cluster, Icon};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "chip",
    name: "Chip",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "An active filter or a chosen thing that can be removed.",
    when_not: "A fact that stays is a Tag.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "filters", title: "Filters", view: filters },
    Example { id: "things", title: "Things", view: things },
    Example { id: "long", title: "Long", view: long },
];

fn filters() -> AnyView {
    view! {
        <Cluster>
            <Chip key_text="Type" value="service, worker" on_remove=|()| () />
            <Chip key_text="System" value="settlement, checkout +9" on_remove=|()| () />
        </Cluster>
    }
    .into_any()
}

fn things() -> AnyView {
    view! {
        <Cluster>
            <Chip icon=Icon::Component value="ledger-core" on_remove=|()| () />
            <Chip icon=Icon::Component value="fx-rates" on_remove=|()| () />
        </Cluster>
    }
    .into_any()
}

fn long() -> AnyView {
    view! {
        <Chip
            key_text="Owner"
            value="ledger-reconciliation-eu-west-settlement-batch-exporter-maintainers-and-friends"
            on_remove=|()| ()
        />
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Chip {
        key_text: text "Owner",
        value: text "Payments core",
        icon: icon [Plus, Refresh, Search, Star, Trash],
        remove_label: maybe "Remove the filter by owner",
        roving: flag,
        on_remove: code (|()| ()),
    }
};
