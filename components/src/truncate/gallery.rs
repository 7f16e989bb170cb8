//! Examples of `Truncate`.

use super::{Cut, Truncate};
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

const REFERENCE: &str = "component:default/ledger-reconciliation-for-everything-in-eu-west-1";

fn narrow(text: &'static str, cut: Cut) -> AnyView {
    view! { <div style:max-inline-size="16rem"><Truncate text cut /></div> }.into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "truncate",
    name: "Truncate",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Text on one line, cut where its place ends; all of it on hover and focus.",
    when_not: "There is room for two lines: let it wrap.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "end", title: "At the end", view: || narrow(REFERENCE, Cut::End) },
    Example { id: "middle", title: "In the middle", view: || narrow(REFERENCE, Cut::Middle) },
    Example { id: "short", title: "Short enough", view: || narrow("ledger", Cut::Middle) },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            let text = "שירות שמסדר את כל החשבונות של כל המחלקות בכל המדינות";
            view! { <div dir="rtl">{narrow(text, Cut::End)}</div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Truncate {
        text: text "ledger-reconciliation-eu-west-settlement-batch-exporter",
        cut: choice Cut [End, Middle],
        inside_control: flag,
    }
};
