//! Examples of the copy button.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Cluster, CopyButton, Size};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "copy-button",
    name: "CopyButton",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Copies a short text.",
    when_not: "What is longer than a screen is downloaded.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "inline", title: "Beside a text", view: inline },
    Example { id: "large", title: "Larger", view: large },
];

fn inline() -> AnyView {
    view! {
        <Cluster>
            <code>"component:default/payments-ledger"</code>
            <CopyButton text="component:default/payments-ledger" label="Copy reference" />
        </Cluster>
    }
    .into_any()
}

fn large() -> AnyView {
    view! { <CopyButton text="cargo xtask serve" size=Size::Md /> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    CopyButton {
        text: text "component:default/payments-ledger",
        label: text "Copy the reference",
        size: choice Size [Sm, Md, Lg],
    }
};
