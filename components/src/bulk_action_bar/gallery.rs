//! Examples of `BulkActionBar`.

use super::BulkActionBar;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use crate::{Button, Checkbox, Icon, Stack};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "bulk-action-bar",
    name: "BulkActionBar",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "What can be done with all that is selected, there as long as something is.",
    when_not: "Controls that are always there: Toolbar. Actions on one row: Menu.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Appears with the first choice", view: rest },
    Example { id: "unseen", title: "Some are not shown", view: || fixed(1_204, 12) },
    Example { id: "narrow", title: "Narrow", view: narrow },
    Example { id: "none", title: "Nothing selected", view: || fixed(0, 0) },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn buttons() -> impl IntoView {
    view! {
        <Button icon=Icon::Tag>"Add tag…"</Button>
        <Button icon=Icon::Refresh>"Refresh"</Button>
    }
}

fn fixed(count: usize, unseen: usize) -> AnyView {
    view! {
        <BulkActionBar
            count=Signal::stored(count)
            unseen=Signal::stored(unseen)
            noun="components"
            on_clear=|()| ()
            otherwise=|| "Nothing is selected: the filters stand here."
        >
            {buttons()}
        </BulkActionBar>
    }
    .into_any()
}

fn rest() -> AnyView {
    let chosen = RwSignal::new(Vec::<&'static str>::new());
    let boxes = ["payments-ledger", "checkout-gateway", "address-normaliser"].map(|name| {
        let checked = Signal::derive(move || chosen.with(|chosen| chosen.contains(&name)));
        let change = move |on: bool| {
            chosen.update(|chosen| {
                chosen.retain(|other| *other != name);
                if on {
                    chosen.push(name);
                }
            });
        };
        view! { <Checkbox label=name checked on_change=change /> }.into_any()
    });
    view! {
        <Stack>
            <BulkActionBar
                count=Signal::derive(move || chosen.with(Vec::len))
                noun="components"
                on_clear=move |()| chosen.set(Vec::new())
                otherwise=|| "Choose components to act on them."
            >
                {buttons()}
            </BulkActionBar>
            {boxes.into_iter().collect::<Vec<_>>()}
        </Stack>
    }
    .into_any()
}

fn narrow() -> AnyView {
    view! { <div style:max-inline-size="20rem">{fixed(3, 1)}</div> }.into_any()
}

fn rtl() -> AnyView {
    view! { <div dir="rtl">{fixed(3, 0)}</div> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    BulkActionBar {
        noun: text "services",
        count: number 3,
        unseen: number? 0,
        on_clear: code (|()| ()),
    }
    { <Button>"Archive"</Button> }
};
