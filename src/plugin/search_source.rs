//! What a plugin adds to the search: things that can be found, and how they are drawn.

use super::chunk::{ChunkError, Loader};
use super::registry::Registry;
use crate::net::{NetClient, NetError};
use futures_util::stream::LocalBoxStream;
use portico_catalog::catalog::Catalog;
use portico_catalog::search::Document;
use std::future::Future;
use std::ops::Range;
use std::pin::Pin;
use std::sync::Arc;

/// Things of a plugin that the search finds, such as the pages of all documents.
///
/// The portal reads it in the background, after somebody has opened the search for the first time,
/// and again when the catalog has changed. It lives in the plugin's chunk:
///
/// ```ignore
/// feed!(docs, pages => search::pages);                // in the chunk `docs`
///
/// Plugin::new("docs").extend(SearchSource {
///     id: "docs",
///     title: "Documentation",
///     icon: Icon::Docs,
///     feed: pages::load,
/// })
/// ```
///
/// where `search::pages` is a function from a [`SearchInput`] to a [`Feed`]:
///
/// ```ignore
/// pub fn pages(input: SearchInput) -> Feed {
///     stream::iter(sites(&input.catalog))
///         .then(move |site| read(input.clone(), site))   // Result<Vec<Document>, NetError>
///         .boxed_local()
/// }
/// ```
///
/// - Each item is a batch of [`Document`]s, a page or a site at a time: the portal indexes it
///   between two frames. Batches may come in any order.
/// - An `Err` says that a part could not be read. The search page names the source and the error;
///   the stream goes on, and what it gave before stays.
/// - The stream is dropped when its answer is no longer wanted, and requests in it with it: that is
///   how it is cancelled.
/// - Addresses come from [`Registry::href`] of a typed route. A document without a page to open is
///   left out by the plugin.
#[derive(Clone, Copy)]
pub struct SearchSource {
    /// Unique among all plugins: the value of `type` in the address of the search page.
    pub id: &'static str,
    /// What people call these things: "Documentation".
    pub title: &'static str,
    /// Their icon.
    pub icon: portico_components::Icon,
    /// Starts reading: what [`feed!`](crate::feed) makes.
    pub feed: fn(SearchInput) -> Feeding,
}

/// What a [`SearchSource`] is given.
#[derive(Clone)]
pub struct SearchInput {
    /// The catalog to read for. A new catalog is a new reading.
    pub catalog: Arc<Catalog>,
    /// The pages of the portal, for addresses.
    pub registry: Arc<Registry>,
    /// The plugin's own client: it knows the origins of its manifest. `None` without a network.
    pub net: Option<NetClient>,
}

/// Batches of documents, as they are read.
pub type Feed = LocalBoxStream<'static, Result<Vec<Document>, NetError>>;

/// Future of a feed whose code may still have to be fetched.
pub type Feeding = Pin<Box<dyn Future<Output = Result<Feed, ChunkError>>>>;

/// How the results of one sort are drawn on the search page, below their title: facts, a picture, a
/// button. Without one they have a breadcrumb and the text that matched.
#[derive(Clone, Copy)]
pub struct SearchResult {
    /// What it draws: the id of a [`SearchSource`], or a kind in lower case.
    pub of: &'static str,
    /// Draws one.
    pub loader: Loader<ResultInput>,
}

/// One result, for who draws it.
#[derive(Clone)]
pub struct ResultInput {
    /// What was found.
    pub found: FoundItem,
    /// The piece of text that matched best; empty when only the name did.
    pub excerpt: String,
    /// What matched in it, in bytes.
    pub matches: Vec<Range<usize>>,
}

/// What was found.
#[derive(Clone)]
pub enum FoundItem {
    /// An entity.
    Entity(super::extension::EntityInput),
    /// A document.
    Document(Arc<Document>),
}

/// Declares a feed that lives in a plugin's chunk.
///
/// `feed!(docs, pages => search::pages)` makes a module `pages` with one function, `load(input)`.
#[macro_export]
macro_rules! feed {
    ($chunk:ident, $name:ident => $read:path) => {
        #[allow(missing_docs, unsafe_code)]
        pub(crate) mod $name {
            #[allow(unused_imports)]
            use super::*;
            use $crate::plugin::search_source::{Feeding, SearchInput};

            $crate::split_fn!($chunk, $read : $crate::plugin::search_source::SearchInput => $crate::plugin::search_source::Feed);

            /// The feed, when its code is here.
            pub(crate) fn load(input: SearchInput) -> Feeding {
                // Nobody fetches feeds ahead of time.
                let _ = fetch;
                Box::pin(run(input))
            }
        }
    };
}
