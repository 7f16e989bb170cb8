//! Asks all sources at once and hands every answer to the worker.
//!
//! One loop: answers come in any order, each may name more files, and it ends when nothing is on
//! its way any more. A source that fails stops; the others go on.

use super::kept::Kept;
use super::state::{Health, SourceState};
use super::worker::{Built, Reader, Wanted};
use crate::chunk::worker::WorkerError;
use crate::config::{Config, PORTAL_ORIGIN, Source, SourceKind, WebUrl};
use crate::net::{Bytes, Get, Net, NetClient, NetError};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use futures_util::stream::FuturesUnordered;
use js_sys::Uint8Array;
use portico_catalog::location;
use std::collections::BTreeSet;

/// Entities on one page of an API: small enough that decoding a page blocks nobody.
const PAGE: &str = "500";

/// Files of one source. More than this is a Location that generates Locations.
const MOST_FILES: usize = 20_000;

enum What {
    /// A file that the configuration lists.
    Entry,
    /// A file that another file names.
    Named(Wanted),
    /// A page of a catalog API.
    Page,
}

struct Arrived {
    what: What,
    source: u16,
    url: String,
    answer: Result<Uint8Array, NetError>,
}

type OnTheWay = FuturesUnordered<LocalBoxFuture<'static, Arrived>>;

/// Reads every source. `report` is called whenever a source's state changes. What a source that
/// fails had before is taken from the `earlier` catalog, unless all of them fail.
pub async fn read(
    config: &Config,
    net: &Net,
    report: impl Fn(Vec<SourceState>),
    earlier: impl Future<Output = Option<Kept>>,
) -> Result<Built, WorkerError> {
    let names: Vec<&str> = config.origins.iter().map(|origin| origin.name.as_str()).collect();
    let client = net.client("sources", &names);
    let mut states: Vec<SourceState> = config.sources.iter().map(SourceState::waiting).collect();
    report(states.clone());

    // The first requests are on their way while the worker starts.
    let mut on_the_way = OnTheWay::new();
    for (number, source) in (0_u16..).zip(&config.sources) {
        for get in first(source) {
            let what =
                if matches!(source.kind, SourceKind::Backstage) { What::Page } else { What::Entry };
            on_the_way.push(fetch(&client, what, number, get));
        }
    }
    let reader = Reader::start().await?;

    let mut asked: BTreeSet<(u16, String)> = BTreeSet::new();
    while let Some(Arrived { what, source, url, answer }) = on_the_way.next().await {
        let Some(state) = states.get_mut(usize::from(source)) else { continue };
        let wanted = match (what, answer) {
            (What::Entry, Ok(bytes)) => {
                state.read += 1;
                reader.file(source, &url, &bytes).await?.wanted
            }
            (What::Page, Ok(bytes)) => {
                state.read += 1;
                let answer = reader.page(source, &url, &bytes).await?;
                if let Some((cursor, from)) =
                    answer.cursor.zip(config.sources.get(usize::from(source)))
                {
                    on_the_way.push(fetch(&client, What::Page, source, page(from, Some(cursor))));
                }
                answer.wanted
            }
            (What::Named(file), Ok(bytes)) => {
                state.read += 1;
                reader.give(&file, Ok(&bytes)).await?.wanted
            }
            (What::Named(file), Err(error)) => {
                // One file of many: an issue where it is named, not a failure of the source.
                reader.give(&file, Err(&error.title())).await?.wanted
            }
            (What::Entry | What::Page, Err(error)) => {
                state.fail(&error);
                Vec::new()
            }
        };
        for file in wanted {
            let state = states.get(usize::from(file.source));
            let fits = state.is_some_and(|state| state.read < MOST_FILES);
            let Some(from) = config.sources.get(usize::from(file.source)).filter(|_| fits) else {
                continue;
            };
            if asked.insert((file.source, file.url.clone())) {
                match locate(&client, from, &file.url) {
                    Some(get) => {
                        let number = file.source;
                        on_the_way.push(fetch(&client, What::Named(file), number, get));
                    }
                    None => {
                        reader.give(&file, Err("its address is not a web address")).await?;
                    }
                }
            }
        }
        report(states.clone());
    }
    for state in &mut states {
        if state.health == Health::Reading {
            state.health = Health::Good;
        }
    }
    if states.iter().any(SourceState::has_failed)
        && !states.iter().all(SourceState::has_failed)
        && let Some(Kept { index, details, at }) = earlier.await
    {
        for ((number, state), source) in (0_u16..).zip(&mut states).zip(&config.sources) {
            if state.has_failed() {
                let is_api = matches!(source.kind, SourceKind::Backstage);
                reader.keep(number, is_api, &index, &details).await?;
                state.kept_from = Some(at as i64);
            }
        }
    }
    report(states);
    reader.finish().await
}

fn first(source: &Source) -> Vec<Get<Bytes>> {
    match &source.kind {
        SourceKind::Files { index } => index
            .iter()
            .map(|path| Get::bytes(source.id.as_str()).below(path).for_navigation())
            .collect(),
        SourceKind::Backstage => vec![page(source, None)],
    }
}

/// One page of `GET /api/catalog/entities/by-query`. A cursor holds the filter and the order.
fn page(source: &Source, cursor: Option<String>) -> Get<Bytes> {
    Get::bytes(source.id.as_str())
        .path(["api", "catalog", "entities", "by-query"])
        .query("limit", Some(PAGE))
        .query("cursor", cursor)
        .for_navigation()
}

/// An address as the catalog knows it: a file of the portal by its path below the portal, so that
/// the same file has the same name wherever the portal is served from.
fn known_as(client: &NetClient, url: String) -> String {
    let path = url.strip_prefix(&portal(client)).filter(|path| !path.is_empty());
    path.map(str::to_owned).unwrap_or(url)
}

/// The portal's own folder, with a slash at its end.
fn portal(client: &NetClient) -> String {
    let portal = client.address(&Get::bytes(PORTAL_ORIGIN)).unwrap_or_default();
    [portal.trim_end_matches('/'), "/"].concat()
}

/// The request for a file: through the source's own origin where it lies there, so that the
/// source's credential goes along; otherwise as an address without any.
fn locate(client: &NetClient, source: &Source, url: &str) -> Option<Get<Bytes>> {
    let url = &*location::resolve(&portal(client), url).ok()?;
    let own = client.address(&Get::bytes(source.id.as_str())).ok()?;
    let own = own.trim_end_matches('/');
    match url.strip_prefix(own).and_then(|rest| rest.strip_prefix('/')) {
        Some(rest) => Some(Get::bytes(source.id.as_str()).below(rest).for_navigation()),
        None => WebUrl::parse(url).ok().map(|url| Get::at(url).for_navigation()),
    }
}

/// The request for the text of a file that the catalog names: through the origin that it lies in,
/// the nearest one if they lie in each other.
pub fn text(client: &NetClient, config: &Config, file: &str) -> Option<Get<String>> {
    let (origin, rest) = place(client, config, file)?;
    Some(Get::text(origin).below(&rest))
}

/// The origin that a file lies in, and its path below that.
pub fn place(client: &NetClient, config: &Config, file: &str) -> Option<(String, String)> {
    let url = &*location::resolve(&portal(client), file).ok()?;
    let within = config.origins.iter().filter_map(|origin| {
        let folder = client.address(&Get::bytes(origin.name.as_str())).ok()?;
        let rest = url.strip_prefix(folder.trim_end_matches('/'))?.strip_prefix('/')?;
        Some((origin.name.clone(), rest.to_owned()))
    });
    within.min_by_key(|(_, rest)| rest.len())
}

fn fetch(
    client: &NetClient,
    what: What,
    source: u16,
    get: Get<Bytes>,
) -> LocalBoxFuture<'static, Arrived> {
    let client = client.clone();
    Box::pin(async move {
        let url = match &what {
            What::Named(file) => file.url.clone(),
            What::Entry | What::Page => known_as(&client, client.address(&get).unwrap_or_default()),
        };
        let answer = client.bytes(&get).await.map(|answer| answer.value.into_js());
        Arrived { what, source, url, answer }
    })
}
