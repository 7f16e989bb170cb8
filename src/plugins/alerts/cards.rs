//! The alerts at a glance, on the overview of an entity: does anything fire, since when, and who
//! is on call now.

use super::api::{Alert, Incident, Page};
use super::firing::{name, severity, use_manager};
use super::model::{Reading, open_incidents, read, since};
use super::oncall::{first_level, use_pager};
use super::parts::{Asked, asked, count_words, state_words};
use crate::plugin::loaded::{age, loaded};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, ItemRow, RelativeTime, SkeletonKind, Status, Tone};

/// Draws the card.
pub fn glance(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => asked,
        Err(said) => return view! { <Card title="Alerts">{said}</Card> }.into_any(),
    };
    let here = asked.here.clone();
    let rows = rows(&asked);
    if here.is_empty() {
        return view! { <Card title="Alerts" flush=true>{rows}</Card> }.into_any();
    }
    view! {
        <Card title="Alerts" more="Alerts and on-call" more_href=here flush=true>
            {rows}
        </Card>
    }
    .into_any()
}

fn rows(asked: &Asked) -> AnyView {
    let managers: Vec<AnyView> = asked
        .managers
        .iter()
        .map(|config| {
            let manager = use_manager(config, &asked.wanted.matchers);
            let (label, wanted) = (config.label().to_owned(), manager.wanted.clone());
            let title = ["Alerts of ", &*label].concat();
            let at = age(manager.alerts);
            let draw = move |all: &Items<Alert>| row(&label, &read(&all.items, &wanted), Some(at));
            loaded(manager.alerts, title, SkeletonKind::Rows(1), draw)
        })
        .collect();
    let pager = asked.pager.as_ref().map(|(origin, name)| {
        let pager = use_pager(origin, name);
        let called = pager.on_call(1, first_level);
        let (open, id, at) = (pager.open, pager.id, age(pager.open));
        let incidents = pager.once_named(1, move || {
            let draw = move |page: &Page<Incident>| {
                let id = id.get().unwrap_or_default();
                incidents(&open_incidents(&page.items.items, &id), Some(at))
            };
            loaded(open, "Open incidents", SkeletonKind::Rows(1), draw)
        });
        view! {
            {called}
            {incidents}
        }
    });
    view! {
        {managers}
        {pager}
    }
    .into_any()
}

/// When the answer behind a row was read.
fn read_at(at: Option<Memo<Option<i64>>>) -> ViewFn {
    ViewFn::from(move || {
        move || at.and_then(|at| at.get()).map(|at| view! { <RelativeTime time=at /> })
    })
}

/// An Alertmanager as a row, and what is worst there.
pub fn row(label: &str, reading: &Reading, at: Option<Memo<Option<i64>>>) -> AnyView {
    let (tone, word) = state_words(reading);
    let words = match count_words(reading) {
        none if none.is_empty() => "All alerts of this service are quiet".to_owned(),
        words => words,
    };
    let since = since(&reading.firing);
    let detail = move || {
        let since = since.map(|since| view! { ", the first " <RelativeTime time=since /> });
        view! {
            {words.clone()}
            {since}
        }
    };
    let worst = reading.firing.first().map(|group| {
        let says = group.says("summary").to_owned();
        let (tone, word) = (group.tone(), severity(group));
        view! {
            <ItemRow
                title=name(group)
                detail=ViewFn::from(move || says.clone())
                side=ViewFn::from(move || view! { <Status tone=tone label=word.clone() /> })
            />
        }
    });
    view! {
        <ItemRow
            title=label.to_owned()
            detail=ViewFn::from(detail)
            side=ViewFn::from(move || view! { <Status tone=tone label=word /> })
            side_detail=read_at(at)
        />
        {worst}
    }
    .into_any()
}

/// How many incidents are open, and the one that is worst.
pub fn incidents(open: &[Incident], at: Option<Memo<Option<i64>>>) -> AnyView {
    let (tone, word) = match open.first() {
        None => (Tone::Success, "None is open"),
        Some(first) if first.status == "acknowledged" => (Tone::Warning, "Acknowledged"),
        Some(_) => (Tone::Danger, "Not taken up"),
    };
    let title = match open.len() {
        0 => "No open incident".to_owned(),
        1 => "1 open incident".to_owned(),
        many => format!("{many} open incidents"),
    };
    let first = open.first().map(|first| first.title.clone()).unwrap_or_default();
    view! {
        <ItemRow
            title=title
            detail=ViewFn::from(move || first.clone())
            side=ViewFn::from(move || view! { <Status tone=tone label=word /> })
            side_detail=read_at(at)
        />
    }
    .into_any()
}
