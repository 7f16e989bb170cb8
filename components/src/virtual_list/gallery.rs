//! Examples of `VirtualList`.

use super::VirtualList;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Card, CellFn, EmptyKind, EmptyState, ItemRow, KindIcon, Link, LinkStyle, Rows, Size,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;
use std::sync::Arc;

fn line() -> CellFn {
    Arc::new(|row| {
        let name = ["service-", &row.to_string()].concat();
        view! {
            <KindIcon kind="Component" />
            <Link href="#service" look=LinkStyle::Quiet>{name}</Link>
        }
        .into_any()
    })
}

fn text() -> CellFn {
    Arc::new(|row| ["src/generated/part-", &row.to_string(), ".rs"].concat().into_any())
}

fn long() -> CellFn {
    Arc::new(|_| {
        let name = "ledger-reconciliation-eu-west-settlement-batch-exporter-with-a-long-name";
        view! { <span class="u-ellipsis" data-tooltip=name>{name}</span> }.into_any()
    })
}

fn large() -> CellFn {
    Arc::new(|row| {
        view! {
            <ItemRow
                title=["component-", &row.to_string()].concat()
                href="#component".to_owned()
                leading=|| view! { <KindIcon kind="Component" /> }
                detail=|| "Last mile · production"
            />
        }
        .into_any()
    })
}

fn rows(count: u64) -> Rows {
    (0..count).collect()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "virtual-list",
    name: "VirtualList",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A long list in a box that scrolls by itself; only what is in sight is drawn.",
    when_not: "A list that scrolls with the page: ResourceList. A few things: List.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "10,000 links",
        view: || {
            view! {
                    <Card flush=true><VirtualList label="Services" rows=rows(10_000) item=line() /></Card>
                }
                .into_any()
        },
    },
    Example {
        id: "small",
        title: "Small rows, 100,000",
        view: || {
            view! {
                    <Card flush=true>
                        <VirtualList label="Files" rows=rows(100_000) item=text() size=Size::Sm visible=8 />
                    </Card>
                }
                .into_any()
        },
    },
    Example {
        id: "large",
        title: "Two lines",
        view: || {
            view! {
                <Card flush=true>
                    <VirtualList
                        label="Components"
                        rows=rows(500)
                        item=large()
                        size=Size::Lg
                        visible=4
                    />
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "few",
        title: "Three",
        view: || {
            view! {
                    <Card flush=true><VirtualList label="A few services" rows=rows(3) item=line() /></Card>
                }
                .into_any()
        },
    },
    Example {
        id: "long",
        title: "Long text",
        view: || {
            view! {
                <Card flush=true>
                    <VirtualList label="Exporters" rows=rows(40) item=long() visible=4 />
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "empty",
        title: "None",
        view: || {
            let empty = || view! { <EmptyState kind=EmptyKind::NoMatch title="No files match" /> };
            view! {
                <Card flush=true>
                    <VirtualList label="Files found" rows=rows(0) item=text() empty />
                </Card>
            }
            .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! {
                <div dir="rtl" lang="ar">
                    <Card flush=true>
                        <VirtualList label="الخدمات" rows=rows(200) item=line() visible=4 />
                    </Card>
                </div>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    VirtualList {
        label: text "Services",
        size: choice Size [Md, Sm, Lg],
        visible: number? 10,
        rows: code ((0..1_000).collect::<Rows>()),
        item: code (Arc::new(|row| ["service-", &row.to_string()].concat().into_any())),
    }
};
