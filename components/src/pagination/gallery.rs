//! Examples of the pagination.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{CursorPagination, Pagination};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "pagination",
    name: "Pagination",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The pages of a long list, by number or only forth and back.",
    when_not: "A list that is there anyway is shown whole, with a filter: a ResourceList.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Few pages", view: rest },
    Example { id: "many", title: "Many pages", view: many },
    Example { id: "cursor", title: "Only forth and back", view: cursor },
    Example { id: "ends", title: "First and last page", view: ends },
    Example { id: "empty", title: "Nothing to show", view: empty },
    Example { id: "long", title: "Long texts, large numbers", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn rest() -> AnyView {
    let page = RwSignal::new(2);
    view! { <Pagination page total=128 per_page=25 noun="builds" on_page=move |to| page.set(to) /> }
        .into_any()
}

fn many() -> AnyView {
    let page = RwSignal::new(10);
    view! { <Pagination page total=498 per_page=25 noun="builds" on_page=move |to| page.set(to) /> }
        .into_any()
}

fn cursor() -> AnyView {
    let page = RwSignal::new(2);
    let range = move || ["Page ", &page.get().to_string()].concat();
    view! {
        <CursorPagination
            range=Signal::derive(range)
            has_previous=Signal::derive(move || page.get() > 1)
            has_next=Signal::derive(move || page.get() < 4)
            on_previous=move |()| page.update(|page| *page -= 1)
            on_next=move |()| page.update(|page| *page += 1)
        />
    }
    .into_any()
}

fn ends() -> AnyView {
    let first = RwSignal::new(1);
    let last = RwSignal::new(3);
    view! {
        <Pagination page=first total=60 per_page=20 on_page=move |to| first.set(to) label="Pages, the first is shown" />
        <Pagination page=last total=60 per_page=20 on_page=move |to| last.set(to) label="Pages, the last is shown" />
    }
    .into_any()
}

fn empty() -> AnyView {
    view! { <Pagination page=1 total=0 per_page=20 noun="builds" on_page=|_| () /> }.into_any()
}

fn long() -> AnyView {
    let page = RwSignal::new(41_000);
    view! {
        <Pagination
            page
            total=1_640_003
            per_page=20
            noun="deployments in all environments and regions since the beginning of the year"
            on_page=move |to| page.set(to)
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    let page = RwSignal::new(5);
    view! {
        <div dir="rtl">
            <Pagination page total=240 per_page=20 on_page=move |to| page.set(to) label="الصفحات" />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Pagination with { let page = RwSignal::new(2); } {
        total: number 128,
        per_page: number 25,
        noun: text "builds",
        label: text "Pagination",
        page: code (page),
        on_page: code (move |to| page.set(to)),
    }
};
