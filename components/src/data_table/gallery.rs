//! Examples of `DataTable`.

use super::{Column, DataTable, Sort, Stick, examples, next_sort};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Button, Card, EmptyKind, EmptyState, Icon, IconButton, LifecycleBadge, OwnerBadge, RefLink,
    RefWeight, Rows, RowsState, Size, Status as State, TagList, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

const NAMES: [&str; 8] = [
    "address-normaliser",
    "carrier-rate-aggregator",
    "checkout-gateway",
    "customs-declaration-builder",
    "dispute-evidence-collector",
    "ledger-reconciliation-eu-west-and-central",
    "payments-ledger",
    "warehouse-slot-allocator",
];
const OWNERS: [&str; 5] = ["Last mile", "Freight routing", "Checkout", "", "Payments core"];
const STATES: [(Tone, &str); 4] = [
    (Tone::Success, "Healthy"),
    (Tone::Warning, "Degraded"),
    (Tone::Danger, "Failing"),
    (Tone::Neutral, "Unknown"),
];

/// Who owns the row.
pub(super) fn owner(row: u64) -> &'static str {
    pick(&OWNERS, row).unwrap_or_default()
}

/// One of `all`, by row.
fn pick<T: Copy>(all: &[T], row: u64) -> Option<T> {
    all.get(row as usize % all.len()).copied()
}

pub(super) fn name(row: u64) -> String {
    let name = pick(&NAMES, row).unwrap_or_default();
    if row < 8 { name.to_owned() } else { format!("{name}-{row}") }
}

/// The columns of the catalog's index page.
pub(super) fn columns() -> Vec<Column> {
    vec![
        Column::new("name", "Name", |row| {
            let href = Some("#".to_owned());
            let weight = RefWeight::Name;
            view! { <RefLink kind="Component" label=name(row) href weight /> }.into_any()
        })
        .width(240)
        .grow()
        .sortable(),
        Column::new("owner", "Owner", |row| {
            let name = owner(row);
            view! { <OwnerBadge name href="#".to_owned() /> }.into_any()
        })
        .width(168)
        .priority(2)
        .sortable(),
        Column::new("lifecycle", "Lifecycle", |row| {
            let lifecycle = if row % 7 == 3 { "experimental" } else { "production" };
            view! { <LifecycleBadge lifecycle /> }.into_any()
        })
        .width(116)
        .priority(3),
        Column::new("health", "Health", |row| {
            let (tone, label) = pick(&STATES, row / 3).unwrap_or_default();
            view! { <State tone label /> }.into_any()
        })
        .width(116)
        .priority(1),
        Column::new("tags", "Tags", |row| {
            let tags = ["tier-1", "pci", "kotlin"].map(str::to_owned);
            let tags = tags.into_iter().take(row as usize % 4).collect();
            view! { <TagList tags most=2 /> }.into_any()
        })
        .width(160)
        .priority(4),
        Column::new("updated", "Updated", |row| format!("{} min ago", row % 60).into_any())
            .width(104)
            .priority(5)
            .end()
            .quiet(),
        Column::new("actions", "Actions", |row| {
            let label = ["Actions for ", &name(row)].concat();
            view! { <IconButton icon=Icon::More label size=Size::Sm /> }.into_any()
        })
        .width(56)
        .end()
        .silent(),
    ]
}

/// The usual table in a card, with so many rows.
pub(super) fn table(rows: u64, state: RowsState) -> AnyView {
    let rows: Rows = (0..rows).collect();
    view! {
        <Card flush=true>
            <DataTable caption="Components" rows columns=columns() state stick=Stick::Off />
        </Card>
    }
    .into_any()
}

/// So many rows, sorted by the name or the owner.
pub(super) fn sorted(count: u64, sort: Option<Sort>) -> Rows {
    let mut rows: Vec<u64> = (0..count).collect();
    match sort {
        Some(sort) if sort.column == "owner" => rows.sort_by_key(|row| owner(*row)),
        Some(_) => rows.sort_by_cached_key(|row| name(*row)),
        None => {}
    }
    if sort.is_some_and(|sort| sort.descending) {
        rows.reverse();
    }
    rows.into()
}

/// Rows that can be sorted by pressing a header.
fn sortable() -> AnyView {
    let sort = RwSignal::new(next_sort(None, "name"));
    let on_sort = Callback::new(move |wanted: Option<Sort>| sort.set(wanted));
    let rows = Signal::derive(move || sorted(12, sort.get()));
    view! {
        <Card flush=true>
            <DataTable
                caption="Components"
                rows
                columns=columns()
                sort
                on_sort
                row_keys=true
                stick=Stick::Off
            />
        </Card>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "data-table",
    name: "DataTable",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The same facts about many things, up to 25,000 rows.",
    when_not: "A narrow screen: ResourceList. A few things: List. Facts about one: DescriptionList.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Rows", view: || table(8, RowsState::Ready) },
    Example { id: "sort", title: "Sortable, with j and k", view: sortable },
    Example { id: "many", title: "25,000 rows, sortable", view: examples::many },
    Example { id: "selection", title: "Rows that can be selected", view: examples::selection },
    Example { id: "resize", title: "Columns that can be resized", view: examples::resize },
    Example { id: "export", title: "Columns and export", view: examples::export },
    Example { id: "loading", title: "First load", view: || table(0, RowsState::Loading(5)) },
    Example { id: "refresh", title: "Refreshing", view: || table(5, RowsState::Refreshing) },
    Example {
        id: "empty",
        title: "No match",
        view: || {
            let rows = Rows::default();
            let empty = || {
                view! {
                    <EmptyState
                        kind=EmptyKind::NoMatch
                        title="No components match"
                        actions=|| view! { <Button>"Clear 3 filters"</Button> }
                    >
                        "Nothing owned by Treasury has the tag wasm."
                    </EmptyState>
                }
            };
            view! {
                <Card flush=true>
                    <DataTable caption="Components" rows columns=columns() empty stick=Stick::Off />
                </Card>
            }
            .into_any()
        },
    },
    Example { id: "error", title: "Could not be read", view: examples::error },
    Example { id: "long", title: "Long cells", view: examples::long },
    Example { id: "list", title: "The list of a narrow screen", view: examples::list },
    Example {
        id: "narrow",
        title: "Columns give way",
        view: || {
            view! { <div style:max-inline-size="34rem">{table(5, RowsState::Ready)}</div> }
                .into_any()
        },
    },
    Example {
        id: "scroll",
        title: "Scrolls sideways when even the rest does not fit",
        view: || {
            let columns = columns().into_iter().map(|column| column.priority(0)).collect();
            let rows: Rows = (0..5).collect();
            view! {
                <div style:max-inline-size="22rem">
                    <Card flush=true><DataTable caption="Components" rows columns /></Card>
                </div>
            }
            .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl">{table(4, RowsState::Ready)}</div> }.into_any(),
    },
    Example {
        id: "rtl-selection",
        title: "Right to left, selected and resized",
        view: || view! { <div dir="rtl">{examples::both()}</div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    DataTable {
        caption: text "Services",
        row_keys: flag,
        stick: choice Stick [Page, Region, Off],
        summary: maybe "Read 2 min ago",
        rows: code ((0..20).collect::<Rows>()),
        columns: code (vec![Column::new("name", "Name", |row| ["service-", &row.to_string()].concat().into_any()).grow(), Column::new("lifecycle", "Lifecycle", |_| "production".into_any()).width(120)]),
    }
};
