//! The pages of all documentation for the search of the portal, a site at a time.

use std::future::ready;
use std::sync::Arc;

use futures_util::{StreamExt, stream};
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::search::Document;

use super::api::Section;
use super::index::{self, plain};
use super::place::{DocsConfig, Place};
use crate::net::ErrorKind;
use crate::plugin::prelude::*;
use crate::plugin::search_source::{Feed, SearchInput};

/// So many sites are asked at once.
const AT_ONCE: usize = 4;
/// Sections that are read at once.
const PIECE: usize = 50;

/// Reads them. A site without an index of its own is one that nobody has built yet, or that was
/// built without search: there is nothing to warn a searching person of.
pub fn pages(input: SearchInput) -> Feed {
    let Some(net) = input.net.clone() else { return stream::empty().boxed_local() };
    let sites = sites(&input.catalog, &DocsConfig::of(&input.registry));
    stream::iter(sites)
        .map(move |(ix, place)| {
            let (net, input) = (net.clone(), input.clone());
            async move {
                let read = index::read(&net, &place).await;
                read.map(|sections| stream::iter(pieces(input, ix, sections)))
            }
        })
        .buffered(AT_ONCE)
        .filter(|read| ready(!matches!(read, Err(error) if error.kind == ErrorKind::NotFound)))
        .flat_map(|read| match read {
            Ok(pieces) => pieces.map(Ok).boxed_local(),
            Err(error) => stream::iter([Err(error)]).boxed_local(),
        })
        .boxed_local()
}

/// Entities with documentation of their own.
fn sites(catalog: &Arc<Catalog>, config: &DocsConfig) -> Vec<(Ix, Place)> {
    catalog
        .all()
        .filter_map(|ix| Some((ix, Place::of(catalog, ix, config)?)))
        .filter(|(ix, place)| catalog.lookup(&place.owner).is_some_and(|owner| owner == *ix))
        .collect()
}

/// The sections of a site, some at a time: a big one has thousands, and each is a piece of HTML to
/// be read.
fn pieces(input: SearchInput, ix: Ix, all: Vec<Section>) -> impl Iterator<Item = Vec<Document>> {
    let entry = input.catalog.entry(ix);
    let (name, entity) = (entry.display_name().to_owned(), entry.entity_ref());
    let here = EntityPath::of(&entity);
    let mut page = String::new();
    (0..all.len()).step_by(PIECE).map(move |from| {
        let sections = all.iter().skip(from).take(PIECE);
        let documents = sections.filter_map(|section: &Section| {
            let (path, anchor) =
                section.location.split_once('#').unwrap_or((&section.location, ""));
            if anchor.is_empty() {
                page.clone_from(&section.title);
            }
            let path = path.trim_matches('/');
            let href = input.registry.href(routes::DOCS, &here.tab(path))?;
            Some(Document {
                title: page.clone(),
                breadcrumb: vec![name.clone()],
                heading: (!anchor.is_empty()).then(|| plain(&section.title)),
                href,
                anchor: anchor.to_owned(),
                text: plain(&section.text),
                entity: Some(entity.clone()),
            })
        });
        documents.collect()
    })
}
