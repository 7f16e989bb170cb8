//! Examples of the command palette.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, CommandPalette, Further, Icon, Link, LinkStyle, PaletteGroup, PaletteItem};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "command-palette",
    name: "CommandPalette",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Everything the portal has, one word away.",
    when_not: "A list is filtered by its own FilterBar.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "results", title: "With results", view: results },
    Example { id: "empty", title: "Nothing found", view: empty },
    Example { id: "loading", title: "More on its way", view: loading },
];

fn found(query: &str) -> Vec<PaletteGroup> {
    let item = |title: &str, icon: Icon, context: &str| {
        let at = title.find(query).unwrap_or_default();
        PaletteItem {
            id: title.to_owned(),
            icon,
            title: title.to_owned(),
            matches: std::iter::once(at..at + query.len()).collect(),
            context: context.to_owned(),
            keys: (icon == Icon::Deploy).then(|| "D".to_owned()),
            further: if icon == Icon::Component { Further::Beside } else { Further::None },
        }
    };
    let group = |title: &str, items: Vec<PaletteItem>| {
        let items = items.into_iter().filter(|item| item.title.contains(query)).collect();
        PaletteGroup { title: title.to_owned(), items }
    };
    vec![
        group(
            "Entities",
            vec![
                item("payments-ledger", Icon::Component, "Component in Settlement"),
                item(
                    "ledger-reconciliation-eu-west-settlement-batch-exporter",
                    Icon::Component,
                    "Component in Settlement",
                ),
                item("ledger-db", Icon::Resource, "Resource in Settlement"),
                item("General ledger", Icon::System, "System in Treasury"),
            ],
        ),
        group(
            "APIs",
            vec![
                item("ledger-api", Icon::Api, "OpenAPI 3.1"),
                item("ledger-events", Icon::Api, "AsyncAPI 3.0"),
            ],
        ),
        group(
            "Docs",
            vec![item("Closing the ledger at month end", Icon::Docs, "Finance handbook")],
        ),
        group("Commands", vec![item("Deploy payments-ledger…", Icon::Deploy, "Action")]),
        group("People", vec![item("Oskar Sledge", Icon::User, "Treasury")]),
    ]
}

fn results() -> AnyView {
    let shown = RwSignal::new(false);
    let query = RwSignal::new("ledg".to_owned());
    let limited = RwSignal::new(Some("Payments".to_owned()));
    let footer =
        || view! { <Link href="#search" look=LinkStyle::Arrow>"See all 37 results"</Link> };
    view! {
        <Button icon=Icon::Search on_click=move |_| shown.set(true)>"Search or jump to…"</Button>
        <CommandPalette
            open=shown
            groups=Signal::derive(move || found(&query.get()))
            query
            on_query=move |text| query.set(text)
            on_choose=|_| ()
            scope=limited
            on_back=move |()| limited.set(None)
            on_tab=move |id: String| limited.set(Some(id))
            on_into=move |id: String| limited.set(Some(id))
            footer=footer
        />
    }
    .into_any()
}

fn empty() -> AnyView {
    let shown = RwSignal::new(false);
    let query = RwSignal::new("qwertz".to_owned());
    view! {
        <Button on_click=move |_| shown.set(true)>"Search for nothing"</Button>
        <CommandPalette
            open=shown
            groups=Vec::new()
            query
            on_query=move |text| query.set(text)
            on_choose=|_| ()
            empty="Nothing is called so. Try fewer letters, or search the documentation."
        />
    }
    .into_any()
}

fn loading() -> AnyView {
    let shown = RwSignal::new(false);
    let query = RwSignal::new("ledg".to_owned());
    view! {
        <Button on_click=move |_| shown.set(true)>"Search slowly"</Button>
        <CommandPalette
            open=shown
            groups=found("ledg")
            query
            on_query=move |text| query.set(text)
            on_choose=|_| ()
            loading=true
        />
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    CommandPalette with { let open = RwSignal::new(false); let query = RwSignal::new(String::new()); } beside { <Button on_click=move |_| open.set(true)>"Search…"</Button> } {
        label: text "Search or run a command",
        empty: text "No results",
        loading: flag,
        scope: maybe "Payments",
        open: code (open),
        groups: code (Vec::new()),
        query: code (query),
        on_query: code (move |text| query.set(text)),
        on_choose: code (|_| ()),
    }
};
