//! Examples of `ExportMenu`.

use super::{ExportColumn, ExportMenu};
use crate::Align;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use crate::{RowId, Rows, Size, Variant};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "export-menu",
    name: "ExportMenu",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The rows of a table as CSV or JSON, saved or copied.",
    when_not: "One short text: CopyButton. A log saves itself.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "1,204 rows", view: || menu("Export", 1_204) },
    Example { id: "selected", title: "What is selected", view: || menu("Export selected", 3) },
    Example { id: "icon", title: "Icon only", view: icon },
    Example { id: "none", title: "No rows", view: || menu("Export", 0) },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl">{menu("تصدير", 3)}</div> }.into_any(),
    },
];

fn columns() -> Vec<ExportColumn> {
    let name = |row: RowId| ["component-", &row.to_string()].concat();
    let owner =
        |row: RowId| if row.is_multiple_of(3) { "Payments, core" } else { "Checkout" }.to_owned();
    vec![ExportColumn::new("Name", name), ExportColumn::new("Owner", owner)]
}

fn menu(label: &'static str, rows: u64) -> AnyView {
    let rows: Rows = (0..rows).collect();
    view! { <ExportMenu label file="components" rows columns=columns() /> }.into_any()
}

fn icon() -> AnyView {
    let rows: Rows = (0..12).collect();
    view! {
        <ExportMenu
            file="components"
            rows
            columns=columns()
            icon_only=true
            variant=Variant::Ghost
            size=Size::Sm
        />
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ExportMenu {
        label: text "Export",
        file: text "services",
        icon_only: flag,
        variant: choice Variant [Outline, Solid, Ghost, Link],
        size: choice Size [Md, Sm, Lg],
        align: choice Align [End, Start, Centre],
        rows: code ((0..20).collect::<Rows>()),
        columns: code (vec![ExportColumn::new("Name", |row| ["service-", &row.to_string()].concat())]),
    }
};
