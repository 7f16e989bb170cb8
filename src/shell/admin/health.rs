//! How the portal fares: its version, the APIs it calls, what its code weighs, and what went wrong
//! since this tab was opened.

use crate::config::{Auth, Config, Origin, OriginUrl, PORTAL_ORIGIN};
use crate::plugin::analytics::{Analytics, Noted};
use crate::plugin::built::{Sizes, Version, kilobytes, sizes, version};
use crate::plugin::loaded::loaded;
use crate::plugin::prelude::*;
use crate::shell::connections::{Reach, use_reach};
use leptos::prelude::*;
use portico_components::{
    Banner, Card, Column, DataTable, Description, DescriptionList, EmptyKind, EmptyState, Gap,
    ItemRow, List, RelativeTime, Rows, SkeletonKind, Stack, Status, Tone,
};
use std::sync::Arc;

/// Draws it.
pub fn draw() -> AnyView {
    view! { <Stack gap=Gap::Lg>{versions()} {apis()} {code()} {errors()}</Stack> }.into_any()
}

/// What runs here, and what is deployed.
fn versions() -> AnyView {
    let running = document()
        .query_selector("meta[name=portico-build]")
        .ok()
        .flatten()
        .and_then(|meta| meta.get_attribute("content"))
        .unwrap_or_default();
    let browser = window().navigator().user_agent().unwrap_or_default();
    let load = use_load(version);
    let view = move |deployed: &Version| {
        let is_old = !running.is_empty() && deployed.build != running;
        let old = is_old.then(|| {
            view! {
                <Banner tone=Tone::Info title="Another build is deployed">
                    "This tab runs the one that was there when it was opened. Reload the page to get the other one."
                </Banner>
            }
        });
        let (running, browser) = (running.clone(), browser.clone());
        let Version { build, version, base } = deployed.clone();
        view! {
            <Stack>
                {old}
                <DescriptionList>
                    <Description term="Portico">{version}</Description>
                    <Description term="Build that runs here"><code>{running}</code></Description>
                    <Description term="Build that is deployed"><code>{build}</code></Description>
                    <Description term="Deployed below"><code>{base}</code></Description>
                    <Description term="Browser">{browser}</Description>
                </DescriptionList>
            </Stack>
        }
        .into_any()
    };
    let body = loaded(load, "The version", SkeletonKind::Text(4), view);
    view! { <Card title="Versions">{body}</Card> }.into_any()
}

/// The APIs that are declared, who calls them, and whether they answer.
fn apis() -> AnyView {
    let registry = use_registry();
    let config = use_context::<Arc<Config>>().unwrap_or_default();
    let others = config.origins.iter().filter(|origin| origin.name != PORTAL_ORIGIN);
    let reach = use_reach();
    let items: Vec<AnyView> = others.map(|origin| api(&registry, origin, reach)).collect();
    let doctor = registry
        .href(routes::SETTINGS, &())
        .map(|settings| [&*settings, "/connections"].concat())
        .unwrap_or_default();
    let body = match items.is_empty() {
        true => view! {
            <EmptyState kind=EmptyKind::FirstUse title="No connections" compact=true>
                "List APIs under origins, or descriptors under sources, in portal.json."
            </EmptyState>
        }
        .into_any(),
        false => view! { <List items=items /> }.into_any(),
    };
    view! {
        <Card
            title="APIs"
            hint="asked from this browser now"
            more="What to change: connection doctor"
            more_href=doctor
            flush=true
        >
            {body}
        </Card>
    }
    .into_any()
}

fn api(registry: &Registry, origin: &Origin, reach: Signal<Vec<Reach>>) -> AnyView {
    let callers: Vec<&str> = registry
        .plugins()
        .iter()
        .filter(|one| one.plugin.calls(&origin.name))
        .map(|one| one.plugin.name())
        .collect();
    let callers = match callers.is_empty() {
        true => "called by no plugin".to_owned(),
        false => format!("called by {}", callers.join(", ")),
    };
    let place = match &origin.url {
        OriginUrl::Absolute(url) => url.host(),
        OriginUrl::Below(path) if path.is_empty() => "the portal's own folder".to_owned(),
        OriginUrl::Below(path) | OriginUrl::Root(path) => path.clone(),
    };
    let facts = [origin.name.clone(), place, callers, proof(&origin.auth).to_owned()];
    let name = origin.name.clone();
    let side = move || {
        let found = reach.with(|all| all.iter().find(|one| one.name == name).cloned());
        found.map(|Reach { tone, word, latency, .. }| {
            let label = match latency {
                Some(time) => format!("{word}, {time} ms"),
                None => word.to_owned(),
            };
            view! { <Status tone=tone label=label /> }
        })
    };
    view! {
        <ItemRow
            title=origin.title.clone()
            detail=ViewFn::from(move || {
                facts.iter().map(|fact| view! { <span>{fact.clone()}</span> }).collect_view().into_any()
            })
            side=ViewFn::from(move || side.clone().into_any())
        />
    }
    .into_any()
}

/// How a request proves who asks, in words.
const fn proof(auth: &Auth) -> &'static str {
    match auth {
        Auth::None => "no sign-in",
        Auth::Cookie => "cookie",
        Auth::Guest => "guest token",
        Auth::Session => "token of the session",
        Auth::Header(_) => "header of the session",
        Auth::Oidc(_) => "OpenID sign-in",
    }
}

/// What the code weighs.
fn code() -> AnyView {
    let load = use_load(sizes);
    let body = loaded(load, "The sizes", SkeletonKind::Table(6, 2), weights);
    view! { <Card title="Code" hint="brotli, without what chunks share" flush=true>{body}</Card> }
        .into_any()
}

fn weights(sizes: &Sizes) -> AnyView {
    if sizes.chunks.is_empty() {
        return view! {
            <div class="u-inset">
                <EmptyState kind=EmptyKind::FirstUse title="Sizes are not measured" compact=true>
                    "cargo xtask build measures a release build; this one was made for development."
                </EmptyState>
            </div>
        }
        .into_any();
    }
    let mut list: Vec<(String, u64)> =
        sizes.chunks.iter().map(|(name, size)| (name.clone(), *size)).collect();
    list.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let list: Arc<[(String, u64)]> = list.into();
    let rows: Rows = (0..list.len() as u64).collect();
    let cell = |draw: fn(&(String, u64)) -> String| {
        let list = list.clone();
        move |at: u64| {
            let row = usize::try_from(at).ok().and_then(|at| list.get(at));
            row.map(draw).into_any()
        }
    };
    let columns = vec![
        Column::new("chunk", "Chunk", cell(|row| row.0.clone())).width(160).grow(),
        Column::new("size", "Size", cell(|row| kilobytes(row.1))).width(112).end(),
    ];
    let first = sizes.first_view.map(|size| {
        view! {
            <div class="u-inset">
                <p>"Everybody downloads " {kilobytes(size)} " first; a chunk follows when somebody opens what it is for."</p>
            </div>
        }
    });
    view! {
        {first}
        <DataTable caption="Chunks, the largest first" rows=Signal::stored(rows) columns=columns />
    }
    .into_any()
}

/// What went wrong since this tab was opened.
fn errors() -> AnyView {
    let errors = use_context::<Analytics>().map(|all| all.errors()).unwrap_or_default();
    let registry = use_registry();
    let body = match errors.is_empty() {
        true => view! {
            <div class="u-inset">
                <EmptyState kind=EmptyKind::Done title="Nothing went wrong" compact=true>
                    "No part of the portal failed since this tab was opened."
                </EmptyState>
            </div>
        }
        .into_any(),
        false => {
            let items = errors.iter().map(|error| failed(&registry, error)).collect();
            view! { <List items=items /> }.into_any()
        }
    };
    view! { <Card title="Errors of this session" hint="in memory only" flush=true>{body}</Card> }
        .into_any()
}

fn failed(registry: &Registry, error: &Noted) -> AnyView {
    let name = registry.plugins().iter().find(|one| one.plugin.id() == error.plugin);
    let name = name.map_or("the portal", |one| one.plugin.name());
    let (part, at) = (format!("{name}, {}", error.extension), error.at as i64);
    view! {
        <ItemRow
            title=error.subject.clone()
            detail=ViewFn::from(move || part.clone().into_any())
            side=ViewFn::from(move || view! { <RelativeTime time=at /> }.into_any())
        />
    }
    .into_any()
}
