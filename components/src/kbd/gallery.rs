//! Examples of keys.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Cluster, Kbd};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "kbd",
    name: "Kbd",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Keys to press together.",
    when_not: "Text to type is code.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[Example { id: "keys", title: "Keys", view: keys }];

fn keys() -> AnyView {
    view! {
        <Cluster>
            <Kbd keys="Mod+K" />
            <Kbd keys="Enter" />
            <Kbd keys="Escape" />
            <Kbd keys="[" />
        </Cluster>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Kbd {
        keys: text "Ctrl K",
    }
};
