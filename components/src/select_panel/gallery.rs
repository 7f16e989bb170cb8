//! Examples of the facet panel.

use crate::gallery::Playground;
use crate::playground;
use crate::{Align, Size};
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Cluster, Facet, PanelOption, SelectPanel};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "select-panel",
    name: "SelectPanel",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Several of many, with counts: a facet.",
    when_not: "In a form take checkboxes, or a Combobox for one of many.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "few", title: "A few options", view: few },
    Example { id: "many", title: "Many options", view: many },
    Example { id: "huge", title: "More than are drawn", view: huge },
    Example { id: "none", title: "No options", view: none },
];

fn facet(label: &str, options: Vec<PanelOption>, chosen: &[&str]) -> Facet {
    let chosen: Vec<String> = chosen.iter().map(|value| (*value).to_owned()).collect();
    let selected = RwSignal::new(chosen);
    Facet::new(label, Signal::stored(options), selected, move |new| selected.set(new))
}

fn few() -> AnyView {
    let options = ["service", "worker", "library"];
    let options: Vec<_> = options.map(|kind| PanelOption::new(kind, kind).count(kind.len())).into();
    view! { <SelectPanel facet=facet("Type", options, &["service", "worker"]) /> }.into_any()
}

fn many() -> AnyView {
    let mut options = vec![PanelOption::new("@mine", "Systems my teams own").count(3).preset()];
    let systems = [
        "settlement",
        "checkout",
        "freight-quotes",
        "last-mile",
        "dispatch",
        "billing",
        "customs",
        "risk",
        "identity",
        "merchant-portal",
        "treasury",
        "warehouse",
    ];
    options.extend(systems.map(|system| PanelOption::new(system, system).count(system.len())));
    view! {
        <Cluster>
            <SelectPanel facet=facet("System", options.clone(), &["settlement", "checkout", "billing"]) />
            <SelectPanel facet=facet("System", options, &[]) />
        </Cluster>
    }
    .into_any()
}

fn huge() -> AnyView {
    let numbers = (1..=1_000).map(|at| at.to_string());
    let options: Vec<_> =
        numbers.map(|at| PanelOption::new(at.clone(), ["team-", &at].concat())).collect();
    view! { <SelectPanel facet=facet("Owner", options, &[]) /> }.into_any()
}

fn none() -> AnyView {
    view! { <SelectPanel facet=facet("Tag", Vec::new(), &[]) /> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    SelectPanel with { let chosen = RwSignal::new(Vec::new()); } {
        size: choice Size [Md, Sm, Lg],
        align: choice Align [Start, Centre, End],
        facet: code (Facet::new("Type", Signal::stored(vec![PanelOption::new("service", "service"), PanelOption::new("library", "library")]), chosen, move |now| chosen.set(now))),
    }
};
