//! Examples of `DataTable` with what can be put on it.

use super::{
    ColumnWidths, ColumnWidthsMenu, DataTable, FindNote, RowSelection, Sort, Stick,
    gallery::{columns, name, owner, sorted},
};
use crate::{
    BulkActionBar, Button, Card, Cluster, Column, ErrorPanel, ExportColumn, ExportMenu, Icon,
    ItemRow, Justify, KindIcon, LifecycleBadge, Menu, MenuGroup, MenuItem, ResourceList, RowId,
    Rows, SearchField, Stack, lower,
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is exported of a row.
fn texts() -> Vec<ExportColumn> {
    vec![ExportColumn::new("Name", name), ExportColumn::new("Owner", |row| owner(row).to_owned())]
}

/// What the rows are sorted by, what a header asks for, and the rows.
type Sorting = (RwSignal<Option<Sort>>, Callback<Option<Sort>>, Signal<Rows>);

fn sorting(count: u64) -> Sorting {
    let sort = RwSignal::new(None);
    let on_sort = Callback::new(move |wanted: Option<Sort>| sort.set(wanted));
    let rows = Memo::new(move |_| sorted(count, sort.get()));
    (sort, on_sort, rows.into())
}

pub(super) fn many() -> AnyView {
    let (sort, on_sort, rows) = sorting(25_000);
    let selection = RowSelection::new("components", rows, name, name);
    let mut columns = columns();
    columns.insert(0, selection.column());
    view! {
        <Stack>
            <BulkActionBar
                count=selection.count()
                noun="components"
                on_clear=move |()| selection.clear()
                otherwise=|| "Select with Space, a range with Shift."
            >
                <Button icon=Icon::Tag>"Add tag…"</Button>
            </BulkActionBar>
            <div>
                <FindNote rows instead="Sort by name, or filter the catalog." />
                <Card flush=true>
                    <div style:max-block-size="26rem" style:overflow-y="auto">
                        <DataTable
                            caption="Components"
                            rows
                            columns
                            sort
                            on_sort
                            row_keys=true
                            stick=Stick::Region
                        />
                    </div>
                </Card>
            </div>
        </Stack>
    }
    .into_any()
}

pub(super) fn selection() -> AnyView {
    let (sort, on_sort, all) = sorting(12);
    let typed = RwSignal::new(String::new());
    let rows: Signal<Rows> = Memo::new(move |_| {
        let typed = lower(&typed.get());
        all.get().iter().copied().filter(|row| name(*row).contains(&typed)).collect::<Rows>()
    })
    .into();
    let selection = RowSelection::new("components", rows, name, name);
    let mut columns = columns();
    columns.insert(0, selection.column());
    // Also those that the filter hides, in the order of the table.
    let selected = Signal::derive(move || {
        let keys = selection.selected().get();
        all.get().iter().copied().filter(|row| keys.contains(&name(*row))).collect::<Rows>()
    });
    let search = move || {
        view! {
            <SearchField label="Filter by name" value=typed on_input=move |text| typed.set(text) />
        }
    };
    view! {
        <Stack>
            <BulkActionBar
                count=selection.count()
                unseen=selection.unseen()
                noun="components"
                on_clear=move |()| selection.clear()
                otherwise=|| "Select components to export them or add a tag."
            >
                <Button icon=Icon::Tag>"Add tag…"</Button>
                <ExportMenu label="Export selected" file="components" rows=selected columns=texts() />
            </BulkActionBar>
            {search()}
            <Card flush=true>
                <DataTable caption="Components" rows columns sort on_sort row_keys=true stick=Stick::Off />
            </Card>
        </Stack>
    }
    .into_any()
}

/// A table whose columns can be resized, and the button for those who cannot drag.
fn resizable(columns: Vec<Column>, (sort, on_sort, rows): Sorting) -> AnyView {
    let widths = ColumnWidths::new();
    let columns = widths.on(columns);
    view! {
        <Stack>
            <Cluster justify=Justify::End><ColumnWidthsMenu widths /></Cluster>
            <Card flush=true>
                <DataTable caption="Components" rows columns sort on_sort stick=Stick::Off />
            </Card>
        </Stack>
    }
    .into_any()
}

pub(super) fn resize() -> AnyView {
    resizable(columns(), sorting(6))
}

pub(super) fn both() -> AnyView {
    let sorting = sorting(4);
    let chosen = RwSignal::new(vec![name(1)]);
    let selection = RowSelection::kept(chosen, "components", sorting.2, name, name);
    let mut columns = columns();
    columns.insert(0, selection.column());
    resizable(columns, sorting)
}

pub(super) fn export() -> AnyView {
    let rows: Signal<Rows> = Signal::stored((0..6).collect());
    let hidden = RwSignal::new(vec!["tags".to_owned()]);
    let choices = ["owner", "lifecycle", "health", "tags", "updated"];
    let items = Signal::derive(move || {
        let checks = columns().into_iter().filter(|column| choices.contains(&column.id()));
        let checks = checks.map(|column| {
            let id = column.id();
            let shown = Signal::derive(move || !hidden.with(|ids| ids.iter().any(|x| x == id)));
            MenuItem::check(column.header(), shown, move |on| {
                hidden.update(|ids| {
                    ids.retain(|other| other != id);
                    if !on {
                        ids.push(id.to_owned());
                    }
                });
            })
        });
        vec![MenuGroup::titled("Columns", checks)]
    });
    // The file has the columns that are shown.
    let texts = Signal::derive(move || {
        let mut texts = texts();
        if hidden.with(|ids| ids.iter().any(|id| id == "owner")) {
            texts.truncate(1);
        }
        texts
    });
    view! {
        <Stack>
            <Cluster justify=Justify::End>
                <Menu label="Columns" icon=Icon::Columns items />
                <ExportMenu file="components" rows columns=texts />
            </Cluster>
            <Card flush=true>
                <DataTable caption="Components" rows columns=columns() hidden stick=Stick::Off />
            </Card>
        </Stack>
    }
    .into_any()
}

pub(super) fn error() -> AnyView {
    let empty = || {
        view! {
            <ErrorPanel
                title="Components could not be read"
                cause="The catalog did not answer in 10 s. Filters keep their place above."
                on_retry=Callback::new(|()| ())
                silent=true
            />
        }
    };
    view! {
        <Card flush=true>
            <DataTable
                caption="Components"
                rows=Rows::default()
                columns=columns()
                empty
                stick=Stick::Off
            />
        </Card>
    }
    .into_any()
}

pub(super) fn long() -> AnyView {
    let long =
        "ledger-reconciliation-eu-west-and-central-settlement-batch-exporter-for-the-old-bank";
    let columns = vec![
        Column::new("name", "Name of the component as its descriptor has it", move |_| {
            view! { <a href="#">{long}</a> }.into_any()
        })
        .width(240)
        .grow()
        .sortable(),
        Column::new("words", "What it is for, in a sentence", |_| {
            "Exports the settled entries of a day in batches, once the ledger has closed."
                .into_any()
        })
        .width(200)
        .sortable(),
        Column::new("count", "Entries", |row| (row * 1_234_567).to_string().into_any())
            .width(88)
            .end(),
    ];
    resizable(columns, sorting(3))
}

pub(super) fn list() -> AnyView {
    let rows: Signal<Rows> = Signal::stored((0..5).collect());
    let selection = RowSelection::new("components", rows, name, name);
    let item = Arc::new(move |row: RowId| {
        view! {
            <ItemRow
                title=name(row)
                href="#".to_owned()
                leading=move || view! { {selection.row(row)} <KindIcon kind="Component" /> }
                detail=move || Some(owner(row)).filter(|owner| !owner.is_empty()).unwrap_or("No owner")
                side=|| view! { <LifecycleBadge lifecycle="production" /> }
            />
        }
        .into_any()
    });
    view! {
        <div style:max-inline-size="22rem">
            <Stack>
                <BulkActionBar
                    count=selection.count()
                    noun="components"
                    on_clear=move |()| selection.clear()
                    otherwise=|| "Select components to add a tag."
                >
                    <Button icon=Icon::Tag>"Add tag…"</Button>
                </BulkActionBar>
                <Cluster>
                    {selection.all()}
                    <span aria-hidden="true">"All"</span>
                </Cluster>
                <Card flush=true><ResourceList label="Components" rows item /></Card>
            </Stack>
        </div>
    }
    .into_any()
}
