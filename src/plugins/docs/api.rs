//! What is asked of the place where documentation is kept.
//!
//! Source: the storage layout and the API of TechDocs. The HTML of a page may come as
//! `text/plain`; it is read as text in any case.

use crate::net::{Bytes, Get, Items, or_default};
use serde::Deserialize;

use super::place::{OriginKind, Place};

/// The origin in `portal.json`.
pub const ORIGIN: &str = "docs";

/// Largest page that is read, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;

/// Stands in the page of every portal and in no documentation.
const PORTAL: &str = "<meta name=\"portico-base\"";

/// It stands among the first bytes.
const HEAD: usize = 8 * 1024;

/// Whether an answer is the portal itself, which many hosts give where there is no file.
#[must_use]
pub fn is_portal(text: &str) -> bool {
    text.get(..text.floor_char_boundary(HEAD)).is_some_and(|head| head.contains(PORTAL))
}

/// The file of a page, as text.
#[must_use]
pub fn page(place: &Place, page: &str) -> Get<String> {
    let file = place.file(page);
    Get::text(ORIGIN)
        .path(&place.folder)
        .path(file.split('/').filter(|part| !part.is_empty()))
        .max_bytes(LARGEST)
        .for_navigation()
}

/// A file of a site, such as a picture.
#[must_use]
pub fn file(place: &Place, path: &str) -> Get<Bytes> {
    Get::bytes(ORIGIN).path(&place.folder).path(path.split('/').filter(|part| !part.is_empty()))
}

/// What MkDocs wrote for searching.
#[must_use]
pub fn index(place: &Place) -> Get<Index> {
    Get::new(ORIGIN).path(&place.folder).path(["search", "search_index.json"])
}

/// When the site was built.
#[must_use]
pub fn metadata(place: &Place) -> Get<Metadata> {
    match place.kind {
        OriginKind::Files => Get::new(ORIGIN).path(&place.folder).path(["techdocs_metadata.json"]),
        OriginKind::Backstage => {
            let entity = place.folder.get(4..).unwrap_or_default();
            Get::new(ORIGIN).path(["api", "techdocs", "metadata", "techdocs"]).path(entity)
        }
    }
}

/// Has a Backstage backend build the site anew if its sources have changed. The answer is a stream
/// of events, which is over when the site is up to date.
#[must_use]
pub fn sync(place: &Place) -> Option<Get<String>> {
    let entity = place.folder.get(4..)?;
    (place.kind == OriginKind::Backstage)
        .then(|| Get::text(ORIGIN).path(["api", "techdocs", "sync"]).path(entity))
}

/// `search_index.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Index {
    /// Pages, each followed by its sections.
    #[serde(default)]
    pub docs: Items<Section>,
}

/// A page or a section of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Section {
    /// `guides/start/` or `guides/start/#anchor`.
    #[serde(default, deserialize_with = "or_default")]
    pub location: String,
    /// Its heading.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// Its words; tags may be among them.
    #[serde(default, deserialize_with = "or_default")]
    pub text: String,
}

/// `techdocs_metadata.json`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Metadata {
    /// When it was built, in ms since 1970.
    #[serde(default)]
    pub build_timestamp: Option<i64>,
}
