//! Examples of `Tabs`.

use super::{Tab, Tabs};
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

fn three() -> Vec<Tab> {
    vec![
        Tab::new("curl", "curl", || "curl https://ledger.example/v1/entries"),
        Tab::new("kotlin", "Kotlin", || "ledger.entries().list()"),
        Tab::new("errors", "Errors", || "No errors in the last hour.").count(0),
    ]
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "tabs",
    name: "Tabs",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Views of one thing inside a page, one shown at a time.",
    when_not: "Parts of a page with addresses of their own: RoutedTabs. Two or three values: SegmentedControl.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "three",
        title: "Three views",
        view: || view! { <Tabs label="Example call" tabs=three() /> }.into_any(),
    },
    Example {
        id: "selected",
        title: "Second one chosen from outside",
        view: || {
            let chosen = RwSignal::new("kotlin".to_owned());
            let on_select = Callback::new(move |id: &'static str| chosen.set(id.to_owned()));
            view! { <Tabs label="Example call" tabs=three() selected=chosen on_select /> }
                .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl"><Tabs label="דוגמה" tabs=three() /></div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Tabs {
        label: text "Example call",
        tabs: code (vec![Tab::new("curl", "curl", || "curl https://ledger.example"), Tab::new("kotlin", "Kotlin", || "ledger.entries()")]),
    }
};
