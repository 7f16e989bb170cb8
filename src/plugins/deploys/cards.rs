//! What is deployed where, on the overview of an entity.

use super::environments::{self, Behind, compare};
use super::instances::{Instance, Reading, everything, use_instance};
use super::model::Application;
use super::parts::{Asked, asked, behind, not_read, nothing_here, status};
use super::revision::versions;
use crate::plugin::loaded::{failed, outdated, waiting};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Banner, Card, ItemRow, RelativeTime, SkeletonKind, Tone, Truncate};

/// Draws the card.
pub fn glance(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => asked,
        Err(said) => return view! { <Card title="Deploys">{said}</Card> }.into_any(),
    };
    let here = asked.here.clone();
    let body = body(asked);
    view! {
        <Card title="Deploys" more="All deploys" more_href=here flush=true>
            {body}
        </Card>
    }
    .into_any()
}

fn body(asked: Asked) -> AnyView {
    let Asked { wanted, instances, config, .. } = asked;
    let instances: Vec<Instance> =
        instances.iter().map(|one| use_instance(&config, one, &wanted)).collect();
    let all = everything(&instances);
    let others: Vec<AnyView> = instances.iter().map(|one| trouble(one.clone())).collect();
    let readings: Vec<_> = instances.iter().map(|one| one.reading).collect();
    let rows = move || {
        let all = all.get();
        let answered = readings.iter().all(|one| one.with(|one| matches!(one, Reading::Known(_))));
        match all.is_empty() && answered {
            true => nothing_here(&wanted),
            false => rows(&all),
        }
    };
    view! {
        {rows}
        {others}
    }
    .into_any()
}

/// What stands of an instance beside its applications: that it is asked, has failed, is old.
fn trouble(instance: Instance) -> AnyView {
    let label = format!("Loading {}", instance.title);
    (move || match instance.reading.get() {
        Reading::Waiting => waiting(SkeletonKind::Rows(2), &label, instance.slow, instance.source),
        Reading::Failed(error) => failed(&instance.title, &error, instance.retry),
        Reading::Known(known) => {
            let stale = move || {
                instance.stale.get().map(|(error, at)| outdated(&error, at, instance.retry))
            };
            let broken = not_read(&known.broken);
            view! {
                {stale}
                {broken}
            }
            .into_any()
        }
    })
    .into_any()
}

/// Applications as rows, and why the worst of them is not well.
pub fn rows(all: &[Application]) -> AnyView {
    let rows: Vec<AnyView> = all
        .iter()
        .zip(compare(all))
        .map(|(one, behind)| {
            let same = all.iter().filter(|other| other.environment == one.environment).count();
            row(one, behind, same > 1)
        })
        .collect();
    let grave = |one: &&Application| one.whole.tone == Tone::Danger;
    let worst = all.iter().find(grave).or_else(|| all.iter().find(|one| !one.why.is_empty()));
    let worst = worst.and_then(|one| {
        let why = one.why.first()?;
        let title = [&*environments::title(one), ": ", &why.title].concat();
        let text = why.text.clone();
        Some(view! {
            <div class="u-inset"><Banner tone=why.tone title=title>{text}</Banner></div>
        })
    });
    view! {
        {rows}
        {worst}
    }
    .into_any()
}

/// An application as a row. One of several in an environment is told from the others by where it
/// runs.
fn row(one: &Application, by: Behind, is_one_of_several: bool) -> AnyView {
    let mut title = environments::title(one);
    let place = one.place.split(',').next().unwrap_or_default();
    let tells = !place.is_empty() && !one.environment.is_empty() && place != one.environment;
    if is_one_of_several && tells {
        title = [&*title, ", ", place].concat();
    }
    let said = versions(&one.images);
    let name = if one.environment.is_empty() { &one.place } else { &one.which.name };
    let mut words = name.clone();
    if !said.is_empty() {
        words.push_str(" · ");
        words.push_str(&said);
    }
    let detail = move || {
        let words = words.clone();
        let by = matches!(by, Behind::By { .. }).then(|| {
            view! {
                " · "
                {behind(by, " behind since ")}
            }
        });
        // Names are cut where there is little room, and not how far behind it is.
        view! {
            <Truncate text=words />
            {by}
        }
        .into_any()
    };
    let state = one.whole;
    let at = one.history.first().map(|deploy| deploy.at);
    let when = move || at.map(|at| view! { <RelativeTime time=at /> }.into_any()).into_any();
    view! {
        <ItemRow
            title=title
            detail=ViewFn::from(detail)
            side=ViewFn::from(move || status(state))
            side_detail=ViewFn::from(when)
        />
    }
    .into_any()
}
