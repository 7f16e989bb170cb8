//! Examples of the menu.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Align, Cluster, Icon, Menu, MenuGroup, MenuItem, Size, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "menu",
    name: "Menu",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A button that offers actions.",
    when_not: "A choice in a form is a Select, filters are a SelectPanel.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "row", title: "Actions of a row", view: row },
    Example { id: "choices", title: "Settings and choices", view: choices },
    Example { id: "links", title: "Links only", view: links },
    Example { id: "inside", title: "A menu inside", view: inside },
    Example { id: "disabled", title: "Not available", view: disabled },
    Example { id: "long", title: "Long labels", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn row() -> AnyView {
    let items = || {
        vec![
            MenuGroup::new([
                MenuItem::action("Copy reference", || ()).icon(Icon::Copy).keys("."),
                MenuItem::action("Inspect descriptor…", || ()).icon(Icon::Code),
            ]),
            MenuGroup::new([MenuItem::action("Unregister…", || ()).icon(Icon::Trash).danger()]),
        ]
    };
    view! {
        <Menu
            label="Actions for payments-ledger"
            icon=Icon::More
            icon_only=true
            variant=Variant::Ghost
            size=Size::Sm
            items=items
        />
    }
    .into_any()
}

fn choices() -> AnyView {
    let owner = RwSignal::new(true);
    let tags = RwSignal::new(false);
    let density = RwSignal::new("default");
    let items = move || {
        let choice = |label: &'static str, value: &'static str| {
            let selected = Signal::derive(move || density.get() == value);
            MenuItem::radio(label, selected, move || density.set(value))
        };
        vec![
            MenuGroup::titled(
                "Columns",
                [
                    MenuItem::check("Owner", owner, move |on| owner.set(on)),
                    MenuItem::check("Tags", tags, move |on| tags.set(on)),
                ],
            ),
            MenuGroup::titled(
                "Density",
                [choice("Default", "default"), choice("Compact", "compact")],
            ),
        ]
    };
    view! {
        <Cluster>
            <Menu label="View" icon=Icon::Columns items=items />
            <Menu label="20 per page" variant=Variant::Ghost size=Size::Sm items=items />
        </Cluster>
    }
    .into_any()
}

fn links() -> AnyView {
    let items = || {
        vec![MenuGroup::new([
            MenuItem::link("Register existing", "#register").icon(Icon::Repo),
            MenuItem::link("Create from a template", "#create").icon(Icon::Template),
        ])]
    };
    view! { <Menu label="Create" icon=Icon::Plus items=items /> }.into_any()
}

fn inside() -> AnyView {
    let done = RwSignal::new("Nothing was chosen.".to_owned());
    let items = move || {
        let team = |name: &'static str| {
            let chosen = ["Moved to ", name, "."].concat();
            MenuItem::action(name, move || done.set(chosen.clone()))
        };
        let format = |name: &'static str| MenuItem::action(name, || ());
        vec![
            MenuGroup::new([
                MenuItem::action("Copy reference", || ()).icon(Icon::Copy),
                MenuItem::submenu(
                    "Move to",
                    [MenuGroup::new(["Checkout", "Freight", "Payments core"].map(team))],
                )
                .icon(Icon::Group),
                MenuItem::submenu("Export", [MenuGroup::new(["CSV", "YAML"].map(format))]),
                MenuItem::submenu("Share", []).disabled("Nobody else may see it"),
            ]),
            MenuGroup::new([MenuItem::action("Unregister…", || ()).icon(Icon::Trash).danger()]),
        ]
    };
    view! {
        <Cluster>
            <Menu label="payments-ledger" items=items />
            <span role="status">{done}</span>
        </Cluster>
    }
    .into_any()
}

fn disabled() -> AnyView {
    let items = || {
        vec![MenuGroup::new([
            MenuItem::action("Re-run", || ()).icon(Icon::Refresh),
            MenuItem::action("Cancel", || ()).icon(Icon::Stop).disabled("The run has finished"),
        ])]
    };
    view! { <Menu label="Run 214" items=items /> }.into_any()
}

fn long() -> AnyView {
    let items = || {
        let label = "Deploy ledger-reconciliation-eu-west-settlement-batch-exporter to production";
        let many =
            (1..30).map(|at| MenuItem::action(["Version ", &at.to_string()].concat(), || ()));
        vec![MenuGroup::new([MenuItem::action(label, || ())]), MenuGroup::titled("Versions", many)]
    };
    view! { <Menu label="Deploy" items=items align=Align::End /> }.into_any()
}

fn rtl() -> AnyView {
    let items = || vec![MenuGroup::new([MenuItem::action("نسخ", || ()).icon(Icon::Copy)])];
    view! {
        <div dir="rtl">
            <Menu label="إجراءات" items=items />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Menu {
        label: text "Actions for payments-ledger",
        icon: icon [More, Plus, Settings],
        icon_only: flag,
        variant: choice Variant [Outline, Solid, Ghost, Link],
        size: choice Size [Md, Sm, Lg],
        align: choice Align [Start, Centre, End],
        items: code (vec![MenuGroup::new([MenuItem::action("Copy reference", || ()), MenuItem::action("Unregister…", || ()).danger()])]),
    }
};
