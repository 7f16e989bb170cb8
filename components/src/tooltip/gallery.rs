//! Examples of tooltips.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Cluster, Icon, IconButton, Link};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "tooltip",
    name: "TooltipHost",
    scope: Scope::Overlays,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Words that appear at a control that is pointed at.",
    when_not: "What is needed to go on stands on the page.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "icon-button", title: "On an icon", view: icon_button },
    Example { id: "text", title: "On a link", view: text },
    Example { id: "after", title: "Beside, for a rail", view: after },
    Example { id: "long", title: "Long text", view: long },
];

fn icon_button() -> AnyView {
    view! {
        <Cluster>
            <IconButton icon=Icon::Bell label="Notifications" />
            <IconButton icon=Icon::Sidebar label="Collapse the side bar" keys="[" />
        </Cluster>
    }
    .into_any()
}

fn text() -> AnyView {
    view! {
        <Link href="#tip" attr:data-tooltip="Settlement, owned by Payments core">"payments-ledger"</Link>
    }
    .into_any()
}

fn after() -> AnyView {
    view! {
        <IconButton icon=Icon::Catalog label="Catalog" attr:data-tooltip-side="after" />
    }
    .into_any()
}

fn long() -> AnyView {
    view! {
        <Link
            href="#long"
            attr:data-tooltip="component:default/ledger-reconciliation-eu-west-settlement-batch-exporter"
        >
            "A long name"
        </Link>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    IconButton {
        icon: choice! Icon [Bell, Star, Edit],
        label: text "Notifications",
    }
};
