//! Examples of the filter bar.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{
    Choice, Facet, FilterBar, Icon, Menu, MenuGroup, MenuItem, PanelOption, SearchField,
    SegmentedControl,
};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "filter-bar",
    name: "FilterBar",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The filters of a list.",
    when_not: "A single search field needs no bar around it.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "catalog", title: "Of the catalog", view: catalog },
    Example { id: "none", title: "Nothing chosen", view: none },
];

fn facet(label: &str, values: &[&str], chosen: &[&str]) -> Facet {
    let options: Vec<_> =
        values.iter().map(|value| PanelOption::new(*value, *value).count(value.len())).collect();
    let chosen: Vec<String> = chosen.iter().map(|value| (*value).to_owned()).collect();
    let selected = RwSignal::new(chosen);
    Facet::new(label, Signal::stored(options), selected, move |new| selected.set(new))
}

fn bar(types: &[&str], systems: &[&str]) -> AnyView {
    let query = RwSignal::new(String::new());
    let shown_as = RwSignal::new("table".to_owned());
    let search = move || {
        view! {
            <SearchField
                label="Filter by name"
                shortcut="/"
                value=query
                on_input=move |text| query.set(text)
            />
        }
    };
    let end = move || {
        let choices = vec![
            Choice::new("table", "Table").icon(Icon::Table),
            Choice::new("cards", "Cards").icon(Icon::Catalog),
            Choice::new("graph", "Graph").icon(Icon::Graph),
        ];
        let views = || vec![MenuGroup::new([MenuItem::link("All", "#all")])];
        view! {
            <SegmentedControl
                label="View as"
                icons_only=true
                choices
                value=shown_as
                on_change=move |new| shown_as.set(new)
            />
            <Menu label="Money path" icon=Icon::Bookmark items=views />
        }
    };
    let known = [
        "settlement",
        "checkout",
        "freight-quotes",
        "last-mile",
        "dispatch",
        "billing",
        "customs",
        "risk",
        "identity",
    ];
    let facets = vec![
        facet("Owner", &["Payments core", "Treasury", "Last mile"], &[]),
        facet("Type", &["service", "worker", "library"], types),
        facet("Lifecycle", &["production", "experimental", "deprecated"], &[]),
        facet("System", &known, systems),
    ];
    view! {
        <FilterBar
            search
            facets
            end
            summary="38 of 128 components"
            show="Show 38 components"
        />
    }
    .into_any()
}

fn catalog() -> AnyView {
    bar(&["service", "worker"], &["settlement", "checkout", "billing", "risk"])
}

fn none() -> AnyView {
    bar(&[], &[])
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    FilterBar {
        summary: text "38 of 128 components",
        show: text "Show 38 components",
        active: flag,
        search: code (|| "Filter by name"),
        facets: code (vec![Facet::new("Type", Signal::stored(vec![PanelOption::new("service", "service")]), RwSignal::new(Vec::new()), |_| ())]),
    }
};
