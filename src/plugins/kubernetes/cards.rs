//! The clusters at a glance, on the overview of an entity.

use super::api::backstage::{self, Fetched};
use super::clusters::{Cluster, Depth, Known, Reading, of_backstage, use_cluster};
use super::model::{self, Health};
use super::parts::{Asked, asked, count_words, state_words};
use crate::plugin::loaded::{age, failed, outdated, waiting};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Banner, Card, ErrorPanel, ItemRow, RelativeTime, SkeletonKind, Status};
use std::sync::Arc;

/// Draws the card.
pub fn glance(input: EntityInput) -> AnyView {
    let (body, here) = match asked(&input) {
        Ok(asked) => {
            let here = asked.here.clone();
            (rows(asked), here)
        }
        Err(said) => (said, String::new()),
    };
    if here.is_empty() {
        return view! { <Card title="Kubernetes">{body}</Card> }.into_any();
    }
    view! {
        <Card title="Kubernetes" more="All workloads" more_href=here flush=true>
            {body}
        </Card>
    }
    .into_any()
}

fn rows(asked: Asked) -> AnyView {
    let clusters: Vec<AnyView> = asked
        .clusters
        .iter()
        .map(|config| {
            let cluster = use_cluster(config, &asked.wanted, Depth::Glance);
            one(config.label().to_owned(), cluster)
        })
        .collect();
    let Asked { wanted, entity_ref, .. } = asked;
    let backstage = asked.backstage.map(|origin| {
        let load = use_load(move || backstage::workloads(&origin, &entity_ref));
        let at = age(load);
        let draw = move |fetched: &Fetched| {
            let all = of_backstage(fetched, &wanted);
            all.iter().map(|known| row(known, Some(at))).collect_view().into_any()
        };
        view! {
            <Loaded
                load=load
                title="Clusters of Backstage"
                skeleton=SkeletonKind::Rows(2)
                view=Arc::new(draw)
            />
        }
    });
    view! {
        {clusters}
        {backstage}
    }
    .into_any()
}

fn one(title: String, cluster: Cluster) -> AnyView {
    let label = format!("Loading {title}");
    (move || match cluster.reading.get() {
        Reading::Waiting => waiting(SkeletonKind::Rows(1), &label, cluster.slow, cluster.source),
        Reading::Failed(error) => failed(&title, &error, cluster.retry),
        Reading::Known(known) => {
            let row = row(&known, Some(cluster.at));
            let stale =
                move || cluster.stale.get().map(|(error, at)| outdated(&error, at, cluster.retry));
            view! {
                {stale}
                {row}
            }
            .into_any()
        }
    })
    .into_any()
}

/// A cluster as a row, and what is worst in it.
pub fn row(known: &Known, at: Option<Memo<Option<i64>>>) -> AnyView {
    if let Some(failure) = &known.failure {
        let title = format!("{} could not be loaded", known.title);
        return view! {
            <div class="u-inset"><ErrorPanel title=title cause=format!("{}.", failure.why) /></div>
        }
        .into_any();
    }
    let glance = model::glance(&known.workloads);
    let (tone, word) = state_words(&glance);
    let mut words = count_words(&glance);
    if !known.unread.is_empty() {
        let all: Vec<&str> = known.unread.iter().map(|one| one.what.as_str()).collect();
        words = [&words, ". Not loaded: ", &all.join(", ")].concat();
    }
    let age = move || at.and_then(|at| at.get()).map(|at| view! { <RelativeTime time=at /> });
    let worst = glance.worst.map(|(health, _, name, why)| {
        let count = if glance.all - glance.well > 1 { " and others" } else { "" };
        let says = if health == Health::Stuck { " does not get on" } else { " is not well" };
        let title = [&*name, count, if count.is_empty() { says } else { " are not well" }].concat();
        view! {
            <div class="u-inset"><Banner tone=health.tone() title=title>{why}</Banner></div>
        }
    });
    view! {
        <ItemRow
            title=known.title.clone()
            detail=ViewFn::from(move || words.clone())
            side=ViewFn::from(move || view! { <Status tone=tone label=word /> })
            side_detail=ViewFn::from(age)
        />
        {worst}
    }
    .into_any()
}
