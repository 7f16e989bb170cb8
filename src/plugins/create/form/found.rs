//! The template that an address names, from the catalog.

use super::super::{TEMPLATE, TemplatePath};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use serde_json::Value;
use std::sync::Arc;

/// How many similar names are offered.
const NEAR: usize = 5;

/// A template.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its reference: `template:default/rust-service`.
    pub reference: String,
    /// What it is called.
    pub title: String,
    /// What it makes, in words.
    pub description: Option<String>,
    /// What its owner is called.
    pub owner: Option<String>,
    /// Address of its descriptor: skeletons are relative to it.
    pub file: String,
    /// The whole of it.
    pub descriptor: Value,
}

/// What the address has come to.
#[derive(Clone, PartialEq)]
pub enum Seen {
    /// There is no catalog yet.
    Waiting,
    /// The catalog has none of this name.
    Missing {
        /// The name.
        name: String,
        /// Names that are like it, with their addresses.
        near: Vec<(String, String)>,
    },
    /// It is there, but nothing can be read.
    Broken {
        /// The name.
        name: String,
        /// A sentence.
        why: String,
    },
    /// It is there.
    Found(Arc<Found>),
}

impl Seen {
    /// Title of the page.
    pub fn title(&self) -> String {
        match self {
            Self::Waiting => "Template".to_owned(),
            Self::Missing { .. } => "Template not found".to_owned(),
            Self::Broken { name, .. } => name.clone(),
            Self::Found(found) => found.title.clone(),
        }
    }
}

/// Follows the address and the catalog. A catalog that was read again changes nothing as long as
/// the template is the same.
pub fn watch(sources: Sources, path: Memo<Option<TemplatePath>>) -> Memo<Seen> {
    let registry = use_registry();
    Memo::new(move |_| {
        let (Some(path), Some(catalog)) = (path.get(), sources.catalog().get()) else {
            return Seen::Waiting;
        };
        let Some(ix) = catalog.lookup_parts("template", &path.namespace, &path.name) else {
            let all_read = !sources.refreshing().get();
            return if all_read { lost(&registry, &catalog, &path) } else { Seen::Waiting };
        };
        let entry = catalog.entry(ix);
        let Some(descriptor) = descriptor(sources, &catalog, ix) else {
            let why = "Its descriptor is not there, or no JSON. Reload the page.".to_owned();
            return Seen::Broken { name: entry.display_name().to_owned(), why };
        };
        Seen::Found(Arc::new(Found {
            reference: portico_components::lower(&entry.entity_ref().to_string()),
            title: entry.display_name().to_owned(),
            description: entry.description().map(str::to_owned),
            owner: entry.owner().map(|owner| owner.display_name().to_owned()),
            file: entry.place().file,
            descriptor,
        }))
    })
}

/// The descriptor of an entity, whole; `None` where it is not there or cannot be read.
#[must_use]
pub fn descriptor(sources: Sources, catalog: &Catalog, ix: Ix) -> Option<Value> {
    serde_json::from_slice(&sources.detail(catalog, ix)?).ok()
}

fn lost(registry: &Registry, catalog: &Catalog, path: &TemplatePath) -> Seen {
    let near = catalog.near(Some("template"), Some(&path.namespace), &path.name, NEAR);
    let near = near.into_iter().map(|ix| catalog.entry(ix));
    let near = near.filter(|entry| entry.kind() == "template").filter_map(|entry| {
        let path =
            TemplatePath { namespace: entry.namespace().to_owned(), name: entry.name().to_owned() };
        Some((entry.display_name().to_owned(), registry.href(TEMPLATE, &path)?))
    });
    Seen::Missing { name: path.name.clone(), near: near.collect() }
}
